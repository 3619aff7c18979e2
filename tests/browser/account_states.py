"""The pages of accounts, and of who takes part in a consultation, in every state."""

from collections.abc import Callable, Mapping

import pyotp
from sqlalchemy import update

from survey.store.tables import CoordinatorRow
from tests.browser.stage import ADMINISTRATOR, READER, SHIPPED, TOTP_SECRET, WITH_CODES
from tests.browser.visit import Visit

Way = Callable[[Visit], None]

BUTTON = "#page-form .k-buttons button"


def _at(rest: str, *then: Callable[[Visit], None]) -> Way:
    """A page of an administrator, who has signed in anew: other states are the coordinator's."""

    def way(visit: Visit) -> None:
        visit.sign_in(f"{ADMINISTRATOR}@example.fi")
        visit.go(f"coordinate/{rest.format(**visit.stage.accounts)}")
        for each in then:
            each(visit)

    return way


def _press(status: int = 200, button: str = BUTTON) -> Way:
    return lambda visit: visit.press(button, status)


def _set_password(visit: Visit) -> None:
    visit.go(f"set-password/{visit.stage.password_link}")


def _easy_password(visit: Visit) -> None:
    _set_password(visit)
    visit.page.fill("#new_password", "salasana2026")
    visit.press(BUTTON, 422)


def _with_code(*then: Callable[[Visit], None]) -> Way:
    """The page that asks for a one-time code, after the right password."""

    def way(visit: Visit) -> None:
        visit.sign_in(f"{WITH_CODES}@example.fi")
        for each in then:
            each(visit)

    return way


def _give_code(visit: Visit) -> None:
    """Give the code of now, which is taken once: all that were are forgotten first."""
    with visit.stage.database.writing() as session:
        session.execute(update(CoordinatorRow).values(totp_step=None))
    visit.page.fill("#code", pyotp.TOTP(TOTP_SECRET).now())
    visit.press(BUTTON)


def _go_to_codes(visit: Visit) -> None:
    visit.go("coordinate/account/codes")


def _order_nothing(visit: Visit) -> None:
    visit.go("new-password")
    visit.press(BUTTON, 422)


ACCOUNT_STATES: Mapping[str, Way] = {
    "accounts": _at("accounts/"),
    "consultations and members": _at("accounts/consultations"),
    "invite to an account": _at("accounts/invite"),
    "invite to an account, nothing": _at("accounts/invite", _press(422)),
    "account": _at(f"accounts/{{{READER}}}/"),
    "account, link sent": _at(f"accounts/{{{READER}}}/", _press(button="main section:first-of-type button")),
    "account, closed": _at("accounts/{closed}/"),
    "account, last administrator": _at(f"accounts/{{{ADMINISTRATOR}}}/", _press(422, "#close")),
    "members": _at(f"consultations/{SHIPPED}/members/"),
    "members, nothing chosen": _at(f"consultations/{SHIPPED}/members/", _press(422)),
    "members, last coordinator": _at("consultations/yksi/members/", _press(422, "tbody tr:first-of-type form button")),
    "own account": _at("account/"),
    "change the password": _at("account/password"),
    "change the password, nothing": _at("account/password", _press(422)),
    "set a password": _set_password,
    "set a password, easy to guess": _easy_password,
    "set a password, over": lambda visit: visit.go("set-password/unknown", 404),
    "one-time codes, to begin": _at("account/", _press(button='form[action$="/codes/begin"] button')),
    "one-time codes, wrong first code": _at(
        "account/", _press(button='form[action$="/codes/begin"] button'), _press(422)
    ),
    "one-time codes in use": _with_code(_give_code, _go_to_codes),
    "one-time codes in use, own account": _with_code(_give_code, lambda visit: visit.go("coordinate/account/")),
    "recovery codes": _with_code(_give_code, _go_to_codes, _give_code),
    "sign-in, one-time code": _with_code(),
    "sign-in, no one-time code": _with_code(_press(422)),
    "not signed in at the provider": lambda visit: visit.go("sign-in/provider/unknown", 403),
    "new password": lambda visit: visit.go("new-password"),
    "new password, no address": _order_nothing,
}
"""By name, on the stage."""
