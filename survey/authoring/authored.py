"""What a person who writes question sets has given, read as one: the same for a file, a workbook and pasted text."""

from dataclasses import dataclass

from survey.questions.faults.fault import Fault
from survey.questions.question_set import QuestionSet


@dataclass(frozen=True)
class Authored:
    """A set that can be used or tried, with its YAML; or None, and every fault that keeps it from being one.

    `faults` of a set are warnings and advice: with a text missing in one language it is a draft.
    """

    question_set: QuestionSet | None
    yaml: str
    faults: list[Fault]

    @property
    def is_complete(self) -> bool:
        """Whether a consultation can be opened on it: every text is there in every language."""
        return self.question_set is not None and all(fault.code != "language-missing" for fault in self.faults)
