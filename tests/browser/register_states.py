"""The pages of the register, of its lists, and of choosing and taking away recipients, in every state."""

from collections.abc import Callable, Mapping
from functools import partial

from tests.browser.every_kind import LONG_WORD
from tests.browser.stage import SHIPPED
from tests.browser.visit import Visit

Way = Callable[[Visit], None]

BUTTON = "#page-form .k-buttons button:first-of-type"
HEADER = "name_fi;name_sv;group;business_id;email;further_emails;language;in_use"
FIRST = "Kouvolan kaupunki;Kouvola stad;municipality;0161075-9;kirjaamo@kouvola.example;;fi;"
ROWS = f"{HEADER}\n{FIRST}\n{LONG_WORD};;other;;{LONG_WORD[:60]}@a.example;b@a.example;sv fi;no"
CHANGED = f"{ROWS.replace('kirjaamo@', 'uusi@').replace('Kouvola stad', 'Kouvola')}\nUusi ry;;other;;u@a.example;;fi;"
FAULTY = f"{HEADER}\nSalon kaupunki;;Kunnat;1;kirjaamo;;x;ehkä\n;;;;;;;\nvain yksi"


def _at(rest: str, *then: Way) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go(f"coordinate/{rest.format(invitation=visit.stage.rounds['fresh'].access.invitation.id)}")
        for each in then:
            each(visit)

    return way


def _press(status: int = 200, button: str = BUTTON) -> Way:
    return lambda visit: visit.press(button, status)


def _fill(selector: str, words: str) -> Way:
    return lambda visit: visit.page.fill(selector, words)


_rows, _names = partial(_fill, "#rows"), partial(_fill, "#names")

REGISTER_STATES: Mapping[str, Way] = {
    "register": _at("register/"),
    "register, nothing found": _at("register/?search=zzz&in_use=yes&order=group"),
    "register, one": _at("register/1/"),
    "register, add": _at("register/add"),
    "register, add, wrong": _at("register/add", _press(422)),
    "register, change": _at("register/2/change"),
    "register, import": _at("register/import"),
    "register, import, nothing": _at("register/import", _press(422)),
    "register, import, faults": _at("register/import", _rows(FAULTY), _press(422)),
    "register, import, looked at": _at("register/import", _rows(CHANGED), _press()),
    "register, import, nothing new": _at("register/import", _rows(f"{HEADER}\n{FIRST}"), _press()),
    "register, lists": _at("register/lists/"),
    "register, lists, no name": _at("register/lists/", _press(422)),
    "register, list": _at("register/lists/1/"),
    "register, list, nobody": _at("register/lists/1/", _press(422)),
    "register, list, unknown names": _at("register/lists/1/", _names("Kouvolan kaupunk\nx"), _press(422)),
    "register, list, name": _at("register/lists/1/name"),
    "register, list, remove": _at("register/lists/1/remove"),
    "register, groups": _at("register/groups/"),
    "register, groups, no name": _at("register/groups/", _press(422)),
    "register, group": _at("register/groups/1/"),
    "register, group, no name": _at("register/groups/2/", _fill("#name_sv", ""), _press(422)),
    "register, group, remove": _at("register/groups/1/remove"),
    "register, group, stays": _at("register/groups/2/remove"),
    "invite from the register": _at(f"consultations/{SHIPPED}/invite", _fill("#register-names", "Liitto ry"), _press()),
    "invite from the register, unknown": _at(
        f"consultations/{SHIPPED}/invite", _fill("#register-names", "zzz"), _press(422)
    ),
    "take away": _at(f"consultations/{SHIPPED}/organisations/{{invitation}}/take-away"),
    "add one that was not asked": _at(f"consultations/{SHIPPED}/add-not-asked"),
    "add one that was not asked, wrong": _at(f"consultations/{SHIPPED}/add-not-asked", _press(422)),
}
"""By name, on the stage."""
