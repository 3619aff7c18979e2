"""The blank question set as a document: every question with boxes to tick and room to write in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from survey.export.documents.statement import Request, about, head_facts, question_spans, text_spans
from survey.export.word.document import Block, Box, Document, Fact, Heading, Look, Paragraph, Room, Span, Title, plain
from survey.export.word.markdown_blocks import markdown_paragraphs
from survey.languages import format_moment, gettext, language_of, text_in
from survey.questions.asking.addresses import all_sections, entry_of, key_in_set
from survey.questions.asking.displayed import entry_name
from survey.questions.asking.entries import entries_of, with_entries
from survey.questions.asking.limits import limit_words
from survey.questions.consultation import Consultation, Person
from survey.questions.kinds.amendment import Amendment
from survey.questions.kinds.attachment import Attachment
from survey.questions.kinds.group import Group
from survey.questions.kinds.matrix import Matrix
from survey.questions.kinds.note import Note
from survey.questions.kinds.number import Number
from survey.questions.kinds.options import opening
from survey.questions.question import Option, Question, Texts
from survey.questions.question_set import QuestionSet, Section

LONG_ROOM, REASON_ROOM, LINE = 8, 4, 1
"""Lines to write in."""


@dataclass(frozen=True)
class Blank:
    """What the document is made of beside the request's head."""

    question_set: QuestionSet
    contact_name: str
    contact_email: str
    deadline: datetime


def questions_document(request: Request, blank: Blank, *, language: str, made_at: datetime) -> Document:
    """Every question in order, to prepare the answers on paper or with a board."""
    title = gettext(language, "The questions")
    return Document(
        about(request, f"{title}: {text_in(request.title, language)}", language, made_at),
        _blocks(request, blank, title, language),
    )


def _blocks(request: Request, blank: Blank, title: str, language: str) -> Iterator[Block]:
    yield Title((Span(f"{title}: "), *text_spans(request.title, language)))
    prepared = gettext(
        language,
        "For preparing the answers on paper or for a board's agenda. The answers are handed in with the personal link.",
    )
    yield Paragraph(plain(prepared), Look.HINT)
    yield from head_facts(request, language)
    yield from _told(blank, language)
    if blank.question_set.introduction:
        yield from _paragraphs(blank.question_set.introduction, language)
    data = blank.question_set.consultation or Consultation()
    background, goals = gettext(language, "Background"), gettext(language, "Goals")
    for heading, texts in ((background, data.background), (goals, data.goals)):
        if texts:
            yield Heading(1, plain(heading))
            yield from _paragraphs(texts, language)
    numbers = blank.question_set.numbers()
    for section in all_sections(blank.question_set):
        yield from _section(section, numbers, language)


def _told(blank: Blank, language: str) -> Iterator[Fact]:
    """The deadline, what there is to read, whom to ask."""
    data = blank.question_set.consultation or Consultation()
    if data.project_number:
        yield Fact(plain(gettext(language, "Project number")), plain(data.project_number))
    ends = format_moment(language, blank.deadline)
    yield Fact(plain(gettext(language, "Response time ends")), plain(ends))
    for material in data.materials or ():
        url, _known = material.url_in(language)
        linked = Span(text_in(material.title, language), language_of(material.title, language), url=url)
        yield Fact(plain(gettext(language, "Material")), (linked,))
    for person in data.people_to_ask(blank.contact_name, blank.contact_email):
        yield Fact(plain(gettext(language, "Contact person")), plain(_person(person, language)))


def _person(person: Person, language: str) -> str:
    title = text_in(person.title, language) if person.title else ""
    phone = f"{gettext(language, 'tel.')}\N{NO-BREAK SPACE}{person.phone}" if person.phone else ""
    return ", ".join(words for words in (person.name, title, person.email, phone) if words)


