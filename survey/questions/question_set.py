"""A question set as frozen objects: a set has sections, a section has questions."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SerializeAsAny, ValidationInfo
from pydantic_core import PydanticKnownError

from survey.questions.conditions import Conditions
from survey.questions.consultation import Consultation
from survey.questions.kinds import read_question
from survey.questions.kinds.scale import NamedScale, ScaleName
from survey.questions.question import Flag, FrozenModel, Language, Question, SetKey, Texts

Path = tuple[str | int, ...]


def _as_its_kind(raw: Any, info: ValidationInfo) -> Any:
    return read_question(raw, info.context) if isinstance(raw, Mapping) else raw


def _keys_with_values(raw: Any) -> Any:
    """Return `raw` if it is a mapping or None; otherwise raise PydanticKnownError "model_attributes_type".

    pydantic's own error for this is "dict_type", whose message asks for a text in each language.
    """
    if raw is None or isinstance(raw, Mapping):
        return raw
    raise PydanticKnownError("model_attributes_type")


Questions = Annotated[
    tuple[Annotated[SerializeAsAny[Question], BeforeValidator(_as_its_kind)], ...],
    Field(min_length=1, strict=False),
]


class Section(FrozenModel):
    """A page of questions."""

    key: SetKey
    title: Texts
    introduction: Texts | None = None
    required: Flag = None
    nothing_to_state: Flag = None
    show_if: Conditions | None = None
    questions: Questions

    def question(self, key: str) -> Question:
        """The question with this key; raises KeyError."""
        return {question.key: question for question in self.questions}[key]


class QuestionSet(FrozenModel):
    """A form schema: sections of questions in one or more languages."""

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)]
    key: SetKey
    languages: Annotated[tuple[Language, ...], Field(min_length=1, strict=False)]
    title: Texts
    introduction: Texts | None = None
    consultation: Consultation | None = None
    scales: Annotated[dict[ScaleName, NamedScale] | None, BeforeValidator(_keys_with_values)] = None
    blocks: Annotated[dict[ScaleName, Questions] | None, BeforeValidator(_keys_with_values)] = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1, strict=False)]

    def questions(self) -> Iterator[Question]:
        """Yield every question and note, in the order of the form. Questions within groups are left out."""
        for section in self.sections:
            yield from section.questions

    def questions_with_places(self) -> Iterator[tuple[Path, Question]]:
        """Yield every question, note and question within a group, with its path in the file."""
        for index, section in enumerate(self.sections):
            for number, question in enumerate(section.questions):
                here: Path = ("sections", index, "questions", number)
                yield here, question
                for path, inner in question.within():
                    yield (*here, *path), inner

    def section(self, key: str) -> Section:
        """The section with this key; raises KeyError."""
        return {section.key: section for section in self.sections}[key]

    def numbers(self) -> dict[str, str]:
        """The number of each question: key → "1", "2", counted through the whole set. Notes have no number.

        A question within a group has the key `group/question` and a number such as "2.1".
        """
        return dict(self._numbers)

    @cached_property
    def _numbers(self) -> dict[str, str]:
        numbers: dict[str, str] = {}
        for number, question in enumerate((each for each in self.questions() if each.asks), start=1):
            numbers[question.key] = str(number)
            asked_within = [inner for _, inner in question.within() if inner.asks]
            for inner_number, inner in enumerate(asked_within, start=1):
                numbers[f"{question.key}/{inner.key}"] = f"{number}.{inner_number}"
        return numbers
