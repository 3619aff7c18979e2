"""Saving while it is written at a real server: killed, without room on its disk, with a locked database."""

import json
import re
import resource
import signal
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from threading import Event
from typing import Any
from urllib.parse import urlencode

import pytest

from survey.questions.load import load_text
from survey.store.database import Database
from survey.store.responses.answers import stored_answers_of
from tests.benchmarks.pages import compared
from tests.benchmarks.sets import written
from tests.rounds import Round, open_round
from tests.servers import Server, serving
from tests.site import now_for_pages

WRITERS = 40
AT_LEAST = 200
"""Acknowledged before the server is killed, with as many more under way as there are writers."""


class Writer:
    """Somebody who writes one answer on and on, with a connection and a cookie of their own."""

    def __init__(self, server: Server, round_: Round, question: str) -> None:
        self.question, self.acknowledged, self.revision = question, 0, 0
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        self._cookie, self._token = "", ""
        self._path = f"/fi/responses/{round_.access.response.id}/"
        self._ask("GET", f"/fi/r/{round_.token}")
        page = self._ask("GET", f"{self._path}sections/osio-0")
        self._token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def save(self) -> None:
        """Save the next text, and note that it was acknowledged."""
        self.revision = self.sent()["fields"][f"revision-{self.question}"]
        self.acknowledged += 1

    def sent(self, status: int = 200) -> Any:
        """Send the next text; what the server answers."""
        key = self.question
        fields = {"csrf_token": self._token, f"revision-{key}": str(self.revision)}
        fields[f"answer-0-{key}-text"] = f"Teksti {self.acknowledged + 1}"
        return json.loads(self._ask("POST", f"{self._path}autosave/osio-0", urlencode(fields), status))

    def save_until(self, ended: Event) -> None:
        """Save on and on, until there is no server."""
        try:
            while not ended.is_set():
                self.save()
        except (OSError, HTTPException):
            assert ended.is_set(), "the server was gone before it was killed"

    def _ask(self, method: str, path: str, body: str | None = None, status: int = 200) -> str:
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        assert response.status in {status, 303}, f"{path}: {response.status} {text[:500]}"
        if cookie := response.headers.get("Set-Cookie"):
            self._cookie = cookie.split(";")[0]
        return text


def test_every_acknowledged_autosave_is_there_after_kill_9(database: Database, tmp_path: Path) -> None:
    question_set = load_text(written(WRITERS * 3 // 2, 1)).question_set
    with database.writing() as session:
        round_ = open_round(session, now=now_for_pages(), question_set=question_set)
    environment = {"SURVEY_DATABASE_URL": database.engine.url.render_as_string(hide_password=False)}
    keys = [question.key for question in question_set.questions() if question.kind == "long_text"][:WRITERS]
    with serving(tmp_path, **environment) as server, ExitStack() as opened:
        writers = [opened.enter_context(closing(Writer(server, round_, key))) for key in keys]
        ended = Event()
        with ThreadPoolExecutor(WRITERS) as threads:
            running = [threads.submit(writer.save_until, ended) for writer in writers]
            while sum(writer.acknowledged for writer in writers) < AT_LEAST:
                assert not any(each.done() and each.exception() for each in running)
                ended.wait(0.01)
            ended.set()
            server.process.send_signal(signal.SIGKILL)
        for each in running:
            each.result()
    with serving(tmp_path, **environment) as server:
        stored = texts(database, round_)
        for writer in writers:
            text = stored.get(writer.question, "Teksti 0")  # nothing of a writer who was answered not even once
            found = int(text.removeprefix("Teksti "))
            assert found in {writer.acknowledged, writer.acknowledged + 1}, "one more may have been on its way"
        with closing(Writer(server, round_, keys[0])) as again:
            again.acknowledged, again.revision = 1_000, revision_of(database, round_, again.question)
            again.save()
    assert texts(database, round_)[keys[0]] == "Teksti 1001"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit the files of another process")
def test_a_full_disk_is_told_to_the_page_and_it_goes_on_when_there_is_room(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.writing() as session:
        round_ = open_round(session, now=now_for_pages(), question_set=load_text(written(3, 1)).question_set)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    with serving(tmp_path) as server, closing(Writer(server, round_, "k1")) as writer:
        writer.save()
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1000, most))
        assert "yritetään uudelleen, ja kirjoittamanne säilyy" in writer.sent(500)["said"]
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))
        writer.save()
    assert texts(sqlite, round_)["k1"] == "Teksti 2"


def test_saving_one_field_costs_at_most_a_third_of_filling_in_a_page_with_its_button() -> None:
    """That is: drawing the page, saving all of it by the button, drawing the next. Measured in turn in one run."""
    assert median(compared("one_field", "journey", batches=5, at_a_time=15)) <= 1 / 3


def texts(database: Database, round_: Round) -> Mapping[str, str]:
    with database.reading() as session:
        found = stored_answers_of(session, round_.access.response.id)
    return {address: each.given.value.get("text", "") for address, each in found.items() if each.given}


def revision_of(database: Database, round_: Round, address: str) -> int:
    with database.reading() as session:
        return stored_answers_of(session, round_.access.response.id)[address].revision
