"""What each short message says, in the language of the page that shows it."""

from collections.abc import Callable, Mapping

from flask import session

from survey.web.language import _, ngettext
from survey.web.notices import KEY, Notice


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
    Notice.JOINT_ANSWERED: lambda places: _("What you told of the joint statement has been stored."),
    Notice.PARTY_NAMED: lambda places: _("The organisation has been named."),
    Notice.PARTY_ASKED: lambda places: _("The link is sent again. On one day it is sent once."),
    Notice.PARTY_ENTERED: lambda places: _("The confirmation has been entered."),
    Notice.PARTY_REMOVED: lambda places: _("The organisation has been taken away from the statement."),
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
    Notice.DECISION_OF_STEP: lambda places: _(
        "The decision was not changed here: it is read from the handling step. Correct it in the handling steps."
    ),
    Notice.STEP_RECORDED: lambda places: _("The step has been recorded with the text that the draft has now."),
    Notice.STEP_CORRECTED: lambda places: _("The step has been corrected. What was recorded before can still be read."),
    Notice.ENTRY_PUT_BACK: lambda places: _(
        "Somebody else had removed a part that you were writing in. It has been put back, so that nothing is lost."
    ),
    Notice.ENTRY_REMOVED_EMPTY: lambda places: _("Removed."),
    Notice.ENTRY_RESTORED: lambda places: _("Put back, with what was written in it."),
    Notice.ENTRY_MOVED: lambda places: _("Moved up."),
    Notice.NO_ROOM_FOR_ENTRY: lambda places: _("There is no room for more. Nothing was added or put back."),
    Notice.NOTHING_CHANGED: lambda places: _("Nothing was changed."),
    Notice.CHANGED_MEANWHILE: lambda places: _(
        "Somebody has changed the answer since you opened this page. Nothing was changed now."
    ),
    Notice.TEXT_PUT_BACK: lambda places: _(
        "Put back at %(time)s. The text that was in the draft before is kept below.", **places
    ),
    Notice.TEXT_TIDIED: lambda places: _(
        "Tidied and saved at %(time)s. The text as it was is kept under Earlier texts.", **places
    ),
    Notice.NOTHING_TO_TIDY: lambda places: _("There is nothing to tidy in this text. It was saved as it is."),
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
    Notice.JOINING_ASKED: lambda places: _(
        "A mail with a link comes to %(email)s within some minutes. You answer through it: open it within three days.",
        **places,
    ),
    Notice.SIGNED_OUT: lambda places: _("You have signed out."),
    Notice.CONSULTATION_OPENED: lambda places: _("The consultation is open."),
    Notice.SAVED_DRAFT: lambda places: _("Saved."),
    Notice.TEXTS_CORRECTED: lambda places: _("The texts have been corrected."),
    Notice.OPENING_PLANNED: lambda places: _("The consultation opens by itself at its time."),
    Notice.PLAN_TAKEN_BACK: lambda places: _("The consultation does not open by itself. You can change it again."),
    Notice.TRIAL_REMOVED: lambda places: _("The trial was removed, with everything that was filled in."),
    Notice.DRAFT_MEMBER_ADDED: lambda places: _("%(name)s takes part in preparing this now.", **places),
    Notice.DRAFT_MEMBER_REMOVED: lambda places: _("The colleague does not take part any more."),
    Notice.MATERIAL_ADDED: lambda places: _("The material was added."),
    Notice.MATERIAL_REMOVED: lambda places: _("The material was removed."),
    Notice.RECIPIENTS_ADDED: lambda places: ngettext(
        "%(num)s organisation was added to the recipients.",
        "%(num)s organisations were added to the recipients.",
        int(places["count"]),
    ),
    Notice.RECIPIENTS_REMOVED: lambda places: ngettext(
        "%(num)s organisation was removed from the recipients.",
        "%(num)s organisations were removed from the recipients.",
        int(places["count"]),
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
    Notice.QUESTION_SET_REMOVED: lambda places: _("The draft was removed."),
    Notice.TOO_MANY_EXPORTS: lambda places: _(
        "As many files are being made as can be at a time. Ask for yours again when one of them is ready."
    ),
    Notice.EXPORT_REMOVED: lambda places: _("The file has been removed."),
    Notice.ACCOUNT_INVITED: lambda places: _(
        "An account has been made, and its link is sent within some minutes to %(email)s.", **places
    ),
    Notice.ACCOUNT_LINK_SENT: lambda places: _(
        "A link for setting a password is sent within some minutes to %(email)s.", **places
    ),
    Notice.ROLE_CHANGED: lambda places: _("The role was changed: %(name)s.", **places),
    Notice.ACCOUNT_CLOSED: lambda places: _(
        "The account was closed, and is signed out everywhere: %(name)s.", **places
    ),
    Notice.ACCOUNT_REOPENED: lambda places: _("The account was opened again: %(name)s.", **places),
    Notice.SIGN_INS_ENDED: lambda places: _("The account was signed out everywhere: %(name)s.", **places),
    Notice.SIGN_IN_ENDED: lambda places: _("The sign-in was ended."),
    Notice.OTHER_SIGN_INS_ENDED: lambda places: _("All your other sign-ins were ended."),
    Notice.OWN_ACCOUNT_CHANGED: lambda places: _("The password was changed, and your other sign-ins were ended."),
    Notice.ACCOUNT_READY: lambda places: _("The password was set. Sign in with it."),
    Notice.ACCOUNT_LINK_ORDERED: lambda places: _(
        "If that address has an account, a link for a new password comes there within some minutes."
    ),
    Notice.MEMBER_ADDED: lambda places: _("Now takes part: %(name)s.", **places),
    Notice.MEMBER_CHANGED: lambda places: _("The role in this consultation was changed: %(name)s.", **places),
    Notice.MEMBER_REMOVED: lambda places: _("Does not take part any more: %(name)s.", **places),
    Notice.CODES_ENDED: lambda places: _("One-time codes are not in use any more."),
    Notice.CODES_OF_ACCOUNT_ENDED: lambda places: _("One-time codes were taken out of use: %(name)s.", **places),
    Notice.TYPED_TEXT_SAVED: lambda places: _("Saved at %(time)s. The statement has not been entered yet.", **places),
    Notice.NOTHING_IS_ENTERED: lambda places: _(
        "No statement is being entered for this organisation now: it has been entered already, or given up."
    ),
    Notice.ENTERING_BEGUN_BEFORE: lambda places: _(
        "A colleague has begun to enter a statement of this organisation. Go on with it here."
    ),
    Notice.ENTERING_GIVEN_UP: lambda places: _("The statement is not entered, and what was typed has been removed."),
    Notice.ENTERED_ANSWERS_CHANGED: lambda places: _(
        "Somebody has changed the answers since you checked them. Check them again before you enter the statement."
    ),
    Notice.ENTERED_BEFORE: lambda places: _(
        "The same statement has been entered before, with the same channel and time. Nothing was entered now."
    ),
    Notice.STATEMENT_ENTERED: lambda places: _(
        "The statement has been entered. Reference: %(reference)s", reference=places["reference"]
    ),
    Notice.ORIGINAL_ADDED: lambda places: _("The file has been added."),
    Notice.ORIGINAL_REMOVED: lambda places: _("The file has been removed."),
    Notice.REGISTERED: lambda places: _("“%(name)s” is in the register.", **places),
    Notice.REGISTER_CHANGED: lambda places: _("The changes of “%(name)s” are saved.", **places),
    Notice.REGISTER_SAME: lambda places: _("The register already has all of it. Nothing was changed."),
    Notice.REGISTER_IMPORTED: lambda places: _(
        "Brought into the register. Added: %(added)s. Changed: %(changed)s.", **places
    ),
    Notice.GROUP_ADDED: lambda places: _("The group “%(name)s” can now be chosen for organisations.", **places),
    Notice.GROUP_CHANGED: lambda places: _("The changes of “%(name)s” are saved.", **places),
    Notice.GROUP_REMOVED: lambda places: _("The group “%(name)s” was removed.", **places),
    Notice.GROUP_STAYS: lambda places: _(
        "The group “%(name)s” was not removed, because an organisation has it.", **places
    ),
    Notice.LIST_MADE: lambda places: _("The list is there. Add organisations to it."),
    Notice.LIST_GREW: lambda places: ngettext(
        "%(num)s organisation was added to the list. %(found)s fitted.",
        "%(num)s organisations were added to the list. %(found)s fitted.",
        int(places["count"]),
        found=places["found"],
    ),
    Notice.LIST_SHRANK: lambda places: ngettext(
        "%(num)s organisation was taken off the list. It stays in the register.",
        "%(num)s organisations were taken off the list. They stay in the register.",
        int(places["count"]),
    ),
    Notice.LIST_RENAMED: lambda places: _("The list has its new name."),
    Notice.LIST_REMOVED: lambda places: _("The list was removed. Its organisations stay in the register."),
    Notice.RECIPIENT_TAKEN_AWAY: lambda places: _(
        "“%(name)s” is no longer among the recipients. Its link no longer works.", **places
    ),
    Notice.RECIPIENT_STAYS: lambda places: _(
        "“%(name)s” was not taken away: it has opened the request or begun to answer.", **places
    ),
    Notice.ADDED_NOT_ASKED: lambda places: _("“%(name)s” can answer now. It is counted apart.", **places),
    Notice.COLLEAGUE_ADDED: lambda places: _("A link is sent within some minutes, to %(email)s.", **places),
    Notice.COLLEAGUE_LINK_SENT: lambda places: _(
        "A new link is sent within some minutes, to %(email)s. The earlier ones no longer work.", **places
    ),
    Notice.COLLEAGUE_LINKS_REVOKED: lambda places: _("No link of %(name)s works any more.", **places),
    Notice.COLLEAGUE_ROLE_CHANGED: lambda places: _("The role was changed: %(name)s.", **places),
    Notice.COLLEAGUE_REMOVED: lambda places: _("Does not take part any more: %(name)s.", **places),
    Notice.NAME_SAVED: lambda places: _("Your name has been saved."),
    Notice.HANDED_OVER: lambda places: _("In charge of the statement is now %(name)s.", **places),
    Notice.CHARGE_TAKEN: lambda places: _("You are in charge of the statement again."),
    Notice.COMMENT_REMOVED: lambda places: _("The comment was removed."),
    Notice.APPROVED: lambda places: _("You have approved the draft as it stands."),
    Notice.APPROVAL_TAKEN_BACK: lambda places: _("Your approval was taken back."),
    Notice.CHANGED_BEFORE_APPROVAL: lambda places: _(
        "Somebody has changed the draft since you opened the page. Read it again before you approve it."
    ),
    Notice.RETENTION_SET: lambda places: _("The periods have been saved. The days are below."),
    Notice.DECISION_CONFIRMED: lambda places: _("The decision has been confirmed. The statement stays as it was."),
    Notice.DECISION_CHANGED: lambda places: _(
        "Somebody has changed the decision or submitted another statement since you opened this page. Check it again."
    ),
    Notice.NOTHING_TO_CONFIRM: lambda places: _(
        "Nothing was confirmed: no statement of yours waits for a decision now, or the time for it has ended."
    ),
    Notice.NOTHING_TO_WITHDRAW: lambda places: _(
        "Nothing was withdrawn: no statement of yours is in force now, or the response time has ended."
    ),
    Notice.STATEMENT_REPLACED: lambda places: _(
        "Somebody has submitted another statement since you opened this page. Check which one you withdraw."
    ),
    Notice.STATEMENT_CHANGED_MEANWHILE: lambda places: _(
        "Nothing was withdrawn: the statement that you had looked at is not in force any more."
    ),
    Notice.WITHDRAWN_FOR: lambda places: _("The statement has been withdrawn. Reference: %(reference)s", **places),
    Notice.DECISION_TIME_SET: lambda places: _(
        "Decisions that are pending can be confirmed until %(date)s at %(time)s.", **places
    ),
    Notice.NO_DECISION_TIME: lambda places: _("Decisions can no longer be confirmed after the response time."),
    Notice.BROUGHT_BACK_ACCEPTED: lambda places: ngettext(
        "%(num)s text was accepted into the draft.",
        "%(num)s texts were accepted into the draft.",
        int(places["count"]),
    ),
    Notice.BROUGHT_BACK_GONE: lambda places: _(
        "The texts that you brought are not kept any more: they were finished, or 12 hours have passed. Bring them "
        "again."
    ),
    Notice.EARLIER_TAKEN: lambda places: ngettext(
        "%(num)s earlier answer was taken into the draft.",
        "%(num)s earlier answers were taken into the draft.",
        int(places["count"]),
    ),
}
