"""An earlier answer becomes an answer to the question of now: what fits is taken, and what does not is named."""

from survey.questions.comparing.carrying import Carried, carried
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Given, State
from tests.questions.written import question_of

LABEL = "label: {fi: Kysymys, sv: Fråga}"
A, B, OTHER = (f"{{key: {key}, label: {{fi: {key}, sv: {key}}}}}" for key in ("a", "b", "c"))
ASKING = "{key: muu, specify: true, label: {fi: Muu, sv: Annat}}"


def becomes(before: str, after: str, value: dict[str, str], state: State = State.ANSWERED) -> Carried:
    """What an answer becomes between two questions, each in YAML without its key."""
    first, then = (question_of(f"- {{key: q, {LABEL}, {each}}}\n") for each in (before, after))
    return carried(first, then, Given(value, state))


def test_an_answer_that_fits_is_taken_whole() -> None:
    found = becomes("kind: text", "kind: text, help: {fi: Ohje, sv: Anvisning}", {"text": "Vastaus"})
    assert found == Carried(Given({"text": "Vastaus"})) and found.is_whole


def test_of_several_options_those_that_are_left_are_taken() -> None:
    found = becomes(
        f"kind: choices, options: [{A}, {B}, {OTHER}]", f"kind: choices, options: [{B}, {A}]", {"options": "a b c"}
    )
    assert found.given == Given({"options": "b a"}), "in the order of now"
    assert found.options == ({"fi": "c", "sv": "c"},) and not found.is_whole


def test_the_only_option_being_gone_leaves_nothing() -> None:
    found = becomes(f"kind: choice, options: [{A}, {B}]", f"kind: choice, options: [{B}, {OTHER}]", {"option": "a"})
    assert found.given is None and found.options == ({"fi": "a", "sv": "a"},)


def test_what_was_specified_goes_with_its_option() -> None:
    value = {"options": "a muu", "specify": "Jotain muuta"}
    other = ASKING.replace("muu,", "toinen,")
    found = becomes(f"kind: choices, options: [{A}, {ASKING}]", f"kind: choices, options: [{A}, {other}]", value)
    assert found.given == Given({"options": "a"})
    assert found.parts == (("specify", "Jotain muuta"),)


def test_a_reason_that_is_not_asked_any_more_is_named() -> None:
    options = f"kind: choice, options: [{A}, {B}]"
    found = becomes(f"{options}, reason: optional", options, {"option": "a", "reason": "Koska."})
    assert found == Carried(Given({"option": "a"}), parts=(("reason", "Koska."),))


def test_rows_and_steps_of_a_matrix_are_taken_by_their_keys() -> None:
    rows, fewer = f"rows: [{A}, {B}]", f"rows: [{A}, {OTHER}]"
    steps = "steps: [{key: yksi, label: {fi: '1', sv: '1'}}, {key: kaksi, label: {fi: '2', sv: '2'}}]"
    found = becomes(
        f"kind: matrix, {rows}, {steps}", f"kind: matrix, {fewer}, {steps}", {"row-a": "yksi", "row-b": "kaksi"}
    )
    assert found == Carried(Given({"row-a": "yksi"}), parts=(("row-b", "kaksi"),))


def test_nothing_to_state_is_taken_only_where_it_can_be_said() -> None:
    can, cannot = "kind: text, nothing_to_state: true", "kind: text"
    assert becomes(can, can, {}, State.NOTHING_TO_STATE) == Carried(Given({}, State.NOTHING_TO_STATE))
    assert becomes(can, cannot, {}, State.NOTHING_TO_STATE) == Carried(None)


def test_files_of_a_kind_or_size_that_is_not_allowed_are_named() -> None:
    lines = [f"{letter * 64} {size} {name}" for letter, size, name in (("a", 5, "a.pdf"), ("b", 5, "b.png"))]
    large = f"{'c' * 64} {2 * 1024 * 1024} c.pdf"
    value = {"files": "\n".join([*lines, large])}
    found = becomes("kind: attachment, max_files: 3", "kind: attachment, file_kinds: [pdf], max_size: 1", value)
    assert found.given and [file.name for file in files_of(found.given.value)] == ["a.pdf"]
    assert [file.name for file in found.files] == ["b.png", "c.pdf"]


def test_an_answer_that_has_become_too_long_is_taken_as_it_is() -> None:
    found = becomes("kind: long_text", "kind: long_text, max_length: 3", {"text": "Pitkä"})
    assert found.given == Given({"text": "Pitkä"}), "no text is cut"
