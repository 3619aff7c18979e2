"""Bringing a statement back from Word or from minutes: a form, and a page on which everything is looked at first."""

from collections.abc import Mapping, Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.languages import gettext
from survey.operations.bringing_back.accepting import Accepted, Sent, accept, valid_choices
from survey.operations.bringing_back.proposals import LEAVE_OUT, Comparison, Proposal, piece_key, proposals, undecided
from survey.operations.bringing_back.reading import LONGEST_NAME, Brought, content_of, matched_of, read_brought
from survey.questions.file_kinds import clean_file_name
from survey.questions.freeze import read_frozen
from survey.questions.question_set import QuestionSet
from survey.questions.text import clean_text, shortened, small_number
from survey.respond import pages
from survey.respond.handling.brought_back_page import (
    REVISION,
    anchor_of,
    choices_of_questions,
    name_of,
    piece_views,
    question_views,
    remark_words,
)
from survey.statement_texts.answer_parts import parts_that_come_back
from survey.statement_texts.blocks import TextRefused
from survey.statement_texts.matching import Matched
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.brought_back import (
    brought_back_of,
    delete_brought_back,
    keep_brought_back,
    keep_choices,
)
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.store.tables import BroughtBackRow
from survey.web.files import sent_name
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

PASTED = "brought-text"
"""The name of the field for pasted text."""

ACCEPT, ACCEPT_AND_RECORD, SHOW, FINISH = "accept", "accept_and_record", "show", "finish"
"""The names of the buttons; the value of the first is the address of a question, or ALL. The second accepts all too,
and leads to the form of a step, which is recorded with the draft as it then is.
"""

ALL = "*"
LONGEST_BEGINNING = 60
FORM = "/responses/<int(max=2147483647):response_id>/bring-back"
LOOK = f"{FORM}/look"


@pages.get(FORM)
@permission(Permission.CHANGE_RESPONSE)
def bringing_back(response_id: int) -> str:
    """Show the form for a Word file or a pasted text."""
    return _form("", [])


@pages.post(FORM)
@permission(Permission.CHANGE_RESPONSE)
def bring_back(response_id: int) -> Reply:
    """Read what is brought back and keep it, to be looked at. Nothing of the draft changes. If it cannot be read, the
    form comes again with what was pasted and with the reason.
    """
    pasted = request.form.get(PASTED, "")
    if is_switching():
        return _form(pasted, [])
    file = request.files.get("file")
    brought = Brought(file.read() if file else b"", _name_of_file(), pasted)
    if not brought.file and not clean_text(pasted).text.strip():
        wrong = _("The file is empty.") if brought.name else _("Choose a Word file, or paste the text.")
        return _form(pasted, [("file", wrong)]), 422
    if brought.file and pasted.strip():
        return _form(pasted, [(PASTED, _("Bring either a file or a pasted text, not both."))]), 422
    answers = given_answers(stored_answers_of(store_session(), response_id))
    try:
        matched = read_brought(brought, _question_set(), answers)
    except TextRefused as refused:
        return _form(pasted, [("file" if brought.file else PASTED, _refusal(refused, brought))]), 422
    keep_brought_back(
        store_session(), access(), content_of(matched), source=brought.source, name=brought.name, now=now()
    )
    store_session().commit()
    return _to_look()


@pages.get(LOOK)
@permission(Permission.CHANGE_RESPONSE)
def brought_back(response_id: int) -> Reply:
    """Show what was brought back: what changes, what is the same, what was not found, what stands apart."""
    row = brought_back_of(store_session(), access(), now=now())
    return _to_form() if row is None else _look(row, row.choices, [])


@pages.post(LOOK)
@permission(Permission.CHANGE_RESPONSE)
def accept_brought_back(response_id: int) -> Reply:
    """Keep the choices of the page, and do what the button says: show them, accept one text or all, or finish."""
    row = brought_back_of(store_session(), access(), now=now())
    if row is None:
        notify(Notice.BROUGHT_BACK_GONE)
        return _to_form()
    if FINISH in request.form:
        delete_brought_back(store_session(), access())
        store_session().commit()
        return _to_overview()
    matched = matched_of(row.content)
    choices = _sent_choices(row, matched)
    wanted = ALL if ACCEPT_AND_RECORD in request.form else request.form.get(ACCEPT, "")
    if not wanted:
        keep_choices(store_session(), row, choices)
        store_session().commit()
        return _to_look("changes")
    if wanted == ALL and (left := undecided(matched, choices)):
        keep_choices(store_session(), row, choices)
        store_session().commit()
        return _look(row, choices, [(piece_key(each), _decide(each.heading or each.text)) for each in left]), 422
    return _accept(row, wanted, choices)


