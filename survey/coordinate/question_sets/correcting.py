"""Correcting the texts of an open consultation: a changed file, the differences and what they mean, then the texts."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.authoring.uploads import read_upload
from survey.authoring.yaml_text import write_yaml
from survey.coordinate import pages
from survey.coordinate.question_sets.drafts import place_of
from survey.coordinate.question_sets.uploading import LARGEST_UPLOAD, uploaded_file
from survey.operations.question_sets.corrections import (
    Consequence,
    ConsultationClosed,
    CorrectionRefused,
    MoreThanTexts,
    NothingToCorrect,
    as_correction,
    consequences,
    correct_texts,
)
from survey.questions.comparing.change_words import describe_change, describe_match
from survey.questions.comparing.changes import Effect
from survey.questions.faults.fault import describe
from survey.questions.freeze import read_frozen
from survey.questions.question_set import QuestionSet
from survey.store.consultations import consultation_by_key, lock_consultation
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ADDRESS = "/coordinate/consultations/<key>/correct"

SET, SHOWN = "set", "shown"
"""The hidden fields: the corrected set as YAML, and the digest of the set with which it was compared."""


@pages.get(ADDRESS)
@permission(Permission.PREPARE_CONSULTATIONS)
def correcting(key: str) -> str:
    """Show how texts are corrected, and the files to correct."""
    return _page(consultation_by_key(store_session(), key), [])


@pages.post(ADDRESS)
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_UPLOAD)
def look_at_correction(key: str) -> Reply:
    """Read the file, and show how it differs from what is asked. Nothing is changed by this."""
    brought = uploaded_file()
    found = consultation_by_key(store_session(), key)
    if isinstance(brought, str):
        return _page(found, [("file", brought)]), 422
    _name, authored = brought
    if authored.question_set is None:
        faults = [" ".join((place_of(each), describe(each, page_language()))) for each in authored.faults]
        return _page(found, [("file", _("The file has faults that must be corrected."))], faults), 422
    if not authored.is_complete:
        return _page(found, [("file", _("The question set lacks texts in one of its languages."))]), 422
    before = read_frozen(found.question_set)
    question_set, matches = as_correction(before, authored.question_set, keys_are_made=authored.keys_are_made)
    differences = consequences(store_session(), found, question_set)
    if not differences:
        return _page(found, [("file", _("The consultation has these texts already."))]), 422
    return _compared(found, question_set, differences, [describe_match(each, page_language()) for each in matches])


@pages.post(f"{ADDRESS}/do")
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_UPLOAD, fields=LARGEST_UPLOAD)
def correct(key: str) -> Reply:
    """Use the texts that were looked at. They are compared anew if the texts have been corrected meanwhile."""
    authored = read_upload(request.form.get(SET, "").encode(), "set.yaml")
    found = consultation_by_key(store_session(), key)
    if authored.question_set is None or not authored.is_complete:
        return _page(found, [("file", _("Choose a file first."))]), 422
    lock_consultation(store_session(), found)
    if is_switching() or request.form.get(SHOWN, "") != found.set_digest:
        differences = consequences(store_session(), found, authored.question_set)
        return _compared(found, authored.question_set, differences, []), 200 if is_switching() else 409
    try:
        correct_texts(store_session(), found, authored.question_set, by=coordinator().id, now=now())
    except CorrectionRefused as refused:
        return _page(found, [("file", _why(refused))]), 422
    store_session().commit()
    notify(Notice.TEXTS_CORRECTED)
    return _back(key)


def _why(refused: CorrectionRefused) -> str:
    match refused:
        case ConsultationClosed():
            return _("The consultation has closed: what was asked is what was answered.")
        case NothingToCorrect():
            return _("The consultation has these texts already.")
        case MoreThanTexts():
            return _("Only texts can be corrected while a consultation is open.")
        case _:
            raise refused


def _back(key: str) -> Response:
    return redirect(url_for("coordinate.consultation", key=key, _anchor=NOTICES), code=303)


def _compared(
    found: ConsultationRow, question_set: QuestionSet, differences: Sequence[Consequence], matches: Sequence[str]
) -> str:
    language = page_language()
    texts = [each.change for each in differences if each.change.effect is Effect.TEXT]
    others = [each for each in differences if each.change.effect is not Effect.TEXT]
    return render_template(
        "coordinate/look_at_correction.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        texts=[describe_change(each, language) for each in texts],
        others=[(describe_change(each.change, language), each.drafts, each.submissions) for each in others],
        matches=matches,
        is_closed=now() >= found.closing,
        SET=SET,
        SHOWN=SHOWN,
        corrected=write_yaml(question_set),
        shown=found.set_digest,
    )


def _page(found: ConsultationRow, errors: Errors, faults: Sequence[str] = ()) -> str:
    return render_template(
        "coordinate/correct.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        is_closed=now() >= found.closing,
        errors=errors,
        faults=faults,
    )
