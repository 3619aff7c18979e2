"""Saving the page of a section in one act: its answers, its files, and the button of a group that was pressed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from survey.operations.answers.attachments import FilesSent, Refusal, receive_files
from survey.operations.answers.conflicts import Sent, keep_and_settle, open_choices, was_settled
from survey.operations.answers.drafts import Draft
from survey.operations.answers.entries import Done, Pressed, press, put_back_written
from survey.operations.answers.saving import Change, save_changes
from survey.questions.asking.entries import entries_of, removed_entries, with_entries
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given, Question, Reading, State
from survey.questions.question_set import Section
from survey.questions.text import clean_text
from survey.store.responses.answers import NEVER_ANSWERED, StoredAnswer


class Resolution(StrEnum):
    """How a person settles a conflict: with what is typed in the field, with what is stored in the draft, or with both
    texts one after the other.
    """

    TYPED = "typed"
    STORED = "stored"
    BOTH = "both"


@dataclass(frozen=True)
class Typed:
    """What was typed at one question: a text for each part, over the revision that the page had shown.

    `conflict_shown` is the number of the waiting text that the page had in the field, 0 for none; there a `resolution`
    is asked for. `kept` is the number of the text that the page itself had sent before, while it was written, and that
    waits since; 0 for none.
    """

    question: Question
    parts: Mapping[str, str]
    revision: int
    resolution: Resolution | None = None
    conflict_shown: int = 0
    kept: int = 0

    @property
    def waiting(self) -> int:
        """The number of the waiting text that this one takes the place of; 0 for none."""
        return self.conflict_shown or self.kept


@dataclass(frozen=True)
class NothingToState:
    """Whether "nothing to state" was chosen for a complete section, and the revision of that answer that the page had
    shown.
    """

    reading: Reading
    revision: int


@dataclass(frozen=True)
class PageInput:
    """Everything that a section's page sends, by address. Addresses that were not on the page are not included."""

    typed: Mapping[str, Typed]
    files: Mapping[str, FilesSent]
    whole_section: Mapping[str, NothingToState]
    pressed: Pressed | None


