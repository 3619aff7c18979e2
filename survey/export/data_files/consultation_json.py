"""A complete consultation as one JSON file, from which the consultation can be restored.

The file has the questions in every revision of their texts, the invited organisations, and every statement with the
digests that prove its content. Each organisation is on one line of the file, so that a file of any size can be
written and checked line by line.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Annotated, Any, Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from survey.questions.consultation import WhoMayAnswer
from survey.questions.question import Given, State

FORMAT: Literal["kuulolla-consultation"] = "kuulolla-consultation"
VERSION: Literal[1] = 1

Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class FileIncomplete(Exception):
    """The written file does not contain what should have been written."""


class Written(BaseModel):
    """Base class of every part of the file. An unknown field is an error; it is never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenGiven(Written):
    """The answer at one address."""

    address: str
    state: Literal["answered", "nothing_to_state"]
    value: dict[str, str]

    @property
    def given(self) -> Given:
        """The answer as the value type `Given`."""
        return Given(self.value, State(self.state))


class WrittenAnswer(WrittenGiven):
    """One public answer with its digest. `row` is its row code in a workbook exported from the same service."""

    digest: Digest
    row: str = ""


class WrittenEntry(Written):
    """How a statement came that did not come through the service, when it was entered, and the SHA-256 of the file as
    it came, which is among the organisation's attachments; None if there is none.
    """

    channel: Literal["email", "post", "by_hand", "other_service"]
    entered_at: AwareDatetime
    original: Digest | None


class WrittenConfirmation(Written):
    """The decision that was pending and was made: the statement was confirmed as it was. `extract`: the SHA-256 of the
    extract of the minutes, which is among the organisation's attachments; None if there is none.
    """

    at: AwareDatetime
    body: Annotated[str, Field(min_length=1)]
    decided_on: date
    paragraph: str
    extract: Digest | None


class WrittenWithdrawal(Written):
    """When and why a submission was withdrawn."""

    at: AwareDatetime
    reason: Annotated[str, Field(min_length=1, max_length=2_000)]


class WrittenParty(Written):
    """Another organisation that is behind a submission, by name: since when, how that is known (`own_link`, `entered`),
    and its dissenting part. It is one of the file's organisations.
    """

    organisation: dict[str, str]
    at: AwareDatetime
    how: Literal["own_link", "entered"]
    dissent: str = ""
    dissent_language: str | None = None


class WrittenSubmission(Written):
    """One submission with its answers. `contact` is None in a file without contact details, and where they have been
    deleted after their time. `submitted_at` is when the authority had it; `entered` is there if it was entered.

    `decision` is what the organisation said of its own decision, None where it was not asked; `decides` the number of
    its submission with a pending decision in whose place this one came. What files of earlier versions do not have may
    be missing.
    """

    number: Annotated[int, Field(ge=1)]
    reference: str
    kind: Literal["statement", "nothing_to_state"]
    language: str
    submitted_at: AwareDatetime
    entered: WrittenEntry | None = None
    decision: Literal["pending", "decided", "none"] | None = None
    decision_expected: date | None = None
    decides: Annotated[int, Field(ge=1)] | None = None
    confirmed: WrittenConfirmation | None = None
    withdrawn: WrittenWithdrawal | None = None
    parties: tuple[WrittenParty, ...] = ()
    structure_digest: Digest
    text_digest: Digest
    public_digest: Digest
    contact_digest: Digest
    secret_digest: Digest
    answers: tuple[WrittenAnswer, ...]
    contact: tuple[WrittenGiven, ...] | None


class WrittenAttachment(Written):
    """A submitted file: its name, size in bytes and SHA-256. The content itself is not in the JSON file."""

    sha256: Digest
    size: Annotated[int, Field(ge=1)]
    name: str
    media_type: str


class WrittenOrganisation(Written):
    """One invited organisation with everything that it submitted. `email` is None in a file without contact details."""

    name: dict[str, str]
    group: str
    language: str
    email: str | None
    sent_at: AwareDatetime
    opened_at: AwareDatetime | None
    own_deadline: AwareDatetime | None
    asked: bool = True
    joined_at: AwareDatetime | None = None
    submissions: tuple[WrittenSubmission, ...]
    attachments: tuple[WrittenAttachment, ...]


class WrittenRevision(Written):
    """The question set with the texts that were in use from the moment `at`."""

    number: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    text_digest: Digest
    question_set: dict[str, Any]


Publication = Literal["published", "not_published"]
PUBLICATIONS: tuple[Publication, ...] = get_args(Publication)


class WrittenMaterial(Written):
    """A material that was given beside those of the set. Of its files only the names are here."""

    title: dict[str, str]
    urls: dict[str, str]
    files: dict[str, str]


class WrittenConsultation(Written):
    """The consultation itself, with its question set in every revision of its texts. What files of earlier versions do
    not have may be missing.
    """

    key: str
    issuer: dict[str, str]
    diary_number: str
    contact_name: str
    contact_email: str
    opened_at: AwareDatetime
    deadline: AwareDatetime
    closes_at: AwareDatetime | None = None
    decisions_until: AwareDatetime | None = None
    publication: Publication | None = None
    who_may_answer: WhoMayAnswer = "invited"
    reasons: dict[str, str] = {}  # pydantic copies a default
    materials: tuple[WrittenMaterial, ...] = ()
    structure_digest: Digest
    text_digest: Digest
    text_revisions: Annotated[tuple[WrittenRevision, ...], Field(min_length=1)]


class Head(Written):
    """The beginning of the file, before the list of organisations."""

    format: Literal["kuulolla-consultation"] = FORMAT
    version: Literal[1] = VERSION
    exported_at: AwareDatetime
    exported_by: str
    contact_details: bool
    consultation: WrittenConsultation


class ConsultationFile(Head):
    """The complete file."""

    organisations: tuple[WrittenOrganisation, ...]


def write_consultation(opened: IO[bytes], head: Head, organisations: Iterable[WrittenOrganisation]) -> None:
    """Write the file, then read it again from the start and count the submissions of each organisation.

    `opened` must be a binary file open for writing and reading. Raises FileIncomplete when the counts are not those
    that were written.
    """
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
    """Read the JSON bytes of a file. Raises pydantic's ValidationError when they are not such a file."""
    return ConsultationFile.model_validate_json(content)


def _json(part: Written) -> str:
    return json.dumps(part.model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _submissions_in(opened: IO[bytes]) -> Iterator[int]:
    """The number of submissions on each line with an organisation: every line but the first two and the last."""
    for number, line in enumerate(opened):
        if number > 1 and not line.startswith(b"]"):
            yield len(json.loads(line.rstrip(b",\n"))["submissions"])
