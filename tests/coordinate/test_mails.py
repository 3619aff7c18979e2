"""The mails of all consultations that did not arrive, with where to mend the address."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from survey.operations.accounts.roles import ADMINISTRATOR
from survey.store.tables import CoordinatorRow, MemberRow, MessageRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.site import Site, now_for_pages


@pytest.fixture
def maija(site_on_each: Site) -> Coordinator:
    """The coordinator of a round."""
    return coordinator_of(site_on_each, role=ADMINISTRATOR)


def add_mail(site: Site, number: int, state: str, *, hours: int = 0, invited: bool = True) -> None:
    now = now_for_pages() - timedelta(hours=hours)
    with site.database.writing() as session:
        session.add(
            MessageRow(
                occasion=f"request:{number}", kind="request" if invited else "feedback", languages="fi",
                recipient=f"k{number}@example.fi", words={}, created_at=now, due_at=now, state=state,
                invitation_id=site.round.access.invitation.id if invited else None,
                consultation_id=site.round.consultation.id if invited else None,
                attempts=1, tried_first_at=now, answer="550 5.1.1 no such user",
                sent_at=now if state == "sent" else None,
            )
        )  # fmt: skip


def test_without_such_mails_the_front_page_has_no_link(maija: Coordinator) -> None:
    add_mail(maija.site, 1, "sent", hours=5)
    add_mail(maija.site, 2, "waiting")
    assert not maija.get().all('a[href$="/coordinate/mails"]')
    assert "Kaikki viestit on lähetetty" in maija.get("mails").text("main")


def test_failed_and_long_waiting_mails_lead_to_where_the_address_is_mended(maija: Coordinator) -> None:
    add_mail(maija.site, 1, "failed")
    add_mail(maija.site, 2, "waiting", hours=2)
    add_mail(maija.site, 3, "failed", invited=False)
    page = maija.site.client.get(maija.get().link("3 viestiä ei ole mennyt perille"))
    told = page.texts("tbody tr")
    assert ["k3@" in told[0], "k2@" in told[1], "k1@" in told[2]] == [True] * 3
    assert "550 5.1.1 no such user" in told[2] and "Yksi kysymys" in told[2]
    assert maija.site.client.get(page.link("Mallikunta").split("#")[0]).all("#email")


def test_the_list_goes_by_page(maija: Coordinator) -> None:
    for number in range(51):
        add_mail(maija.site, number, "failed")
    assert len(maija.get("mails").all("tbody tr")) == 50
    assert len(maija.get("mails?page=2").all("tbody tr")) == 1
    maija.get("mails?page=0", 404)
    maija.get("mails?page=x", 404)


def test_who_takes_no_part_sees_none_and_only_administrators_see_mails_of_no_consultation(site: Site) -> None:
    maija = coordinator_of(site)
    add_mail(site, 1, "failed")
    add_mail(site, 2, "failed", invited=False)
    assert ["k1@" in row for row in maija.get("mails").texts("tbody tr")] == [True]
    with site.database.writing() as session:
        session.execute(delete(MemberRow))
    assert not maija.get("mails").texts("tbody tr")
    with site.database.writing() as session:
        session.execute(update(CoordinatorRow).values(role=ADMINISTRATOR))
    assert ["k2@" in row for row in maija.get("mails").texts("tbody tr")] == [True]
