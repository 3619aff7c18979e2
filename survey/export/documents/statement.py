"""A statement and a draft as documents that can go on a board's agenda as they are, and blocks for other documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from survey.export.statements.records import (
    CHANNEL,
    DECISION,
    JOINT_STATEMENT,
    Confirmed,
    Decision,
    Party,
    confirmed_words,
    decision_words,
    entered_words,
    party_words,
)
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
from survey.languages import (
    format_date,
    format_moment,
    format_size,
    format_time,
    gettext,
    language_name_in,
    language_of,
    text_in,
)
from survey.languages import mark as _
from survey.questions.asking.displayed import DisplayedAnswer, DisplayedPart, DisplayedSection
from survey.questions.details import DETAILS_KEY
from survey.questions.difference import Mark as Change
from survey.questions.difference import Piece
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Given, Question, Texts

NO_CONTACT = _("The contact details and other answers that are not published are not kept any more.")

_CHANGES = {Change.KEPT: Mark.PLAIN, Change.ADDED: Mark.ADDED, Change.REMOVED: Mark.REMOVED}


class DetailsPlace(StrEnum):
    """Where a document has the respondent's details: a board often wants the questions first, or no details at all."""

    FIRST = "first"
    AFTER = "after"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Request:
    """The request for a statement that a document belongs to; `organisation` is the one that the document is for."""

    title: Texts
    issuer: Texts
    diary_number: str
    organisation: Texts


@dataclass(frozen=True)
class Submitted:
    """How a statement was submitted. `digest` is that of its public part; `replaced_by` is the number of the version
    that counts, or 0 if this one counts or none does. `channel` and `entered_at`: of one that came otherwise and was
    entered. `decision`, `expected` and `confirmed`: what was said of the organisation's own decision. `withdrawn_at`
    and `withdrawn_because`: when and why it was withdrawn; `is_withdrawn`: with a later one, or by itself.
    """

    received_at: datetime
    reference: str
    number: int
    nothing_to_state: bool
    digest: str
    replaced_by: int = 0
    channel: str | None = None
    entered_at: datetime | None = None
    decision: str | None = None
    expected: date | None = None
    confirmed: Confirmed | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""
    is_withdrawn: bool = False
    parties: tuple[Party, ...] = ()
    """The other organisations behind it."""
    lacks_contact: bool = False
    """Whether contact details belong into the document, and are not there any more."""


def statement_document(  # noqa: PLR0913  # what a statement's document is made of
    request: Request,
    submitted: Submitted,
    sections: Sequence[DisplayedSection],
    *,
    answer_language: str,
    language: str,
    made_at: datetime,
    details: DetailsPlace = DetailsPlace.FIRST,
) -> Document:
    """A submitted statement. The product's words are in `language`, the answers in `answer_language`, unchanged."""
    name = text_in(request.organisation, language)
    title = gettext(language, "Statement: %(organisation)s", organisation=name)

    def blocks() -> Iterator[Block]:
        yield Title((Span(title), *marked_language(answer_language, language)))
        for words in standing_words(submitted, language):
            yield Paragraph((Span(words, mark=Mark.STRONG),))
        yield from head_facts(request, language)
        yield _fact(gettext(language, "Received"), format_moment(language, submitted.received_at))
        if submitted.channel and submitted.entered_at:
            yield _fact(gettext(language, CHANNEL), entered_words(submitted.channel, submitted.entered_at, language))
        yield _fact(gettext(language, "Reference"), submitted.reference)
        yield _fact(gettext(language, "Version"), str(submitted.number))
        if told := decision_fact(submitted, language):
            yield _fact(gettext(language, DECISION), told)
        if submitted.parties:
            yield _fact(gettext(language, JOINT_STATEMENT), "\n".join(joint_lines(request, submitted, language)))
        yield digest_fact(submitted.digest, language)
        if submitted.lacks_contact:
            yield Paragraph(plain(gettext(language, NO_CONTACT)))
        shown = sections
        if submitted.nothing_to_state:
            yield Paragraph(plain(gettext(language, "The organisation has nothing to state.")))
            shown = sections[:1]
        shown = placed(shown, details)
        yield from statement_blocks(shown, answer_language=answer_language, language=language)
        yield from dissents(submitted.parties, language)

    return Document(about(request, title, language, made_at), blocks())


def joint_lines(request: Request, submitted: Submitted, language: str) -> Iterator[str]:
    """Every organisation behind the statement, first the one that has submitted it."""
    yield text_in(request.organisation, language)
    for each in submitted.parties:
        yield party_words(each, language, received_at=submitted.received_at)


def dissents(parties: Sequence[Party], language: str) -> Iterator[Block]:
    """The dissenting parts, each under the name of its organisation."""
    for each in parties:
        if each.dissent:
            name = text_in(each.organisation, language)
            yield Heading(1, plain(gettext(language, "Dissenting part: %(organisation)s", organisation=name)))
            yield from answer_paragraphs(each.dissent, each.dissent_language or language)


