"""Who may do what: the permissions that views ask for, whom each is for, and the roles that have them.

A new permission needs a case in `audience_of` (mypy says so) and a role that has it (a test says so); a new role needs
a line in `PERMISSIONS`. Whatever is not written here is refused.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import assert_never


class Audience(Enum):
    """Whom a page is for: it decides how the one who calls it is known."""

    ANYBODY = "anybody"
    RESPONDENT = "respondent"
    """Holds a personal link to the response in the address."""
    COORDINATOR = "coordinator"
    """Is signed in."""


class Permission(Enum):
    """What a view asks of the one who calls it."""

    VISIT = "visit"
    """Pages that are open to anybody."""
    READ_RESPONSE = "read_response"
    CHANGE_RESPONSE = "change_response"
    SUBMIT = "submit"
    READ_CONSULTATIONS = "read_consultations"
    """The consultations, who has answered, the statements, the files that were made of them."""
    EXPORT = "export"
    """Have files made of the statements, and remove them."""
    PREPARE_CONSULTATIONS = "prepare_consultations"
    """Bring question sets, change them, open consultations."""


class Role(StrEnum):
    """In which capacity somebody acts."""

    HOLDER = "holder"
    """Of a personal link."""
    COORDINATOR = "coordinator"


ROLES: Mapping[str, Role] = {role.value: role for role in Role}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.HOLDER: frozenset({Permission.READ_RESPONSE, Permission.CHANGE_RESPONSE, Permission.SUBMIT}),
    Role.COORDINATOR: frozenset({Permission.READ_CONSULTATIONS, Permission.EXPORT, Permission.PREPARE_CONSULTATIONS}),
}
"""What each role may do. What anybody may do is in no role."""


def audience_of(permission: Permission) -> Audience:
    """Whom the pages that ask for this permission are for. Raises AssertionError for a permission without a case."""
    match permission:
        case Permission.VISIT:
            return Audience.ANYBODY
        case Permission.READ_RESPONSE | Permission.CHANGE_RESPONSE | Permission.SUBMIT:
            return Audience.RESPONDENT
        case Permission.READ_CONSULTATIONS | Permission.EXPORT | Permission.PREPARE_CONSULTATIONS:
            return Audience.COORDINATOR
        case _:
            assert_never(permission)


def audience_of_role(role: Role) -> Audience:
    """Whom the pages are for that a role opens. Raises AssertionError for a role without a case."""
    match role:
        case Role.HOLDER:
            return Audience.RESPONDENT
        case Role.COORDINATOR:
            return Audience.COORDINATOR
        case _:
            assert_never(role)


def may(role: str, permission: Permission) -> bool:
    """Whether somebody in the role of this name has the permission. A role that is not known here has none."""
    return role in ROLES and permission in PERMISSIONS.get(ROLES[role], frozenset())
