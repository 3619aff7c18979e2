"""The whole workbook, from statements to a file that is opened again."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from survey.export.committee_workbook.contents import LONGEST_WORD
from survey.export.committee_workbook.workbook import export_workbook
from survey.export.statements.records import Statement, Status
from survey.export.xlsx.cell_text import LONGEST_CELL
from survey.languages import gettext
from survey.questions.load import load_text
from survey.questions.question import Given
from tests.export.rounds import (
    DECIDED,
    NOTHING,
    a_consultation,
    column,
    edition,
    exported,
    listed,
    respondent,
    sheet,
    statement,
)
from tests.questions.written import tiny_set

SHEETS = [
    "Summary",
    "Handling",
    "By question",
    "Respondents",
    "Distributions",
    "Answers as a table",
    "Long answers",
    "Questions",
]
FROZEN = ("A2", "B2", "D2")

AWKWARD = (
    "=1+1\n\n#N/A\t_x0041_ 😀👩‍👩‍👧‍👦 – ”lainaus”\n"
    + "Kunta esittää, että rahoitus turvataan. Ändringen bör träda i kraft senare.\n\n" * 700
    + "VIIMEINEN\tSANA 😀"
)


def whole_text(book: Any, header: str) -> str:
    """A long text, put together from its parts."""
    rows = [row for row in listed(book, "Long answers") if row[gettext("fi", "Question")] == header]
    return "".join(column(rows, "Text"))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_workbook_has_its_sheets_in_order_also_when_nobody_answered(tmp_path: Path, language: str) -> None:
    book = exported(tmp_path, language=language)

    assert book.sheetnames == [gettext(language, title) for title in SHEETS]
    assert [sheet(book, title, language).max_row for title in SHEETS[1:]] == [5, 1, 1, 5, 1, 1, 5]


def test_an_answer_of_50_000_characters_comes_back_character_by_character(tmp_path: Path) -> None:
    assert len(AWKWARD) > 50_000

    book = exported(tmp_path, statement({"huomiot": "lyhyt", "muuta": AWKWARD}))

    (shown,) = (row for row in listed(book, "By question") if row[gettext("fi", "Question")] == "3 Muuta")
    assert AWKWARD.startswith(shown[gettext("fi", "Answer text")])
    assert whole_text(book, "3 Muuta") == AWKWARD
    assert column(listed(book, "Answers as a table"), "3 Muuta · Muuta") == column([shown], "Answer text")


def test_links_lead_from_the_row_to_its_parts_and_back(tmp_path: Path) -> None:
    book = exported(tmp_path, statement({"huomiot": AWKWARD}), statement({"huomiot": "lyhyt", "muuta": AWKWARD}))
    answers, parts = sheet(book, "By question"), sheet(book, "Long answers")

    there = [row[8] for row in answers.iter_rows(min_row=2) if row[8].hyperlink]

    assert len(there) == 2
    for link in there:
        title, cell = link.hyperlink.location.rsplit("!", 1)
        assert title == f"'{gettext('fi', 'Long answers')}'"
        first = parts[cell].row
        assert parts.cell(first, 5).value.startswith("1/")
        assert parts.cell(first, 3).value == answers.cell(link.row, 3).value
        assert parts.cell(first, 7).hyperlink.location == f"'{gettext('fi', 'By question')}'!A{link.row}"


@pytest.mark.parametrize("length", [LONGEST_CELL - 1, LONGEST_CELL, LONGEST_CELL + 1])
def test_around_the_limit_of_a_cell_no_character_is_lost(tmp_path: Path, length: int) -> None:
    text = ("sana " * LONGEST_CELL)[: length - 2] + "😀"

    book = exported(tmp_path, statement({"muuta": text}))

    (shown,) = column(listed(book, "Answers as a table"), "3 Muuta · Muuta")
    assert (shown == text) is (length <= LONGEST_CELL)
    assert whole_text(book, "3 Muuta") == text


def test_300_line_feeds_come_back(tmp_path: Path) -> None:
    text = "rivi\n" * 300

    book = exported(tmp_path, statement({"muuta": text}))

    assert whole_text(book, "3 Muuta") == text


def test_long_answers_of_many_organisations_do_not_mix(tmp_path: Path) -> None:
    texts = {name: f"{name} sanoo näin. " * 1_000 for name in ("Aura", "Espoo", "Inkoo")}

    book = exported(tmp_path, *(statement({"muuta": text}, respondent(name)) for name, text in texts.items()))

    rows = listed(book, "Long answers")
    for name, text in texts.items():
        assert "".join(column([row for row in rows if row[gettext("fi", "Respondent")] == name], "Text")) == text


def test_answers_in_swedish_stand_as_they_are_under_finnish_headers_and_the_reverse(tmp_path: Path) -> None:
    statements = (
        statement({"muuta": "Vi understöder."}, respondent(language="sv")),
        statement({"muuta": "Kannatamme."}, respondent(language="fi")),
    )

    for language, header in (("fi", "3 Muuta · Muuta"), ("sv", "3 Övrigt · Övrigt")):
        book = exported(tmp_path, *statements, language=language)
        assert column(listed(book, "Answers as a table", language), header) == ["Vi understöder.", "Kannatamme."]
        names = {"fi": ["ruotsi", "suomi"], "sv": ["svenska", "finska"]}
        assert column(listed(book, "By question", language), "Language", language) == names[language]


def test_the_columns_are_the_same_whoever_answered(tmp_path: Path) -> None:
    def headers(*statements: Statement) -> list[list[object]]:
        book = exported(tmp_path, *statements)
        return [[cell.value for cell in sheet(book, title)[1]] for title in SHEETS[1:]]

    nobody = headers()

    assert headers(statement({"aika": Given({"date": "2027-01-01"})})) == nobody
    assert headers(statement({"muuta": AWKWARD}, respondent(details=DECIDED)), statement({"muuta": NOTHING})) == nobody


def test_questions_of_the_same_name_keep_their_answers_apart(tmp_path: Path) -> None:
    book = exported(tmp_path, statement({"huomiot": "ensimmäinen", "muuta": "toinen"}))

    rows = listed(book, "Answers as a table")
    assert (column(rows, "2 Muuta · Kokonaisuus"), column(rows, "3 Muuta · Muuta")) == (["ensimmäinen"], ["toinen"])


def test_every_listed_sheet_is_a_frozen_filterable_table_ready_to_print(tmp_path: Path) -> None:
    book = exported(tmp_path, statement({"muuta": AWKWARD}))

    for title in SHEETS[1:]:
        page = sheet(book, title)
        assert page.freeze_panes in FROZEN
        (table,) = page.tables.values()
        assert table.ref == page.dimensions
        assert bool(table.autoFilter) is (title != "Handling")
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == ("portrait" if title == "Distributions" else "landscape")
        headers = [cell.value for cell in page[1]]
        assert all(headers)
        assert len({header.casefold() for header in headers}) == len(headers)
    assert sheet(book, "Summary").page_setup.orientation == "portrait"


def test_every_text_cell_is_wrapped_and_at_the_top(tmp_path: Path) -> None:
    book = exported(tmp_path, statement({"kanta": Given({"option": "ei", "reason": AWKWARD}), "muuta": "-a"}))

    for page in book.worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)):
            is_total = page.title == gettext("fi", "Handling") and cell.value.startswith("=COUNTIFS(")
            assert cell.data_type == ("f" if is_total else "s")
            reaches = page.title == gettext(
                "fi", "Summary"
            )  # over the empty columns after it, which a wrapped one does not
            assert (bool(cell.alignment.wrap_text) or reaches, cell.alignment.vertical) == (True, "top")


def test_dates_of_the_statement_are_real_dates(tmp_path: Path) -> None:
    book = exported(tmp_path, statement({"aika": Given({"date": "2027-01-01"})}, respondent(details=DECIDED)))

    (answer,) = listed(book, "By question")
    (cells,) = listed(book, "Answers as a table")
    assert answer[gettext("fi", "Answer text")].date() == cells["4 Voimaantulo · Muuta"].date() == date(2027, 1, 1)
    assert answer["Päätetty"].date() == date(2026, 10, 5)
    assert answer[gettext("fi", "Received")] == datetime(2026, 10, 12, 13, 30, 15)  # noqa: DTZ001  # Excel's own


def test_the_statements_are_gone_through_once_and_never_held(tmp_path: Path) -> None:
    passes = 0

    def one_pass() -> Iterator[Statement]:
        nonlocal passes
        passes += 1
        yield statement({"muuta": AWKWARD})

    everybody = [respondent(), respondent(status=Status.DRAFT)]
    export_workbook(tmp_path / "a.xlsx", a_consultation(), everybody, one_pass, edition())

    assert passes == 1


def test_a_pass_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    def one_pass() -> Iterator[Statement]:
        yield statement({"muuta": "a"})
        raise ConnectionError

    with pytest.raises(ConnectionError):
        export_workbook(tmp_path / "a.xlsx", a_consultation(), [], one_pass, edition())

    assert list(tmp_path.iterdir()) == []


def test_what_other_means_has_a_column_of_its_own_only_where_it_is_asked(tmp_path: Path) -> None:
    asked = tiny_set("choices")
    given = Given({"options": "talous muu", "specify": "Veroihin", "reason": "Koska."})
    book = exported(tmp_path, statement({"vaikutukset": given}), consultation=a_consultation(asked))
    (row,) = listed(book, "By question")

    assert [row[gettext("fi", header)] for header in ("Option", "Specification", "Answer text")] == [
        "Talouteen; Muuhun, mihin?",
        "Veroihin",
        "Koska.",
    ]
    headers = next(sheet(exported(tmp_path), "By question").iter_rows(values_only=True))
    assert gettext("fi", "Specification") not in headers


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_rows_of_a_table_are_low_and_each_page_says_where_long_texts_are_whole(tmp_path: Path, language: str) -> None:
    statements = (statement({"muuta": "a"}), statement({"muuta": "pitkä " * 500}))

    table = sheet(exported(tmp_path, *statements, language=language), "Answers as a table", language)

    first, second = (table.row_dimensions[row].height for row in (2, 3))
    assert first == second < 120
    assert table.oddFooter.left.text.endswith(f": {gettext(language, 'By question')}")


def test_no_word_of_a_section_or_of_a_question_is_broken_in_its_column(tmp_path: Path) -> None:
    word = "Järjestämisvastuunsiirtäminen"
    asked = load_text(
        f"schema: 1\nkey: a\nlanguages: [fi, sv]\ntitle: {{fi: A, sv: A}}\nsections:\n"
        f"  - key: osio\n    title: {{fi: {word}, sv: Avsnitt}}\n    questions:\n"
        "      - {key: k, kind: text, label: {fi: Hyvinvointialueidenkin, sv: Fråga}}\n"
    ).question_set
    book = exported(tmp_path, statement({"k": "a"}), consultation=a_consultation(asked))

    for title in ("By question", "Questions", "Handling"):
        of_sheet = sheet(book, title)
        (found,) = (cell for cell in of_sheet[1] if cell.value == gettext("fi", "Section"))
        assert of_sheet.column_dimensions[found.column_letter].width >= LONGEST_WORD
    by_question = sheet(book, "By question")
    (found,) = (cell for cell in by_question[1] if cell.value == gettext("fi", "Question"))
    assert by_question.column_dimensions[found.column_letter].width > len("Hyvinvointialueidenkin")
