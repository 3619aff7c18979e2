"""A demonstration that starts again after its form was changed: what the form now says, with the links there were."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from survey.cli import demonstration
from survey.cli.demonstration import Start, serve_again, set_up
from survey.questions.freeze import read_frozen
from survey.store.consultations import consultation_by_key, consultations

SET = """
schema: 1
key: kysely
languages: [fi, sv]
title: {fi: Kysely, sv: Förfrågan}
sections:
  - key: osio
    title: {fi: Osio, sv: Avsnitt}
    questions:
      - {key: kanta, kind: long_text, label: {fi: Kanta, sv: Ståndpunkt}}
"""
Restart = Callable[[str, str], str]


@pytest.fixture(params=[False, True], ids=["in a folder of its own", "in a folder that is kept"])
def start(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """A demonstration that was set up once; nothing is served."""
    monkeypatch.setattr(demonstration, "serve_demonstration", lambda start, listening: None)
    form = tmp_path / "kysely.yaml"
    form.write_text(SET, encoding="utf-8")
    made = Start(tmp_path, request.param, form, tmp_path / "links.json", "http://127.0.0.1:8000", "x" * 40, "p", "hash")
    set_up(made)
    return made


@pytest.fixture
def restart(start: Start, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Restart:
    """Start again after one change of the form; what the terminal says."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def restarted(old: str, new: str) -> str:
        capsys.readouterr()
        assert old in SET
        start.form.write_text(SET.replace(old, new, 1), encoding="utf-8")
        with socket.socket() as unused:
            serve_again(start, unused)
        said = capsys.readouterr()
        return said.out + said.err

    return restarted


def asked(start: Start) -> list[tuple[str, str]]:
    """The kind and the Finnish label of every question, in the only consultation."""
    database = start.database()
    with database.reading() as session:
        (consultation,) = consultations(session)
        question_set = read_frozen(consultation_by_key(session, consultation.key).question_set)
    database.close()
    return [(each.kind, each.label["fi"]) for section in question_set.sections for each in section.questions]


def test_a_form_that_did_not_change_changes_nothing(start: Start, restart: Restart) -> None:
    links = start.links and start.links.read_bytes()
    assert restart("Kanta", "Kanta") == ""
    assert asked(start) == [("long_text", "Kanta")]
    assert start.links and start.links.read_bytes() == links


def test_changed_words_are_there_and_the_links_stay(start: Start, restart: Restart) -> None:
    links = start.links and start.links.read_bytes()
    assert restart("Kanta", "Näkemys") == ""
    assert asked(start) == [("long_text", "Näkemys")]
    assert start.links and start.links.read_bytes() == links


def test_a_faulty_form_is_told_and_what_there_was_is_served(start: Start, restart: Restart) -> None:
    assert "python -m survey check" in restart("long_text", "no_such_kind")
    assert asked(start) == [("long_text", "Kanta")]


@pytest.mark.parametrize(
    ("old", "new"), [("long_text", "text"), ("key: kysely", "key: toinen")], ids=["another kind", "another key"]
)
def test_other_questions_need_a_new_demonstration_which_a_kept_folder_does_not_get(
    start: Start, restart: Restart, old: str, new: str
) -> None:
    links = start.links and start.links.read_bytes()
    said = restart(old, new)
    assert start.links
    if start.kept:
        assert "which stays as it is" in said
        assert asked(start) == [("long_text", "Kanta")] and start.links.read_bytes() == links
    else:
        assert "/fi/r/" in said
        assert asked(start)[0][0] == ("text" if new == "text" else "long_text") and start.links.read_bytes() != links
