"""The blank form as a document: every question with boxes to tick and space to write in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from survey.export.documents.statement import Request, about, head_facts, question_spans, text_spans
from survey.export.word import document as word
from survey.export.word.document import Block, Box, Document, Fact, Heading, Look, Paragraph, Span, Spans, Title, plain
from survey.export.word.markdown_blocks import markdown_paragraphs
from survey.languages import format_moment, gettext, language_of, text_in
from survey.questions.asking.addresses import entry_of, key_in_set, sections_on_paper
from survey.questions.asking.condition_words import (
    NumberedQuestion,
    Pieces,
    condition_words,
    numbered_questions,
)
from survey.questions.asking.displayed import entry_name
from survey.questions.asking.entries import entries_of, with_entries
from survey.questions.asking.limits import limit_words
from survey.questions.consultation import Consultation, Person
from survey.questions.details import DETAILS_KEY
from survey.questions.kinds.group import Group
from survey.questions.paper import (
    Boxes,
    PaperPart,
    Paragraphs,
    PartName,
    Provision,
    Quotation,
    Room,
    RowName,
    Unit,
)
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet, Section


@dataclass(frozen=True)
class Blank:
    """What the document needs in addition to the request."""

    question_set: QuestionSet
    contact_name: str
    contact_email: str
    deadline: datetime


def questions_document(
    request: Request, blank: Blank, *, language: str, made_at: datetime, with_details: bool = True
) -> Document:
    """Every question in order, and last the respondent's details, to prepare the answers on paper or with a board."""
    title = gettext(language, "The questions")
    return Document(
        about(request, f"{title}: {text_in(request.title, language)}", language, made_at),
        _blocks(request, blank, title, language, with_details=with_details),
    )


def _blocks(request: Request, blank: Blank, title: str, language: str, *, with_details: bool) -> Iterator[Block]:
    yield Title((Span(f"{title}: "), *text_spans(request.title, language)))
    prepared = gettext(
        language,
        "For preparing the answers on paper or for a board's agenda. The answers are handed in with the personal link.",
    )
    yield Paragraph(plain(prepared), Look.HINT)
    yield from head_facts(request, language)
    yield from _about_consultation(blank, language)
    if blank.question_set.introduction:
        yield from _paragraphs(blank.question_set.introduction, language)
    data = blank.question_set.consultation or Consultation()
    background, goals = gettext(language, "Background"), gettext(language, "Goals")
    for heading, texts in ((background, data.background), (goals, data.goals)):
        if texts:
            yield Heading(1, plain(heading))
            yield from _paragraphs(texts, language)
    numbers, questions = blank.question_set.numbers(), numbered_questions(blank.question_set)
    for section in sections_on_paper(blank.question_set):
        if with_details or section.key != DETAILS_KEY:
            yield from _section(section, numbers, questions, language)


def _about_consultation(blank: Blank, language: str) -> Iterator[Fact]:
    """The project number, the deadline, the material and the contact persons."""
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


def _section(
    section: Section, numbers: Mapping[str, str], questions: Mapping[str, NumberedQuestion], language: str
) -> Iterator[Block]:
    yield Heading(1, text_spans(section.title, language))
    yield from _condition(section.show_if, questions, language)
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
        number = numbers.get(key_in_set(question.key))
        yield from _question(question, number, questions, language, within=entry is not None)
    if here:
        yield from _end_of_entry(groups[here.partition("/")[0]], last=True, language=language)
    if section.nothing_to_state:
        words = gettext(language, "We have nothing to state on the questions of this section that are left empty")
        yield Box(plain(words), separate=True)


def _end_of_entry(group: Group, *, last: bool, language: str) -> Iterator[Block]:
    if last and len(entries_of(group, {})) < group.repeat.maximum:
        yield Paragraph(plain(gettext(language, "There may be more of these.")), Look.HINT)


def _question(
    question: Question,
    number: str | None,
    questions: Mapping[str, NumberedQuestion],
    language: str,
    *,
    within: bool,
) -> Iterator[Block]:
    level = 4 if within else 2
    if question.asks:
        heading = question_spans(number, question.label, language, within=within)
        yield Heading(level, (*heading, _required(language)) if question.is_marked_required else heading)
    else:
        yield Heading(level, text_spans(question.label, language))
    yield from _condition(question.show_if, questions, language, asks=question.asks)
    if question.asks:
        yield from _hints(question, language)
    for part in question.on_paper():
        yield from _part(part, language)
    if question.asks and question.nothing_to_state:
        yield Box(plain(gettext(language, "We have nothing to state on this")), separate=True)


def _hints(question: Question, language: str) -> Iterator[Block]:
    if not question.public:
        yield Paragraph(plain(gettext(language, "Not published.")), Look.HINT)
    if question.help:
        yield from _paragraphs(question.help, language, Look.HINT)
    if limit := limit_words(question, language):
        yield Paragraph(plain(limit), Look.HINT)


def _part(part: PaperPart, language: str) -> Iterator[Block]:
    """A part of what the question's kind prints, in the order of the page."""
    match part:
        case Room():
            yield word.Room(part.lines)
        case Boxes():
            for label, separate in part.options:
                yield Box(text_spans(label, language), separate=separate)
        case PartName():
            name = part.words
            yield _part_name(plain(gettext(language, name)) if isinstance(name, str) else text_spans(name, language))
        case RowName():
            row = text_spans(part.words, language)
            yield _part_name((*row, _required(language)) if part.required else row)
        case Unit():
            yield Paragraph((Span(f"{gettext(language, 'Unit')}: "), *text_spans(part.words, language)), Look.HINT)
        case Provision():
            yield _part_name(plain(gettext(language, "Provision")))
            yield Paragraph(text_spans(part.words, language))
        case Quotation():
            written_in = language_of(part.words, language)
            for line in text_in(part.words, language).split("\n"):
                yield Paragraph(plain(line, written_in))
        case Paragraphs():
            yield from _paragraphs(part.words, language)


def _part_name(spans: Spans) -> Paragraph:
    return Paragraph(spans, Look.PART_NAME)


def _required(language: str) -> Span:
    return Span(f" ({gettext(language, 'required')})")


def _condition(
    show_if: Mapping[str, Any] | None, questions: Mapping[str, NumberedQuestion], language: str, *, asks: bool = True
) -> Iterator[Paragraph]:
    """When something is asked: one sentence, and what it requires as a list if that is several things."""
    if show_if:
        told = condition_words(show_if, questions, language, asks=asks)
        yield Paragraph(_condition_spans(told.sentence, language), Look.HINT)
        yield from (Paragraph(_condition_spans(item, language), Look.BULLET) for item in told.items)


def _condition_spans(pieces: Pieces, language: str) -> Spans:
    spans = (plain(piece) if isinstance(piece, str) else text_spans(piece, language) for piece in pieces)
    return tuple(chain.from_iterable(spans))


def _paragraphs(texts: Mapping[str, str], language: str, look: Look = Look.TEXT) -> Iterator[Paragraph]:
    return markdown_paragraphs(text_in(texts, language), language_of(texts, language), look)
