"""Logs, mails that did not arrive, periods for which data is kept, and what is left after a deletion."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

from survey.questions.question_set import QuestionSet
from survey.store.tables import ConsultationRow, DeletedSubmissionRow, SnapshotRow, SubmissionRow
from tests.browser.stage import ADMINISTRATOR, SHIPPED
from tests.browser.visit import Visit
from tests.operations.retention.rounds import delete_all_due, keep
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, Round, open_round, save, submit

Way = Callable[[Visit], None]

BUTTON = "#page-form .k-buttons button:first-of-type"
CODE = "c" * 64
_ended: dict[str, Round] = {}
"""By the address of the stage's database: made when the first state asks for it."""


def _staff(rest: str, *then: Way, status: int = 200) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go(f"coordinate/{rest}", status)
        for each in then:
            each(visit)

    return way


def _administrator(rest: str, status: int = 200) -> Way:
    """The log of the whole service is for administrators."""

    def way(visit: Visit) -> None:
        visit.sign_in(f"{ADMINISTRATOR}@example.fi")
        visit.go(f"coordinate/{rest}", status)

    return way


def _filled(months: str, status: int) -> Way:
    def way(visit: Visit) -> None:
        visit.page.fill("#drafts", months)
        visit.press(BUTTON, status)

    return way


def _of_ended(way: Callable[[Visit, Round], None]) -> Way:
    return lambda visit: way(visit, _ended_round(visit))


def _ended_round(visit: Visit) -> Round:
    """A consultation that ended, whose contact details and drafts were deleted, with another one deleted whole."""
    database = visit.stage.database
    address = str(database.engine.url)
    if address in _ended:
        return _ended[address]
    now = datetime.now(UTC)
    with database.writing() as session:
        round_ = open_round(session, now=now, question_set=_renamed(tiny_set("public"), "paattynyt"))
        save(session, round_, {"julkinen": {"text": "Lausumme näin."}, **DETAILS}, now=now)
        submit(session, round_, now=now)
        session.execute(
            update(ConsultationRow)
            .where(ConsultationRow.id == round_.consultation.id)
            .values(opened_at=now - timedelta(days=300), deadline=now - timedelta(days=200))
        )
        session.add(
            DeletedSubmissionRow(
                consultation_id=round_.consultation.id, reference="ZZZZ-ZZZZ", public_digest=CODE, submitted_at=now
            )
        )
    keep(database, round_, now=now, drafts=1)
    delete_all_due(database, Path(str(database.engine.url.database)).parent, now=now)
    _ended[address] = round_
    return round_


def _renamed(question_set: QuestionSet, key: str) -> QuestionSet:
    return question_set.model_copy(update={"key": key})


def _without_contact(visit: Visit, round_: Round) -> None:
    with visit.stage.database.writing() as session:
        submission = session.scalars(
            select(SubmissionRow).where(SubmissionRow.response_id == round_.access.response.id)
        ).one()
        session.execute(update(SnapshotRow).where(SnapshotRow.id == submission.snapshot_id).values(contact_part=""))
        reference = submission.reference
    visit.be_signed_in()
    visit.go(f"coordinate/consultations/paattynyt/statements/{reference}")


def _periods(visit: Visit, _round: Round) -> None:
    visit.be_signed_in()
    visit.go("coordinate/consultations/paattynyt/retention")


def _due_at_once(visit: Visit, round_: Round) -> None:
    _periods(visit, round_)
    visit.page.fill("#contact", "1")
    visit.press(BUTTON, 422)


def _gone(visit: Visit, round_: Round) -> None:
    visit.go_as(round_)
    visit.go(f"responses/{round_.access.response.id}/draft", 410)


RETENTION_STATES: Mapping[str, Way] = {
    "log of the service": _administrator("log"),
    "log of the service, wrong days": _administrator("log?from=1/2/2027&to=x", status=422),
    "log, filtered": _staff(f"consultations/{SHIPPED}/log?what=organisation+invited&from=1.1.2026"),
    "mails that did not arrive": _staff("mails"),
    "retention": _staff(f"consultations/{SHIPPED}/retention"),
    "retention, wrong": _staff(f"consultations/{SHIPPED}/retention", _filled("x", 422)),
    "retention, set and deleted": _of_ended(_periods),
    "retention, due at once": _of_ended(_due_at_once),
    "draft deleted": _of_ended(_gone),
    "overview, draft deleted": _of_ended(lambda visit, round_: visit.go_as(round_)),
    "statement, contact details deleted": _of_ended(_without_contact),
    "check, text deleted": _of_ended(lambda visit, _round: visit.go(f"check?code={CODE}")),
}
"""By name, on the stage."""
