"""A question as a page shows it: words in the page's language, what is filled in, what is wrong with it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from survey.questions.asked import addressed, key_in_set, section_address
from survey.questions.kinds.amendment import Amendment
from survey.questions.kinds.matrix import Matrix
from survey.questions.kinds.note import Note
from survey.questions.kinds.number import Number
from survey.questions.kinds.options import opening
from survey.questions.limits import limit_words
from survey.questions.model import Section
from survey.questions.progress import Finding, findings
from survey.questions.question import NOTHING, TICKED, Option, Question, State
from survey.store.answers import NEVER_ANSWERED, Held
from survey.web.attached import file_field
from survey.web.fields import field_name, resolution_name, revision_name
from survey.web.group_views import with_groups
from survey.web.keyboards import keyboard
from survey.web.language import page_language
from survey.web.problems import problem_words
from survey.web.views import OptionView, PartView, QuestionView, RowView, SectionView, Shown
from survey.web.words import words


def section_view(
    section: Section, held: Mapping[str, Held], numbers: Mapping[str, str], typed: Mapping[str, Shown] | None = None
) -> SectionView:
    """The page of a section: what is stored, or, at the addresses in `typed`, what was typed."""
    typed = typed or {}
    given = {address: answer.given for address, answer in held.items() if answer.given}
    given |= {address: shown.given for address, shown in typed.items() if shown.given}
    found: dict[str, list[Finding]] = {}
    for finding in findings(section, given):
        if not finding.lacks:  # a draft may lack anything; review says what is missing
            found.setdefault(finding.address, []).append(finding)
    addresses = {question.key: address for address, question in addressed(section)}
    views = {}
    for question in section.questions:
        address = addresses.get(question.key, question.key)
        shown = typed.get(address) or _stored(question, held.get(address, NEVER_ANSWERED))
        number = numbers.get(key_in_set(address)) if address == question.key else None
        views[question.key] = _question_view(question, shown, found.get(address, ()), number)
    whole = held.get(section_address(section), NEVER_ANSWERED)
    return SectionView(
        key=section.key,
        title=words(section.title),
        introduction=words(section.introduction) if section.introduction else None,
        questions=with_groups(section, views, given),
        nothing=whole.given is not None if section.nothing_to_state else None,
        revision=whole.revision,
    )


def _stored(question: Question, held: Held) -> Shown:
    filled = question.typed(held.given.value, held.given.state) if held.given else {}
    if held.given and held.given.state is State.NOTHING_TO_STATE:
        filled = {NOTHING: TICKED}
    return Shown(question.blank(page_language()) | filled, held.revision, held.given)


def _question_view(question: Question, shown: Shown, found: Sequence[Finding], number: str | None) -> QuestionView:
    parts = {
        part: PartView(
            field_name(question, part),
            shown.typed.get(part, ""),
            tuple(problem_words(finding.problem) for finding in found if finding.problem.part == part),
        )
        for part in question.used_parts
    }
    return QuestionView(
        kind=question.kind,
        key=question.key,
        number=number,
        label=words(question.label),
        help=words(question.help) if question.help else None,
        limit=limit_words(question, page_language()),
        required=question.required and question.kind != "matrix",
        public=question.public,
        parts=parts,
        revision_name=revision_name(question),
        revision=shown.revision,
        resolution_name=resolution_name(question),
        joinable=bool(question.texts),
        nothing=PartView(field_name(question, NOTHING), shown.typed.get(NOTHING, ""))
        if question.nothing_to_state
        else None,
        other_text=shown.other_text,
        **(_OWN[question.kind](question, shown, parts) if question.kind in _OWN else {}),
    )


Parts = Mapping[str, PartView]
Own = dict[str, Any]
"""What a view has because of its kind, by the names of QuestionView."""


def _options(question: Question, shown: Shown, parts: Parts) -> Own:
    options: Sequence[Option] = getattr(question, "options", ())
    asking = opening(options)
    return {
        "options": _option_views(question, options, shown.typed),
        "reason": getattr(question, "reason", "none"),
        "asks_what": words(asking.label) if asking else None,
    }


def _rows(question: Question, shown: Shown, parts: Parts) -> Own:
    if not isinstance(question, Matrix):
        raise TypeError(question.kind)
    rows = (
        RowView(parts[row.part], words(row.label), bool(question.required or row.required)) for row in question.rows
    )
    return {"options": _option_views(question, question.options, {}), "rows": tuple(rows)}


def _amendment(question: Question, shown: Shown, parts: Parts) -> Own:
    if not isinstance(question, Amendment):
        raise TypeError(question.kind)
    return {
        "reason": question.reason,
        "provision": words(question.provision) if question.provision else None,
        "proposed": words(question.proposed) if question.proposed else None,
    }


def _number(question: Question, shown: Shown, parts: Parts) -> Own:
    if not isinstance(question, Number):
        raise TypeError(question.kind)
    return {"unit": words(question.unit) if question.unit else None, "keyboard": keyboard(question)}


def _note(question: Question, shown: Shown, parts: Parts) -> Own:
    if not isinstance(question, Note):
        raise TypeError(question.kind)
    return {"text": words(question.text)}


def _files(question: Question, shown: Shown, parts: Parts) -> Own:
    return {"files": file_field(question, shown.given)}


_OWN: Mapping[str, Callable[[Question, Shown, Parts], Own]] = {
    "choice": _options,
    "choices": _options,
    "scale": _options,
    "matrix": _rows,
    "amendment": _amendment,
    "number": _number,
    "note": _note,
    "attachment": _files,
}
"""By kind. A kind that only has fields is not here."""


def _option_views(question: Question, options: Sequence[Option], typed: Mapping[str, str]) -> tuple[OptionView, ...]:
    chosen = {typed.get("option", ""), *typed.get("options", "").split()}
    apart: Collection[str] = getattr(question, "apart", ())
    return tuple(
        OptionView(option.key, words(option.label), option.key in chosen, option.key in apart) for option in options
    )
