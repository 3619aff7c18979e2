"""The result of reading what an author has given, the same for a file, a workbook and pasted text."""

from dataclasses import dataclass, field

from survey.questions.faults.fault import Fault
from survey.questions.question_set import QuestionSet


@dataclass(frozen=True)
class Authored:
    """A set that can be used or tried, with its YAML; or None, and all faults that prevent it from being one.

    If there is a set, its `faults` are warnings and advice. A set with a text missing in one language is a draft.
    """

    question_set: QuestionSet | None
    yaml: str
    faults: list[Fault]
    keys_are_made: bool = field(default=False, compare=False)
    """Whether its keys were made from words just now, so that a correction must be matched with the earlier keys."""

    @property
    def is_complete(self) -> bool:
        """Whether a consultation can be opened on the set: every text exists in every language."""
        return self.question_set is not None and all(fault.code != "language-missing" for fault in self.faults)
