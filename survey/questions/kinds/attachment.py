"""Files attached to a statement, such as the minutes of the board that decided on the statement."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from survey.languages import MEGABYTE, format_size, gettext
from survey.languages import mark as _
from survey.questions.file_kinds import LONGEST_NAME, FileKindName, kind_by_name
from survey.questions.paper import PaperPart
from survey.questions.question import CellValue, Contradiction, Problem, Question, Reading, State, Value
from survey.questions.text import clean_text

MOST_MEGABYTES = 20
MOST_FILES = 10

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64}) (?P<size>[1-9][0-9]{0,9}) (?P<name>\S(?:.*\S)?)")


@dataclass(frozen=True)
class AttachedFile:
    """One file of an answer: the SHA-256 of its content in hexadecimal, its size in bytes, its name."""

    sha256: str
    size: int
    name: str

    @property
    def line(self) -> str:
        """The file as one line of an answer's value: SHA-256, size, name."""
        return f"{self.sha256} {self.size} {self.name}"


def _each_once(kinds: tuple[FileKindName, ...]) -> tuple[FileKindName, ...]:
    return tuple(dict.fromkeys(kinds))


class Attachment(Question):
    """The value has one line for each file: SHA-256, size and name. The contents are stored in a table of their own."""

    order: ClassVar = 130
    name: ClassVar = _("Attachment")
    parts: ClassVar = ("files",)
    takes_files: ClassVar = True
    upper_limits: ClassVar = ("max_size", "max_files")
    allowed_lists: ClassVar = ("file_kinds",)
    xlsform_type: ClassVar = "file"

    kind: Literal["attachment"]
    file_kinds: Annotated[
        tuple[FileKindName, ...],
        Field(min_length=1, strict=False, description="The kinds of file that can be attached."),
        AfterValidator(_each_once),
    ] = (
        "pdf",
        "docx",
        "odt",
        "xlsx",
        "ods",
        "png",
        "jpg",
        "txt",
        "rtf",
    )
    max_size: Annotated[int, Field(ge=1, le=MOST_MEGABYTES, description="The most megabytes of one file.")] = 10
    max_files: Annotated[int, Field(ge=1, le=MOST_FILES, description="The most files.")] = 1

    def contradictions(self) -> Iterator[Contradiction]:
        if not self.public:  # files are handed out by their digest, whoever asks
            yield Contradiction(("public",), "attachment-published")

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("files", ""))
        if not cleaned.text.strip():
            return Reading(None, removed=cleaned.removed)
        known = all(_file(line) for line in cleaned.text.split("\n"))
        return Reading({"files": cleaned.text}, State.ANSWERED if known else State.MALFORMED, cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        if state is State.NOTHING_TO_STATE:
            return []
        if state is State.MALFORMED:
            return [Problem("files_unreadable", "files")]
        too_many = len(files_of(value)) > self.max_files
        return [Problem("too_many_files", "files", {"most": self.max_files})] if too_many else []

    def misfits(self, value: Value, state: State) -> frozenset[tuple[str, str]]:
        """Also files that could not be added: of a kind that is not allowed, or too large."""
        files = files_of(value)
        kinds = {("files", "file_kind") for file in files if kind_by_name(file.name) not in self.file_kinds}
        sizes = {("files", "file_size") for file in files if file.size > self.largest}
        return super().misfits(value, state) | kinds | sizes

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        if state is not State.ANSWERED:
            return dict(value)
        return {"files": "\n".join(f"{file.name} ({format_size(language, file.size)})" for file in files_of(value))}

    def cells(self, value: Value, state: State, language: str) -> dict[str, CellValue]:
        if state is not State.ANSWERED:
            return dict(value)
        return {"files": "\n".join(file.name for file in files_of(value))}

    def on_paper(self) -> Iterator[PaperPart]:
        yield from ()

    def limits(self, language: str) -> str:
        """Which files can be added, as words in `language`."""
        kinds, most = ", ".join(self.file_kinds), format_size(language, self.largest)
        if self.max_files == 1:
            return gettext(language, "One file: %(kinds)s. At most %(most)s.", kinds=kinds, most=most)
        return gettext(
            language,
            "At most %(number)s files: %(kinds)s. Each at most %(most)s.",
            number=self.max_files,
            kinds=kinds,
            most=most,
        )

    def code_book_text(self, languages: Sequence[str], language: str) -> str:
        """Which files can be added, as words in `language`."""
        return self.limits(language)

    @property
    def largest(self) -> int:
        """The most bytes of one file."""
        return self.max_size * MEGABYTE


def files_of(value: Value) -> list[AttachedFile]:
    """The files that an answer lists; an empty list for an answer of another kind."""
    return [file for line in value.get("files", "").split("\n") if (file := _file(line))]


def _file(line: str) -> AttachedFile | None:
    found = _LINE.fullmatch(line)
    if not found or len(found["name"]) > LONGEST_NAME:
        return None
    return AttachedFile(found["sha256"], int(found["size"]), found["name"])
