"""A proposal to change the wording of a provision, and the reason for it."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import text_in
from survey.questions.difference import Piece, difference, nearest
from survey.questions.kinds.long_text import LONGEST_TEXT
from survey.questions.kinds.options import Reason, reason_problems
from survey.questions.kinds.text import too_long
from survey.questions.question import Problem, Question, Reading, State, Texts, Value
from survey.questions.text import clean_text

LONGEST_PROVISION = 200
"""Characters of a provision's name: "5 luvun 12 §:n 2 momentin 3 kohta" has 33."""


class Amendment(Question):
    """The organisation's own wording over the one that the asker proposes, where the set gives one.

    The field of the wording begins with the asker's text, so that people change it instead of typing it anew; left as
    it was, it is no answer.
    """

    parts: ClassVar = ("provision", "wording", "reason")
    texts: ClassVar = ("wording", "reason")
    beside: ClassVar = ("provision",)
    words: ClassVar = (*Question.words, "provision", "proposed")

    kind: Literal["amendment"]
    provision: Texts | None = None
    proposed: Texts | None = None
    reason: Reason = "optional"
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = LONGEST_TEXT

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = {part: clean_text(typed.get(part, "")) for part in self.used_parts}
        texts = {part: text.text for part, text in cleaned.items() if text.text.strip()}
        if "provision" in texts:
            texts["provision"] = texts["provision"].replace("\n", " ")
        if texts.get("wording", "").strip() in (self.proposed or {}).values():
            del texts["wording"]
        return Reading(texts or None, removed=sum(text.removed for text in cleaned.values()))

    def problems(self, value: Value, state: State) -> list[Problem]:
        found = [] if "wording" in value else [Problem("wording_missing", "wording")]
        if "provision" in self.used_parts and "provision" not in value:
            found.append(Problem("provision_missing", "provision"))
        return [
            *found,
            *too_long("provision", value.get("provision", ""), LONGEST_PROVISION),
            *too_long("wording", value.get("wording", ""), self.max_length),
            *reason_problems(value, self.reason, self.max_length),
        ]

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return dict(value)

    def blank(self, language: str) -> dict[str, str]:
        return {"wording": text_in(self.proposed, language)} if self.proposed else {}

    def difference(self, value: Value) -> list[Piece]:
        """The own wording marked against the asker's in the language that it was written over; empty without one."""
        if not self.proposed or "wording" not in value:
            return []
        return difference(nearest(value["wording"], self.proposed.values()), value["wording"])

    @property
    def used_parts(self) -> tuple[str, ...]:
        return (
            *([] if self.provision else ["provision"]),
            "wording",
            *([] if self.reason == "none" else ["reason"]),
        )

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        words = tuple(part for part in self.used_parts if part != "reason")
        return (words,) if self.reason == "none" else (words, ("reason",))
