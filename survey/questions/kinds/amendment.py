"""A proposal to change the wording of a provision, and the reason for it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import mark as _
from survey.languages import text_in
from survey.questions.difference import Piece, difference, nearest
from survey.questions.kinds.long_text import LONGEST_TEXT
from survey.questions.kinds.options import REASON, reason_problems
from survey.questions.kinds.text import too_long
from survey.questions.paper import LINE, REASON_ROOM, TEXT_ROOM, PaperPart, PartName, Provision, Quotation
from survey.questions.question import Problem, Question, Reading, Reason, State, Texts, Value
from survey.questions.text import clean_text

LONGEST_PROVISION = 200
"""The most characters of a provision's name: "5 luvun 12 §:n 2 momentin 3 kohta" has 33."""


EMPTIED = "emptied"
"""A part of an answer whose wording field was emptied. Review asks if this is on purpose (to repeal the provision)."""


class Amendment(Question):
    """The organisation's own wording, which changes the wording that the issuer proposes if the set has one.

    The field for the wording initially contains the issuer's text, so that people change it and need not type all of
    it. A text that was not changed is no answer.
    """

    order: ClassVar = 140
    name: ClassVar = _("Amendment proposal")
    parts: ClassVar = ("provision", "wording", "reason")
    texts: ClassVar = ("wording", "reason")
    short_parts: ClassVar = ("provision",)
    words: ClassVar = (*Question.words, "provision", "proposed")
    word_names: ClassVar = {"provision": _("Provision"), "proposed": _("Proposed wording")}
    deciding_words: ClassVar = ("provision", "proposed")  # if the set has no provision, the respondent names one
    upper_limits: ClassVar = ("max_length",)
    part_names: ClassVar = {"provision": _("Provision"), "wording": _("Own wording"), "reason": _("Reason")}
    examples: ClassVar = {"provision": "7 §"}
    xlsform_appearance: ClassVar = "multiline"

    kind: Literal["amendment"]
    provision: Annotated[
        Texts | None,
        Field(description="Which provision is meant, in each language; without it the respondent names one."),
    ] = None
    proposed: Annotated[Texts | None, Field(description="The wording that is proposed, in each language.")] = None
    reason: Reason = "optional"
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = LONGEST_TEXT

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = {part: clean_text(typed.get(part, "")) for part in self.used_parts}
        texts = {part: text.text for part, text in cleaned.items() if text.text.strip()}
        removed = sum(text.removed for text in cleaned.values())
        if self.proposed and "wording" in typed and "wording" not in texts:
            return Reading({**texts, EMPTIED: EMPTIED}, State.MALFORMED, removed)
        if "provision" in texts:
            texts["provision"] = texts["provision"].replace("\n", " ")
        if texts.get("wording", "").strip() in (self.proposed or {}).values():
            del texts["wording"]
        return Reading(texts or None, removed=removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        if EMPTIED in value:
            return [Problem("wording_emptied", "wording")]
        found = [] if "wording" in value else [Problem("wording_missing", "wording")]
        if "provision" in self.used_parts and "provision" not in value:
            found.append(Problem("provision_missing", "provision"))
        return [
            *found,
            *too_long("provision", value.get("provision", ""), LONGEST_PROVISION),
            *too_long("wording", value.get("wording", ""), self.max_length),
            *reason_problems(value, self.reason, self.max_length, missing="proposal_reason_missing"),
        ]

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return {part: text for part, text in value.items() if part != EMPTIED}

    def typed(self, value: Value, state: State) -> dict[str, str]:
        return {**self.shown(value, state, ""), **({"wording": ""} if EMPTIED in value else {})}

    def blank(self, language: str) -> dict[str, str]:
        return {"wording": text_in(self.proposed, language)} if self.proposed else {}

    def example(self, sentence: str, language: str, turn: int) -> dict[str, str]:
        wording = " ".join([*self.blank(language).values(), sentence])
        return {**super().example(sentence, language, turn), "wording": wording}

    def given_parts(self, language: str) -> dict[str, str]:
        return {"provision": text_in(self.provision, language)} if self.provision else {}

    def code_book_text(self, languages: Sequence[str], language: str) -> str:
        """The wording that the issuer proposes, in each of `languages`."""
        return "\n\n".join(self.proposed.get(code, "") for code in languages) if self.proposed else ""

    def changes(self, value: Value, language: str) -> dict[str, Sequence[Piece]]:
        return {"wording": self.difference(value, language)}

    def difference(self, value: Value, language: str = "") -> Sequence[Piece]:
        """The pieces of the respondent's wording, compared with the issuer's; empty if the set proposes no wording.

        It is compared with the language version that it was made from. If the words do not show which one, with
        `language`.
        """
        if not self.proposed or "wording" not in value:
            return ()
        return difference(nearest(value["wording"], self.proposed, language), value["wording"])

    def on_paper(self) -> Iterator[PaperPart]:
        if self.provision:
            yield Provision(self.provision)
        else:
            yield PartName(_("Provision"))
            yield LINE
        if self.proposed:
            yield PartName(_("Wording proposed in the request"))
            yield Quotation(self.proposed)
        yield PartName(_("Your wording"))
        yield TEXT_ROOM
        if self.reason != "none":
            yield REASON
            yield REASON_ROOM

    @property
    def reason_asked(self) -> Reason:
        return self.reason

    @property
    def shown_limit(self) -> int | None:
        return self.max_length if self.max_length != LONGEST_TEXT else None

    @cached_property
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