def _accept(row: BroughtBackRow, wanted: str, choices: Mapping[str, str]) -> Reply:
    addresses = None if wanted == ALL else {wanted}
    accepted = accept(store_session(), access(), row, Sent(addresses, choices, _revisions()), now=now())
    is_whole = not accepted.changed_meanwhile and not accepted.not_shown
    if wanted == ALL and is_whole:
        delete_brought_back(store_session(), access())
    store_session().commit()
    if not is_whole:
        return _look(row, row.choices, _errors(row, accepted)), 409
    notify(Notice.BROUGHT_BACK_ACCEPTED, count=accepted.changed)
    if accepted.removed:
        notify(Notice.CHARACTERS_REMOVED, count=accepted.removed)
    if ACCEPT_AND_RECORD in request.form:
        return _to_adding_step()
    return _to_overview() if wanted == ALL else _to_look(NOTICES)


def _errors(row: BroughtBackRow, accepted: Accepted) -> Errors:
    """What was not accepted, and why."""
    errors: Errors = []
    for each in _proposals(matched_of(row.content), row.choices):
        if each.address in accepted.changed_meanwhile:
            message = _(
                "Somebody has changed the answer to question “%(question)s” since this page was shown. Nothing was "
                "overwritten. Look at both texts, and accept again.",
                question=name_of(each),
            )
            errors.append((anchor_of(each.address), message))
        elif each.address in accepted.not_shown:
            message = _(
                "Your choices change the text of question “%(question)s”. Look at it below, and accept it then.",
                question=name_of(each),
            )
            errors.append((anchor_of(each.address), message))
    return errors


def _decide(text: str) -> str:
    return _("Say where this text belongs, or leave it out: “%(text)s”", text=shortened(text, LONGEST_BEGINNING))


def _sent_choices(row: BroughtBackRow, matched: Matched) -> dict[str, str]:
    """The choices of the page; those that it did not have as they were."""
    found = _proposals(matched, row.choices)
    questions = {each.address for each in found if parts_that_come_back(each.question)}
    return valid_choices(matched, questions, {**row.choices, **request.form})


def _revisions() -> dict[str, int]:
    return {
        name.removeprefix(REVISION): small_number(value)
        for name, value in request.form.items()
        if name.startswith(REVISION)
    }


def _proposals(matched: Matched, choices: Mapping[str, str]) -> list[Proposal]:
    stored_answers = stored_answers_of(store_session(), access().response.id)
    waiting = open_conflicts_of(store_session(), access())
    return proposals(matched, choices, _question_set(), stored_answers, waiting)


def _look(row: BroughtBackRow, choices: Mapping[str, str], errors: Errors) -> str:
    matched = matched_of(row.content)
    found = _proposals(matched, choices)
    views = question_views(found)
    return render_template(
        "respond/bringing_back/look.html",
        access=access(),
        errors=errors,
        name=row.name,
        is_file=row.source == "word",
        shown=[each for each in views if each.is_shown],
        folded={
            comparison.value: [each for each in views if each.comparison is comparison and not each.is_shown]
            for comparison in Comparison
        },
        changed=sum(each.comparison is Comparison.CHANGED for each in found),
        unchanged=sum(each.comparison is Comparison.SAME for each in found),
        pieces=piece_views(matched, found, choices),
        places=choices_of_questions(found),
        leave_out=LEAVE_OUT,
        all=ALL,
        remarks=[remark_words(each) for each in matched.remarks],
        passed=[text for text in matched.passed if text.strip()],
        to_accept=sum(each.comparison is Comparison.CHANGED and not each.waits for each in found),
    )


def _form(pasted: str, errors: Sequence[tuple[str, str]]) -> str:
    return render_template(
        "respond/bringing_back/form.html",
        access=access(),
        errors=errors,
        pasted=pasted,
        field=PASTED,
        waiting=brought_back_of(store_session(), access(), now=now()) is not None,
    )


def _refusal(refused: TextRefused, brought: Brought) -> str:
    reason = gettext(page_language(), refused.reason)
    if not brought.file:
        return _("The text cannot be read: %(reason)s.", reason=reason)
    return _(
        "The file cannot be read: %(reason)s. Save it as a Word document (.docx) and bring that, or paste its text.",
        reason=reason,
    )


def _name_of_file() -> str:
    file = request.files.get("file")
    written = sent_name(file) if file else ""
    printable = "".join(letter if letter.isprintable() else " " for letter in written)
    return clean_file_name(" ".join(printable.split())).name[-LONGEST_NAME:]


def _question_set() -> QuestionSet:
    return read_frozen(access().consultation.question_set)


def _to_form() -> Response:
    return redirect(url_for(".bringing_back", response_id=access().response.id), code=303)


def _to_look(anchor: str | None = None) -> Response:
    return redirect(url_for(".brought_back", response_id=access().response.id, _anchor=anchor), code=303)


def _to_adding_step() -> Response:
    return redirect(url_for(".adding_step", response_id=access().response.id, _anchor=NOTICES), code=303)


def _to_overview() -> Response:
    return redirect(url_for(".overview", response_id=access().response.id, _anchor=NOTICES), code=303)
