"""Attached files: a field that adds files, and below it the stored files, each with a checkbox for removing it."""

from dataclasses import dataclass

from survey.questions.file_kinds import FILE_KINDS
from survey.questions.kinds.attachment import Attachment
from survey.questions.question import Given
from survey.web.files import FileView, file_views
from survey.web.kinds.kind_page import KindPage, Parts, no_fields
from survey.web.language import _, ngettext
from survey.web.questions.names import remove_name
from survey.web.questions.views import KindView


@dataclass(frozen=True)
class AttachmentView(KindView):
    """The stored files, the name of the checkboxes that remove them, and what can be added."""

    stored: tuple[FileView, ...]
    remove_name: str
    accept: str
    multiple: bool
    full: bool


def _view(question: Attachment, parts: Parts, given: Given | None) -> AttachmentView:
    endings = [ending for kind in question.file_kinds for ending in FILE_KINDS[kind].endings]
    stored = file_views(given)
    return AttachmentView(
        stored=stored,
        remove_name=remove_name(question),
        accept=",".join(f".{ending}" for ending in endings),
        multiple=question.max_files > 1,
        full=len(stored) >= question.max_files,
    )


PAGE = KindPage(
    no_fields,  # files are not read by WTForms, but in sections/page_input.py
    _view,
    {
        "files_unreadable": lambda problem: _("The list of files cannot be read. Remove the files and add them again."),
        "too_many_files": lambda problem: ngettext(
            "There can be only %(num)s file here. Remove the others.",
            "There can be only %(num)s files here. Remove the others.",
            int(problem.places["most"]),
        ),
    },
    drawn_once=False,
)
