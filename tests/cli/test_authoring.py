"""What the commands tell those who write question sets."""

from pathlib import Path

from tests.cli.processes import KEY, ROOT, run


def test_checking_says_every_fault_with_its_place_and_exits_with_1(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("schema: 1\nkey: Bad Key\ntittle: x\n")
    done = run("check", faulty, ROOT / "forms" / f"{KEY}.yaml", "--language", "sv", status=1)
    assert f"{faulty}:2:1:" in done.stdout and "bad-key" in done.stdout and "unknown-key" in done.stdout


def test_every_shipped_set_is_without_faults() -> None:
    run("check", *sorted((ROOT / "forms").glob("*.yaml")))


def test_a_missing_language_is_an_error_and_in_a_draft_a_warning(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "forms" / "text.yaml").read_text(encoding="utf-8")
    draft = tmp_path / "draft.yaml"
    draft.write_text(text.replace(", sv: Kort svar}", "}", 1), encoding="utf-8")
    assert "language-missing" in run("check", draft, status=1).stdout
    assert "warning language-missing" in run("check", "--draft", draft, "--language", "en").stdout
