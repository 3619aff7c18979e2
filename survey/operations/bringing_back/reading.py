"""Reading what somebody brings back, and keeping what was found as a plan that is looked at before anything changes."""

import json
from dataclasses import asdict, dataclass

from survey.questions.question import Answers
from survey.questions.question_set import QuestionSet
from survey.statement_texts.blocks import Remark, RemarkKind
from survey.statement_texts.headings import How
from survey.statement_texts.matching import Found, Matched, Piece, PieceKind, match_text
from survey.statement_texts.pasted import read_pasted
from survey.statement_texts.word_file import read_word

WORD, PASTED = "word", "pasted"
"""Where a text came from."""

LONGEST_NAME = 150


@dataclass(frozen=True)
class Brought:
    """What somebody brings back: the bytes of a file with its name, or a pasted text."""

    file: bytes = b""
    name: str = ""
    pasted: str = ""

    @property
    def source(self) -> str:
        """WORD or PASTED."""
        return WORD if self.file else PASTED


def read_brought(brought: Brought, question_set: QuestionSet, answers: Answers) -> Matched:
    """Find the texts of questions in it. Raises TextRefused (survey/statement_texts/blocks.py)."""
    text = read_word(brought.file) if brought.file else read_pasted(brought.pasted)
    return match_text(text, question_set, answers)


def content_of(matched: Matched) -> str:
    """What was found, as the database keeps it."""
    return json.dumps(asdict(matched), ensure_ascii=False, separators=(",", ":"))


def matched_of(content: str) -> Matched:
    """What was found, from `content_of`."""
    kept = json.loads(content)
    return Matched(
        tuple(Found(**{**each, "how": How(each["how"]), "options": tuple(each["options"])}) for each in kept["found"]),
        tuple(
            Piece(**{**each, "kind": PieceKind(each["kind"]), "candidates": tuple(each["candidates"])})
            for each in kept["pieces"]
        ),
        tuple(kept["passed"]),
        tuple(Remark(RemarkKind(each["kind"]), each["count"], each["text"]) for each in kept["remarks"]),
    )
