"""The organisations that get the request when the consultation opens, and the coordinator's own words in it."""

from collections.abc import Mapping, Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import ADDRESS, load_draft
from survey.coordinate.consultations.addressee_faults import fault_errors, faults_told
from survey.coordinate.consultations.choosing import (
    choice_fields,
    nobody_chosen,
    read_choice_of_recipients,
    way_error,
    where_chosen,
)
from survey.coordinate.consultations.own_words import (
    is_looking,
    previews,
    read_words,
    typed_words,
    word_fields,
)
from survey.languages import MEGABYTE, PAGE_LANGUAGES, gettext
from survey.operations.consultation_drafts.opening import as_consultation
from survey.operations.consultation_drafts.recipients import (
    TooManyRecipients,
    add_recipients,
    own_words,
    recipients_by_name,
    remove_recipients,
    save_own_words,
)
from survey.operations.consultations.addressees import HEADERS, LARGEST_FILE, Addressee, read_addressees
from survey.operations.consultations.inviting import examples_of
from survey.operations.mail.compose import Mail
from survey.operations.mail.outbox import MessageKind
from survey.operations.question_sets.drafts import authored_in
from survey.operations.register.groups import groups_in
from survey.operations.register.recipients import RecipientChoice, choose_recipients, linked
from survey.operations.register.row_files import RowsRefused
from survey.questions.text import small_number
from survey.store.tables import ConsultationDraftRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

LARGEST_ROWS = 4 * MEGABYTE
"""Bytes of pasted rows, percent-encoded."""

CHOSEN = "chosen"
"""The name of the boxes with which recipients are taken off."""


@pages.get(f"{ADDRESS}recipients")
@permission(Permission.PREPARE_CONSULTATIONS)
def draft_recipients(draft_id: int) -> str:
    """Show the recipients, the form for more, and the coordinator's own words."""
    return _page(load_draft(draft_id), "", None, [])


@pages.post(f"{ADDRESS}recipients")
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_FILE + LARGEST_ROWS, fields=LARGEST_ROWS)
def add_draft_recipients(draft_id: int) -> Reply:
    """Add the organisations of a file or of pasted rows: all, or none where a row has a fault."""
    draft, pasted, choice = load_draft(draft_id), request.form.get("rows", ""), read_choice_of_recipients()
    if is_switching():
        return _page(draft, pasted, None, [])
    file = request.files.get("file")
    content = file.read() if file and file.filename else b""
    if error := way_error(content, pasted, choice):
        return _page(draft, pasted, None, [error]), 422
    where = "file" if content else "rows" if pasted.strip() else where_chosen(choice)
    known = [each for _mark, each in recipients_by_name(draft, page_language())]
    try:
        addressees = _brought(choice, content or pasted.encode(), known)
        add_recipients(store_session(), draft, addressees, by=coordinator(), now=now())
    except NobodyLeft as nobody:
        return _page(draft, pasted, None, [(where, nobody.words)]), 422
    except RowsRefused as refused:
        return _page(draft, pasted, None, fault_errors(where, refused), faults_told(refused)), 422
    except TooManyRecipients as refused:
        return _page(draft, pasted, None, [(where, refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.RECIPIENTS_ADDED, count=len(addressees))
    return _back(draft_id)


@pages.post(f"{ADDRESS}recipients/remove")
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_ROWS, fields=LARGEST_ROWS)
def remove_draft_recipients(draft_id: int) -> Reply:
    """Take the ticked organisations off the list."""
    draft = load_draft(draft_id)
    removed = remove_recipients(
        store_session(), draft, frozenset(request.form.getlist(CHOSEN)), by=coordinator(), now=now()
    )
    if not removed:
        return _page(draft, "", None, [("chosen-1", _("Choose at least one organisation."))]), 422
    store_session().commit()
    notify(Notice.RECIPIENTS_REMOVED, count=removed)
    return _back(draft_id)


@pages.post(f"{ADDRESS}recipients/words")
@permission(Permission.PREPARE_CONSULTATIONS)
def save_request_words(draft_id: int) -> Reply:
    """Store the coordinator's own words in the request; or show the mail with them, and store nothing."""
    draft, typed = load_draft(draft_id), typed_words(PAGE_LANGUAGES)
    if is_switching():
        return _page(draft, "", typed, [])
    words, errors = read_words(PAGE_LANGUAGES)
    if errors:
        return _page(draft, "", typed, errors), 422
    if is_looking():
        return _page(draft, "", typed, [], looking=True)
    if not save_own_words(store_session(), draft, words, shown=small_number(request.form.get("version", ""))):
        changed = _("A colleague has changed the draft meanwhile. Read what stands there now, and save again.")
        return _page(draft, "", typed, [(f"words-{PAGE_LANGUAGES[0]}", changed)]), 409
    store_session().commit()
    notify(Notice.SAVED_DRAFT)
    return _back(draft_id)


class NobodyLeft(Exception):
    """Nobody of the register is left to be added; `words` say why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def _brought(choice: RecipientChoice, content: bytes, known: Sequence[Addressee]) -> Sequence[Addressee]:
    """The organisations that the form brings: chosen from the register, or those of a file or rows, linked to it.

    Raises RowsRefused for faults, NobodyLeft if all that were chosen are recipients already.
    """
    ids = {each.registered_id for each in known if each.registered_id is not None}
    if choice.is_empty:
        addressees = linked(
            store_session(), read_addressees(content, [each.name for each in known], groups=groups_in(store_session()))
        )
        again = [each for each in addressees if each.registered_id in ids]
        if again:
            raise NobodyLeft(_("An organisation of the rows is a recipient already, under another name."))
        return addressees
    chosen = choose_recipients(store_session(), choice, invited_ids=ids, invited_names=[each.name for each in known])
    if not chosen.addressees:
        raise NobodyLeft(nobody_chosen(chosen))
    return chosen.addressees


def _back(draft_id: int) -> Response:
    return redirect(url_for("coordinate.draft_recipients", draft_id=draft_id, _anchor=NOTICES), code=303)


def _page(  # noqa: PLR0913  # what was typed, and what is wrong with it
    draft: ConsultationDraftRow,
    pasted: str,
    typed: dict[str, str] | None,
    errors: Errors,
    faults: Sequence[str] = (),
    *,
    looking: bool = False,
) -> str:
    recipients = recipients_by_name(draft, page_language())
    words = own_words(draft) if typed is None else typed
    return render_template(
        "coordinate/drafts/recipients.html",
        draft=draft,
        question_set=authored_in(draft).question_set,
        recipients=recipients,
        columns={column: gettext(page_language(), label) for column, label in HEADERS.items()},
        pasted=pasted,
        typed=words,
        fields=word_fields(PAGE_LANGUAGES) if sends_mail() else [],
        mails=_letters(draft, words) if looking else [],
        looking=looking,
        CHOSEN=CHOSEN,
        errors=errors,
        faults=faults,
        sends_mail=sends_mail(),
        **choice_fields(),
    )


def _letters(draft: ConsultationDraftRow, words: Mapping[str, str]) -> list[tuple[str, Mail]]:
    """The request in each language in which it goes, to the first organisation of that language."""
    addressees = [each for _mark, each in recipients_by_name(draft, page_language())]
    names = examples_of(addressees) or {each: {"fi": "–", "sv": "–"} for each in PAGE_LANGUAGES}
    consultation = as_consultation(draft, now(), own_groups=())
    if consultation is None:
        return []
    return previews(MessageKind.REQUEST, consultation, names, words)