def standing_words(submitted: Submitted, language: str) -> Iterator[str]:
    """What must be seen first of a statement: that it counts no longer, or that the decision on it is pending."""
    if submitted.withdrawn_at:
        at = {"date": format_date(submitted.withdrawn_at), "time": format_time(submitted.withdrawn_at)}
        yield gettext(language, "This statement was withdrawn on %(date)s at %(time)s, and does not count.", **at)
        yield gettext(language, "Reason: %(reason)s", reason=submitted.withdrawn_because)
    elif submitted.replaced_by:
        yield gettext(
            language,
            "This statement has been replaced by a later one (version %(number)s), which counts.",
            number=submitted.replaced_by,
        )
    elif submitted.is_withdrawn:
        yield gettext(language, "This statement does not count: a later one has been withdrawn, and this with it.")
    if submitted.decision == Decision.PENDING and not submitted.confirmed:
        yield gettext(language, "The decision on this statement is pending.")
        if submitted.expected:
            yield gettext(language, "It is expected on %(date)s.", date=format_date(submitted.expected))


def decision_fact(submitted: Submitted, language: str) -> str:
    """What was said of the organisation's own decision on one line; empty where it was not asked."""
    return decision_line(submitted.decision, submitted.confirmed, language)


def decision_line(decision: str | None, confirmed: Confirmed | None, language: str) -> str:
    """The same of a submission whose snapshot nobody has read."""
    words = decision_words(decision, language, is_confirmed=confirmed is not None) or ""
    return f"{words}: {confirmed_words(confirmed, language)}" if confirmed else words


def draft_document(  # noqa: PLR0913  # what a draft's document is made of
    request: Request,
    sections: Sequence[DisplayedSection],
    *,
    status: str,
    deadline: datetime,
    answer_language: str,
    language: str,
    made_at: datetime,
    details: DetailsPlace = DetailsPlace.FIRST,
) -> Document:
    """The draft as it is now, for a board to decide on; `status` says whether it differs from what was submitted."""
    title = gettext(language, "Draft of the statement")
    name = text_in(request.organisation, language)

    def blocks() -> Iterator[Block]:
        marked = marked_language(answer_language, language)
        yield Title((Span(f"{title}: "), *text_spans(request.organisation, language), *marked))
        yield Paragraph((Span(status, mark=Mark.STRONG),))
        yield from head_facts(request, language)
        yield _fact(gettext(language, "Response time ends"), format_moment(language, deadline))
        shown = placed(sections, details)
        yield from statement_blocks(shown, answer_language=answer_language, language=language)

    return Document(about(request, f"{title}: {name}", language, made_at), blocks())


def placed(sections: Sequence[DisplayedSection], details: DetailsPlace) -> list[DisplayedSection]:
    """The sections with the respondent's details where they are wanted."""
    others = [each for each in sections if each.section.key != DETAILS_KEY]
    own = [each for each in sections if each.section.key == DETAILS_KEY]
    match details:
        case DetailsPlace.FIRST:
            return [*own, *others]
        case DetailsPlace.AFTER:
            return [*others, *own]
        case DetailsPlace.LEFT_OUT:
            return others


def about(request: Request, title: str, language: str, made_at: datetime) -> About:
    """The properties of a document of this request."""
    head = " · ".join(words for words in (request.diary_number, text_in(request.organisation, language)) if words)
    return About(title, language, made_at, head)


def head_facts(request: Request, language: str) -> Iterator[Fact]:
    """The title of the request, who asks, and its diary number."""
    yield Fact(plain(gettext(language, "Request for a statement")), text_spans(request.title, language))
    yield Fact(plain(gettext(language, "Requested by")), text_spans(request.issuer, language))
    yield _fact(gettext(language, "Diary number"), request.diary_number)


def text_spans(texts: Mapping[str, str], language: str) -> Spans:
    """A text of the question set for readers of `language`, marked with the language that it really is in."""
    return plain(text_in(texts, language), language_of(texts, language))


def digest_fact(digest: str, language: str) -> Fact:
    """The digest of a statement's public part, by which it can be checked, on one line."""
    return Fact(plain(gettext(language, "Check code")), (Span(digest, mark=Mark.CODE),))


def language_words(code: str, language: str) -> str:
    """In which language something is written, in words of `language`: “ruotsiksi”, “på svenska”."""
    known = {
        "fi": gettext(language, "in Finnish"),
        "sv": gettext(language, "in Swedish"),
        "en": gettext(language, "in English"),
    }
    return known.get(code) or gettext(language, "language: %(language)s", language=language_name_in(language, code))


def marked_language(code: str, language: str) -> Spans:
    """“ (ruotsiksi)” where the language of a text differs from the document's; nothing where it is the same."""
    return () if code == language else (Span(f" ({language_words(code, language)})"),)


