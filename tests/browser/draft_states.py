"""The pages of a consultation that is being prepared, in every state."""

from collections.abc import Callable, Mapping

from tests.browser.preparing import fill_in, give_reasons
from tests.browser.question_set_states import LONG_WORD, bring
from tests.browser.visit import Visit
from tests.coordinate.desks import FAULTY, FILLED, WHOLE
from tests.files import PDF, PROGRAM
from tests.questions.written import FORMS

Way = Callable[[Visit], None]

WRONG = dict.fromkeys(FILLED, "") | {
    "opening-issuer-fi": LONG_WORD,
    "opening-contact1_email": "maija",
    "opening-contact2_phone": "029 123",
    "opening-opening_date": "1.2.2098",
    "opening-deadline_date": "32.13.",
    "opening-deadline_time": "25.00",
    "opening-closing_time": "16.00",
}

ROWS = f"""name_fi;name_sv;group;language;email
Kouvolan kaupunki;;municipality;fi;kirjaamo@kouvola.example
{LONG_WORD};Raseborgs stad;municipality;sv;{LONG_WORD.lower()}@raseborg.example
"""


def _draft(rest: str = "", raw: bytes = WHOLE) -> Way:
    """A new draft, at one of its pages."""

    def way(visit: Visit) -> None:
        bring(visit, "yksi.yaml", raw)
        number = visit.page.url.rstrip("/").rpartition("/")[2]
        visit.go(f"coordinate/drafts/{number}/{rest}")

    return way


def _told(visit: Visit) -> None:
    _draft("about")(visit)
    fill_in(visit.page)
    visit.press("#page-form .k-buttons button")


def _wrong(visit: Visit) -> None:
    _draft("about")(visit)
    fill_in(visit.page, WRONG)
    visit.press("#page-form .k-buttons button", 422)


def _signed_out(visit: Visit) -> None:
    _draft("about")(visit)
    fill_in(visit.page)
    visit.page.context.clear_cookies()
    visit.press("#page-form .k-buttons button", 400)


def _refused(visit: Visit) -> None:
    _draft()(visit)
    visit.press("#page-form .k-buttons button:first-child", 422)


def _opened(visit: Visit) -> None:
    _told(visit)
    give_reasons(visit.page)
    visit.press("#page-form .k-buttons button:first-child")


def _waiting(visit: Visit) -> None:
    _draft("about")(visit)
    fill_in(visit.page, FILLED | {"opening-opening_date": "1.12.2098", "opening-opening_time": "9.00"})
    visit.press("#page-form .k-buttons button")
    give_reasons(visit.page)
    visit.press("#page-form .k-buttons button:first-child")


def _material(name: str, content: bytes, status: int) -> Way:
    def way(visit: Visit) -> None:
        _draft("materials")(visit)
        visit.page.fill("#opening-title-fi", f"Arviomuistio {LONG_WORD}")
        visit.page.fill("#opening-title-sv", "Bedömningspromemoria")
        visit.page.fill("#opening-url-sv", "https://www.example.fi/promemoria")
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        visit.page.set_input_files("#opening-file-fi", file)  # type: ignore[arg-type]  # a mapping of this shape
        visit.press("#page-form .k-buttons button", status)

    return way


def _recipients(rows: str, status: int) -> Way:
    def way(visit: Visit) -> None:
        _draft("recipients")(visit)
        visit.page.fill("#rows", rows)
        visit.press("#page-form .k-buttons button", status)

    return way


def _nobody_ticked(visit: Visit) -> None:
    _recipients(ROWS, 200)(visit)
    visit.press("form[action$=remove] button", 422)


def _correcting(raw: bytes, status: int) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go("coordinate/consultations/one-language/correct")
        visit.page.set_input_files(
            "#file",
            {"name": "yksi.yaml", "mimeType": "application/octet-stream", "buffer": raw},
        )
        visit.press("main form button", status)

    return way


