"""A text among the questions."""

from dataclasses import dataclass

from survey.questions.kinds.note import Note
from survey.questions.question import Given
from survey.web.kinds.kind_page import KindPage, Parts, no_fields
from survey.web.questions.views import KindView
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class NoteView(KindView):
    """The text of the note."""

    text: Words


def _view(question: Note, parts: Parts, given: Given | None) -> NoteView:
    return NoteView(words(question.text))


PAGE = KindPage(no_fields, _view)
