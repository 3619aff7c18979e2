"""Who may do what: the permissions that views require, the audience of each, and the roles that have them.

A new permission needs a case in `audience_of` (checked by mypy) and a role that has it (checked by a test); a new role
needs a line in `PERMISSIONS`. Everything that is not listed here is refused.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import assert_never


class Audience(Enum):
    """Who uses a page. It decides how the person is identified."""

    ANYBODY = "anybody"
    RESPONDENT = "respondent"
    """Somebody who has a personal link to the response in the URL."""
    COORDINATOR = "coordinator"
    """Somebody who is signed in."""


class Permission(Enum):
    """What a view requires from the person who opens it."""

    VISIT = "visit"
    """Pages that are open to everybody."""
    READ_RESPONSE = "read_response"
    CHANGE_RESPONSE = "change_response"
    SUBMIT = "submit"
    READ_CONSULTATIONS = "read_consultations"
    """Reading the consultations, who has answered, the statements, and the files made from them."""
    EXPORT = "export"
    """Having files made from the statements, and removing them."""
    PREPARE_CONSULTATIONS = "prepare_consultations"
    """Uploading and changing question sets, and opening consultations."""
    RUN_CONSULTATIONS = "run_consultations"
    """Inviting organisations, reminding them, giving them more time, mending their addresses and links; entering their
    statements that came by another channel."""


class Role(StrEnum):
    """The capacity in which somebody acts."""

    HOLDER = "holder"
    """The holder of a personal link."""
    COORDINATOR = "coordinator"
    READER = "reader"
    """Somebody who reads what the coordinators have, and changes nothing."""


ROLES: Mapping[str, Role] = {role.value: role for role in Role}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.HOLDER: frozenset({Permission.READ_RESPONSE, Permission.CHANGE_RESPONSE, Permission.SUBMIT}),
    Role.COORDINATOR: frozenset(
        {
            Permission.READ_CONSULTATIONS,
            Permission.EXPORT,
            Permission.PREPARE_CONSULTATIONS,
            Permission.RUN_CONSULTATIONS,
        }
    ),
    Role.READER: frozenset({Permission.READ_CONSULTATIONS}),
}
"""What each role may do. VISIT, which everybody may do, belongs to no role."""


def audience_of(permission: Permission) -> Audience:
    """Return the audience of pages that require this permission. Raises AssertionError for a permission
    without a case.
    """
    match permission:
        case Permission.VISIT:
            return Audience.ANYBODY
        case Permission.READ_RESPONSE | Permission.CHANGE_RESPONSE | Permission.SUBMIT:
            return Audience.RESPONDENT
        case (
            Permission.READ_CONSULTATIONS
            | Permission.EXPORT
            | Permission.PREPARE_CONSULTATIONS
            | Permission.RUN_CONSULTATIONS
        ):
            return Audience.COORDINATOR
        case _:
            assert_never(permission)


def audience_of_role(role: Role) -> Audience:
    """Return the audience of the pages that a role gives access to. Raises AssertionError for a role without a case."""
    match role:
        case Role.HOLDER:
            return Audience.RESPONDENT
        case Role.COORDINATOR | Role.READER:
            return Audience.COORDINATOR
        case _:
            assert_never(role)


def may(role: str, permission: Permission) -> bool:
    """Return whether the role with this name has the permission. An unknown role has none."""
    return role in ROLES and permission in PERMISSIONS.get(ROLES[role], frozenset())
