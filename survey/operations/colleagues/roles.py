"""The names of the roles that people have in an organisation's draft. What each may do is decided in
`survey/web/permissions.py`.
"""

from typing import Final

HOLDER: Final = "holder"
"""In charge of the response: one person at a time."""

REGISTRY: Final = "registry"
"""Whoever has the links that go to the organisation's own address, while a colleague is in charge."""

WRITER: Final = "writer"
COMMENTER: Final = "commenter"
APPROVER: Final = "approver"

COLLEAGUE_ROLES: Final = (WRITER, COMMENTER, APPROVER)
"""The roles in which somebody can be added."""
