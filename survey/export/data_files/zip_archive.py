"""A zip to keep: files with a manifest of what each is, and the SHA-256 of every one of them.

`SHA256SUMS` is what `sha256sum --check` reads; the manifest says the same and more for programmes. The same files
make the same bytes.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
CONSULTATION = "consultation.json"

FORMAT, VERSION = "kuulolla-archive", 1

_PACKED = (".docx", ".pdf", ".xlsx", ".odt", ".ods", ".png", ".jpg", ".jpeg")
"""What is compressed already."""

_PIECE = 1024 * 1024


class ArchiveIncomplete(Exception):
    """The file that was written does not hold what was meant."""


@dataclass
class Archive:
    """A zip that is being written to `opened`, which can be read again. Files first, then `finish`."""

    opened: IO[bytes]
    sums: dict[str, tuple[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._package = ZipFile(self.opened, "w")

    def add(self, name: str, content: IO[bytes]) -> None:
        """Add a file under this path, read to its end."""
        digest, size = hashlib.sha256(), 0
        with self._package.open(_entry(name), "w", force_zip64=True) as entry:
            while piece := content.read(_PIECE):
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        self.sums[name] = digest.hexdigest(), size

    def finish(self, told: Mapping[str, Any]) -> None:
        """Add the manifest, which begins with what is `told`, and the sums; read everything again and compare.

        Raises ArchiveIncomplete where a file in the zip is another than the one that was put there.
        """
        files = [{"path": name, "size": size, "sha256": digest} for name, (digest, size) in self.sums.items()]
        whole = {"format": FORMAT, "version": VERSION, **told, "files": files}
        manifest = json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"
        sums = {name: digest for name, (digest, _size) in self.sums.items()}
        sums[MANIFEST] = hashlib.sha256(manifest).hexdigest()
        self._package.writestr(_entry(MANIFEST), manifest)
        self._package.writestr(_entry(SUMS), "".join(f"{digest}  {name}\n" for name, digest in sums.items()))
        self._package.close()
        self.opened.seek(0)
        with ZipFile(self.opened) as package:
            found = {name: _digest_in(package, name) for name in package.namelist() if name != SUMS}
        if found != sums:
            raise ArchiveIncomplete(f"Meant {len(sums)} files, found {len(found)} or others.")


def in_file_name(text: str, longest: int = 60) -> str:
    """Words as part of a file name that every system takes: a-z, 0-9 and hyphens."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return (
        re.sub("[^a-z0-9]+", "-", "".join(each for each in letters if not unicodedata.combining(each)))
        .strip("-")[:longest]
        .rstrip("-")
        or "x"
    )


def _entry(name: str) -> ZipInfo:
    """A file in the zip, with no time of its own."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_STORED if name.lower().endswith(_PACKED) else ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _digest_in(package: ZipFile, name: str) -> str:
    with package.open(name) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()  # type: ignore[arg-type]  # reads as a file does


@contextmanager
def opened_archive(source: Path) -> Iterator[tuple[bytes, Callable[[str], bytes | None]]]:
    """The JSON of a consultation in an archive, and what gives a file's content by its SHA-256, while the block runs.

    Raises ArchiveIncomplete where the manifest or a file that it names is not there.
    """
    with ExitStack() as open_files:
        try:
            package = open_files.enter_context(ZipFile(source))
            listed = json.loads(package.read(MANIFEST))["files"]
            paths = {file["sha256"]: (file["path"], file["size"]) for file in listed}
            consultation = package.read(CONSULTATION)
        except (BadZipFile, KeyError, TypeError, ValueError) as error:
            raise ArchiveIncomplete(f"{source} is no archive of this product, or is damaged.") from error

        def content_of(sha256: str) -> bytes | None:
            if sha256 not in paths:
                return None
            path, size = paths[sha256]
            try:
                with package.open(path) as opened:
                    return opened.read(size + 1)  # a file that is longer than it says is not the one that it names
            except (BadZipFile, KeyError) as error:
                raise ArchiveIncomplete(f"{path} is missing or damaged.") from error

        yield consultation, content_of
