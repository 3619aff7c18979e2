"""The draft that a page is about: only for who takes part in preparing it, and only until it has opened."""

from flask import abort, redirect, request, url_for

from survey.operations.consultation_drafts.opening import must_be_changeable
from survey.store.consultation_drafts import consultation_draft
from survey.store.tables import ConsultationDraftRow
from survey.web.guards import coordinator
from survey.web.installation import READING_METHODS, store_session

ADDRESS = "/coordinate/drafts/<int(max=2147483647):draft_id>/"


def load_draft(draft_id: int, *, also_waiting: bool = False) -> ConsultationDraftRow:
    """Return the draft. One that has opened leads on to its consultation, so that old links still work.

    A request that changes something locks its row. Raises NotFound for who takes no part in it, and DraftIsWaiting
    where it waits for opening and is to be changed, unless what is done is possible `also_waiting`.
    """
    changing = request.method not in READING_METHODS
    draft = consultation_draft(store_session(), coordinator().id, draft_id, for_change=changing)
    if draft.consultation is not None:
        abort(redirect(url_for("coordinate.consultation", key=draft.consultation.key), code=303))
    if changing and not also_waiting:
        must_be_changeable(draft)
    return draft
