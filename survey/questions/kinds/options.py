"""What choice, choices and scale share: one option, the text field of an option ("other, what?"), the reason."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field

from survey.languages import mark as _
from survey.languages import text_in
from survey.questions.kinds.long_text import LONGEST_TEXT
from survey.questions.kinds.text import too_long
from survey.questions.paper import LINE, REASON_ROOM, Boxes, PaperPart, PartName
from survey.questions.question import (
    Contradiction,
    Option,
    Path,
    Problem,
    Question,
    Reading,
    Reason,
    State,
    Texts,
    Value,
)
from survey.questions.text import clean_text

LONGEST_SPECIFICATION = 500
"""The most characters of the answer to "other, what?", which is one line."""

Labels = Mapping[str, Texts]

REASON = PartName(_("Reason"))


class WithReason(Question):
    """A question with options, and with a text field for the reason."""

    texts: ClassVar = ("reason",)
    upper_limits: ClassVar[tuple[str, ...]] = ("max_length",)

    reason: Reason = "none"
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = LONGEST_TEXT

    def on_paper(self) -> Iterator[PaperPart]:
        """Boxes for the options, and space for the texts that belong to them."""
        yield boxes(self)
        if asking := opening(self.choosable):
            yield PartName(asking.label)
            yield LINE
        if self.reason != "none":
            yield REASON
            yield REASON_ROOM

    @property
    def reason_asked(self) -> Reason:
        return self.reason

    @property
    def shown_limit(self) -> int | None:
        return self.max_length if self.max_length != LONGEST_TEXT else None


class OneOption(WithReason):
    """The value is the key of one of the `options` of the subclass. An answer with only a reason is incomplete."""

    parts: ClassVar = ("option", "specify", "reason")
    short_parts: ClassVar = ("option",)

    def read(self, typed: Mapping[str, str]) -> Reading:
        return read_option(typed, self.labels, self.used_parts)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return option_problems(value, state, self.choosable) + reason_problems(value, self.reason, self.max_length)

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return {
            part: label_in(self.labels, text, language) if part == "option" else text for part, text in value.items()
        }

    def example(self, sentence: str, language: str, turn: int) -> dict[str, str]:
        return super().example(sentence, language, turn) | {"option": option_in_turn(self.choosable, turn)}

    @cached_property
    def used_parts(self) -> tuple[str, ...]:
        return parts_with("option", self.choosable, self.reason)

    @property
    def countable(self) -> dict[str, Labels]:
        return {"option": self.labels}

    @cached_property
    def labels(self) -> dict[str, Texts]:
        """The labels of the options by key, in the order of the form. Later conditions can refer to them."""
        return labels_of(self.choosable)


def with_places(key: str, options: Iterable[Option]) -> Iterator[tuple[Path, Option]]:
    """Yield each option with its path below the question: (`key`, index)."""
    for index, option in enumerate(options):
        yield (key, index), option


def boxes(question: Question) -> Boxes:
    """All options as boxes to tick on paper."""
    return Boxes(tuple((option.label, option.key in question.separate) for option in question.choosable))


def labels_of(options: Iterable[Option]) -> dict[str, Texts]:
    """The labels of the options by key, in the order of the form."""
    return {option.key: option.label for option in options}


def opening(options: Iterable[Option]) -> Option | None:
    """The option with a text field ("other, what?"), or None."""
    return next((option for option in options if option.specify), None)


def option_in_turn(options: Iterable[Option], turn: int) -> str:
    """The key of another option for each number `turn`. Options with a text field are left out."""
    keys = [option.key for option in options if not option.specify]
    return keys[turn % len(keys)] if keys else ""


def parts_with(chosen: str, options: Iterable[Option], reason: Reason) -> tuple[str, ...]:
    """The parts that a question uses: `chosen`, the text of an option if one has a text field, and the reason."""
    return (chosen, *(["specify"] if opening(options) else []), *(["reason"] if reason != "none" else []))


def read_option(typed: Mapping[str, str], labels: Labels, used_parts: Collection[str]) -> Reading:
    """Read one option by its key, and the texts that belong to it. An unknown key is kept as typed (MALFORMED)."""
    option = clean_text(typed.get("option", "")).text.strip()
    return with_texts({"option": option} if option else {}, typed, used_parts, known=not option or option in labels)


def with_texts(
    chosen: Mapping[str, str], typed: Mapping[str, str], used_parts: Collection[str], *, known: bool
) -> Reading:
    """What was chosen together with the texts that were typed; MALFORMED unless the chosen options are `known`."""
    specify = clean_text(typed.get("specify", "") if "specify" in used_parts else "")
    reason = clean_text(typed.get("reason", "") if "reason" in used_parts else "")
    texts = {"specify": specify.text.replace("\n", " "), "reason": reason.text}
    value = {**chosen, **{part: text for part, text in texts.items() if text.strip()}}
    return Reading(value or None, State.ANSWERED if known else State.MALFORMED, specify.removed + reason.removed)


def option_problems(value: Value, state: State, options: Collection[Option]) -> list[Problem]:
    """The problems of the one option that was chosen and of the text that it requires."""
    if state is State.MALFORMED:
        return [Problem("no_such_option", "option")]
    if "option" not in value and "specify" not in value:
        return [Problem("option_missing", "option")]
    return specification_problems(value, {value.get("option", "")}, options, "option")


def specification_problems(
    value: Value, chosen: Collection[str], options: Iterable[Option], main_part: str
) -> list[Problem]:
    """Problems if an option with a text field is chosen without its text, or the text is given without the option."""
    asking, text = opening(options), value.get("specify")
    if asking is None:
        return []
    if asking.key in chosen and text is None:
        return [Problem("specification_missing", "specify")]
    if asking.key not in chosen and text is not None:
        return [Problem("specified_without_option", main_part)]
    return too_long("specify", text or "", LONGEST_SPECIFICATION)


def reason_problems(value: Value, reason: Reason, longest: int, *, missing: str = "reason_missing") -> list[Problem]:
    """A problem if a required reason is missing (with the code `missing`), or if the reason is too long."""
    if reason == "required" and "reason" not in value:
        return [Problem(missing, "reason")]
    return too_long("reason", value.get("reason", ""), longest)


def label_in(labels: Labels, key: str, language: str) -> str:
    """The label of an option in `language`; the key itself if there is no such option."""
    return text_in(labels[key], language) if key in labels else key


def flag_contradictions(written: Iterable[tuple[Path, Option]], *, known: Collection[str]) -> Iterator[Contradiction]:
    """Contradictions: `specify` on two options, and flags other than `known` ones, which this kind cannot use."""
    asking = 0
    for path, option in written:
        for flag in ("specify", "exclusive"):
            if getattr(option, flag) and flag not in known:
                yield Contradiction((*path, flag), "unknown-key", {"key": flag})
        asking += bool(option.specify)
        if option.specify and asking > 1 and "specify" in known:
            yield Contradiction((*path, "specify"), "specified-twice")
