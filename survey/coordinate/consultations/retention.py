"""How long the data of a consultation is kept after its end: the page that shows and sets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import redirect, render_template, request, url_for

from survey.coordinate import pages
from survey.operations.retention.periods import (
    LONGEST_RETENTION,
    DueAtOnce,
    Kind,
    PeriodRefused,
    due_days,
    set_periods,
)
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text, small_number
from survey.store.consultations import consultation_by_key
from survey.store.retention.periods import Period, ends_at, periods_of
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ADDRESS = "/coordinate/consultations/<key>/retention"
LONGEST_TYPED = 20
AGREED = "agreed"


@dataclass(frozen=True)
class KindView:
    """One kind of data on the page: its words, its period as it is typed and as it counts, and what was deleted."""

    kind: Kind
    label: str
    meaning: str
    typed: str
    period: Period | None
    day: date | None
    """When the period that is set ends."""

    @property
    def deleted_at(self) -> datetime | None:
        """When this was deleted last; None if never."""
        return self.period.retention.deleted_at if self.period else None


def kind_words(kind: Kind) -> tuple[str, str]:
    """Return the name of a kind of data, and in a sentence what is deleted with it."""
    return {
        Kind.CONTACT: (
            _("Contact details"),
            _(
                "Names and addresses of those who answered, and all other answers that are not published; the e-mail "
                "addresses of the organisations; personal links, which stop working; files with contact details. The "
                "statements and their check codes stay, and so does the file as which an entered statement came."
            ),
        ),
        Kind.DRAFTS: (
            _("Drafts"),
            _(
                "What the organisations were writing, with earlier versions, and files that nobody submitted. The "
                "submitted statements stay, and their writers can still read them."
            ),
        ),
        Kind.MAILS: (
            _("Mails"),
            _("The list of requests, reminders, receipts and other mails: to whom, when, and what became of each."),
        ),
        Kind.ALL: (
            _("The whole consultation"),
            _(
                "Everything: the questions, the organisations, the statements and the files made from them. What stays "
                "are the title, the dates, the log, and for each statement its reference, its time and its check code, "
                "so that a receipt can still be checked. Take the files to the archive before that."
            ),
        ),
    }[kind]


def _ended_already(kind: Kind) -> str:
    name, _meaning = kind_words(kind)
    return _(
        "%(kind)s: the period has ended already. They are deleted the next time that the service deletes.", kind=name
    )


def _month_labels() -> dict[Kind, str]:
    return {
        Kind.CONTACT: _("Months for which contact details are kept"),
        Kind.DRAFTS: _("Months for which drafts are kept"),
        Kind.MAILS: _("Months for which mails are kept"),
        Kind.ALL: _("Months for which the whole consultation is kept"),
    }


@pages.get(ADDRESS)
@permission(Permission.READ_CONSULTATIONS)
def retention(key: str) -> str:
    """Show how long each kind of data is kept, and the form to change that."""
    found = consultation_by_key(store_session(), key)
    periods = periods_of(store_session(), found.id)
    stored = {kind: periods[kind].retention.months if kind in periods else None for kind in Kind}
    return _page(found, periods, {kind: str(number or "") for kind, number in stored.items()}, [])


@pages.post(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
def set_retention(key: str) -> Reply:
    """Set the periods. What would be due at once needs a tick."""
    found = consultation_by_key(store_session(), key)
    periods = periods_of(store_session(), found.id)
    typed = {kind: clean_text(request.form.get(kind, "")).text.strip()[:LONGEST_TYPED] for kind in Kind}
    if is_switching():
        return _page(found, periods, typed, [])
    # A text that is no number is out of bounds, as 0 is.
    months = {kind: small_number(text) if text else None for kind, text in typed.items()}
    agreed = AGREED in request.form
    try:
        changed = set_periods(store_session(), found, months, by=coordinator(), now=now(), agreed=agreed)
    except DueAtOnce as refused:
        errors = [(kind.value, _ended_already(kind)) for kind in refused.kinds]
        errors.append((AGREED, _("Tick the box if this is to be deleted.")))
        return _page(found, periods, typed, errors, asks=True), 422
    except PeriodRefused as refused:
        return _page(found, periods, typed, [(refused.kind, refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.RETENTION_SET if changed else Notice.NOTHING_CHANGED)
    return redirect(url_for("coordinate.retention", key=key, _anchor=NOTICES), code=303)


def _page(
    found: ConsultationRow,
    periods: Mapping[str, Period],
    typed: Mapping[Kind, str],
    errors: Errors,
    *,
    asks: bool = False,
) -> str:
    end = ends_at(store_session(), found)
    days = due_days(end, {Kind(kind): each.retention.months for kind, each in periods.items()})
    views = [KindView(kind, *kind_words(kind), typed[kind], periods.get(kind), days.get(kind)) for kind in Kind]
    return render_template(
        "coordinate/retention.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        kinds=views,
        end=end,
        is_open=now() < end,
        most=LONGEST_RETENTION,
        agreed_name=AGREED,
        asks=asks,
        month_labels=_month_labels(),
        errors=errors,
    )
