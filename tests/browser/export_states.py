"""The page of files in its states: none, some of each, a wrong choice, no room for another."""

from collections.abc import Callable, Mapping

from tests.browser.stage import SHIPPED
from tests.browser.visit import Visit

FORM = "main section:last-of-type form"

Way = Callable[[Visit], None]


def _at(key: str, then: Way = lambda visit: None) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go(f"coordinate/consultations/{key}/exports/")
        then(visit)

    return way


def _wrong(visit: Visit) -> None:
    visit.page.check("#format-csv")
    visit.page.check("#internal")
    visit.press(f"{FORM} button", 422)


EXPORT_STATES: Mapping[str, Way] = {
    "exports, none": _at("yksi"),
    "exports": _at(SHIPPED),
    "exports, wrong choice": _at("yksi", _wrong),
    "exports, too many at once": _at("yksi", lambda visit: visit.press(f"{FORM} button")),
}
"""By name, on the stage."""
