"""Which rows belong to each kind of data, for counting them and for deleting them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from survey.store.tables import InvitationRow, ParticipantRow, ResponseRow, SubmissionRow


@dataclass(frozen=True)
class Unpublished:
    """Where the answers are that are never published: addresses, and in groups (group's key, question's key)."""

    addresses: frozenset[str]
    in_groups: frozenset[tuple[str, str]]

    def at(self, column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """Return the condition that an address is one of these."""
        groups = (
            and_(column.startswith(f"{group}/", autoescape=True), column.endswith(f"/{key}", autoescape=True))
            for group, key in sorted(self.in_groups)
        )
        return or_(false(), column.in_(sorted(self.addresses)), *groups)


@dataclass(frozen=True)
class Rows:
    """The rows of a consultation; only those of some invitations, where their ids are given."""

    consultation_id: int
    invitation_ids: Sequence[int] | None = None

    def of_invitations(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Return the condition that a column has the id of one of the invitations."""
        if self.invitation_ids is not None:
            return column.in_(self.invitation_ids)
        return column.in_(select(InvitationRow.id).where(InvitationRow.consultation_id == self.consultation_id))

    def responses(self) -> Select[int]:
        """Select the ids of the responses."""
        return select(ResponseRow.id).where(self.of_invitations(ResponseRow.invitation_id))

    def own_responses(self) -> Select[int]:
        """Select the ids of the organisations' own responses, without those in which coordinators enter statements."""
        return self.responses().where(ResponseRow.origin == "own")

    def participants(self) -> Select[int]:
        """Select the ids of the participants."""
        return select(ParticipantRow.id).where(self.of_invitations(ParticipantRow.invitation_id))

    def submissions(self) -> Select[int]:
        """Select the ids of the submissions."""
        return select(SubmissionRow.id).where(SubmissionRow.response_id.in_(self.responses()))
