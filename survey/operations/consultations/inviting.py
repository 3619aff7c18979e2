"""Inviting many organisations at once, by mail or with links to hand over otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import PAGE_LANGUAGES
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import Invitation, add_invitations
from survey.operations.consultations.personal_links import issue_link
from survey.operations.mail.occasions import request_to, to_every_address
from survey.operations.mail.outbox import put_into_outbox
from survey.store.following import NOT_ANSWERED, Filters, followed
from survey.store.personal_links import invited_participant
from survey.store.tables import ConsultationRow, CoordinatorRow, OrganisationRow


def invite_by_mail(  # noqa: PLR0913  # whom to what, with which words, who and when
    session: Session,
    consultation: ConsultationRow,
    addressees: Sequence[Addressee],
    *,
    words: Mapping[str, str],
    by: CoordinatorRow,
    now: datetime,
    asked: bool = True,
) -> list[Invitation]:
    """Invite these organisations, and put their requests into the outbox. `words` are the coordinator's, by language.

    With `asked` false they were not asked, but want to answer. Raises OpeningRefused as `add_invitations` does.
    """
    made = add_invitations(session, consultation, addressees, now=now, asked=asked, by=by.id)
    mails = [request_to(each.invitation, words=words, by=by.id) for each in made]
    put_into_outbox(session, to_every_address(mails, [each.organisation for each in made]), now=now)
    return made


def links_to_hand_over(
    session: Session, consultation: ConsultationRow, *, language: str, by: CoordinatorRow, now: datetime
) -> list[tuple[Mapping[str, str], str, str, str]]:
    """Make a personal link for every organisation that has not answered, where no mail is sent.

    Returns names by language, e-mail address, language and token of each, sorted by name. The tokens cannot be read
    again; links from before still work.
    """
    waiting = followed(session, consultation.id, Filters(statuses=NOT_ANSWERED), language=language, order="name")
    return [
        (
            each.organisation.name,
            each.organisation.email,
            each.organisation.language,
            issue_link(session, invited_participant(session, each.invitation.id), now=now, by=by.id)[1],
        )
        for each in waiting
    ]


def examples_of(organisations: Sequence[Addressee | OrganisationRow]) -> dict[str, Mapping[str, str]]:
    """Return the names of one of these organisations for each language in which they get mails, to show a mail with."""
    return {
        language: next(each.name for each in organisations if language in each.languages.split())
        for language in languages_of(organisations)
    }


def languages_of(organisations: Iterable[Addressee | OrganisationRow]) -> list[str]:
    """Return the languages in which these organisations get their mail, in the order of PAGE_LANGUAGES."""
    used = {language for each in organisations for language in each.languages.split()}
    return [language for language in PAGE_LANGUAGES if language in used]
