"""Forms that pyxform's users wrote load as question sets: the usual columns, types and shapes."""

from io import BytesIO

import openpyxl
import pytest

from survey.authoring.files import load_named
from survey.questions.faults.fault import QuestionSetFaulty
from tests.authoring.xlsform.elsewhere import YES_NO, faults_of, form, loaded, questions, workbook

MUNICIPAL = form(
    """
type | name | label | hint | required | relevant | constraint | appearance
start | start |  |  |  |  |  |
note | intro | Tervetuloa vastaamaan. |  |  |  |  |
begin group | taustaa | Taustaa |  |  |  |  | field-list
select_one yes_no | Q1 | Onko kunnassa palvelua? |  | yes |  |  |
text | q2 | Mitä palvelua? | Lyhyesti. | TRUE | ${Q1} = 'yes' |  | multiline
integer | q3 | Montako käyttäjää? |  | no | ${Q1}='yes' | . >= 0 and . <= 1000000 |
end group |  |  |  |  |  |  |
begin group | arvio | Arvio |  |  |  |  |
select_multiple keinot or_other | q4 | Mitkä keinot? |  |  |  | count-selected(.) <= 2 |
decimal | q5 | Kuinka monta prosenttia? |  |  | selected(${q4}, '2') or selected(${q4}, '3') |  |
begin group | ajasta | Aikataulu |  |  |  |  |
date | q6 | Milloin? |  |  |  |  |
end group |  |  |  |  |  |  |
end group |  |  |  |  |  |  |
note | kiitos | Kiitos! |  |  |  |  |
""",
    """
list name | name | label
yes_no | yes | Kyllä
yes_no | no | Ei
keinot | 1 | Ohjaus
keinot | 2 | Rahoitus
keinot | 3 | Laki
""",
    "form_title | form_id | default_language | version\nKuntakysely | Kuntakysely_2026 | Finnish (fi) | 2026112401",
)  # fmt: skip


def test_a_whole_form_loads_with_its_sections_conditions_and_limits() -> None:
    question_set = load_named(workbook(MUNICIPAL), "kysely.xlsx").question_set
    assert (question_set.key, question_set.languages) == ("kuntakysely-2026", ("fi",))
    assert question_set.introduction == {"fi": "Tervetuloa vastaamaan."}
    assert [(section.key, section.title["fi"]) for section in question_set.sections] == [
        ("taustaa", "Taustaa"),
        ("arvio", "Arvio"),
        ("ajasta", "Arvio – Aikataulu"),
        ("questions", "Kuntakysely"),
    ]
    found = {question["key"]: question for question in questions(MUNICIPAL)}
    assert found["q1"]["required"] and found["q2"]["required"]
    assert (found["q2"]["kind"], found["q2"]["help"]) == ("long_text", {"fi": "Lyhyesti."})
    assert found["q2"]["show_if"] == found["q3"]["show_if"] == {"q1": ["yes"]}
    assert (found["q3"]["minimum"], found["q3"]["maximum"]) == (0, 1_000_000)
    assert [option["key"] for option in found["q4"]["options"]] == ["option_1", "option_2", "option_3", "other"]
    assert found["q4"]["options"][3] == {"key": "other", "label": {"fi": "Muu, mikä?"}, "specify": True}
    assert found["q4"]["at_most"] == 2
    assert found["q5"]["show_if"] == {"q4": ["option_2", "option_3"]}
    assert found["kiitos"] == {
        "key": "kiitos",
        "kind": "note",
        "label": {"fi": "Tiedoksi"},
        "text": {"fi": "Kiitos!"},
    }


def test_what_it_says_beyond_a_set_is_told() -> None:
    assert [(fault.code, fault.at) for fault in loaded(MUNICIPAL).warnings] == [
        ("name-changed", "choices!B4"),
        ("cell-not-used", "settings!D2"),
        ("type-not-used", "survey!A2"),
        ("name-changed", "survey!B5"),
    ]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("label::English", "en"),
        ("label::English (en)", "en"),
        ("Label::fi", "fi"),
        ("label:svenska", "sv"),
        ("label :: Suomi (fi)", "fi"),
        ("caption::Ruotsi", "sv"),
    ],
)
def test_a_header_names_its_language_in_many_ways(header: str, language: str) -> None:
    [question] = questions(form(f"type | name | {header}\ntext | a | A", settings="form_title | form_id\nA | a"))
    assert question["label"] == {language: "A"}


def test_texts_without_a_language_are_in_the_forms_own() -> None:
    survey = "type | name | label | label::Svenska (sv)\ntext | a | Mitä? | Vad?"
    for default in ("Suomi (fi)", "fi", "Finnish"):
        settings = f"form_title | form_id | default_language\nKysely | kysely | {default}"
        question_set = loaded(form(survey, settings=settings)).question_set
        assert question_set.languages == ("fi", "sv")
        assert next(question_set.questions()).label == {"fi": "Mitä?", "sv": "Vad?"}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("text | |", "text"),
        ("text | multiline |", "long_text"),
        ("string | |", "text"),
        ("int | |", "number"),
        ("integer | |", "number"),
        ("decimal | |", "number"),
        ("range | |", "number"),
        ("date | |", "date"),
        ("select one yes_no | |", "choice"),
        ("select_one yes_no | |", "choice"),
        ("select1 yes_no | |", "choice"),
        ("select_multiple yes_no | |", "choices"),
        ("select all that apply from yes_no | |", "choices"),
        ("SELECT_ONE yes_no | |", "choice"),
        ("text | | email", "email"),
        ("text | | amendment", "amendment"),
        ("select_one yes_no | likert | scale", "scale"),
    ],
)
def test_each_type_becomes_a_kind(row: str, kind: str) -> None:
    type_, appearance, x_kind = (cell.strip() for cell in row.split("|"))
    survey = f"type | name | label | appearance | x_kind\n{type_} | a | A | {appearance} | {x_kind}"
    [question] = questions(form(survey, YES_NO))
    assert question["kind"] == kind


