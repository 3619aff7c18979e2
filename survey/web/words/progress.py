"""How far a section is, in words."""

from collections.abc import Mapping

from survey.questions.asking.progress import Progress
from survey.web.language import _


def progress_words(progress: Progress) -> str:
    """How far a section is."""
    words: Mapping[Progress, str] = {
        Progress.NOT_STARTED: _("Not started"),
        Progress.IN_PROGRESS: _("In progress"),
        Progress.READY: _("Ready"),
        Progress.NEEDS_CORRECTING: _("Needs correcting"),
    }
    return words[progress]
