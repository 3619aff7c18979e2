"""The limits of a question in words, shown before the first answer: how long, how large, how many."""

from survey.languages import format_number, gettext
from survey.questions.question import Question


def limit_words(question: Question, language: str) -> str:
    """The limits that the question set gives, as words in `language`; an empty text if it gives none."""
    return " ".join(words for words in (question.limits(language), _length_words(question, language)) if words)


def _length_words(question: Question, language: str) -> str:
    """The most characters of the question's texts; an empty text if it has no texts or the set gives no limit."""
    if question.shown_limit is None or not set(question.texts) & set(question.used_parts):
        return ""
    return gettext(language, "At most %(longest)s characters.", longest=format_number(question.shown_limit))
