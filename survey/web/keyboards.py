"""Which keyboard a telephone shows for a question."""

from survey.questions.kinds.number import Number
from survey.questions.question import Question


def keyboard(question: Question) -> str:
    """The keyboard that a telephone shows: that for decimals has no minus sign everywhere."""
    if not isinstance(question, Number) or question.minimum is None or question.minimum < 0:
        return "text"
    return "decimal" if question.decimals else "numeric"
