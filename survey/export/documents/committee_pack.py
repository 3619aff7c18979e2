"""The committee's papers in Word: the figures of the round, then every answer word by word, in one of three orders."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from survey.export.documents.pack_answers import FrozenModel, answers_to, asked_of, one_answer
from survey.export.documents.pack_figures import figures_of_question, figures_of_round
from survey.export.documents.statement import question_spans, text_spans
from survey.export.statements.collected import Collected
from survey.export.statements.records import Edition, Respondent, Round
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

    this_round: Round
    respondents: Iterable[Respondent]
    pass_over: Collected
    edition: Edition

    @property
    def language(self) -> str:
        """The language of everything that is not an answer."""
        return self.edition.language

    @property
    def asked(self) -> Sequence[FrozenModel]:
        """Every question that makes a chapter."""
        return asked_of(self.this_round.question_set)


def pack_document(pack: Pack, order: Order) -> Document:
    """The papers, with a table of contents that leads to each chapter."""
    language, this_round = pack.language, pack.this_round
    title = gettext(language, "Statements: %(title)s", title=text_in(this_round.title, language))
    about = About(title, language, pack.edition.exported_at, this_round.diary_number)

    def blocks() -> Iterator[Block]:
        yield Title(
            (Span(gettext(language, "Statements: %(title)s", title="")), *text_spans(this_round.title, language))
        )
        yield from _facts(pack)
        yield from figures_of_round(pack.respondents, this_round.deadline, language)
        chapters, entries = _ORDERS[order](pack)
        yield Contents(gettext(language, "Contents"), entries)
        yield from chapters

    return Document(about, blocks())


Entries = tuple[tuple[tuple[Span, ...], str], ...]
Chapters = tuple[Iterator[Block], Entries]


def _facts(pack: Pack) -> Iterator[Fact]:
    language, this_round, edition = pack.language, pack.this_round, pack.edition
    yield Fact(plain(gettext(language, "Requested by")), text_spans(this_round.issuer, language))
    yield Fact(plain(gettext(language, "Diary number")), plain(this_round.diary_number))
    opened, ends = (format_moment(language, each) for each in (this_round.opened_at, this_round.deadline))
    yield Fact(plain(gettext(language, "Response time begins")), plain(opened))
    yield Fact(plain(gettext(language, "Response time ends")), plain(ends))
    yield Fact(plain(gettext(language, "Exported")), plain(format_moment(language, edition.exported_at)))
    yield Fact(plain(gettext(language, "Exported by")), plain(edition.by))


def _by_question(pack: Pack) -> Chapters:
    """A chapter for each question: its figures, then the answers by group in official order."""
    language = pack.language
    entries = tuple((_question_spans(each, language), f"question_{each.number}") for each in pack.asked)

    def chapters() -> Iterator[Block]:
        for asked, (spans, anchor) in zip(pack.asked, entries, strict=True):
            yield Heading(1, spans, anchor, new_page=True)
            yield Paragraph(text_spans(asked.section_title, language), Look.HINT)
            yield from _proposed(asked, language)
            yield from figures_of_question(asked, pack.pass_over.counts, language)
            group = None
            for respondent, answers in answers_to(asked, pack.pass_over):
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
    groups = pack.pass_over.counts.official_groups()
    entries = tuple((plain(group_name(group, language)), f"group_{place}") for place, group in enumerate(groups))

    def chapters() -> Iterator[Block]:
        for group, (spans, anchor) in zip(groups, entries, strict=True):
            yield Heading(1, spans, anchor, new_page=True)
            for asked in pack.asked:
                begun = False
                for respondent, answers in answers_to(asked, pack.pass_over):
                    if respondent.group_in_statement != group:
                        continue
                    if not begun:
                        yield Heading(2, _question_spans(asked, language))
                        begun = True
                    yield Heading(3, text_spans(respondent.organisation, language))
                    yield from one_answer(answers, respondent, level=4, language=language)

    return chapters(), entries


def _by_organisation(pack: Pack) -> Chapters:
    """A chapter for each organisation: what it answered, in the order of the form."""
    language = pack.language
    everybody = pack.pass_over.respondents
    entries = tuple(
        (text_spans(each.organisation, language), f"organisation_{place}") for place, each in enumerate(everybody)
    )

    def chapters() -> Iterator[Block]:
        readers = [(asked, answers_to(asked, pack.pass_over)) for asked in pack.asked]
        waiting = [next(reader, None) for _, reader in readers]
        for position, (respondent, (spans, anchor)) in enumerate(zip(everybody, entries, strict=True)):
            yield Heading(1, spans, anchor, new_page=True)
            yield Paragraph(plain(group_name(respondent.group_in_statement, language)), Look.HINT)
            begun = False
            for place, (asked, reader) in enumerate(readers):
                found = waiting[place]
                if found and found[1][0].collected_answer.position == position:
                    yield Heading(2, _question_spans(asked, language))
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


def _question_spans(asked: FrozenModel, language: str) -> tuple[Span, ...]:
    return question_spans(asked.number, asked.question.label, language)


def _proposed(asked: FrozenModel, language: str) -> Iterator[Block]:
    """The wording that an amendment is about, once for all who propose another."""
    if isinstance(asked.question, Amendment) and asked.question.proposed:
        yield Paragraph(plain(gettext(language, "Wording proposed in the request")), Look.PART_NAME)
        (proposed,) = text_spans(asked.question.proposed, language)
        for line in proposed.text.split("\n"):
            yield Paragraph(plain(line, proposed.language))


def _nobody(language: str) -> Paragraph:
    return Paragraph(plain(gettext(language, "Nobody answered this question.")), Look.HINT)
