"""Who may do what: the permissions that views require, the audience of each, and the roles that have them.

A new permission needs a case in `audience_of` (checked by mypy) and a role that has it (checked by a test); a new role
needs a line in `PERMISSIONS`. Everything that is not listed here is refused.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import assert_never

from survey.operations.accounts import roles
from survey.operations.colleagues import roles as colleagues


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
    """Changing answers, and checking what is missing."""
    SUBMIT = "submit"
    COMMENT = "comment"
    """Writing comments on a draft, and telling the colleagues one's own name."""
    APPROVE = "approve"
    """Approving a draft within the organisation."""
    MANAGE_COLLEAGUES = "manage_colleagues"
    """Adding colleagues to a draft, giving them roles and links, removing them, handing over being in charge."""
    STATE_JOINTLY = "state_jointly"
    """Naming the other organisations behind a joint statement, and entering what they have told."""
    TAKE_CHARGE = "take_charge"
    """Taking being in charge of a response back from a colleague."""
    READ_CONSULTATIONS = "read_consultations"
    """Reading the consultations, who has answered, the statements, and the files made from them."""
    EXPORT = "export"
    """Having files made from the statements, and removing them."""
    PREPARE_CONSULTATIONS = "prepare_consultations"
    """Uploading and changing question sets, and opening consultations."""
    RUN_CONSULTATIONS = "run_consultations"
    """Inviting organisations, reminding them, giving them more time, mending their addresses and links; entering their
    statements that came by another channel."""
    MANAGE_MEMBERS = "manage_members"
    """Saying who takes part in a consultation."""
    MANAGE_ACCOUNTS = "manage_accounts"
    """Inviting people, giving accounts their roles, closing accounts."""
    OWN_ACCOUNT = "own_account"
    """Changing one's own password and ending one's own sign-ins."""
    READ_INSTALLATION_LOG = "read_installation_log"
    """Reading what everybody has done, in all consultations and in none: accounts, sign-ins, question sets."""


class Role(StrEnum):
    """The capacity in which somebody acts."""

    HOLDER = colleagues.HOLDER
    """Who is in charge of an organisation's response."""
    REGISTRY = colleagues.REGISTRY
    """Whoever has the links to the organisation's own address, while a colleague is in charge: the response cannot be
    lost with one person."""
    WRITER = colleagues.WRITER
    COMMENTER = colleagues.COMMENTER
    APPROVER = colleagues.APPROVER
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

_COMMENTING = frozenset({Permission.READ_RESPONSE, Permission.COMMENT})
_WRITING = _COMMENTING | {Permission.CHANGE_RESPONSE}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.HOLDER: _WRITING | {Permission.SUBMIT, Permission.MANAGE_COLLEAGUES, Permission.STATE_JOINTLY},
    Role.REGISTRY: _WRITING | {Permission.TAKE_CHARGE},
    Role.WRITER: _WRITING,
    Role.COMMENTER: _COMMENTING,
    Role.APPROVER: _COMMENTING | {Permission.APPROVE},
    Role.ADMINISTRATOR: _COORDINATING | {Permission.MANAGE_ACCOUNTS, Permission.READ_INSTALLATION_LOG},
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
        case (
            Permission.READ_RESPONSE
            | Permission.CHANGE_RESPONSE
            | Permission.SUBMIT
            | Permission.COMMENT
            | Permission.APPROVE
            | Permission.MANAGE_COLLEAGUES
            | Permission.TAKE_CHARGE
            | Permission.STATE_JOINTLY
        ):
            return Audience.RESPONDENT
        case (
            Permission.READ_CONSULTATIONS
            | Permission.EXPORT
            | Permission.PREPARE_CONSULTATIONS
            | Permission.RUN_CONSULTATIONS
            | Permission.MANAGE_MEMBERS
            | Permission.MANAGE_ACCOUNTS
            | Permission.OWN_ACCOUNT
            | Permission.READ_INSTALLATION_LOG
        ):
            return Audience.COORDINATOR
        case _:
            assert_never(permission)


def audience_of_role(role: Role) -> Audience:
    """Return the audience of the pages that a role gives access to. Raises AssertionError for a role without a case."""
    match role:
        case Role.HOLDER | Role.REGISTRY | Role.WRITER | Role.COMMENTER | Role.APPROVER:
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