def statement_blocks(sections: Sequence[DisplayedSection], *, answer_language: str, language: str) -> Iterator[Block]:
    """Every section and every question under a heading, and each answer exactly as it was typed."""
    for each in sections:
        yield Heading(1, text_spans(each.section.title, language))
        for displayed in each.answers:
            if each.section.key == DETAILS_KEY:
                if displayed.parts:
                    yield _detail(displayed, answer_language, language)
            else:
                yield from _question(displayed, answer_language, language)


def _detail(displayed: DisplayedAnswer, answer_language: str, language: str) -> Fact:
    label = text_spans(displayed.question.label, language)
    return Fact(
        (*label, *_unpublished(displayed.question, language)), tuple(_detail_spans(displayed.parts, answer_language))
    )


def _detail_spans(parts: Sequence[DisplayedPart], answer_language: str) -> Iterator[Span]:
    """The parts on one line; what the respondent wrote is marked with the language of the statement."""
    for number, part in enumerate(parts):
        if number:
            yield Span(" ")
        yield Span(part.text, answer_language if part.own else "")


def _unpublished(question: Question, language: str) -> Spans:
    return () if question.public else (Span(f" ({gettext(language, 'not published')})"),)


def answer_blocks(displayed: DisplayedAnswer, *, answer_language: str, language: str) -> Iterator[Block]:
    """The answer to one question; if there is none, “Nothing to state” or “Not answered”."""
    if displayed.nothing:
        yield instead_of_answer(gettext(language, "Nothing to state"))
    elif displayed.given and displayed.parts:
        yield from filled_blocks(displayed.given, displayed.parts, answer_language=answer_language, language=language)
    elif not displayed.holds_entries:
        yield instead_of_answer(gettext(language, "Not answered"))


def instead_of_answer(words: str) -> Paragraph:
    """Words in the place of an answer: as grey as a hint, but not tied to the question that follows."""
    return Paragraph(plain(words), Look.HINT, with_next=False)


def filled_blocks(
    given: Given, parts: Sequence[DisplayedPart], *, answer_language: str, language: str, marks_explained: bool = False
) -> Iterator[Block]:
    """The parts of an answer as they were typed, or the names of its files.

    If `marks_explained` is true, the document explains above what the marks of a changed wording mean.
    """
    files = files_of(given.value)
    for file in files:
        yield Paragraph(plain(f"{file.name} ({format_size(language, file.size)})"), Look.BULLET)
    for place, part in enumerate(() if files else parts, start=1):
        # The option that was chosen stays with the beginning of its reason.
        with_next = not part.own and place < len(parts)
        written_in = answer_language if part.own else language
        yield from _part(part, written_in, language, with_next=with_next)
        yield from _changes(part, written_in, language, marks_explained=marks_explained)


def marks_explanation(language: str) -> Paragraph:
    """What the marks of a changed wording mean."""
    words = gettext(language, "What is struck through was removed, what is underlined was added.")
    return Paragraph(plain(words), Look.HINT)


def question_spans(number: str | None, label: Texts, language: str, *, within: bool = False) -> Spans:
    """A question's heading: its number (with a point, unless it is `within` a group) and its label."""
    numbered = f"{number}{'' if within else '.'} " if number else ""
    return (Span(numbered), *text_spans(label, language))


def _question(displayed: DisplayedAnswer, answer_language: str, language: str) -> Iterator[Block]:
    if displayed.entry:
        yield Heading(3, text_spans(displayed.entry, language))
    spans = question_spans(displayed.number, displayed.question.label, language, within=displayed.within)
    yield Heading(4 if displayed.within else 2, (*spans, *_unpublished(displayed.question, language)))
    yield from answer_blocks(displayed, answer_language=answer_language, language=language)


def _part(part: DisplayedPart, written_in: str, language: str, *, with_next: bool) -> Iterator[Block]:
    if part.label:
        yield Paragraph(text_spans(part.label, language), Look.PART_NAME)
    yield from answer_paragraphs(part.text, written_in, with_next=with_next or None)


def _changes(part: DisplayedPart, written_in: str, language: str, *, marks_explained: bool) -> Iterator[Block]:
    if part.changes:
        yield Paragraph(plain(gettext(language, "What changes in the wording that was proposed")), Look.PART_NAME)
        if not marks_explained:
            yield marks_explanation(language)
        yield from marked_paragraphs(part.changes, written_in)


def marked_paragraphs(changes: Sequence[Piece], written_in: str) -> Iterator[Paragraph]:
    """The pieces of a wording as paragraphs, each piece marked as kept, added or removed."""
    line: list[Span] = []
    for piece in changes:
        first, *others = piece.text.split("\n")
        line.append(Span(first, written_in, _CHANGES[piece.mark]))
        for text in others:
            yield Paragraph(tuple(line), Look.ANSWER)
            line = [Span(text, written_in, _CHANGES[piece.mark])]
    yield Paragraph(tuple(line), Look.ANSWER)


def _fact(label: str, value: str) -> Fact:
    return Fact(plain(label), plain(value))
