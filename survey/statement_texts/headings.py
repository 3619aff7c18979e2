"""The headings that a statement on a question set can have, and which of them a line of a text is."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz import fuzz, process

from survey.languages import PAGE_LANGUAGES, gettext
from survey.questions.asking.addresses import addressed, all_sections, entry_of, key_in_set
from survey.questions.asking.displayed import entry_name
from survey.questions.asking.entries import entries_of, with_entries
from survey.questions.asking.visibility import asked_sections
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Question
from survey.questions.question_set import QuestionSet, Section

NEAR = 86
"""How like a known heading another one must be, of 100, to be offered as a guess."""

CLOSE = 5
"""A guess that is less than this much better than the next one is no guess: both are offered."""

LONGEST_HEADING = 600
SHORTEST_GUESS = 8
"""Letters of the shortest heading for which there are guesses: short words are like one another."""

_NUMBER = re.compile(r"\s*(?:[-–•]\s+)?[(\[]?(?:(\d{1,3}(?:\.\d{1,3})*)[.):\]]*|([a-zåäöA-ZÅÄÖ]|[ivxIVX]{1,5})[.)])\s+")
_IN_BRACKETS = ("not published", "required")


class How(StrEnum):
    """How a line of the text was found to be a heading."""

    EXACT = "exact"
    NORMALISED = "normalised"
    NEAR = "near"


class HeadingKind(StrEnum):
    """What a heading begins."""

    QUESTION = "question"
    ENTRY = "entry"
    SECTION = "section"


@dataclass(frozen=True)
class Heading:
    """A heading of the set: of a question at an address, of an entry of a group (`group/e1`), of a section.

    `context` has what it stands under: the key of its section, and the entry. `asked`: whether it is asked now.
    """

    kind: HeadingKind
    address: str
    labels: tuple[str, ...]
    number: str
    context: tuple[str, ...]
    question: Question | None = None
    asked: bool = True


@dataclass(frozen=True)
class Match:
    """The headings that a line may be: one, or several that are equal or equally near."""

    how: How
    headings: tuple[Heading, ...]
    number: str = ""


class KnownHeadings:
    """All headings of a set, to look up lines."""

    def __init__(self, question_set: QuestionSet, answers: Answers) -> None:
        self._by_key: defaultdict[str, list[Heading]] = defaultdict(list)
        self._by_label: set[str] = set()
        for heading in _headings(question_set, answers):
            for label in heading.labels:
                self._by_label.add(" ".join(label.split()))
                key = key_of(label)
                if key and heading not in self._by_key[key]:
                    self._by_key[key].append(heading)
        self._guessed = [key for key in self._by_key if len(key) >= SHORTEST_GUESS]

    def match(self, line: str) -> Match | None:
        """The heading that a line is, exactly or but for case, numbers, signs and breaks; None for another text."""
        if len(line) > LONGEST_HEADING:
            return None
        for number, rest in _readings(line):
            if found := self._by_key.get(key_of(rest)):
                how = How.EXACT if " ".join(rest.split()) in self._by_label else How.NORMALISED
                return Match(how, tuple(found), number)
        return None

    def guess(self, line: str) -> Match | None:
        """The headings to which a line is near; None where it is near to none."""
        if len(line) > LONGEST_HEADING:
            return None
        number, rest = _readings(line)[-1]
        key = key_of(rest)
        if len(key) < SHORTEST_GUESS:
            return None
        found = process.extract(key, self._guessed, scorer=fuzz.ratio, score_cutoff=NEAR - CLOSE, limit=5)
        if not found or found[0][1] < NEAR:
            return None
        best = [key for key, score, _place in found if score > found[0][1] - CLOSE]
        return Match(How.NEAR, tuple(heading for key in best for heading in self._by_key[key]), number)


def key_of(line: str) -> str:
    """The letters and digits of a line alone: equal for headings that differ in case, signs, breaks and hyphens."""
    folded = unicodedata.normalize("NFKC", line).casefold()
    return "".join(letter for letter in folded if letter.isalnum() or letter == "§")


def _readings(line: str) -> list[tuple[str, str]]:
    """A line as a heading may be read: as it is, without what stands in brackets after it, without its number."""
    readings = [("", line)]
    bare = _after_heading().sub("", line)
    if bare != line:
        readings.append(("", bare))
    if found := _NUMBER.match(bare):
        readings.append((found[1] or "", bare[found.end() :]))
    return readings


@cache
def _after_heading() -> re.Pattern[str]:
    """What may stand after a heading: that the question is required, or that its answer is not published."""
    words = (re.escape(gettext(language, each)) for each in _IN_BRACKETS for language in PAGE_LANGUAGES)
    return re.compile(rf"\s*(?:\((?:{'|'.join(words)})\)|\*)\s*$")


def _headings(question_set: QuestionSet, answers: Answers) -> Iterator[Heading]:
    """Yield every heading; questions that are not asked with these answers too, so that their texts are not taken for
    those of the question above.
    """
    numbers = question_set.numbers()
    asked = {each.key for section in asked_sections(question_set, answers) for each in section.questions}
    for section in all_sections(question_set):
        here = (section.key,)
        yield Heading(HeadingKind.SECTION, section.key, tuple(section.title.values()), "", here)
        if section.key not in {each.key for each in question_set.sections}:
            continue  # the respondent's details are lines of their own, no headings
        yield from _entries(section, answers)
        for address, question in addressed(with_entries(section, lambda group: entries_of(group, answers))):
            entry = entry_of(address)
            context = (*here, f"{entry.group}/{entry.id}") if entry else here
            labels = (*question.label.values(), *(question.short or {}).values())
            number = numbers.get(key_in_set(address), "")
            yield Heading(HeadingKind.QUESTION, address, labels, number, context, question, asked=question.key in asked)


def _entries(section: Section, answers: Answers) -> Iterator[Heading]:
    for group in section.questions:
        if isinstance(group, Group):
            for entry in entries_of(group, answers):
                names = tuple(entry_name(group, entry, answers).values())
                yield Heading(HeadingKind.ENTRY, f"{group.key}/{entry}", names, "", (section.key,))


def narrowed(match: Match, context: Sequence[str]) -> tuple[Heading, ...]:
    """Of headings with the same words, those that are meant: by the number before the line, or by what stands above."""
    found = match.headings
    if len(found) > 1 and match.number:
        found = tuple(each for each in found if each.number == match.number) or found
    for place in reversed(context):
        if len(found) > 1:
            found = tuple(each for each in found if place in each.context) or found
    asked = tuple(each for each in found if each.asked)
    return asked or found
