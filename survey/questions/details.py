"""The respondent's details: the same section of questions in every consultation, kept beside each question set.

The questions are those that ministries ask (name of the respondent, group, who recorded the answers, contact for
the answers, decision-making body and day); what is personal data is marked `public: false` in details.yaml.
"""

from functools import cache
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from survey.questions.model import Section
from survey.questions.question import Question

DETAILS_KEY: Final = "details"
OFFICIAL_NAME: Final = "details/official_name"
GROUP: Final = "details/respondent_group"
LANGUAGE: Final = "details/statement_language"
CASE_NUMBER: Final = "details/case_number"
DECISION_BODY: Final = "details/decision_body"
DECISION_DATE: Final = "details/decision_date"
DECISION_PARAGRAPH: Final = "details/decision_paragraph"
"""Addresses of answers that lists and files show by name."""


@cache
def details_section() -> Section:
    """The section of the respondent's details, read once per process from the file beside this one."""
    source = Path(__file__).with_name("details.yaml").read_text(encoding="utf-8")
    return Section.model_validate(YAML(typ="safe", pure=True).load(source))


def detail_address(question: Question) -> str:
    """The address of a detail's answer. The slash keeps it apart from every question key of a set."""
    return f"{DETAILS_KEY}/{question.key}"


@cache
def group_labels() -> dict[str, dict[str, str]]:
    """The groups of respondents in their official order, with their names in each language."""
    question = details_section().question(GROUP.removeprefix(f"{DETAILS_KEY}/"))
    return {option.key: option.label for option in question.options}  # type: ignore[attr-defined]  # a choice, by details.yaml
