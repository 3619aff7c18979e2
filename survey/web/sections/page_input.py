"""Reading everything that a section's page sends into one value: answers with the revisions that the page had shown,
files, and the button that was pressed.

WTForms reads the fields; the kind of each question makes an answer of them when the page is saved.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Field, Form

from survey.operations.answers.attachments import FilesSent, Offered
from survey.operations.answers.entries import Act, Pressed
from survey.operations.answers.section_pages import NothingToState, PageInput, Resolution, Typed
from survey.questions.asking.addresses import addressed, entry_of, section_address
from survey.questions.kinds.attachment import Attachment
from survey.questions.question import NOTHING, Question, Reading, State
from survey.questions.question_set import Section
from survey.web.files import sent_name
from survey.web.kinds import page_of
from survey.web.questions.names import (
    SECTION_NOTHING,
    SECTION_REVISION,
    conflict_name,
    field_name,
    kept_name,
    plain_name,
    remove_name,
    resolution_name,
    revision_name,
)

Value = TypeVar("Value")
Sent = MultiDict[str, str]
SentFiles = MultiDict[str, FileStorage]

HIGHEST_REVISION = 2**31 - 1
"""The largest number that both databases can store in an integer column."""

LONGEST_PART = 1_000_000
"""The largest number of characters of one typed text that is saved: ten times what may be submitted."""

RESOLUTIONS = {each.value: each for each in Resolution}


class TextTooLong(Exception):
    """A typed text is longer than LONGEST_PART. Nothing was changed."""


def read_page(section: Section, sent: Sent, files: SentFiles) -> PageInput:
    """Return everything that the page of a section sends. `section` must contain every entry that the page may contain.

    Fields have their plain names here, whatever version the page showed: what counts is its hidden revision field.
    A question whose hidden revision field was not sent was not on the page, and is left unchanged. Raises TextTooLong
    if a part is longer than LONGEST_PART, so that no draft grows without limit.
    """
    sent, files = _plainly_named(sent), _plainly_named(files)
    fields = _fields(section)
    form = fields.form(sent)
    typed = {}
    for address, question in addressed(section):
        parts = fields.parts[question.key]
        if parts and revision_name(question) in sent:
            texts = {part: form[field_name(question, part)].data or "" for part in parts}
            if any(len(text) > LONGEST_PART for text in texts.values()):
                raise TextTooLong
            texts[NOTHING] = sent.get(field_name(question, NOTHING), "")
            resolution = RESOLUTIONS.get(sent.get(resolution_name(question), ""))
            shown, kept = _revision(sent, conflict_name(question)), _revision(sent, kept_name(question))
            typed[address] = Typed(question, texts, _revision(sent, revision_name(question)), resolution, shown, kept)
    return PageInput(typed, dict(_files(section, sent, files)), _nothing_to_state(section, sent), _pressed(sent))


def _plainly_named(sent: MultiDict[str, Value]) -> MultiDict[str, Value]:
    return MultiDict([(plain_name(name), value) for name, value in sent.items(multi=True)])


def _nothing_to_state(section: Section, sent: Sent) -> dict[str, NothingToState]:
    if not section.nothing_to_state or SECTION_REVISION not in sent:
        return {}
    said = Reading({}, State.NOTHING_TO_STATE) if sent.get(SECTION_NOTHING) else Reading(None)
    return {section_address(section): NothingToState(said, _revision(sent, SECTION_REVISION))}


def _files(section: Section, sent: Sent, files: SentFiles) -> Iterator[tuple[str, FilesSent]]:
    for address, question in addressed(section):
        if isinstance(question, Attachment) and revision_name(question) in sent:
            offered = [
                Offered(sent_name(file), file.stream)
                for file in files.getlist(field_name(question, "files"))
                if file.filename  # a browser sends a file without a name if no file was chosen
            ]
            yield (
                address,
                FilesSent(
                    question,
                    offered,
                    frozenset(sent.getlist(remove_name(question))),
                    nothing=bool(sent.get(field_name(question, NOTHING))),
                    revision=_revision(sent, revision_name(question)),
                ),
            )


def _pressed(sent: Sent) -> Pressed | None:
    """Return the button of a group that was pressed. To add an entry it sends the group's key, otherwise
    `group/entry`.
    """
    for act in Act:
        group, _, entry = sent.get(act.value, "").partition("/")
        if group:
            return Pressed(act, group, entry)
    return None


def _revision(sent: Sent, name: str) -> int:
    """Return the number in a hidden field, limited to 0 … HIGHEST_REVISION; 0 if it is not a number."""
    return min(max(sent.get(name, 0, type=int), 0), HIGHEST_REVISION)


@dataclass(frozen=True)
class _Fields:
    """The WTForms form of a page, and, by the question's key, the parts that have a field in it."""

    form: type[Form]
    parts: Mapping[str, tuple[str, ...]]


def _fields(section: Section) -> _Fields:
    """Return the form of a page. Without entries it is made only once: making it takes longer than reading with it."""
    questions = section.questions
    if any(entry_of(question.key) for question in questions):
        return _made_fields(questions)
    return _known_fields(_Page(questions))


class _Page:
    """The questions of a page, as a cache key. Two are equal if they contain the same objects: a set is parsed only
    once.
    """

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        self.ids = tuple(map(id, questions))

    def __hash__(self) -> int:
        return hash(self.ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Page) and self.ids == other.ids


@lru_cache(maxsize=1_000)
def _known_fields(page: _Page) -> _Fields:
    return _made_fields(page.questions)


def _made_fields(questions: tuple[Question, ...]) -> _Fields:
    named: dict[str, Field] = {}
    parts = {}
    for question in questions:
        fields = page_of(question.kind).fields(question)
        parts[question.key] = tuple(fields)
        named |= {field_name(question, part): field for part, field in fields.items()}
    return _Fields(type("SectionFields", (Form,), named), parts)
