"""The committee's papers in Word: a summary, then every answer in full, in one of three orders."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from survey.export.committee_workbook.summary import Counted, count_by_group
from survey.export.documents.pack_answers import NumberedQuestion, answers_to, numbered_questions, one_answer
from survey.export.documents.pack_figures import Figured, figures_of_consultation, figures_of_question
from survey.export.documents.pack_statements import statement_facts, statement_line, withdrawn_line
from survey.export.documents.pack_summary import summary_blocks
from survey.export.documents.statement import (
    language_words,
    marked_language,
    marks_explanation,
    question_spans,
    text_spans,
)
from survey.export.statements.collected import Collected
from survey.export.statements.records import ConsultationRecord, Edition, Respondent
from survey.export.statements.respondent_cells import group_of
from survey.export.word.document import (
    About,
    Block,
    Contents,
    ContentsEntry,
    Document,
    Fact,
    Heading,
    Look,
    Paragraph,
    Span,
    Spans,
    Title,
    plain,
)
from survey.languages import format_moment, gettext, text_in
from survey.questions.kinds.amendment import Amendment
from survey.questions.question_set import Section


class Order(StrEnum):
    """What the papers have a chapter for."""

    QUESTION = "question"
    GROUP = "group"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Pack:
    """What the papers are made of. `respondents` are all who were asked; they are read more than once."""

    consultation: ConsultationRecord
    respondents: Iterable[Respondent]
    collected: Collected
    edition: Edition

    @property
    def language(self) -> str:
        """The language of everything that is not an answer."""
        return self.edition.language

    @cached_property
    def numbered(self) -> Sequence[NumberedQuestion]:
        """Every question that asks."""
        return numbered_questions(self.consultation.question_set)

    @cached_property
    def asked(self) -> Mapping[str, Counted]:
        """How many organisations of each group were asked, and how many of them answered."""
        return count_by_group(self.respondents, self.consultation.deadline, self.consultation.question_set.own_groups)

    @cached_property
    def figured(self) -> Figured:
        """The counts of which all figures are made."""
        without_statement = sum(each.not_answered for each in self.asked.values())
        return Figured(self.collected.counts, without_statement, self.language)

    @cached_property
    def written_languages(self) -> frozenset[str]:
        """The languages of the statements."""
        return frozenset(each.language for each in self.collected.respondents)


def pack_document(pack: Pack, order: Order) -> Document:
    """The papers: who was asked, a table of contents, a summary of one row for each question, and the chapters."""
    language, consultation = pack.language, pack.consultation
    title = gettext(language, "Statements: %(title)s", title=text_in(consultation.title, language))
    about = About(title, language, pack.edition.exported_at, consultation.diary_number)

    def blocks() -> Iterator[Block]:
        yield Title(
            (Span(gettext(language, "Statements: %(title)s", title="")), *text_spans(consultation.title, language))
        )
        yield from _facts(pack)
        yield from figures_of_consultation(pack.asked, consultation.question_set.own_groups, language)
        chapters, entries = _ORDERS[order](pack)
        summary = ContentsEntry(1, plain(gettext(language, "Summary by question")), "summary")
        statements = ContentsEntry(1, plain(gettext(language, "Statements and their check codes")), "statements")
        note = gettext(
            language, "Page numbers appear when the contents are updated in Word: click on them and press F9."
        )
        withdrawn = ContentsEntry(1, plain(gettext(language, "Withdrawn statements")), "withdrawn")
        ends = [] if order is Order.ORGANISATION else [statements]
        every = (summary, *entries, *ends, *([withdrawn] if consultation.withdrawn else []))
        yield Contents(gettext(language, "Contents"), note, every)
        yield _chapter(summary)
        yield from summary_blocks(pack.numbered, pack.figured, consultation.question_set)
        yield from chapters
        if order is not Order.ORGANISATION:
            yield _chapter(statements)
            yield from _statement_lines(pack)
        if consultation.withdrawn:
            yield _chapter(withdrawn)
            yield from (withdrawn_line(each, language) for each in consultation.withdrawn)

    return Document(about, blocks())


Chapters = tuple[Iterator[Block], tuple[ContentsEntry, ...]]
"""The chapters of an order, and their entries in the table of contents."""


def _chapter(entry: ContentsEntry) -> Heading:
    return Heading(entry.level, entry.spans, entry.anchor, new_page=True)


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
    """A chapter for each section, and in it for each question: its figures, then the answers by group and name."""
    language = pack.language
    entries: list[ContentsEntry] = []
    for section, questions in _by_section(pack.numbered):
        entries.append(ContentsEntry(1, text_spans(section.title, language), f"section_{section.key}"))
        for each in questions:
            entries.append(ContentsEntry(2, _question_spans(each, language), f"question_{each.number}"))

    def chapters() -> Iterator[Block]:
        for section, questions in _by_section(pack.numbered):
            yield Heading(1, text_spans(section.title, language), f"section_{section.key}", new_page=True)
            for place, numbered in enumerate(questions):
                anchor = f"question_{numbered.number}"
                yield Heading(2, _question_spans(numbered, language), anchor, new_page=place > 0)
                if place:
                    yield Paragraph(text_spans(section.title, language), Look.HINT)
                yield from _proposed(numbered, pack)
                yield from figures_of_question(numbered, pack.figured)
                yield from _answers_by_group(numbered, pack)

    return chapters(), tuple(entries)


def _answers_by_group(numbered: NumberedQuestion, pack: Pack) -> Iterator[Block]:
    language, group = pack.language, None
    for respondent, answers in answers_to(numbered, pack.collected):
        if respondent.group_in_statement != group:
            group = respondent.group_in_statement
            yield Heading(3, plain(group_of(respondent, language)))
        yield Heading(4, _respondent_spans(respondent, language))
        yield from one_answer(answers, respondent, level=5, language=language, introduced=True)
    if group is None:
        yield Paragraph(plain(gettext(language, "Nobody answered this question.")), Look.HINT, with_next=False)


def _by_group(pack: Pack) -> Chapters:
    """A chapter for each group of respondents: question by question, then by name."""
    language = pack.language
    counts = pack.collected.counts
    groups = counts.official_groups()
    entries = tuple(
        ContentsEntry(1, plain(counts.group_name(group, language)), f"group_{place}")
        for place, group in enumerate(groups)
    )

    def chapters() -> Iterator[Block]:
        for group, entry in zip(groups, entries, strict=True):
            yield _chapter(entry)
            begun: str | None = None
            for numbered in pack.numbered:
                of_group = (
                    each for each in answers_to(numbered, pack.collected) if each[0].group_in_statement == group
                )
                for place, (respondent, answers) in enumerate(of_group):
                    if place == 0:
                        yield from _question_heading(numbered, begun, language)
                        begun = numbered.section.key
                    yield Heading(4, _respondent_spans(respondent, language))
                    yield from one_answer(answers, respondent, level=5, language=language)

    return chapters(), entries


def _by_organisation(pack: Pack) -> Chapters:
    """A chapter for each organisation: what it answered, in the order of the form."""
    language = pack.language
    everybody = pack.collected.respondents
    entries = tuple(
        ContentsEntry(1, text_spans(each.organisation, language), f"organisation_{place}")
        for place, each in enumerate(everybody)
    )

    def chapters() -> Iterator[Block]:
        readers = [(numbered, answers_to(numbered, pack.collected)) for numbered in pack.numbered]
        waiting = [next(reader, None) for _, reader in readers]
        for position, (respondent, entry) in enumerate(zip(everybody, entries, strict=True)):
            yield _chapter(entry)
            group = group_of(respondent, language)
            written = language_words(respondent.language, language)
            yield Paragraph(plain(group if respondent.language == language else f"{group} · {written}"), Look.HINT)
            yield from statement_facts(respondent, language)
            begun: str | None = None
            for place, (numbered, reader) in enumerate(readers):
                found = waiting[place]
                if found and found[1][0].collected_answer.position == position:
                    yield from _question_heading(numbered, begun, language)
                    yield from one_answer(found[1], respondent, level=4, language=language)
                    waiting[place], begun = next(reader, None), numbered.section.key
            if begun is None:
                yield Paragraph(plain(gettext(language, "The organisation has nothing to state.")))

    return chapters(), entries


_ORDERS: Mapping[Order, Callable[[Pack], Chapters]] = {
    Order.QUESTION: _by_question,
    Order.GROUP: _by_group,
    Order.ORGANISATION: _by_organisation,
}


def _by_section(numbered: Sequence[NumberedQuestion]) -> list[tuple[Section, list[NumberedQuestion]]]:
    grouped = (list(several) for _key, several in groupby(numbered, key=lambda each: each.section.key))
    return [(several[0].section, several) for several in grouped]


def _question_heading(numbered: NumberedQuestion, begun: str | None, language: str) -> Iterator[Heading]:
    """The heading of a question, below that of its section if the section `begun` is another one."""
    if numbered.section.key != begun:
        yield Heading(2, text_spans(numbered.section.title, language))
    yield Heading(3, _question_spans(numbered, language))


def _question_spans(numbered: NumberedQuestion, language: str) -> Spans:
    return question_spans(numbered.number, numbered.question.label, language)


def _respondent_spans(respondent: Respondent, language: str) -> Spans:
    """The organisation's name, and the language of its statement if that is not the language of the papers."""
    return (*text_spans(respondent.organisation, language), *marked_language(respondent.language, language))


