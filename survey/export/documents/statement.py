"""A statement, a draft and the blank questions as documents: what a board's agenda needs, and nothing to rearrange."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from survey.export.word.document import (
    About,
    Block,
    Document,
    Fact,
    Heading,
    Look,
    Mark,
    Paragraph,
    Span,
    Spans,
    Title,
    answer_paragraphs,
    plain,
)
from survey.languages import format_moment, format_size, gettext, language_of, text_in
from survey.questions.asking.displayed import DisplayedAnswer, DisplayedPart, DisplayedSection
from survey.questions.details import DETAILS_KEY
from survey.questions.difference import Mark as Change
from survey.questions.difference import Piece
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Given, Question, Texts

_CHANGES = {Change.KEPT: Mark.PLAIN, Change.ADDED: Mark.ADDED, Change.REMOVED: Mark.REMOVED}


@dataclass(frozen=True)
class Request:
    """What every document tells of the request that it belongs to; `organisation` is whose document it is."""

    title: Texts
    issuer: Texts
    diary_number: str
    organisation: Texts


@dataclass(frozen=True)
class Submitted:
    """What a statement's document tells of how it was handed in; `replaced_by` is a later version's number, or 0."""

    received_at: datetime
    reference: str
    number: int
    nothing_to_state: bool
    replaced_by: int = 0


def statement_document(  # noqa: PLR0913  # what a statement's document is made of
    request: Request,
    submitted: Submitted,
    sections: Sequence[DisplayedSection],
    *,
    answer_language: str,
    language: str,
    made_at: datetime,
) -> Document:
    """A statement that was handed in, with its product's words in `language` and the answers in their own."""
    name = text_in(request.organisation, language)
    title = gettext(language, "Statement: %(organisation)s", organisation=name)

    def blocks() -> Iterator[Block]:
        yield Title(plain(title))
        if submitted.replaced_by:
            replaced = gettext(
                language,
                "This statement has been replaced by a later one (version %(number)s), which counts.",
                number=submitted.replaced_by,
            )
            yield Paragraph((Span(replaced, mark=Mark.STRONG),))
        yield from head_facts(request, language)
        yield _fact(gettext(language, "Received"), format_moment(language, submitted.received_at))
        yield _fact(gettext(language, "Reference"), submitted.reference)
        yield _fact(gettext(language, "Version"), str(submitted.number))
        shown = sections
        if submitted.nothing_to_state:
            yield Paragraph(plain(gettext(language, "The organisation has nothing to state.")))
            shown = sections[:1]
        yield from statement_blocks(shown, answer_language=answer_language, language=language)

    return Document(about(request, title, language, made_at), blocks())


def draft_document(  # noqa: PLR0913  # what a draft's document is made of
    request: Request,
    sections: Sequence[DisplayedSection],
    *,
    status: str,
    deadline: datetime,
    answer_language: str,
    language: str,
    made_at: datetime,
) -> Document:
    """The draft as it is now, for a board to decide on; `status` says how it stands to what was handed in."""
    title = gettext(language, "Draft of the statement")
    name = text_in(request.organisation, language)

    def blocks() -> Iterator[Block]:
        yield Title((Span(f"{title}: "), *text_spans(request.organisation, language)))
        yield Paragraph((Span(status, mark=Mark.STRONG),))
        yield from head_facts(request, language)
        yield _fact(gettext(language, "Response time ends"), format_moment(language, deadline))
        yield from statement_blocks(sections, answer_language=answer_language, language=language)

    return Document(about(request, f"{title}: {name}", language, made_at), blocks())


def about(request: Request, title: str, language: str, made_at: datetime) -> About:
    """What a document of this request says about itself."""
    head = " · ".join(words for words in (request.diary_number, text_in(request.organisation, language)) if words)
    return About(title, language, made_at, head)


def head_facts(request: Request, language: str) -> Iterator[Fact]:
    """Which request it is, who asks, its diary number."""
    yield Fact(plain(gettext(language, "Request for a statement")), text_spans(request.title, language))
    yield Fact(plain(gettext(language, "Requested by")), text_spans(request.issuer, language))
    yield _fact(gettext(language, "Diary number"), request.diary_number)


