"""The sheet of all who were asked."""

from dataclasses import replace
from datetime import date, timedelta

from survey.export.committee_workbook.respondents import respondents_sheet
from survey.export.statements.records import Status
from survey.languages import gettext
from survey.questions.details import DECISION_PRESENTER, DECISION_WORDING
from survey.questions.question import Given
from tests.export.rounds import DECIDED, EXPORTED, OPENED, RECEIVED, a_consultation, edition, respondent

DEADLINE = a_consultation().deadline
MINUTE = timedelta(minutes=1)


def test_respondents_come_by_group_in_official_order_and_then_by_name() -> None:
    asked = [
        respondent("Öja", group="parish"),
        respondent("Ärla", group="parish"),
        respondent("Åbo", group="parish"),
        respondent("Zzz", group="municipality"),
        respondent("Muu", group="unknown"),
        respondent("Ahti", group="parish"),
    ]

    names = [row.cells[0] for row in respondents_sheet(asked, DEADLINE, edition()).rows]

    assert names == ["Zzz", "Ahti", "Åbo", "Ärla", "Öja", "Muu"]


def test_a_respondent_who_has_not_answered_has_a_row_with_its_status() -> None:
    (row,) = respondents_sheet([respondent(status=Status.NOT_OPENED)], DEADLINE, edition()).rows

    assert row.cells[3] == gettext("fi", "Not opened")
    assert row.cells[4:12] == (None,) * 8


def test_a_respondent_row_has_the_public_details_of_the_statement() -> None:
    (row,) = respondents_sheet([respondent(details=DECIDED, own_deadline=RECEIVED + MINUTE)], DEADLINE, edition()).rows

    assert row.cells[4:7] == (None, RECEIVED, "Tässä palvelussa")
    assert row.cells[7:10] == ("Kaupunginhallitus", date(2026, 10, 5), "123")
    assert row.cells[10:14] == (None, None, None, None), "nothing was asked of the decision, and nothing confirmed"
    assert row.cells[14:16] == (DECIDED[DECISION_PRESENTER].value["text"], DECIDED[DECISION_WORDING].value["text"])
    assert row.cells[16:] == (None, RECEIVED + MINUTE, "Kouvolan kaupunki, jaosto", "K7M2", OPENED, OPENED, None, None)


def test_a_statement_after_its_deadline_is_called_late() -> None:
    asked = [
        respondent("A", received_at=EXPORTED),
        respondent("B", received_at=EXPORTED, own_deadline=EXPORTED + MINUTE),
        respondent("C", own_deadline=OPENED),
        respondent("D", received_at=EXPORTED, own_deadline=EXPORTED),
    ]

    late = gettext("fi", "Late")
    assert [row.cells[4] for row in respondents_sheet(asked, DEADLINE, edition()).rows] == [late, None, late, late]


def test_who_was_not_asked_is_told() -> None:
    asked = [
        respondent("A"),
        replace(respondent("B"), asked=False),
        replace(respondent("C"), asked=False, joined=True),
    ]

    (column,) = [each.name for each in respondents_sheet(asked, DEADLINE, edition()).columns if "asked" in each.name]
    rows = [row.cells[-2] for row in respondents_sheet(asked, DEADLINE, edition()).rows]

    assert (column, rows) == (
        "Was not asked",
        [None, gettext("fi", "Was not asked"), gettext("fi", "Joined by itself")],
    )


def test_contact_details_are_in_the_internal_file_alone() -> None:
    asked = [respondent(contact={"details/recorded_by": Given({"text": "Kaisa Kirjaaja"})})]

    (public,) = respondents_sheet(asked, DEADLINE, edition()).rows
    (internal,) = respondents_sheet(asked, DEADLINE, edition(internal=True)).rows

    assert "Kaisa Kirjaaja" not in public.cells
    assert internal.cells == (*public.cells, "Kaisa Kirjaaja", None, None)
