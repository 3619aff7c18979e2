"""Inviting organisations: from a file or from pasted rows, looked at before anybody is invited."""

import csv
from collections.abc import Mapping, Sequence
from functools import partial
from io import StringIO

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.consultations.addressee_faults import fault_errors, faults_told
from survey.coordinate.consultations.choosing import (
    NAMES,
    choice_fields,
    left_out_words,
    nobody_chosen,
    read_choice_of_recipients,
    way_error,
    where_chosen,
)
from survey.coordinate.consultations.own_words import previews, read_words, typed_words, word_fields
from survey.export.data_files.csv_table import never_run
from survey.languages import AUTHOR_LANGUAGES, MEGABYTE, PAGE_LANGUAGES, format_number, gettext
from survey.operations.consultations.addressees import (
    HEADERS,
    LARGEST_FILE,
    Addressee,
    AddresseesRefused,
    as_csv,
    read_addressees,
)
from survey.operations.consultations.inviting import (
    examples_of,
    invite_by_mail,
    languages_of,
    links_to_hand_over,
)
from survey.operations.consultations.opening import add_invitations
from survey.operations.consultations.personal_links import link_address
from survey.operations.mail.outbox import MessageKind
from survey.operations.register.entries import languages_words
from survey.operations.register.groups import groups_in
from survey.operations.register.recipients import ChosenRecipients, RecipientChoice, choose_recipients, linked
from survey.operations.register.row_files import RowsRefused
from survey.questions.freeze import read_frozen
from survey.store.consultations import consultation_by_key, invited_keys, lock_consultation
from survey.store.register.organisations import registered_ids_invited
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission
from survey.web.installation import installation, now, sends_mail, store_session
from survey.web.language import _, is_switching, ngettext, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

MOST_AT_ONCE = 2_000
"""Organisations that are asked at a time: all of them stand on the page on which they are looked at."""

LARGEST_ROWS = 4 * MEGABYTE
"""Bytes of so many rows with long names, percent-encoded."""

ADDRESS = "/coordinate/consultations/<key>/invite"


@pages.get(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
def inviting(key: str) -> str:
    """Show the form for a file or pasted rows."""
    return _form(consultation_by_key(store_session(), key), "", {}, [])


@pages.post(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
@largest_body(LARGEST_FILE + LARGEST_ROWS, fields=LARGEST_ROWS)
def look_at_invited(key: str) -> Reply:
    """Read the rows, and show whom they invite and what the mails say, or every fault. Nobody is invited by this.

    No write lock is taken while a file is read.
    """
    with installation().database.reading() as store:
        found = consultation_by_key(store, key)
        invited = [each.name for each in invited_keys(store, found.id)]
    pasted, typed, choice = request.form.get("rows", ""), typed_words(PAGE_LANGUAGES), read_choice_of_recipients()
    if is_switching() or "change" in request.form:
        return _form(found, pasted, typed, [])
    file = request.files.get("file")
    content = file.read() if file and file.filename else b""
    error = way_error(content, pasted, choice)
    if error:
        return _form(found, pasted, typed, [error]), 422
    if not choice.is_empty:
        return _look_at_chosen(found, invited, choice, typed)
    return _look(found, invited, content, pasted, typed)


@pages.post(f"{ADDRESS}/do")
@permission(Permission.RUN_CONSULTATIONS)
@largest_body(LARGEST_ROWS, fields=LARGEST_ROWS)
def invite(key: str) -> Reply:
    """Invite everybody who was looked at, or nobody: if somebody was invited meanwhile, the faults are shown."""
    found = consultation_by_key(store_session(), key)
    lock_consultation(store_session(), found)  # so that two who invite the same organisation invite it once
    rows = request.form.get("rows", "")
    if is_switching() or "change" in request.form:
        pasted = rows if read_choice_of_recipients().is_empty else ""  # what was chosen stands in its own fields
        return _form(found, pasted, typed_words(PAGE_LANGUAGES), [])
    try:
        read = read_addressees(rows.encode(), _invited(found), groups=groups_in(store_session()))
        addressees = linked(store_session(), read, consultation_id=found.id)
    except AddresseesRefused as refused:
        if refused.all_are_invited:  # a double click: the first request has invited them
            return redirect(url_for("coordinate.consultation", key=key, _anchor=NOTICES), code=303)
        typed = typed_words(PAGE_LANGUAGES)
        return _form(found, rows, typed, fault_errors("rows", refused), faults_told(refused)), 422
    words, errors = read_words(languages_of(addressees))
    if errors:
        return _form(found, rows, typed_words(PAGE_LANGUAGES), errors), 422
    if sends_mail():
        invite_by_mail(store_session(), found, addressees, words=words, by=coordinator(), now=now())
        notify(Notice.INVITED_BY_MAIL, count=len(addressees))
    else:
        add_invitations(store_session(), found, addressees, now=now(), by=coordinator().id)
        notify(Notice.INVITED, count=len(addressees))
    store_session().commit()
    return redirect(url_for("coordinate.consultation", key=key, _anchor=NOTICES), code=303)


@pages.get("/coordinate/consultations/<key>/invite/template.csv")
@permission(Permission.RUN_CONSULTATIONS)
def invitation_template(key: str) -> Response:
    """Send an empty file with the columns, and one example row, as Excel in Finland opens it."""
    names = {"fi": "Esimerkkilän kunta", "sv": "Exempelby kommun"}
    example = Addressee(names, "municipality", "fi", "kirjaamo@example.fi")
    return _csv_file(f"{key}.csv", as_csv([example], page_language()))


@pages.get("/coordinate/consultations/<key>/links")
@permission(Permission.RUN_CONSULTATIONS)
def links(key: str) -> str:
    """Say what the file of links is, before it is made: every time has new links in it."""
    found = consultation_by_key(store_session(), key)
    return render_template("coordinate/links.html", consultation=found, question_set=read_frozen(found.question_set))


@pages.post("/coordinate/consultations/<key>/links")
@permission(Permission.RUN_CONSULTATIONS)
def links_file(key: str) -> Response:
    """Send a new link for everybody who has not answered, as a CSV file to copy from."""
    found = consultation_by_key(store_session(), key)
    base = installation().settings.base_url
    made = links_to_hand_over(store_session(), found, language=page_language(), by=coordinator(), now=now())
    store_session().commit()
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*(f"name_{each}" for each in AUTHOR_LANGUAGES), "email", "link"])
    for names, email, language, token in made:
        cells = (*(names.get(each, "") for each in AUTHOR_LANGUAGES), email, link_address(base, language, token))
        writer.writerow([never_run(cell) for cell in cells])
    return _csv_file(f"{key}-links.csv", text.getvalue())


