"""Prints files with LibreOffice, and gives the text of each page."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PRINTERS = ("soffice", "pdftotext")

needs_printers = pytest.mark.skipif(
    not all(map(shutil.which, PRINTERS)) and os.environ.get("CI") != "true",
    reason="LibreOffice (soffice) or poppler (pdftotext) is not installed",
)


def printed(folder: Path, *names: str) -> list[list[str]]:
    """The text of each page of each of these files in the folder, all printed by one start of LibreOffice."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / name) for name in names]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)  # noqa: S603  # our own words
    return [_pages((folder / name).with_suffix(".pdf")) for name in names]


def _pages(pdf: Path) -> list[str]:
    text = subprocess.run(  # noqa: S603  # our own words
        ["pdftotext", "-layout", str(pdf), "-"],  # noqa: S607  # wherever it is installed
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    return text.removesuffix("\f").split("\f")
