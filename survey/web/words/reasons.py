"""What is wrong with the reason for which a statement is to be withdrawn."""

from survey.operations.submissions.withdrawing import LONGEST_REASON
from survey.web.language import _
from survey.web.replies import Errors


def reason_errors(field: str, reason: str) -> Errors:
    """Return what is wrong with a reason that was refused, at the field where it is typed."""
    if reason:
        return [(field, _("The reason is too long: write at most %(most)s characters.", most=LONGEST_REASON))]
    return [(field, _("Write why the statement is withdrawn."))]
