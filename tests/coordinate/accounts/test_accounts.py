"""Accounts by the hands of an administrator: inviting, roles, closing; and the mails and links of it."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.accounts.roles import ADMINISTRATOR, READER
from survey.operations.mail.mails import Origin
from survey.operations.mail.post import opened_post
from survey.operations.mail.sending import Sender
from survey.settings import MailServer
from survey.store.database import Database
from survey.store.tables import CoordinatorRow, EventRow, LinkOrderRow, MessageRow, PasswordLinkRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.mail_servers import Mailbox, Taken, mail_server
from tests.pages import Client, Page
from tests.passwords import HASH, PASSWORD
from tests.site import NOWHERE, Site, make_client, now_for_pages, open_site, settings_for

LIISA = {"name": "Liisa Lukija", "email": "liisa@example.fi", "role": "reader", "language": "sv"}
NEW = "mansikka jakkara pilvi"


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """An administrator, on a site that sends no mail."""
    return coordinator_of(site, role=ADMINISTRATOR)


@pytest.fixture
def mailing(sqlite: Database) -> Coordinator:
    """An administrator, on a site that sends mail."""
    return coordinator_of(open_site(sqlite, NOWHERE), role=ADMINISTRATOR)


def invite(maija: Coordinator, status: int = 200, **changed: str) -> Page:
    return maija.press(maija.get("accounts/invite"), LIISA | changed, status)


def id_of(site: Site, email: str) -> int:
    with site.database.reading() as session:
        return session.scalars(select(CoordinatorRow.id).where(CoordinatorRow.email == email)).one()


def events(site: Site) -> list[tuple[str, int | None, int | None]]:
    with site.database.reading() as session:
        rows = session.scalars(select(EventRow).where(EventRow.about_coordinator_id.is_not(None)).order_by(EventRow.id))
        return [(each.what, each.coordinator_id, each.about_coordinator_id) for each in rows]


def sent(site: Site) -> list[Taken]:
    """What a mail server gets of all that waits."""
    box = Mailbox()
    with mail_server(box) as settings, opened_post(settings) as post:
        origin = Origin.of(settings_for(site.database, "https://lausunnot.example.fi", mail=settings))
        Sender(site.database, post, origin, clock=lambda: datetime.now(UTC)).send_due()
    return box.taken


def link_in(text: str) -> str:
    """The path of the one link for setting a password."""
    [found] = re.findall(r"https?://[^/\s]+(/(?:fi|sv)/set-password/[\w-]+)", text)
    return str(found)


def sign_in(client: Client, email: str, password: str, status: int = 200) -> Page:
    return client.post(client.get("/fi/sign-in"), {"email": email, "password": password}, status=status)


def test_an_invited_person_sets_a_password_through_the_mail_and_signs_in(mailing: Coordinator) -> None:
    page = invite(mailing)
    assert "liisa@example.fi" in page.text("#notices") and "Kutsuttu" in page.text("main")
    [mail] = sent(mailing.site)
    assert mail.recipient == "liisa@example.fi" and mail.mail["Subject"] == "Ditt konto: Kuulolla"
    liisa = mailing.site.other_client()
    form = liisa.get(link_in(mail.text))
    assert "Liisa Lukija" in form.text("main")
    assert liisa.post(form, {"new_password": NEW}).path == "/sv/sign-in"
    assert sign_in(liisa, "liisa@example.fi", NEW).path == "/fi/coordinate/"
    assert "Käytössä" in mailing.get(f"accounts/{id_of(mailing.site, 'liisa@example.fi')}/").text("main")
    assert liisa.get(form.path, 404).text("h1") == "Länken fungerar inte längre"


def test_without_mail_the_administrator_sees_the_link_once(maija: Coordinator) -> None:
    page = invite(maija)
    link = link_in(page.text("#link"))
    assert link.startswith("/sv/")
    account = id_of(maija.site, "liisa@example.fi")
    assert "/set-password/" not in maija.get(f"accounts/{account}/").text()
    again = maija.site.client.post(maija.get(f"accounts/{account}/"), form="main section:nth-of-type(1) form")
    stranger = maija.site.other_client()
    stranger.get(link, 404)
    stranger.get(link_in(again.text("#link")))
    with maija.site.database.reading() as session:
        digests = session.scalars(select(PasswordLinkRow.token_digest)).all()
    assert all(len(each) == 64 and each not in link for each in digests)


def test_a_link_ends_with_its_time(maija: Coordinator) -> None:
    link = link_in(invite(maija).text("#link"))
    with maija.site.database.writing() as session:
        found = session.scalars(select(PasswordLinkRow)).one()
        assert (found.valid_until - found.created_at).days == 7
        found.created_at, found.valid_until = found.created_at.replace(year=2020), found.valid_until.replace(year=2021)
    maija.site.other_client().get(link, 404)


def test_a_bad_password_leaves_the_link_as_it_is(maija: Coordinator) -> None:
    client = maija.site.other_client()
    form = client.get(link_in(invite(maija).text("#link")))
    refused = client.post(form, {"new_password": "liisa lukija 2026"}, status=422)
    assert "lätt att gissa" in refused.text("#new_password-error")
    assert not refused.fields()["new_password"]
    client.post(form, {"new_password": NEW})


def test_what_is_missing_is_named_and_what_was_typed_stays(maija: Coordinator) -> None:
    page = maija.press(maija.get("accounts/invite"), {"name": "Liisa", "email": "liisa"}, 422)
    assert len(page.texts(".ds-error-summary li")) == 3
    assert (page.fields()["name"], page.fields()["email"]) == ("Liisa", "liisa")
    switched = maija.site.client.post(page, {"switch_language": "sv"})
    assert switched.path == "/sv/coordinate/accounts/invite" and switched.fields()["name"] == "Liisa"
    assert "on jo käyttäjätili" in invite(maija, 422, email="MAIJA@example.fi").text("#email-error")


def test_a_closed_account_is_out_at_once_and_comes_back_as_it_was(maija: Coordinator) -> None:
    site = maija.site
    with site.database.writing() as session:
        create_coordinator(session, email="ville@example.fi", name="Ville", password_hash=HASH, now=now_for_pages())
    ville = site.other_client()
    assert sign_in(ville, "ville@example.fi", PASSWORD).path == "/fi/coordinate/"
    number = id_of(site, "ville@example.fi")
    closed = site.client.post(maija.get(f"accounts/{number}/"), form="main section:last-of-type form")
    assert "Suljettu" in closed.text("main")
    assert ville.get("/fi/coordinate/").path == "/fi/sign-in"
    assert "väärä" in sign_in(ville, "ville@example.fi", PASSWORD, 422).text("#email-error")
    site.client.post(closed, form="main form")
    assert sign_in(ville, "ville@example.fi", PASSWORD).path == "/fi/coordinate/"
    own = id_of(site, "maija@example.fi")
    assert [("account closed", own, number), ("account reopened", own, number)] == events(site)[-2:]


def test_the_last_administrator_stays_one_and_the_page_says_why(maija: Coordinator) -> None:
    own = maija.get(f"accounts/{id_of(maija.site, 'maija@example.fi')}/")
    demoted = maija.site.client.post(own, {"role": READER}, form="#page-form", status=422)
    assert "ainoa pääkäyttäjä" in demoted.text("#role-error")
    closed = maija.site.client.post(own, form="main section:last-of-type form", status=422)
    assert "ainoa pääkäyttäjä" in closed.text("#close-error")
    invite(maija, role=ADMINISTRATOR)  # who has set no password yet cannot manage anything
    maija.site.client.post(own, {"role": READER}, form="#page-form", status=422)
    with maija.site.database.writing() as session:
        session.execute(update(CoordinatorRow).values(password_hash=HASH))
    assert maija.site.client.post(own, {"role": READER}, form="#page-form").path == "/fi/coordinate/"
    maija.get("accounts/", 403)


def test_an_account_is_signed_out_everywhere(maija: Coordinator) -> None:
    site = maija.site
    number = id_of(site, "maija@example.fi")
    page = site.client.post(maija.get(f"accounts/{number}/"), form='form[action$="/end-sign-ins"]')
    assert page.path == "/fi/sign-in"


def test_the_list_has_name_address_role_state_and_latest_sign_in(maija: Coordinator) -> None:
    invite(maija)
    rows = [" | ".join(each.split()) for each in maija.get("accounts/").texts("tbody tr")]
    assert re.search(r"Liisa.*Lukija.*Kutsuttu.*–", rows[0]) and re.search(r"Maija.*Pääkäyttäjä.*klo", rows[1])


def test_a_forgotten_password_is_ordered_with_the_same_answer_for_known_and_unknown(mailing: Coordinator) -> None:
    client = mailing.site.other_client()
    answers = []
    for email in ("maija@example.fi", "nobody@example.fi"):
        page = client.post(client.get("/fi/new-password"), {"email": email})
        answers.append((page.path, page.text("main")))
    assert answers[0] == answers[1]
    [mail] = sent(mailing.site)
    assert mail.mail["Subject"] == "Uusi salasana: Kuulolla"
    client.post(client.get(link_in(mail.text)), {"new_password": NEW})
    assert sign_in(client, "maija@example.fi", NEW).path == "/fi/coordinate/"
    assert mailing.get().path == "/fi/sign-in", "whoever knew the earlier password is out"


def test_a_new_password_can_be_ordered_again_when_the_first_order_is_forgotten(mailing: Coordinator) -> None:
    for _ in range(2):
        client = mailing.site.other_client()
        client.post(client.get("/fi/new-password"), {"email": "maija@example.fi"})
        assert len(sent(mailing.site)) == 1
        with mailing.site.database.writing() as session:  # as after a day; SQLite then begins to count anew
            session.execute(delete(LinkOrderRow))
            message = session.scalars(select(MessageRow).order_by(MessageRow.id)).first()
            assert message is not None
            message.occasion = message.occasion.replace(str(datetime.now(UTC).year), "2020")


def test_orders_of_new_passwords_are_limited_for_unknown_addresses_too(mailing: Coordinator) -> None:
    for email in ("maija@example.fi", "nobody@example.fi"):
        for status in (200, 200, 200, 429):
            client = mailing.site.client
            client.post(client.get("/fi/new-password"), {"email": email}, status=status)


def test_a_closed_account_gets_no_link_not_even_one_that_waits(mailing: Coordinator) -> None:
    invite(mailing)
    with mailing.site.database.writing() as session:
        liisa = session.scalars(select(CoordinatorRow).where(CoordinatorRow.email == "liisa@example.fi")).one()
        liisa.closed_at = now_for_pages()
    client = mailing.site.other_client()
    client.post(client.get("/fi/new-password"), {"email": "liisa@example.fi"})
    assert sent(mailing.site) == []
    with mailing.site.database.reading() as session:
        assert [each.state for each in session.scalars(select(MessageRow))] == ["failed"]


def test_a_mail_that_the_server_refuses_leaves_no_link_that_works(mailing: Coordinator) -> None:
    invite(mailing)
    box = Mailbox(at_recipient=lambda recipient: "550 unknown")
    with mail_server(box) as settings, opened_post(settings) as post:
        Sender(mailing.site.database, post, _origin(settings), clock=lambda: datetime.now(UTC)).send_due()
    with mailing.site.database.reading() as session:
        assert session.scalars(select(PasswordLinkRow)).one().ended_at is not None


def _origin(settings: MailServer) -> Origin:
    return Origin("https://lausunnot.example.fi", settings.sender, {})


def test_a_mail_in_both_languages_goes_to_whom_no_language_is_known_of(mailing: Coordinator) -> None:
    page = mailing.get(f"accounts/{id_of(mailing.site, 'maija@example.fi')}/")
    mailing.site.client.post(page, form="main section:nth-of-type(1) form")
    [mail] = sent(mailing.site)
    assert "Uusi salasana" in mail.mail["Subject"] and "Nytt lösenord" in mail.mail["Subject"]


def test_a_page_for_ordering_says_whom_to_ask_where_no_mail_is_sent(sqlite: Database) -> None:
    page = make_client(sqlite).get("/sv/new-password")
    assert "huvudanvändare" in page.text("main") and not page.all("main form")
