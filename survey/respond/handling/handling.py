"""The organisation's own decision-making: its steps, correcting them, and how their texts differ."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.languages import format_date, pgettext
from survey.operations.exports.formats import WORD
from survey.operations.handling.counting import counting_decision, steps_in_time
from survey.operations.handling.documents import FileForm, document_of_comparison, document_of_step, write_as
from survey.operations.handling.steps import (
    CorrectedBefore,
    StepFault,
    StepFaulty,
    StepTyped,
    TooManySteps,
    correct_step,
    read_step,
    record_step,
    typed_decision,
)
from survey.operations.handling.versions import (
    DRAFT,
    Comparison,
    compared,
    decided_words,
    differs_from_draft,
    draft_name,
    name_of_step,
    usual_pair,
)
from survey.operations.submissions.documents import document_name
from survey.operations.submissions.snapshots import public_answers
from survey.questions.asking.progress import language_given
from survey.questions.details import DETAILS_KEY
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text
from survey.respond import pages
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.handling import step_numbered, steps_of
from survey.store.tables import HandlingStepRow
from survey.web.documents.comparison import comparison_view
from survey.web.documents.statement import document
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import _, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sending import send_made
from survey.web.words.handling import fault_words, kind_choices, step_view, step_views

ADDRESS = "/responses/<int(max=2147483647):response_id>/handling"
NUMBER = "<int(max=2147483647):number>"
LONGEST_NONCE = 64
WITH_DRAFT, AS_RECORDED = "draft", "as_recorded"
"""What a correction says of the text: it was the one that the draft has now, or the one that the step has."""


@pages.get(ADDRESS)
@permission(Permission.READ_RESPONSE)
def handling(response_id: int) -> str:
    """Show every step in time, which decision counts, and whether the draft is still what was decided on."""
    rows = steps_of(store_session(), response_id)
    steps, decision = steps_in_time(rows), counting_decision(rows)
    has_draft = not access().has_no_draft
    texts = [(str(each.row.number), name_of_step(each.row, page_language())) for each in steps]
    texts += [(DRAFT, draft_name(page_language()))] if has_draft else []
    return render_template(
        "respond/handling/steps.html",
        access=access(),
        is_open=access().is_open(now()),
        steps=step_views(steps, decision),
        decision=decision,
        decided=decided_words(decision) if decision else "",
        differs=bool(decision and has_draft and differs_from_draft(store_session(), access(), decision)),
        texts=texts,
        chosen=usual_pair(steps, with_draft=has_draft) if len(texts) > 1 and steps else None,
    )


@pages.get(f"{ADDRESS}/add")
@permission(Permission.CHANGE_RESPONSE)
def adding_step(response_id: int) -> str:
    """Show the form of a step; what the respondent's details tell of the decision is filled in already."""
    typed = StepTyped("")
    if counting_decision(steps_of(store_session(), response_id)) is None:
        typed = typed_decision(given_answers(stored_answers_of(store_session(), response_id)))
    return _form(_Form(typed, _new_nonce()))


@pages.post(f"{ADDRESS}/add")
@permission(Permission.CHANGE_RESPONSE)
def add_step(response_id: int) -> Reply:
    """Record a step with the draft as it is now; the form again if something in it must be corrected."""
    form = _Form(_typed(), _nonce())
    try:
        record_step(store_session(), access(), read_step(form.typed, now=now()), nonce=form.nonce, now=now())
    except StepFaulty as faulty:
        return _form(form, faulty.faults), 422
    except TooManySteps:
        return _form(form, message=_too_many()), 422
    return _recorded(Notice.STEP_RECORDED)


@pages.get(f"{ADDRESS}/{NUMBER}/correct")
@permission(Permission.CHANGE_RESPONSE)
def correcting_step(response_id: int, number: int) -> Reply:
    """Show the form of a step with what was recorded; of a step that has been corrected, what holds now."""
    rows = steps_of(store_session(), response_id)
    step = _holding(rows, step_numbered(rows, number))
    return _form(_Form(_as_typed(step), _new_nonce(), AS_RECORDED, step))


@pages.post(f"{ADDRESS}/{NUMBER}/correct")
@permission(Permission.CHANGE_RESPONSE)
def save_corrected_step(response_id: int, number: int) -> Reply:
    """Record a correction; the form again if something in it must be corrected, or if a colleague has corrected the
    step meanwhile: with what was typed here, and what holds now above it.
    """
    rows = steps_of(store_session(), response_id)
    text = WITH_DRAFT if request.form.get("text") == WITH_DRAFT else AS_RECORDED
    form = _Form(_typed(), _nonce(), text, step_numbered(rows, number))
    try:
        correct_step(
            store_session(),
            access(),
            number,
            read_step(form.typed, now=now()),
            with_draft=text == WITH_DRAFT,
            nonce=form.nonce,
            now=now(),
        )
    except StepFaulty as faulty:
        return _form(form, faulty.faults), 422
    except TooManySteps:
        return _form(form, message=_too_many()), 422
    except CorrectedBefore:
        rows = steps_of(store_session(), response_id)
        newest = _Form(form.typed, form.nonce, text, _holding(rows, step_numbered(rows, number)), overtaken=True)
        message = _("A colleague has corrected this step meanwhile. Compare with what is recorded now, and save again.")
        return _form(newest, message=message), 409
    return _recorded(Notice.STEP_CORRECTED)


