"""The Excel template: what it offers, what is read from it, what is wrong with one at which cell."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from survey.authoring.ready_scales import NO_POSITION, ready_scale
from survey.authoring.template.example import EXAMPLE_NAME
from survey.authoring.template.words import (
    MATRIX,
    READY_MATRICES,
    READY_SCALES,
    headings_in,
    kinds_in,
    kinds_understood,
    plain,
    plain_kinds,
)
from survey.authoring.template.write import template_name, template_sheets, write_template
from survey.authoring.uploads import read_upload
from survey.authoring.worksheets import WrittenColumn, WrittenSheet, read_sheets
from survey.languages import PAGE_LANGUAGES
from survey.questions.faults.advice_words import ADVICE
from survey.questions.faults.fault import MESSAGES, describe
from survey.questions.faults.template_words import OF_TEMPLATES
from survey.questions.faults.workbook_words import OF_WORKBOOKS
from survey.questions.freeze import freeze
from survey.questions.load import load_text
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet
from tests.authoring.templates import NAME, QUESTION, Cells, read, saved

OPTIONS = {"options-fi": "Kyllä\nEi", "options-sv": "Ja\nNej"}
CHOICE = QUESTION | {"kind": "Valinta"} | OPTIONS


def the_set(folder: Path, *questions: Cells) -> QuestionSet:
    """The set in a template without errors."""
    authored = read(folder, *questions)
    assert authored.question_set, [describe(fault, "en") for fault in authored.faults]
    return authored.question_set


def the_question(folder: Path, question: Cells) -> Question:
    """The one question of a template without errors."""
    [only] = the_set(folder, question).questions()
    return only


def faults(folder: Path, *questions: Cells) -> list[tuple[str, str, str]]:
    """Each fault: its code, its row and the heading of its column."""
    return [(fault.code, str(fault.line), fault.places["heading"]) for fault in read(folder, *questions).faults]


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_the_template_offers_its_kinds_reasons_and_yes_or_no_in_lists(tmp_path: Path, language: str) -> None:
    write_template(tmp_path / template_name(language), language)
    name, questions, instructions, example = template_sheets(language)
    allowed = [column.allowed for column in questions.columns if column.allowed]
    assert [len(words) for words in allowed] == [len(kinds_in(language)), 3, 2, 2]
    assert [sheet.name for sheet in read_sheets(tmp_path / template_name(language))][:4] == [
        sheet.name for sheet in (name, questions, instructions, example)
    ]
    told = {row[0] for row in instructions.rows if row}
    assert set(kinds_in(language).values()) <= told, "a kind is not explained"


def test_the_first_columns_are_those_of_the_templates_own_language() -> None:
    assert [column.header for column in template_sheets("sv")[1].columns][:2] == [
        "Avsnitt på svenska",
        "Avsnitt på finska",
    ]


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_the_example_is_a_set_without_a_fault_and_with_no_advice(tmp_path: Path, language: str) -> None:
    name, questions, _instructions, example = template_sheets(language)
    columns = headings_in(language, {column: column for column in EXAMPLE_NAME})
    sheets = [
        WrittenSheet(name.name, name.columns, [[EXAMPLE_NAME[column] for column in columns]]),
        WrittenSheet(questions.name, questions.columns, example.rows),
    ]
    authored = read_upload(saved(tmp_path, sheets), "x.xlsx")
    assert authored.is_complete and authored.faults == []
    assert authored.question_set and authored.question_set.languages[0] == language
    assert freeze(load_text(authored.yaml).question_set) == freeze(authored.question_set)


def test_a_set_is_read_with_its_sections_keys_and_words(tmp_path: Path) -> None:
    more = {"kind": "LYHYT  TEKSTI", "label-fi": "Säännös", "label-sv": "Bestämmelse", "required": "kyllä"}
    other = {**QUESTION, "section-fi": "Muuta", "section-sv": "Övrigt", "help-fi": "Vapaasti.", "help-sv": "Fritt."}
    question_set = the_set(tmp_path, QUESTION, more, other)
    assert (question_set.key, question_set.title) == ("kirjastolaki", {"fi": "Kirjastolaki", "sv": "Bibliotekslagen"})
    assert [(each.key, [asked.key for asked in each.questions]) for each in question_set.sections] == [
        ("lausunto", ["lausunto_esityksesta", "saannos"]),
        ("muuta", ["lausunto_esityksesta_2"]),
    ]
    _first, short, last = question_set.questions()
    assert (short.kind, short.required, last.help) == ("text", True, {"fi": "Vapaasti.", "sv": "Fritt."})


def test_both_languages_are_understood_in_one_template(tmp_path: Path) -> None:
    question = CHOICE | {"kind": "flerval", "required": "JA", "reason": "frivilligt"}
    read_one = the_question(tmp_path, question)
    assert (read_one.kind, read_one.required, getattr(read_one, "reason", "")) == ("choices", True, "optional")


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_kind_in_the_list_can_be_read(tmp_path: Path, language: str) -> None:
    for kind, words in kinds_in(language).items():
        has_options = kind in {"choice", "choices", "scale", *READY_MATRICES}
        help_ = {"help-fi": "Teksti", "help-sv": "Text"}
        question = QUESTION | {"kind": words} | help_ | (OPTIONS if has_options else {})
        made = the_question(tmp_path, question)
        expected = "matrix" if kind in READY_MATRICES else "scale" if kind in READY_SCALES else kind
        assert made.kind == expected, words


def test_every_kind_is_also_known_by_its_name_in_question_sets_and_a_scale_without_its_first_word() -> None:
    known = kinds_understood()
    assert all(known[kind] == kind for kind in plain_kinds())
    assert known[plain("Samaa mieltä (5)")] == known[plain("av samma åsikt (5)")] == "samaa_mielta"
    assert known[plain("Kyllä-ei (4)")] == "kylla_ei"


def test_a_ready_scale_has_its_steps_and_no_position_apart(tmp_path: Path) -> None:
    made = the_question(tmp_path, QUESTION | {"kind": "Samaa mieltä (5)"}).model_dump()
    assert len(made["steps"]) == 5
    assert made["no_position"]["label"] == NO_POSITION
    assert all(len(ready_scale(name)["steps"]) >= 3 for name in READY_SCALES)
    assert all(name.removeprefix(MATRIX) in READY_SCALES for name in READY_MATRICES)


def test_ones_own_steps_end_with_no_position_if_they_have_one(tmp_path: Path) -> None:
    own = {"options-fi": "Lyhyt\nSopiva\nEi kantaa", "options-sv": "Kort\nLagom\nIngen ståndpunkt"}
    made = the_question(tmp_path, QUESTION | {"kind": "Asteikko: omat portaat"} | own).model_dump()
    assert [step["key"] for step in made["steps"]] == ["lyhyt", "sopiva"]
    assert made["no_position"]["key"] == "ei_kantaa"


def test_options_stand_on_lines_or_between_semicolons_and_some_words_say_more(tmp_path: Path) -> None:
    on_lines = {
        "options-fi": "- Talous\n- Muu, mikä?\n\n- Ei mikään näistä",
        "options-sv": "Ekonomi; Annat, vad?; Inget av dessa",
    }
    made = the_question(tmp_path, QUESTION | {"kind": "Monivalinta"} | on_lines).model_dump(exclude_none=True)
    assert made["options"] == (
        {"key": "talous", "label": {"fi": "Talous", "sv": "Ekonomi"}},
        {"key": "muu_mika", "label": {"fi": "Muu, mikä?", "sv": "Annat, vad?"}, "specify": True},
        {"key": "ei_mikaan_naista", "label": {"fi": "Ei mikään näistä", "sv": "Inget av dessa"}, "exclusive": True},
    )


def test_a_matrix_has_its_points_among_the_options(tmp_path: Path) -> None:
    made = the_question(tmp_path, QUESTION | {"kind": "Monta kohtaa: tärkeys (5)"} | OPTIONS).model_dump()
    assert [row["label"]["sv"] for row in made["rows"]] == ["Ja", "Nej"]
    assert len(made["steps"]) == 5


def test_a_note_has_its_text_where_questions_have_their_help(tmp_path: Path) -> None:
    note = QUESTION | {"kind": "Selite", "help-fi": "Lue ensin.", "help-sv": "Läs först."}
    assert the_question(tmp_path, note).model_dump()["text"] == {"fi": "Lue ensin.", "sv": "Läs först."}
    assert faults(tmp_path, QUESTION, QUESTION | {"kind": "Selite", "required": "Kyllä"}) == [
        ("not-for-kind", "3", "Pakollinen"),
        ("empty-cell", "3", "Ohje suomeksi"),
    ]


@pytest.mark.parametrize(("said", "public"), [("", True), ("Kyllä", True), ("Ei", False), ("nej", False)])
def test_no_in_its_column_keeps_an_answer_from_being_published(tmp_path: Path, said: str, public: bool) -> None:
    assert the_question(tmp_path, QUESTION | {"public": said}).public is public


def test_a_section_filled_down_is_one_section_and_a_row_of_its_own_may_begin_it(tmp_path: Path) -> None:
    alone = {"section-fi": "Muuta", "section-sv": "Övrigt"}
    later = {**QUESTION, "section-fi": "", "section-sv": ""}
    question_set = the_set(tmp_path, QUESTION, QUESTION, alone, later)
    assert [(each.key, len(each.questions)) for each in question_set.sections] == [("lausunto", 2), ("muuta", 1)]


def test_a_long_question_without_a_short_name_gets_one_and_says_so(tmp_path: Path) -> None:
    long = QUESTION | {"label-fi": "Miten arvioitte kuntien ja hyvinvointialueiden välisen työnjaon muuttuvan?"}
    authored = read(tmp_path, long)
    assert [(fault.code, fault.at) for fault in authored.faults] == [("short-name-made", "2 Kysymykset!K2")]
    assert authored.question_set
    [question] = authored.question_set.questions()
    assert question.short == {
        "fi": "Miten arvioitte kuntien ja hyvinvointialueiden välisen…",
        "sv": "Utlåtande om propositionen",
    }


def test_finnish_alone_is_a_draft_whose_empty_swedish_cells_are_named(tmp_path: Path) -> None:
    finnish = {column: text for column, text in CHOICE.items() if not column.endswith("-sv")}
    authored = read(tmp_path, finnish, name={"title-fi": "Kirjastolaki"})
    assert authored.question_set and not authored.is_complete
    missing = [fault.places["heading"] for fault in authored.faults if fault.code == "language-missing"]
    assert missing == ["Nimi ruotsiksi", "Osio ruotsiksi", "Kysymys ruotsiksi", "Vaihtoehdot ruotsiksi"]


WRONG: Mapping[str, tuple[Cells, list[tuple[str, str, str]]]] = {
    "a kind that there is not": (QUESTION | {"kind": "Pitka tekst"}, [("not-in-list", "3", "Vastaustapa")]),
    "no kind": (QUESTION | {"kind": ""}, [("empty-cell", "3", "Vastaustapa")]),
    "no question": (QUESTION | {"label-fi": "", "label-sv": ""}, [("empty-cell", "3", "Kysymys suomeksi")]),
    "no options": (QUESTION | {"kind": "Valinta"}, [("empty-cell", "3", "Vaihtoehdot suomeksi")]),
    "one option": (CHOICE | {"options-fi": "Kyllä", "options-sv": "Ja"}, [("too-few", "3", "Vaihtoehdot suomeksi")]),
    "options that differ": (CHOICE | {"options-sv": "Ja"}, [("options-differ", "3", "Vaihtoehdot ruotsiksi")]),
    "options of a text": (QUESTION | OPTIONS, [("not-for-kind", "3", "Vaihtoehdot suomeksi")]),
    "a reason of a text": (QUESTION | {"reason": "Aina"}, [("not-for-kind", "3", "Perustelu")]),
    "a kind that the template has not": (QUESTION | {"kind": "Liite"}, [("kind-not-in-template", "3", "Vastaustapa")]),
    "another word than yes or no": (QUESTION | {"required": "ehkä"}, [("not-in-list", "3", "Pakollinen")]),
    "another word than yes or no of publishing": (
        QUESTION | {"public": "ehkä"}, [("not-in-list", "3", "Vastaus julkaistaan")]),
    "a condition of what is published in a note": (
        QUESTION | {"kind": "Selite", "help-fi": "A", "help-sv": "B", "public": "Ei"},
        [("not-for-kind", "3", "Vastaus julkaistaan")]),
    "a reason that there is not": (CHOICE | {"reason": "joskus"}, [("not-in-list", "3", "Perustelu")]),
    "a long short name": (QUESTION | {"short-fi": "x" * 61}, [("short-too-long", "3", "Lyhyt nimi suomeksi")]),
    "a section without questions": ({"section-fi": "Tyhjä"}, [("empty-section", "3", "Osio suomeksi")]),
    "a control character": (QUESTION | {"label-fi": "Lau\x07sunto"}, [("control-character", "3", "Kysymys suomeksi")]),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_each_fault_is_at_its_row_and_names_its_column(tmp_path: Path, wrong: str) -> None:
    row, expected = WRONG[wrong]
    errors = [fault for fault in faults(tmp_path, QUESTION, row) if fault[0] not in {"language-missing"}]
    assert [fault for fault in errors if fault[0] not in {"no-open-end", "no-position-missing"}] == expected


def test_all_faults_come_in_one_run_and_speak_the_authors_language(tmp_path: Path) -> None:
    rows = [row for row, expected in WRONG.values() if expected]
    authored = read(tmp_path, QUESTION, *rows, name={})
    assert authored.question_set is None and authored.yaml == ""
    codes = {fault.code for fault in authored.faults}
    assert {"not-in-list", "empty-cell", "options-differ", "not-for-kind", "empty-section"} <= codes
    assert ("empty-cell", "1 Nimi", 2) in {(fault.code, fault.sheet, fault.line) for fault in authored.faults}
    kind = next(fault for fault in authored.faults if fault.code == "not-in-list")
    assert "Tarkoititko tätä: ”Pitkä teksti”?" in describe(kind, "fi")
    assert "“" not in describe(kind, "sv") and "Pitkä teksti" in describe(kind, "sv")


def test_a_column_of_ones_own_is_not_used_and_a_misspelled_one_is_told(tmp_path: Path) -> None:
    name, questions, *_rest = template_sheets("fi")
    columns = (*questions.columns[:5], WrittenColumn("Kommentit"), WrittenColumn("Ohje suomek"))
    rows = [["Lausunto", "Utlåtande", "Pitkä teksti", "Lausunto", "Utlåtande", "oma", "ohje"]]
    sheets = [WrittenSheet(name.name, name.columns, [["A", "B"]]), WrittenSheet("2 Kysymykset", columns, rows)]
    authored = read_upload(saved(tmp_path, sheets), "x.xlsx")
    assert authored.is_complete
    assert [(fault.code, fault.at, fault.nearest) for fault in authored.faults] == [
        ("unknown-heading", "2 Kysymykset!F1", ""),
        ("unknown-heading", "2 Kysymykset!G1", "Ohje suomeksi"),
    ]


def test_the_sheet_of_questions_is_found_by_its_headings_too(tmp_path: Path) -> None:
    name, questions, *rest = template_sheets("fi")
    rows = [["Lausunto", "Utlåtande", "Pitkä teksti", "Lausunto", "Utlåtande"]]
    renamed = [*rest, WrittenSheet("Oma", questions.columns, rows), WrittenSheet("Nimet", name.columns, [["A", "B"]])]
    assert read_upload(saved(tmp_path, renamed), "x.xlsx").is_complete


def test_an_untouched_template_says_what_to_fill_in(tmp_path: Path) -> None:
    write_template(tmp_path / "empty.xlsx", "sv")
    found = read_upload((tmp_path / "empty.xlsx").read_bytes(), "empty.xlsx").faults
    assert [(fault.code, fault.sheet, fault.places["heading"]) for fault in found] == [
        ("empty-cell", "1 Namn", "Namn på svenska"),
        ("empty-cell", "2 Frågor", "Frågan på svenska"),
    ]


def test_a_template_without_its_sheet_of_names_says_so(tmp_path: Path) -> None:
    sheets = template_sheets("fi")
    rows = [["Lausunto", "Utlåtande", "Pitkä teksti", "Lausunto", "Utlåtande"]]
    alone = read_upload(saved(tmp_path, [WrittenSheet("2 Kysymykset", sheets[1].columns, rows)]), "x.xlsx")
    assert [(fault.code, fault.sheet) for fault in alone.faults] == [("empty-cell", "1 Nimi")]


def test_the_same_words_give_the_same_keys(tmp_path: Path) -> None:
    first, second = (the_set(tmp_path, CHOICE, QUESTION) for _ in range(2))
    assert freeze(first) == freeze(second)


def test_every_fault_of_templates_is_brought_about_here(tmp_path: Path) -> None:
    brought = {code for _row, expected in WRONG.values() for code, _line, _heading in expected}
    of_filled = {"codes-differ", "further-data-unreadable"}  # test_filled.py
    assert brought | of_filled | {"unknown-heading", "short-name-made"} >= OF_TEMPLATES.keys()


def test_no_code_has_two_meanings() -> None:
    assert len({**MESSAGES, **OF_WORKBOOKS, **OF_TEMPLATES, **ADVICE}) == sum(
        map(len, (MESSAGES, OF_WORKBOOKS, OF_TEMPLATES, ADVICE))
    )


def test_another_workbook_is_no_template(tmp_path: Path) -> None:
    sheet = WrittenSheet("Muu", (WrittenColumn("a"), WrittenColumn("b")), [["c", "d"]])
    assert [fault.code for fault in read_upload(saved(tmp_path, [sheet]), "x.xlsx").faults] == ["no-survey-sheet"]


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "\u2028", "x" * 3000, ";;;", "\n\n", "🙂", "1.5", "<b>"])
def test_whatever_stands_in_a_cell_there_is_no_traceback(tmp_path: Path, text: str) -> None:
    for column in [*QUESTION, "options-fi", "options-sv", "reason", "required", "short-fi", "help-sv"]:
        for fault in read(tmp_path, CHOICE | {column: text}, name=NAME).faults:
            assert describe(fault, "fi") and describe(fault, "sv")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Huomautus", "note"),
        ("Selite", "note"),
        ("Anmärkning", "note"),
        ("Informationstext", "note"),
        ("Skala: konsekvens (5)", "vaikutus"),
        ("konsekvens (5)", "vaikutus"),
        ("skala: konsekvenser (5)", "vaikutus"),
        ("Skala: vikt (5)", "tarkeys"),
        ("Skala: hur viktigt (5)", "tarkeys"),
        ("Flera punkter: konsekvens (5)", "matrix:vaikutus"),
        ("Flera punkter: vikt (5)", "matrix:tarkeys"),
    ],
)
def test_words_of_earlier_templates_are_still_understood(word: str, kind: str) -> None:
    assert kinds_understood()[plain(word)] == kind


@pytest.mark.parametrize("word", ["Väittämiä asteikolla", "Påståenden på en skala"])
def test_words_that_no_template_had_are_not_guessed_at(word: str) -> None:
    assert plain(word) not in kinds_understood()


@pytest.mark.parametrize("kind", ["Liite", "Bilaga", "attachment", "Muutosehdotus", "group"])
def test_a_kind_that_the_template_cannot_say_is_named_and_no_other_suggested(tmp_path: Path, kind: str) -> None:
    [fault] = [fault for fault in read(tmp_path, QUESTION | {"kind": kind}).faults if fault.sheet]
    assert (fault.code, fault.nearest) == ("kind-not-in-template", "")
    assert "attachments" in describe(fault, "en")


@pytest.mark.parametrize(
    ("language", "tag", "title", "lists"),
    [("fi", "fi-FI", "Kysymyslomakkeen pohja", "Luettelot"), ("sv", "sv-FI", "Mall för frågeformulär", "Listor")],
)
def test_the_workbook_says_what_it_is_in_its_language(
    tmp_path: Path, language: str, tag: str, title: str, lists: str
) -> None:
    write_template(tmp_path / "template.xlsx", language)
    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    said = book.properties
    assert (said.creator, said.title, said.language) == ("Kuulolla", title, tag)
    assert (book.worksheets[-1].title, book.worksheets[-1].sheet_state) == (lists, "hidden")
