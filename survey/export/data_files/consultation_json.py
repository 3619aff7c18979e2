"""A whole consultation as one JSON file, from which it can be made again: its questions in every revision of their
texts, who was asked, and every statement with the digests that prove it.

One organisation stands on one line, so that a file of any size is written and checked piece by piece.
"""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from survey.questions.question import Given, State

FORMAT: Literal["kuulolla-consultation"] = "kuulolla-consultation"
VERSION: Literal[1] = 1

Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class FileIncomplete(Exception):
    """The file that was written does not hold what was meant."""


class Written(BaseModel):
    """A part of the file: what is not known of it is a fault, never passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenGiven(Written):
    """What was given at an address."""

    address: str
    state: Literal["answered", "nothing_to_state"]
    value: dict[str, str]

    @property
    def given(self) -> Given:
        """The answer itself."""
        return Given(self.value, State(self.state))


class WrittenAnswer(WrittenGiven):
    """One public answer with its digest; `row` names its row in a workbook of the same service."""

    digest: Digest
    row: str = ""


class WrittenSubmission(Written):
    """One act of handing in, with what was handed in. `contact` is None in a file without contact details."""

    number: Annotated[int, Field(ge=1)]
    reference: str
    kind: Literal["statement", "nothing_to_state"]
    language: str
    submitted_at: AwareDatetime
    structure_digest: Digest
    text_digest: Digest
    public_digest: Digest
    contact_digest: Digest
    secret_digest: Digest
    answers: tuple[WrittenAnswer, ...]
    contact: tuple[WrittenGiven, ...] | None


class WrittenAttachment(Written):
    """A file that was handed in: what proves its content, which stands elsewhere."""

    sha256: Digest
    size: Annotated[int, Field(ge=1)]
    name: str
    media_type: str


class WrittenOrganisation(Written):
    """One organisation that was asked, with everything that it handed in. `email` is None without contact details."""

    name: dict[str, str]
    group: str
    language: str
    email: str | None
    sent_at: AwareDatetime
    opened_at: AwareDatetime | None
    own_deadline: AwareDatetime | None
    submissions: tuple[WrittenSubmission, ...]
    attachments: tuple[WrittenAttachment, ...]


class WrittenRevision(Written):
    """The question set as it read from a moment on."""

    number: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    text_digest: Digest
    question_set: dict[str, Any]


class WrittenConsultation(Written):
    """The consultation itself, with its question set in every revision of its texts."""

    key: str
    issuer: dict[str, str]
    diary_number: str
    contact_name: str
    contact_email: str
    opened_at: AwareDatetime
    deadline: AwareDatetime
    structure_digest: Digest
    text_digest: Digest
    text_revisions: Annotated[tuple[WrittenRevision, ...], Field(min_length=1)]


class Head(Written):
    """What stands before the organisations."""

    format: Literal["kuulolla-consultation"] = FORMAT
    version: Literal[1] = VERSION
    exported_at: AwareDatetime
    exported_by: str
    contact_details: bool
    consultation: WrittenConsultation


class ConsultationFile(Head):
    """The whole file."""

    organisations: tuple[WrittenOrganisation, ...]


def write_consultation(opened: IO[bytes], head: Head, organisations: Iterable[WrittenOrganisation]) -> None:
    """Write the file, read every line of it again and count it; raises FileIncomplete."""
    beginning = _json(head)
    opened.write(f'{beginning[:-1]},\n"organisations":['.encode())
    meant: list[int] = []
    for organisation in organisations:
        line = f"{',' if meant else ''}\n{_json(organisation)}"
        meant.append(len(organisation.submissions))
        opened.write(line.encode("utf-8"))
    opened.write(b"\n]}\n")
    opened.seek(0)
    if list(_submissions_in(opened)) != meant:
        raise FileIncomplete(f"Meant {sum(meant)} submissions of {len(meant)} organisations.")


def read_consultation(content: bytes) -> ConsultationFile:
    """The file as it was written. Raises pydantic's ValidationError."""
    return ConsultationFile.model_validate_json(content)


def _json(part: Written) -> str:
    return json.dumps(part.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _submissions_in(opened: IO[bytes]) -> Iterator[int]:
    """How many submissions each line has that holds an organisation: all but the first two and the last."""
    for number, line in enumerate(opened):
        if number > 1 and not line.startswith(b"]"):
            yield len(json.loads(line.rstrip(b",\n"))["submissions"])
