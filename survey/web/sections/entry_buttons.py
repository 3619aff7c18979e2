"""The buttons of a group on a section's page: where the focus goes after one of them was pressed, and what is said
there.
"""

from survey.operations.answers.entries import Act, Done
from survey.questions.asking.addresses import addressed, stands_in
from survey.questions.asking.entries import entries_of
from survey.questions.question import Answers
from survey.questions.question_set import Section
from survey.web.kinds.group import entry_anchor, group_anchor
from survey.web.notices import Notice, notify
from survey.web.questions.names import field_name


def button_anchor(button: Done) -> str:
    """Return the id of the element that gets the focus: the button's entry, also one that was not removed because a
    choice is open in it; the group after a removal or if nothing changed.
    """
    if button.choice_open or (button.done and button.act is not Act.REMOVE):
        return entry_anchor(button.group.key, button.entry)
    return group_anchor(button.group.key)


def notify_of_button(pressed: Done, answers: Answers) -> None:
    """Choose the message that stands where the focus goes. An entry that was added says enough with its first field."""
    near = button_anchor(pressed)
    match pressed.act:
        case Act.REMOVE if pressed.choice_open:
            notify(Notice.ENTRY_HAS_CHOICE, near)
        case Act.REMOVE if pressed.done:
            notify(Notice.ENTRY_REMOVED if pressed.had_answers else Notice.ENTRY_REMOVED_EMPTY, near)
        case Act.PUT_BACK if pressed.done:
            notify(Notice.ENTRY_RESTORED, near)
        case Act.MOVE_UP if pressed.done:
            notify(Notice.ENTRY_MOVED, near)
        case Act.ADD | Act.PUT_BACK if len(entries_of(pressed.group, answers)) >= pressed.group.repeat.maximum:
            notify(Notice.NO_ROOM_FOR_ENTRY, near)
        case _:
            pass


def first_field(section: Section, added: Done, answers: Answers) -> str:
    """Return the id of the first field of an entry that was just added; if it has no field or is gone, as
    `button_anchor`.
    """
    if added.entry in entries_of(added.group, answers):
        for address, question in addressed(section):
            if stands_in(address, added.group.key, added.entry):
                return field_name(question, question.used_parts[0])
    return button_anchor(added)
