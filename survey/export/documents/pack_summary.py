"""The summary in the committee's papers: one row for each question, to be read before the answers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from survey.export.documents.pack_answers import NumberedQuestion
from survey.export.documents.pack_figures import Figured, outcomes_of, share_of
from survey.export.documents.statement import question_spans
from survey.export.statements.counts import Outcome
from survey.export.word.document import Block, Figures, Look, Mark, Paragraph, Span, Spans, TableCell, plain
from survey.languages import format_number, gettext, text_in
from survey.questions.asking.visibility import has_conditions
from survey.questions.kinds.options import label_in
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet

MOST_LINES = 24
"""The most options that a row lists, so that no row is higher than a page. The others are counted together."""


def summary_blocks(
    numbered: Sequence[NumberedQuestion], figured: Figured, question_set: QuestionSet
) -> Iterator[Block]:
    """A table for each section. Each row has a question, how often its options were chosen, and its outcomes, which
    add up to all who were asked or have answered (of a question within a group: to all entries).
    """
    language = figured.language
    yield Paragraph(
        plain(
            gettext(
                language,
                "The numbers of a row add up to all who were asked or have answered. "
                "The percentages are of those who chose an option.",
            )
        ),
        Look.HINT,
    )
    if any(each.within for each in numbered):
        words = gettext(language, "Questions that can be answered several times are counted each time.")
        yield Paragraph(plain(words), Look.HINT)
    outcomes = [each for each in Outcome if each is not Outcome.NOT_ASKED or has_conditions(question_set)]
    for _key, several in groupby(numbered, key=lambda each: each.section.key):
        of_section = list(several)
        title = text_in(of_section[0].section.title, language)
        yield Paragraph(plain(title), Look.PART_NAME)
        described = gettext(language, "Summary of the answers: %(section)s", section=title)
        yield Figures(described, _header(outcomes, language), tuple(_rows(of_section, outcomes, figured)))


def _header(outcomes: Iterable[Outcome], language: str) -> tuple[str, ...]:
    words = {
        Outcome.ANSWERED: gettext(language, "Have answered"),
        Outcome.NOTHING_TO_STATE: gettext(language, "Nothing to state"),
        Outcome.NOT_ANSWERED: gettext(language, "Not answered"),
        Outcome.NOT_ASKED: gettext(language, "Not asked"),
    }
    ends = (gettext(language, "No statement"), gettext(language, "Total"))
    return (gettext(language, "Question"), *(words[each] for each in outcomes), *ends)


def _rows(
    numbered: Iterable[NumberedQuestion], outcomes: Iterable[Outcome], figured: Figured
) -> Iterator[tuple[TableCell, ...]]:
    for each in numbered:
        for question, number in each.counted():
            within = question is not each.question
            found = outcomes_of(question.key, figured)
            without = 0 if within else figured.without_statement
            yield (
                _question_cell(question, number, figured, within=within),
                *(format_number(found[outcome]) for outcome in outcomes),
                "" if within else format_number(without),
                format_number(sum(found.values()) + without),
            )


def _question_cell(question: Question, number: str, figured: Figured, *, within: bool) -> Spans:
    spans = question_spans(number, question.label, figured.language, within=within)
    strong = tuple(Span(span.text, span.language, Mark.STRONG) for span in spans)
    return (*strong, *(Span(f"\n{line}") for line in _chosen_lines(question, figured)))


def _chosen_lines(question: Question, figured: Figured) -> Iterator[str]:
    """How often each option was chosen, one on a line; of a matrix one line for each of its rows."""
    counts, language = figured.counts, figured.language
    groups = counts.official_groups()
    for part, labels in question.countable.items():
        whole = counts.answers(question.key, part, groups)
        options = counts.options(question, part, groups)
        words = [
            f"{_as_name(label_in(labels, option, language))} {_with_share(number, whole)}"
            for option, number in options.items()
        ]
        if row := question.part_label(part):
            yield f"{text_in(row, language)} – {', '.join(words)}"
            continue
        yield from words[:MOST_LINES]
        if others := list(options.values())[MOST_LINES:]:
            yield gettext(language, "Other options: %(number)s", number=format_number(sum(others)))
        if without := counts.outcome(question.key, Outcome.ANSWERED, groups) - whole:
            yield f"{gettext(language, 'No option chosen')}: {format_number(without)}"


def _as_name(label: str) -> str:
    """The label with a colon, but “Other, what?” as it is."""
    return label if label.endswith(("?", ":", "!")) else f"{label}:"


def _with_share(number: int, whole: int) -> str:
    share = share_of(number, whole)
    return f"{format_number(number)} ({share})" if share else format_number(number)
