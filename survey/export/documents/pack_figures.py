"""The figures in the committee's papers: who answered, and how often each option was chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey.export.committee_workbook.summary import JOINTLY, Counted
from survey.export.documents.pack_answers import NumberedQuestion
from survey.export.statements.counts import Counts, Outcome
from survey.export.word.document import Block, Figures, Look, Paragraph, plain
from survey.languages import format_number, gettext, text_in
from survey.questions.details import group_name
from survey.questions.kinds.options import label_in
from survey.questions.own_groups import OwnGroups
from survey.questions.question import Question

MOST_OPTIONS = 6
"""The most options that a table by group has columns for."""


@dataclass(frozen=True)
class Figured:
    """What the figures are made of: the counts of the statements, and how many of those asked gave no statement."""

    counts: Counts
    without_statement: int
    language: str


def figures_of_consultation(counts: Mapping[str, Counted], own_groups: OwnGroups, language: str) -> Iterator[Block]:
    """How many organisations of each group were asked, and how many of them answered; `counts` is by group."""
    with_joint = any(each.jointly for each in counts.values())
    header = (
        gettext(language, "Group"),
        gettext(language, "Have been asked"),
        gettext(language, "Have answered"),
        gettext(language, "Nothing to state"),
        gettext(language, "Have not answered"),
        gettext(language, "Answered without being asked"),
        *([gettext(language, JOINTLY)] if with_joint else []),
    )
    rows = [
        (group_name(group, own_groups, language), *_counted([each], with_joint=with_joint))
        for group, each in counts.items()
    ]
    total = (gettext(language, "Total"), *_counted(list(counts.values()), with_joint=with_joint))
    title = gettext(language, "Invited organisations")
    yield Paragraph(plain(title), Look.PART_NAME)
    yield Figures(title, header, (*rows, total), total=True)


def figures_of_question(numbered: NumberedQuestion, figured: Figured) -> Iterator[Block]:
    """How often each option was chosen, by everybody and by each group; how many answered and how many did not."""
    language = figured.language
    for question, number in numbered.counted():
        for part in question.countable:
            name = _part_name(question, part, number, language, within="/" in question.key)
            if name:
                yield Paragraph(plain(name), Look.PART_NAME)
            yield from _distribution(question, part, figured)
    yield Paragraph(plain(_outcome_words(numbered.question.key, figured)), Look.HINT)


def outcomes_of(key: str, figured: Figured) -> dict[Outcome, int]:
    """How many statements (of a question within a group: how many entries) came to each outcome."""
    groups = figured.counts.official_groups()
    return {each: figured.counts.outcome(key, each, groups) for each in Outcome}


def share_of(number: int, whole: int) -> str:
    """A share as a percentage without decimals; empty if there is no whole."""
    return f"{round(100 * number / whole)}\N{NO-BREAK SPACE}%" if whole else ""


def _outcome_words(key: str, figured: Figured) -> str:
    """How many answered and how many did not, with a total of all who were asked."""
    language, outcomes = figured.language, outcomes_of(key, figured)
    number = {each: format_number(count) for each, count in outcomes.items()}
    without = figured.without_statement
    whole = sum(outcomes.values()) + without
    words = [
        gettext(language, "Answers: %(number)s", number=number[Outcome.ANSWERED]),
        gettext(language, "Nothing to state: %(number)s", number=number[Outcome.NOTHING_TO_STATE]),
        gettext(language, "Not answered: %(number)s", number=number[Outcome.NOT_ANSWERED]),
        gettext(language, "Not asked: %(number)s", number=number[Outcome.NOT_ASKED]),
        gettext(language, "No statement: %(number)s", number=format_number(without)),
        gettext(language, "Total: %(number)s", number=format_number(whole)),
    ]
    if not outcomes[Outcome.NOT_ASKED]:
        del words[3]
    return " · ".join(words)


def _distribution(question: Question, part: str, figured: Figured) -> Iterator[Figures]:
    counts, language = figured.counts, figured.language
    groups = counts.official_groups()
    whole = counts.answers(question.key, part, groups)
    everybody = counts.options(question, part, groups)
    labels = {option: label_in(question.countable[part], option, language) for option in everybody}
    rows = [(labels[option], format_number(number), share_of(number, whole)) for option, number in everybody.items()]
    if without := counts.outcome(question.key, Outcome.ANSWERED, groups) - whole:
        rows.append((gettext(language, "No option chosen"), format_number(without), ""))
    header = (gettext(language, "Option"), gettext(language, "Count"), gettext(language, "Share"))
    asked = text_in(question.part_label(part) or question.label, language)
    yield Figures(gettext(language, "How often each option was chosen: %(question)s", question=asked), header, (*rows,))
    if len(groups) > 1 and len(labels) <= MOST_OPTIONS:
        described = gettext(language, "How often each group chose each option: %(question)s", question=asked)
        by_group = [
            (counts.group_name(group, language), *_chosen(counts.options(question, part, [group]), labels))
            for group in groups
        ]
        total = (gettext(language, "Total"), *_chosen(everybody, labels))
        yield Figures(described, (gettext(language, "Group"), *labels.values()), (*by_group, total), total=True)


def _chosen(chosen: Mapping[str, int], options: Iterable[str]) -> Iterator[str]:
    return (format_number(chosen[option]) for option in options)


def _part_name(question: Question, part: str, number: str, language: str, *, within: bool) -> str:
    row = question.part_label(part)
    label = text_in(row, language) if row else text_in(question.header, language) if within else ""
    return f"{number} {label}" if within and label else label


def _counted(counts: Sequence[Counted], *, with_joint: bool) -> tuple[str, ...]:
    return (
        format_number(sum(each.asked for each in counts)),
        format_number(sum(each.answered for each in counts)),
        format_number(sum(each.nothing_to_state for each in counts)),
        format_number(sum(each.not_answered for each in counts)),
        format_number(sum(each.not_asked for each in counts)),
        *([format_number(sum(each.jointly for each in counts))] if with_joint else []),
    )
