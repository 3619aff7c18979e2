"""Short messages that the next page shows once. The session stores a name and values; the next page makes the text."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from flask import session

from survey.web.language import _, ngettext

KEY = "messages"
"""In the session. Another name than of an earlier version, whose cookies have messages of another shape."""

NOTICES = "notices"
"""The id of the messages at the top of a page. A redirect leads there where the message is what matters: what stands
on a page when it comes is announced by no screen reader, but what has the focus is.
"""


class Notice(StrEnum):
    """The possible messages."""

    SAVED = "saved"
    SAVED_LATE = "saved_late"
    SAVED_AFTER_SUBMISSION = "saved_after_submission"
    CHARACTERS_REMOVED = "characters_removed"
    FILES_REFUSED = "files_refused"
    REST_SAVED = "rest_saved"
    ANSWERS_CHANGED = "answers_changed"
    DRAFT_CHANGED = "draft_changed"
    ALREADY_SUBMITTED = "already_submitted"
    QUESTIONS_BROUGHT_UP = "questions_brought_up"
    CHOICE_OPEN = "choice_open"
    CHOSEN_BEFORE = "chosen_before"
    ENTRY_REMOVED = "entry_removed"
    ENTRY_HAS_CHOICE = "entry_has_choice"
    ENTRY_PUT_BACK = "entry_put_back"
    ENTRY_REMOVED_EMPTY = "entry_removed_empty"
    ENTRY_RESTORED = "entry_restored"
    ENTRY_MOVED = "entry_moved"
    NO_ROOM_FOR_ENTRY = "no_room_for_entry"
    NOTHING_CHANGED = "nothing_changed"
    SECOND_LANGUAGE_SHOWN = "second_language_shown"
    SECOND_LANGUAGE_HIDDEN = "second_language_hidden"
    QUESTION_SET_STANDS = "question_set_stands"
    SIGNED_OUT = "signed_out"
    FEEDBACK_RECEIVED = "feedback_received"
    LINK_ORDERED = "link_ordered"
    CONSULTATION_OPENED = "consultation_opened"
    SHORT_TIME = "short_time"
    INVITED = "invited"
    INVITED_BY_MAIL = "invited_by_mail"
    REMINDED = "reminded"
    NOBODY_REMINDED = "nobody_reminded"
    REMINDER_PLANNED = "reminder_planned"
    PLAN_REMOVED = "plan_removed"
    MORE_TIME_GIVEN = "more_time_given"
    LINKS_REVOKED = "links_revoked"
    MAIL_SENT_AGAIN = "mail_sent_again"
    ADDRESS_MENDED = "address_mended"
    LINK_SENT = "link_sent"
    QUESTION_SET_REMOVED = "question_set_removed"
    TOO_MANY_EXPORTS = "too_many_exports"
    EXPORT_REMOVED = "export_removed"
    RETENTION_SET = "retention_set"


def notify(notice: Notice, near: str = "", **places: str | int) -> None:
    """Show this message on the next page. `places`: the values for its text. `near`: the id of the element where the
    page goes on; a message far from the focus is seen by nobody at 400 % and heard by nobody. Empty: at the top.
    """
    session[KEY] = [*session.get(KEY, []), [notice.value, places, near]]


def take_notices(near: str = "") -> list[str]:
    """Return stored messages in the page's language, and delete them from the session.

    `near`: only those for the element with this id. Without it all that are left: a message whose element is not on
    the page stands at the top.
    """
    kept: list[tuple[str, Mapping[str, str | int], str]] = session.get(KEY, [])
    taken = [each for each in kept if not near or each[2] == near]
    if not taken:
        return []
    left = [each for each in kept if each not in taken]
    if left:
        session[KEY] = left
    else:
        session.pop(KEY)
    return [_WORDS[Notice(name)](places) for name, places, _near in taken]


_WORDS: Mapping[Notice, Callable[[Mapping[str, str | int]], str]] = {
    Notice.SAVED: lambda places: _("Saved at %(time)s. The statement has not been submitted yet.", **places),
    Notice.SAVED_AFTER_SUBMISSION: lambda places: _(
        "Saved at %(time)s. The change is not in the statement that you have submitted: submit the statement again.",
        **places,
    ),
    Notice.SAVED_LATE: lambda places: _(
        "The response time has ended. What you wrote was saved in the draft at %(time)s. The draft is not submitted.",
        **places,
    ),
    Notice.CHARACTERS_REMOVED: lambda places: ngettext(
        "%(num)s invisible control character was removed from what you wrote.",
        "%(num)s invisible control characters were removed from what you wrote.",
        int(places["count"]),
    ),
    Notice.FILES_REFUSED: lambda places: ngettext(
        "Everything else on this page was saved at %(time)s. Choose again only the file that was not added.",
        "Everything else on this page was saved at %(time)s. Choose again only the files that were not added.",
        int(places["count"]),
        time=places["time"],
    ),
    Notice.REST_SAVED: lambda places: _("Everything else on this page was saved at %(time)s.", **places),
    Notice.ANSWERS_CHANGED: lambda places: _(
        "Somebody has changed the answers since you checked them. Check the statement again before you submit it."
    ),
    Notice.DRAFT_CHANGED: lambda places: _(
        "Somebody has changed the draft since you opened this page. "
        "Look at the draft before you tell that you have nothing to state."
    ),
    Notice.ALREADY_SUBMITTED: lambda places: _(
        "You submitted the same on %(date)s at %(time)s, so nothing was submitted now. "
        "This is the receipt of that time.",
        **places,
    ),
    Notice.QUESTIONS_BROUGHT_UP: lambda places: ngettext(
        "Your answer brought up %(num)s more question on this page.",
        "Your answers brought up %(num)s more questions on this page.",
        int(places["count"]),
    ),
    Notice.CHOICE_OPEN: lambda places: _(
        "You have not chosen which answer is saved. One is in the draft, and the others are kept until you choose."
    ),
    Notice.CHOSEN_BEFORE: lambda places: _(
        "Somebody else had already chosen which answer is saved. Check the answer: the draft has what was chosen."
    ),
    Notice.ENTRY_HAS_CHOICE: lambda places: _(
        "This was not removed. Choose first which of the answers in it is saved, then remove it."
    ),
    Notice.ENTRY_REMOVED: lambda places: _("Removed. What was written is kept: you can put it back below."),
    Notice.ENTRY_PUT_BACK: lambda places: _(
        "Somebody else had removed a part that you were writing in. It has been put back, so that nothing is lost."
    ),
    Notice.ENTRY_REMOVED_EMPTY: lambda places: _("Removed."),
    Notice.ENTRY_RESTORED: lambda places: _("Put back, with what was written in it."),
    Notice.ENTRY_MOVED: lambda places: _("Moved up."),
    Notice.NO_ROOM_FOR_ENTRY: lambda places: _("There is no room for more. Nothing was added or put back."),
    Notice.NOTHING_CHANGED: lambda places: _("Nothing was changed."),
    Notice.SECOND_LANGUAGE_SHOWN: lambda places: _("The questions are now shown also in: %(language)s.", **places),
    Notice.SECOND_LANGUAGE_HIDDEN: lambda places: _("The questions are shown in one language again."),
    Notice.QUESTION_SET_STANDS: lambda places: _(
        "The file has faults, and was put beside the question set that you had: that one stands as it was."
    ),
    Notice.FEEDBACK_RECEIVED: lambda places: _(
        "Thank you, the feedback has been received. If you gave an address, you get an answer by %(date)s.", **places
    ),
    Notice.LINK_ORDERED: lambda places: _(
        "If a request for a statement has been sent to that address, a new link comes there within some minutes."
    ),
    Notice.SIGNED_OUT: lambda places: _("You have signed out."),
    Notice.CONSULTATION_OPENED: lambda places: _("The consultation is open. Nobody has been invited to it yet."),
    Notice.SHORT_TIME: lambda places: _(
        "Organisations have %(days)s days to answer. Six weeks are the least for a consultation: "
        "say in the request why it is urgent.",
        **places,
    ),
    Notice.INVITED: lambda places: ngettext(
        "%(num)s organisation was invited. Make the file of links, and send it its own.",
        "%(num)s organisations were invited. Make the file of links, and send each its own.",
        int(places["count"]),
    ),
    Notice.INVITED_BY_MAIL: lambda places: ngettext(
        "%(num)s organisation was invited. Its request is sent within some minutes.",
        "%(num)s organisations were invited. Their requests are sent within some minutes.",
        int(places["count"]),
    ),
    Notice.REMINDED: lambda places: ngettext(
        "%(num)s reminder is sent within some minutes.",
        "%(num)s reminders are sent within some minutes.",
        int(places["count"]),
    ),
    Notice.NOBODY_REMINDED: lambda places: _("All whom you had chosen have answered meanwhile. Nobody is reminded."),
    Notice.REMINDER_PLANNED: lambda places: _(
        "The reminder is planned. It goes only to those who have not answered then."
    ),
    Notice.PLAN_REMOVED: lambda places: _("The planned reminder was removed, and does not go out."),
    Notice.MORE_TIME_GIVEN: lambda places: _("The deadline is now %(date)s at %(time)s.", **places),
    Notice.LINKS_REVOKED: lambda places: _("None of the earlier links works any more."),
    Notice.MAIL_SENT_AGAIN: lambda places: _("The mail is sent again within some minutes, to %(email)s.", **places),
    Notice.ADDRESS_MENDED: lambda places: _("The address is now %(email)s.", **places),
    Notice.LINK_SENT: lambda places: _("A new link is sent within some minutes, to %(email)s.", **places),
    Notice.QUESTION_SET_REMOVED: lambda places: _("The question set has been removed."),
    Notice.TOO_MANY_EXPORTS: lambda places: _(
        "As many files are being made as can be at a time. Ask for yours again when one of them is ready."
    ),
    Notice.EXPORT_REMOVED: lambda places: _("The file has been removed."),
    Notice.RETENTION_SET: lambda places: _("The periods have been saved. The days are below."),
}
