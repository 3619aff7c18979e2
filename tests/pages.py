"""A client that checks every page it fetches: valid HTML, one h1, title, language, ids, labels, queries, commits."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from justhtml import JustHTML
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from survey.web.questions.names import plain_name
from tests.page_rules import check_page

MOST_QUERIES = {
    "public.front": 1,
    "public.accessibility": 0,
    "public.privacy": 0,
    "public.check": 2,
    "public.contact": 0,
    "public.feedback": 0,
    "public.new_link": 0,
    "public.outgoing_mail": 0,
    "public.mail": 0,
    "coordinate.feedback": 2,
    "public.consultation": 1,
    "public.answering": 1,
    "public.verifying": 1,
    "public.joint": 12,
    "respond.joint": 12,
    "respond.joint_with": 12,
    "public.personal_link": 1,
    "respond.overview": 9,
    "respond.details": 5,
    "respond.section": 4,
    "respond.review": 3,
    "respond.submit": 7,
    "respond.nothing_to_state": 4,
    "respond.receipt": 4,
    "respond.statement": 5,
    "respond.confirming": 4,
    "respond.withdrawing": 2,
    "respond.draft": 3,
    "respond.questions": 1,
    "respond.handling": 9,
    "respond.adding_step": 9,
    "respond.correcting_step": 9,
    "respond.step": 9,
    "respond.comparing": 9,
    "respond.papers": 9,
    "respond.colleagues": 8,
    "respond.approval": 3,
    "respond.comments": 3,
    "respond.comments_on": 3,
    "respond.handing_over": 2,
    "respond.history": 4,
    "respond.tidied": 2,
    "respond.bringing_back": 2,
    "respond.brought_back": 4,
    "respond.earlier_statement": 6,
    "coordinate.sign_in": 0,
    "coordinate.consultation_list": 4,
    "coordinate.new_question_set": 1,
    "coordinate.copying": 2,
    "coordinate.choosing_ready_set": 1,
    "coordinate.headings": 1,
    "coordinate.changing_headings": 2,
    "coordinate.question_set_draft": 2,
    "coordinate.correcting": 2,
    "coordinate.look_at_correction": 4,
    "coordinate.draft": 5,
    "coordinate.draft_about": 2,
    "coordinate.draft_materials": 4,
    "coordinate.draft_recipients": 5,
    "coordinate.draft_members": 4,
    "coordinate.look": 5,
    "coordinate.look_at_section": 3,
    "coordinate.trying": 3,
    "trial.overview": 3,
    "trial.details": 3,
    "trial.section": 3,
    "trial.review": 3,
    "trial.submit": 3,
    "trial.nothing_to_state": 3,
    "trial.receipt": 3,
    "trial.statement": 3,
    "trial.draft": 3,
    "trial.questions": 3,
    "coordinate.removing": 2,
    "coordinate.consultation": 9,
    "coordinate.organisation": 15,
    "coordinate.beginning_to_enter": 6,
    "coordinate.arrival": 7,
    "coordinate.entering": 7,
    "coordinate.entered_details": 7,
    "coordinate.entered_section": 8,
    "coordinate.review_entered": 9,
    "coordinate.entered_nothing_to_state": 8,
    "coordinate.giving_up_entering": 6,
    "coordinate.inviting": 5,
    "coordinate.links": 2,
    "coordinate.reminding": 5,
    "coordinate.planning": 3,
    "coordinate.log": 5,
    "coordinate.installation_log": 6,
    "coordinate.mails": 4,
    "coordinate.retention": 4,
    "coordinate.decision_time": 2,
    "coordinate.withdrawing_for": 3,
    "coordinate.more_time": 2,
    "coordinate.more_time_for_one": 3,
    "coordinate.statement": 7,
    "coordinate.exports": 3,
    "coordinate.account_list": 3,
    "coordinate.consultations_and_members": 3,
    "coordinate.inviting_account": 1,
    "coordinate.account": 5,
    "coordinate.members": 4,
    "coordinate.own_account": 3,
    "coordinate.codes": 2,
    "coordinate.asking_for_code": 1,
    "coordinate.not_signed_in": 0,
    "coordinate.changing_password": 1,
    "coordinate.setting_password": 1,
    "coordinate.new_password": 0,
    "coordinate.register": 5,
    "coordinate.taking_away": 3,
    "coordinate.adding_not_asked": 3,
    "coordinate.registered": 6,
    "coordinate.adding_to_register": 2,
    "coordinate.changing_registered": 3,
    "coordinate.importing": 2,
    "coordinate.register_lists": 2,
    "coordinate.register_list": 5,
    "coordinate.naming_register_list": 2,
    "coordinate.own_groups": 3,
    "coordinate.changing_own_group": 4,
    "coordinate.removing_own_group": 4,
    "coordinate.removing_register_list": 2,
}
"""The number of queries of each page, by endpoint. It does not grow with rows. A page that is not here fails."""


@dataclass
class Page:
    """A page that has passed the checks."""

    response: TestResponse
    path: str
    document: JustHTML

    def all(self, selector: str) -> list[Any]:
        """Every node that the selector finds."""
        return list(self.document.query(selector))

    def texts(self, selector: str) -> list[str]:
        """The text of each node that the selector finds, blanks joined."""
        return [" ".join(node.to_text().split()) for node in self.all(selector)]

    def text(self, selector: str = "body") -> str:
        """The text of the one node that the selector finds."""
        (only,) = self.texts(selector)
        return only

    def raw_text(self, selector: str) -> str:
        """The text of the one node, character by character."""
        (node,) = self.all(selector)
        return "".join(_characters(node))

    def link(self, words: str) -> str:
        """Where the one link with these words leads."""
        (address,) = {node.attrs["href"] for node in self.all("a") if " ".join(node.to_text().split()) == words}
        return str(address)

    def fields(self, form: str = "main form") -> dict[str, str]:
        """What the page's form would send if nothing were changed, by plain names: without the versions of answers."""
        (found,) = self.all(form)
        sent: dict[str, str] = {}
        for node in found.query("input, textarea, select"):
            name, kind = plain_name(node.attrs.get("name") or ""), node.attrs.get("type", "text")
            if not name or (kind in {"radio", "checkbox"} and "checked" not in node.attrs):
                continue
            # A browser sends each ticked box by itself; one text with blanks between them is read as the same.
            sent[name] = f"{sent[name]} {_filled(node)}" if kind == "checkbox" and name in sent else _filled(node)
        return sent


