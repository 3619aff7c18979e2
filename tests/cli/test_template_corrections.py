"""Correcting a typo in an open consultation whose set was written in the Excel template, without a key."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.authoring.files import load_any
from survey.cli import main
from survey.store.database import Database
from survey.store.migrations import upgrade
from tests.authoring.templates import NAME, QUESTION, Cells, filled
from tests.rounds import open_round

CHOICE: Cells = {
    "kind": "choice",
    "label-fi": "Palevlut kunnassa",
    "label-sv": "Tjänsterna i kommunen",
    "options-fi": "Hyvät\nHuonot\nEi kantaa",
    "options-sv": "Bra\nDåliga\nIngen ståndpunkt",
}
MORE: Cells = {"kind": "Pitkä teksti", "label-fi": "Muuta", "label-sv": "Annat"}
ROWS = ({**QUESTION, "section-fi": "Lausnuto"}, MORE, CHOICE, MORE)


@pytest.fixture
def data(tmp_path: Path) -> str:
    database, now = Database(f"sqlite:///{tmp_path / 'survey.sqlite3'}"), datetime.now(UTC)
    upgrade(database)
    with database.writing() as session:
        open_round(session, now=now, question_set=load_any(written(tmp_path, *ROWS)).question_set)
    return str(tmp_path)


def written(folder: Path, *rows: Cells, name: Cells = NAME) -> Path:
    raw = filled(folder, *rows, name=name)
    path = folder / "set.xlsx"
    path.write_bytes(raw)
    return path


def command(*words: str, status: int = 0) -> Result:
    said = CliRunner().invoke(main, [*words, "--language", "en"])
    assert said.exit_code == status, said.output + said.stderr
    return said


def test_corrected_words_of_everything_keep_the_keys_and_each_match_is_said(data: str, tmp_path: Path) -> None:
    options = CHOICE["options-fi"].replace("Huonot", "Huonoja")
    rows = (
        QUESTION,
        {**MORE, "label-fi": "Muita"},
        {**CHOICE, "label-fi": "Palvelut kunnassa", "options-fi": options},
        MORE,
    )
    path = str(written(tmp_path, *rows, name={**NAME, "title-fi": "Kirjastolain muutos"}))
    said = command("diff", "--consultation", "kirjastolaki", path, "--data", data)
    assert "Breaking: 0." in said.stdout
    assert (
        "question “palevlut_kunnassa” stays the same with its answers: “Palevlut kunnassa” is now “Palvelut kunnassa”."
        in said.stderr
    )
    assert "section “lausnuto” stays" in said.stderr
    assert "option “huonot” stays" in said.stderr
    assert "question “muuta” stays the same with its answers: “Muuta” is now “Muita”." in said.stderr
    assert "question “muuta_2” stays the same with its answers: “Muuta” is now “Muuta”." in said.stderr
    assert "revision 2" in command("correct", "kirjastolaki", path, "--data", data).stdout
    assert "these texts already" in command("correct", "kirjastolaki", path, "--data", data, status=1).stderr


def test_another_question_in_its_place_is_no_correction(data: str, tmp_path: Path) -> None:
    other = {**CHOICE, "label-fi": "Rahoitusmalli ja sen vaiheet", "label-sv": "Omröstning"}
    path = str(written(tmp_path, *ROWS[:2], other, MORE))
    said = command("correct", "kirjastolaki", path, "--data", data, status=1)
    assert "question-removed: question “palevlut_kunnassa”" in said.stderr


def test_a_question_put_between_gets_a_key_of_its_own(data: str, tmp_path: Path) -> None:
    added = {**MORE, "label-fi": "Muuta!", "label-sv": "Helt ny fråga om pengar"}
    path = str(written(tmp_path, ROWS[0], added, *ROWS[1:]))
    said = command("diff", "--consultation", "kirjastolaki", path, "--data", data)
    assert "question “muuta_3” has been added" in said.stdout
    assert "Breaking: 0." in said.stdout
