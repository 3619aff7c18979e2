"""The log of a consultation, and that of the installation: by filter and page, and as a file."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.export.data_files.csv_table import never_run
from survey.languages import in_helsinki, moment_in_helsinki, sort_key, text_in
from survey.operations.consultations.typed_moments import day_fault
from survey.operations.log import EVENTS, event_words
from survey.operations.retention.due import left_title
from survey.questions.freeze import read_frozen
from survey.questions.kinds.date import read_day
from survey.questions.question import Texts
from survey.questions.text import clean_text, small_number
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key, deleted_consultations
from survey.store.log import (
    EventFilter,
    LoggedEvent,
    all_events_among,
    events_among,
    kinds_of_events,
    people_among,
)
from survey.store.members import consultations_of
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission
from survey.web.installation import store_session
from survey.web.language import _, page_language
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.sending import send_made

HIGHEST_PAGE = 10_000
EVENTS_OF_A_PAGE = 100
LONGEST_DAY = 30
SINCE, UNTIL = "from", "to"
YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Choice:
    """What a log lists, as its address says: the filters as they were typed and as the store reads them, the page."""

    consultation: str
    what: str
    by: str
    since: str
    until: str
    page: int
    chosen: EventFilter
    errors: Errors = field(default_factory=list)

    def parameters(self, **changed: str | int) -> dict[str, str | int]:
        """The address's parameters for the same list with these changed; an empty one is left out, page 1 too."""
        values: dict[str, str | int] = {"consultation": self.consultation, "what": self.what, "by": self.by,
                                        SINCE: self.since, UNTIL: self.until, **changed}  # fmt: skip
        if values.get("page") == 1:
            values["page"] = ""
        return {name: value for name, value in values.items() if value}


@pages.get("/coordinate/log")
@permission(Permission.READ_INSTALLATION_LOG)
def installation_log() -> Reply:
    """Show what has happened in all consultations and in none, the latest first, by filter and page."""
    found = _all_consultations()
    return _page(_read_choice(found), None, found)


@pages.get("/coordinate/log.csv")
@permission(Permission.READ_INSTALLATION_LOG)
def installation_log_file() -> Response:
    """Send the chosen events of the installation as a CSV file. Raises NotFound for a filter that cannot be read."""
    return _file(_read_choice(_all_consultations()), None)


@pages.get("/coordinate/consultations/<key>/log")
@permission(Permission.READ_CONSULTATIONS)
def log(key: str) -> Reply:
    """Show what has happened in a consultation, who did it and when, the latest first, by filter and page."""
    found = consultation_by_key(store_session(), key)
    return _page(_read_choice([], found.id), found, [])


@pages.get("/coordinate/consultations/<key>/log.csv")
@permission(Permission.READ_CONSULTATIONS)
def log_file(key: str) -> Response:
    """Send the chosen events of a consultation as a CSV file. Raises NotFound for a filter that cannot be read."""
    found = consultation_by_key(store_session(), key)
    return _file(_read_choice([], found.id), found)


def _all_consultations() -> list[ConsultationRow]:
    """Those in which the reader takes part, and those that are deleted: of others nobody learns, not even here."""
    return consultations_of(store_session(), coordinator().id) + deleted_consultations(store_session())


def _title(consultation: ConsultationRow) -> Texts:
    return left_title(consultation) if consultation.deleted_at else read_frozen(consultation.question_set).title


def _read_choice(among: list[ConsultationRow], consultation_id: int | None = None) -> Choice:
    """Read the list's parameters from the address. Raises NotFound for a consultation, a person or a page that no list
    has; a day that cannot be read is told in `errors`.
    """
    given = {name: clean_text(value).text.strip()[:LONGEST_DAY] for name, value in request.args.items()}
    keys = {each.key: each.id for each in among}
    key, by, page = request.args.get("consultation", ""), given.get("by", ""), given.get("page", "1")
    if (key and key not in keys) or (by and not small_number(by)) or not 0 < small_number(page) <= HIGHEST_PAGE:
        raise NotFound("log")
    since, until, errors = _read_days(given.get(SINCE, ""), given.get(UNTIL, ""))
    what = request.args.get("what", "")
    chosen = EventFilter(
        what=what,
        consultation_id=consultation_id or keys.get(key),
        coordinator_id=small_number(by) or None,
        since=_midnight(since) if since else None,
        before=_midnight(until + timedelta(days=1)) if until else None,
        visible=None if consultation_id else frozenset(keys.values()),
    )
    return Choice(key, what, by, given.get(SINCE, ""), given.get(UNTIL, ""), int(page), chosen, errors)