class ClosingClient(FlaskClient):
    """Werkzeug's test client writes a large form to a temporary file, and leaves it open for the garbage collector."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send the request, and close what it was read from."""
        response = super().open(*args, **kwargs)
        response.request.environ["wsgi.input"].close()
        return response


class Client:
    """Fetches pages as a browser without JavaScript would, and checks each."""

    def __init__(self, app: Flask, engine: Engine) -> None:
        self.app = app
        self._engine = engine
        app.test_client_class = ClosingClient
        self.http: FlaskClient = app.test_client()

    def get(self, path: str, status: int = 200) -> Page:
        """Fetch a page, following redirects."""
        with self._counted() as counted:
            response = self.http.get(path)
        if response.status_code in {301, 302, 303}:
            return self.get(response.headers["Location"].split("#")[0], status)
        if status == 200:
            endpoint = self._endpoint(response.request.path) or ""
            assert endpoint in MOST_QUERIES, f"{endpoint} made {counted['queries']} queries: note it in MOST_QUERIES"
            most = MOST_QUERIES[endpoint]
            assert counted["queries"] <= most, f"{path} made {counted['queries']} queries, more than {most}"
        return self._checked(response, status)

    def post(  # what a form is sent with
        self, page: Page, changed: Mapping[str, str] | None = None, *, form: str = "", to: str = "", status: int = 200
    ) -> Page:
        """Send the page's form with these fields changed, and follow to the page it leads to.

        `form` selects one of several, which is sent to its own address.
        """
        to = to or (page.all(form)[0].attrs["action"] if form else page.path)
        return self.send(to, {**page.fields(form or "main form"), **(changed or {})}, status=status)

    def upload(self, page: Page, name: str, raw: bytes, *, to: str = "", status: int = 200) -> Page:
        """Send a file with the page's form and what is hidden in it, and follow to the page it leads to."""
        hidden = {node.attrs["name"]: node.attrs["value"] for node in page.all("main form[enctype] input[type=hidden]")}
        fields = hidden | {"file": (BytesIO(raw), name)}
        with self._counted():
            response = self.http.post(to or page.path, data=fields, content_type="multipart/form-data")
        if response.status_code == 303:
            return self.get(response.headers["Location"].split("#")[0], status)
        return self._checked(response, status)

    def send(self, path: str, fields: Mapping[str, str], *, status: int = 200) -> Page:
        """POST these fields, and follow to the page it leads to; 307 sends them again."""
        with self._counted():
            response = self.http.post(path, data=dict(fields))
        response.request.environ["wsgi.input"].close()  # Werkzeug's client writes large files into one of its own
        if response.status_code == 307:
            return self.send(response.headers["Location"], fields, status=status)
        if response.status_code == 303:
            return self.get(response.headers["Location"].split("#")[0], status)
        return self._checked(response, status)

    def _endpoint(self, path: str) -> str | None:
        adapter = self.app.url_map.bind("localhost")
        try:
            return str(adapter.match(path.split("?", maxsplit=1)[0])[0])
        except Exception:  # an address that leads nowhere has no number of queries
            return None

    def _checked(self, response: TestResponse, status: int) -> Page:
        text = response.get_data(as_text=True)
        assert response.status_code == status, f"{response.request.path}: {response.status_code}\n{text[:3000]}"
        document = JustHTML(text, collect_errors=True, sanitize=False)
        page = Page(response, response.request.full_path.rstrip("?"), document)
        check_page(document, text, page.path)
        return page

    @contextmanager
    def _counted(self) -> Iterator[dict[str, int]]:
        """Count queries, and see that nothing written is left uncommitted."""
        seen = {"queries": 0, "uncommitted": 0}

        def count(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
                seen["queries"] += 1

        def flushed(session: Session, context: Any) -> None:
            seen["uncommitted"] += 1

        def committed(session: Session) -> None:
            seen["uncommitted"] = 0

        event.listen(self._engine, "before_cursor_execute", count)
        event.listen(Session, "after_flush", flushed)
        event.listen(Session, "after_commit", committed)
        try:
            yield seen
        finally:
            event.remove(self._engine, "before_cursor_execute", count)
            event.remove(Session, "after_flush", flushed)
            event.remove(Session, "after_commit", committed)
        assert not seen["uncommitted"], "The request wrote something and did not commit it."


def _filled(node: Any) -> str:
    if node.name == "textarea":
        # HTML takes the first line break away; so does the parser.
        return "".join(_characters(node))
    if node.name == "select":
        chosen = [option for option in node.query("option") if "selected" in option.attrs]
        return str(chosen[0].attrs["value"]) if chosen else ""
    return str(node.attrs.get("value", ""))


def _characters(node: Any) -> Iterator[str]:
    for child in node.children or ():
        if child.name == "#text":
            yield child.data
        else:
            yield from _characters(child)
