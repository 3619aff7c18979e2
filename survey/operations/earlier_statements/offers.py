"""What of an earlier statement is offered for a draft: the questions that both consultations ask, and what is not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from survey.operations.submissions.snapshots import public_answers, question_set_of
from survey.questions.asking.addresses import addressed, entry_address, entry_of
from survey.questions.asking.entries import ENTRIES, filled_entries
from survey.questions.asking.visibility import asked_sections, with_nothing_to_state
from survey.questions.comparing.carrying import Carried, carried
from survey.questions.freeze import read_frozen
from survey.questions.kinds.attachment import files_of
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given, Question, State
from survey.questions.question_set import QuestionSet
from survey.store.base import NotFound
from survey.store.personal_links import Access
from survey.store.responses.answers import NEVER_ANSWERED, StoredAnswer, given_answers
from survey.store.responses.earlier_statements import EarlierStatement, earlier_statements_of


class Compared(StrEnum):
    """How an earlier answer compares with the draft."""

    NEW = "new"
    """The draft has no answer there."""
    DIFFERS = "differs"
    """The draft has another answer. Of files and entries: it has others, and the earlier ones are added to them."""
    SAME = "same"
    NOT_TAKEN = "not_taken"
    """Nothing of it fits the question as it is asked now."""


@dataclass(frozen=True)
class OfferedAnswer:
    """An earlier answer, the question as it was asked then, as it is asked now, and what the answer becomes."""

    before: Question
    question: Question
    earlier: Given
    carried: Carried


@dataclass(frozen=True)
class Offer:
    """An earlier answer that can be taken over. `answer` is None for a group, whose `entries` have the answers.

    `draft`: the present answer; `draft_entries`: the number of filled entries of a group. `revision`: what the page
    sends back, to see whether somebody has changed the draft there since. `waits`: a choice between two answers is to
    be made first. `is_asked`: with the draft's present answers. `full`: a group would have too many entries.
    """

    address: str
    number: str
    before: Question
    question: Question
    compared: Compared
    revision: int
    answer: OfferedAnswer | None = None
    entries: Sequence[Sequence[OfferedAnswer]] = ()
    draft: Given | None = None
    draft_entries: int = 0
    waits: bool = False
    is_asked: bool = True
    full: bool = False

    @property
    def can_be_taken(self) -> bool:
        """Whether a button is offered for it."""
        return self.compared in (Compared.NEW, Compared.DIFFERS) and not self.waits

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the earlier answer is left out."""
        answers = [self.answer] if self.answer else [each for entry in self.entries for each in entry]
        return all(each.carried.is_whole for each in answers)


class GoneAnswer(NamedTuple):
    """A question that is not asked any more, with what was answered; of one in a group, or a group, without it."""

    question: Question
    earlier: Given | None


@dataclass(frozen=True)
class Offers:
    """What is offered of one earlier statement: `questions` in the order of the form; `gone`: questions that were
    answered then and are not asked any more, or not in this way.
    """

    questions: Sequence[Offer]
    gone: Sequence[GoneAnswer]

    @property
    def without_answer(self) -> list[Offer]:
        """What is taken by the button for all: whole answers where the draft has none, to questions that are asked."""
        new = [each for each in self.questions if each.compared is Compared.NEW and each.can_be_taken]
        return [each for each in new if each.is_asked and each.is_whole]


@dataclass(frozen=True)
class EarlierAnswers:
    """What an earlier statement says: the set of then, in the words that the organisation had read, and the answers."""

    question_set: QuestionSet
    answers: Answers


def offered_statements(session: Session, access: Access) -> list[EarlierStatement]:
    """Return the earlier statements of the organisation whose set has a question of this consultation, the latest
    first. At most one query.
    """
    present = _kinds(read_frozen(access.consultation.question_set))
    return [
        each
        for each in earlier_statements_of(session, access)
        if present.items() & _kinds(read_frozen(each.consultation.question_set)).items()
    ]


def read_earlier(session: Session, statement: EarlierStatement) -> EarlierAnswers:
    """Return the public answers of an earlier statement, with the set as the organisation had read it. At most two
    queries.

    Contact details and other answers that are not published were given to the authority that had asked. The links of a
    later consultation are made by others, who can open them: they open nothing of these.
    """
    snapshot = statement.submission.snapshot
    return EarlierAnswers(question_set_of(session, statement.consultation, snapshot), public_answers(snapshot))


def chosen_statement(statements: Sequence[EarlierStatement], key: str) -> EarlierStatement:
    """Return the statement of the consultation with this key; without a key the latest. Raises NotFound."""
    for each in statements:
        if not key or each.consultation.key == key:
            return each
    raise NotFound("earlier statement")


def offers(
    earlier: EarlierAnswers,
    question_set: QuestionSet,
    stored_answers: Mapping[str, StoredAnswer],
    waiting: Collection[str] = (),
) -> Offers:
    """Return what is offered. `waiting`: the addresses where a choice between two answers is open."""
    draft = _Draft(question_set, stored_answers, frozenset(waiting))
    then = {each.key: each for each in earlier.question_set.questions()}
    numbers = question_set.numbers()
    made, found = [], set()
    for question in question_set.questions():
        before = then.get(question.key)
        if before is None or not question.asks or before.kind != question.kind:
            continue
        offer = draft.offer(question.key, numbers.get(question.key, ""), before, question, earlier.answers)
        if offer:
            made.append(offer)
            found.add(question.key)
    left = [each for each in then.values() if each.key not in found and _says_something(each, earlier.answers)]
    gone = [GoneAnswer(each, None if isinstance(each, Group) else earlier.answers[each.key]) for each in left]
    gone += [GoneAnswer(question, None) for each in made for question in _gone_within(each, earlier.answers)]
    return Offers(draft.asked_with(made), gone)


