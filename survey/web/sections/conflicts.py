"""Conflicts on pages: both texts at their question, and the list of choices that are still to be made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from survey.languages import format_date, format_time
from survey.operations.answers.section_pages import can_be_joined
from survey.questions.asking.addresses import addressed, entry_of
from survey.questions.asking.answer_difference import answer_difference, is_partly_kept
from survey.questions.asking.displayed import entry_name
from survey.questions.asking.entries import entries_of
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given, Question, Value
from survey.questions.question_set import Section
from survey.store.responses.answers import NEVER_ANSWERED, StoredAnswer, given_answers
from survey.store.responses.open_conflicts import OpenConflict, OpenConflicts
from survey.web.installation import now
from survey.web.language import page_language
from survey.web.questions.names import conflict_id
from survey.web.questions.views import Conflicting, DatedText, DifferenceView
from survey.web.words.texts import Words, answer_words, words


def conflicting_views(
    section: Section, open_conflicts: OpenConflicts, stored_answers: Mapping[str, StoredAnswer]
) -> dict[str, Conflicting]:
    """Both texts of each question of the section where a choice is open, by address."""
    answers = given_answers(stored_answers)
    return {
        address: _conflicting(
            question,
            open_conflicts[address],
            stored_answers.get(address, NEVER_ANSWERED),
            question_label(section, question, answers),
        )
        for address, question in addressed(section)
        if address in open_conflicts
    }


def _conflicting(question: Question, texts: Sequence[OpenConflict], stored: StoredAnswer, label: Words) -> Conflicting:
    *others, latest = texts
    reading = question.answer(latest.parts)
    given = None if reading.value is None else Given(reading.value, reading.state)
    return Conflicting(
        typed=latest.parts,
        revision=stored.revision,
        given=given,
        stored=_dated(answer_words(question, stored.given), stored.at or now()),
        number=latest.id,
        date=format_date(latest.at),
        time=format_time(latest.at),
        joinable=can_be_joined(question, latest.parts, stored.given),
        label=label,
        waiting=tuple(_dated(_in_words(question, each.parts), each.at) for each in others),
        differing=difference_views(question, stored.given, given),
    )


def difference_views(question: Question, before: Given | None, after: Given | None) -> tuple[DifferenceView, ...]:
    """Return what differs between two answers, part by part; nothing if they have hardly a word in common."""
    differing = answer_difference(question, before, after, page_language())
    if not is_partly_kept(differing):
        return ()
    return tuple(DifferenceView(words(each.label) if each.label else None, each.pieces) for each in differing)


def _dated(parts: Iterable[str], at: datetime) -> DatedText:
    return DatedText(tuple(parts), format_date(at), format_time(at))


def question_label(section: Section, question: Question, answers: Answers) -> Words:
    """Return the question's label; inside an entry of a group after the entry's name: “Section 2: Grounds”."""
    label, entry = words(question.label), entry_of(question.key)
    group = section.question(entry.group) if entry else None
    if entry is None or not isinstance(group, Group) or entry.id not in entries_of(group, answers):
        return label
    return replace(label, text=f"{words(entry_name(group, entry.id, answers)).text}: {label.text}")


def _in_words(question: Question, parts: Value) -> tuple[str, ...]:
    reading = question.answer(parts)
    return tuple(answer_words(question, None if reading.value is None else Given(reading.value, reading.state)))


def with_conflicts(section: Section, asked: Section | None, addresses: Iterable[str]) -> Section:
    """The section as it is asked now (None: not at all), and every question in conflict: nothing typed may vanish."""
    now_asked = {each.key for each in asked.questions} if asked else set()
    waiting = set(addresses)
    in_conflict = {each.key for address, each in addressed(section) if address in waiting}
    groups = {entry.group for key in in_conflict if (entry := entry_of(key))}
    kept = [each for each in section.questions if each.key in now_asked | in_conflict | groups]
    return section.model_copy(update={"questions": tuple(kept)})


def open_choices(
    sections: Iterable[Section], open_conflicts: OpenConflicts, answers: Answers, address_of: Callable[[str], str]
) -> list[tuple[str, Words]]:
    """The address of each choice that is to be made, with the question's label. `sections` have all their entries."""
    return [
        (f"{address_of(section.key)}#{conflict_id(question)}", question_label(section, question, answers))
        for section in sections
        for address, question in addressed(section)
        if address in open_conflicts
    ]
