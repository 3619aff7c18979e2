"""Conflicts on pages: both texts at their question, and the list of choices that are still to be made."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from survey.languages import format_time
from survey.operations.answers.section_pages import can_be_joined
from survey.questions.asking.addresses import addressed, entry_of
from survey.questions.question import Given, Question, Value
from survey.questions.question_set import Section
from survey.store.answers import NEVER_ANSWERED, StoredAnswer
from survey.store.open_conflicts import OpenConflict
from survey.web.installation import now
from survey.web.questions.names import conflict_id
from survey.web.questions.views import Conflicting, OtherText
from survey.web.words.texts import Words, answer_words, words

OpenConflicts = Mapping[str, Sequence[OpenConflict]]


def conflicting_views(
    section: Section, open_conflicts: OpenConflicts, stored_answers: Mapping[str, StoredAnswer]
) -> dict[str, Conflicting]:
    """Both texts of each question of the section where a choice is open, by address."""
    return {
        address: _conflicting(question, open_conflicts[address], stored_answers.get(address, NEVER_ANSWERED))
        for address, question in addressed(section)
        if address in open_conflicts
    }


def _conflicting(question: Question, texts: Sequence[OpenConflict], stored: StoredAnswer) -> Conflicting:
    *earlier, latest = texts
    reading = question.answer(latest.parts)
    return Conflicting(
        typed=latest.parts,
        revision=stored.revision,
        given=None if reading.value is None else Given(reading.value, reading.state),
        other_text=OtherText(tuple(answer_words(question, stored.given)), format_time(stored.at or now())),
        number=latest.id,
        joinable=can_be_joined(question, latest.parts, stored.given),
        earlier=tuple(OtherText(_in_words(question, each.parts), format_time(each.at)) for each in earlier),
    )


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
    sections: Iterable[Section], open_conflicts: OpenConflicts, address_of: Callable[[str], str]
) -> list[tuple[str, Words]]:
    """The address of each choice that is to be made, with the question's label. `sections` have all their entries."""
    return [
        (f"{address_of(section.key)}#{conflict_id(question)}", words(question.label))
        for section in sections
        for address, question in addressed(section)
        if address in open_conflicts
    ]
