"""The whole of what is asked: sections of questions in a set, as frozen objects that a file was read into once."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SerializeAsAny, ValidationInfo
from pydantic_core import PydanticKnownError

from survey.questions.conditions import Conditions
from survey.questions.consultation import Consultation
from survey.questions.kinds import read_question
from survey.questions.kinds.scale import NamedScale, ScaleName
from survey.questions.question import Asked, Language, Question, SetKey, Texts


def _as_its_kind(raw: Any, info: ValidationInfo) -> Any:
    return read_question(raw, info.context) if isinstance(raw, Mapping) else raw


def _keys_with_values(raw: Any) -> Any:
    """pydantic calls whatever is no mapping "no dictionary", which elsewhere means a text without languages."""
    if raw is None or isinstance(raw, Mapping):
        return raw
    raise PydanticKnownError("model_attributes_type")


class Section(Asked):
    """A page of questions."""

    key: SetKey
    title: Texts
    introduction: Texts | None = None
    show_if: Conditions | None = None
    questions: Annotated[
        tuple[Annotated[SerializeAsAny[Question], BeforeValidator(_as_its_kind)], ...],
        Field(min_length=1, strict=False),
    ]

    def question(self, key: str) -> Question:
        """The question with this key; raises KeyError."""
        return {question.key: question for question in self.questions}[key]


class QuestionSet(Asked):
    """A form schema: sections of questions in one or more languages."""

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)]
    key: SetKey
    languages: Annotated[tuple[Language, ...], Field(min_length=1, strict=False)]
    title: Texts
    introduction: Texts | None = None
    consultation: Consultation | None = None
    scales: Annotated[dict[ScaleName, NamedScale] | None, BeforeValidator(_keys_with_values)] = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1, strict=False)]

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the form."""
        for section in self.sections:
            yield from section.questions

    def section(self, key: str) -> Section:
        """The section with this key; raises KeyError."""
        return {section.key: section for section in self.sections}[key]

    def numbers(self) -> dict[str, int]:
        """The number of each question, from 1 through the whole set, by key."""
        return {question.key: number for number, question in enumerate(self.questions(), start=1)}
