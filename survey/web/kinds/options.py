"""What choice, choices and scale have alike on pages: options, the text that one of them opens, the reason."""

from dataclasses import dataclass

from wtforms import Field, RadioField, StringField, TextAreaField

from survey.questions.kinds.options import WithReason, opening
from survey.questions.question import Given, Question
from survey.web.kinds.kind_page import Parts
from survey.web.questions.views import KindView
from survey.web.words.texts import Words, words

MOST_RADIOS = 8
"""Options that are shown as radio buttons; a longer list is one select field."""


class TickedField(StringField):  # type: ignore[misc]  # wtforms has no types
    """What is ticked in a group of checkboxes, joined by blanks; an empty text where nothing is."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take every ticked value, not the first alone."""
        self.data = " ".join(valuelist)


@dataclass(frozen=True)
class OptionView:
    """One option; `apart` where it is shown apart from the others, as "no position" is."""

    key: str
    label: Words
    separate: bool


@dataclass(frozen=True)
class OptionsView(KindView):
    """The options in their order, what the one that asks "what?" is called, and whether a reason is asked for."""

    options: tuple[OptionView, ...]
    asks_what: Words | None
    reason: str

    @property
    def as_select(self) -> bool:
        """Whether the options are too many for radio buttons, and in one language: a select has room for no more."""
        return len(self.options) > MOST_RADIOS and not any(option.label.second for option in self.options)


def one_of_options(question: Question) -> dict[str, Field]:
    """Radio buttons or a select, and the texts beside them."""
    # validate_choice=False: what is no option is kept as typed, and named at review like any other malformed answer.
    return _with_texts(question, {"option": RadioField(choices=[], validate_choice=False)})


def several_options(question: Question) -> dict[str, Field]:
    """Checkboxes, and the texts beside them."""
    return _with_texts(question, {"options": TickedField()})


def _with_texts(question: Question, chosen: dict[str, Field]) -> dict[str, Field]:
    fields = chosen | {"specify": StringField(), "reason": TextAreaField()}
    return {part: fields[part] for part in question.used_parts}


def options_view(question: WithReason, parts: Parts, given: Given | None) -> OptionsView:
    """The view of a question with options and a reason."""
    asking = opening(question.choosable)
    return OptionsView(option_views(question), words(asking.label) if asking else None, question.reason)


def option_views(question: Question) -> tuple[OptionView, ...]:
    """The options in the words of the page."""
    return tuple(
        OptionView(option.key, words(option.label), option.key in question.separate) for option in question.choosable
    )