def _section(section: Section, numbers: dict[str, str], language: str) -> Iterator[Block]:
    yield Heading(1, text_spans(section.title, language))
    if section.show_if:
        yield _asked_sometimes(language)
    if section.introduction:
        yield from _paragraphs(section.introduction, language)
    groups: dict[str, Group] = {}
    here = ""
    for question in with_entries(section, lambda group: entries_of(group, {})).questions:
        entry = entry_of(question.key)
        if here and here != (f"{entry.group}/{entry.id}" if entry else ""):
            yield from _end_of_entry(groups[here.partition("/")[0]], last=entry is None, language=language)
        if isinstance(question, Group):
            groups[question.key] = question
        if entry and here != f"{entry.group}/{entry.id}":
            yield Heading(3, text_spans(entry_name(groups[entry.group], entry.id, {}), language))
        here = f"{entry.group}/{entry.id}" if entry else ""
        yield from _question(question, numbers.get(key_in_set(question.key)), language, within=entry is not None)
    if here:
        yield from _end_of_entry(groups[here.partition("/")[0]], last=True, language=language)
    if section.nothing_to_state:
        words = gettext(language, "We have nothing to state on the questions of this section that are left empty")
        yield Box(plain(words), separate=True)


def _end_of_entry(group: Group, *, last: bool, language: str) -> Iterator[Block]:
    if last and len(entries_of(group, {})) < group.repeat.maximum:
        yield Paragraph(plain(gettext(language, "There may be more of these.")), Look.HINT)


def _question(question: Question, number: str | None, language: str, *, within: bool) -> Iterator[Block]:
    level = 4 if within else 2
    if isinstance(question, Note):
        yield Heading(level, text_spans(question.label, language))
        yield from _paragraphs(question.text, language)
        return
    required = question.required and not isinstance(question, Matrix)
    heading = question_spans(number, question.label, language, within=within)
    yield Heading(level, (*heading, _required(language)) if required else heading)
    yield from _hints(question, language)
    yield from _fields(question, language)
    if question.nothing_to_state:
        yield Box(plain(gettext(language, "We have nothing to state on this")), separate=True)


def _hints(question: Question, language: str) -> Iterator[Block]:
    if question.show_if:
        yield _asked_sometimes(language)
    if question.help:
        yield from _paragraphs(question.help, language, Look.HINT)
    if limit := limit_words(question, language):
        yield Paragraph(plain(limit), Look.HINT)
    if isinstance(question, Number) and question.unit:
        yield Paragraph((Span(f"{gettext(language, 'Unit')}: "), *text_spans(question.unit, language)), Look.HINT)


def _fields(question: Question, language: str) -> Iterator[Block]:
    """What is filled in, in the order of the page."""
    options: tuple[Option, ...] = getattr(question, "options", ())
    if isinstance(question, Matrix):
        for row in question.rows:
            label = text_spans(row.label, language)
            required = question.required or row.required
            yield Paragraph((*label, _required(language)) if required else label, Look.PART_NAME)
            yield from _boxes(question, options, language)
    elif isinstance(question, Amendment):
        yield from _amendment(question, language)
    elif options:
        yield from _boxes(question, options, language)
        asking = opening(options)
        if asking:
            yield Paragraph(text_spans(asking.label, language), Look.PART_NAME)
            yield Room(LINE)
    elif not isinstance(question, Group | Attachment):
        yield Room(LONG_ROOM if question.kind == "long_text" else LINE)
    if "reason" in question.used_parts:
        yield Paragraph(plain(gettext(language, "Reason")), Look.PART_NAME)
        yield Room(REASON_ROOM)


def _amendment(question: Amendment, language: str) -> Iterator[Block]:
    yield Paragraph(plain(gettext(language, "Provision")), Look.PART_NAME)
    if question.provision:
        yield Paragraph(text_spans(question.provision, language))
    else:
        yield Room(LINE)
    if question.proposed:
        yield Paragraph(plain(gettext(language, "Wording proposed in the request")), Look.PART_NAME)
        spoken = language_of(question.proposed, language)
        for line in text_in(question.proposed, language).split("\n"):
            yield Paragraph(plain(line, spoken))
    yield Paragraph(plain(gettext(language, "Your wording")), Look.PART_NAME)
    yield Room(LONG_ROOM)


def _boxes(question: Question, options: tuple[Option, ...], language: str) -> Iterator[Box]:
    separate: frozenset[str] = getattr(question, "separate", frozenset())
    for option in options:
        yield Box(text_spans(option.label, language), separate=option.key in separate)


def _required(language: str) -> Span:
    return Span(f" ({gettext(language, 'required')})")


def _asked_sometimes(language: str) -> Paragraph:
    return Paragraph(plain(gettext(language, "Asked only after certain earlier answers.")), Look.HINT)


def _paragraphs(texts: Texts, language: str, look: Look = Look.TEXT) -> Iterator[Paragraph]:
    return markdown_paragraphs(text_in(texts, language), language_of(texts, language), look)
