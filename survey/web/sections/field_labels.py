"""What the fields of a form are called, told by the form itself, for the page that keeps a text that was not saved.

That page comes also when nobody knows who sent the form (the session has ended), or from which page. So each form with
typed texts has a hidden field that says it, signed: a page of this service never shows the words of another's form.
"""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from survey.languages import text_in
from survey.questions.asking.addresses import all_sections
from survey.questions.asking.displayed import part_label
from survey.questions.freeze import read_frozen
from survey.questions.kinds.group import Group
from survey.questions.question import Question
from survey.questions.question_set import Section
from survey.store.consultations import consultation_by_key
from survey.web.installation import installation
from survey.web.language import _, page_language
from survey.web.questions.names import plain_name
from survey.web.questions.views import titled

FIELD_LABELS = "field-labels"
"""The name of the hidden field."""

log = logging.getLogger(__name__)


def sign_labels(labels: Mapping[str, str]) -> str:
    """Return the value of the hidden field for a small form. `labels`: by the names of its fields."""
    return _signer().dumps({"labels": dict(labels)})


def sign_section(consultation: str, section: str) -> str:
    """Return the value for a page of questions, whose labels are read when they are needed. Both are given by key."""
    return _signer().dumps({"consultation": consultation, "section": section})


def labels_of(signed: str) -> "Labels":
    """Return the labels that a form named; none if the value is not this service's, or its questions cannot be read."""
    try:
        told = _signer().loads(signed)
    except BadSignature:
        return Labels({}, None)
    if "labels" in told:
        return Labels(told["labels"], None)
    return Labels({}, _section(told))


class Labels:
    """The labels of a form's fields, in the page's language."""

    def __init__(self, by_name: Mapping[str, str], section: Section | None) -> None:
        self._by_name, self._questions = by_name, dict(_by_key(section)) if section else {}

    def get(self, name: str) -> str:
        """Return the label of the field with this name; an empty text if it is not known."""
        if name in self._by_name:
            return self._by_name[name]
        name = plain_name(name)
        begins, *keys, part = name.split("-") if name.count("-") >= 2 else ("", "")
        # Names are answer-<question>-<part>, or answer-<group>-<entry>-<question>-<part>; a row's part is row-<key>.
        if keys and keys[-1] == "row":
            part = f"{keys.pop()}-{part}"
        question = self._questions.get(keys[-1]) if begins == "answer" and keys else None
        return _label(question, part) if question else ""


def _label(question: Question, part: str) -> str:
    language = page_language()
    label, of_part = text_in(question.label, language), part_label(question, part)
    if part == "reason" and not of_part:
        return titled(label, _("Reason"))
    return titled(label, text_in(of_part, language)) if of_part else label


def _by_key(section: Section) -> Iterator[tuple[str, Question]]:
    for question in section.questions:
        yield question.key, question
        if isinstance(question, Group):
            yield from ((inner.key, inner) for inner in question.questions)


def _section(told: Mapping[str, Any]) -> Section | None:
    try:
        with installation().database.reading() as session:
            question_set = read_frozen(consultation_by_key(session, told["consultation"]).question_set)
    except Exception:  # the page that keeps the text must come, also where the database does not answer
        log.warning("The labels for the texts of an unsaved page could not be read.", exc_info=True)
        return None
    return next((each for each in all_sections(question_set) if each.key == told["section"]), None)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="field-labels")
