"""Saving the page of a section in one act: its answers, its files, and the button of a group that was pressed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from survey.operations.answers.attachments import FilesSent, Refusal, receive_files
from survey.operations.answers.drafts import Draft
from survey.operations.answers.entries import Done, Pressed, press, put_back_written
from survey.operations.answers.saving import Change, Conflict, save_changes
from survey.questions.asking.entries import entries_of, removed_entries, with_entries
from survey.questions.kinds.group import Group
from survey.questions.question import Question, Reading
from survey.questions.question_set import Section
from survey.questions.text import clean_text
from survey.store.answers import StoredAnswer


class Resolution(StrEnum):
    """How a person settles a conflict: with their own text, with the colleague's text, or with both texts one after the
    other.
    """

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Typed:
    """What was typed for one question: a text for each part, and the revision of the answer that the page had shown."""

    question: Question
    parts: Mapping[str, str]
    revision: int
    resolution: Resolution | None = None


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
    """The result of saving a page.

    `changed`: whether any answer or list of entries differs from before; `removed`: how many characters could not be
    stored; `conflicts` and `refusals`: what was not saved, by address; `put_back`: whether entries that another person
    removed meanwhile were put back, because this page had text in them; `button`: the result of the pressed button.
    """

    changed: bool
    removed: int
    conflicts: Mapping[str, Conflict]
    refusals: Mapping[str, Sequence[Refusal]]
    put_back: bool
    button: Done | None

    @property
    def is_whole(self) -> bool:
        """Whether everything that the page sent was saved."""
        return not self.conflicts and not self.refusals


def page_section(section: Section, draft: Draft) -> Section:
    """Return the section with every entry that its page can contain, including entries that a colleague has removed
    meanwhile.
    """
    answers = draft.given
    return with_entries(section, lambda group: (*entries_of(group, answers), *removed_entries(group, answers)))


def save_page(draft: Draft, section: Section, page: PageInput, *, now: datetime) -> PageSaved:
    """Save everything that the page sends, except answers in conflict and files that are refused.

    The button of a group has an effect only if everything else was saved; otherwise the page is shown again first.
    """
    changes = {address: change for address, each in page.typed.items() if (change := _change(address, each, draft))}
    changes |= {address: Change(each.reading, each.revision) for address, each in page.whole_section.items()}
    received = receive_files(draft, page.files, now=now)
    saved = save_changes(draft, {**changes, **received.changes}, now=now)
    groups = [question for question in section.questions if isinstance(question, Group)]
    put_back = [entry for group in groups for entry in put_back_written(draft, group, saved.written, now=now)]
    is_whole = not saved.conflicts and not received.refusals
    button = press(draft, groups, page.pressed, now=now) if is_whole else None
    return PageSaved(
        changed=bool(saved.changed or button),
        removed=saved.removed,
        conflicts=saved.conflicts,
        refusals=received.refusals,
        put_back=bool(put_back),
        button=button,
    )


def _change(address: str, typed: Typed, draft: Draft) -> Change | None:
    """Return the typed text as read by the kind of its question; None if the person chose the colleague's text."""
    if typed.resolution is Resolution.THEIRS:
        return None
    parts = typed.parts
    if typed.resolution is Resolution.BOTH:
        parts = _joined(typed.question, parts, draft.stored_answers.get(address))
    return Change(typed.question.answer(parts), typed.revision)


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
