"""Headers as people write them: understood, told with the right word where nearly right, and notes otherwise."""

import pytest

from survey.authoring.xlsform.columns import OF_CHOICES, OF_SETTINGS, OF_SURVEY, nearest_column, read_column
from survey.questions.faults.fault import Fault
from tests.authoring.xlsform.elsewhere import SETTINGS, YES_NO, faults_of, form, loaded, questions


@pytest.mark.parametrize(
    ("header", "name", "language"),
    [
        ("bind:relevant", "relevant", ""),
        ("bind::Relevant", "relevant", ""),
        ("Bind : required", "required", ""),
        ("bind::readonly", "readonly", ""),
        ("bind:constraint", "constraint", ""),
        ("bind::calculate", "calculation", ""),
        ("bind::jr:constraintMsg", "constraint_message", ""),
        ("bind::jr:requiredMsg::Suomi (fi)", "required_message", "Suomi (fi)"),
        ("bind::type", "bind::type", ""),
        ("control::jr:count", "repeat_count", ""),
        ("jr:count", "repeat_count", ""),
        ("control::appearance", "appearance", ""),
        ("label (sv)", "label", "(sv)"),
        ("label(sv)", "label", "(sv)"),
        ("label [sv]", "label", "[sv]"),
        ("Label (Svenska)", "label", "(Svenska)"),
        ("label::sv-FI", "label", "sv-FI"),
        ("label:sv", "label", "sv"),
        ("x_short (sv)", "x_short", "(sv)"),
        ("image::Suomi (fi)", "image", "Suomi (fi)"),
        ("media::image::Suomi (fi)", "media::image", "Suomi (fi)"),
        ("relevance", "relevant", ""),
    ],
)
def test_a_header_is_read_in_every_way_that_forms_have(header: str, name: str, language: str) -> None:
    column = read_column(header, 4)
    assert (column.header, column.name, column.language, column.number) == (header, name, language, 4)


@pytest.mark.parametrize(
    ("header", "nearest"),
    [
        ("relevants", "relevant"),
        ("requierd", "required"),
        ("Requred", "required"),
        ("required?", "required"),
        ("read-only", "read_only"),
        ("relevant::Suomi (fi)", "relevant"),
        ("relevant (fi)", "relevant"),
        ("constraint::Suomi (fi)", "constraint"),
        ("bind::relevnt", "relevant"),
        ("bind:requierd", "required"),
        ("control::apperance", "appearance"),
        ("old relevant", "relevant"),
        ("constrain", "constraint"),
        ("hnit", "hint"),
        ("lable::Suomi (fi)", "label"),
        ("label_sv", "label"),
        ("label Svenska", "label"),
        ("choice filter (own)", "choice_filter"),
        ("choicefilter", "choice_filter"),
        ("repeatcount", "repeat_count"),
        ("x_requiredd", "required"),
        ("x_shorts::Suomi (fi)", "x_short"),
        ("short::Suomi (fi)", "x_short"),
        ("x-kind", "x_kind"),
        ("max_length", "x_max_length"),
        ("disable", "disabled"),
        ("oma muistio", ""),
        ("kommentti", ""),
        ("comment", ""),
        ("notes", ""),
        ("bind::esri:fieldLength", ""),
        ("body::accuracyThreshold", ""),
        ("tyyppi", ""),
        ("#", ""),
        ("", ""),
    ],
)
def test_a_header_that_contains_or_nearly_is_a_known_one_has_a_nearest_word(header: str, nearest: str) -> None:
    assert nearest_column(header, OF_SURVEY) == nearest


@pytest.mark.parametrize(
    ("header", "nearest"),
    [("lable", "label"), ("listname", "list_name"), ("x_specfy", "x_specify"), ("county_name", ""), ("region", "")],
)
def test_columns_of_choices_are_those_of_that_sheet(header: str, nearest: str) -> None:
    assert nearest_column(header, OF_CHOICES) == nearest


@pytest.mark.parametrize(
    ("header", "nearest"),
    [
        ("default_langauge", "default_language"),
        ("formtitle", "form_title"),
        ("form_title::Suomi (fi)", "x_title::Suomi (fi)"),
        ("x_titel::Suomi (fi)", "x_title"),
        ("namespaces", ""),
    ],
)
def test_columns_of_settings_are_those_of_that_sheet(header: str, nearest: str) -> None:
    assert nearest_column(header, OF_SETTINGS) == nearest


def misspelled(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.at, fault.nearest) for fault in faults if fault.code == "column-misspelled" and not fault.warning]


