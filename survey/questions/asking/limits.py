"""What a question says of its limits before anybody has answered: how long, how much, how many."""

from survey.languages import format_number, gettext
from survey.questions.question import Question


def limit_words(question: Question, language: str) -> str:
    """The limits that the question set gives, in words; nothing where it gives none."""
    return " ".join(words for words in (question.limits(language), _length_words(question, language)) if words)


def _length_words(question: Question, language: str) -> str:
    """How long the question's texts may be, where it asks for any and the set says so."""
    if question.shown_limit is None or not set(question.texts) & set(question.used_parts):
        return ""
    return gettext(language, "At most %(longest)s characters.", longest=format_number(question.shown_limit))
