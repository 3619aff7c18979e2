"""The table of answers as CSV: every text comes back, nothing is run, numbers and days are those of the reader."""

import csv
import io
from decimal import Decimal

import pytest

from survey.export.data_files.csv_table import FOR_EXCEL, PLAIN, Dialect, Table, answer_tables, as_typed, write_table
from survey.export.statements.collected import collect
from survey.export.statements.records import Statement
from survey.export.xlsx.sheets import Cell, Note
from survey.questions.load import load_text
from survey.questions.question import Given
from survey.questions.question_set import QuestionSet
from tests.export.rounds import NOTHING, respondent, small_set, statement
from tests.export.small_files import column
from tests.export.xlsx.test_book import TEXTS
from tests.questions.written import tiny_set

CONDITIONAL = """\
schema: 1
key: ehto
languages: [fi, sv]
title: {fi: Ehto, sv: Villkor}
sections:
  - key: osio
    title: {fi: Osio, sv: Avsnitt}
    questions:
      - key: kanta
        kind: choice
        label: {fi: Kanta, sv: Ståndpunkt}
        options:
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
      - {key: miksi, kind: text, label: {fi: Miksi?, sv: Varför?}, show_if: {kanta: [ei]}}
      - {key: luku, kind: number, label: {fi: Luku, sv: Tal}, decimals: 2}
"""


def written(*cells: Cell, dialect: Dialect = FOR_EXCEL) -> bytes:
    opened = io.BytesIO()
    write_table(opened, Table("vastaukset", (column("Vastaus"),), cells), dialect, language="fi")
    return opened.getvalue()


def read(content: bytes, separator: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def tables(question_set: QuestionSet, *statements: Statement) -> dict[str, list[tuple[Cell, ...]]]:
    with collect(question_set, statements) as collected:
        found = answer_tables(question_set, collected, language="fi")
        return {table.name: [table.header, *table.rows] for table in found}


@pytest.mark.parametrize("text", [each for each in TEXTS if "\ud800" not in each], ids=lambda text: ascii(text[:20]))
def test_every_text_comes_back_the_same_from_both_files(text: str) -> None:
    assert as_typed(read(written(text))[1][0]) == text
    assert read(written(text, dialect=PLAIN), ",")[1][0] == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "'", "[Ei kysytty]", "[Ei lausuttavaa]"]
)
def test_in_the_file_for_excel_what_it_would_run_or_mix_up_has_one_apostrophe_before_it(text: str) -> None:
    assert read(written(text))[1][0] == f"'{text}"
    assert as_typed(f"'{text}") == text


def test_the_file_for_excel_has_a_byte_order_mark_and_semicolons_and_rows_end_in_cr_lf() -> None:
    assert written("a", "b;c") == '\ufeffVastaus\r\na\r\n"b;c"\r\n'.encode()
    assert written("a", "b,c", dialect=PLAIN) == b'Vastaus\r\na\r\n"b,c"\r\n'


def test_numbers_have_a_comma_for_excel_and_a_point_for_programmes_and_none_is_taken_for_a_formula() -> None:
    assert read(written(-5, Decimal("-1234.50"), Decimal("0.00000001")))[1:] == [["-5"], ["-1234,50"], ["0,00000001"]]
    assert read(written(-5, Decimal("-1234.50"), dialect=PLAIN))[1:] == [["-5"], ["-1234.50"]]


def test_days_are_as_people_write_them_for_excel_and_iso_for_programmes() -> None:
    when = statement({"aika": Given({"date": "2027-01-05"})})
    day = tables(small_set(), when)["vastaukset"][1][-1]
    assert read(written(day))[1:] == [["5.1.2027"]]
    assert read(written(day, dialect=PLAIN), ",")[1:] == [["2027-01-05"]]


def test_the_table_has_a_row_for_each_statement_and_a_column_for_each_part() -> None:
    given = {"kanta": Given({"option": "ei", "reason": "Koska."}), "huomiot": NOTHING}
    header, row = tables(small_set(), statement(given, respondent("Kouvola")))["vastaukset"]
    assert header[:5] == (
        "Lausunnonantaja",
        "Ryhmä",
        "Tila",
        "1 Kannatatteko ehdotusta? · Kokonaisuus",
        "1 Kannatatteko ehdotusta? – perustelu · Kokonaisuus",
    )
    assert row == ("Kouvola", "Kunta tai kaupunki", "Lähetetty", "Ei", "Koska.", Note("Ei lausuttavaa"), None, None)


def test_not_asked_not_answered_and_nothing_to_state_are_three_values() -> None:
    asked = load_text(CONDITIONAL).question_set
    rows = tables(
        asked,
        statement({"kanta": Given({"option": "kylla"}), "luku": NOTHING}),
        statement({"kanta": Given({"option": "ei"})}),
    )
    assert [row[4:] for row in rows["vastaukset"][1:]] == [(Note("Ei kysytty"), Note("Ei lausuttavaa")), (None, None)]
    assert read(written(Note("Ei kysytty"), None))[1:] == [["[Ei kysytty]"], [""]]


def test_entries_of_a_group_have_a_table_of_their_own_and_one_row_each() -> None:
    asked = tiny_set("group")
    (group,) = [question for question in asked.questions() if question.kind == "group"]
    first = next(inner.key for _, inner in group.within() if inner.asks)
    answers = {
        group.key: Given({"entries": "e2 e1"}),
        f"{group.key}/e1/{first}": Given({"text": "toinen"}),
        f"{group.key}/e2/{first}": Given({"text": "ensimmäinen"}),
    }
    found = tables(asked, statement(answers, respondent("Kouvola")))
    number = asked.numbers()[group.key]
    header, *rows = found[f"{number}-{group.key}"]
    assert header[:4] == ("Lausunnonantaja", "Ryhmä", "Kohta", header[3]) and str(header[3]).startswith(f"{number}.1 ")
    assert [row[:4] for row in rows] == [
        ("Kouvola", "Kunta tai kaupunki", 1, "ensimmäinen"),
        ("Kouvola", "Kunta tai kaupunki", 2, "toinen"),
    ]
    assert list(found) == ["vastaukset", f"{number}-{group.key}"]
