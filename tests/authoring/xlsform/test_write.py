"""What a question set looks like as an XLSForm, to those who open it and to other programs."""

from survey.authoring.xlsform.write import write_xlsform
from survey.questions.load import load_text
from tests.questions.written import with_questions

QUESTIONS = """\
- key: kanta
  kind: scale
  label: {fi: Kanta, sv: Ståndpunkt}
  required: true
  reason: optional
  steps: [{key: puolesta, label: {fi: Puolesta, sv: För}}, {key: vastaan, label: {fi: Vastaan, sv: Emot}}]
  no_position: {key: ei_kantaa, label: {fi: Ei kantaa, sv: Ingen ståndpunkt}}
- key: syyt
  kind: choices
  label: {fi: Syyt, sv: Skäl}
  show_if: {kanta: [vastaan], any_of: [{kanta: answered}]}
  at_most: 2
  options:
    - {key: muu, label: {fi: Muu, sv: Annat}, specify: true}
    - {key: ei, label: {fi: Ei, sv: Inget}, exclusive: true}
    - {key: talous, label: {fi: Talous, sv: Ekonomi}}
- key: vaitteet
  kind: matrix
  label: {fi: Väitteet, sv: Påståenden}
  rows: [{key: selkea, label: {fi: Selkeä, sv: Klar}}]
  steps: [{key: puolesta, label: {fi: Puolesta, sv: För}}, {key: vastaan, label: {fi: Vastaan, sv: Emot}}]
  no_position: {key: ei_kantaa, label: {fi: Ei kantaa, sv: Ingen ståndpunkt}}
- key: pykalat
  kind: group
  label: {fi: Pykälät, sv: Paragrafer}
  entry: {fi: Pykälä, sv: Paragraf}
  questions:
    - {key: hinta, kind: number, label: {fi: Hinta, sv: Pris}, minimum: 0, decimals: 2}
- {key: kysymykset, kind: long_text, label: {fi: Muuta, sv: Övrigt}, max_length: 500}
"""


def sheets() -> dict[str, list[dict[str, str]]]:
    """The rows of each sheet by their headers, without empty cells."""
    return {
        sheet.name: [
            {column.header: text for column, text in zip(sheet.columns, row, strict=True) if text} for row in sheet.rows
        ]
        for sheet in write_xlsform(load_text(with_questions(QUESTIONS)).question_set)
    }


def test_each_kind_has_its_type_and_what_xlsform_cannot_say_its_own_columns() -> None:
    rows = [(row["type"], row["name"], row.get("x_kind"), row.get("x_key")) for row in sheets()["survey"]]
    assert rows == [
        ("begin_group", "section_kysymykset", None, "kysymykset"),
        ("select_one kanta", "kanta", "scale", None),
        ("select_multiple syyt", "syyt", None, None),
        ("begin_group", "vaitteet", "matrix", None),
        ("select_one kanta", "vaitteet_selkea", None, "selkea"),
        ("end_group", "vaitteet", None, None),
        ("begin_repeat", "pykalat", None, None),
        ("decimal", "hinta", None, None),
        ("end_repeat", "pykalat", None, None),
        ("text", "kysymykset", None, None),
        ("end_group", "section_kysymykset", None, None),
    ]


def test_texts_conditions_and_limits_stand_where_other_programs_look() -> None:
    survey = {row["name"]: row for row in sheets()["survey"] if not row["type"].startswith("end")}
    assert survey["kanta"]["label::Suomi (fi)"] == "Kanta"
    assert survey["kanta"]["label::Svenska (sv)"] == "Ståndpunkt"
    assert (survey["kanta"]["required"], survey["kanta"]["x_reason"]) == ("yes", "optional")
    assert survey["syyt"]["relevant"] == "selected(${kanta}, 'vastaan') and ${kanta} != ''"
    assert survey["syyt"]["x_show_if"] == '{"kanta": ["vastaan"], "any_of": [{"kanta": "answered"}]}'
    assert survey["syyt"]["constraint"] == (
        "count-selected(.) <= 2 and not(selected(., 'ei') and count-selected(.) > 1)"
    )
    assert (survey["hinta"]["constraint"], survey["hinta"]["x_decimals"]) == (". >= 0", "2")
    assert survey["kysymykset"]["constraint"] == "string-length(.) <= 500"
    assert survey["kysymykset"]["appearance"] == "multiline"
    assert survey["pykalat"]["x_entry::Svenska (sv)"] == "Paragraf"


def test_options_that_are_the_same_are_one_list() -> None:
    choices = [
        (row["list_name"], row["name"], *(key for key in row if key.startswith("x_"))) for row in sheets()["choices"]
    ]
    assert choices == [
        ("kanta", "puolesta"),
        ("kanta", "vastaan"),
        ("kanta", "ei_kantaa", "x_no_position"),
        ("syyt", "muu", "x_specify"),
        ("syyt", "ei", "x_exclusive"),
        ("syyt", "talous"),
    ]


def test_the_settings_say_title_key_and_languages() -> None:
    assert sheets()["settings"] == [
        {
            "form_title": "Lausunto",
            "form_id": "lausunto",
            "default_language": "Suomi (fi)",
            "x_schema": "1",
            "x_languages": "fi sv",
            "x_title::Suomi (fi)": "Lausunto",
            "x_title::Svenska (sv)": "Utlåtande",
        }
    ]