def test_a_misspelled_column_refuses_the_form_on_each_sheet() -> None:
    survey = """
type              | name | label | requierd | relevant::Suomi (fi) | muistio
select_one yes_no | a    | No?   | yes      |                      | x
text              | b    | Mitä? |          | ${a} = 'yes'         | y
"""
    choices = "list_name | name | label | x_specfy\nyes_no | yes | Kyllä | yes\nyes_no | no | Ei |"
    settings = "form_title | form_id | default_language | form_title::Svenska (sv)\nKysely | kysely | fi | Enkät"
    assert misspelled(faults_of(form(survey, choices, settings))) == [
        ("choices!D1", "x_specify"),
        ("settings!D1", "x_title::Svenska (sv)"),
        ("survey!D1", "required"),
        ("survey!E1", "relevant"),
    ]


def test_an_empty_misspelled_column_loses_nothing() -> None:
    assert faults_of(form("type | name | label | requierd\ntext | a | Mitä? |")) == []


def test_what_stands_after_bind_counts_as_without_it() -> None:
    survey = """
type              | name | label | bind:relevant | bind::required | bind:constraint
select_one yes_no | a    | No?   |               | yes            |
text              | b    | Mitä? | ${a} = 'yes'  |                | string-length(.) <= 50
"""
    first, second = questions(form(survey, YES_NO))
    assert first["required"] is True
    assert second["show_if"] == {"a": ["yes"]}
    assert second["max_length"] == 50


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("bind::readonly", "yes"),
        ("bind:read_only", "true()"),
        ("image::Suomi (fi)", "kuva.png"),
        ("bind::type", "int"),
        ("bind::calculate", "1+1"),
    ],
)
def test_a_column_without_a_counterpart_is_refused_however_it_is_written(header: str, value: str) -> None:
    found = faults_of(form(f"type | name | label | {header}\ntext | a | Mitä? | {value}"))
    assert [(fault.code, fault.at) for fault in found] == [("column-not-said", "survey!D2")]


def test_a_count_under_control_is_the_count_of_a_repeat() -> None:
    survey = """
type         | name | label | control::jr:count
begin_repeat | r    | R     | 3
text         | a    | Mitä? |
end_repeat   |      |       |
"""
    assert questions(form(survey))[0]["repeat"] == {"minimum": 3, "maximum": 3}


def test_pictures_of_options_and_conditions_on_them_are_refused() -> None:
    choices = """
list_name | name | label | media::image | relevant
yes_no    | yes  | Kyllä | kuva.png     |
yes_no    | no   | Ei    |              | ${b} = 'x'
"""
    found = faults_of(form("type | name | label\nselect_one yes_no | a | No?", choices))
    assert [(fault.code, fault.at) for fault in found] == [
        ("column-not-said", "choices!D2"),
        ("column-not-said", "choices!E3"),
    ]


def test_rows_that_are_disabled_are_left_out_with_a_warning_on_each_sheet() -> None:
    survey = """
type              | name | label | disabled
select_one yes_no | a    | No?   | no
text              | b    | Mitä? | yes
begin_group       | g    | G     | TRUE
text              | c    | Kuka? | yes
end_group         |      |       | yes
"""
    choices = f"{YES_NO.rstrip()} |\nyes_no | maybe | Ehkä | yes".replace("| label", "| label | disabled", 1)
    settings = f"{SETTINGS.rstrip()}\nToinen | toinen | sv | yes".replace("language", "language | disabled", 1)
    read = loaded(form(survey, choices, settings))
    [asked] = read.question_set.questions()
    assert [option.key for option in asked.choosable] == ["yes", "no"]
    assert read.question_set.key == "kysely"
    assert [(fault.code, fault.at) for fault in read.warnings] == [
        ("row-left-out", "choices!D4"),
        ("row-left-out", "settings!D3"),
        *(("row-left-out", f"survey!D{row}") for row in range(3, 7)),
    ]


def test_disabled_that_says_neither_yes_nor_no_is_told() -> None:
    found = faults_of(form("type | name | label | disabled\ntext | a | Mitä? | ehkä"))
    assert [(fault.code, fault.at) for fault in found] == [("cell-not-valid", "survey!D2")]


def test_a_language_in_brackets_or_with_a_country_is_understood() -> None:
    survey = "type | name | label (fi) | label::sv-FI | hint (fi) | hint [sv]\ntext | a | Mitä? | Vad? | Ohje | Råd"
    settings = "form_title | form_id | x_title::fi | x_title::sv\nKysely | kysely | Kysely | Enkät"
    [question] = questions(form(survey, settings=settings))
    assert question["label"] == {"fi": "Mitä?", "sv": "Vad?"}
    assert question["help"] == {"fi": "Ohje", "sv": "Råd"}


def test_a_default_language_of_two_readings_is_refused_with_both() -> None:
    settings = "form_title | form_id | default_language\nKysely | kysely | Ruotsi (sw)"
    found = faults_of(form("type | name | label\ntext | a | Mitä?", settings=settings))
    contradicting = next(fault for fault in found if fault.code == "language-contradicts")
    assert contradicting.at == "settings!C2"
    assert (contradicting.places["first"], contradicting.places["second"]) == ("Svenska (sv)", "Kiswahili (sw)")
