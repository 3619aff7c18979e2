"""Ready question sets: all that come with the service are there, and a file with errors stops nobody."""

from pathlib import Path

from survey.operations.question_sets.ready_sets import READY_SETS, ready_sets
from survey.questions.load import set_files

RAW = (READY_SETS / "yleinen-lausunto.yaml").read_bytes()


def test_every_set_of_the_folder_is_ready() -> None:
    assert list(ready_sets()) == [path.stem for path in set_files(READY_SETS)]
    assert "yleinen-lausunto" in ready_sets()


def test_a_file_with_errors_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "oma.yaml").write_bytes(RAW)
    (tmp_path / "rikki.yaml").write_bytes(RAW.replace(b"schema: 1", b"schema: 9"))
    (tmp_path / "tyhja.yaml").write_bytes(b"")
    assert list(ready_sets(tmp_path)) == ["oma"]


def test_an_installation_without_the_folder_has_none(tmp_path: Path) -> None:
    assert not ready_sets(tmp_path / "no-such-folder")
