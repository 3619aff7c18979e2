"""The rows of each sheet as plain values."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from survey.export.committee_workbook.by_question import by_question_sheet
from survey.export.committee_workbook.contents import Contents
from survey.export.committee_workbook.rows import ANSWER_WIDTH, plan_long_places
from survey.export.committee_workbook.workbook import answers_sheet, long_sheet
from survey.export.statements.collected import collect
from survey.export.statements.columns import plan_columns
from survey.export.statements.records import Statement, Status
from survey.export.statements.spooled_list import SpooledList
from survey.export.xlsx.cell_text import MOST_LINES, fits_page
from survey.export.xlsx.sheets import Beginning, Code, Link, Note, Row
from survey.languages import gettext
from survey.questions.kinds import KINDS
from survey.questions.question import Given, State
from survey.questions.question_set import QuestionSet
from tests.export.rounds import DECIDED, NOTHING, RECEIVED, a_consultation, edition, respondent, small_set, statement
from tests.questions.written import tiny_set

COLUMNS = plan_columns(small_set(), "fi")
TALL = "Pitkä kappale.\n" * 40
TOO_LONG = "Sana ja toinen. " * 3_000


FILLED_IN_BY_HAND = (None,) * 3
"""Tags, a remark, a translation."""

LONG, BY_QUESTION = gettext("fi", "Long answers"), gettext("fi", "By question")


@contextmanager
def read(*statements: Statement, question_set: QuestionSet | None = None, language: str = "fi") -> Iterator[Contents]:
    asked = question_set or small_set()
    columns = plan_columns(asked, language)
    with collect(asked, statements) as collected:
        places = plan_long_places(collected, columns)
        yield Contents(a_consultation(asked), SpooledList(), collected, columns, places, edition(language))


def by_question(*statements: Statement, language: str = "fi") -> list[Row]:
    with read(*statements, language=language) as contents:
        return [_after_its_number(row) for row in by_question_sheet(contents).rows]


def as_a_table(*statements: Statement, language: str = "fi") -> list[Row]:
    with read(*statements, language=language) as contents:
        return list(answers_sheet(contents).rows)


def long_rows(*statements: Statement) -> list[Row]:
    with read(*statements) as contents:
        return [_after_its_number(row) for row in long_sheet(contents).rows]


def _after_its_number(row: Row) -> Row:
    """A row without its first cell, of which a test of its own is below."""
    return replace(row, cells=row.cells[1:])


def test_rows_have_the_numbers_by_which_links_name_them_so_that_they_are_found_on_paper_too() -> None:
    with read(statement({"muuta": TALL}), statement({"muuta": "b"}, respondent("Kerava"))) as contents:
        answers, parts = list(by_question_sheet(contents).rows), list(long_sheet(contents).rows)
    assert [row.cells[0] for row in answers] == [2, 3]
    assert [row.cells[0] for row in parts] == list(range(2, 2 + len(parts)))
    link = next(cell for cell in answers[0].cells if isinstance(cell, Link))
    assert (link.row, link.words) == (parts[0].cells[0], gettext("fi", "continues: row %(row)s", row=2))


def test_answers_come_question_by_question_each_question_on_a_new_page() -> None:
    rows = by_question(
        statement({"huomiot": "a", "muuta": "b"}, respondent("A")), statement({"muuta": "c"}, respondent("B"))
    )

    assert [(*row.cells[:3], row.cells[6], row.new_page) for row in rows] == [
        ("Kokonaisuus", "2 Muuta", "A", "a", False),
        ("Muuta", "3 Muuta", "A", "b", True),
        ("Muuta", "3 Muuta", "B", "c", False),
    ]


def test_a_row_by_question_tells_who_chose_what_wrote_what_and_decided_it() -> None:
    given = {"kanta": Given({"option": "ei", "reason": "Koska."})}

    (row,) = by_question(statement(given, respondent("Kouvola", language="sv", details=DECIDED)))

    assert row.cells == (
        "Kokonaisuus",
        "1 Kannatatteko ehdotusta?",
        "Kouvola",
        "Kunta tai kaupunki",
        "ruotsi",
        "Ei",
        "Koska.",
        None,
        gettext("fi", "Does not support"),
        *FILLED_IN_BY_HAND,
        "Kaupunginhallitus",
        date(2026, 10, 5),
        "123",
        None,
        "Essi Esittelijä, kaupunginjohtaja",
        RECEIVED,
        Code("rivi-kanta"),
        Code("ab" * 32),
    )


def test_the_words_of_the_product_and_the_options_are_in_the_language_of_the_workbook() -> None:
    given = {"kanta": Given({"option": "ei", "reason": "Koska."})}

    (row,) = by_question(statement(given), language="sv")

    assert row.cells[2:7] == ("Kouvola (sv)", "Kommun eller stad", "finska", "Nej", "Koska.")


def test_a_day_stays_a_day_and_what_is_no_day_stands_as_typed() -> None:
    rows = by_question(
        statement({"aika": Given({"date": "2027-01-01"})}),
        statement({"aika": Given({"date": "32.13."}, State.MALFORMED)}),
    )

    assert [row.cells[6] for row in rows] == [date(2027, 1, 1), "32.13."]


def test_what_other_means_has_a_cell_of_its_own_beside_the_option() -> None:
    asked = tiny_set("choices")
    given = Given({"options": "talous muu", "specify": "Veroihin", "reason": "Koska."})
    given_twice = (statement({"vaikutukset": given}), statement({"vaikutukset": NOTHING}))
    with read(*given_twice, question_set=asked) as contents:
        rows = [_after_its_number(row) for row in by_question_sheet(contents).rows]

    assert rows[0].cells[5:8] == ("Talouteen; Muuhun, mihin?", "Veroihin", "Koska.")
    assert rows[1].cells[5:8] == (Note(gettext("fi", "Nothing to state")), None, None)


def test_nothing_to_state_is_never_taken_for_typed_words() -> None:
    words = gettext("fi", "Nothing to state")

    said, typed = by_question(statement({"muuta": NOTHING}), statement({"muuta": words}))

    assert (said.cells[5], said.cells[6]) == (Note(words), None)
    assert (typed.cells[5], typed.cells[6]) == (None, words)


def test_in_the_table_not_answered_is_empty_and_nothing_to_state_is_said() -> None:
    (row,) = as_a_table(statement({"muuta": NOTHING, "aika": Given({"date": "32.13."}, State.MALFORMED)}))

    assert row.cells[4:] == (None, None, None, Note(gettext("fi", "Nothing to state")), "32.13.")


def test_who_stated_nothing_at_all_has_a_row_of_the_table_and_none_by_question() -> None:
    silent = statement({}, respondent(status=Status.NOTHING_TO_STATE))

    (row,) = as_a_table(silent)

    assert row.cells == ("Kouvola", "Kunta tai kaupunki", gettext("fi", "Nothing to state"), *[None] * 6)
    assert by_question(silent) == []


def test_a_text_that_no_row_shows_whole_stays_whole_in_the_table_and_is_begun_by_question() -> None:
    given = statement({"muuta": TALL})

    (row,), (cells,), parts = by_question(given), as_a_table(given), long_rows(given)

    assert cells.cells[7] == TALL
    assert isinstance(row.cells[6], Beginning)
    assert TALL.startswith(row.cells[6].words)
    assert row.cells[7] == Link(gettext("fi", "continues: row %(row)s", row=2), LONG, 2)
    assert "".join(str(part.cells[4]) for part in parts) == TALL


def test_a_text_too_long_for_a_cell_shows_its_beginning_and_is_whole_among_the_long_ones() -> None:
    given = statement({"huomiot": TALL, "muuta": TOO_LONG})
    first = 2 + len(long_rows(statement({"huomiot": TALL})))

    row, parts = by_question(given)[1], long_rows(given)

    assert isinstance(row.cells[6], Beginning)
    assert TOO_LONG.startswith(row.cells[6].words)
    assert fits_page(row.cells[6].words, ANSWER_WIDTH)
    assert row.cells[7] == Link(gettext("fi", "continues: row %(row)s", row=first), LONG, first)
    assert "".join(str(part.cells[4]) for part in parts[first - 2 :]) == TOO_LONG


def test_parts_are_numbered_and_lead_back_to_their_row_by_question() -> None:
    parts = long_rows(statement({"huomiot": "lyhyt", "muuta": TALL}))

    assert [part.cells[:4] for part in parts] == [
        ("Muuta", "3 Muuta", "Kouvola", "1/2"),
        ("Muuta", "3 Muuta", "Kouvola", "2/2"),
    ]
    assert parts[1].cells[5:] == (Link(gettext("fi", "row %(row)s", row=3), BY_QUESTION, 3), "rivi-muuta")


def test_a_long_reason_is_named_as_a_reason() -> None:
    parts = long_rows(statement({"kanta": Given({"option": "ei", "reason": TALL})}))

    assert parts[0].cells[1] == COLUMNS[1].header


def test_a_text_that_just_fits_is_not_called_long() -> None:
    fits = "\n".join(["rivi"] * MOST_LINES)

    assert long_rows(statement({"muuta": fits})) == []
    assert len(long_rows(statement({"muuta": f"{fits}\n"}))) == 2


def test_the_table_marks_long_texts_in_a_cell_of_their_own() -> None:
    one, both = as_a_table(statement({"muuta": TALL}), statement({"huomiot": TALL, "muuta": TOO_LONG}))
    rows = [gettext("fi", "row %(row)s", row=2), gettext("fi", "continues: row %(row)s", row=6)]

    assert one.cells[3] == Link(f"3: {gettext('fi', 'row %(row)s', row=4)}", LONG, 4)
    assert both.cells[3] == f"2: {rows[0]}\n3: {rows[1]}"
    assert both.cells[6] == TALL
    assert isinstance(both.cells[7], Beginning)


def test_a_kind_with_more_texts_than_cells_is_refused_not_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for parts in ("parts", "texts"):
        monkeypatch.setattr(KINDS["long_text"], parts, ("text", "more"))

    with read(statement({"muuta": "a"})) as contents, pytest.raises(ValueError, match="more parts"):
        list(by_question_sheet(contents).rows)


def rows_of(form: str, *statements: Statement) -> tuple[list[Row], list[Row]]:
    """The rows by question and those of the table, of a tiny set."""
    with read(*statements, question_set=tiny_set(form)) as contents:
        by_row = [_after_its_number(row) for row in by_question_sheet(contents).rows]
        return by_row, list(answers_sheet(contents).rows)


def test_each_row_of_a_matrix_has_a_row_by_question_and_a_column_of_the_table() -> None:
    chosen = {"vaittamat": Given({"row-tavoitteet": "samaa", "row-keinot": "eri"})}
    by_row, table = rows_of("matrix", statement(chosen))
    assert [(row.cells[1], row.cells[5], row.cells[6]) for row in by_row] == [
        ("1 Mitä mieltä olette väittämist… – 1 Tavoitteet ovat oikeat.", "Samaa mieltä", None),
        ("1 Mitä mieltä olette väittämistä? – 2 Keinot ovat oikeat.", "Eri mieltä", None),
    ]
    assert len({row.cells[-2] for row in by_row}) == 2
    assert table[0].cells[4:] == ("Samaa mieltä", "Eri mieltä")


def test_an_amendment_has_its_wording_beside_its_provision_and_its_reason_below() -> None:
    proposal = {"muutos": Given({"provision": "5 §", "wording": "=Uusi.", "reason": "Koska."})}
    by_row, table = rows_of("amendment", statement(proposal))
    assert [row.cells[5:7] for row in by_row] == [("5 §", "=Uusi."), (None, "Koska.")]
    assert table[0].cells[4:7] == ("5 §", "=Uusi.", "Koska.")


def test_a_group_is_read_entry_by_entry_and_counted_in_the_table() -> None:
    answers = {
        "pykalat": Given({"entries": "e7 e2"}),
        "pykalat/e7/saannos": Given({"text": "1 §"}),
        "pykalat/e7/kanta": Given({"option": "muutettava"}),
        "pykalat/e7/miten": Given({"text": "Näin."}),
        "pykalat/e2/saannos": Given({"text": "2 §"}),
        "muuta": Given({"text": "Kiitos."}),
    }
    by_row, table = rows_of(
        "group",
        statement(answers),
        statement(
            {"pykalat": Given({"entries": "e1"}), "pykalat/e1/saannos": Given({"text": "9 §"})}, respondent("Vaasa")
        ),
    )
    assert [(row.cells[1], row.cells[2], row.cells[3], row.cells[6], row.cells[7]) for row in by_row] == [
        ("1.1 Säännös", "Pykälä 1", "Kouvola", None, "1 §"),
        ("1.2 Kantanne", "Pykälä 1", "Kouvola", "Muutettava", None),
        ("1.3 Miten säännöstä tulisi muuttaa?", "Pykälä 1", "Kouvola", None, "Näin."),
        ("1.1 Säännös", "Pykälä 2", "Kouvola", None, "2 §"),
        ("1.1 Säännös", "Pykälä 1", "Vaasa", None, "9 §"),
        ("2 Muuta", None, "Kouvola", None, "Kiitos."),
    ]
    assert [row.new_page for row in by_row] == [False, False, False, False, False, True]
    assert [row.cells[4:] for row in table] == [(2, "Kiitos."), (1, None)]


def test_a_note_is_in_no_table() -> None:
    assert [column.question.key for column in plan_columns(tiny_set("note"), "fi")] == ["muuta"]
