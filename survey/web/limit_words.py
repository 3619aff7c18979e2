"""What a question says of its limits before anybody has typed: how long, how much, how many."""

from collections.abc import Callable, Mapping

from survey.languages import format_number
from survey.questions.kinds.attachment import Attachment
from survey.questions.kinds.choices import Choices
from survey.questions.kinds.number import Number, as_decimal
from survey.questions.question import Question
from survey.web.language import _, ngettext, page_language


def limit_words(question: Question) -> str:
    """The limits that the question set gives, in words; nothing where it gives none."""
    return " ".join(
        words for words in (_LIMITS.get(question.kind, _no_limit)(question), _length_words(question)) if words
    )


def keyboard(question: Question) -> str:
    """The keyboard that a telephone shows: that for decimals has no minus sign everywhere."""
    if not isinstance(question, Number) or question.minimum is None or question.minimum < 0:
        return "text"
    return "decimal" if question.decimals else "numeric"


def _no_limit(question: Question) -> str:
    return ""


def _length_words(question: Question) -> str:
    """How long the text may be, where the set says so; a kind's own limit is too high to tell."""
    limit = type(question).model_fields.get("max_length")
    longest: int = getattr(question, "max_length", 0)
    if limit is None or longest == limit.default or not set(question.texts) & set(question.used_parts):
        return ""
    return _("At most %(longest)s characters.", longest=format_number(longest))


def _number_words(question: Question) -> str:
    if not isinstance(question, Number):
        raise TypeError(question.kind)
    least = None if question.minimum is None else format_number(as_decimal(question.minimum))
    most = None if question.maximum is None else format_number(as_decimal(question.maximum))
    if least is not None and most is not None:
        return _("At least %(least)s and at most %(most)s.", least=least, most=most)
    if least is not None:
        return _("At least %(least)s.", least=least)
    return _("At most %(most)s.", most=most) if most is not None else ""


def _choices_words(question: Question) -> str:
    if not isinstance(question, Choices):
        raise TypeError(question.kind)
    least, most = question.at_least, question.at_most
    if least and most == least:
        return ngettext("Choose %(num)s option.", "Choose %(num)s options.", least)
    if least and most:
        return _("Choose at least %(least)s and at most %(most)s options.", least=least, most=most)
    if least:
        return ngettext("Choose at least %(num)s option.", "Choose at least %(num)s options.", least)
    if most:
        return ngettext("Choose at most %(num)s option.", "Choose at most %(num)s options.", most)
    return _("You can choose more than one.")


def _files_words(question: Question) -> str:
    if not isinstance(question, Attachment):
        raise TypeError(question.kind)
    return question.limits(page_language())


_LIMITS: Mapping[str, Callable[[Question], str]] = {
    "number": _number_words,
    "choices": _choices_words,
    "attachment": _files_words,
}
