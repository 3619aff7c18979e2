"""Telling an organisation's own response from the one that coordinators type for it."""

from typing import Final

from sqlalchemy import ColumnElement, and_

from survey.store.tables import InvitationRow, ResponseRow
from survey.store.tables.answers import OWN

OWN_RESPONSE: Final[ColumnElement[bool]] = and_(
    ResponseRow.invitation_id == InvitationRow.id, ResponseRow.origin == OWN
)
"""Joins an invitation to the organisation's own response, which is one row; never to one that is being entered."""
