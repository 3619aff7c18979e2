"""What an XLSForm says and a question set cannot is told at its cell: nothing is left out in silence."""

import pytest

from survey.authoring.worksheets import ReadSheet
from survey.languages import PAGE_LANGUAGES
from survey.questions.faults.fault import Fault, QuestionSetFaulty, describe
from survey.questions.faults.workbook_words import OF_WORKBOOKS
from tests.authoring.xlsform.elsewhere import SETTINGS, YES_NO, faults_of, form, loaded, sheet

ASKED = "type | name | label\ntext | a | Mitä?"

ERRORS: dict[str, tuple[str, list[ReadSheet]]] = {
    "no-survey-sheet": ("survey!A1", [sheet("Taul1", ASKED)]),
    "sheet-not-said": ("entities!A1", form(ASKED, entities="list_name\ntrees")),
    "column-twice": ("survey!D1", form("type | name | label | label::Suomi (fi)\ntext | a | Mitä? | Mitä?")),
    "column-not-said": ("survey!D2", form("type | name | label | media::image\ntext | a | Mitä? | kuva.png")),
    "unknown-language": ("survey!D1", form("type | name | label | label::Suami\ntext | a | Mitä? | Mitä?")),
    "language-contradicts": ("survey!D1", form("type | name | label | hint::Svenska (se)\ntext | a | Mitä? | Vad?")),
    "column-misspelled": ("survey!D1", form("type | name | label | requierd\ntext | a | Mitä? | yes")),
    "group-left-out": (
        "survey!A2",
        form(
            "type | name | label | disabled\nbegin_group | g | G | yes\ntext | a | Mitä? |\nend_group | | | yes\n"
            "text | b | Miksi? |"
        ),
    ),
    "cell-not-valid": ("survey!D2", form("type | name | label | x_max_length\ntext | a | Mitä? | sata")),
    "cell-missing": ("survey!B2", form("type | name | label\ntext | | Mitä?")),
    "type-not-said": ("survey!A3", form(f"{ASKED}\ngeopoint | b | Missä?")),
    "unknown-list": ("survey!A2", form("type | name | label\nselect_one ysno | a | No?", YES_NO)),
    "expression-not-said": (
        "survey!D3",
        form("type | name | label | relevant\ntext | a | Mitä? |\ntext | b | Miksi? | ${a} > 3"),
    ),
    "alone-or-among-others": (
        "survey!D3",
        form(
            "type | name | label | relevant\nselect_multiple yes_no | a | No? |\ntext | b | Miksi? | ${a} = 'yes'",
            YES_NO,
        ),
    ),
    "name-of-two": (
        "survey!D8",
        form(
            "type | name | label | relevant\nbegin group | g | G |\ntext | a | Mitä? |\nend group | | |\n"
            "begin group | h | H |\ntext | a | Mitä? |\nend group | | |\ntext | b | Miksi? | ${a} != ''"
        ),
    ),
    "reference-in-text": ("survey!C3", form(f"{ASKED}\ntext | b | Miksi ${{a}}?")),
    "two-values": ("survey!D2", form("type | name | label | constraint | x_maximum\ninteger | a | No? | . <= 5 | 6")),
    "group-not-closed": ("survey!A2", form("type | name | label\nbegin group | g | G\ntext | a | Mitä?")),
    "nothing-to-close": ("survey!A3", form(f"{ASKED}\nend group | |")),
    "closes-another": ("survey!A4", form("type | name | label\nbegin group | g | G\ntext | a | Mitä?\nend repeat | |")),
    "too-deep": (
        "survey!A52",
        form("type | name | label\n" + "begin_group | g |\n" * 51 + "text | a | Mitä?\n" + "end_group | |\n" * 50),
    ),
    "repeat-in-repeat": (
        "survey!A3",
        form(
            "type | name | label\nbegin repeat | r | R\nbegin repeat | s | S\ntext | a | Mitä?\n"
            "end repeat | |\nend repeat | |"
        ),
    ),
    "matrix-rows": (
        "survey!A2",
        form("type | name | label | x_kind\nbegin_group | m | M | matrix\ntext | a | Mitä? |\nend_group | | |"),
    ),
}
"""A form for each code, and the cell of its error."""

