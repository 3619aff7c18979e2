"""The sheet of all who were asked."""

from datetime import date

from survey.export.respondents import rows_of_respondents
from survey.export.round import Status
from survey.languages import gettext
from tests.export.rounds import DECIDED, OPENED, RECEIVED, respondent


def test_respondents_come_by_group_in_official_order_and_then_by_name() -> None:
    asked = [
        respondent("Öja", group="parish"),
        respondent("Ärla", group="parish"),
        respondent("Åbo", group="parish"),
        respondent("Zzz", group="municipality"),
        respondent("Muu", group="unknown"),
        respondent("Ahti", group="parish"),
    ]

    names = [row.cells[0] for row in rows_of_respondents(asked, language="fi")]

    assert names == ["Zzz", "Ahti", "Åbo", "Ärla", "Öja", "Muu"]


def test_a_respondent_who_has_not_answered_has_a_row_with_its_status() -> None:
    (row,) = rows_of_respondents([respondent(status=Status.NOT_OPENED)], language="fi")

    assert row.cells[3] == gettext("fi", "Not opened")
    assert row.cells[4:11] == (None,) * 7


def test_a_respondent_row_has_the_public_details_of_the_statement() -> None:
    (row,) = rows_of_respondents([respondent(details=DECIDED, own_deadline=RECEIVED)], language="fi")

    assert row.cells[4:8] == (RECEIVED, "Kaupunginhallitus", date(2026, 10, 5), "123")
    assert row.cells[8:] == (None, RECEIVED, "Kouvolan kaupunki, jaosto", "K7M2", OPENED, OPENED)
