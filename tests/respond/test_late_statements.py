"""After the deadline, until the closing time: statements are taken, and marked as late."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from survey.store.tables import ConsultationRow, InvitationRow
from tests.coordinate.desks import coordinator_of
from tests.respond.test_submitting import _fill_in as fill_in
from tests.respond.test_submitting import _submit as hand_in
from tests.site import Site, now_for_pages


@pytest.fixture
def late_site(site: Site) -> Site:
    """The deadline was yesterday; late statements are taken until tomorrow."""
    now = now_for_pages()
    with site.database.writing() as session:
        session.execute(
            update(ConsultationRow).values(
                opened_at=now - timedelta(days=9),
                deadline=now - timedelta(days=1),
                closes_at=now + timedelta(days=1),
            )
        )
    site.open_link()
    return site


def test_a_late_statement_is_taken_and_every_page_says_so(late_site: Site) -> None:
    overview = late_site.client.get(late_site.path())
    assert "Määräaika oli" in overview.text(".k-deadline") and "myöhästyneeksi" in overview.text(".k-deadline")
    assert "Määräaika oli" in late_site.client.get(late_site.path("sections/osio")).text(".k-kicker")
    review = fill_in(late_site)
    assert "Määräaika oli" in review.text(".k-kicker")
    receipt = hand_in(late_site, review)
    assert receipt.path == late_site.path("receipt")
    maija = coordinator_of(late_site)
    listed = maija.get("consultations/yksi/?only=late")
    assert len(listed.all("tbody tr th a")) == 1
    assert "Myöhästyneitä lausuntoja otetaan vastaan" in listed.text(".k-kicker")
    public = late_site.client.get("/sv/consultations/yksi")
    assert "märks som försenat" in public.text("main")
    assert late_site.client.get("/fi/").all(".k-card")


def test_after_the_closing_nothing_is_taken(late_site: Site) -> None:
    fill_in(late_site)
    ready = late_site.client.get(late_site.path("submit"))
    assert "Määräaika oli" in ready.text(".ds-alert")
    with late_site.database.writing() as session:
        closed = now_for_pages() - timedelta(minutes=1)
        session.execute(update(ConsultationRow).values(closes_at=closed))
    refused = late_site.client.post(ready)
    assert refused.path == late_site.path("") and "Vastausaika päättyi" in refused.text("main .ds-alert h2")
    assert not late_site.client.get("/fi/").all(".k-card")


def test_who_had_more_time_is_not_late(late_site: Site) -> None:
    with late_site.database.writing() as session:
        session.execute(update(InvitationRow).values(own_deadline=now_for_pages() + timedelta(hours=2)))
    assert "Vastatkaa" in late_site.client.get(late_site.path()).text(".k-deadline")
    hand_in(late_site, fill_in(late_site))
    maija = coordinator_of(late_site)
    assert not maija.get("consultations/yksi/?only=late").all("tbody tr th a")
