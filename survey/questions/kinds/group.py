"""Questions that are asked again for each entry, such as comments section by section of a bill."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, SerializeAsAny, ValidationInfo, field_validator

from survey.languages import mark as _
from survey.languages import mark_plural, ngettext
from survey.questions.kinds.registry import read_question
from survey.questions.paper import PaperPart
from survey.questions.question import (
    CellValue,
    Contradiction,
    FrozenModel,
    Path,
    Problem,
    Question,
    Reading,
    State,
    Texts,
    Value,
)

MOST_ENTRIES = 100
"""The most entries in a group, whatever its set says: a page with all of them must still be usable."""

MOST_FIELDS = 3_000
"""The most form fields of a group with all its entries, including hidden fields: a larger page could not be sent."""

USUAL_MOST = 30

EXACTLY = mark_plural("%(num)s part.", "%(num)s parts.")
AT_LEAST = mark_plural("At least %(num)s part.", "At least %(num)s parts.")
AT_MOST = mark_plural("At most %(num)s part.", "At most %(num)s parts.")

NOT_WITHIN = frozenset({"group", "attachment"})
"""The kinds that cannot be inside a group."""


class Repeat(FrozenModel):
    """The least and the greatest number of entries of a group."""

    minimum: Annotated[int, Field(ge=0, le=MOST_ENTRIES)] = 0
    maximum: Annotated[int, Field(ge=1, le=MOST_ENTRIES)] = USUAL_MOST


def _as_its_kind(raw: Any, info: ValidationInfo) -> Any:
    return read_question(raw, info.context) if isinstance(raw, Mapping) else raw


def unpublished(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions of a section or a group that is not published: none of their answers is published either."""
    return tuple(_unpublished(question) if question.asks else question for question in questions)


def _unpublished(question: Question) -> Question:
    within = {"questions": unpublished(question.questions)} if isinstance(question, Group) else {}
    return question.model_copy(update={"public": False, **within})


class Group(Question):
    """The value at the group's own address is the ids of its entries in order, and the ids of removed entries.

    The answers of an entry have addresses of their own: group/entry/question. Entries are added and removed by separate
    requests (`operations/answers/entries.py`), not by fields of the page.
    """

    order: ClassVar = 150
    name: ClassVar = _("Repeated questions")
    parts: ClassVar = ("entries", "removed")
    words: ClassVar = (*Question.words, "entry")
    word_names: ClassVar = {"entry": _("One entry")}
    upper_limits: ClassVar = ("maximum",)
    lower_limits: ClassVar = ("minimum",)
    xlsform_type: ClassVar = "begin_repeat"

    kind: Literal["group"]
    entry: Annotated[Texts, Field(description="What one entry of the group is called, in each language.")]
    repeat: Annotated[Repeat, Field(description="How many entries there may be.")] = Repeat()
    questions: Annotated[
        tuple[Annotated[SerializeAsAny[Question], BeforeValidator(_as_its_kind)], ...],
        Field(min_length=1, strict=False),
    ]

    @field_validator("questions")
    @classmethod
    def _as_the_group(cls, questions: tuple[Question, ...], info: ValidationInfo) -> tuple[Question, ...]:
        return unpublished(questions) if info.data.get("public") is False else questions

    def read(self, typed: Mapping[str, str]) -> Reading:
        return Reading({part: " ".join(typed[part].split()) for part in self.parts if part in typed} or None)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return []

    def misfits(self, value: Value, state: State) -> frozenset[tuple[str, str]]:
        """More or fewer entries than there can be. `value` has those that are filled in."""
        number = len(value.get("entries", "").split())
        found = {"too_few": number < self.least, "too_many": number > self.repeat.maximum}
        return frozenset(("entries", code) for code, is_so in found.items() if is_so)

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return {}

    def cells(self, value: Value, state: State, language: str) -> dict[str, CellValue]:
        return {"entries": len(value["entries"].split())} if "entries" in value else {}

    def limits(self, language: str) -> str:
        """How many entries are needed and allowed, if the set says more than the usual."""
        least, most = self.least, self.repeat.maximum
        if least and most == least:
            return ngettext(language, *EXACTLY, most)
        words = [ngettext(language, *AT_LEAST, least)] if least else []
        return " ".join([*words, ngettext(language, *AT_MOST, most)] if most != USUAL_MOST else words)

    def on_paper(self) -> Iterator[PaperPart]:
        yield from ()

    def contradictions(self) -> Iterator[Contradiction]:
        if self.nothing_to_state:
            yield Contradiction(("nothing_to_state",), "unknown-key", {"key": "nothing_to_state"})
        if self.repeat.minimum > self.repeat.maximum:
            words = {"least": str(self.repeat.minimum), "most": str(self.repeat.maximum)}
            yield Contradiction(("repeat", "minimum"), "limits-crossed", words)
        fields = self.repeat.maximum * sum(len(question.used_parts) + 2 for question in self.questions)
        if fields > MOST_FIELDS:
            yield Contradiction(
                ("repeat", "maximum"), "group-too-large", {"fields": str(fields), "most": str(MOST_FIELDS)}
            )
        if not any(question.asks for question in self.questions):
            yield Contradiction(("questions",), "too-few", {"least": "1"})
        elif self.public and not any(question.asks and question.public for question in self.questions):
            yield Contradiction((), "group-unpublished")
        for index, question in enumerate(self.questions):
            if question.kind in NOT_WITHIN:
                yield Contradiction(("questions", index, "kind"), "kind-in-group", {"value": question.kind})

    def texts_within(self) -> Iterator[tuple[Path, Texts]]:
        yield from super().texts_within()
        for index, question in enumerate(self.questions):
            for path, texts in question.texts_within():
                yield ("questions", index, *path), texts

    def within(self) -> Iterator[tuple[Path, Question]]:
        for index, question in enumerate(self.questions):
            yield ("questions", index), question

    @property
    def used_parts(self) -> tuple[str, ...]:
        return ("entries",)

    @property
    def least(self) -> int:
        """How many entries must have an answer."""
        return max(self.repeat.minimum, 1 if self.required else 0)
