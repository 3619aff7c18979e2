"""A zip archive for long keeping: files, a manifest that lists them, and the SHA-256 of each file.

`SHA256SUMS` is in the format of `sha256sum --check`. The manifest (JSON, for programs) has the same sums, and the
sizes. The same files always make the same bytes.
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
"""Endings of files that are compressed already, and are therefore stored without compression."""

_PIECE = 1024 * 1024


class ArchiveIncomplete(Exception):
    """The archive does not contain what it should contain."""


@dataclass
class Archive:
    """A zip that is written to `opened` (binary, writable and readable). Call `add` for each file, then `finish`."""

    opened: IO[bytes]
    sums: dict[str, tuple[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._package = ZipFile(self.opened, "w")

    def add(self, name: str, content: IO[bytes]) -> None:
        """Add a file with the path `name`. `content` is read to its end."""
        digest, size = hashlib.sha256(), 0
        with self._package.open(_entry(name), "w", force_zip64=True) as entry:
            while piece := content.read(_PIECE):
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        self.sums[name] = digest.hexdigest(), size

    def finish(self, told: Mapping[str, Any]) -> None:
        """Add the manifest and the sums, close the zip, then read every file again and compare its SHA-256.

        `told` has more fields for the manifest; they come before the list of files. Raises ArchiveIncomplete when a
        file in the zip differs from the one that was added.
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
    """The text as part of a file name that every system allows: a-z, 0-9 and hyphens, at most `longest` characters.

    Never empty: "x" when no letter or digit is left.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return (
        re.sub("[^a-z0-9]+", "-", "".join(each for each in letters if not unicodedata.combining(each)))
        .strip("-")[:longest]
        .rstrip("-")
        or "x"
    )


def _entry(name: str) -> ZipInfo:
    """The zip entry of a file, without a time of change, so that the same files make the same bytes."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_STORED if name.lower().endswith(_PACKED) else ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _digest_in(package: ZipFile, name: str) -> str:
    with package.open(name) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()  # type: ignore[arg-type]  # reads as a file does


@contextmanager
def opened_archive(source: Path) -> Iterator[tuple[bytes, Callable[[str], bytes | None]]]:
    """Open an archive while the block runs. Gives its consultation.json as bytes, and a function.

    The function takes a SHA-256 (hex) and returns the content of the file that the manifest lists with it, or None
    when it lists none. It reads at most one byte more than the listed size. Raises ArchiveIncomplete when `source` is
    no zip, or its manifest or consultation.json is missing or damaged; the function raises it when the file that the
    manifest lists is missing or damaged in the zip.
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
                    return opened.read(size + 1)  # +1: a file longer than the manifest says must show
            except (BadZipFile, KeyError) as error:
                raise ArchiveIncomplete(f"{path} is missing or damaged.") from error

        yield consultation, content_of
