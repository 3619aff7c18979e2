"""The statements of one export, kept so that they can be read by question and by organisation.

A workbook needs both orders, and thousands of statements do not fit in memory: each question's answers go to a
file of their own, which stays in memory while it is small, and is deleted when the work is done.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO

from survey.export.progress import Progress, without_progress
from survey.export.statements.columns import table_questions
from survey.export.statements.counts import Counts
from survey.export.statements.records import Respondent, Statement, SubmittedAnswer
from survey.export.statements.spooled_list import SpooledList
from survey.questions.asking.addresses import entry_of, key_in_set
from survey.questions.asking.entries import ENTRIES
from survey.questions.kinds.group import Group
from survey.questions.question import Given, Question, State
from survey.questions.question_set import QuestionSet
from survey.questions.text import length

_STATES = {state.value: state for state in State}
_decode = json.JSONDecoder().decode

_IN_MEMORY = 256 * 1024
"""Bytes of each question's answers that stay in memory."""


@dataclass
class Tally:
    """What was counted while the statements were read. `characters` counts typed text only, as limits count it."""

    statements: int = 0
    answers: int = 0
    characters: int = 0


@dataclass(frozen=True)
class CollectedAnswer:
    """One answer with the organisation that gave it; `position` is the number of its statement, from 0.

    `entry` is the number of its entry within the group, from 1; 0 outside groups.
    """

    position: int
    respondent: Respondent
    address: str
    answer: SubmittedAnswer
    entry: int = 0


@dataclass
class Collected:
    """All statements, by question key (`group/question` within a group), and what was counted in it.

    Read one order at a time: both share the files. `needless` has, for each statement, the addresses that it was
    not asked.
    """

    spooled_answers: Mapping[str, IO[bytes]]
    counts: Counts
    respondents: SpooledList[Respondent] = field(default_factory=SpooledList)
    needless: list[frozenset[str]] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    progress: Progress = field(default_factory=without_progress)

    def answers_to(self, question_key: str) -> Iterator[CollectedAnswer]:
        """Yield the answers to one question, by statement and entry."""
        spooled = self.spooled_answers[question_key]
        share = self.tally.statements / self.tally.answers if self.tally.answers else 0
        spooled.seek(0)
        last, respondent = -1, None
        for line in spooled:
            position, address, entry, state, row_id, digest, value = _decode(line.decode("utf-8", "surrogatepass"))
            if respondent is None or position != last:
                last, respondent = position, self.respondents[position]
            answer = SubmittedAnswer(Given(value, _STATES[state]), row_id, digest)
            yield CollectedAnswer(position, respondent, address, answer, entry)
            self.progress.step(share)

    def statements(self) -> Iterator[tuple[int, Statement]]:
        """Yield each statement with its position, in their order."""
        readers = {key: self.answers_to(key) for key in self.spooled_answers}
        waiting = {key: next(reader, None) for key, reader in readers.items()}
        for position, respondent in enumerate(self.respondents):
            answers = {}
            for key, reader in readers.items():
                while (collected_answer := waiting[key]) and collected_answer.position == position:
                    answers[collected_answer.address] = collected_answer.answer
                    waiting[key] = next(reader, None)
            yield position, Statement(respondent, answers)


@contextmanager
def collect(
    question_set: QuestionSet, statements: Iterable[Statement], progress: Progress | None = None
) -> Iterator[Collected]:
    """Read the statements once and keep them while the block runs. Reading them again advances `progress`.

    Raises KeyError for an answer to a question, or with a part, that the set does not have: no sheet would show it.
    """
    questions = {question.key: question for question in table_questions(question_set)}
    with ExitStack() as open_files:
        spooled_answers = {key: open_files.enter_context(_spooled_file()) for key in questions}
        collected = Collected(spooled_answers, Counts(question_set), progress=progress or without_progress())
        same: dict[frozenset[str], frozenset[str]] = {}
        for position, statement in enumerate(statements):
            collected.respondents.append(statement.respondent)
            collected.tally.statements += 1
            needless = collected.counts.add(statement)
            collected.needless.append(same.setdefault(needless, needless))
            for number, address in _in_order(statement):
                key, answer = key_in_set(address), statement.answers[address]
                _count(collected.tally, questions[key], answer.given)
                collected.spooled_answers[key].write(_line(position, address, number, answer))
        yield collected


def _in_order(statement: Statement) -> Iterator[tuple[int, str]]:
    """Each address with the number of its entry, which is its place in the group's own answer."""
    order = {
        f"{address}/{entry}": number
        for address, answer in statement.answers.items()
        for number, entry in enumerate(answer.given.value.get(ENTRIES, "").split(), start=1)
    }
    numbered = []
    for address in statement.answers:
        entry = entry_of(address)
        numbered.append((order[f"{entry.group}/{entry.id}"] if entry else 0, address))
    return iter(sorted(numbered, key=lambda pair: pair[0]))


def _spooled_file() -> IO[bytes]:
    return SpooledTemporaryFile(max_size=_IN_MEMORY, prefix="kuulolla-export-")


def _line(position: int, address: str, entry: int, answer: SubmittedAnswer) -> bytes:
    parts = (position, address, entry, answer.given.state, answer.row_id, answer.digest, dict(answer.given.value))
    return json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _count(tally: Tally, question: Question, given: Given) -> None:
    if not set(given.value) <= set(question.used_parts):
        raise KeyError(f"{question.key} has other parts than {', '.join(given.value)}")
    if isinstance(question, Group) and given.value:
        return  # the list of its entries, whose answers count by themselves
    tally.answers += 1
    tally.characters += sum(length(text) for part, text in given.value.items() if part in question.texts)
