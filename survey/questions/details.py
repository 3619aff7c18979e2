"""The respondent's details: a section of questions that is the same in every consultation, and is in no question set.

The questions are those that ministries ask (name of the respondent, group, who recorded the answers, contact for the
answers, decision-making body and day). Personal data is marked `public: false` in details.yaml.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from survey.languages import PAGE_LANGUAGES, language_name_in, text_in
from survey.questions.kinds.text import Text
from survey.questions.own_groups import OwnGroups
from survey.questions.question import Option, Question, Reading, Texts
from survey.questions.question_set import QuestionSet, Section

DETAILS_KEY: Final = "details"
OFFICIAL_NAME: Final = "details/official_name"
GROUP: Final = "details/respondent_group"
LANGUAGE: Final = "details/statement_language"
CASE_NUMBER: Final = "details/case_number"
RECORDED_BY: Final = "details/recorded_by"
CONTACT_EMAIL: Final = "details/contact_email"
DECISION_BODY: Final = "details/decision_body"
DECISION_DATE: Final = "details/decision_date"
DECISION_PARAGRAPH: Final = "details/decision_paragraph"
DECISION_EXTRACT: Final = "details/decision_extract"
DECISION_PRESENTER: Final = "details/decision_presenter"
DECISION_WORDING: Final = "details/decision_wording"
"""Addresses of the answers that lists and files use directly."""

FROM_STEP: Final = frozenset({DECISION_PRESENTER, DECISION_WORDING})
"""Details that are asked nowhere but in a handling step."""

DECISION: Final = frozenset({DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH}) | FROM_STEP
"""Details of the decision. Where a handling step has the decision, all of them are read from that step."""

_PARAGRAPH: Final = re.compile(
    r"((§|pykälä|paragraf)\s*(?P<before>\d{1,4})|(?P<after>\d{1,4})\s*(§|\. ?pykälä| pykälä| paragrafen)?)\.?",
    re.IGNORECASE,
)


class DecisionParagraph(Text):
    """The § of the minutes: "214", "214 §" and "§214" are all stored as "§ 214". Other texts are stored as typed."""

    def read(self, typed: Mapping[str, str]) -> Reading:
        reading = super().read(typed)
        found = _PARAGRAPH.fullmatch((reading.value or {}).get("text", "").strip())
        return replace(reading, value={"text": f"§ {found['before'] or found['after']}"}) if found else reading


def details_section(question_set: QuestionSet | None = None) -> Section:
    """The section of the respondent's details as this set asks them; without a set, as they are in every consultation.

    It is read from details.yaml in this folder. The languages of the set that the pages do not have are added to the
    languages in which a statement can be written, and the groups of the installation to the built-in groups.
    """
    return _section_with(*_more_of(question_set))


def _more_of(question_set: QuestionSet | None) -> tuple[tuple[str, ...], OwnGroups]:
    if question_set is None:
        return (), ()
    return tuple(code for code in question_set.languages if code not in PAGE_LANGUAGES), question_set.own_groups


@lru_cache(maxsize=64)
def _section_with(languages: tuple[str, ...], own_groups: OwnGroups) -> Section:
    """The section with further languages and groups; kept for the sets that were used last."""
    named = [
        Option(key=code, label={each: language_name_in(each, code) for each in PAGE_LANGUAGES}) for code in languages
    ]
    section = _with_options(_written(), LANGUAGE, lambda options: [*options, *named])
    own = [Option(key=each.key, label=each.name) for each in own_groups]
    return _with_options(section, GROUP, lambda options: [*options[:-1], *own, *options[-1:]])


@lru_cache(maxsize=64)
def _on_page(languages: tuple[str, ...], own_groups: OwnGroups, *, decided: bool) -> Section:
    section, elsewhere = _section_with(languages, own_groups), DECISION if decided else FROM_STEP
    asked = (question for question in section.questions if detail_address(question) not in elsewhere)
    return section.model_copy(update={"questions": tuple(asked)})


def _with_options(section: Section, address: str, change: Callable[[Sequence[Option]], Sequence[Option]]) -> Section:
    """The section with other options of one question; the same if nothing changes."""
    asked = section.question(address.removeprefix(f"{DETAILS_KEY}/"))
    options = tuple(change(asked.choosable))
    if options == tuple(asked.choosable):
        return section
    more = asked.model_copy(update={"options": options})
    return section.model_copy(update={"questions": tuple(more if q is asked else q for q in section.questions)})


def details_on_page(question_set: QuestionSet | None = None, *, decided: bool = False) -> Section:
    """The respondent's details as their own page asks for them. `decided`: a handling step has the decision, so that
    nothing of it is asked there but its extract.
    """
    return _on_page(*_more_of(question_set), decided=decided)


def detail(address: str) -> Question:
    """The question of the detail at this address. Raises KeyError."""
    return details_section().question(address.removeprefix(f"{DETAILS_KEY}/"))


@cache
def _written() -> Section:
    source = Path(__file__).with_name("details.yaml").read_text(encoding="utf-8")
    section = Section.model_validate(YAML(typ="safe", pure=True).load(source))
    return section.model_copy(update={"questions": tuple(map(_as_read, section.questions))})


def _as_read(question: Question) -> Question:
    if detail_address(question) != DECISION_PARAGRAPH:
        return question
    return DecisionParagraph.model_validate(question.model_dump(exclude_none=True))


def detail_address(question: Question) -> str:
    """The address of a detail's answer. It has a slash, so it can never be the key of a question in a set."""
    return f"{DETAILS_KEY}/{question.key}"


@lru_cache(maxsize=64)
def group_labels(own_groups: OwnGroups) -> dict[str, Texts]:
    """The groups of respondents by key, in their official order, each with its name in each language: the built-in ones
    and these of the installation's own, which come before the last, “other”.
    """
    question = _section_with((), own_groups).question(GROUP.removeprefix(f"{DETAILS_KEY}/"))
    return {option.key: option.label for option in question.choosable}


def group_name(group: str, own_groups: OwnGroups, language: str) -> str:
    """A group in words; one that is not known goes by its key."""
    return text_in(group_labels(own_groups).get(group, {}), language) or group
