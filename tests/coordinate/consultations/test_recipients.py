"""A coordinator takes a recipient away before it has opened the request, and adds one that was not asked."""

import pytest
from sqlalchemy import select, update

from survey.operations.mail.compose import Mail
from survey.operations.mail.mails import Origin, mail_of
from survey.operations.mail.occasions import order_links, request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.personal_links import invited_participant
from survey.store.tables import InvitationRow, MessageRow, OrganisationRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.operations.register.registers import fill
from tests.pages import Page
from tests.rounds import DETAILS, invite_another, save, submit
from tests.site import NOWHERE, Site, now_for_pages, open_site

DESK = "consultations/yksi/"
FORM = "#page-form"
NEW = {"name_fi": "Liitto ry", "group": "organisation", "email": "liitto@example.fi", "language": "fi"}


@pytest.fixture
def maija(database: Database) -> Coordinator:
    """A coordinator whose installation sends mail, with one organisation whose request waits."""
    site = open_site(database, NOWHERE)
    with database.writing() as session:
        put_into_outbox(session, [request_to(session.merge(site.round.access.invitation))], now=now_for_pages())
    return coordinator_of(site)


def taking_away(coordinator: Coordinator, invitation_id: int = 1) -> Page:
    return coordinator.get(f"{DESK}organisations/{invitation_id}/take-away")


def messages(coordinator: Coordinator) -> list[MessageRow]:
    with coordinator.site.database.reading() as session:
        return list(session.scalars(select(MessageRow).order_by(MessageRow.id)))


def test_a_recipient_that_was_taken_away_is_on_no_list_and_its_link_is_dead(maija: Coordinator) -> None:
    site = maija.site
    page = site.client.get(maija.get(f"{DESK}organisations/1/").link("Poista vastaanottajista"))
    done = maija.press(page)
    assert "”Mallikunta” ei ole enää vastaanottajien joukossa" in done.text("#notices")
    assert "Vastannut: 0, pyydetty: 0." in done.text("main")
    maija.get(f"{DESK}organisations/1/", 404)
    assert [each.state for each in messages(maija)] == ["failed"]
    site.other_client().get(f"/fi/r/{site.round.token}", 404)
    log = maija.get(f"{DESK}log")
    assert "Poistettu vastaanottajista" in log.text("table") and "Mallikunta" in log.text("table")
    with site.database.writing() as session:
        assert order_links(session, "kirjaamo@example.fi", client="x", now=now_for_pages()) == 0


def test_it_can_be_asked_again(maija: Coordinator) -> None:
    maija.press(taking_away(maija))
    header = "name_fi;name_sv;group;language;email"
    rows = f"{header}\nMallikunta;;municipality;fi;kirjaamo@example.fi\n"
    looked = maija.site.client.post(maija.get(f"{DESK}invite"), {"rows": rows}, form=FORM)
    done = maija.site.client.post(looked, form=FORM)
    assert "Vastannut: 0, pyydetty: 1." in done.text("main")


def test_who_has_opened_the_request_stays(maija: Coordinator) -> None:
    page, site = taking_away(maija), maija.site
    with site.database.writing() as session:
        save(session, site.round, {"nakemys": {"text": "Kesken."}}, now=now_for_pages())
    refused = maija.press(page)
    assert "jätettiin paikoilleen" in refused.text("#notices") and refused.path.endswith("/organisations/1/")
    with site.database.writing() as session:
        session.execute(update(InvitationRow).values(opened_at=now_for_pages()))
    assert "Poista vastaanottajista" not in maija.get(f"{DESK}organisations/1/").text("main")
    assert "jätettiin paikoilleen" in taking_away(maija).text("#notices")


def test_a_mail_on_its_way_gets_no_link_any_more(maija: Coordinator) -> None:
    """A sender had it when the recipient was taken away, and its server told it to try again later."""
    maija.press(taking_away(maija))
    with maija.site.database.writing() as session:
        session.execute(update(MessageRow).values(state="waiting", answer=""))
    with maija.site.database.reading() as session, pytest.raises(NotFound):
        invited_participant(session, 1)


def test_who_was_not_asked_gets_a_link_and_is_counted_apart(maija: Coordinator) -> None:
    site = maija.site
    with site.database.writing() as session:
        fill(session, now_for_pages())
    page = site.client.get(maija.get(DESK).link("Lisää joku, jolta ei pyydetty lausuntoa"))
    faulty = maija.press(page, status=422)
    assert [each.attrs["href"] for each in faulty.all(".k-errors a")] == ["#name_fi", "#group", "#email", "#language"]
    added = maija.press(faulty, {**NEW, "language": "fi sv"})
    assert "”Liitto ry” voi nyt vastata" in added.text("#notices") and "Ei pyydetty" in added.text(".k-facts")
    desk = maija.get(DESK)
    assert desk.texts(".k-count dd") == ["0", "0", "0", "1"]
    assert "Vastannut: 0, pyydetty: 1. Lisäksi vastata voi 1, jolta lausuntoa ei pyydetty" in desk.text("main")
    assert maija.get(f"{DESK}?only=not_asked").texts("#list ~ table tbody th") == ["Liitto ry"]
    assert maija.press(page, NEW, 422).all(".k-errors a")[0].attrs["href"] == "#name_fi"
    with site.database.reading() as session:
        made = session.scalars(select(OrganisationRow).where(OrganisationRow.registered_id.is_not(None))).one()
        mail = _mail(site, messages(maija)[-1])
        assert made.name == {"fi": "Liitto ry"} and mail.languages == ["fi", "sv"]
    assert "myös te voitte antaa lausunnon" in str(mail.letters[0]) and "Ni kan ge ett" in str(mail.letters[1])


def _mail(site: Site, message: MessageRow) -> Mail:
    origin = Origin("http://127.0.0.1:8000", "a@b.example", {})
    with site.database.reading() as session:
        return mail_of(session, message, origin, token="x", now=now_for_pages())


def test_the_language_switch_keeps_what_was_typed(maija: Coordinator) -> None:
    swedish = maija.press(maija.get(f"{DESK}add-not-asked"), {"name_fi": "Kesken", "switch_language": "sv"})
    assert swedish.path.startswith("/sv/") and swedish.fields(FORM)["name_fi"] == "Kesken"


def test_a_further_address_can_order_a_link_and_gets_it_itself(maija: Coordinator) -> None:
    with maija.site.database.writing() as session:
        session.execute(update(OrganisationRow).values(further_emails="toinen@example.fi\nkolmas@example.fi"))
    with maija.site.database.writing() as session:
        assert order_links(session, "KOLMAS@example.fi", client="x", now=now_for_pages()) == 1
        assert order_links(session, "olmas@example.fi", client="x", now=now_for_pages()) == 0
    assert messages(maija)[-1].recipient == "kolmas@example.fi"


def test_the_one_who_was_not_asked_is_apart_in_the_workbook_too(maija: Coordinator) -> None:
    site, now = maija.site, now_for_pages()
    with site.database.writing() as session:
        added = invite_another(session, session.merge(site.round.consultation), now=now, name="Liitto")
        added.access.invitation.asked = False
        save(session, added, {"nakemys": {"text": "Lausumme näin."}, **DETAILS}, now=now)
        submit(session, added, now=now)
    desk = maija.get(DESK)
    assert "Vastannut: 0, pyydetty: 1." in desk.text("main") and "Näistä on vastannut 1." in desk.text("main")
