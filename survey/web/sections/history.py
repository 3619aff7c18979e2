"""The earlier texts of an answer as a page shows them."""

from datetime import datetime
from typing import NamedTuple

from survey.operations.answers.history import Version
from survey.questions.question import Question
from survey.web.language import _
from survey.web.questions.views import DifferenceView
from survey.web.sections.conflicts import difference_views
from survey.web.words.texts import answer_words


class VersionView(NamedTuple):
    """A text of an answer: `who` wrote it, its `texts` (a text for each filled part, none if the answer was emptied),
    those `before` it, and what differs between them (nothing if they have hardly a word in common).
    """

    revision: int
    at: datetime
    who: str
    texts: tuple[str, ...]
    before: tuple[str, ...]
    differing: tuple[DifferenceView, ...]
    is_present: bool


def version_view(question: Question, version: Version) -> VersionView:
    """Return a text of an answer in the page's language."""
    return VersionView(
        version.written.revision,
        version.written.at,
        version.written.name or _("Holder of the personal link"),
        tuple(answer_words(question, version.given)),
        tuple(answer_words(question, version.before)),
        difference_views(question, version.before, version.given),
        version.is_present,
    )