WARNINGS: dict[str, tuple[str, list[ReadSheet]]] = {
    "sheet-not-read": ("Ohje!A1", form(ASKED, Ohje="Näin\ntäytätte")),
    "column-not-read": ("survey!D1", form("type | name | label | oma muistio\ntext | a | Mitä? | kysy Maijalta")),
    "column-without-header": ("survey!D1", form("type | name | label |\ntext | a | Mitä? | jotain")),
    "language-assumed": ("survey!C1", form(ASKED, settings="form_title | form_id\nKysely | kysely")),
    "cell-not-used": ("survey!D2", form("type | name | label | default\ntext | a | Mitä? | Ei mitään")),
    "row-not-read": ("survey!A3", form("type | name | label | hint\ntext | a | Mitä? |\n | | | jotain")),
    "row-left-out": ("survey!D3", form("type | name | label | disabled\ntext | a | Mitä? |\ntext | b | Miksi? | yes")),
    "name-changed": ("survey!B2", form("type | name | label\ntext | Q1 | Mitä?")),
    "type-not-used": ("survey!A3", form(f"{ASKED}\nstart | start |")),
    "list-not-used": ("choices!A2", form(ASKED, YES_NO)),
    "group-empty": ("survey!A3", form(f"{ASKED}\nbegin group | g | G\nend group | |")),
    "heading-not-shown": (
        "survey!C3",
        form(
            "type | name | label\nbegin repeat | r | R\nbegin group | g | Väliotsikko\ntext | a | Mitä?\n"
            "end group | |\nend repeat | |"
        ),
    ),
    "short-made": ("survey!C2", form("type | name | label\ntext | a | " + "Pitkä kysymys " * 6)),
    "shown-as-typed": ("survey!C2", form("type | name | label\ntext | a | **Mitä?**")),
    "title-of-file": ("settings!A2", form(ASKED, settings="form_id | default_language\nkysely | fi")),
    "title-in-one-language": (
        "settings!A2",
        form("type | name | label::Suomi (fi) | label::Svenska (sv)\ntext | a | Mitä? | Vad?"),
    ),
}
"""The same for warnings: the form loads."""

OF_FILES = {"not-a-workbook", "cell-too-small", "cell-error", "formula-not-calculated"}
"""Told of files, and tested there."""


@pytest.mark.parametrize("code", ERRORS)
def test_what_would_change_the_meaning_is_refused_at_its_cell(code: str) -> None:
    place, sheets = ERRORS[code]
    errors = [(fault.code, fault.at) for fault in faults_of(sheets) if not fault.warning]
    assert errors == [(code, place)]


@pytest.mark.parametrize("code", WARNINGS)
def test_what_loses_nothing_essential_is_a_warning_at_its_cell(code: str) -> None:
    place, sheets = WARNINGS[code]
    assert [(fault.code, fault.at) for fault in loaded(sheets).warnings] == [(code, place)]


def test_every_code_has_a_form_that_gives_it() -> None:
    assert ERRORS.keys() | WARNINGS.keys() | OF_FILES == OF_WORKBOOKS.keys()


@pytest.mark.parametrize("code", [*ERRORS, *WARNINGS])
@pytest.mark.parametrize("language", [*PAGE_LANGUAGES, "en"])
def test_each_is_described_in_each_language(code: str, language: str) -> None:
    for fault in faults_of((ERRORS | WARNINGS)[code][1]):
        words = describe(fault, language)
        assert words.endswith(".")
        assert "%(" not in words


def told(sheets: list[ReadSheet]) -> list[tuple[str, str]]:
    return [(fault.code, fault.at) for fault in faults_of(sheets)]