def _look(
    found: ConsultationRow, invited: Sequence[Mapping[str, str]], content: bytes, pasted: str, typed: dict[str, str]
) -> Reply:
    where = "file" if content else "rows"
    try:
        with installation().database.reading() as store:
            read = read_addressees(content or pasted.encode(), invited, groups=groups_in(store))
            addressees = linked(store, read, consultation_id=found.id)
    except AddresseesRefused as refused:
        return _form(found, pasted, typed, fault_errors(where, refused), faults_told(refused)), 422
    if len(addressees) > MOST_AT_ONCE:
        return _form(found, pasted, typed, [(where, _too_many(len(addressees)))]), 422
    words, errors = read_words(languages_of(addressees))
    if errors:
        return _form(found, as_csv(addressees), typed, errors), 422
    return _looked_at(found, addressees, words)


def _look_at_chosen(
    found: ConsultationRow, invited: Sequence[Mapping[str, str]], choice: RecipientChoice, typed: dict[str, str]
) -> Reply:
    try:
        chosen = choose_recipients(
            store_session(),
            choice,
            invited_ids=registered_ids_invited(store_session(), found.id),
            invited_names=invited,
        )
    except RowsRefused as refused:
        number = len(refused.faults)
        message = ngettext(
            "%(num)s name was not found. Nothing was sent.", "%(num)s names were not found. Nothing was sent.", number
        )
        return _form(found, "", typed, [(NAMES, message)], faults_told(refused)), 422
    if not chosen.addressees:
        return _form(found, "", typed, [(where_chosen(choice), nobody_chosen(chosen))]), 422
    if len(chosen.addressees) > MOST_AT_ONCE:
        return _form(found, "", typed, [(where_chosen(choice), _too_many(len(chosen.addressees)))]), 422
    words, errors = read_words(languages_of(chosen.addressees))
    if errors:
        return _form(found, "", typed, errors), 422
    return _looked_at(found, chosen.addressees, words, chosen)


def _too_many(number: int) -> str:
    return _(
        "There are %(number)s organisations. At most %(most)s can be asked at a time: bring them in several parts.",
        number=format_number(number),
        most=format_number(MOST_AT_ONCE),
    )


def _csv_file(name: str, text: str) -> Response:
    answer = FlaskResponse(text.encode("utf-8-sig"), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _invited(found: ConsultationRow) -> list[dict[str, str]]:
    return [each.name for each in invited_keys(store_session(), found.id)]


def _form(
    found: ConsultationRow, pasted: str, typed: dict[str, str], errors: Errors, faults: Sequence[str] = ()
) -> str:
    return render_template(
        "coordinate/invite.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        pasted=pasted,
        typed=typed,
        fields=word_fields(PAGE_LANGUAGES) if sends_mail() else [],
        errors=errors,
        faults=faults,
        columns={column: gettext(page_language(), words) for column, words in HEADERS.items()},
        sends_mail=sends_mail(),
        **choice_fields(),
    )


def _looked_at(
    found: ConsultationRow,
    addressees: Sequence[Addressee],
    words: dict[str, str],
    left_out: ChosenRecipients | None = None,
) -> str:
    fields = choice_fields()
    return render_template(
        "coordinate/look_at_invited.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        addressees=addressees,
        rows=as_csv(addressees),
        words_by_language=words,
        mails=previews(MessageKind.REQUEST, found, examples_of(addressees), words),
        choice=fields["choice"],
        left_out=left_out_words(left_out) if left_out else "",
        languages_words=partial(languages_words, language=page_language()),
        group_names=fields["group_names"],
        sends_mail=sends_mail(),
    )
