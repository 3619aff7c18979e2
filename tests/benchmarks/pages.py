"""What pages cost the server: CPU of this process, which runs waitress, while another process asks for them."""

import gzip
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from waitress.server import create_server

from survey.application import create_app
from survey.questions.load import load_text
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.sets import written
from tests.databases import sqlite_database
from tests.rounds import open_round, save
from tests.site import now_for_pages, settings_for

FIELDS = 23
BATCHES, AT_A_TIME = 7, 40


@contextmanager
def _served() -> Iterator[tuple[str, str]]:
    """A server with one filled section of 23 fields: its address, and the token of the link."""
    # 17 questions: every third is a choice with a reason, which has two fields.
    question_set = load_text(written(17, 1)).question_set
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite_database(Path(folder))
        now = now_for_pages()
        answers = {
            question.key: {"option": "ei", "reason": "Perustelu."}
            if question.kind == "choice"
            else {"text": "Vastaus."}
            for question in question_set.questions()
        }
        with database.writing() as session:
            round_ = open_round(session, now=now, question_set=question_set)
            save(session, round_, answers, now=now)
        server = create_server(create_app(settings_for(database), database), host="127.0.0.1", port=0, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.effective_port}", round_.token
        finally:
            server.close()
            database.close()


def _measured(what: str, unit: str, bound: float) -> Figure:
    with _served() as (base, token), _asking(base, token, what) as ask:
        ask(AT_A_TIME)  # templates are compiled and the set is thawed once
        runs = []
        for _ in range(BATCHES):
            began = time.process_time()
            ask(AT_A_TIME)
            runs.append((time.process_time() - began) * 1000 / AT_A_TIME)
    return figure(runs, unit, bound)


@contextmanager
def _asking(base: str, token: str, what: str) -> Iterator[Callable[[int], None]]:
    """Another process that does `what` as often as it is told, and says when it is done."""
    command = [sys.executable, "-m", "tests.benchmarks.visitor", base, token, what]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as visitor:  # noqa: S603  # our own module
        assert visitor.stdin and visitor.stdout

        def ask(times: int) -> None:
            assert visitor.stdin and visitor.stdout
            visitor.stdin.write(f"{times}\n")
            visitor.stdin.flush()
            assert json.loads(visitor.stdout.readline()) == times

        yield ask
        visitor.stdin.close()


def _page() -> Figure:
    return _measured("page", f"ms of server CPU for a filled page of {FIELDS} fields", 4)


def _journey() -> Figure:
    return _measured("journey", "ms of server CPU for GET, POST that changes all, redirect, GET", 15)


def compared(what: str, other: str, *, batches: int = BATCHES, at_a_time: int = AT_A_TIME) -> list[float]:
    """How many times as much server CPU `what` takes as `other`, measured in turn at one server."""
    found = []
    with _served() as (base, token), _asking(base, token, what) as first, _asking(base, token, other) as second:
        for ask in (first, second):
            ask(at_a_time)
        for _ in range(batches):
            took = []
            for ask in (first, second):
                began = time.process_time()
                ask(at_a_time)
                took.append(time.process_time() - began)
            found.append(took[0] / took[1])
    return found


def _autosave() -> Figure:
    return figure(compared("one_field", "journey"), "of a journey's CPU to save one field while it is written", 1 / 3)


def _autosave_and_page() -> Figure:
    return figure(compared("one_field", "page"), "of a page's CPU to save one field while it is written", 1.5)


def _first_view() -> Figure:
    with _served() as (base, token):
        command = [sys.executable, "-m", "tests.benchmarks.visitor", base, token, "first"]
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # our own module
    return figure([len(gzip.compress(done.stdout)) / 1000], "kB compressed for a first page with its style sheets", 40)


BENCHMARKS: Mapping[str, Callable[[], Figure]] = {
    "page": _page,
    "journey": _journey,
    "autosave": _autosave,
    "autosave-and-page": _autosave_and_page,
    "first-view": _first_view,
}
