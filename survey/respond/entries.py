"""The buttons of a group on a section's page: where the focus goes after one of them was pressed."""

from survey.operations.answers.entries import Act, Done
from survey.questions.asking.addresses import addressed, entry_of
from survey.questions.asking.entries import entries_of
from survey.questions.kinds.group import Group
from survey.questions.question import Answers
from survey.questions.question_set import Section
from survey.web.kinds.group import entry_anchor, group_anchor
from survey.web.questions.names import field_name


def button_anchor(button: Done) -> str:
    """Return the id of the element that gets the focus: the button's entry; the group after a removal or if nothing
    changed.
    """
    if button.done and button.act is not Act.REMOVE:
        return entry_anchor(button.group.key, button.entry)
    return group_anchor(button.group.key)


def first_field(section: Section, added: Done, answers: Answers) -> str:
    """Return the id of the first field of an entry that was just added; if it has no field or is gone, as
    `button_anchor`.
    """
    if added.entry in entries_of(added.group, answers):
        for address, question in addressed(section):
            if _stands_in(address, added.group, added.entry):
                return field_name(question, question.used_parts[0])
    return button_anchor(added)


def _stands_in(address: str, group: Group, entry: str) -> bool:
    found = entry_of(address)
    return found is not None and (found.group, found.id) == (group.key, entry)
