"""The progress of a section, as text."""

from collections.abc import Mapping

from survey.questions.asking.progress import Progress
from survey.web.language import _


def progress_words(progress: Progress) -> str:
    """Return the progress of a section as text in the page's language."""
    words: Mapping[Progress, str] = {
        Progress.NOT_STARTED: _("Not started"),
        Progress.IN_PROGRESS: _("In progress"),
        Progress.READY: _("Ready"),
        Progress.NEEDS_CORRECTING: _("Needs correcting"),
    }
    return words[progress]
