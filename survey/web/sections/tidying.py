"""An answer before and after tidying, as a page shows it."""

from typing import NamedTuple

from survey.operations.answers.tidying import tidied_parts
from survey.questions.asking.displayed import part_label
from survey.questions.pasted_text import Tidied
from survey.questions.question import Given, Question
from survey.web.language import ngettext
from survey.web.words.texts import Words, words


class TidiedView(NamedTuple):
    """A text before and after, what was done, and the name of its part if the answer has several."""

    label: Words | None
    before: str
    after: str
    done: tuple[str, ...]


def tidied_views(question: Question, given: Given | None) -> list[TidiedView]:
    """Return each text that tidying changes."""
    if given is None:
        return []
    several = len(question.texts) > 1
    return [
        TidiedView(_label(question, part) if several else None, given.value[part], each.text, _done(each))
        for part, each in tidied_parts(question, given).items()
    ]


def _label(question: Question, part: str) -> Words | None:
    texts = part_label(question, part)
    return words(texts) if texts else None


def _done(tidied: Tidied) -> tuple[str, ...]:
    said = (
        (
            tidied.joined,
            ngettext("%(num)s broken line was joined.", "%(num)s broken lines were joined.", tidied.joined),
        ),
        (
            tidied.hyphens,
            ngettext("%(num)s divided word was joined.", "%(num)s divided words were joined.", tidied.hyphens),
        ),
        (
            tidied.soft_hyphens,
            ngettext(
                "%(num)s invisible hyphen was removed.",
                "%(num)s invisible hyphens were removed.",
                tidied.soft_hyphens,
            ),
        ),
        (
            tidied.blanks,
            ngettext(
                "%(num)s double blank was made single.",
                "%(num)s double blanks were made single.",
                tidied.blanks,
            ),
        ),
    )
    return tuple(sentence for times, sentence in said if times)
