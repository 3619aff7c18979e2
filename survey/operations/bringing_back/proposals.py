"""What would become of each question's answer: from the texts that were found, the choices so far, and the draft."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from survey.questions.asking.addresses import addressed, key_in_set
from survey.questions.asking.visibility import asked_sections
from survey.questions.details import DETAILS_KEY
from survey.questions.question import Given, Question, State
from survey.questions.question_set import QuestionSet
from survey.statement_texts.answer_parts import parts_that_come_back
from survey.statement_texts.matching import Matched, Piece
from survey.store.responses.answers import NEVER_ANSWERED, StoredAnswer, given_answers

LEAVE_OUT = "leave"
ANSWERS, ADDS, TAKEN = "answers:", "adds:", "taken:"
"""What can be chosen for a piece: to leave it out; that it is the text of a question, or is added to it. With the last
one it has been added already, where the question had no text of its own in the file."""

BETWEEN = "\n\n"


class Comparison(StrEnum):
    """How a question's text in the file or paste compares with the draft."""

    SAME = "same"
    CHANGED = "changed"
    EMPTY = "empty"
    """The heading is there, with no text under it. Nothing is emptied by that."""
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class TextAt:
    """A text that may become the answer: `place` in the file, the heading above it, its parts."""

    place: int
    heading: str
    parts: Mapping[str, str]
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartChange:
    """A part of an answer, as the draft has it and as it would be. Equal ones are left out."""

    part: str
    before: str
    after: str


@dataclass(frozen=True)
class Proposal:
    """One question: what the draft has, in which revision, and what it would have.

    `texts`: all texts under its heading, in order; `chosen`: which of them is offered, the last one unless chosen
    otherwise. `parts`: everything that would be typed. `option_differs`: the file names another option than the draft.
    `waits`: there is a choice between two answers to be made first.
    """

    address: str
    number: str
    question: Question
    comparison: Comparison
    given: Given | None
    revision: int
    parts: Mapping[str, str]
    changes: Sequence[PartChange] = ()
    texts: Sequence[TextAt] = ()
    chosen: int = 0
    option_differs: bool = False
    waits: bool = False


def piece_key(piece: Piece) -> str:
    """The name under which the choice for a piece is kept."""
    return f"piece-{piece.place}"


def text_key(address: str) -> str:
    """The name under which it is kept which of several texts of a question is meant."""
    return f"text-{address}"


def undecided(matched: Matched, choices: Mapping[str, str]) -> list[Piece]:
    """Return the pieces for which nothing has been chosen."""
    return [piece for piece in matched.pieces if not choices.get(piece_key(piece))]


def proposals(
    matched: Matched,
    choices: Mapping[str, str],
    question_set: QuestionSet,
    stored_answers: Mapping[str, StoredAnswer],
    waiting: Collection[str] = (),
) -> list[Proposal]:
    """Return a proposal for each question that can be answered with text, and for others that were found.

    `waiting`: the addresses where a choice between two answers is open.
    """
    numbers, answers = question_set.numbers(), given_answers(stored_answers)
    found = {each.address for each in matched.found}
    proposer = _Proposer(matched, choices)
    made = []
    for section in asked_sections(question_set, answers):
        if section.key == DETAILS_KEY:
            continue
        for address, question in addressed(section):
            if not parts_that_come_back(question) and address not in found:
                continue
            stored = stored_answers.get(address, NEVER_ANSWERED)
            number = numbers.get(key_in_set(address), "")
            made.append(proposer.proposal(address, number, question, stored, waits=address in waiting))
    return made


@dataclass(frozen=True)
class _Proposer:
    matched: Matched
    choices: Mapping[str, str]

    def proposal(self, address: str, number: str, question: Question, stored: StoredAnswer, *, waits: bool) -> Proposal:
        takes, now = parts_that_come_back(question), _typed(question, stored.given)
        texts = self._texts(address, takes)
        chosen = self._chosen(address, texts)
        offered = texts[chosen] if texts else None
        after = {**now, **(offered.parts if offered else {})}
        before, behind = self._added(address, offered)
        if takes and (before or behind):
            main = _main(takes)
            after[main] = BETWEEN.join(filter(None, [*before, after.get(main, ""), *behind]))
        changes = [
            PartChange(part, now.get(part, ""), after.get(part, ""))
            for part in takes
            if _bare(now.get(part, "")) != _bare(after.get(part, ""))
        ]
        changed = {each.part for each in changes}
        parts = {part: text for part, text in after.items() if part in changed or part not in takes}
        parts |= {part: now[part] for part in takes if part not in changed and now.get(part)}
        if changes:
            comparison = Comparison.CHANGED
        elif offered is None:
            comparison = Comparison.SAME if behind else Comparison.NOT_FOUND
        else:
            has_text = offered.parts or offered.options or not takes
            comparison = Comparison.SAME if has_text or stored.given is None else Comparison.EMPTY
        return Proposal(
            address=address,
            number=number,
            question=question,
            comparison=comparison,
            given=stored.given,
            revision=stored.revision,
            parts=parts,
            changes=changes,
            texts=texts,
            chosen=chosen,
            option_differs=_names_another_option(offered, now),
            waits=waits,
        )

    def _texts(self, address: str, takes: Sequence[str]) -> list[TextAt]:
        """The texts under the question's heading, and the pieces that were chosen to be its text, in order."""
        texts = [
            TextAt(each.place, each.heading, each.parts, each.options)
            for each in self.matched.found
            if each.address == address
        ]
        for piece in self.matched.pieces:
            if takes and self.choices.get(piece_key(piece)) == f"{ANSWERS}{address}":
                texts.append(TextAt(piece.place, piece.heading, {_main(takes): piece.text}))
        return sorted(texts, key=lambda text: text.place)

    def _chosen(self, address: str, texts: Sequence[TextAt]) -> int:
        """Which of the texts is offered: the last one unless another was chosen."""
        written = self.choices.get(text_key(address), "")
        return next((at for at, text in enumerate(texts) if str(text.place) == written), len(texts) - 1)

    def _added(self, address: str, offered: TextAt | None) -> tuple[list[str], list[str]]:
        """The pieces that are added to the question's text: those that stood before it in the file, and those after it.

        What was accepted already counts only where the file has a text of the question: otherwise it is in the draft.
        """
        wanted = {f"{ADDS}{address}"} | ({f"{TAKEN}{address}"} if offered else set())
        added = [piece for piece in self.matched.pieces if self.choices.get(piece_key(piece)) in wanted]
        if offered is None:
            return [], [piece.text for piece in added]
        before = [piece.text for piece in added if piece.place < offered.place]
        return before, [piece.text for piece in added if piece.place >= offered.place]


def _typed(question: Question, given: Given | None) -> dict[str, str]:
    """The parts of the present answer as they are typed; none of one that says “nothing to state”."""
    if given is None or given.state is State.NOTHING_TO_STATE:
        return {}
    return question.typed(given.value, given.state)


def _names_another_option(offered: TextAt | None, now: Mapping[str, str]) -> bool:
    if offered is None or not offered.options:
        return False
    return set(offered.options) != set(f"{now.get('option', '')} {now.get('options', '')}".split())


def _main(takes: Sequence[str]) -> str:
    """The part that a piece of text goes to: the text, the own wording, the reason."""
    return next((part for part in takes if part != "provision"), takes[0])


def _bare(text: str) -> str:
    """A text without what a way through Word or minutes changes: blanks and line breaks."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())
