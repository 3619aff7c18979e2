"""Saving the page of a section in one act: its answers, its files, and the button of a group that was pressed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from survey.operations.answers.attachments import FilesSent, Refusal, receive_files
from survey.operations.answers.conflicts import Sent, keep_and_close
from survey.operations.answers.drafts import Draft
from survey.operations.answers.entries import Done, Pressed, press, put_back_written
from survey.operations.answers.saving import Change, Conflict, save_changes
from survey.questions.asking.entries import entries_of, removed_entries, with_entries
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given, Question, Reading, State
from survey.questions.question_set import Section
from survey.questions.text import clean_text
from survey.store.answers import NEVER_ANSWERED, StoredAnswer


class Resolution(StrEnum):
    """How a person settles a conflict: with their own text, with the colleague's text, or with both texts one after the
    other.
    """

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Typed:
    """What was typed at one question: a text for each part, over the revision that the page had shown.

    `conflict_shown` is the latest text in conflict that the page showed here, 0 for none; there a `resolution` is asked
    for.
    """

    question: Question
    parts: Mapping[str, str]
    revision: int
    resolution: Resolution | None = None
    conflict_shown: int = 0


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
    kept; `conflicts` and `refusals`: by address, what was not saved; `put_back`: whether entries that somebody removed
    meanwhile came back, because something was written in them; `button`: what became of the button; `left_open`: the
    addresses in conflict where the page had asked for a choice and none was made.
    """

    changed: bool
    removed: int
    conflicts: Mapping[str, Conflict]
    refusals: Mapping[str, Sequence[Refusal]]
    put_back: bool
    button: Done | None
    left_open: frozenset[str] = frozenset()

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

    What is in conflict is kept for who typed it, and nothing stored is changed by it until they have chosen. The
    button of a group acts only where everything else was saved: the page comes back for the rest.
    """
    left_open = _left_open(draft, page)
    changes = {
        address: change
        for address, each in page.typed.items()
        if address not in left_open and (change := _change(address, each, draft))
    }
    changes |= {address: Change(each.reading, each.revision) for address, each in page.whole_section.items()}
    received = receive_files(draft, page.files, now=now)
    saved = save_changes(draft, {**changes, **received.changes}, now=now)
    groups = [question for question in section.questions if isinstance(question, Group)]
    conflicts = {**saved.conflicts, **left_open}
    written = saved.written | conflicts.keys()
    put_back = [entry for group in groups for entry in put_back_written(draft, group, written, now=now)]
    sent = {address: Sent(each.parts, each.conflict_shown) for address, each in page.typed.items()}
    keep_and_close(draft, sent, conflicts.keys(), now=now)
    is_whole = not conflicts and not received.refusals
    button = press(draft, groups, page.pressed, now=now) if is_whole else None
    return PageSaved(
        changed=bool(saved.changed or button),
        removed=saved.removed,
        conflicts=conflicts,
        refusals=received.refusals,
        put_back=bool(put_back),
        button=button,
        left_open=frozenset(address for address in left_open if page.typed[address].resolution is None),
    )


def _left_open(draft: Draft, page: PageInput) -> dict[str, Conflict]:
    """The conflicts that the page showed and that stay: nothing was chosen, or the colleague's text has changed since.

    Not those where what was typed is now the same as what is stored.
    """
    found = {}
    for address, typed in page.typed.items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        chosen = typed.resolution is not None and typed.revision == stored.revision
        if typed.resolution is Resolution.BOTH and not can_be_joined(typed.question, typed.parts, stored.given):
            chosen = False
        if typed.conflict_shown and not chosen:
            mine = Change(typed.question.answer(typed.parts), typed.revision).given
            if mine != stored.given:
                found[address] = Conflict(address, mine, stored)
    return found


def _change(address: str, typed: Typed, draft: Draft) -> Change | None:
    """Return the typed text as read by the kind of its question; None if the person chose the colleague's text."""
    if typed.resolution is Resolution.THEIRS:
        return None
    parts = typed.parts
    if typed.resolution is Resolution.BOTH:
        parts = _joined(typed.question, parts, draft.stored_answers.get(address))
    return Change(typed.question.answer(parts), typed.revision)


def can_be_joined(question: Question, parts: Mapping[str, str], theirs: Given | None) -> bool:
    """Whether both texts can be saved one after the other: they are the only things that differ."""
    mine = question.answer(parts)
    if theirs is None or mine.value is None or {mine.state, theirs.state} != {State.ANSWERED}:
        return False
    others = {*question.used_parts} - {*question.texts}
    return any(theirs.value.get(part) and mine.value.get(part) for part in question.texts) and all(
        theirs.value.get(part, "") == mine.value.get(part, "") for part in others
    )


def _joined(question: Question, parts: Mapping[str, str], stored: StoredAnswer | None) -> Mapping[str, str]:
    """Return the parts to save when both texts are kept: in each long text, the colleague's text followed by
    one's own.
    """
    if stored is None or stored.given is None:
        return parts
    theirs = stored.given.value
    return {
        **parts,
        **{
            part: f"{theirs[part]}\n\n{parts[part]}"
            for part in question.texts
            if theirs.get(part) and parts.get(part) and clean_text(parts[part]).text != theirs[part]
        },
    }
