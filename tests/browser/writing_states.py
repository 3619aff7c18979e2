"""What is saved while it is written, the earlier texts of an answer, and pasted text tidied."""

import textwrap
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from playwright.sync_api import Route, expect

from tests.browser.visit import Visit
from tests.questions.test_pasted_text import PARAGRAPHS
from tests.rounds import Round, save

Way = Callable[[Visit], None]

FIELD, LINE = "#answer-pitka-text", "#autosave [role=status]"
PASTED = "\n\n".join("\n".join(textwrap.wrap(each, 72)) for each in PARAGRAPHS)
TEXTS = (PASTED, PASTED.replace("kannattaa", "vastustaa"), f"{PASTED}\n\nLoppu.")


def _organisation(visit: Visit) -> Round:
    return visit.stage.another(f"writing {uuid4()}")


def _on_section(visit: Visit) -> Round:
    round_ = _organisation(visit)
    visit.go_as(round_, "sections/kaikki")
    return round_


def _leave_field(visit: Visit, text: str) -> None:
    visit.page.fill(FIELD, text)
    expect(visit.page.locator(LINE)).not_to_be_empty()


def _saved(visit: Visit) -> None:
    _on_section(visit)
    _leave_field(visit, "Kannatamme.")


def _not_saved(visit: Visit) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=200, body="no answer of ours")

    _on_section(visit)
    visit.page.route("**/autosave/*", fail)
    _leave_field(visit, "Kannatamme.")
    visit.page.unroute("**/autosave/*")


def _colleague(round_: Round, visit: Visit, text: str, revision: int = 0) -> None:
    with visit.stage.database.writing() as session:
        save(session, round_, {"pitka": {"text": text}}, revision=revision, now=datetime.now(UTC))


def _conflict(visit: Visit) -> None:
    _colleague(_on_section(visit), visit, "Kollegan vastaus.")
    _leave_field(visit, "Oma vastaus.")


def _both_texts(visit: Visit) -> None:
    round_ = _on_section(visit)
    _colleague(round_, visit, PARAGRAPHS[0])
    _leave_field(visit, PARAGRAPHS[0].replace("oikeina", "hyvinä").replace("pääosin", ""))
    visit.page.click("#autosave button")
    visit.page.wait_for_url("**#errors")


def _history(visit: Visit, rest: str = "") -> Round:
    round_ = _organisation(visit)
    for revision, text in enumerate(TEXTS):
        _colleague(round_, visit, text, revision)
    visit.go_as(round_, f"history/pitka{rest}")
    return round_


def _nothing_written(visit: Visit) -> None:
    visit.go_as(_organisation(visit), "history/pitka")


def _put_back(visit: Visit) -> None:
    _history(visit, "?every=1")
    visit.press("#put-back-1 button")


def _not_put_back(visit: Visit) -> None:
    round_ = _history(visit, "?every=1")
    _colleague(round_, visit, PASTED.replace("Kaupunki", "Kunta"), 3)
    visit.press("#put-back-1 button", 409)


def _tidied(visit: Visit) -> Round:
    round_ = _on_section(visit)
    visit.page.fill(FIELD, PASTED)
    visit.press("button[name=tidy]")
    return round_


def _tidied_late(visit: Visit) -> None:
    round_ = _tidied(visit)
    _colleague(round_, visit, PASTED.replace("kannattaa", "vastustaa"), 1)
    visit.press("#tidied .k-buttons button", 409)


def _seen_history(visit: Visit) -> None:
    _history(visit)


def _seen_every(visit: Visit) -> None:
    _history(visit, "?every=1")


def _seen_tidied(visit: Visit) -> None:
    _tidied(visit)


WRITING_STATES: Mapping[str, Way] = {
    "saved while it was written": _saved,
    "not saved while it was written": _not_saved,
    "conflict while it was written": _conflict,
    "both texts of a conflict, with what differs": _both_texts,
    "history": _seen_history,
    "history, every saved text": _seen_every,
    "history, nothing written": _nothing_written,
    "history, put back": _put_back,
    "history, not put back": _not_put_back,
    "tidied": _seen_tidied,
    "tidied, changed meanwhile": _tidied_late,
}
"""By name, on the stage."""
