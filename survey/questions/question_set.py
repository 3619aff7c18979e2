"""A question set as frozen objects: a set has sections, a section has questions."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    SerializeAsAny,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticKnownError

from survey.questions.conditions import Conditions
from survey.questions.consultation import Consultation
from survey.questions.kinds import read_question
from survey.questions.kinds.group import Group, unpublished
from survey.questions.kinds.scale import NamedScale, ScaleName
from survey.questions.own_groups import OwnGroups
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


def _only_if_not(public: bool) -> bool | None:  # noqa: FBT001  # the value of a key
    """True becomes None, as if the key was not written, so that both give the same frozen set."""
    return None if public else public


class Section(FrozenModel):
    """A page of questions. With `public: false` none of its answers is published, whatever a question of it says."""

    key: SetKey
    title: Texts
    introduction: Texts | None = None
    required: Flag = None
    nothing_to_state: Flag = None
    show_if: Conditions | None = None
    public: Annotated[bool | None, AfterValidator(_only_if_not)] = None
    questions: Questions

    @field_validator("questions")
    @classmethod
    def _as_the_section(cls, questions: tuple[Question, ...], info: ValidationInfo) -> tuple[Question, ...]:
        return unpublished(questions) if info.data.get("public") is False else questions

    def question(self, key: str) -> Question:
        """The question with this key; raises KeyError."""
        return {question.key: question for question in self.questions}[key]


class QuestionSet(FrozenModel):
    """A form schema: sections of questions in one or more languages.

    A set that is asked has the groups of its installation too (`own_groups`): they are offered in the respondent's
    details. No author writes them, so they are in the frozen set and in no file of a question set.
    """

    schema_version: Annotated[int, Field(alias="schema", ge=1, le=1)]
    key: SetKey
    languages: Annotated[tuple[Language, ...], Field(min_length=1, strict=False)]
    title: Texts
    introduction: Texts | None = None
    consultation: Consultation | None = None
    scales: Annotated[dict[ScaleName, NamedScale] | None, BeforeValidator(_keys_with_values)] = None
    blocks: Annotated[dict[ScaleName, Questions] | None, BeforeValidator(_keys_with_values)] = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1, strict=False)]
    _own_groups: OwnGroups = PrivateAttr(default=())

    @property
    def own_groups(self) -> OwnGroups:
        """The groups of respondents that the installation has beside the built-in ones, as they were at the opening."""
        return self._own_groups

    def with_own_groups(self, groups: OwnGroups) -> "QuestionSet":
        """The same set with these groups of the installation in the place of those that it has."""
        if groups == self._own_groups:
            return self
        copy = self.model_copy()
        copy.__pydantic_private__ = {"_own_groups": groups}
        return copy

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

    def published(self) -> "QuestionSet":
        """The set with those questions alone whose answers are published, each with the number that it has in this one.

        Conditions stay right, because the checks let a published question depend on published ones only.
        """
        if all(question.public for _path, question in self.questions_with_places()):
            return self
        sections = [
            section.model_copy(update={"questions": tuple(_published(section.questions))}) for section in self.sections
        ]
        published = self.model_copy(
            update={"sections": tuple(section for section in sections if _asks(section.questions))}
        )
        published.__dict__["_numbers"] = self._numbers
        return published

    def unpublished(self) -> Iterator[tuple[str, Question]]:
        """Yield each question whose answers are not published, with its number; of an unpublished group only itself."""
        for question in self.questions():
            if not question.public:
                yield self._numbers[question.key], question
                continue
            for _path, inner in question.within():
                if not inner.public:
                    yield self._numbers[f"{question.key}/{inner.key}"], inner

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


def _published(questions: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions whose answers are published; a group with those of its questions that are."""
    for question in questions:
        if not question.public:
            continue
        if not isinstance(question, Group):
            yield question
        elif _asks(within := tuple(_published(question.questions))):
            yield question.model_copy(update={"questions": within})


def _asks(questions: Iterable[Question]) -> bool:
    return any(question.asks for question in questions)
