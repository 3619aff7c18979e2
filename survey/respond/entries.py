"""The buttons of a group on a section's page: add an entry, remove one, put it back, move it up."""

from collections.abc import Callable, Collection
from datetime import datetime

from flask import request
from sqlalchemy.orm import Session

from survey.operations.entries import add_entry, move_entry_up, put_back_entry, put_back_written, remove_entry
from survey.questions.asked import addressed, entries_of, entry_address, entry_of, removed_entries, with_entries
from survey.questions.kinds.group import Group
from survey.questions.model import Section
from survey.questions.question import Answers, Question
from survey.store.answers import given_answers, held_answers
from survey.store.links import Access
from survey.web.fields import field_name
from survey.web.group_views import entry_anchor, group_anchor
from survey.web.guards import access
from survey.web.installation import now, store_session
from survey.web.notices import Notice, notify

ADD, REMOVE, PUT_BACK, MOVE_UP = "add_entry", "remove_entry", "put_back_entry", "move_entry_up"
"""The names of the buttons. The value of ADD is the group's key, that of the others `group/entry`."""

Act = Callable[[Session, Access, Group, str, datetime], bool]

_ACTS: dict[str, Act] = {
    REMOVE: lambda session, access, group, entry, now: remove_entry(session, access, group, entry, now=now),
    PUT_BACK: lambda session, access, group, entry, now: put_back_entry(session, access, group, entry, now=now),
    MOVE_UP: lambda session, access, group, entry, now: move_entry_up(session, access, group, entry, now=now),
}


def groups_of(section: Section) -> list[Group]:
    """The groups of a section."""
    return [question for question in section.questions if isinstance(question, Group)]


def with_known_entries(section: Section) -> Section:
    """The section with every entry that a page of it may hold: also one that a colleague has removed meanwhile."""
    if not groups_of(section):
        return section
    answers = given_answers(held_answers(store_session(), access().response.id))
    return with_entries(section, lambda group: (*entries_of(group, answers), *removed_entries(group, answers)))


def put_back_what_was_written(section: Section, written: Collection[str]) -> None:
    """Have the entries back that were removed while somebody was writing in them, and say so."""
    for group in groups_of(section):
        if put_back_written(store_session(), access(), group, written, now=now()):
            notify(Notice.ENTRY_PUT_BACK)


def press_button(section: Section) -> str:
    """Do what a group's button asks for. The id on the page where the focus belongs then, empty without a button."""
    groups = {group.key: group for group in groups_of(section)}
    if group := groups.get(request.form.get(ADD, "")):
        entry = add_entry(store_session(), access(), group, now=now())
        return entry_anchor(group.key, entry) if entry else group_anchor(group.key)
    for button, act in _ACTS.items():
        key, _, entry = request.form.get(button, "").partition("/")
        if group := groups.get(key):
            done = act(store_session(), access(), group, entry, now())
            if done and button == REMOVE:
                notify(Notice.ENTRY_REMOVED if _has_answers(group, entry) else Notice.ENTRY_REMOVED_EMPTY)
            return entry_anchor(key, entry) if done and button != REMOVE else group_anchor(key)
    return ""


def _has_answers(group: Group, entry: str) -> bool:
    answers = given_answers(held_answers(store_session(), access().response.id))
    return any(entry_address(group.key, entry, question.key) in answers for question in group.questions)


def first_field(section: Section, anchor: str, answers: Answers) -> str:
    """Where somebody who has just added an entry goes on writing: the id of its first field."""
    for group in groups_of(section):
        for entry in entries_of(group, answers):
            if anchor == entry_anchor(group.key, entry):
                asked = [each for address, each in addressed(section) if _stands_in(address, group, entry)]
                return _id_of(asked[0]) if asked else anchor
    return anchor


def _stands_in(address: str, group: Group, entry: str) -> bool:
    found = entry_of(address)
    return found is not None and (found.group, found.id) == (group.key, entry)


def _id_of(question: Question) -> str:
    return field_name(question, question.used_parts[0])
