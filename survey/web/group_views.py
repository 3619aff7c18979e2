"""The entries of a group as a page shows them: each with its questions, and those that can be put back."""

from collections.abc import Mapping
from dataclasses import replace

from survey.questions.asked import ENTRIES, entries_of, entry_address, entry_of, removed_entries
from survey.questions.kinds.group import Group
from survey.questions.model import Section
from survey.questions.question import Answers
from survey.web.views import EntryView, GroupView, QuestionView, RemovedView
from survey.web.words import answer_words, words

LONGEST_BEGINNING = 60
"""Characters of a removed entry that are shown beside the button that puts it back."""


def with_groups(section: Section, views: Mapping[str, QuestionView], given: Answers) -> list[QuestionView]:
    """The views in their order, those of an entry within the group that it belongs to."""
    within: dict[str, dict[str, list[QuestionView]]] = {}
    for key, view in views.items():
        entry = entry_of(key)
        if entry:
            within.setdefault(entry.group, {}).setdefault(entry.id, []).append(view)
    return [
        replace(views[question.key], group=_group_view(question, within.get(question.key, {}), given))
        if isinstance(question, Group)
        else views[question.key]
        for question in section.questions
        if entry_of(question.key) is None
    ]


def _group_view(group: Group, within: Mapping[str, list[QuestionView]], given: Answers) -> GroupView:
    ids = [*dict.fromkeys([*entries_of(group, given), *within])]
    name = words(group.entry)
    return GroupView(
        anchor=group_anchor(group.key),
        entry=name,
        entries=[
            EntryView(
                entry_anchor(group.key, entry), f"{group.key}/{entry}", f"{name.text} {number}", within.get(entry, [])
            )
            for number, entry in enumerate(ids, start=1)
        ],
        removed=[
            RemovedView(f"{group.key}/{entry}", beginning)
            for entry in removed_entries(group, given)
            if entry not in within and (beginning := _beginning(group, entry, given))
        ],
        can_add=len(ids) < group.repeat.maximum,
    )


def group_anchor(key: str) -> str:
    """The id of a group's heading, which takes the focus after an entry was removed, and from a fault of the group."""
    return f"answer-{key}-{ENTRIES}"


def entry_anchor(group: str, entry: str) -> str:
    """The id of an entry's heading."""
    return f"entry-{group}-{entry}"


def _beginning(group: Group, entry: str, given: Answers) -> str:
    """The first words of what stands in an entry, so that people know which one it was."""
    for question in group.questions:
        text = " ".join(
            " ".join(answer_words(question, given.get(entry_address(group.key, entry, question.key)))).split()
        )
        if text:
            return text if len(text) <= LONGEST_BEGINNING else f"{text[:LONGEST_BEGINNING]}…"
    return ""
