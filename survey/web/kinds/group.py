"""Questions that are repeated for each entry: the entries with their questions, and removed entries that can be put
back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from survey.questions.asking.addresses import entry_address
from survey.questions.asking.entries import ENTRIES, entries_of, removed_entries
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Problem
from survey.web.kinds.kind_page import KindPage, no_fields
from survey.web.language import ngettext
from survey.web.questions.views import KindView
from survey.web.words.notices import take_notices
from survey.web.words.texts import Words, answer_words, words

LONGEST_BEGINNING = 60
"""How many characters of a removed entry are shown next to the button that puts it back."""


class DrawnQuestion(NamedTuple):
    """A question inside an entry: its HTML, and its errors as (field id, message)."""

    html: Markup
    errors: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class EntryView:
    """One entry. `anchor`: the id that gets the focus; `address`: what its buttons send; `name`: for example "Section
    2"; `notices`: what has just been done to it.
    """

    anchor: str
    address: str
    name: str
    questions: Sequence[DrawnQuestion]
    notices: Sequence[str]


@dataclass(frozen=True)
class RemovedView:
    """An entry that was removed from a group and can be put back. `beginning`: the first words of its answers."""

    address: str
    beginning: str


@dataclass(frozen=True)
class GroupView(KindView):
    """The entries in their order, the removed entries, and whether one more can be added. `notices`: what has just been
    done to the group.
    """

    anchor: str
    entry: Words
    entries: Sequence[EntryView]
    removed: Sequence[RemovedView]
    can_add: bool
    notices: Sequence[str]

    def inner_errors(self) -> Iterator[tuple[str, str]]:
        for entry in self.entries:
            for drawn in entry.questions:
                yield from ((field, f"{entry.name}: {message}") for field, message in drawn.errors)


def group_view(group: Group, within: Mapping[str, Sequence[DrawnQuestion]], answers: Answers) -> GroupView:
    """Return the view of a group. `within`: the questions of each entry, by the entry's id."""
    ids = [*dict.fromkeys([*entries_of(group, answers), *within])]
    name = words(group.entry)
    anchor = group_anchor(group.key)
    return GroupView(
        anchor=anchor,
        entry=name,
        entries=[
            _entry_view(group.key, entry, f"{name.text} {number}", within.get(entry, []))
            for number, entry in enumerate(ids, start=1)
        ],
        removed=[
            RemovedView(f"{group.key}/{entry}", beginning)
            for entry in removed_entries(group, answers)
            if entry not in within and (beginning := _beginning(group, entry, answers))
        ],
        can_add=len(ids) < group.repeat.maximum,
        notices=take_notices(near=anchor),
    )


def _entry_view(group: str, entry: str, name: str, questions: Sequence[DrawnQuestion]) -> EntryView:
    anchor = entry_anchor(group, entry)
    return EntryView(anchor, f"{group}/{entry}", name, questions, take_notices(near=anchor))


def group_anchor(key: str) -> str:
    """Return the id of a group's heading. It gets the focus after an entry was removed, and from the link of a group's
    error.
    """
    return f"answer-{key}-{ENTRIES}"


def entry_anchor(group: str, entry: str) -> str:
    """Return the id of an entry's heading."""
    return f"entry-{group}-{entry}"


def _beginning(group: Group, entry: str, answers: Answers) -> str:
    """Return the first words of an entry's answers, so that people recognise the entry; empty if it has no answers."""
    for question in group.questions:
        text = " ".join(
            " ".join(answer_words(question, answers.get(entry_address(group.key, entry, question.key)))).split()
        )
        if text:
            return text if len(text) <= LONGEST_BEGINNING else f"{text[:LONGEST_BEGINNING]}…"
    return ""


def _too_few_entries(problem: Problem) -> str:
    return ngettext("Fill in at least %(num)s part.", "Fill in at least %(num)s parts.", int(problem.places["least"]))


PAGE = KindPage(no_fields, problems={"too_few_entries": _too_few_entries}, drawn_once=False)
"""Entries are added and removed by buttons, not by fields. Their view is `group_view`."""