def _proposed(numbered: NumberedQuestion, pack: Pack) -> Iterator[Block]:
    """The provision and the wording that amendments change: once for all proposals. The wording is in the language of
    the papers, and in every other one in which there are statements: a proposal is compared with its own.
    """
    question = numbered.question
    if not isinstance(question, Amendment):
        return
    if question.provision:
        yield Paragraph(plain(gettext(pack.language, "Provision")), Look.PART_NAME)
        yield Paragraph(text_spans(question.provision, pack.language))
    if not question.proposed:
        return
    (first,) = text_spans(question.proposed, pack.language)
    versions = {first.language: first.text} | {
        code: text for code, text in question.proposed.items() if code in pack.written_languages
    }
    title = gettext(pack.language, "Wording proposed in the request")
    for code, text in versions.items():
        yield Paragraph((Span(title), *marked_language(code, pack.language)), Look.PART_NAME)
        for line in text.split("\n"):
            yield Paragraph(plain(line, code))
    yield marks_explanation(pack.language)


def _statement_lines(pack: Pack) -> Iterator[Block]:
    """Every statement with its check code, in the order of the answers."""
    words = gettext(
        pack.language,
        "The check code of a statement is printed on the organisation's own copy too. If they are the same, so are the"
        " statements.",
    )
    yield Paragraph(plain(words), Look.HINT)
    for respondent in pack.collected.respondents:
        yield statement_line(respondent, pack.language)
