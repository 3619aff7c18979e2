"""How many answered what. It is counted while the statements are read, for the sheets that come before the answers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from survey.export.statements.columns import table_questions
from survey.export.statements.records import Statement, Status, SubmittedAnswer
from survey.questions.asking.addresses import entry_address
from survey.questions.asking.entries import ENTRIES
from survey.questions.asking.visibility import asked_sections, has_conditions
from survey.questions.details import group_labels, group_name
from survey.questions.own_groups import OwnGroups
from survey.questions.question import Question, State
from survey.questions.question_set import QuestionSet


class Outcome(Enum):
    """What became of one question in one statement; of a question within a group, in one of its entries."""

    ANSWERED = auto()
    NOTHING_TO_STATE = auto()
    NOT_ANSWERED = auto()
    NOT_ASKED = auto()


@dataclass
class Counts:
    """Counts by question key (`group/question` within a group) and group of respondents.

    `outcomes` has a count for each outcome; `chosen` one for each part and option key; `choosing` the answers that
    chose anything in that part.
    """

    question_set: QuestionSet
    outcomes: Counter[tuple[str, str, Outcome]] = field(default_factory=Counter)
    chosen: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    choosing: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    groups: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._questions = list(table_questions(self.question_set))
        self._countable = {question.key: list(question.countable) for question in self._questions}
        self._conditions = has_conditions(self.question_set)

    def add(self, statement: Statement) -> frozenset[str]:
        """Count one statement; the addresses of the questions that were not asked in it."""
        group = statement.respondent.group_in_statement
        self.groups.add(group)
        needless = self.needless_in(statement)
        for question in self._questions:
            for address in addresses_of(question, statement.answers):
                answer = statement.answers.get(address)
                if answer and answer.given.state is not State.NOTHING_TO_STATE:
                    self.outcomes[question.key, group, Outcome.ANSWERED] += 1
                    for part in self._countable[question.key]:
                        self._choose(question.key, part, group, answer.given.value.get(part, "").split())
                else:
                    self.outcomes[question.key, group, _silence(statement, address, needless)] += 1
        return needless

    def outcome(self, key: str, outcome: Outcome, groups: Iterable[str]) -> int:
        """How many statements, or entries, of these groups have this outcome."""
        return sum(self.outcomes[key, group, outcome] for group in groups)

    def answers(self, key: str, part: str, groups: Iterable[str]) -> int:
        """How many answers chose something in this part."""
        return sum(self.choosing[key, part, group] for group in groups)

    def options(self, question: Question, part: str, groups: Iterable[str]) -> dict[str, int]:
        """How often each option was chosen: those of the question in their order, then any other."""
        known = dict.fromkeys(question.countable[part], 0)
        counted = Counter(known)
        wanted = set(groups)
        for (key, of_part, group, option), number in self.chosen.items():
            if (key, of_part) == (question.key, part) and group in wanted:
                counted[option] += number
        return {**{option: counted[option] for option in known}, **counted}

    def official_groups(self) -> list[str]:
        """The groups that statements came from, in their official order."""
        return in_official_order(self.groups, self.question_set.own_groups)

    def group_name(self, group: str, language: str) -> str:
        """One of these groups in words."""
        return group_name(group, self.question_set.own_groups, language)

    def _choose(self, key: str, part: str, group: str, options: list[str]) -> None:
        if options:
            self.choosing[key, part, group] += 1
            for option in options:
                self.chosen[key, part, group, option] += 1

    def needless_in(self, statement: Statement) -> frozenset[str]:
        """The addresses that were not asked of this organisation because of what it answered elsewhere."""
        if not self._conditions or statement.respondent.status is not Status.SUBMITTED:
            return frozenset()
        given = {address: answer.given for address, answer in statement.answers.items()}
        asked = {each.key for section in asked_sections(self.question_set, given) for each in section.questions}
        addresses = (address for question in self._questions for address in addresses_of(question, statement.answers))
        return frozenset(address for address in addresses if address not in asked)


def in_official_order(groups: Iterable[str], own_groups: OwnGroups) -> list[str]:
    """Groups of respondents in their official order, in which those of the installation's own have their places; one
    that is not known comes last.
    """
    found = set(groups)
    official = [group for group in group_labels(own_groups) if group in found]
    return [*official, *sorted(found - set(official))]


def addresses_of(question: Question, answers: Mapping[str, SubmittedAnswer]) -> Iterator[str]:
    """The addresses at which a question can have answers; for a question of a group, one for each entry."""
    group, within, inner = question.key.partition("/")
    if not within:
        yield question.key
        return
    listed = answers.get(group)
    for entry in listed.given.value.get(ENTRIES, "").split() if listed else ():
        yield entry_address(group, entry, inner)


def _silence(statement: Statement, address: str, needless: frozenset[str]) -> Outcome:
    if address in statement.answers or statement.respondent.status is Status.NOTHING_TO_STATE:
        return Outcome.NOTHING_TO_STATE
    return Outcome.NOT_ASKED if address in needless else Outcome.NOT_ANSWERED