@dataclass(frozen=True)
class PageSaved:
    """What became of a page.

    `changed`: whether any answer or list of entries is another than before; `removed`: characters that could not be
    kept; `conflicts`: the addresses where a choice is to be made, because of this page or still; `refusals`: by
    address, the files that were not saved; `put_back`: whether entries that somebody removed meanwhile came back,
    because something was written in them; `button`: what became of the button; `asked`: the conflicts where the page
    had asked for a choice already; `left_open`: those of them where none was made; `chosen_before`: the addresses where
    somebody else had made the choice that the page asked for.
    """

    changed: bool
    removed: int
    conflicts: frozenset[str]
    refusals: Mapping[str, Sequence[Refusal]]
    put_back: bool
    button: Done | None
    asked: frozenset[str] = frozenset()
    left_open: frozenset[str] = frozenset()
    chosen_before: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether everything that the page sent was saved."""
        return not self.conflicts and not self.refusals


def page_section(section: Section, answers: Answers) -> Section:
    """Return the section with every entry that its page can contain, including entries that a colleague has removed
    meanwhile.
    """
    return with_entries(section, lambda group: (*entries_of(group, answers), *removed_entries(group, answers)))


def save_page(draft: Draft, section: Section, page: PageInput, *, now: datetime) -> PageSaved:
    """Save all that the page brings, but what is in conflict and files that are refused.

    What is in conflict is kept, and nothing stored is changed by it until somebody has chosen. The button of a group
    acts all the same, but no entry is removed in which a choice is open; and it does not act where a file was refused,
    because that page is no redirect, and sending it once more would repeat the act.
    """
    chosen_before = _chosen_before(draft, page)
    unsettled = _unsettled(draft, page, chosen_before)
    changes = {
        address: change
        for address, each in page.typed.items()
        if address not in unsettled | chosen_before and (change := _change(address, each, draft))
    }
    changes |= {address: Change(each.reading, each.revision) for address, each in page.whole_section.items()}
    received = receive_files(draft, page.files, now=now)
    saved = save_changes(draft, {**changes, **received.changes}, now=now)
    groups = [question for question in section.questions if isinstance(question, Group)]
    unsaved = saved.conflicts.keys() | unsettled
    put_back = [entry for group in groups for entry in put_back_written(draft, group, saved.written | unsaved, now=now)]
    sent = {address: Sent(each.parts, each.waiting) for address, each in page.typed.items()}
    conflicts = frozenset(unsaved | keep_and_settle(draft, sent, unsaved, now=now))
    pressed = None if received.refusals else page.pressed
    choices = open_choices(draft) if pressed else frozenset()
    button = press(draft, groups, pressed, choices, now=now)
    return PageSaved(
        changed=bool(saved.changed or (button and button.done)),
        removed=saved.removed,
        conflicts=conflicts,
        refusals=received.refusals,
        put_back=bool(put_back),
        button=button,
        asked=frozenset(address for address in conflicts if page.typed[address].conflict_shown),
        left_open=frozenset(address for address in unsettled if page.typed[address].resolution is None),
        chosen_before=chosen_before,
    )


def _chosen_before(draft: Draft, page: PageInput) -> frozenset[str]:
    """Return the addresses where somebody else has made the choice that the page asks for, and the page brings nothing
    new: the text in its field is the one that was settled, or is what is stored now, and it was not chosen here.
    """
    return frozenset(
        address
        for address, typed in page.typed.items()
        if typed.waiting
        and (typed.resolution is None or _given(typed) == draft.stored_answers.get(address, NEVER_ANSWERED).given)
        and was_settled(draft, address, Sent(typed.parts, typed.waiting))
    )


def _unsettled(draft: Draft, page: PageInput, chosen_before: Collection[str]) -> frozenset[str]:
    """Return the conflicts that the page showed and that stay: nothing was chosen, or what is stored has changed since.

    Not those where what was typed is now the same as what is stored.
    """
    found = set()
    for address, typed in page.typed.items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        chosen = typed.resolution is not None and typed.revision == stored.revision
        if typed.resolution is Resolution.BOTH and not can_be_joined(typed.question, typed.parts, stored.given):
            chosen = False
        if typed.conflict_shown and not chosen and address not in chosen_before and _given(typed) != stored.given:
            found.add(address)
    return frozenset(found)


def _given(typed: Typed) -> Given | None:
    return Change(typed.question.answer(typed.parts), typed.revision).given


def _change(address: str, typed: Typed, draft: Draft) -> Change | None:
    """Return the typed text as read by the kind of its question; None if the person chose what is stored."""
    if typed.resolution is Resolution.STORED:
        return None
    parts = typed.parts
    if typed.resolution is Resolution.BOTH:
        parts = _joined(typed.question, parts, draft.stored_answers.get(address))
    return Change(typed.question.answer(parts), typed.revision)


def can_be_joined(question: Question, parts: Mapping[str, str], stored: Given | None) -> bool:
    """Whether both texts can be saved one after the other: they are the only things that differ."""
    typed = question.answer(parts)
    if stored is None or typed.value is None or {typed.state, stored.state} != {State.ANSWERED}:
        return False
    others = {*question.used_parts} - {*question.texts}
    return any(stored.value.get(part) and typed.value.get(part) for part in question.texts) and all(
        stored.value.get(part, "") == typed.value.get(part, "") for part in others
    )


def _joined(question: Question, parts: Mapping[str, str], stored: StoredAnswer | None) -> Mapping[str, str]:
    """Return the parts to save when both texts are kept: in each long text, what is stored, then what was typed."""
    if stored is None or stored.given is None:
        return parts
    first = stored.given.value
    return {
        **parts,
        **{
            part: f"{first[part]}\n\n{parts[part]}"
            for part in question.texts
            if first.get(part) and parts.get(part) and clean_text(parts[part]).text != first[part]
        },
    }
