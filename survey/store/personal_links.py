"""Finding out who uses a personal link, and what the link gives access to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, select, type_coerce, update
from sqlalchemy.orm import Session, aliased

from survey.store.base import Moment, NotFound
from survey.store.responses.counting import counting_id, is_pending
from survey.store.tables import (
    ConsultationRow,
    InvitationRow,
    OrganisationRow,
    ParticipantRow,
    PersonalLinkRow,
    ResponseRow,
    RetentionRow,
    SubmissionRow,
)
from survey.store.tables.answers import OWN


@dataclass(frozen=True)
class Access:
    """Who acts on which response. All pages of an organisation use it."""

    response: ResponseRow
    invitation: InvitationRow
    organisation: OrganisationRow
    consultation: ConsultationRow
    participant: ParticipantRow
    drafts_deleted_at: datetime | None = None
    """When drafts of the consultation were deleted after their time, if ever."""
    decides_until: datetime | None = None
    """Of an organisation whose decision on what it has submitted is pending: until when the coordinator lets it be
    confirmed or replaced, if that was allowed.
    """
    has_colleagues: bool = False
    """Whether anybody was ever added who writes the statement too: pages ask for nothing of theirs where nobody was."""

    @property
    def has_no_draft(self) -> bool:
        """Whether the draft was deleted after its time, and no more time has been given since: nothing can be written
        any more.
        """
        return self.drafts_deleted_at is not None and self.drafts_deleted_at > self.deadline

    @property
    def deadline(self) -> datetime:
        """The organisation's own deadline if it has one, otherwise the consultation's."""
        return self.invitation.deadline

    @property
    def closing(self) -> datetime:
        """Until when a statement is taken: later than the deadline where late ones are taken."""
        return self.invitation.closing

    def changed_after(self, moment: datetime) -> bool:
        """Return whether the draft has been changed after `moment`."""
        return self.response.changed_at is not None and self.response.changed_at > moment

    @property
    def open_until(self) -> datetime:
        """Until when anything can be submitted: the closing; later for who has still to decide on what it submitted."""
        return max(self.closing, self.decides_until or self.closing)

    def is_open(self, now: datetime) -> bool:
        """Return whether a statement can be submitted: until the minute begins in which that ends."""
        return now < self.open_until

    def only_decides(self, now: datetime) -> bool:
        """Return whether a statement is taken now only in the place of one whose decision was pending."""
        return self.closing <= now < self.open_until

    def is_late(self, now: datetime) -> bool:
        """Return whether a statement that is submitted now is late, but taken."""
        return self.deadline <= now < self.closing


def link_by_token(session: Session, token_digest: str) -> tuple[PersonalLinkRow, ResponseRow]:
    """Return a personal link that has not been revoked, and its response. Raises NotFound."""
    row = session.execute(
        select(PersonalLinkRow, ResponseRow)
        .join(ParticipantRow, ParticipantRow.id == PersonalLinkRow.participant_id)
        .join(
            ResponseRow,
            and_(ResponseRow.invitation_id == ParticipantRow.invitation_id, ResponseRow.origin == OWN),
        )
        .where(
            PersonalLinkRow.token_digest == token_digest,
            PersonalLinkRow.revoked_at.is_(None),
            ParticipantRow.left_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotFound("personal link")
    return row[0], row[1]


def access_to(session: Session, response_id: int, link_ids: Collection[int]) -> Access:
    """Return the access to this response that one of these personal links gives. Raises NotFound if none of
    them does.
    """
    row = session.execute(_ACCESS, {"response_id": response_id, "link_ids": list(link_ids)}).one_or_none()
    if row is None:
        raise NotFound("response")
    return Access(*row)


def only_access(session: Session) -> Access:
    """Return the access to the only response of a database that has one, which no personal link opens: a trial's."""
    rows = (
        select(ResponseRow, InvitationRow, OrganisationRow, ConsultationRow, ParticipantRow)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .join(ConsultationRow, ConsultationRow.id == InvitationRow.consultation_id)
        .join(ParticipantRow, ParticipantRow.invitation_id == InvitationRow.id)
    )
    return Access(*session.execute(rows).one())


