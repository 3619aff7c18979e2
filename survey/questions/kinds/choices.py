"""Several options at once, and the reason for them."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import gettext, mark_plural, ngettext
from survey.languages import mark as _
from survey.questions.kinds.options import (
    Labels,
    WithReason,
    flag_contradictions,
    label_in,
    labels_of,
    option_in_turn,
    parts_with,
    reason_problems,
    specification_problems,
    with_places,
    with_texts,
)
from survey.questions.question import (
    CellValue,
    Contradiction,
    Option,
    Path,
    Problem,
    Reading,
    State,
    Texts,
    Value,
)
from survey.questions.text import clean_text

EXACTLY = mark_plural("Choose %(num)s option.", "Choose %(num)s options.")
AT_LEAST = mark_plural("Choose at least %(num)s option.", "Choose at least %(num)s options.")
AT_MOST = mark_plural("Choose at most %(num)s option.", "Choose at most %(num)s options.")


class Choices(WithReason):
    """The value is the option keys in the order of the form, joined by a blank.

    An exclusive option ("none of these") cannot be chosen together with others.
    """

    order: ClassVar = 40
    name: ClassVar = _("Several options")
    parts: ClassVar = ("options", "specify", "reason")
    short_parts: ClassVar = ("options",)
    upper_limits: ClassVar = ("at_most", "max_length")
    lower_limits: ClassVar = ("at_least",)
    column_per_option: ClassVar = True
    in_template: ClassVar = True
    about: ClassVar = _("Any number of the options. “None of these” cannot be chosen together with others.")
    xlsform_type: ClassVar = "select_multiple"

    kind: Literal["choices"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, strict=False)]
    at_least: Annotated[int, Field(ge=1)] | None = None
    at_most: Annotated[int, Field(ge=1)] | None = None

    def read(self, typed: Mapping[str, str]) -> Reading:
        keys = dict.fromkeys(clean_text(typed.get("options", "")).text.split())
        unknown = [key for key in keys if key not in self.labels]
        ordered = [key for key in self.labels if key in keys] + unknown
        chosen = {"options": " ".join(ordered)} if ordered else {}
        return with_texts(chosen, typed, self.used_parts, known=not unknown)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return [
            *self._options_problems(value, state),
            *reason_problems(value, self.reason, self.max_length),
        ]

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return self._with_labels(value, "\n", language)

    def cells(self, value: Value, state: State, language: str) -> dict[str, CellValue]:
        return dict(self._with_labels(value, "; ", language))

    def example(self, sentence: str, language: str, turn: int) -> dict[str, str]:
        return super().example(sentence, language, turn) | {"options": option_in_turn(self.options, turn)}

    def limits(self, language: str) -> str:
        least, most = self.at_least, self.at_most
        if least and most and most != least:
            return gettext(language, "Choose at least %(least)s and at most %(most)s options.", least=least, most=most)
        if least:
            return ngettext(language, *(EXACTLY if most == least else AT_LEAST), least)
        if most:
            return ngettext(language, *AT_MOST, most)
        return gettext(language, "You can choose more than one.")

    def written_options(self) -> Iterator[tuple[Path, Option]]:
        return with_places("options", self.options)

    def contradictions(self) -> Iterator[Contradiction]:
        yield from flag_contradictions(self.written_options(), known=("specify", "exclusive"))
        together = sum(1 for option in self.options if not option.exclusive)
        least, most = self.at_least or 1, self.at_most or together
        if least > min(most, together):
            yield Contradiction(
                ("at_least",), "limits-crossed", {"least": str(least), "most": str(min(most, together))}
            )
        elif most > together:
            yield Contradiction(("at_most",), "more-than-there-are", {"most": str(most), "there": str(together)})

    @cached_property
    def used_parts(self) -> tuple[str, ...]:
        return parts_with("options", self.options, self.reason)

    @property
    def countable(self) -> dict[str, Labels]:
        return {"options": self.labels}

    @cached_property
    def labels(self) -> dict[str, Texts]:
        """The labels of the options by key, in the order of the form."""
        return labels_of(self.options)

    @property
    def separate(self) -> frozenset[str]:
        """The keys of the exclusive options, which are shown separately from the others."""
        return frozenset(option.key for option in self.options if option.exclusive)

    def _options_problems(self, value: Value, state: State) -> list[Problem]:
        if state is State.MALFORMED:
            return [Problem("no_such_option", "options")]
        chosen = value.get("options", "").split()
        if not chosen and "specify" not in value:
            return [Problem("option_missing", "options")]
        return self._number_problems(chosen) + specification_problems(value, chosen, self.options, "options")

    def _number_problems(self, chosen: list[str]) -> list[Problem]:
        alone = self.separate.intersection(chosen)
        if alone:
            named = {"option": self.labels[next(key for key in chosen if key in alone)]}
            return [Problem("exclusive_with_others", "options", labels=named)] if len(chosen) > 1 else []
        if chosen and self.at_least and len(chosen) < self.at_least:
            return [Problem("too_few_options", "options", {"least": self.at_least})]
        if self.at_most and len(chosen) > self.at_most:
            return [Problem("too_many_options", "options", {"most": self.at_most})]
        return []

    def _with_labels(self, value: Value, between: str, language: str) -> dict[str, str]:
        words = dict(value)
        if "options" in words:
            words["options"] = between.join(label_in(self.labels, key, language) for key in words["options"].split())
        return words
