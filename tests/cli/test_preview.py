"""A question set seen in a browser before it is opened."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

from click.testing import CliRunner

from survey.cli import main

ROOT = Path(__file__).parents[2]


def test_an_unfinished_set_is_shown_in_both_languages(tmp_path: Path) -> None:
    unfinished = tmp_path / "kesken.yaml"
    text = (ROOT / "tests" / "forms" / "text.yaml").read_text(encoding="utf-8")
    unfinished.write_text(text.replace(", sv: Kort svar}", "}", 1), encoding="utf-8")
    command = [sys.executable, "-m", "survey", "preview", str(unfinished), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own command
        try:
            assert process.stdout
            for language in ("fi", "sv"):
                found = re.fullmatch(r"(\w\w): (http://127\.0\.0\.1:\S+)\n", process.stdout.readline())
                assert found and found[1] == language
                with build_opener(HTTPCookieProcessor()).open(found[2]) as page:
                    assert "Lyhyt vastaus" in page.read().decode()
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0
        finally:
            process.terminate()
            process.wait(timeout=20)


def test_a_set_with_faults_is_not_shown(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("schema: 1\n")
    said = CliRunner().invoke(main, ["preview", str(faulty)])
    assert said.exit_code == 1
    assert "survey check" in said.output
