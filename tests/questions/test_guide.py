"""The guide for authors (forms/README.md) is complete, and what it shows is true."""

import re

import pytest

from survey.authoring.headings import LONGEST_HEADING, MOST_HEADINGS, tree_of_headings
from survey.authoring.template.words import HEADINGS, NAME_HEADINGS, headings_in, kinds_in
from survey.authoring.xlsform.fields import FIELDS, MORE
from survey.languages import PAGE_LANGUAGES
from survey.questions.comparing.change_words import CHANGES
from survey.questions.consultation import Consultation, Contact, Material
from survey.questions.faults.advice_words import ADVICE
from survey.questions.faults.fault import MESSAGES
from survey.questions.faults.template_words import OF_TEMPLATES
from survey.questions.faults.workbook_words import OF_WORKBOOKS
from survey.questions.kinds import KINDS, known_keys
from survey.questions.kinds.choice import Choice
from survey.questions.kinds.number import Number
from survey.questions.kinds.options import LONGEST_SPECIFICATION
from survey.questions.kinds.text import Text
from survey.questions.load import LARGEST_FILE, MOST_VALUES, load_text
from survey.questions.question import LONGEST_KEY, LONGEST_SHORT, Option, Question
from survey.questions.question_set import QuestionSet, Section
from survey.questions.reading.blocks import BLOCK, PREFIX
from tests.questions.written import FORMS, with_questions

GUIDE = (FORMS.parents[1] / "forms" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
WHOLE_SETS = [example for example in EXAMPLES if example.startswith("schema:")]
QUESTIONS = [example for example in EXAMPLES if example.startswith("- key:")]


def part(heading: str) -> str:
    """What the guide says under a heading, up to the next one."""
    return re.split(r"^#+ ", GUIDE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def table(words: str) -> dict[str, str]:
    """The rows of a part's table: what stands in the first cell between `…`, and the whole row."""
    return {row[1]: row[0] for row in re.finditer(r"^\| `([^`]+)` \|.*$", words, re.MULTILINE)}


@pytest.mark.parametrize("example", WHOLE_SETS, ids=lambda example: example.split()[3])
def test_every_whole_set_in_the_guide_loads_without_a_fault(example: str) -> None:
    assert load_text(example).warnings == []


@pytest.mark.parametrize("example", QUESTIONS, ids=lambda example: example.split()[2])
def test_every_question_in_the_guide_can_be_copied_into_a_set(example: str) -> None:
    assert load_text(with_questions(example)).warnings == []


def test_every_example_is_a_whole_set_or_questions() -> None:
    assert len(WHOLE_SETS) >= 3
    assert len(QUESTIONS) >= 10
    assert sorted(WHOLE_SETS + QUESTIONS) == sorted(EXAMPLES)


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Keys of the set", {field.alias or name for name, field in QuestionSet.model_fields.items()}),
        ("Keys of the consultation's data", set(Consultation.model_fields)),
        ("Keys of a contact", set(Contact.model_fields)),
        ("Keys of a material", set(Material.model_fields)),
        ("Blocks", {BLOCK, PREFIX}),
        ("Keys of a section", set(Section.model_fields)),
        ("Keys of every question", set(Question.model_fields)),
        ("Keys of an option", set(Option.model_fields)),
    ],
)
def test_each_table_of_keys_has_exactly_the_keys_that_are_known(heading: str, keys: set[str]) -> None:
    assert table(part(heading)).keys() == keys


def kind_part(kind: str) -> str:
    """What the guide says of a kind."""
    [heading] = re.findall(rf"^### (`{kind}`: .*)$", GUIDE, re.MULTILINE)
    return part(heading)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_part_with_its_own_keys_and_an_example(kind: str) -> None:
    own = KINDS[kind].model_fields.keys() - Question.model_fields.keys()
    assert table(kind_part(kind)).keys() == own
    assert f"  kind: {kind}\n" in kind_part(kind)
    assert f"`{kind}`" in table(part("Keys of every question"))["kind"]


def test_the_guide_has_no_kind_that_does_not_exist() -> None:
    assert set(re.findall(r"^### `(\w+)`: ", GUIDE, re.MULTILINE)) == KINDS.keys()


