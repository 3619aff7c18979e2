"""Statuses in words: one word each, the same on pages and in files."""

from collections.abc import Mapping

from survey.operations.desk import Status
from survey.questions.progress import Progress
from survey.web.language import _


def status_words(status: Status) -> str:
    """How far an invited organisation has come."""
    words: Mapping[Status, str] = {
        Status.NOT_OPENED: _("Not opened"),
        Status.DRAFT: _("Draft in progress"),
        Status.SUBMITTED: _("Submitted"),
        Status.NOTHING_TO_STATE: _("Nothing to state"),
    }
    return words[status]


def progress_words(progress: Progress) -> str:
    """How far a section is."""
    words: Mapping[Progress, str] = {
        Progress.NOT_STARTED: _("Not started"),
        Progress.IN_PROGRESS: _("In progress"),
        Progress.READY: _("Ready"),
        Progress.NEEDS_CORRECTING: _("Needs correcting"),
    }
    return words[progress]