def test_a_repeat_is_a_group_and_a_group_of_equal_choices_in_a_table_a_matrix() -> None:
    survey = """
type              | name | label     | appearance | repeat_count | relevant
begin repeat      | p    | Pykälät   |            | 3            |
begin group       | g    |           |            |              |
text              | b    | Mikä?     |            |              |
end group         |      |           |            |              |
end repeat        |      |           |            |              |
begin group       | m    | Väittämät | table-list |              | ${p} != ''
select_one yes_no | r1   | Selkeä    |            |              |
select_one yes_no | r2   | Oikea     |            |              |
end group         |      |           |            |              |
"""
    group, matrix = questions(form(survey, YES_NO))
    assert (group["kind"], group["repeat"]) == ("group", {"minimum": 3, "maximum": 3})
    assert [inner["key"] for inner in group["questions"]] == ["b"]
    assert group["entry"] == {"fi": "Kohta"}
    assert (matrix["kind"], [row["key"] for row in matrix["rows"]]) == ("matrix", ["r1", "r2"])
    assert matrix["show_if"] == {"p": "answered"}


def test_a_group_without_a_label_gives_its_condition_to_its_questions() -> None:
    survey = """
type              | name | label  | relevant
select_one yes_no | a    | No?    |
begin group       | g    |        | ${a} = 'yes'
text              | b    | Mitä?  |
text              | c    | Miksi? | ${b} != ''
end group         |      |        |
"""
    found = {question["key"]: question.get("show_if") for question in questions(form(survey, YES_NO))}
    assert found == {"a": None, "b": {"a": ["yes"]}, "c": {"a": ["yes"], "b": "answered"}}


HALF_PUBLISHED = """
type        | name | label   | x_public
begin_group | a    | Yhteys  | {said}
text        | b    | Kuka    |
end_group   | a    |         |
begin_group | c    |         | {said}
text        | d    | Kenelle |
end_group   | c    |         |
text        | e    | Mitä    |
"""


def test_what_a_group_keeps_from_being_published_its_questions_do_too() -> None:
    found = loaded(form(HALF_PUBLISHED.format(said="no"))).question_set
    assert {each.key: each.public for each in found.questions()} == {"b": False, "d": False, "e": True}


def test_a_word_that_does_not_say_whether_answers_are_published_is_an_error() -> None:
    assert "cell-not-valid" in {fault.code for fault in faults_of(form(HALF_PUBLISHED.format(said="ehkä")))}


@pytest.mark.parametrize(
    ("column", "cell", "readings"),
    [
        ("x_maximum", "10.000", ("10 000", "10")),
        ("x_maximum", "1,000", ("1 000", "1")),
        ("constraint", ". <= 10.000", ("10 000", "10")),
        ("constraint", "1.125 <= .", ("1 125", "1,125")),
        ("x_max_length", "2.500", ("2 500", "2,5")),
    ],
)
def test_a_limit_that_can_be_read_in_two_ways_is_refused_with_both(
    column: str, cell: str, readings: tuple[str, str]
) -> None:
    [fault] = faults_of(form(f"type | name | label | {column}\ndecimal | a | Hinta | {cell}"))
    assert (fault.code, fault.at) == ("number-in-two-ways", "survey!D2")
    assert tuple(" ".join(fault.places[name].split()) for name in ("thousands", "decimal")) == readings


def test_a_range_that_can_be_read_in_two_ways_is_refused() -> None:
    table = "type | name | label | parameters\nrange | a | Hinta | start=1 end=10.000"
    assert [fault.code for fault in faults_of(form(table))] == ["number-in-two-ways"]


def test_a_number_of_excels_own_has_one_reading() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(form("type | name | label | x_maximum\ndecimal | a | Hinta | 1"))))
    book["survey"]["D2"] = 1.125
    target = BytesIO()
    book.save(target)
    [question] = load_named(target.getvalue(), "a.xlsx").question_set.questions()
    assert question.model_dump()["maximum"] == 1.125


def test_an_option_that_excludes_the_others_is_read_from_the_constraint() -> None:
    survey = (
        "type | name | label | constraint\nselect_multiple l | a | A | not(selected(., '0') and count-selected(.) > 1)"
    )
    [question] = questions(form(survey, "list_name | name | label\nl | 1 | A\nl | 2 | B\nl | 0 | Ei"))
    assert [option.get("exclusive") for option in question["options"]] == [None, None, True]


def test_a_missing_translation_stops_a_set_and_not_a_draft() -> None:
    sheets = form("type | name | label::fi | label::sv\ntext | a | Mitä? |\ntext | b | Miksi? | Varför?")
    assert [fault.code for fault in loaded(sheets, draft=True).warnings] == [
        "title-in-one-language",
        "language-missing",
    ]
    with pytest.raises(QuestionSetFaulty):
        loaded(sheets)


def test_a_form_without_settings_has_its_files_name() -> None:
    question_set = loaded(form("type | name | label::fi\ntext | a | Mitä?", settings="")).question_set
    assert (question_set.key, question_set.title) == ("tiedosto", {"fi": "tiedosto"})


def test_files_and_pictures_are_asked_for_as_attachments() -> None:
    files, pictures = questions(form("type | name | label | x_max_files\nfile | a | Liite | 3\nimage | b | Kuva |"))
    assert (files["kind"], files["max_files"]) == ("attachment", 3)
    assert (pictures["kind"], pictures["file_kinds"]) == ("attachment", ["png", "jpg"])