def _says_something(question: Question, answers: Answers) -> bool:
    return question.key in answers and answers[question.key].state is not State.NOTHING_TO_STATE


def _gone_within(offer: Offer, earlier: Answers) -> Iterator[Question]:
    """The questions of a group that were answered then and are not asked in its entries any more."""
    kept = {(each.key, each.kind) for _path, each in offer.question.within()}
    answered = {entry.question for address in earlier if (entry := entry_of(address)) and entry.group == offer.address}
    for _path, question in offer.before.within():
        if question.key in answered and (question.key, question.kind) not in kept:
            yield question


def _kinds(question_set: QuestionSet) -> dict[str, str]:
    return {each.key: each.kind for each in question_set.questions() if each.asks}


class _Draft:
    """The draft for which answers are offered."""

    def __init__(
        self, question_set: QuestionSet, stored_answers: Mapping[str, StoredAnswer], waiting: frozenset[str]
    ) -> None:
        self._question_set, self._stored, self._waiting = question_set, stored_answers, waiting
        self._answers = given_answers(stored_answers)
        self._with_nothing: dict[str, Given] = {}
        for section in question_set.sections:
            self._with_nothing |= with_nothing_to_state(section, self._answers)

    def offer(self, address: str, number: str, before: Question, question: Question, earlier: Answers) -> Offer | None:
        """What is offered at this address; None where nothing was answered."""
        if isinstance(before, Group) and isinstance(question, Group):
            return self._group_offer(number, before, question, earlier)
        if address not in earlier:
            return None
        answer = OfferedAnswer(before, question, earlier[address], carried(before, question, earlier[address]))
        given = self._with_nothing.get(address)
        return Offer(
            address=address,
            number=number,
            before=before,
            question=question,
            compared=_compared(answer.carried.given, given),
            revision=self._stored.get(address, NEVER_ANSWERED).revision,
            answer=answer,
            draft=given,
            waits=address in self._waiting,
        )

    def _group_offer(self, number: str, before: Group, question: Group, earlier: Answers) -> Offer | None:
        given = earlier.get(before.key)
        if given is None or ENTRIES not in given.value:
            return None
        entries = [_answers_of_entry(before, question, entry, earlier) for entry in given.value[ENTRIES].split()]
        entries = [each for each in entries if each]
        becomes = [_given_in(entry) for entry in entries]
        present = filled_entries(question, self._answers)
        there = [self._given_in_entry(question, entry) for entry in present]
        full = len(present) + len([each for each in becomes if each]) > question.repeat.maximum
        if any(becomes) and all(each in there for each in becomes if each):
            compared = Compared.SAME
        elif full or not any(becomes):
            compared = Compared.NOT_TAKEN
        else:
            compared = Compared.DIFFERS if present else Compared.NEW
        here = [address for address in self._stored if address == question.key or _is_within(address, question.key)]
        return Offer(
            address=question.key,
            number=number,
            before=before,
            question=question,
            compared=compared,
            revision=sum(self._stored[address].revision for address in here),
            entries=entries,
            draft_entries=len(present),
            waits=any(_is_within(address, question.key) for address in self._waiting),
            full=full and compared is Compared.NOT_TAKEN,
        )

    def _given_in_entry(self, group: Group, entry: str) -> dict[str, Given]:
        found = {each.key: self._answers.get(entry_address(group.key, entry, each.key)) for each in group.questions}
        return {key: given for key, given in found.items() if given}

    def asked_with(self, made: Sequence[Offer]) -> list[Offer]:
        """The offers, with whether each question is asked if all those without an answer are taken."""
        answers = dict(self._answers)
        for each in made:
            if each.compared is Compared.NEW and each.can_be_taken and each.answer and each.is_whole:
                answers |= {each.address: each.answer.carried.given} if each.answer.carried.given else {}
        asked = {
            address for section in asked_sections(self._question_set, answers) for address, _ in addressed(section)
        }
        return [replace(each, is_asked=each.address in asked) for each in made]


def _answers_of_entry(before: Group, after: Group, entry: str, earlier: Answers) -> list[OfferedAnswer]:
    now = {each.key: each for each in after.questions}
    found = []
    for question in before.questions:
        given, later = earlier.get(entry_address(before.key, entry, question.key)), now.get(question.key)
        if given and later and later.kind == question.kind:
            found.append(OfferedAnswer(question, later, given, carried(question, later, given)))
    return found


def _given_in(entry: Sequence[OfferedAnswer]) -> dict[str, Given]:
    return {each.question.key: each.carried.given for each in entry if each.carried.given}


def _is_within(address: str, group: str) -> bool:
    entry = entry_of(address)
    return entry is not None and entry.group == group


def _compared(becomes: Given | None, draft: Given | None) -> Compared:
    if becomes is None:
        return Compared.NOT_TAKEN
    if draft is None:
        return Compared.NEW
    files = files_of(becomes.value)
    has_all = bool(files) and {each.sha256 for each in files} <= {each.sha256 for each in files_of(draft.value)}
    return Compared.SAME if becomes == draft or has_all else Compared.DIFFERS