def test_the_loaders_own_faults_stand_at_sheet_row_and_column_too() -> None:
    survey = """
type              | name | label::fi | label::sv | relevant
select_one yes_no | a    | No?       | Nå?       |
text              | a    | Mitä?     |           | ${c} != ''
"""
    choices = "list_name | name | label::fi | label::sv\nyes_no | yes | Kyllä | Ja\nyes_no | yes | Ei | Nej"
    settings = "form_title | form_id | x_title::fi | x_title::sv\nKysely | kysely | Kysely | Enkät"
    assert told(form(survey, choices, settings)) == [
        ("repeated-option", "choices!B3"),
        ("repeated-question", "survey!B3"),
        ("language-missing", "survey!C3"),
        ("unknown-question", "survey!E3"),
    ]


def test_every_fault_of_a_form_is_told_at_once() -> None:
    survey = """
type       | name | label   | relevant     | constraint          | choice_filter
text       | a    | Mitä?   | ${b} = ${c}  | regex(., 'x')       |
geopoint   | b    | Missä?  |              |                     | x
range      | c    | Kuinka? |              |                     |
"""
    assert told(form(survey)) == [
        ("expression-not-said", "survey!D2"),
        ("expression-not-said", "survey!E2"),
        ("type-not-said", "survey!A3"),
        ("column-not-said", "survey!F3"),
    ]


def test_a_misspelled_type_kind_or_list_is_told_with_the_nearest_word() -> None:
    survey = """
type             | name | label    | x_kind
datee            | a    | Milloin? |
text             | b    | Mitä?    | long-text
select_one yesno | c    | No?      |
"""
    found = {fault.code: fault.nearest for fault in faults_of(form(survey, YES_NO)) if fault.nearest}
    assert found == {"type-not-said": "date", "cell-not-valid": "long_text", "unknown-list": "yes_no"}


def test_a_changed_relevant_beside_the_exact_condition_is_not_passed_over() -> None:
    survey = """
type              | name | label  | relevant                | x_show_if
select_one yes_no | a    | No?    |                         |
text              | b    | Mitä?  | selected(${a}, 'yes')   | {"any_of": [{"a": ["yes"]}]}
text              | c    | Miksi? | selected(${a}, 'no')    | {"any_of": [{"a": ["yes"]}]}
text              | d    | Kuka?  | selected(${a}, 'no')    | {"a": 5}
"""
    errors = [fault for fault in faults_of(form(survey, YES_NO)) if not fault.warning]
    assert [(fault.code, fault.at) for fault in errors][:2] == [
        ("two-values", "survey!E4"),
        ("two-values", "survey!E5"),
    ]


def test_an_empty_survey_has_no_questions_and_says_so() -> None:
    for survey in ("type | name | label", "type | name", "x"):
        with pytest.raises(QuestionSetFaulty):
            loaded(form(survey))
    assert loaded(form(ASKED, settings=SETTINGS)).advice == [
        Fault(2, 1, "no-open-end", "sections.1.questions.1", sheet="survey")
    ]


@pytest.mark.parametrize(
    ("type_", "relevant", "codes"),
    [
        ("select_multiple", "${a} = 'yes'", ["alone-or-among-others"]),
        ("select_multiple", "'yes'=${a}", ["alone-or-among-others"]),
        ("select multiple", "${a} = 'yes' or ${a} = 'no'", ["alone-or-among-others"]),
        ("select all that apply from", "${a} != '' and ${a} = \"yes\"", ["alone-or-among-others"]),
        ("select_multiple", "selected(${a}, 'yes')", []),
        ("select_multiple", "${a} != ''", []),
        ("select_one", "${a} = 'yes'", []),
    ],
)
def test_equality_where_several_can_be_chosen_has_two_readings(type_: str, relevant: str, codes: list[str]) -> None:
    survey = f"type | name | label | relevant\n{type_} yes_no | a | No? |\ntext | b | Miksi? | {relevant}"
    assert [fault.code for fault in faults_of(form(survey, YES_NO))] == codes
