"""Comparing sets and correcting an open consultation from the terminal."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.store.database import Database
from survey.store.migrations import upgrade
from tests.rounds import ONE_QUESTION, open_round, save

REWORDED = ONE_QUESTION.replace("sv: Nej", "sv: Nej tack")
OTHER_KIND = ONE_QUESTION.replace("kind: long_text", "kind: text")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """The set as it was, with one text changed, and with one kind changed."""
    written = {"before": ONE_QUESTION, "reworded": REWORDED, "other": OTHER_KIND}
    for name, text in written.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return {name: str(tmp_path / f"{name}.yaml") for name in written}


@pytest.fixture
def data(tmp_path: Path) -> str:
    """A folder with an open consultation `yksi` and one draft in it."""
    database, now = Database(f"sqlite:///{tmp_path / 'data' / 'survey.sqlite3'}"), datetime.now(UTC)
    upgrade(database)
    with database.writing() as session:
        save(session, open_round(session, now=now), {"nakemys": {"text": "Hyvä."}}, now=now - timedelta(hours=1))
    database.close()
    return str(tmp_path / "data")


def command(*words: str, status: int = 0, language: str = "en") -> Result:
    done = CliRunner(env={"LC_ALL": f"{language}_FI.UTF-8"}).invoke(main, words)
    assert done.exit_code == status, done.output
    return done


def test_words_alone_exit_with_0_and_what_breaks_answers_with_1(files: dict[str, str]) -> None:
    said = command("diff", files["before"], files["reworded"], language="sv").stdout
    assert said.splitlines() == [
        "text reworded: frågan ”kanta”, alternativet ”ei”: label (sv): tidigare ”Nej”, nu ”Nej tack”.",
        "Ofarliga: 0. Bara text: 1. Passar inte ihop med tidigare svar: 0.",
    ]
    said = command("diff", files["before"], files["other"], "--language", "fi", status=1).stdout
    assert "breaking kind-changed: kysymys ”nakemys”: kind: ennen ”long_text”, nyt ”text”." in said
    assert command("diff", files["before"], files["before"]).stdout == "There is no difference.\n"


def test_differences_as_json(files: dict[str, str]) -> None:
    [change] = json.loads(command("diff", files["before"], files["reworded"], "--format", "json").stdout)
    assert change.pop("message")
    assert change == {
        "code": "reworded",
        "effect": "text",
        "where": {"question": "kanta", "option": "ei"},
        "key": "label",
        "language": "sv",
        "before": "Nej",
        "after": "Nej tack",
    }


def test_a_comparison_with_a_consultation_counts_what_would_be_hurt(files: dict[str, str], data: str) -> None:
    words = ("diff", "--consultation", "yksi", files["other"], "--data", data)
    assert "in drafts 1, in submitted statements 0." in command(*words, status=1).stdout
    changes = json.loads(command(*words, "--format", "json", status=1).stdout)
    counted = {change["code"]: (change["drafts"], change["submissions"]) for change in changes}
    assert counted == {"kind-changed": (1, 0), "limit-narrowed": (0, 0)}, "the answer is shorter than the new limit"
    missing = ("diff", "--consultation", "ei-ole", files["other"], "--data", data)
    assert "Ei ole lausuntopyyntöä, jonka tunnus on ”ei-ole”." in command(*missing, status=1, language="fi").stderr


@pytest.mark.parametrize("words", ["before", "before other reworded", "--consultation x before other"])
def test_a_comparison_needs_two_sides(files: dict[str, str], words: str) -> None:
    said = command("diff", *(files.get(word, word) for word in words.split()), status=2)
    assert "two files" in said.stderr


def test_a_correction_is_applied_once_and_says_its_number(files: dict[str, str], data: str) -> None:
    words = ("correct", "yksi", files["reworded"], "--data", data)
    assert command(*words).stdout == "yksi: the texts are now revision 2.\n"
    assert "redan dessa texter" in command(*words, status=1, language="sv").stderr
    assert command("diff", "--consultation", "yksi", files["reworded"], "--data", data).stdout.startswith("There is no")


def test_a_correction_of_more_than_texts_is_refused_with_each_reason(files: dict[str, str], data: str) -> None:
    said = command("correct", "yksi", files["other"], "--data", data, status=1, language="fi").stderr
    assert "voi korjata vain tekstejä" in said
    assert "kind-changed: kysymys ”nakemys”" in said
    assert "lausuntopyyntöä" in command("correct", "x", files["other"], "--data", data, status=1, language="fi").stderr


def test_a_set_with_faults_is_not_compared(files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "faulty.yaml").write_text("schema: 1\n", encoding="utf-8")
    said = command("diff", files["before"], str(tmp_path / "faulty.yaml"), status=1, language="fi").stderr
    assert "virheitä" in said
    assert "survey check" in said
