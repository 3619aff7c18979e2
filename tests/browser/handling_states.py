"""An organisation's own decision-making, in every state: steps, their forms, what differs, papers for a board."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from survey.operations.handling.steps import StepTyped, correct_step, read_step, record_step
from tests.browser.every_kind import FILLED, LONG_WORD
from tests.browser.visit import Visit
from tests.rounds import Round, save

Way = Callable[[Visit], None]

DECIDED = StepTyped(
    "decision", LONG_WORD, "2.11.2026", "214", "Essi Esittelijä", "essi@example.fi", f"{LONG_WORD}\nKirjattiin."
)


def _handled(visit: Visit) -> Round:
    """A proposal, a draft that has changed since, a decision, its correction, and a change after it."""
    round_, now = visit.stage.another(f"handled {uuid4()}"), datetime.now(UTC)
    with visit.stage.database.writing() as session:
        save(session, round_, {"pitka": {"text": "Kannatamme esitystä."}, "lyhyt": {"text": LONG_WORD}}, now=now)
        proposal = read_step(StepTyped("proposal", LONG_WORD), now=now)
        record_step(session, round_.access, proposal, nonce="1", now=now)
        save(session, round_, {"pitka": {"text": "Vastustamme esitystä.\n\nSiksi."}}, revision=1, now=now)
        record_step(session, round_.access, read_step(DECIDED, now=now), nonce="2", now=now)
        decision = read_step(DECIDED, now=now)
        correct_step(session, round_.access, 2, decision, with_draft=True, nonce="3", now=now)
        save(session, round_, {"pitka": {"text": "Aivan toista."}}, revision=2, now=now)
        others = {key: parts for key, parts in FILLED.items() if key not in {"pitka", "lyhyt"} and "/" not in key}
        save(session, round_, others, now=now)
    return round_


def _at(rest: str) -> Way:
    return lambda visit: visit.go_as(_handled(visit), rest)


def _none_yet(rest: str) -> Way:
    return lambda visit: visit.go_as(visit.stage.another(f"not handled {uuid4()}"), rest)


def _in_error(visit: Visit) -> None:
    _none_yet("handling/add")(visit)
    visit.page.check("input[value=decision]")
    visit.page.fill("#met_on", "32.13.")
    visit.page.fill("#presenter", LONG_WORD * 60)
    visit.press("main form button", 422)


def _overtaken(visit: Visit) -> None:
    """A colleague corrects the step while its form is open."""
    round_, now = _handled(visit), datetime.now(UTC)
    visit.go_as(round_, "handling/3/correct")
    with visit.stage.database.writing() as session:
        correct_step(session, round_.access, 3, read_step(DECIDED, now=now), with_draft=False, nonce="4", now=now)
    visit.press("main form button", 409)


def _recorded(visit: Visit) -> None:
    _none_yet("handling/add")(visit)
    visit.page.check("input[value=draft]")
    visit.press("main form button")


def _corrected_unfolded(visit: Visit) -> None:
    _at("handling")(visit)
    visit.page.click("summary")


HANDLING_STATES: Mapping[str, Way] = {
    "handling none": _none_yet("handling"),
    "handling steps": _at("handling"),
    "handling corrected unfolded": _corrected_unfolded,
    "handling recorded": _recorded,
    "handling form": _none_yet("handling/add"),
    "handling form in error": _in_error,
    "handling correcting": _at("handling/3/correct"),
    "handling overtaken": _overtaken,
    "handling step": _at("handling/3"),
    "handling compared": _at("handling/compare?earlier=1&later=draft"),
    "handling compared the same": _at("handling/compare?earlier=3&later=3"),
    "details with a decision": _at("details"),
    "overview with a decision": _at(""),
    "papers": _none_yet("papers"),
    "papers text": _at("papers?paper=item&details=first"),
}
