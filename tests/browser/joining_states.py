"""The pages of who answers without having been asked, in every state."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import select, update

from survey.operations.accounts.tokens import token_digest
from survey.operations.consultations.joining import join
from survey.operations.consultations.personal_links import issue_joining_link
from survey.operations.mail.occasions import joining_mail
from survey.operations.mail.outbox import put_into_outbox
from survey.store.consultations import consultation_by_key
from survey.store.tables import ConsultationRow, JoiningRow, MessageRow
from tests.browser.every_kind import LONG_WORD
from tests.browser.stage import SHIPPED
from tests.browser.visit import Visit

Way = Callable[[Visit], None]

ANSWER = f"consultations/{SHIPPED}/answer"
BUTTON = "#page-form .k-buttons button"


def _email() -> str:
    """An address of its own for each visit: links to one are limited."""
    return f"{uuid4().hex}@pitkannimisenyhdistyksensahkoposti.example"


def _form(visit: Visit) -> None:
    visit.go(ANSWER)


def _wrong(visit: Visit) -> None:
    _form(visit)
    visit.page.fill("#name", LONG_WORD * 2)
    visit.page.fill("#email", "sihteeri")
    visit.press(BUTTON, 422)


def _asked(visit: Visit) -> None:
    _form(visit)
    visit.page.select_option("#group", "organisation")
    visit.page.fill("#name", "Kyläyhdistys ry")
    visit.page.fill("#email", _email())
    visit.press(BUTTON)


def _ended(visit: Visit) -> None:
    with visit.stage.database.writing() as session:
        session.execute(update(ConsultationRow).where(ConsultationRow.key == "yksi").values(who_may_answer="anybody"))
    visit.go("consultations/yksi/answer")


def _token(visit: Visit, *, name: str = LONG_WORD) -> str:
    """Of a link that verifies an address, as a mail has it."""
    now = datetime.now(UTC)
    with visit.stage.database.writing() as session:
        wish = JoiningRow(
            consultation=consultation_by_key(session, SHIPPED),
            name=name,
            is_name_public=False,
            group="private_person",
            language="sv",
            email=_email(),
            at=now,
        )
        session.add(wish)
        session.flush()
        put_into_outbox(session, [joining_mail(wish)], now=now)
        [mail] = session.scalars(select(MessageRow).where(MessageRow.joining_id == wish.id))
        mail.state, mail.sent_at = "sent", now
        return issue_joining_link(session, wish, now=now, message_id=mail.id)


def _verify(visit: Visit) -> None:
    visit.go(f"join/{_token(visit)}")


def _verified(visit: Visit) -> None:
    _verify(visit)
    visit.press(BUTTON)


def _joined(rest: str = "") -> Way:
    """The coordinator's page of one who has joined."""

    def way(visit: Visit) -> None:
        token = token_digest(_token(visit))
        with visit.stage.database.writing() as session:
            invitation_id = join(session, token, now=datetime.now(UTC))[1].invitation_id
        visit.be_signed_in()
        visit.go(f"coordinate/consultations/{SHIPPED}/organisations/{invitation_id}/{rest}")

    return way


JOINING_STATES: Mapping[str, Way] = {
    "answer unasked": _form,
    "answer unasked, wrong": _wrong,
    "answer unasked, a link is ordered": _asked,
    "answer unasked, ended": _ended,
    "verify an address": _verify,
    "verify an address, verified": _verified,
    "verify an address, bad link": lambda visit: visit.go("join/bad", 404),
    "organisation, joined by itself": _joined(),
    "take away who has joined": _joined("take-away"),
}
"""By name, on the stage."""
