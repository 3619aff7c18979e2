"""What a board's item needs to decide on a statement: the request, the proposal by headings, place for the decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from survey.export.documents.statement import (
    DetailsPlace,
    Request,
    about,
    head_facts,
    marked_language,
    placed,
    statement_blocks,
    text_spans,
)
from survey.export.word.document import Block, Document, Fact, Heading, Look, Paragraph, Room, Span, Title, plain
from survey.export.word.markdown_blocks import markdown_paragraphs
from survey.languages import format_moment, gettext, language_of, text_in
from survey.questions.asking.displayed import DisplayedSection
from survey.questions.consultation import Consultation

DECISION_LINES = 4


@dataclass(frozen=True)
class Item:
    """What the item says beside the request and the proposal. `case_number`: the organisation's own."""

    deadline: datetime
    case_number: str
    consultation: Consultation


def board_item_document(  # noqa: PLR0913  # what the item is made of
    request: Request,
    item: Item,
    sections: Sequence[DisplayedSection],
    *,
    answer_language: str,
    language: str,
    made_at: datetime,
) -> Document:
    """The item, in the order of minutes. Questions that are not answered are no part of the proposal."""
    title = gettext(language, "Giving a statement")

    def blocks() -> Iterator[Block]:
        marked = marked_language(answer_language, language)
        yield Title((Span(f"{title}: "), *text_spans(request.title, language), *marked))
        yield from head_facts(request, language)
        yield Fact(plain(gettext(language, "Response time ends")), plain(format_moment(language, item.deadline)))
        yield Fact(plain(gettext(language, "Respondent")), text_spans(request.organisation, language))
        if item.case_number:
            yield Fact(plain(gettext(language, "The respondent's case number")), plain(item.case_number))
        yield Heading(1, plain(gettext(language, "The request")))
        yield from _request(request, item, language)
        yield Heading(1, plain(gettext(language, "Proposal")))
        proposed = gettext(
            language,
            "%(organisation)s gives the following statement:",
            organisation=text_in(request.organisation, language),
        )
        yield Paragraph(plain(proposed))
        answered = _answered(placed(sections, DetailsPlace.LEFT_OUT))
        for block in statement_blocks(list(answered), answer_language=answer_language, language=language):
            yield replace(block, level=block.level + 1) if isinstance(block, Heading) else block
        yield Heading(1, plain(gettext(language, "Decision")))
        for label in (gettext(language, "Decision-making body"), gettext(language, "Date of the decision"), "§"):
            yield Fact(plain(label), plain("…" * 10))
        yield Room(DECISION_LINES)

    return Document(about(request, f"{title}: {text_in(request.title, language)}", language, made_at), blocks())


def _answered(sections: Sequence[DisplayedSection]) -> Iterator[DisplayedSection]:
    """The sections with the questions that are answered; those of an entry stay together."""
    for each in sections:
        kept = [answer for answer in each.answers if answer.within or answer.holds_entries or answer.given]
        if kept:
            yield DisplayedSection(each.section, kept)


def _request(request: Request, item: Item, language: str) -> Iterator[Block]:
    asks = gettext(
        language,
        "%(issuer)s asks for a statement on the following matter: %(title)s. It must be given by %(deadline)s.",
        issuer=text_in(request.issuer, language),
        title=text_in(request.title, language),
        deadline=format_moment(language, item.deadline),
    )
    yield Paragraph(plain(asks))
    for texts in (item.consultation.background, item.consultation.goals):
        if texts:
            yield from markdown_paragraphs(text_in(texts, language), language_of(texts, language), Look.TEXT)
