"""What mails are about and what has become of them, in the language of the page."""

from survey.operations.mail.outbox import MessageKind
from survey.store.mail import FAILED, SENDING, SENT, WAITING
from survey.web.language import _


def mail_kind_words(kind: str) -> str:
    """Return what a mail of this kind is about. Raises KeyError for an unknown kind."""
    return {
        MessageKind.REQUEST: _("Request"),
        MessageKind.REMINDER: _("Reminder"),
        MessageKind.MORE_TIME: _("More time"),
        MessageKind.RECEIPT: _("Receipt"),
        MessageKind.NEW_LINK: _("New link"),
        MessageKind.FEEDBACK: _("Feedback"),
        MessageKind.ACCOUNT: _("Account"),
        MessageKind.JOINING: _("Verifying the address"),
        MessageKind.WITHDRAWAL: _("Withdrawal"),
        MessageKind.CONFIRMATION: _("Confirmation of the decision"),
        MessageKind.COLLEAGUE: _("To a colleague"),
        MessageKind.UNDONE: _("To a colleague"),
        MessageKind.JOINT: _("Joint statement"),
    }[MessageKind(kind)]


def mail_state_words(state: str) -> str:
    """Return what has become of a mail. Raises KeyError for an unknown state."""
    return {
        WAITING: _("Waits"),
        SENDING: _("Is being sent"),
        SENT: _("Sent"),
        FAILED: _("Did not arrive"),
    }[state]