def text_spans(texts: Mapping[str, str], language: str) -> Spans:
    """A text of the question set for readers of `language`, marked with the language that it really is in."""
    return plain(text_in(texts, language), language_of(texts, language))


def statement_blocks(sections: Sequence[DisplayedSection], *, answer_language: str, language: str) -> Iterator[Block]:
    """Every section under a heading, every question under one, and what was answered as it was typed."""
    for each in sections:
        yield Heading(1, text_spans(each.section.title, language))
        for displayed in each.answers:
            if each.section.key == DETAILS_KEY:
                if displayed.parts:
                    yield _detail(displayed, language)
            else:
                yield from _question(displayed, answer_language, language)


def _detail(displayed: DisplayedAnswer, language: str) -> Fact:
    label = text_spans(displayed.question.label, language)
    return Fact(
        (*label, *_unpublished(displayed.question, language)), plain(" ".join(part.text for part in displayed.parts))
    )


def _unpublished(question: Question, language: str) -> Spans:
    return () if question.public else (Span(f" ({gettext(language, 'not published')})"),)


def answer_blocks(displayed: DisplayedAnswer, *, answer_language: str, language: str) -> Iterator[Block]:
    """What was answered to one question; words of the product where there is nothing."""
    if displayed.nothing:
        yield Paragraph(plain(gettext(language, "Nothing to state")), Look.HINT)
    elif displayed.given and displayed.parts:
        yield from filled_blocks(displayed.given, displayed.parts, answer_language=answer_language, language=language)
    elif not displayed.holds_entries:
        yield Paragraph(plain(gettext(language, "Not answered")), Look.HINT)


def filled_blocks(
    given: Given, parts: Sequence[DisplayedPart], *, answer_language: str, language: str
) -> Iterator[Block]:
    """The parts of an answer as they were typed, or its files by name."""
    files = files_of(given.value)
    for file in files:
        yield Paragraph(plain(f"{file.name} ({format_size(language, file.size)})"), Look.BULLET)
    for part in () if files else parts:
        yield from _part(part, answer_language if part.own else language, language)


def question_spans(number: str | None, label: Texts, language: str, *, within: bool = False) -> Spans:
    """A question's heading: its number, with a point where it is a whole one, and its label."""
    numbered = f"{number}{'' if within else '.'} " if number else ""
    return (Span(numbered), *text_spans(label, language))


def _question(displayed: DisplayedAnswer, answer_language: str, language: str) -> Iterator[Block]:
    if displayed.entry:
        yield Heading(3, text_spans(displayed.entry, language))
    spans = question_spans(displayed.number, displayed.question.label, language, within=displayed.within)
    yield Heading(4 if displayed.within else 2, (*spans, *_unpublished(displayed.question, language)))
    yield from answer_blocks(displayed, answer_language=answer_language, language=language)


def _part(part: DisplayedPart, spoken: str, language: str) -> Iterator[Block]:
    if part.label:
        yield Paragraph(text_spans(part.label, language), Look.PART_NAME)
    yield from answer_paragraphs(part.text, spoken)
    if part.changes:
        yield Paragraph(plain(gettext(language, "What changes in the wording that was proposed")), Look.PART_NAME)
        marked = gettext(language, "What is struck through was removed, what is underlined was added.")
        yield Paragraph(plain(marked), Look.HINT)
        yield from _marked_paragraphs(part.changes, spoken)


def _marked_paragraphs(changes: Sequence[Piece], spoken: str) -> Iterator[Paragraph]:
    """The pieces of a wording as paragraphs, each piece marked with what became of it."""
    line: list[Span] = []
    for piece in changes:
        first, *others = piece.text.split("\n")
        line.append(Span(first, spoken, _CHANGES[piece.mark]))
        for text in others:
            yield Paragraph(tuple(line), Look.ANSWER)
            line = [Span(text, spoken, _CHANGES[piece.mark])]
    yield Paragraph(tuple(line), Look.ANSWER)


def _fact(label: str, value: str) -> Fact:
    return Fact(plain(label), plain(value))
