"""The committee's papers in Word: figures, then every answer word by word, in one of three orders."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from survey.export.documents.pack_answers import NumberedQuestion, answers_to, numbered_questions, one_answer
from survey.export.documents.pack_figures import figures_of_consultation, figures_of_question
from survey.export.documents.statement import question_spans, text_spans
from survey.export.statements.collected import Collected
from survey.export.statements.records import ConsultationRecord, Edition, Respondent
from survey.export.statements.respondent_cells import group_name
from survey.export.word.document import (
    About,
    Block,
    Contents,
    Document,
    Fact,
    Heading,
    Look,
    Paragraph,
    Span,
    Title,
    plain,
)
from survey.languages import format_moment, gettext, text_in
from survey.questions.kinds.amendment import Amendment


class Order(StrEnum):
    """What makes a chapter of the papers."""

    QUESTION = "question"
    GROUP = "group"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Pack:
    """What the papers are made of."""

    consultation: ConsultationRecord
    respondents: Iterable[Respondent]
    collected: Collected
    edition: Edition

    @property
    def language(self) -> str:
        """The language of everything that is not an answer."""
        return self.edition.language

    @property
    def numbered(self) -> Sequence[NumberedQuestion]:
        """Every question that makes a chapter."""
        return numbered_questions(self.consultation.question_set)


def pack_document(pack: Pack, order: Order) -> Document:
    """The papers, with a table of contents that leads to each chapter."""
    language, consultation = pack.language, pack.consultation
    title = gettext(language, "Statements: %(title)s", title=text_in(consultation.title, language))
    about = About(title, language, pack.edition.exported_at, consultation.diary_number)

    def blocks() -> Iterator[Block]:
        yield Title(
            (Span(gettext(language, "Statements: %(title)s", title="")), *text_spans(consultation.title, language))
        )
        yield from _facts(pack)
        yield from figures_of_consultation(pack.respondents, consultation.deadline, language)
        chapters, entries = _ORDERS[order](pack)
        yield Contents(gettext(language, "Contents"), entries)
        yield from chapters

    return Document(about, blocks())


Entries = tuple[tuple[tuple[Span, ...], str], ...]
Chapters = tuple[Iterator[Block], Entries]


def _facts(pack: Pack) -> Iterator[Fact]:
    language, consultation, edition = pack.language, pack.consultation, pack.edition
    yield Fact(plain(gettext(language, "Requested by")), text_spans(consultation.issuer, language))
    yield Fact(plain(gettext(language, "Diary number")), plain(consultation.diary_number))
    opened, ends = (format_moment(language, each) for each in (consultation.opened_at, consultation.deadline))
    yield Fact(plain(gettext(language, "Response time begins")), plain(opened))
    yield Fact(plain(gettext(language, "Response time ends")), plain(ends))
    yield Fact(plain(gettext(language, "Exported")), plain(format_moment(language, edition.exported_at)))
    yield Fact(plain(gettext(language, "Exported by")), plain(edition.by))


def _by_question(pack: Pack) -> Chapters:
    """A chapter for each question: its figures, then the answers by group in official order."""
    language = pack.language
    entries = tuple((_question_spans(each, language), f"question_{each.number}") for each in pack.numbered)

    def chapters() -> Iterator[Block]:
        for numbered, (spans, anchor) in zip(pack.numbered, entries, strict=True):
            yield Heading(1, spans, anchor, new_page=True)
            yield Paragraph(text_spans(numbered.section_title, language), Look.HINT)
            yield from _proposed(numbered, language)
            yield from figures_of_question(numbered, pack.collected.counts, language)
            group = None
            for respondent, answers in answers_to(numbered, pack.collected):
                if respondent.group_in_statement != group:
                    group = respondent.group_in_statement
                    yield Heading(2, plain(group_name(group, language)))
                yield Heading(3, text_spans(respondent.organisation, language))
                yield from one_answer(answers, respondent, level=4, language=language)
            if group is None:
                yield _nobody(language)

    return chapters(), entries


def _by_group(pack: Pack) -> Chapters:
    """A chapter for each group of respondents: question by question, then by name."""
    language = pack.language
    groups = pack.collected.counts.official_groups()
    entries = tuple((plain(group_name(group, language)), f"group_{place}") for place, group in enumerate(groups))

    def chapters() -> Iterator[Block]:
        for group, (spans, anchor) in zip(groups, entries, strict=True):
            yield Heading(1, spans, anchor, new_page=True)
            for numbered in pack.numbered:
                begun = False
                for respondent, answers in answers_to(numbered, pack.collected):
                    if respondent.group_in_statement != group:
                        continue
                    if not begun:
                        yield Heading(2, _question_spans(numbered, language))
                        begun = True
                    yield Heading(3, text_spans(respondent.organisation, language))
                    yield from one_answer(answers, respondent, level=4, language=language)

    return chapters(), entries


def _by_organisation(pack: Pack) -> Chapters:
    """A chapter for each organisation: what it answered, in the order of the form."""
    language = pack.language
    everybody = pack.collected.respondents
    entries = tuple(
        (text_spans(each.organisation, language), f"organisation_{place}") for place, each in enumerate(everybody)
    )

    def chapters() -> Iterator[Block]:
        readers = [(numbered, answers_to(numbered, pack.collected)) for numbered in pack.numbered]
        waiting = [next(reader, None) for _, reader in readers]
        for position, (respondent, (spans, anchor)) in enumerate(zip(everybody, entries, strict=True)):
            yield Heading(1, spans, anchor, new_page=True)
            yield Paragraph(plain(group_name(respondent.group_in_statement, language)), Look.HINT)
            begun = False
            for place, (numbered, reader) in enumerate(readers):
                found = waiting[place]
                if found and found[1][0].collected_answer.position == position:
                    yield Heading(2, _question_spans(numbered, language))
                    yield from one_answer(found[1], respondent, level=3, language=language)
                    waiting[place], begun = next(reader, None), True
            if not begun:
                yield Paragraph(plain(gettext(language, "The organisation has nothing to state.")))

    return chapters(), entries


_ORDERS: Mapping[Order, Callable[[Pack], Chapters]] = {
    Order.QUESTION: _by_question,
    Order.GROUP: _by_group,
    Order.ORGANISATION: _by_organisation,
}


def _question_spans(numbered: NumberedQuestion, language: str) -> tuple[Span, ...]:
    return question_spans(numbered.number, numbered.question.label, language)


def _proposed(numbered: NumberedQuestion, language: str) -> Iterator[Block]:
    """The wording that an amendment is about, once for all who propose another."""
    if isinstance(numbered.question, Amendment) and numbered.question.proposed:
        yield Paragraph(plain(gettext(language, "Wording proposed in the request")), Look.PART_NAME)
        (proposed,) = text_spans(numbered.question.proposed, language)
        for line in proposed.text.split("\n"):
            yield Paragraph(plain(line, proposed.language))


def _nobody(language: str) -> Paragraph:
    return Paragraph(plain(gettext(language, "Nobody answered this question.")), Look.HINT)
