"""A statement that comes back from Word or minutes, in every state."""

from collections.abc import Callable, Mapping
from uuid import uuid4

from playwright.sync_api import FilePayload

from survey.store.consultations import consultation_by_key
from tests.browser.stage import SHIPPED
from tests.browser.visit import Visit
from tests.rounds import Round, invite_another, save
from tests.site import now_for_pages
from tests.statement_texts import minutes
from tests.statement_texts.shapes import in_a_table, label, with_notes

Way = Callable[[Visit], None]

DRAFTED = {
    "saantely": {"text": "Sääntelyn on oltava tarkkaa, jotta kunta voi suunnitella."},
    "uravalmennus": {"text": minutes.TEXTS["uravalmennus"]},
}


def _round(visit: Visit) -> Round:
    now = now_for_pages()
    with visit.stage.database.writing() as session:
        made = invite_another(session, consultation_by_key(session, SHIPPED), now=now, name=f"Kunta {uuid4()}")
        save(session, made, DRAFTED, now=now)
    return made


def _form(visit: Visit) -> None:
    visit.go_as(_round(visit), "bring-back")


def _refused(visit: Visit) -> None:
    _form(visit)
    _choose(visit, "muistio.pdf", b"%PDF-1.7")
    visit.press("#page-form .k-buttons button", 422)


def _pasted(visit: Visit) -> None:
    _form(visit)
    visit.page.fill("#brought-text", minutes.FINNISH + f"\nSääntelyjen tarkentaminen\n\n{'Pitkä teksti. ' * 60}\n")
    visit.press("#page-form .k-buttons button")


def _undecided(visit: Visit) -> None:
    _pasted(visit)
    visit.press('button[name="accept"][value="*"]', 422)


def _shown(visit: Visit) -> None:
    _pasted(visit)
    visit.page.select_option("main select >> nth=0", "adds:saantely")
    visit.press('button[name="show"]:not([tabindex])')


def _unfinished(visit: Visit) -> None:
    _pasted(visit)
    visit.press('button[name="accept"][value="saantely"]')
    visit.go(visit.page.url.partition(f"/{visit.language}/")[2].partition("/look")[0])


def _file(raw: bytes) -> Way:
    def way(visit: Visit) -> None:
        _form(visit)
        _choose(visit, f"{'Kunnanhallituksen_lausunto_' * 5}.docx", raw)
        visit.press("#page-form .k-buttons button")

    return way


def _changed_meanwhile(visit: Visit) -> None:
    made = _round(visit)
    visit.go_as(made, "bring-back")
    visit.page.fill("#brought-text", f"{label('saantely')}\n\nSääntelyn on oltava väljää.")
    visit.press("#page-form .k-buttons button")
    with visit.stage.database.writing() as session:
        save(session, made, {"saantely": {"text": "Kollegan teksti."}}, now=now_for_pages(), revision=1)
    visit.press('button[name="accept"][value="saantely"]', 409)


def _choose(visit: Visit, name: str, content: bytes) -> None:
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    visit.page.set_input_files("#file", [file])


BRINGING_BACK_STATES: Mapping[str, Way] = {
    "bringing back": _form,
    "bringing back, a file that cannot be read": _refused,
    "brought back, pasted minutes": _pasted,
    "brought back, texts not decided": _undecided,
    "brought back, a text added": _shown,
    "bringing back, unfinished": _unfinished,
    "brought back, a file with notes": _file(with_notes()),
    "brought back, a table": _file(in_a_table()),
    "brought back, changed meanwhile": _changed_meanwhile,
}
"""By name, on the stage."""
