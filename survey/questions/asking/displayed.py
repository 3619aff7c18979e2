"""A statement or a draft for reading: every question in order, with each part of its answer.

Pages and Word documents are both made from this, so that a statement has the same order and words in both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey.languages import PAGE_LANGUAGES, gettext
from survey.questions.asking.addresses import addressed, entry_of, key_in_set
from survey.questions.asking.entries import entries_of, filled_entries, is_answered
from survey.questions.asking.progress import language_given
from survey.questions.asking.visibility import asked_sections, with_nothing_to_state
from survey.questions.details import FROM_STEP
from survey.questions.difference import Piece
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given, Question, State, Texts
from survey.questions.question_set import QuestionSet, Section


@dataclass(frozen=True)
class DisplayedPart:
    """A filled part of an answer for reading. `own` is true if `text` is exactly what the respondent wrote.

    Otherwise (the label of an option, a date) it is in the reader's language, which can differ from the statement's.
    `label` is the name of the part if an answer has several; `changes` are the pieces of a changed wording.
    """

    part: str
    text: str
    own: bool
    label: Texts | None = None
    changes: Sequence[Piece] = ()


@dataclass(frozen=True)
class DisplayedAnswer:
    """One question and its answer. `parts` is empty if there is no answer, or if the answer is "nothing to state".

    `number` is None for the respondent's details. `within` is true for the questions of a group's entries, and
    `of_entry` is then the name of the entry. `entry` is that name at the first question of each entry, else None.
    """

    address: str
    question: Question
    number: str | None
    given: Given | None
    parts: Sequence[DisplayedPart]
    holds_entries: bool
    within: bool
    entry: Texts | None
    of_entry: Texts | None = None

    @property
    def nothing(self) -> bool:
        """Whether the answer is "nothing to state"."""
        return self.given is not None and self.given.state is State.NOTHING_TO_STATE


@dataclass(frozen=True)
class DisplayedSection:
    """One section with what was asked in it."""

    section: Section
    answers: Sequence[DisplayedAnswer]


def displayed_sections(
    question_set: QuestionSet, answers: Answers, *, language: str, with_contact: bool = False
) -> list[DisplayedSection]:
    """The respondent's details and every section that was asked, with answers for readers of `language`.

    What is not published, such as contact details, is included only if `with_contact` is true; without it a section of
    which nothing is published is left out.
    """
    numbers = question_set.numbers()
    sections = []
    for section in asked_sections(question_set, answers):
        given = with_nothing_to_state(section, answers)
        displayed = tuple(_displayed(section, given, numbers, language, with_contact=with_contact))
        if displayed or all(question.public for question in section.questions):
            sections.append(DisplayedSection(section, displayed))
    return sections


def entry_name(group: Group, entry: str, answers: Answers) -> Texts:
    """The name of an entry in each language, with its number among all entries: "Section 2"."""
    place = entries_of(group, answers).index(entry) + 1
    return {language: f"{text} {place}" for language, text in group.entry.items()}


def part_label(question: Question, part: str) -> Texts | None:
    """The name of a part of an answer; None if the question's label is enough."""
    texts, name = question.part_label(part), question.part_names.get(part)
    if texts or not name:
        return texts
    return {language: gettext(language, name) for language in PAGE_LANGUAGES}


def number_of(address: str, question: Question, numbers: Mapping[str, str]) -> str | None:
    """The question's number in the set; None for the respondent's details, which have none."""
    return numbers.get(key_in_set(address)) if address == question.key else None


def displayed_parts(
    question: Question, given: Given | None, language: str, *, written_in: str = ""
) -> tuple[DisplayedPart, ...]:
    """Each filled part of one answer for readers of `language`. `written_in` is the language of the statement."""
    if given is None or given.state is State.NOTHING_TO_STATE:
        return ()
    shown = question.shown(given.value, given.state, language)
    changes = question.changes(given.value, written_in or language)
    filled = (
        DisplayedPart(
            part,
            shown[part],
            own=shown[part] == given.value[part],
            label=part_label(question, part),
            changes=changes.get(part, ()),
        )
        for part in question.used_parts
        if part in shown
    )
    return (*_given_parts(question, language), *filled)


def _displayed(
    section: Section, answers: Answers, numbers: Mapping[str, str], language: str, *, with_contact: bool
) -> Iterator[DisplayedAnswer]:
    """Yield each question in order, without empty entries and, unless `with_contact`, without personal data."""
    groups = {each.key: each for each in section.questions if isinstance(each, Group)}
    filled = {key: filled_entries(group, answers) for key, group in groups.items()}
    names: dict[str, Texts] = {}
    for address, question in addressed(section):
        entry = entry_of(address)
        if (entry and entry.id not in filled[entry.group]) or not (question.public or with_contact):
            continue
        if address in FROM_STEP and address not in answers:
            continue
        here = f"{entry.group}/{entry.id}" if entry else ""
        begins = entry is not None and here not in names
        if entry and begins:
            names[here] = entry_name(groups[entry.group], entry.id, answers)
        given = answers.get(address)
        yield DisplayedAnswer(
            address=address,
            question=question,
            number=number_of(address, question, numbers),
            given=given,
            parts=displayed_parts(question, given, language, written_in=language_given(answers, language)),
            holds_entries=isinstance(question, Group) and is_answered(question, answers),
            within=entry is not None,
            entry=names[here] if begins else None,
            of_entry=names.get(here),
        )


def _given_parts(question: Question, language: str) -> Iterator[DisplayedPart]:
    """Yield the parts that the set fills in, such as the provision that the respondent's own wording is for."""
    for part, text in question.given_parts(language).items():
        yield DisplayedPart(part, text, own=False, label=part_label(question, part))
