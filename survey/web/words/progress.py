"""The progress of a section, as text."""

from collections.abc import Mapping

from survey.languages import pgettext
from survey.questions.asking.progress import Progress
from survey.web.language import _, page_language


def progress_words(progress: Progress, *, submitted: bool = False) -> str:
    """Return the progress of a section as text in the page's language.

    After something was `submitted`, what was left out is no longer to be started or gone on with: it was not answered.
    """
    if submitted and progress is Progress.NOT_STARTED:
        return pgettext(page_language(), "section", "Not answered")
    if submitted and progress is Progress.IN_PROGRESS:
        return pgettext(page_language(), "section", "Partly answered")
    words: Mapping[Progress, str] = {
        Progress.NOT_STARTED: _("Not started"),
        Progress.IN_PROGRESS: _("In progress"),
        Progress.READY: _("Ready"),
        Progress.NEEDS_CORRECTING: _("Needs correcting"),
    }
    return words[progress]