def _read_days(since: str, until: str) -> tuple[date | None, date | None, Errors]:
    faults = [(name, day_fault(typed)) for name, typed in ((SINCE, since), (UNTIL, until)) if typed]
    errors = [(name, fault.words(page_language())) for name, fault in faults if fault]
    first, last = read_day(since), read_day(until)
    for name, day in ((SINCE, first), (UNTIL, last)):
        if day and day.year not in YEARS:
            errors.append((name, _("Write a day of this century.")))
    if not errors and first and last and last < first:
        errors = [(UNTIL, _("The last day is before the first one."))]
    return (None, None, errors) if errors else (first, last, [])


def _midnight(day: date) -> datetime:
    return moment_in_helsinki(datetime.combine(day, time()))


def _page(choice: Choice, consultation: ConsultationRow | None, among: list[ConsultationRow]) -> Reply:
    session, language = store_session(), page_language()
    kinds = dict(kinds_of_events(session, replace(choice.chosen, what=""))) if not choice.errors else {}
    if choice.what and choice.what not in {*EVENTS, *kinds}:
        raise NotFound("log")
    number = kinds.get(choice.what, 0) if choice.what else sum(kinds.values())
    last = max(1, -(-number // EVENTS_OF_A_PAGE))
    shown = min(choice.page, last)
    skipped = (shown - 1) * EVENTS_OF_A_PAGE
    listed = {*kinds, choice.what} - {""}
    titles = {each.key: _title(each) for each in among}
    page = render_template(
        "coordinate/log.html",
        consultation=consultation,
        question_set=read_frozen(consultation.question_set) if consultation else None,
        events=[] if choice.errors else events_among(session, choice.chosen, most=EVENTS_OF_A_PAGE, skipped=skipped),
        kinds=sorted(((each, event_words(each, language)) for each in listed), key=_by_words),
        people=_people(choice, consultation),
        titles=titles,
        deleted={each.key for each in among if each.deleted_at},
        consultations=sorted(((key, text_in(title, language)) for key, title in titles.items()), key=_by_words),
        choice=choice,
        names=(SINCE, UNTIL),
        address=partial(_address, consultation),
        number=number,
        page=shown,
        last=last,
        event_words=partial(event_words, language=language),
    )
    return (page, 422) if choice.errors else page


def _people(choice: Choice, consultation: ConsultationRow | None) -> list[tuple[str, str]]:
    """Whom the list can be of: everybody who has done anything in this log, by name."""
    everything = EventFilter(consultation.id if consultation else None, visible=choice.chosen.visible)
    people = people_among(store_session(), everything)
    return sorted(((str(number), name) for number, name in people), key=_by_words)


def _by_words(choice: tuple[str, str]) -> tuple[str, str]:
    return sort_key(choice[1])


def _address(of: ConsultationRow | None, page: str = "log", /, **parameters: str | int) -> str:
    """The address of the log, or with `page` "log_file" of its file."""
    path = url_for(f"coordinate.{page}", key=of.key) if of else url_for(f"coordinate.installation_{page}")
    return f"{path}?{urlencode(parameters)}" if parameters else path


def _file(choice: Choice, consultation: ConsultationRow | None) -> Response:
    if choice.errors:
        raise NotFound("log")
    events = all_events_among(store_session(), choice.chosen)
    name = f"{consultation.key}-log.csv" if consultation else "log.csv"
    write = partial(_write, events=events, of_all=consultation is None)
    return send_made(write, name=name, media_type="text/csv")


def _write(target: Path, events: Iterable[LoggedEvent], *, of_all: bool) -> None:
    language = page_language()
    with target.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened, delimiter=";", lineterminator="\r\n")
        of_consultation = [_("Consultation")] if of_all else []
        writer.writerow([_("Time"), _("Event"), *of_consultation, _("Organisation"), _("Done by")])
        for each in events:
            name = text_in(each.organisation, language) if each.organisation else ""
            at = in_helsinki(each.at).isoformat(timespec="seconds")
            key = [each.consultation_key or ""] if of_all else []
            words = event_words(each.what, language) + (f": {each.about}" if each.about else "")
            writer.writerow([at, never_run(words), *key, never_run(name), never_run(each.by)])
