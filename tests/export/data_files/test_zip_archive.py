"""A zip to keep: what is put there is there, named so that every system takes it, and proved file by file."""

import hashlib
import json
import tracemalloc
from contextlib import ExitStack
from io import BytesIO
from tempfile import TemporaryFile
from zipfile import ZipFile

import pytest

from survey.export.data_files import zip_archive
from survey.export.data_files.zip_archive import Archive, ArchiveIncomplete, in_file_name


def made(**files: bytes) -> BytesIO:
    opened = BytesIO()
    written = Archive(opened)
    for name, content in files.items():
        written.add(f"kansio/{name}.txt", BytesIO(content))
    written.finish({"consultation": {"key": "yksi"}})
    return opened


def test_the_manifest_and_the_sums_name_every_file() -> None:
    with ZipFile(made(a=b"eka", b="ö".encode())) as package:
        manifest = json.loads(package.read("manifest.json"))
        sums = package.read("SHA256SUMS").decode()
        digest = hashlib.sha256(b"eka").hexdigest()
        assert manifest["files"][0] == {"path": "kansio/a.txt", "size": 3, "sha256": digest}
        assert manifest["consultation"] == {"key": "yksi"} and manifest["format"] == "kuulolla-archive"
        proof = hashlib.sha256(package.read("manifest.json")).hexdigest()
    assert sums.startswith(f"{digest}  kansio/a.txt\n") and f"{proof}  manifest.json\n" in sums


def test_a_zip_that_lost_something_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archive, "_digest_in", lambda package, entry: "0" * 64)
    with pytest.raises(ArchiveIncomplete):
        made(a=b"eka")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Åbo stad / Turun kaupunki", "abo-stad-turun-kaupunki"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON: *?", "con"),
        ("漢字", "x"),
        ("Pitkä " * 30, "pitka-pitka-pitka-pitka-pitka-pitka-pitka-pitka-pitka-pitka"),
    ],
)
def test_a_name_is_one_that_every_system_takes(words: str, name: str) -> None:
    assert in_file_name(words) == name


def test_a_zip_of_many_files_takes_no_more_memory_than_one_of_few() -> None:
    def peak(files: int) -> int:
        opened = open_files.enter_context(TemporaryFile())  # noqa: SIM115  # closed by the stack
        tracemalloc.start()
        archive = Archive(opened)
        for number in range(files):
            archive.add(f"kansio/{number}-{'x' * 60}.txt", BytesIO(b""))
        archive.finish({}, ({"reference": f"{number}"} for number in range(files)))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        with ZipFile(opened) as package:
            assert len(package.namelist()) == files + 2
            assert len(json.loads(package.read("manifest.json"))["statements"]) == files
        return most

    with ExitStack() as open_files:
        few, many = peak(1_000), peak(4_000)
    assert many - few < 1_300_000
