"""Answering without having been asked: only who has the mail becomes a respondent, and nobody learns who is one."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, func, select, update

from survey.operations.accounts.tokens import token_digest
from survey.operations.consultations import joining
from survey.operations.consultations.joining import forget_old_joinings, join
from survey.operations.consultations.personal_links import JOINING_KEPT
from survey.operations.mail.caught import CaughtMail, caught_mails
from survey.operations.mail.occasions import MOST_ORDERS
from survey.operations.retention.deleting import forget_attempts
from survey.settings import MailFolder
from survey.store.base import Base
from survey.store.database import Database
from survey.store.retention.deleting import mark_deleted
from survey.store.tables import ConsultationRow, InvitationRow, JoiningRow, MessageRow, OrganisationRow
from tests.coordinate.desks import coordinator_of
from tests.operations.mail.outboxes import send
from tests.pages import Page
from tests.site import NOWHERE, Site, now_for_pages, open_site

PATH = "/fi/consultations/yksi/answer"
WISH = {"group": "organisation", "name": "Kyläyhdistys ry", "language": "fi", "email": "Sihteeri@kyla.example"}
PERSON = {"group": "private_person", "name": "Pekka Perä", "language": "sv", "email": "pekka@example.fi"}


@dataclass(frozen=True)
class Door:
    """A site with a consultation that anybody may answer, and the folder to which its mail goes."""

    site: Site
    folder: Path

    def change(self, **values: Any) -> None:
        """Change the consultation."""
        with self.site.database.writing() as session:
            session.execute(update(ConsultationRow).values(**values))

    def ask(self, changed: dict[str, str] | None = None, status: int = 200) -> Page:
        """Fill in the form and send it."""
        return self.site.client.post(self.site.client.get(PATH), {**WISH, **(changed or {})}, status=status)

    def mails(self, now: datetime | None = None) -> list[CaughtMail]:
        """All mails that have gone out, the latest first, after sending what waits."""
        mail = MailFolder(self.folder, "lausunnot@palvelu.example")
        send(self.site.database, mail, now=now or now_for_pages() + timedelta(seconds=1))
        return caught_mails(self.folder)

    def link(self) -> str:
        """The way in the latest mail, on this site."""
        [address] = [words for words, is_address in self.mails()[0].text if is_address and "/join/" in words]
        return address.removeprefix("https://lausunnot.example.fi")

    def joined(self, wish: dict[str, str] | None = None) -> Page:
        """Ask, follow the mail and press the button: the overview."""
        self.ask(wish)
        client = self.site.client
        return client.post(client.get(self.link()))

    def names(self) -> list[dict[str, str]]:
        """The names of all respondents."""
        with self.site.database.reading() as session:
            return list(session.scalars(select(OrganisationRow.name).order_by(OrganisationRow.id)))

    def rows(self, table: type[Base]) -> int:
        """How many rows there are."""
        made = table.__table__
        assert isinstance(made, Table)
        with self.site.database.reading() as session:
            return session.scalar(select(func.count()).select_from(made)) or 0

    def sent(self) -> list[tuple[str, str]]:
        """The outbox: kinds and recipients."""
        with self.site.database.reading() as session:
            return [(each.kind, each.recipient) for each in session.scalars(select(MessageRow))]


def opened(database: Database, folder: Path) -> Door:
    door = Door(open_site(database, NOWHERE), folder / "mail")
    door.change(who_may_answer="anybody")
    return door


@pytest.fixture
def door(sqlite: Database, tmp_path: Path) -> Door:
    return opened(sqlite, tmp_path)


@pytest.fixture
def door_on_each(database: Database, tmp_path: Path) -> Door:
    return opened(database, tmp_path)


def test_the_public_page_leads_to_a_statement_of_somebody_who_was_not_asked(door_on_each: Door) -> None:
    door, client = door_on_each, door_on_each.site.client
    page = client.get("/fi/consultations/yksi")
    assert page.link("Vastaa lausuntopyyntöön") == PATH
    assert door.rows(InvitationRow) == 1
    page = door.ask()
    assert "Osoitteeseen Sihteeri@kyla.example tulee" in page.text("#notices")
    link = door.link()
    asked = client.get(link)
    assert "Kyläyhdistys ry" in asked.text("main") and "sihteeri@kyla.example" in asked.text("main")
    assert door.rows(InvitationRow) == 1, "looking at the link makes nothing"
    overview = client.post(asked)
    assert overview.path.startswith("/fi/responses/") and "Kyläyhdistys ry" in overview.text("main")
    details = client.get(f"{overview.path}details").fields()
    assert details["answer-official_name-text"] == "Kyläyhdistys ry"
    assert details["answer-contact_email-email"] == "sihteeri@kyla.example"
    assert details["answer-respondent_group-option"] == "organisation"
    assert door.rows(JoiningRow) == 0


def test_the_link_of_the_mail_is_the_personal_link_from_then_on_in_any_browser(door: Door) -> None:
    overview = door.joined()
    assert door.site.other_client().get(door.link()).path == overview.path


def test_pressing_twice_makes_one_respondent(door_on_each: Door) -> None:
    door = door_on_each
    door.ask()
    token = door.link().rpartition("/")[2]

    def press(_number: int) -> int:
        with door.site.database.writing() as session:
            return join(session, token_digest(token), now=now_for_pages())[1].id

    with ThreadPoolExecutor(4) as pool:
        responses = set(pool.map(press, range(4)))
    assert len(responses) == 1 and door.rows(InvitationRow) == 2


def test_the_answer_is_the_same_whether_the_address_is_known_or_not_and_a_known_one_gets_its_own_link(
    door: Door,
) -> None:
    answers = [
        door.ask({"email": email}).text("#notices").replace(email, "")
        for email in ("KIRJAAMO@example.fi", "tuntematon@example.fi")
    ]
    assert answers[0] == answers[1] != ""
    assert door.sent() == [("new_link", "kirjaamo@example.fi"), ("joining", "tuntematon@example.fi")]
    assert door.rows(JoiningRow) == 1


def test_one_address_joins_once_whatever_it_calls_itself_and_all_its_links_work(door: Door) -> None:
    door.ask()
    first = door.link()
    door.ask({"name": "Toinen nimi ry"})
    second = door.link()
    overview = door.site.client.post(door.site.client.get(first))
    assert door.site.client.get(second).path == overview.path
    door.ask({"name": "Kolmas nimi ry"})
    assert door.mails()[0].subject == "Uusi linkki: Yksi kysymys"
    assert [each["fi"] for each in door.names()] == ["Mallikunta", "Kyläyhdistys ry"]


def test_an_address_that_was_invited_meanwhile_gets_its_own_response(door: Door) -> None:
    door.ask()
    link = door.link()
    with door.site.database.writing() as session:
        session.execute(update(OrganisationRow).values(email="sihteeri@kyla.example"))
    overview = door.site.client.post(door.site.client.get(link))
    assert overview.path == door.site.path() and door.rows(InvitationRow) == 1


def test_the_name_of_a_private_person_is_published_only_if_the_person_wants_it(door: Door) -> None:
    door.joined(PERSON)
    door.joined(PERSON | {"email": "liisa@example.fi", "name": "Liisa Lipas", "is_name_public": "yes"})
    page = door.joined(PERSON | {"email": "matti@example.fi", "name": "Matti Meikäläinen"})
    assert door.names()[1:] == [
        {"fi": "Yksityishenkilö 1", "sv": "Privatperson 1"},
        {"sv": "Liisa Lipas"},
        {"fi": "Yksityishenkilö 3", "sv": "Privatperson 3"},
    ]
    fields = door.site.client.get(f"{page.path}details").fields()
    assert fields["answer-official_name-text"] == "Privatperson 3"
    assert fields["answer-recorded_by-text"] == "Matti Meikäläinen", "which is kept with the contact details"


def test_an_organisation_has_its_name_published_whatever_is_ticked(door: Door) -> None:
    door.joined({"is_name_public": "yes"})
    assert door.names()[1] == {"fi": "Kyläyhdistys ry"}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("group", "", "Valitkaa, kuka vastaa."),
        ("group", "robots", "Valitkaa, kuka vastaa."),
        ("name", "  ", "Kirjoita organisaation nimi tai yksityishenkilönä oma nimi."),
        ("name", "x" * 301, "enintään 300 merkkiä"),
        ("language", "xx", "Valitse"),
        ("email", "pekka", "yksi kokonainen sähköpostiosoite"),
        ("email", f"{'x' * 250}@example.fi", "yksi kokonainen sähköpostiosoite"),
        ("email", "a@example.fi, b@example.fi", "yksi kokonainen sähköpostiosoite"),
        ("email", "a@example.fi\r\nBcc: b@example.fi", "yksi kokonainen sähköpostiosoite"),
    ],
)
def test_what_is_wrong_is_named_and_all_that_was_typed_stays(door: Door, field: str, typed: str, words: str) -> None:
    page = door.ask({**WISH, field: typed}, 422)
    assert words in page.text(".ds-error-summary")
    assert page.fields()["name"] == (WISH["name"] if field != "name" else typed.strip())
    assert door.sent() == []


def test_no_mail_has_anything_that_somebody_has_typed_but_its_address(door: Door) -> None:
    door.ask({"name": "Voitit! https://paha.example"})
    [mail] = door.mails()
    text = "".join(words for words, _is_address in mail.text)
    assert "Voitit" not in text + mail.subject and "paha" not in text
    assert "Ministeriö" in text and mail.recipient == "sihteeri@kyla.example"


def test_the_language_switch_keeps_what_is_typed_and_asks_for_nothing(door: Door) -> None:
    page = door.ask({**PERSON, "is_name_public": "yes", "switch_language": "sv"})
    assert page.path == PATH.replace("fi", "sv", 1)
    assert page.fields().items() >= {**PERSON, "is_name_public": "yes"}.items()
    assert door.sent() == []


def test_links_to_one_address_and_from_one_client_are_limited(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    for _number in range(MOST_ORDERS[0]):
        door.ask()
    refused = door.ask(status=429)
    assert refused.fields()["email"] == WISH["email"] and "tunnin kuluttua" in refused.text(".ds-error-summary")
    monkeypatch.setattr("survey.operations.mail.occasions.MOST_ORDERS_AT_SHARED_ADDRESS", (3, 5))
    door.ask({"email": "a@example.fi"})
    door.ask({"email": "b@example.fi"})
    assert door.ask({"email": "c@example.fi"}, 429).all("#errors")


@pytest.mark.parametrize("email", ["uusi@example.fi", "kirjaamo@example.fi"])
def test_a_robot_makes_no_more_rows_in_a_day_than_the_limit_and_people_are_told_whom_to_write_to(
    door: Door, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    monkeypatch.setattr(joining, "MOST_IN_A_DAY", 3)
    door.joined()
    for number in range(2):
        door.ask({"email": f"robotti{number}@example.fi"})
    before = door.sent()
    refused = door.ask({"email": email}, 429)
    assert "ville@example.fi" in refused.text(".ds-error-summary")
    assert door.sent() == before and door.rows(JoiningRow) == 2


def test_who_does_not_verify_the_address_is_forgotten_with_the_mail(door_on_each: Door) -> None:
    door, now = door_on_each, now_for_pages()
    door.ask()
    link = door.link()
    forget_old_joinings(door.site.database, now + JOINING_KEPT - timedelta(minutes=5))
    assert door.rows(JoiningRow) == 1
    forget_old_joinings(door.site.database, now + JOINING_KEPT + timedelta(minutes=5))
    assert (door.rows(JoiningRow), door.sent()) == (0, [])
    assert "kolmen päivän kuluessa" in door.site.client.get(link, 404).text("main")


def test_the_command_of_retention_forgets_them_too(door: Door) -> None:
    door.ask()
    forget_attempts(door.site.database, now=now_for_pages() + JOINING_KEPT + timedelta(minutes=5))
    assert (door.rows(JoiningRow), door.sent()) == (0, [])


def test_a_link_that_is_too_old_makes_nothing_also_before_it_is_forgotten(door: Door) -> None:
    door.ask()
    page = door.site.client.get(door.link())
    with door.site.database.writing() as session:
        session.execute(update(JoiningRow).values(at=now_for_pages() - JOINING_KEPT))
    assert door.site.client.post(page, status=404)
    assert door.rows(InvitationRow) == 1


def test_nobody_joins_after_the_end(door: Door) -> None:
    form = door.site.client.get(PATH)
    door.ask()
    page = door.site.client.get(door.link())
    now = now_for_pages()
    door.change(opened_at=now - timedelta(days=9), deadline=now - timedelta(days=1))
    assert "Vastaamista ei voi enää aloittaa." in door.site.client.get(PATH).text("main")
    assert door.site.client.post(form, WISH | {"email": "x@example.fi"}, status=409).path == PATH
    ended = door.site.client.post(page, status=409)
    assert "Vastaamista ei voi enää aloittaa." in ended.text("main") and not ended.all("main form")
    assert door.rows(InvitationRow) == 1
    assert "Vastaa lausuntopyyntöön" not in door.site.client.get("/fi/consultations/yksi").text("main")


def test_until_the_closing_time_one_joins_after_the_deadline(door: Door) -> None:
    now = now_for_pages()
    door.change(opened_at=now - timedelta(days=9), deadline=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    assert "merkitään myöhästyneeksi" in door.joined().text("main")


def test_a_consultation_for_the_invited_alone_has_no_such_page_and_no_link_to_it(site: Site) -> None:
    assert site.client.get(PATH, 404)
    assert "Vastaa lausuntopyyntöön" not in site.client.get("/fi/consultations/yksi").text("main")
    assert "Vain kutsutut" in site.client.get("/fi/consultations/yksi").text("main")


def test_a_deleted_consultation_takes_nobody_in(door: Door) -> None:
    door.ask()
    page = door.site.client.get(door.link())
    with door.site.database.writing() as session:
        mark_deleted(session, door.site.round.consultation.id, now=now_for_pages())
    assert door.site.client.get(PATH, 404)
    assert door.site.client.post(page, status=404)
    assert door.rows(InvitationRow) == 1


def test_where_no_mail_is_sent_the_page_says_whom_to_write_to(site: Site) -> None:
    with site.database.writing() as session:
        session.execute(update(ConsultationRow).values(who_may_answer="anybody"))
    page = site.client.get(PATH)
    assert not page.all("main form") and page.link("ville@example.fi") == "mailto:ville@example.fi"


def test_a_mail_that_is_sent_twice_has_two_links_that_both_work(door: Door) -> None:
    door.ask()
    first = door.link()
    with door.site.database.writing() as session:
        session.execute(update(MessageRow).values(state="waiting", sent_at=None))
    second = door.link()
    assert first != second
    overview = door.site.client.post(door.site.client.get(first))
    assert door.site.client.get(second).path == overview.path


def test_nobody_who_waits_is_on_a_list_of_coordinators_or_among_troubled_mails(door: Door) -> None:
    maija = coordinator_of(door.site)
    door.ask()
    with door.site.database.writing() as session:
        session.execute(update(MessageRow).values(state="failed", answer="550 unknown"))
    assert "kyla.example" not in maija.get("consultations/yksi/").text()
    assert "kyla.example" not in maija.get("mails").text()


def test_every_token_leads_nowhere_before_the_button_is_pressed(door: Door) -> None:
    door.ask()
    token = door.link().rpartition("/")[2]
    assert door.site.client.get(f"/fi/r/{token}", 404)
    assert re.fullmatch(r"[\w-]{43}", token)
