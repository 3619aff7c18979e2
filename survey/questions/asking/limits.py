"""What a question says of its limits before anybody has answered: how long, how much, how many."""

from collections.abc import Callable, Mapping

from survey import languages
from survey.languages import format_number, gettext
from survey.questions.kinds.attachment import Attachment
from survey.questions.kinds.choices import Choices
from survey.questions.kinds.number import Number, as_decimal
from survey.questions.question import Question


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark a message with its plural for extraction; it is translated when it is shown."""
    return one, many


EXACTLY = ngettext("Choose %(num)s option.", "Choose %(num)s options.")
AT_LEAST = ngettext("Choose at least %(num)s option.", "Choose at least %(num)s options.")
AT_MOST = ngettext("Choose at most %(num)s option.", "Choose at most %(num)s options.")


def limit_words(question: Question, language: str) -> str:
    """The limits that the question set gives, in words; nothing where it gives none."""
    of_kind = _LIMITS.get(question.kind, _no_limit)(question, language)
    return " ".join(words for words in (of_kind, _length_words(question, language)) if words)


def _no_limit(question: Question, language: str) -> str:
    return ""


def _length_words(question: Question, language: str) -> str:
    """How long the text may be, where the set says so; a kind's own limit is too high to tell."""
    limit = type(question).model_fields.get("max_length")
    longest: int = getattr(question, "max_length", 0)
    if limit is None or longest == limit.default or not set(question.texts) & set(question.used_parts):
        return ""
    return gettext(language, "At most %(longest)s characters.", longest=format_number(longest))


def _number_words(question: Question, language: str) -> str:
    if not isinstance(question, Number):
        raise TypeError(question.kind)
    least = None if question.minimum is None else format_number(as_decimal(question.minimum))
    most = None if question.maximum is None else format_number(as_decimal(question.maximum))
    if least is not None and most is not None:
        return gettext(language, "At least %(least)s and at most %(most)s.", least=least, most=most)
    if least is not None:
        return gettext(language, "At least %(least)s.", least=least)
    return gettext(language, "At most %(most)s.", most=most) if most is not None else ""


def _choices_words(question: Question, language: str) -> str:
    if not isinstance(question, Choices):
        raise TypeError(question.kind)
    least, most = question.at_least, question.at_most
    if least and most and most != least:
        return gettext(language, "Choose at least %(least)s and at most %(most)s options.", least=least, most=most)
    if least:
        return languages.ngettext(language, *(EXACTLY if most == least else AT_LEAST), least)
    if most:
        return languages.ngettext(language, *AT_MOST, most)
    return gettext(language, "You can choose more than one.")


def _files_words(question: Question, language: str) -> str:
    if not isinstance(question, Attachment):
        raise TypeError(question.kind)
    return question.limits(language)


_LIMITS: Mapping[str, Callable[[Question, str], str]] = {
    "number": _number_words,
    "choices": _choices_words,
    "attachment": _files_words,
}
