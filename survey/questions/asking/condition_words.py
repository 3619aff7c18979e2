"""A condition in words: “Asked only if the answer to question 2 “Do you support this?” is “Yes” or “Partly”.”"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, assert_never

from survey.languages import gettext
from survey.languages import mark as _
from survey.questions.conditions import AnyOf, HasAnswer, OneChosen, Requirement, requirements
from survey.questions.kinds.choices import Choices
from survey.questions.question import Question, Texts
from survey.questions.question_set import QuestionSet

QUOTATION_MARK = "\N{RIGHT DOUBLE QUOTATION MARK}"
"""The same on both sides of a quotation, in Finnish and in Swedish."""

LONGEST_NAME = 120
"""The most characters of a question's label within a sentence, about two lines of a printed page."""

Pieces = tuple[str | Texts, ...]
"""A sentence: words in the reader's language, and texts of the set, which may lack that language."""


@dataclass(frozen=True)
class ConditionWords:
    """A condition for readers. If it requires several things, `items` are these; `sentence` says how many of
    them must be true.
    """

    sentence: Pieces
    items: tuple[Pieces, ...] = ()


@dataclass(frozen=True)
class NumberedQuestion:
    """A question that conditions can refer to, with its number in the set."""

    number: str
    question: Question

    @property
    def name(self) -> Texts:
        """Its label as it is printed; the short one in languages in which that would make the sentence too long."""
        label, short = self.question.label, self.question.short or {}
        return {
            language: short.get(language, text) if len(text) > LONGEST_NAME else text
            for language, text in label.items()
        }


@dataclass(frozen=True)
class _Beginning:
    """How the sentence begins: for one requirement, for several that must all be met, for several of which one must."""

    one: str
    all: str
    any: str


_ASKED = _Beginning(
    _("Asked only if %(condition)s."),
    _("Asked only if all of these are true:"),
    _("Asked only if at least one of these is true:"),
)
_SHOWN = _Beginning(
    _("Shown only if %(condition)s."),
    _("Shown only if all of these are true:"),
    _("Shown only if at least one of these is true:"),
)


def numbered_questions(question_set: QuestionSet) -> dict[str, NumberedQuestion]:
    """Every question that a condition can refer to, by its key, including those within groups."""
    numbers = question_set.numbers()
    found: dict[str, NumberedQuestion] = {}
    for question in question_set.questions():
        within = {f"{question.key}/{inner.key}": inner for _path, inner in question.within()}
        for address, each in {question.key: question, **within}.items():
            if address in numbers:
                found[each.key] = NumberedQuestion(numbers[address], each)
    return found


def condition_words(
    condition: Mapping[str, Any], questions: Mapping[str, NumberedQuestion], language: str, *, asks: bool = True
) -> ConditionWords:
    """The condition in words of `language`; `asks` is false for a note, which is shown and not asked.

    `questions` are those that it can refer to, from `numbered_questions`.
    """
    beginning = _ASKED if asks else _SHOWN
    teller = _Teller(questions, language)
    required = teller.in_order(requirements(condition))
    if len(required) > 1:
        return ConditionWords((gettext(language, beginning.all),), tuple(map(teller.requirement, required)))
    if isinstance(required[0], AnyOf) and len(required[0].alternatives) > 1:
        alternatives = required[0].alternatives
        return ConditionWords((gettext(language, beginning.any),), tuple(map(teller.together, alternatives)))
    return ConditionWords(_filled(gettext(language, beginning.one), condition=teller.requirement(required[0])))


@dataclass(frozen=True)
class _Teller:
    questions: Mapping[str, NumberedQuestion]
    language: str

    def in_order(self, required: Sequence[Requirement]) -> list[Requirement]:
        """In the order of the questions, with alternatives last: a frozen set has them in the order of their keys."""
        places = {key: place for place, key in enumerate(self.questions)}
        return sorted(
            required, key=lambda each: len(places) if isinstance(each, AnyOf) else places.get(each.question, 0)
        )

    def requirement(self, required: Requirement) -> Pieces:
        """One requirement, as a clause without a full stop."""
        match required:
            case OneChosen():
                return self._chosen(required)
            case HasAnswer():
                message = _("question %(number)s “%(label)s” is answered")
                return self._about(required.question, message)
            case AnyOf():
                alternatives = tuple(map(self.together, required.alternatives))
                if len(alternatives) == 1:
                    return alternatives[0]
                message = gettext(self.language, _("at least one of these: %(alternatives)s"))
                return _filled(message, alternatives=_joined(alternatives, "; "))
            case _:
                assert_never(required)

    def together(self, required: Sequence[Requirement]) -> Pieces:
        """Requirements that must all be met."""
        message = gettext(self.language, _("%(first)s and also %(second)s"))
        clauses = map(self.requirement, self.in_order(required))
        return reduce(lambda first, second: _filled(message, first=first, second=second), clauses)

    def _chosen(self, required: OneChosen) -> Pieces:
        question = self.questions[required.question].question
        several = isinstance(question, Choices)
        message = (
            _("%(options)s is chosen in question %(number)s “%(label)s”")
            if several
            else _("the answer to question %(number)s “%(label)s” is %(options)s")
        )
        quoted: list[Pieces] = [
            (QUOTATION_MARK, label, QUOTATION_MARK) for key, label in question.labels.items() if key in required.options
        ]
        return self._about(required.question, message, options=self._one_of(quoted))

    def _one_of(self, options: Sequence[Pieces]) -> Pieces:
        if len(options) == 1:
            return options[0]
        message = gettext(self.language, _("%(options)s or %(last)s"))
        return _filled(message, options=_joined(options[:-1], ", "), last=options[-1])

    def _about(self, key: str, message: str, **places: Pieces) -> Pieces:
        named = self.questions[key]
        return _filled(gettext(self.language, message), number=(named.number,), label=(named.name,), **places)


_PLACE = re.compile(r"%\((\w+)\)s")


def _filled(message: str, **places: Pieces) -> Pieces:
    """The message with its places filled by pieces, which keep their language."""
    found: list[str | Texts] = []
    for turn, step in enumerate(_PLACE.split(message)):  # words and names of places take turns
        found += places[step] if turn % 2 else [step] if step else []
    return tuple(found)


def _joined(clauses: Sequence[Pieces], between: str) -> Pieces:
    found: list[str | Texts] = []
    for clause in clauses:
        found += [between, *clause] if found else clause
    return tuple(found)
