"""Who may do what: the permissions that views require, the audience of each, and the roles that have them.

A new permission needs a case in `audience_of` (checked by mypy) and a role that has it (checked by a test); a new role
needs a line in `PERMISSIONS`. Everything that is not listed here is refused.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import assert_never

from survey.operations.accounts import roles


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
    """Inviting organisations, reminding them, giving them more time, mending their addresses and links."""
    MANAGE_MEMBERS = "manage_members"
    """Saying who takes part in a consultation."""
    MANAGE_ACCOUNTS = "manage_accounts"
    """Inviting people, giving accounts their roles, closing accounts."""
    OWN_ACCOUNT = "own_account"
    """Changing one's own password and ending one's own sign-ins."""


class Role(StrEnum):
    """The capacity in which somebody acts."""

    HOLDER = "holder"
    """The holder of a personal link."""
    ADMINISTRATOR = roles.ADMINISTRATOR
    """Somebody who manages accounts, and may do what coordinators may."""
    COORDINATOR = roles.COORDINATOR
    READER = roles.READER
    """Somebody who reads what the coordinators have, and changes nothing."""


ROLES: Mapping[str, Role] = {role.value: role for role in Role}

_COORDINATING = frozenset(
    {
        Permission.READ_CONSULTATIONS,
        Permission.EXPORT,
        Permission.PREPARE_CONSULTATIONS,
        Permission.RUN_CONSULTATIONS,
        Permission.MANAGE_MEMBERS,
        Permission.OWN_ACCOUNT,
    }
)

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.HOLDER: frozenset({Permission.READ_RESPONSE, Permission.CHANGE_RESPONSE, Permission.SUBMIT}),
    Role.ADMINISTRATOR: _COORDINATING | {Permission.MANAGE_ACCOUNTS},
    Role.COORDINATOR: _COORDINATING,
    Role.READER: frozenset({Permission.READ_CONSULTATIONS, Permission.OWN_ACCOUNT}),
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
            | Permission.MANAGE_MEMBERS
            | Permission.MANAGE_ACCOUNTS
            | Permission.OWN_ACCOUNT
        ):
            return Audience.COORDINATOR
        case _:
            assert_never(permission)


def audience_of_role(role: Role) -> Audience:
    """Return the audience of the pages that a role gives access to. Raises AssertionError for a role without a case."""
    match role:
        case Role.HOLDER:
            return Audience.RESPONDENT
        case Role.ADMINISTRATOR | Role.COORDINATOR | Role.READER:
            return Audience.COORDINATOR
        case _:
            assert_never(role)


def may(role: str, permission: Permission) -> bool:
    """Return whether the role with this name has the permission. An unknown role has none."""
    return role in ROLES and permission in PERMISSIONS.get(ROLES[role], frozenset())


OF_A_CONSULTATION = frozenset(
    {
        Permission.READ_CONSULTATIONS,
        Permission.EXPORT,
        Permission.PREPARE_CONSULTATIONS,
        Permission.RUN_CONSULTATIONS,
        Permission.MANAGE_MEMBERS,
    }
)
"""What an account may do in a consultation depends on its role there too. All else depends on the account alone."""


def may_in_consultation(role: str, member_role: str | None, permission: Permission) -> bool:
    """Return whether an account that may do something may do it in this consultation: if its role there includes it
    too. `member_role` is None for an account that does not take part.

    Administrators say who takes part in a consultation without taking part: otherwise nobody could after the last one
    has left. They read nothing of it until they have taken themselves in, which is in the log.
    """
    if permission is Permission.MANAGE_MEMBERS and role == Role.ADMINISTRATOR:
        return True
    return member_role is not None and may(role, permission) and may(member_role, permission)
