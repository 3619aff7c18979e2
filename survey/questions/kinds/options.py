"""What choice, choices and scale have alike: one option, the text that an option opens, the reason."""

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
"""Characters of the answer to "other, what?": it stands on one line."""

Labels = Mapping[str, Texts]

REASON = PartName(_("Reason"))


class WithReason(Question):
    """What is chosen, and room for the reason."""

    texts: ClassVar = ("reason",)
    upper_limits: ClassVar[tuple[str, ...]] = ("max_length",)

    reason: Reason = "none"
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = LONGEST_TEXT

    def on_paper(self) -> Iterator[PaperPart]:
        """Boxes for the options, and room for the texts that go with them."""
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
    """One of the `options` that a subclass has, by its key. A reason alone is an answer, but not a finished one."""

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
        """The options' labels by key, in the order of the form: conditions of later questions may look at them."""
        return labels_of(self.choosable)


def with_places(key: str, options: Iterable[Option]) -> Iterator[tuple[Path, Option]]:
    """Each option with its place among the question's keys."""
    for index, option in enumerate(options):
        yield (key, index), option


def boxes(question: Question) -> Boxes:
    """Everything that can be chosen, to be ticked on paper."""
    return Boxes(tuple((option.label, option.key in question.separate) for option in question.choosable))


def labels_of(options: Iterable[Option]) -> dict[str, Texts]:
    """The options' labels by key, in the order of the form."""
    return {option.key: option.label for option in options}


def opening(options: Iterable[Option]) -> Option | None:
    """The option that asks "what?", if there is one."""
    return next((option for option in options if option.specify), None)


def option_in_turn(options: Iterable[Option], turn: int) -> str:
    """The key of another option at each turn, of those that ask for no words."""
    keys = [option.key for option in options if not option.specify]
    return keys[turn % len(keys)] if keys else ""


def parts_with(chosen: str, options: Iterable[Option], reason: Reason) -> tuple[str, ...]:
    """The parts that a question uses: what is chosen, and the texts that it asks for beside it."""
    return (chosen, *(["specify"] if opening(options) else []), *(["reason"] if reason != "none" else []))


def read_option(typed: Mapping[str, str], labels: Labels, used_parts: Collection[str]) -> Reading:
    """One option by its key, and the texts beside it; an option that there is not is kept as typed."""
    option = clean_text(typed.get("option", "")).text.strip()
    return with_texts({"option": option} if option else {}, typed, used_parts, known=not option or option in labels)


def with_texts(
    chosen: Mapping[str, str], typed: Mapping[str, str], used_parts: Collection[str], *, known: bool
) -> Reading:
    """What was chosen together with the texts that were typed beside it."""
    specify = clean_text(typed.get("specify", "") if "specify" in used_parts else "")
    reason = clean_text(typed.get("reason", "") if "reason" in used_parts else "")
    texts = {"specify": specify.text.replace("\n", " "), "reason": reason.text}
    value = {**chosen, **{part: text for part, text in texts.items() if text.strip()}}
    return Reading(value or None, State.ANSWERED if known else State.MALFORMED, specify.removed + reason.removed)


def option_problems(value: Value, state: State, options: Collection[Option]) -> list[Problem]:
    """What is wrong with the one option that was chosen, and with what it asks for."""
    if state is State.MALFORMED:
        return [Problem("no_such_option", "option")]
    if "option" not in value and "specify" not in value:
        return [Problem("option_missing", "option")]
    return specification_problems(value, {value.get("option", "")}, options, "option")


def specification_problems(
    value: Value, chosen: Collection[str], options: Iterable[Option], main_part: str
) -> list[Problem]:
    """An option that asks "what?" and its text belong together: neither is finished without the other."""
    asking, text = opening(options), value.get("specify")
    if asking is None:
        return []
    if asking.key in chosen and text is None:
        return [Problem("specification_missing", "specify")]
    if asking.key not in chosen and text is not None:
        return [Problem("specified_without_option", main_part)]
    return too_long("specify", text or "", LONGEST_SPECIFICATION)


def reason_problems(value: Value, reason: Reason, longest: int, *, missing: str = "reason_missing") -> list[Problem]:
    """A required reason that is missing (`missing` is the code), or one that is too long."""
    if reason == "required" and "reason" not in value:
        return [Problem(missing, "reason")]
    return too_long("reason", value.get("reason", ""), longest)


def label_in(labels: Labels, key: str, language: str) -> str:
    """An option's label; the key itself where there is no such option."""
    return text_in(labels[key], language) if key in labels else key


def flag_contradictions(written: Iterable[tuple[Path, Option]], *, known: Collection[str]) -> Iterator[Contradiction]:
    """`specify` twice, and the flags that this kind of question does not know."""
    asking = 0
    for path, option in written:
        for flag in ("specify", "exclusive"):
            if getattr(option, flag) and flag not in known:
                yield Contradiction((*path, flag), "unknown-key", {"key": flag})
        asking += bool(option.specify)
        if option.specify and asking > 1 and "specify" in known:
            yield Contradiction((*path, "specify"), "specified-twice")
