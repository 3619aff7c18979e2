"""A handling step as a document, and the difference between the texts of two steps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from survey.export.documents.statement import (
    DetailsPlace,
    Request,
    about,
    head_facts,
    marked_language,
    marked_paragraphs,
    marks_explanation,
    placed,
    question_spans,
    statement_blocks,
    text_spans,
)
from survey.export.word.document import (
    Block,
    Document,
    Fact,
    Heading,
    Look,
    Paragraph,
    Span,
    Title,
    answer_paragraphs,
    plain,
)
from survey.languages import format_date, gettext, mark_plural, ngettext, text_in
from survey.languages import mark as _
from survey.questions.asking.displayed import DisplayedSection
from survey.questions.comparing.answers import ComparedAnswer, ComparedSection
from survey.questions.difference import Mark, Piece

STEP_KINDS: Mapping[str, str] = {
    "draft": _("Draft, kept as it was"),
    "proposal": _("Proposal"),
    "amended_proposal": _("Amended proposal"),
    "decision": _("Decision"),
    "tabled": _("Tabled"),
    "returned": _("Returned for preparation"),
}
"""The kinds of a step in words, in the order in which they usually follow one another."""


CHANGED = mark_plural("%(changed)s of %(num)s question has changed.", "%(changed)s of %(num)s questions have changed.")


@dataclass(frozen=True)
class StepFacts:
    """What a step says of itself in documents: whom to ask is only on the organisation's own page."""

    kind: str
    body: str
    day: date
    paragraph: str
    presenter: str
    wording: str


def step_name(kind: str, body: str, day: date, paragraph: str, language: str) -> str:
    """The name of a step on one line: “Päätös: Kaupunginhallitus 12.11.2026 § 214”."""
    return f"{gettext(language, STEP_KINDS[kind])}: {who_and_when(body, day, paragraph)}"


def who_and_when(body: str, day: date, paragraph: str) -> str:
    """Who met when, and the § of the minutes, on one line: “Kaupunginhallitus 12.11.2026 § 214”."""
    return " ".join(words for words in (body, format_date(day), paragraph) if words)


def step_document(  # noqa: PLR0913  # what a step's document is made of
    request: Request,
    step: StepFacts,
    sections: Sequence[DisplayedSection],
    *,
    answer_language: str,
    language: str,
    made_at: datetime,
) -> Document:
    """The statement as it was at a step, without the respondent's details."""
    title = step_name(step.kind, step.body, step.day, step.paragraph, language)

    def blocks() -> Iterator[Block]:
        yield Title((Span(title), *marked_language(answer_language, language)))
        yield from head_facts(request, language)
        yield Fact(plain(gettext(language, "Respondent")), text_spans(request.organisation, language))
        if step.presenter:
            yield Fact(plain(gettext(language, "Presenter")), plain(step.presenter))
        if step.wording:
            yield Paragraph(plain(gettext(language, "The decision in words")), Look.PART_NAME)
            yield from answer_paragraphs(step.wording)
        shown = placed(sections, DetailsPlace.LEFT_OUT)
        yield from statement_blocks(shown, answer_language=answer_language, language=language)

    return Document(about(request, title, language, made_at), blocks())


def comparison_document(  # noqa: PLR0913  # what is compared, and how it is told
    request: Request,
    earlier: str,
    later: str,
    sections: Sequence[ComparedSection],
    *,
    answer_language: str,
    language: str,
    made_at: datetime,
) -> Document:
    """The questions that differ between two texts, each word by word, and then a list of those that do not.

    `earlier` and `later`: the names of the two texts.
    """
    title = gettext(language, "What has changed in the statement")
    name = text_in(request.organisation, language)

    def blocks() -> Iterator[Block]:
        yield Title((Span(f"{title}: "), *text_spans(request.organisation, language)))
        yield from head_facts(request, language)
        yield Fact(plain(gettext(language, "Earlier text")), plain(earlier))
        yield Fact(plain(gettext(language, "Later text")), plain(later))
        yield Paragraph(plain(changed_words(sections, language)))
        changed = [each for each in sections if each.changed]
        if changed:
            yield marks_explanation(language)
        for each in changed:
            yield Heading(1, text_spans(each.section.title, language))
            for answer in each.changed:
                yield from _changed_answer(answer, answer_language, language)
        unchanged = [answer for each in sections for answer in each.answers if not answer.changed]
        if changed and unchanged:
            yield Heading(1, plain(gettext(language, "Unchanged questions")))
            for answer in unchanged:
                yield Paragraph(_heading(answer, language), Look.BULLET)

    return Document(about(request, f"{title}: {name}", language, made_at), blocks())


def changed_words(sections: Sequence[ComparedSection], language: str) -> str:
    """How many questions have changed, in a sentence."""
    total = sum(len(each.answers) for each in sections)
    changed = sum(len(each.changed) for each in sections)
    if not changed:
        return gettext(language, "The texts are the same in every question.")
    return ngettext(language, *CHANGED, total, changed=changed)


def told_in_words(piece: Piece, language: str) -> Piece:
    """A piece of a difference with its mark in words: in a document nothing else tells of it to who does not see it."""
    if piece.mark is Mark.KEPT:
        return piece
    words = gettext(language, "removed:") if piece.mark is Mark.REMOVED else gettext(language, "added:")
    text = piece.text.rstrip()
    if not text:
        return piece
    return replace(piece, text=f"[{words} {text}]{piece.text[len(text) :]}")


def _changed_answer(answer: ComparedAnswer, answer_language: str, language: str) -> Iterator[Block]:
    yield Heading(2, _heading(answer, language))
    if answer.earlier is None:
        yield Paragraph(plain(gettext(language, "Not answered in the earlier text.")), Look.HINT)
    if answer.later is None:
        yield Paragraph(plain(gettext(language, "Not answered in the later text.")), Look.HINT)
    for part in answer.parts:
        if part.label:
            yield Paragraph(text_spans(part.label, language), Look.PART_NAME)
        pieces = [told_in_words(piece, language) for piece in part.pieces]
        yield from marked_paragraphs(pieces, answer_language if part.own else language)


def _heading(answer: ComparedAnswer, language: str) -> tuple[Span, ...]:
    displayed = answer.displayed
    spans = question_spans(displayed.number, displayed.question.label, language, within=displayed.within)
    return (*text_spans(displayed.of_entry, language), Span(": "), *spans) if displayed.of_entry else spans
