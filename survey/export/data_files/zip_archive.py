"""A zip to keep: files with a manifest of what each is, and the SHA-256 of every one of them.

`SHA256SUMS` is what `sha256sum --check` reads; the manifest says the same and more for programmes. The same files
make the same bytes.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from survey.export.data_files.zip_listed_on_disk import ListedOnDisk
from survey.export.statements.spooled_list import SpooledList
from survey.languages import TranslatableError
from survey.languages import mark as _

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
CONSULTATION = "consultation.json"

FORMAT, VERSION = "kuulolla-archive", 1

_PACKED = (".docx", ".pdf", ".xlsx", ".odt", ".ods", ".png", ".jpg", ".jpeg")
"""What is compressed already."""

_PIECE = 1024 * 1024


class ArchiveIncomplete(TranslatableError):
    """The file that was written does not hold what was meant."""


class _File(NamedTuple):
    """A file in the zip, as the manifest lists it."""

    path: str
    size: int
    sha256: str


@dataclass
class Archive:
    """A zip that is being written to `opened`, which can be read again. Files first, then `finish`.

    What is listed of the files goes to disk, so that memory does not grow with them.
    """

    opened: IO[bytes]
    files: SpooledList[_File] = field(default_factory=SpooledList)

    def __post_init__(self) -> None:
        self._package = ListedOnDisk(self.opened, "w")

    def add(self, name: str, content: IO[bytes]) -> None:
        """Add a file under this path, read to its end."""
        self._add(name, iter(partial(content.read, _PIECE), b""))

    def _add(self, name: str, pieces: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self._package.open(_entry(name), "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        self.files.append(_File(name, size, digest.hexdigest()))

    def finish(self, told: Mapping[str, Any], statements: Iterable[Mapping[str, Any]] = ()) -> None:
        """Add the manifest, which has what is `told` and the `statements`, and the sums; read everything and compare.

        Raises ArchiveIncomplete where a file in the zip is another than the one that was put there.
        """
        head = {"format": FORMAT, "version": VERSION, **told}
        listed = len(self.files)
        own = (self.files[number]._asdict() for number in range(listed))
        self._add(MANIFEST, _manifest(head, {"statements": statements, "files": own}))
        with self._package.open(_entry(SUMS), "w") as entry:
            for file in self.files:
                entry.write(f"{file.sha256}  {file.path}\n".encode())
        self._package.close()
        self._compare()

    def _compare(self) -> None:
        found = digests_in(self.opened)
        for file in self.files:
            if next(found, None) != (file.path, file.sha256):
                raise ArchiveIncomplete(_("%(file)s is not in the zip as it was put there."), file=file.path)
        if next(found, ("", ""))[0] != SUMS or next(found, None):
            raise ArchiveIncomplete(_("There are other files in the zip than were put there."))


def _manifest(head: Mapping[str, Any], lists: Mapping[str, Iterable[Any]]) -> Iterator[bytes]:
    """The manifest as JSON, piece by piece, each record of a list on a line of its own."""
    yield _json(head).removesuffix("}").encode()
    for name, records in lists.items():
        yield f",\n{_json(name)}: [".encode()
        before = "\n"
        for each in records:
            yield f"{before}{_json(each)}".encode()
            before = ",\n"
        yield b"]"
    yield b"}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def digests_in(opened: IO[bytes]) -> Iterator[tuple[str, str]]:
    """Each file of a finished zip with its SHA-256, in the order of the zip's own list, read as any reader finds it."""
    opened.seek(0)
    with ListedOnDisk(opened) as package:
        for entry in package.infolist():
            yield entry.filename, _digest_in(package, entry)


def in_file_name(text: str, longest: int = 60) -> str:
    """Words as part of a file name that every system takes: a-z, 0-9 and hyphens.

    Not å, ä and ö, though headers (RFC 5987) and zips can carry them: what follows cannot. Registries and older
    unpackers read a zip's names in a code page, a Mac stores ö as two characters, and either way the name is another
    one than SHA256SUMS and the manifest have.
    """
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


def _digest_in(package: ZipFile, entry: ZipInfo) -> str:
    with package.open(entry) as opened:
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
            raise ArchiveIncomplete(_("%(file)s is no archive of this product, or is damaged."), file=source) from error

        def content_of(sha256: str) -> bytes | None:
            if sha256 not in paths:
                return None
            path, size = paths[sha256]
            try:
                with package.open(path) as opened:
                    return opened.read(size + 1)  # a file that is longer than it says is not the one that it names
            except (BadZipFile, KeyError) as error:
                raise ArchiveIncomplete(_("%(file)s is missing or damaged."), file=path) from error

        yield consultation, content_of
