"""The figures in the committee's papers: who answered, and how often each option was chosen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from survey.export.committee_workbook.summary import Counted, count_by_group
from survey.export.documents.pack_answers import NumberedQuestion
from survey.export.statements.counts import Counts, Outcome
from survey.export.statements.records import Respondent
from survey.export.statements.respondent_cells import group_name
from survey.export.word.document import Block, Figures, Look, Paragraph, plain
from survey.languages import format_number, gettext, text_in
from survey.questions.kinds.options import label_in
from survey.questions.question import Question

MOST_OPTIONS = 6
"""Options that a table has columns for, beside the groups of respondents."""


def figures_of_consultation(respondents: Iterable[Respondent], deadline: datetime, language: str) -> Iterator[Block]:
    """How many of each group were asked, and what became of it."""
    header = (
        gettext(language, "Group"),
        gettext(language, "Have been asked"),
        gettext(language, "Have answered"),
        gettext(language, "Nothing to state"),
        gettext(language, "Have not answered"),
    )
    counts = count_by_group(respondents, deadline)
    rows = [(group_name(group, language), *_counted([each])) for group, each in counts.items()]
    total = (gettext(language, "Total"), *_counted(list(counts.values())))
    yield Paragraph(plain(gettext(language, "Invited organisations")), Look.PART_NAME)
    yield Figures(header, (*rows, total))


def figures_of_question(numbered: NumberedQuestion, counts: Counts, language: str) -> Iterator[Block]:
    """How often each option was chosen, of everybody and group by group; how many were silent."""
    for question, number in ((numbered.question, numbered.number), *numbered.within):
        key = question.key if question is numbered.question else f"{numbered.question.key}/{question.key}"
        counted = question.model_copy(update={"key": key})
        for part in question.countable:
            name = _part_name(question, part, number, language, within=bool(numbered.within))
            if name:
                yield Paragraph(plain(name), Look.PART_NAME)
            yield from _distribution(counted, part, counts, language)
    groups = counts.official_groups()
    silent = {each: counts.outcome(numbered.question.key, each, groups) for each in Outcome}
    words = [
        gettext(language, "Answers: %(number)s", number=format_number(silent[Outcome.ANSWERED])),
        gettext(language, "Nothing to state: %(number)s", number=format_number(silent[Outcome.NOTHING_TO_STATE])),
        gettext(language, "Not answered: %(number)s", number=format_number(silent[Outcome.NOT_ANSWERED])),
    ]
    if silent[Outcome.NOT_ASKED]:
        words.append(gettext(language, "Not asked: %(number)s", number=format_number(silent[Outcome.NOT_ASKED])))
    yield Paragraph(plain(" · ".join(words)), Look.HINT)


def _distribution(question: Question, part: str, counts: Counts, language: str) -> Iterator[Figures]:
    groups = counts.official_groups()
    whole = counts.answers(question.key, part, groups)
    everybody = counts.options(question, part, groups)
    labels = {option: label_in(question.countable[part], option, language) for option in everybody}
    share = gettext(language, "Share")
    rows = [(labels[option], format_number(number), _share(number, whole)) for option, number in everybody.items()]
    yield Figures((gettext(language, "Option"), gettext(language, "Count"), share), tuple(rows))
    if len(groups) > 1 and len(labels) <= MOST_OPTIONS:
        yield Figures(
            (gettext(language, "Group"), *labels.values()),
            tuple(
                (group_name(group, language), *(format_number(chosen[option]) for option in labels))
                for group in groups
                for chosen in [counts.options(question, part, [group])]
            ),
        )


def _part_name(question: Question, part: str, number: str, language: str, *, within: bool) -> str:
    row = question.part_label(part)
    label = text_in(row, language) if row else text_in(question.header, language) if within else ""
    return f"{number} {label}" if within and label else label


def _share(number: int, whole: int) -> str:
    """A share as a percentage without decimals; nothing of nothing is empty."""
    return f"{round(100 * number / whole)}\N{NO-BREAK SPACE}%" if whole else ""


def _counted(counts: Sequence[Counted]) -> tuple[str, ...]:
    return (
        format_number(sum(each.asked for each in counts)),
        format_number(sum(each.answered for each in counts)),
        format_number(sum(each.nothing_to_state for each in counts)),
        format_number(sum(each.not_answered for each in counts)),
    )