def test_every_key_that_is_known_is_in_the_guide_and_has_an_example() -> None:
    for key in known_keys():
        assert f"| `{key}` |" in GUIDE
        assert any(f"{key}:" in example for example in EXAMPLES)


def test_every_limit_and_default_is_in_the_guide() -> None:
    for kind in ("text", "long_text", "choice", "choices", "scale"):
        field = KINDS[kind].model_fields["max_length"]
        most = next(rule.le for rule in field.metadata if hasattr(rule, "le"))
        assert f"1–{most:,}. Otherwise {field.default:,}" in table(kind_part(kind))["max_length"]
    assert f"at most {LONGEST_SPECIFICATION} characters" in table(part("Keys of an option"))["specify"]
    decimals = Number.model_fields["decimals"]
    most = next(rule.le for rule in decimals.metadata if hasattr(rule, "le"))
    assert f"0–{most}. Otherwise {decimals.default}" in table(kind_part("number"))["decimals"]
    assert Text.model_fields["max_length"].default == 1000
    assert Choice.model_fields["reason"].default == "none"
    assert "Otherwise `none`" in table(kind_part("choice"))["reason"]
    assert f"at most {LONGEST_KEY} characters" in table(part("Keys of every question"))["key"]
    assert f"more than {LONGEST_SHORT} characters" in table(part("Keys of every question"))["short"]
    assert "Otherwise `false`" in table(part("Keys of every question"))["required"]
    assert f"{LARGEST_FILE // 1_000_000} MB or {MOST_VALUES:,} values" in GUIDE


def test_the_table_of_faults_has_exactly_the_codes_there_are() -> None:
    assert table(part("Every fault and its remedy")).keys() == MESSAGES.keys()
    assert table(part("Every fault of a workbook and its remedy")).keys() == OF_WORKBOOKS.keys()


def test_the_table_of_faults_of_templates_has_exactly_the_codes_there_are() -> None:
    assert table(part("Every fault of a template and its remedy")).keys() == OF_TEMPLATES.keys()


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_heading_and_every_kind_of_the_template_is_in_the_guide_in_both_languages(language: str) -> None:
    said = part("The Excel template")
    for headings in (HEADINGS, NAME_HEADINGS):
        for heading in headings_in(language, headings).values():
            assert f"| {heading} |" in said
    for kind in kinds_in(language).values():
        assert f"| {kind} |" in said


def test_the_headings_in_the_guide_make_a_set() -> None:
    [pasted] = re.findall(r"^```text\n(# .*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    tree = tree_of_headings({"fi": "Nimi", "sv": "Namn"}, {"fi": pasted})
    assert [len(section["questions"]) for section in tree["sections"]] == [2, 1]
    assert f"At most {MOST_HEADINGS} headings, of at most {LONGEST_HEADING:,} characters" in GUIDE


def test_the_table_of_advice_has_exactly_the_codes_there_are() -> None:
    assert table(part("Advice")).keys() == ADVICE.keys()


def test_the_table_of_changes_has_exactly_the_codes_there_are() -> None:
    cells = re.findall(r"^\| (`[^|]+) \|", part("Comparing two sets"), re.MULTILINE)
    assert {code for cell in cells for code in re.findall("`([^`]+)`", cell)} == CHANGES.keys()


def test_every_kind_and_every_own_column_of_an_xlsform_is_in_its_part() -> None:
    words = part("XLSForm")
    own = {each.column for each in FIELDS} | {
        "x_kind",
        "x_key",
        "x_show_if",
        "x_schema",
        "x_languages",
        "x_title",
        MORE,
    }
    assert own <= set(re.findall("`(x_[a-z_]+)`", words))
    assert set(re.findall("`(x_[a-z_]+)`", words)) <= own | {"x_specify", "x_exclusive", "x_no_position"}
    for kind in KINDS:
        assert f"`{kind}`" in words


def test_every_link_inside_the_guide_leads_to_a_heading() -> None:
    anchors = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= anchors


def test_the_guide_speaks_finland_swedish() -> None:
    assert "yttrande" not in GUIDE.lower()
    assert "begäran om utlåtande" in GUIDE
