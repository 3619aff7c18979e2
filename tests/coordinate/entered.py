"""Entering a statement through the pages, for tests: how it came, typing, entering."""

from datetime import timedelta

from sqlalchemy import func, select

from survey.languages import format_date, format_time
from survey.store.tables import SubmissionRow
from tests.coordinate.desks import Coordinator
from tests.pages import Page
from tests.site import Site, now_for_pages

HOUR = timedelta(hours=1)
TEXT = "Kannatamme esitystä.\nMallikunta"


def base(site: Site) -> str:
    """The page of the round's organisation, below the coordinator's pages."""
    return f"consultations/yksi/organisations/{site.round.access.invitation.id}/"


def came(ago: timedelta = HOUR) -> dict[str, str]:
    """How the statement came, as it is typed: so long ago, by post, in Finnish."""
    at = now_for_pages() - ago
    return {
        "channel": "post",
        "arrived_day": format_date(at),
        "arrived_time": format_time(at),
        "in_language": "fi",
    }


def begin(maija: Coordinator, ago: timedelta = HOUR, status: int = 200, **changed: str) -> Page:
    """Begin to enter."""
    page = maija.get(f"{base(maija.site)}entered/begin")
    return maija.site.client.post(page, {**came(ago), **changed}, form="#page-form", status=status)


def type_in(maija: Coordinator, text: str = TEXT) -> Page:
    """Type the long text of the one section."""
    page = maija.get(f"{base(maija.site)}entered/sections/osio")
    return maija.site.client.post(page, {"answer-nakemys-text": text}, form="#page-form")


def enter(maija: Coordinator, **fields: str) -> Page:
    """Check and enter."""
    review = maija.get(f"{base(maija.site)}entered/review")
    return maija.site.client.post(review, fields, form="main form")


def entered(maija: Coordinator, ago: timedelta = HOUR) -> SubmissionRow:
    """Enter a statement from beginning to end."""
    begin(maija, ago)
    type_in(maija)
    enter(maija)
    return submissions(maija.site)[-1]


def submissions(site: Site) -> list[SubmissionRow]:
    """Every submission, the first one first."""
    with site.database.reading() as session:
        return list(session.scalars(select(SubmissionRow).order_by(SubmissionRow.id)))


def number_of(site: Site, row: type) -> int:
    """How many rows there are."""
    with site.database.reading() as session:
        return session.scalar(select(func.count()).select_from(row)) or 0
