"""What an organisation takes along to be decided on: an item for a board, the draft, the questions, the statement."""

from enum import StrEnum
from functools import partial
from typing import TypeVar

from flask import render_template, request
from werkzeug.wrappers import Response

from survey.export.documents.statement import DetailsPlace
from survey.export.plain_text import plain_text
from survey.languages import pgettext
from survey.operations.exports.formats import WORD
from survey.operations.handling.documents import FileForm, Paper, paper_document, papers_of, write_as
from survey.operations.submissions.documents import document_name
from survey.respond import pages
from survey.store.base import NotFound
from survey.store.responses.submissions import submissions_of
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import _, page_language
from survey.web.permissions import Permission
from survey.web.sending import send_made

Choice = TypeVar("Choice", bound=StrEnum)

MEDIA_TYPES = {FileForm.WORD: WORD, FileForm.TEXT: "text/plain; charset=utf-8"}


@pages.get("/responses/<int(max=2147483647):response_id>/papers")
@permission(Permission.READ_RESPONSE)
def papers(response_id: int) -> str:
    """Show what can be taken along and in which form; the text of the paper in the parameters, to be copied."""
    there_are = papers_of(access(), submissions_of(store_session(), response_id))
    paper, details = _asked() if "paper" in request.args else (there_are[0], DetailsPlace.FIRST)
    made = None
    if "paper" in request.args:
        made = paper_document(store_session(), access(), paper, details, language=page_language(), now=now())
    return render_template(
        "respond/papers.html",
        access=access(),
        papers=[(each.value, *_paper_words()[each]) for each in there_are],
        places=[(each.value, words, "") for each, words in _place_words().items()],
        paper=paper,
        details=details,
        text=plain_text(made) if made else None,
        title=_paper_words()[paper][0],
    )


@pages.get("/responses/<int(max=2147483647):response_id>/papers/file")
@permission(Permission.READ_RESPONSE)
def paper_file(response_id: int) -> Response:
    """Send the paper in the parameters as a Word file or as plain text."""
    paper, details = _asked()
    form = _chosen(FileForm, "form")
    made = paper_document(store_session(), access(), paper, details, language=page_language(), now=now())
    name = document_name(access().consultation, _file_words(paper), form.value)
    return send_made(partial(write_as, form, document=made), name=name, media_type=MEDIA_TYPES[form])


def _asked() -> tuple[Paper, DetailsPlace]:
    return _chosen(Paper, "paper"), _chosen(DetailsPlace, "details")


def _chosen(choices: type[Choice], name: str) -> Choice:
    try:
        return choices(request.args.get(name, ""))
    except ValueError as error:
        raise NotFound(name) from error


def _paper_words() -> dict[Paper, tuple[str, str]]:
    return {
        Paper.ITEM: (
            _("Item for the decision-making body"),
            _("Request, deadline, the proposal under the headings of the questions, and place for the decision."),
        ),
        Paper.DRAFT: (_("Draft of the statement"), _("Every question with what you have answered until now.")),
        Paper.QUESTIONS: (_("The questions"), _("Without answers, with room to write in.")),
        Paper.STATEMENT: (_("The statement that was submitted"), _("As the authority has it.")),
    }


def _place_words() -> dict[DetailsPlace, str]:
    return {
        DetailsPlace.FIRST: _("Before the questions"),
        DetailsPlace.AFTER: _("After the questions"),
        DetailsPlace.LEFT_OUT: _("Left out"),
    }


def _file_words(paper: Paper) -> str:
    language = page_language()
    return {
        Paper.ITEM: pgettext(language, "file name", "item"),
        Paper.DRAFT: pgettext(language, "file name", "draft"),
        Paper.QUESTIONS: pgettext(language, "file name", "questions"),
        Paper.STATEMENT: pgettext(language, "file name", "statement"),
    }[paper]
