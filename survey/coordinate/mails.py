"""The mails of all consultations that did not arrive, or that have waited for long."""

from collections.abc import Sequence
from datetime import timedelta

from flask import render_template, request, url_for

from survey.coordinate import pages
from survey.questions.freeze import read_frozen
from survey.questions.text import small_number
from survey.store.base import NotFound
from survey.store.mail import count_of_troubled_mails, troubled_mails
from survey.store.members import consultations_of
from survey.store.tables import ConsultationRow
from survey.web.guards import caller_may, coordinator, permission
from survey.web.installation import now, store_session
from survey.web.permissions import Permission
from survey.web.words.mails import mail_kind_words, mail_state_words

MAILS_OF_A_PAGE = 50
HIGHEST_PAGE = 10_000

LONG = timedelta(hours=1)
"""A mail that is not sent after this time waits for long: senders look at least once a minute."""


def troubled_number(among: Sequence[ConsultationRow]) -> int:
    """Return how many mails the page has, of these consultations: those in which the coordinator takes part."""
    return count_of_troubled_mails(store_session(), older_than=now() - LONG, among=_shown(among))


def _shown(among: Sequence[ConsultationRow]) -> list[int | None]:
    """Of which consultations mails are shown; None: those of none, about accounts and feedback, to administrators."""
    own: list[int | None] = [each.id for each in among]
    return [*own, None] if caller_may(Permission.MANAGE_ACCOUNTS) else own


@pages.get("/coordinate/mails")
@permission(Permission.READ_CONSULTATIONS)
def mails() -> str:
    """Show the mails that failed or have waited for long, the latest first, by page."""
    page = small_number(request.args.get("page", "1"))
    if not 0 < page <= HIGHEST_PAGE:
        raise NotFound("mails")
    own = consultations_of(store_session(), coordinator().id)
    number = troubled_number(own)
    last = max(1, -(-number // MAILS_OF_A_PAGE))
    shown = min(page, last)
    found = troubled_mails(
        store_session(),
        older_than=now() - LONG,
        among=_shown(own),
        most=MAILS_OF_A_PAGE,
        skipped=(shown - 1) * MAILS_OF_A_PAGE,
    )
    return render_template(
        "coordinate/mails.html",
        mails=found,
        titles={each.key: read_frozen(each.question_set).title for each in own},
        number=number,
        page=shown,
        last=last,
        address=lambda page: url_for("coordinate.mails", page=page if page > 1 else None),
        mail_kind_words=mail_kind_words,
        mail_state_words=mail_state_words,
    )
