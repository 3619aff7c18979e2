"""Which existing answers would no longer fit a changed question set, change by change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from survey.questions.asking.addresses import addressed, key_in_set, section_address
from survey.questions.asking.visibility import asked_sections, statement_answers
from survey.questions.comparing.changes import Change, Effect
from survey.questions.conditions import references
from survey.questions.kinds.group import Group, Repeat
from survey.questions.question import Answers, Given, Keyed, Question, State
from survey.questions.question_set import QuestionSet, Section

NOTHING_FITS = frozenset({"question-removed", "kind-changed", "question-moved"})
"""The codes of breaking changes after which no answer of the question fits: its address or its kind is another."""

_K = TypeVar("_K", bound=Keyed)


class Fitting:
    """Counts the answers that each breaking change would break, in one response after another.

    Only the answers at `addresses`, and those below `groups`, must be read for that: the answers of changed questions,
    and of those that their conditions refer to.
    """

    def __init__(self, before: QuestionSet, after: QuestionSet, changes: Iterable[Change]) -> None:
        breaking = [change for change in changes if change.effect is Effect.BREAKING and change.place]
        self._by_place: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
        for change in breaking:
            self._by_place[change.place[0]].append(change)
        needed = _needed(before, after, breaking)
        self._before, self._after = _only(before, needed), _only(after, needed)
        self._old, self._new = _questions(self._before), _questions(self._after)

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of the answers outside groups, and of “nothing to state” for complete sections."""
        sections = [*self._before.sections, *self._after.sections]
        keys = (question.key for section in sections for question in section.questions)
        return frozenset([*keys, *map(section_address, sections)])

    @property
    def groups(self) -> frozenset[str]:
        """The keys of the groups whose entries' answers are needed."""
        return frozenset(each.key for each in [*self._old.values(), *self._new.values()] if isinstance(each, Group))

    def broken(self, answers: Answers) -> Counter[Change]:
        """How many of one response's answers each change would break. Only what is part of its statement counts."""
        asked = asked_sections(self._before, answers)
        given = statement_answers(asked, answers)
        homes = {address: section.key for section in asked for address, _question in addressed(section)}
        still = {address for section in asked_sections(self._after, answers) for address, _ in addressed(section)}
        counted: Counter[Change] = Counter()
        for address, answer in given.items():
            key = key_in_set(address)
            for change in self._of(key, homes.get(address, "")) if key in self._old else ():
                if change.code == "condition-changed":
                    counted[change] += address not in still
                else:
                    counted[change] += self._breaks(change, key, answer)
        return counted

    def _of(self, key: str, section: str) -> list[Change]:
        """The changes of the question with this key, and of its section."""
        return [*self._by_place["question", key.rpartition("/")[2]], *self._by_place["section", section]]

    def _breaks(self, change: Change, key: str, answer: Given) -> bool:
        before, after = self._old[key], self._new.get(key)
        if change.code in NOTHING_FITS or change.name in before.deciding_words:
            return True
        if after is None or after.kind != before.kind:
            return False  # that it is gone or of another kind is a change of its own
        if answer.state is State.NOTHING_TO_STATE:
            return change.name == "nothing_to_state" and not self._takes_nothing(key)
        if change.code == "option-removed":
            return any(change.option in answer.value.get(part, "").split() for part in before.countable)
        if dict(change.place).keys() == {"section"}:
            return False
        changed = _with_change(before, after, change)
        return bool(changed.misfits(answer.value, answer.state) - before.misfits(answer.value, answer.state))

    def _takes_nothing(self, key: str) -> bool:
        homes = (section for section in self._after.sections if key in {each.key for each in section.questions})
        return bool(self._new[key].nothing_to_state or any(section.nothing_to_state for section in homes))


def _with_change(before: Question, after: Question, change: Change) -> Question:
    """The question as it was, but for one change: others of the same question break answers of their own."""
    noun, key = change.place[-1]
    if noun == "row":
        return before.model_copy(update={"rows": _with_entry(before, after, "rows", key)})
    if noun == "option":
        lists = [name for name in ("options", "steps") if getattr(before, name, None)]
        return before.model_copy(update={name: _with_entry(before, after, name, key) for name in lists})
    if isinstance(before, Group) and isinstance(after, Group) and change.name in Repeat.model_fields:
        repeat = before.repeat.model_copy(update={change.name: getattr(after.repeat, change.name)})
        return before.model_copy(update={"repeat": repeat})
    return before.model_copy(update={change.name: getattr(after, change.name)})


def _with_entry(before: Question, after: Question, name: str, key: str) -> tuple[Keyed, ...]:
    """The entries of a list of `before`, with the one that has this key as it is in `after`: added, changed or gone."""
    old, new = (_by_key(getattr(each, name) or ()) for each in (before, after))
    if key in new:
        return tuple({**old, key: new[key]}.values())
    return tuple(entry for entry in old.values() if entry.key != key)


def _by_key(entries: Sequence[_K]) -> dict[str, _K]:
    return {entry.key: entry for entry in entries}


def _questions(question_set: QuestionSet) -> dict[str, Question]:
    """Every question by its key as `key_in_set` gives it: `group/question` within groups."""
    found: dict[str, Question] = {}
    for question in question_set.questions():
        found[question.key] = question
        found |= {f"{question.key}/{inner.key}": inner for _path, inner in question.within()}
    return found


def _needed(before: QuestionSet, after: QuestionSet, changes: Sequence[Change]) -> frozenset[str]:
    """The keys of the changed questions outside groups, and of all that decide whether one of them is asked."""
    homes = _homes(before) | _homes(after)
    waiting = {homes.get(change.question, "") for change in changes}
    sections = {dict(change.place)["section"] for change in changes if "section" in dict(change.place)}
    waiting |= {each.key for section in before.sections if section.key in sections for each in section.questions}
    deciding: dict[str, set[str]] = {}
    for question_set in (before, after):
        for section in question_set.sections:
            for question in section.questions:
                deciding.setdefault(question.key, set()).update(_deciding(section, question))
    needed: set[str] = set()
    while waiting:
        key = waiting.pop()
        needed.add(key)
        waiting |= {homes.get(each, each) for each in deciding.get(key, ())} - needed
    return frozenset(needed)


def _homes(question_set: QuestionSet) -> dict[str, str]:
    """For each question, the key of the question outside groups that it is or belongs to."""
    inner = {each.key: question.key for question in question_set.questions() for _path, each in question.within()}
    return {question.key: question.key for question in question_set.questions()} | inner


def _deciding(section: Section, question: Question) -> Iterator[str]:
    """The keys that the conditions refer to: those of the section, of the question and of the questions within it."""
    within = [inner.show_if for _path, inner in question.within()]
    for condition in (section.show_if, question.show_if, *within):
        yield from (key for _path, key, _options in references(condition or {}))


def _only(question_set: QuestionSet, needed: frozenset[str]) -> QuestionSet:
    """The set without the questions that are not needed: fewer are looked at in each response."""
    kept = [
        section.model_copy(update={"questions": tuple(each for each in section.questions if each.key in needed)})
        for section in question_set.sections
    ]
    return question_set.model_copy(update={"sections": tuple(section for section in kept if section.questions)})