@pages.get(f"{ADDRESS}/{NUMBER}")
@permission(Permission.READ_RESPONSE)
def step(response_id: int, number: int) -> str:
    """Show what the statement said at a step, for reading and printing."""
    row = step_numbered(steps_of(store_session(), response_id), number)
    question_set = read_frozen(access().consultation.question_set)
    answers = public_answers(row.snapshot)
    return render_template(
        "respond/handling/step.html",
        access=access(),
        question_set=question_set,
        step=step_view(row),
        sections=[each for each in document(question_set, answers) if each.key != DETAILS_KEY],
        answer_language=language_given(answers, access().organisation.language),
    )


@pages.get(f"{ADDRESS}/{NUMBER}/step.docx")
@permission(Permission.READ_RESPONSE)
def step_in_word(response_id: int, number: int) -> Response:
    """Send what the statement said at a step."""
    row = step_numbered(steps_of(store_session(), response_id), number)
    made = document_of_step(access(), row, language=page_language(), now=now())
    name = pgettext(page_language(), "file name", "step")
    return send_made(
        partial(write_as, FileForm.WORD, document=made), name=_file_name(f"{name}-{number}"), media_type=WORD
    )


@pages.get(f"{ADDRESS}/compare")
@permission(Permission.READ_RESPONSE)
def comparing(response_id: int) -> str:
    """Show how two texts differ: the parameters `earlier` and `later` name a step each, or the draft."""
    comparison = _comparison(response_id)
    return render_template(
        "respond/handling/comparison.html",
        access=access(),
        question_set=read_frozen(access().consultation.question_set),
        comparison=comparison,
        view=comparison_view(comparison.sections),
    )


@pages.get(f"{ADDRESS}/compare.docx")
@permission(Permission.READ_RESPONSE)
def comparison_in_word(response_id: int) -> Response:
    """Send how two texts differ."""
    made = document_of_comparison(access(), _comparison(response_id), language=page_language(), now=now())
    name = _file_name(pgettext(page_language(), "file name", "changes"))
    return send_made(partial(write_as, FileForm.WORD, document=made), name=name, media_type=WORD)


def _comparison(response_id: int) -> Comparison:
    keys = request.args.get("earlier", ""), request.args.get("later", "")
    rows = steps_of(store_session(), response_id)
    return compared(store_session(), access(), rows, keys, language=page_language())


@dataclass(frozen=True)
class _Form:
    """The form of a step as it is shown. `corrects`: the step that is corrected; `overtaken`: a colleague was first."""

    typed: StepTyped
    nonce: str
    text: str = WITH_DRAFT
    corrects: HandlingStepRow | None = None
    overtaken: bool = False


def _form(form: _Form, faults: Mapping[str, StepFault] | None = None, *, message: str = "") -> str:
    order = list(StepTyped.__dataclass_fields__)
    errors = [(name, fault_words(name, fault)) for name, fault in (faults or {}).items()]
    errors.sort(key=lambda error: order.index(error[0]))
    return render_template(
        "respond/handling/step_form.html",
        access=access(),
        form=form,
        kinds=kind_choices(),
        errors=[*errors, *([("kind", message)] if message else [])],
        now_recorded=step_view(form.corrects) if form.corrects and form.overtaken else None,
    )


def _typed() -> StepTyped:
    return StepTyped(**{name: request.form.get(name, "") for name in StepTyped.__dataclass_fields__})


def _as_typed(row: HandlingStepRow) -> StepTyped:
    day = format_date(row.met_on) if row.met_on else ""
    return StepTyped(row.kind, row.body, day, row.paragraph, row.presenter, row.contact, row.wording)


def _holding(rows: Sequence[HandlingStepRow], row: HandlingStepRow) -> HandlingStepRow:
    """Return the last correction of a step; the step itself if there is none."""
    by_corrected = {each.corrects_id: each for each in rows if each.corrects_id is not None}
    while row.id in by_corrected:
        row = by_corrected[row.id]
    return row


def _recorded(notice: Notice) -> Response:
    store_session().commit()
    notify(notice)
    return redirect(url_for(".handling", response_id=access().response.id, _anchor=NOTICES), code=303)


def _too_many() -> str:
    return _("The statement has as many steps as can be recorded. Correct one of them.")


def _file_name(words: str) -> str:
    return document_name(access().consultation, words)


def _new_nonce() -> str:
    return secrets.token_urlsafe(24)


def _nonce() -> str:
    return clean_text(request.form.get("nonce", "")).text[:LONGEST_NONCE] or _new_nonce()
