"""The names of the roles that accounts have. What each may do is decided in `survey/web/permissions.py`."""

from typing import Final

ADMINISTRATOR: Final = "administrator"
COORDINATOR: Final = "coordinator"
READER: Final = "reader"

MEMBER_ROLES: Final = (COORDINATOR, READER)
"""The roles that an account can have in a consultation."""