def _trying(*steps: str) -> Way:
    """A trial of a new draft, at one of its pages."""

    def way(visit: Visit) -> None:
        _draft("try")(visit)
        address = visit.page.url.partition("/coordinate/")[2].partition("?")[0]
        visit.press("main form button")
        for step in steps:
            visit.go(f"coordinate/{address}/{step}" if step else f"coordinate/{address}")

    return way


def _tried(visit: Visit) -> None:
    """What is needed is filled in and handed in."""
    _trying("responses/1/details")(visit)
    visit.page.fill("#answer-recorded_by-text", "Kaisa Kirjaaja")
    visit.page.fill("#answer-contact_email-email", "kaisa@example.fi")
    visit.press("#page-form .k-buttons button")
    visit.page.fill("#answer-nakemys-text", LONG_WORD)
    visit.press("#page-form .k-buttons button")
    visit.page.click("main a.ds-button")
    visit.page.check("input[name=decision][value=none]")
    visit.press("main form button")


def _tried_and_back(visit: Visit) -> None:
    _tried(visit)
    visit.page.click(".k-trial a")


def _tried_before(visit: Visit) -> None:
    """The question set has been changed after the trial was begun."""
    _trying()(visit)
    number = visit.page.url.partition("/drafts/")[2].partition("/")[0]
    visit.go(f"coordinate/question-sets/{number}/")
    changed = WHOLE.replace(b"Kantanne", b"Kantanne nyt")
    file = {"name": "yksi.yaml", "mimeType": "application/octet-stream", "buffer": changed}
    visit.page.set_input_files("#file", file)  # type: ignore[arg-type]  # a mapping of this shape
    visit.press("main form[enctype] button")
    visit.go(f"coordinate/drafts/{number}/try")


def _does_not_fit(visit: Visit) -> None:
    bring(visit, "four.yaml", (FORMS / "four_languages.yaml").read_bytes())
    visit.go(f"coordinate/question-sets/{visit.page.url.rstrip('/').rpartition('/')[2]}/filled-template.xlsx", 422)


def _copying(visit: Visit) -> None:
    visit.be_signed_in()
    visit.go("coordinate/question-sets/copy")
    visit.press("main form button", 422)


def _ready_set(visit: Visit) -> None:
    visit.be_signed_in()
    visit.go("coordinate/question-sets/ready")
    visit.press("main form button", 422)


DRAFT_STATES: Mapping[str, Way] = {
    "draft, begun": _draft(),
    "draft, with faults": _draft(raw=FAULTY),
    "draft, refused": _refused,
    "draft, ready but for reasons": _told,
    "draft, waiting for its time": _waiting,
    "draft, opened": _opened,
    "draft, about": _draft("about"),
    "draft, about, wrong": _wrong,
    "draft, about, signed out": _signed_out,
    "draft, materials": _draft("materials"),
    "draft, materials, one": _material("muistio.pdf", PDF, 200),
    "draft, materials, refused": _material(f"{LONG_WORD}.exe", PROGRAM, 422),
    "draft, recipients": _draft("recipients"),
    "draft, recipients, two": _recipients(ROWS, 200),
    "draft, recipients, faults": _recipients(f"{ROWS}Hanko;;kunta;fi;ei\n", 422),
    "draft, recipients, nobody ticked": _nobody_ticked,
    "draft, members": _draft("members"),
    "draft, look": _draft("look"),
    "draft, look at a section": _draft("look/osio"),
    "draft, not tried yet": _draft("try"),
    "draft, tried, first page": _trying(),
    "draft, tried, section": _trying("responses/1/sections/osio"),
    "draft, tried, handed in": _tried,
    "draft, tried, about": _tried_and_back,
    "draft, tried, set changed": _tried_before,
    "draft, does not fit into the template": _does_not_fit,
    "copying": _copying,
    "ready question sets, none chosen": _ready_set,
    "correcting, refused": _correcting(FAULTY, 422),
    "correcting, more than texts": _correcting(WHOLE, 200),
}
"""By name, on the stage."""
