"""A text among the questions, which cannot be answered."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import mark as _
from survey.questions.paper import PaperPart, Paragraphs
from survey.questions.question import Contradiction, Problem, Question, Reading, State, Texts, Value


class Note(Question):
    """A heading (its label) and a text in the Markdown subset. A note has no number and no answer."""

    order: ClassVar = 160
    name: ClassVar = _("Note")
    parts: ClassVar = ()
    words: ClassVar = ("label", "text")
    word_names: ClassVar = {"text": _("Text")}
    asks: ClassVar = False
    in_template: ClassVar = True
    about: ClassVar = _("Asks nothing: a heading, written as the question, and a text below it, written as its help.")
    xlsform_type: ClassVar = "note"

    kind: Literal["note"]
    text: Annotated[Texts, Field(description="What the note tells, in each language.")]

    def read(self, typed: Mapping[str, str]) -> Reading:
        return Reading(None)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return []

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return {}

    def on_paper(self) -> Iterator[PaperPart]:
        yield Paragraphs(self.text)

    def contradictions(self) -> Iterator[Contradiction]:
        for key in ("short", "help", "required", "nothing_to_state"):
            if getattr(self, key):
                yield Contradiction((key,), "unknown-key", {"key": key})
        if not self.public:
            yield Contradiction(("public",), "unknown-key", {"key": "public"})
