"""What has changed in a question between two sets, for those who answer it: its words, its options, its limits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from survey.languages import text_in
from survey.questions.difference import Mark, Piece, difference
from survey.questions.question import Question, Texts


class Worded(StrEnum):
    """What a changed text is."""

    LABEL = "label"
    HELP = "help"
    ENTRY = "entry"
    PROVISION = "provision"
    PROPOSED = "proposed"
    OPTION = "option"
    ROW = "row"
    LIMITS = "limits"
    LONGEST = "longest"


@dataclass(frozen=True)
class WordingChange:
    """A text that differs: the pieces in reading order, marked as removed or added. A whole option that came or went is
    one piece.
    """

    worded: Worded
    pieces: Sequence[Piece]


def wording_changes(before: Question, after: Question, language: str) -> list[WordingChange]:
    """Return what differs between two questions with the same key, for readers of `language`, in the order of `after`;
    what is gone comes last.
    """
    old, new = dict(_texts(before, language)), dict(_texts(after, language))
    found = []
    for place in dict.fromkeys([*new, *old]):
        earlier, later = _in_one_language(old.get(place, {}), new.get(place, {}), language)
        if earlier != later:
            found.append(WordingChange(place[0], _pieces(earlier, later)))
    return found


def _pieces(earlier: str, later: str) -> Sequence[Piece]:
    if earlier and later:
        return difference(earlier, later)
    return (Piece(Mark.ADDED, later),) if later else (Piece(Mark.REMOVED, earlier),)


def _texts(question: Question, language: str) -> Iterator[tuple[tuple[Worded, str], Texts]]:
    """Each text with what it is, and the key of its option or row."""
    for name in question.words:
        if name in set(Worded) and (texts := getattr(question, name)):
            yield (Worded(name), ""), texts
    for entries in question.keyed_lists():
        for path, keyed in entries:
            yield (Worded.ROW if path[0] == "rows" else Worded.OPTION, keyed.key), keyed.label
    if limits := question.limits(language):
        yield (Worded.LIMITS, ""), {language: limits}
    if question.shown_limit is not None:
        yield (Worded.LONGEST, ""), {language: str(question.shown_limit)}


def _in_one_language(old: Mapping[str, str], new: Mapping[str, str], language: str) -> tuple[str, str]:
    """Both texts in `language`, or in another that both have: a translation alone is no change."""
    shared = next((each for each in (language, *new) if each in old and each in new), language)
    return text_in(old, shared) if old else "", text_in(new, shared) if new else ""