_PENDING = exists().where(
    SubmissionRow.id == counting_id(ResponseRow.id), SubmissionRow.channel.is_(None), is_pending(SubmissionRow)
)
_DECIDES_UNTIL = case(
    (ConsultationRow.decisions_until.is_(None), None),  # most have none, and then nothing is looked for
    (_PENDING, ConsultationRow.decisions_until),
)
_COLLEAGUE = aliased(ParticipantRow)
_ACCESS = (
    select(
        *(ResponseRow, InvitationRow, OrganisationRow, ConsultationRow, ParticipantRow),
        *(RetentionRow.begun_at, type_coerce(_DECIDES_UNTIL, Moment)),
        exists().where(_COLLEAGUE.invitation_id == InvitationRow.id, _COLLEAGUE.invited_by.is_not(None)),
    )
    .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
    .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
    .join(ConsultationRow, ConsultationRow.id == InvitationRow.consultation_id)
    .join(ParticipantRow, ParticipantRow.invitation_id == InvitationRow.id)
    .join(PersonalLinkRow, PersonalLinkRow.participant_id == ParticipantRow.id)
    .outerjoin(RetentionRow, and_(RetentionRow.consultation_id == ConsultationRow.id, RetentionRow.kind == "drafts"))
    .where(
        ResponseRow.id == bindparam("response_id"),
        ResponseRow.origin == OWN,  # no link opens what a coordinator is entering
        PersonalLinkRow.id.in_(bindparam("link_ids", expanding=True)),
        PersonalLinkRow.revoked_at.is_(None),
        ParticipantRow.left_at.is_(None),
    )
    .order_by(PersonalLinkRow.id)
    .limit(1)
)
"""Built only once, because every page of an organisation runs it."""


def links_of_others(session: Session, link: PersonalLinkRow, link_ids: Collection[int]) -> set[int]:
    """Return which of these links belong to other people of the same organisation and consultation."""
    found = (
        select(PersonalLinkRow.id)
        .join(PersonalLinkRow.participant)
        .where(
            PersonalLinkRow.id.in_(link_ids),
            ParticipantRow.id != link.participant_id,
            ParticipantRow.invitation_id == link.participant.invitation_id,
        )
    )
    return set(session.scalars(found))


def invited_participants(
    session: Session, consultation_id: int
) -> list[tuple[ParticipantRow, InvitationRow, OrganisationRow]]:
    """Return who was invited for each organisation of this consultation, in the order of invitation."""
    rows = session.execute(
        select(ParticipantRow, InvitationRow, OrganisationRow)
        .join(InvitationRow, InvitationRow.id == ParticipantRow.invitation_id)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .where(
            InvitationRow.consultation_id == consultation_id,
            InvitationRow.taken_away_at.is_(None),
            ParticipantRow.coordinator_id.is_(None),
            ParticipantRow.invited_by.is_(None),
        )
        .order_by(InvitationRow.id, ParticipantRow.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def invited_participant(session: Session, invitation_id: int) -> ParticipantRow:
    """Return the participant who was invited, and has the links that go to the organisation's own address, whoever is
    in charge. Raises NotFound, also for an invitation that was taken away: nobody gets a link to it any more.
    """
    found = session.scalar(
        select(ParticipantRow)
        .join(ParticipantRow.invitation)
        .where(
            ParticipantRow.invitation_id == invitation_id,
            ParticipantRow.coordinator_id.is_(None),
            ParticipantRow.invited_by.is_(None),
            InvitationRow.taken_away_at.is_(None),
        )
        .order_by(ParticipantRow.id)
        .limit(1)
    )
    if found is None:
        raise NotFound("participant")
    return found


def revoke_link(session: Session, link_id: int, *, now: datetime) -> None:
    """Revoke one link, unless it is revoked already."""
    session.execute(
        update(PersonalLinkRow)
        .where(PersonalLinkRow.id == link_id, PersonalLinkRow.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def revoke_links(session: Session, participant_id: int, *, now: datetime) -> None:
    """Revoke every link of this participant. Browsers that have used one of them lose access."""
    _revoke(session, PersonalLinkRow.participant_id == participant_id, now)


def revoke_links_of_all(session: Session, invitation_id: int, *, now: datetime) -> None:
    """Revoke every link of this invitation: the organisation's own, and those of its colleagues."""
    everybody = select(ParticipantRow.id).where(ParticipantRow.invitation_id == invitation_id)
    _revoke(session, PersonalLinkRow.participant_id.in_(everybody), now)


def _revoke(session: Session, found: ColumnElement[bool], now: datetime) -> None:
    links = update(PersonalLinkRow).where(found, PersonalLinkRow.revoked_at.is_(None)).values(revoked_at=now)
    session.execute(links.execution_options(synchronize_session=False))
