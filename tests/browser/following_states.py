"""The pages with which a coordinator runs a consultation, in every state: recipients, reminders, time."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from survey.languages import format_date
from tests.browser.every_kind import LONG_WORD
from tests.browser.stage import SHIPPED
from tests.browser.visit import Visit

Way = Callable[[Visit], None]

BUTTON = "#page-form .k-buttons button:first-of-type"
HEADER = "name_fi;name_sv;group;language;email"
SALO = "Salon kaupunki;Salo stad;municipality;fi;k@salo.example"
ROWS = f"{HEADER}\n{SALO}\n{LONG_WORD};;other;sv;{LONG_WORD[:60]}@a.example"
FAULTY = f"{HEADER}\nSalon kaupunki;Salo stad;Kunnat;fi;kirjaamo\n;;other;de;k@a.example"


def _at(rest: str, *then: Callable[[Visit], None]) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go(f"coordinate/consultations/{SHIPPED}/{rest.format(invitation=visit.stage.failed)}")
        for each in then:
            each(visit)

    return way


def _press(status: int = 200, button: str = BUTTON) -> Way:
    return lambda visit: visit.press(button, status)


def _rows(rows: str, words: str = "") -> Way:
    def way(visit: Visit) -> None:
        visit.page.fill("#rows", rows)
        visit.page.fill("#words-fi", words)

    return way


def _nobody(visit: Visit) -> None:
    for box in visit.page.locator("[name=organisation]").all():
        box.uncheck()


def _opened(visit: Visit) -> None:
    visit.page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")


def _no_address(visit: Visit) -> None:
    visit.page.fill("#email", "kirjaamo")


ENTERED = "organisations/{invitation}/entered/"


def _came(visit: Visit) -> None:
    visit.page.check("#channel")
    visit.page.fill("#arrived_day", format_date(datetime.now(UTC) - timedelta(days=1)))
    visit.page.fill("#arrived_time", "9.00")
    visit.page.check("#in_language")


def _entering(rest: str = "", *then: Callable[[Visit], None]) -> Way:
    """Begin to enter a statement, unless another state has, and go on from there."""

    def way(visit: Visit) -> None:
        _at(f"{ENTERED}begin")(visit)
        if visit.page.locator("#channel").count():
            _came(visit)
            visit.press(BUTTON)
        _at(f"{ENTERED}{rest}", *then)(visit)

    return way


def _first_section(visit: Visit) -> None:
    visit.page.click("ol.k-tasks li:first-child a")
    visit.page.wait_for_load_state()


FOLLOWING_STATES: Mapping[str, Way] = {
    "desk, filtered": _at("?search=a&only=mail_failed&order=name&language=fi"),
    "desk, nothing found": _at("?search=zzz"),
    "log": _at("log"),
    "invite": _at("invite"),
    "invite, nothing": _at("invite", _press(422)),
    "invite, faults": _at("invite", _rows(FAULTY), _press(422)),
    "invite, words in one language": _at("invite", _rows(ROWS, "Kiitos."), _press(422)),
    "invite, looked at": _at("invite", _rows(ROWS), _press(), _opened),
    "remind": _at("remind"),
    "remind, nobody": _at("remind", _nobody, _press(422)),
    "planned reminders": _at("planned-reminders"),
    "planned reminders, wrong": _at("planned-reminders", _press(422)),
    "remind, mail read": _at("remind", _press(button="#page-form button[name=look]")),
    "more time": _at("more-time"),
    "more time, wrong": _at("more-time", _press(422)),
    "more time for one": _at("organisations/{invitation}/more-time"),
    "organisation": _at("organisations/{invitation}/"),
    "enter, wrong": _at(f"{ENTERED}begin", _press(422)),
    "enter, begin": _at(f"{ENTERED}begin"),
    "enter": _entering(),
    "enter, no file": _entering("", _press(422, 'form[action$="/original"] button')),
    "enter, how it came": _entering("arrival"),
    "enter, section": _entering("", _first_section),
    "enter, check": _entering("review"),
    "enter, nothing to state": _entering("nothing-to-state"),
    "enter, give up": _entering("remove"),
    "organisation, no address": _at("organisations/{invitation}/", _no_address, _press(422)),
}
"""By name, on the stage."""
