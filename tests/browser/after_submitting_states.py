"""What becomes of a submitted statement, in every state: withdrawn, waiting for a decision, confirmed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from survey.export.statements.records import Decision
from survey.operations.submissions.submitting import DecisionSaid
from tests.browser.every_kind import FILLED
from tests.browser.stage import SHIPPED
from tests.browser.visit import Visit
from tests.rounds import DETAILS, save, submit

Way = Callable[[Visit], None]
DECIDED = {"details/decision_body": {"text": "Kaupunginhallitus"}, "details/decision_date": {"date": "2.11.2026"}}


def _as(name: str, rest: str = "") -> Way:
    return lambda visit: visit.go_as(visit.stage.rounds[name], rest)


def _sent_empty(name: str, rest: str) -> Way:
    def way(visit: Visit) -> None:
        visit.go_as(visit.stage.rounds[name], rest)
        visit.press("main form button.ds-button", 422)

    return way


def _confirmed(visit: Visit) -> None:
    round_, now = visit.stage.another(f"confirmed {uuid4()}"), datetime.now(UTC)
    with visit.stage.database.writing() as session:
        save(session, round_, DETAILS | DECIDED | FILLED, now=now)
        submit(session, round_, now=now, said=DecisionSaid(Decision.PENDING))
    visit.go_as(round_, "confirm")
    visit.press("main form button.ds-button")


def _for_the_organisation(*, empty: bool = False) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        invitation = visit.stage.rounds["submitted"].access.invitation.id
        visit.go(f"coordinate/consultations/{SHIPPED}/organisations/{invitation}/withdraw")
        if empty:
            visit.press("main form button.ds-button", 422)

    return way


def _until(*, wrong: bool = False) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go(f"coordinate/consultations/{SHIPPED}/decision-time")
        if wrong:
            visit.page.fill("#decisions-date", "32.13.2026")
            visit.press("main form button.ds-button", 422)

    return way


AFTER_SUBMITTING_STATES: Mapping[str, Way] = {
    "submit, nothing said of the decision": _sent_empty("ready", "submit"),
    "withdrawing": _as("submitted", "withdraw"),
    "withdrawing, no reason": _sent_empty("submitted", "withdraw"),
    "overview, withdrawn": _as("withdrawn"),
    "receipt, withdrawn": _as("withdrawn", "receipt"),
    "statement, withdrawn": _as("withdrawn", "statement?number=1"),
    "overview, pending": _as("pending"),
    "receipt, pending": _as("pending", "receipt"),
    "statement, pending": _as("pending", "statement"),
    "confirming": _as("pending and decided", "confirm"),
    "confirming, no decision told": _sent_empty("pending", "confirm"),
    "receipt, confirmed": _confirmed,
    "withdrawing for an organisation": _for_the_organisation(),
    "withdrawing for an organisation, no reason": _for_the_organisation(empty=True),
    "time for decisions": _until(),
    "time for decisions, wrong": _until(wrong=True),
}
"""By name, on the stage."""
