"""An organisation that was not asked has sent its statement by another channel: it is added, and that entered."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from survey.store.tables import ConsultationRow, InvitationRow, MessageRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.site import NOWHERE, Site, make_client, now_for_pages

NEW = {"name_fi": "Liitto ry", "group": "organisation", "email": "", "language": "fi"}


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in where mail is sent."""
    return coordinator_of(Site(site.database, make_client(site.database, NOWHERE), site.round))


def test_it_is_added_without_address_and_without_mail_and_its_statement_is_entered_next(maija: Coordinator) -> None:
    page = maija.get("consultations/yksi/add-not-asked")
    refused = maija.press(page, NEW, 422)
    assert "#email" in [each.attrs["href"] for each in refused.all(".k-errors a")], "a link needs an address"
    entering = maija.press(page, {**NEW, "enter": "1"})
    assert "Syötä lausunto" in entering.text("h1") and "Liitto ry" in entering.text()
    with maija.site.database.reading() as session:
        made = list(session.scalars(select(InvitationRow).order_by(InvitationRow.id)))[-1]
        assert (made.asked, made.organisation.email) == (False, "")
        assert not list(session.scalars(select(MessageRow)))
    assert "Liitto ry" not in maija.get("consultations/yksi/remind").text("main"), "nobody can be reminded there"


def test_after_the_end_only_a_statement_that_has_come_can_be_entered(maija: Coordinator) -> None:
    now = now_for_pages()
    with maija.site.database.writing() as session:
        session.execute(update(ConsultationRow).values(opened_at=now - timedelta(days=9), deadline=now))
    page = maija.get("consultations/yksi/add-not-asked")
    assert len(page.all("main form button")) == 1
    late = maija.press(page, {**NEW, "email": "l@example.fi"}, 422)
    assert "Vastausaika on päättynyt." in late.text(".k-errors")
    assert "Liitto ry" in maija.press(page, {**NEW, "enter": "1"}).text()
