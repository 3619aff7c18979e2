"""The coordinator's pages for question sets in every state."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.authoring.templates import QUESTION, Cells, filled
from tests.browser.visit import Visit
from tests.coordinate.desks import WHOLE
from tests.rounds import SHIPPED

LONG_WORD = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"

FAULTY_ROWS: tuple[Cells, ...] = (
    QUESTION | {"kind": "Pitka tekst"},
    QUESTION | {"kind": "Valinta", "label-fi": LONG_WORD * 2},
    QUESTION | {"options-fi": "Kyllä\nEi", "required": "ehkä"},
    {"section-fi": "Tyhjä osio"},
)
DRAFT_ROWS: tuple[Cells, ...] = (
    {**QUESTION, "section-sv": "", "label-sv": "", "help-fi": f"Lue **ensin** luku 4.\n\n- {LONG_WORD}"},
    QUESTION | {"kind": "Monivalinta", "options-fi": f"{LONG_WORD}\nMuu, mikä?", "options-sv": "Ekonomi\nAnnat, vad?"},
    QUESTION | {"kind": "Samaa mieltä (5)", "required": "Kyllä", "reason": "Aina"},
)

Way = Callable[[Visit], None]


def _template(*rows: Cells) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return filled(Path(folder), *rows)


def bring(visit: Visit, name: str, raw: bytes) -> None:
    """Sign in, and bring a file."""
    visit.be_signed_in()
    visit.go("coordinate/question-sets/new")
    visit.page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": raw})
    visit.press("main form button")


def _at(rest: str) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go(f"coordinate/question-sets/{rest}")

    return way


def _no_file(visit: Visit) -> None:
    visit.be_signed_in()
    visit.go("coordinate/question-sets/new")
    visit.press("main form button", 422)


def _headings(pasted: Mapping[str, str], status: int = 200) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go("coordinate/question-sets/headings")
        for name, text in pasted.items():
            visit.page.fill(f"#headings-{name}", text)
        visit.press("#page-form .k-buttons button", status)

    return way


def _faulty(visit: Visit) -> None:
    bring(visit, f"{LONG_WORD}.xlsx", _template(*FAULTY_ROWS))


def _faulty_again_without_a_file(visit: Visit) -> None:
    _faulty(visit)
    visit.press("main form button", 422)


def _draft(visit: Visit) -> None:
    bring(visit, "luonnos.xlsx", _template(*DRAFT_ROWS))


def _missing_shown(visit: Visit) -> None:
    _draft(visit)
    visit.page.click("summary")


def _shipped(key: str) -> Way:
    return lambda visit: bring(visit, f"{key}.yaml", (SHIPPED / f"{key}.yaml").read_bytes())


def _follow(way: Way, rest: str) -> Way:
    """Go on from a set's page to one below it."""

    def followed(visit: Visit) -> None:
        way(visit)
        visit.page.goto(f"{visit.page.url}{rest}")

    return followed


def _whole(visit: Visit) -> None:
    bring(visit, "yksi.yaml", WHOLE)


def _drafts_listed(visit: Visit) -> None:
    _faulty(visit)
    visit.go("coordinate/")


QUESTION_SET_STATES: Mapping[str, Way] = {
    "ways in": _at("new"),
    "ways in, no file": _no_file,
    "headings, empty": _at("headings"),
    "headings, wrong": _headings({"fi": f"# Yksi\n{LONG_WORD * 3}", "sv": "Ett"}, 422),
    "headings, a draft": _headings({"title-fi": "Kirjastolaki", "fi": "# Palvelut\nAukiolo\nAineistot"}),
    "headings, changing": _follow(
        _headings({"title-fi": "Kirjastolaki", "fi": "# Palvelut\nAukiolo\nAineistot"}), "headings"
    ),
    "question set with faults": _faulty,
    "question set with faults, no file": _faulty_again_without_a_file,
    "question set, texts missing": _draft,
    "question set, missing texts listed": _missing_shown,
    "question set, large": _shipped("sote-palvelurakenne"),
    "question set with advice": _whole,
    "question set, removing": _follow(_whole, "remove"),
    "consultations and question sets": _drafts_listed,
}
"""By name, on the stage."""
