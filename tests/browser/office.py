"""LibreOffice, in which somebody edits a Word file with its changes tracked."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

WRITING = Path(__file__).with_name("writing_in_office.py")
PATIENCE = 60


@dataclass(frozen=True)
class Office:
    """An office with settings of its own. `python`: the one that can speak with it."""

    program: str
    python: str
    folder: Path

    def changed(self, raw: bytes, before: str, after: str) -> bytes:
        """The Word file as the office saves it when a paragraph was replaced by another, which it has tracked."""
        source, target, pipe = self.folder / "taken.docx", self.folder / "changed.docx", f"kuulolla-{uuid4()}"
        source.write_bytes(raw)
        command = [self.program, f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless",
                   "--norestore", f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
        with subprocess.Popen(  # noqa: S603  # the program that was found
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as running:
            try:
                asked = [self.python, str(WRITING), pipe, str(source), str(target), before, after]
                subprocess.run(asked, check=True, timeout=PATIENCE)  # noqa: S603  # our own
                running.wait(PATIENCE)
            finally:
                if running.poll() is None:
                    os.killpg(running.pid, signal.SIGKILL)
        return target.read_bytes()


def office_in(folder: Path) -> Office | None:
    """An office whose settings are kept in the folder; none where it, or a Python that speaks with it, is not there."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    beside = Path(program).resolve().with_name("python")
    for python in (str(beside), "/usr/bin/python3", "python3"):
        if shutil.which(python) and _speaks(python):
            return Office(program, python, folder)
    return None


def _speaks(python: str) -> bool:
    asked = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)  # noqa: S603  # it was found
    return asked.returncode == 0
