"""What choice, choices and scale have in common on pages: options, the text field that belongs to one of them, the
reason.
"""

from dataclasses import dataclass

from wtforms import Field, RadioField, StringField, TextAreaField

from survey.questions.kinds.options import WithReason, opening
from survey.questions.question import Given, Question
from survey.web.kinds.kind_page import Parts
from survey.web.questions.views import KindView
from survey.web.words.texts import Words, words

MOST_RADIOS = 8
"""The largest number of options shown as radio buttons. A longer list is one select field."""


class TickedField(StringField):  # type: ignore[misc]  # wtforms has no types
    """The ticked values of a group of checkboxes, joined by blanks; an empty text if none is ticked."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read every ticked value, not only the first one."""
        self.data = " ".join(valuelist)


@dataclass(frozen=True)
class OptionView:
    """One option. `separate`: whether it is shown apart from the others, like "no position"."""

    key: str
    label: Words
    separate: bool


@dataclass(frozen=True)
class OptionsView(KindView):
    """The options in their order, the label of the option that asks "what?" (None: no such option), and whether a
    reason is asked for.
    """

    options: tuple[OptionView, ...]
    asks_what: Words | None
    reason: str

    @property
    def as_select(self) -> bool:
        """Whether a select field is used: there are too many options for radio buttons, and no second language is
        shown, for which a select has no room.
        """
        return len(self.options) > MOST_RADIOS and not any(option.label.second for option in self.options)


def one_of_options(question: Question) -> dict[str, Field]:
    """Return radio buttons (or a select), and the text fields that belong to them."""
    # validate_choice=False: a value that is no option is kept as it was sent; the review reports it as malformed.
    return _with_texts(question, {"option": RadioField(choices=[], validate_choice=False)})


def several_options(question: Question) -> dict[str, Field]:
    """Return checkboxes, and the text fields that belong to them."""
    return _with_texts(question, {"options": TickedField()})


def _with_texts(question: Question, chosen: dict[str, Field]) -> dict[str, Field]:
    fields = chosen | {"specify": StringField(), "reason": TextAreaField()}
    return {part: fields[part] for part in question.used_parts}


def options_view(question: WithReason, parts: Parts, given: Given | None) -> OptionsView:
    """Return the view of a question with options and a reason."""
    asking = opening(question.choosable)
    return OptionsView(option_views(question), words(asking.label) if asking else None, question.reason)


def option_views(question: Question) -> tuple[OptionView, ...]:
    """Return the options with their labels in the page's language."""
    return tuple(
        OptionView(option.key, words(option.label), option.key in question.separate) for option in question.choosable
    )
