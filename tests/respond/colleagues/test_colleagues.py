"""The page of colleagues: adding people, their links and roles, who is in charge, who was here and changed what."""

from time import monotonic

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from survey.operations.colleagues import taking_part
from survey.store.database import WAIT_FOR_LOCK, Database
from survey.store.tables import EventRow, MessageRow, ParticipantRow
from tests.coordinate.desks import coordinator_of
from tests.mail_servers import SENDER
from tests.pages import Page
from tests.respond.colleagues.desks import (
    APPROVER,
    COMMENTER,
    WRITER,
    Colleague,
    another_browser_of,
    colleague_at,
    holder_at,
    opened,
)
from tests.rounds import save
from tests.site import NOWHERE, Site, now_for_pages, open_site

ADD = "/colleagues"


def add(holder: Colleague, email: str = "kaisa@example.fi", role: str = WRITER, status: int = 200) -> Page:
    """Add a colleague on the page."""
    return holder.post(holder.get("colleagues"), ADD, {"email": email, "role": role}, status)


def person(site: Site, email: str) -> ParticipantRow:
    """Somebody who was added, as stored."""
    with site.database.reading() as session:
        return session.scalars(select(ParticipantRow).where(ParticipantRow.email == email)).one()


def test_whoever_is_in_charge_adds_a_colleague_whose_link_is_shown_once_where_no_mail_is_sent(
    site_on_each: Site,
) -> None:
    holder = holder_at(site_on_each)
    page = add(holder)
    address = page.all(".k-code a")[0].attrs["href"]
    assert page.response.headers["Cache-Control"] == "no-store", "the page has a secret"
    assert address not in holder.get("colleagues").raw_text("main")
    writer = opened(site_on_each, 0, address.rsplit("/", 1)[1])
    assert "Roolinne lausunnossa: Kirjoittaja" in writer.get().text("main")
    section = writer.get("sections/osio")
    writer.client.post(section, {"answer-nakemys-text": "Kannatamme."})
    assert "Kannatamme." in holder.get("draft").text("main")


def test_a_colleague_gets_a_personal_link_by_mail_where_mail_is_sent(sqlite: Database) -> None:
    site = open_site(sqlite, NOWHERE)
    assert SENDER
    page = add(holder_at(site), "Kaisa@Example.FI", COMMENTER)
    assert "kaisa@example.fi" in page.text(".k-notice")
    assert not page.all(".k-code")
    with sqlite.reading() as session:
        [message] = session.scalars(select(MessageRow))
        assert (message.kind, message.recipient) == ("colleague", "kaisa@example.fi")
        assert message.participant_id == person(site, "kaisa@example.fi").id


@pytest.mark.parametrize(
    ("email", "role", "message"),
    [
        ("ei osoite", WRITER, "Kirjoita yksi sähköpostiosoite kokonaan"),
        ("a@example.fi, b@example.fi", WRITER, "Kirjoita yksi sähköpostiosoite kokonaan"),
        ("kaisa@example.fi", "", "Valitse, mitä työtoveri tekee."),
        ("kaisa@example.fi", "holder", "Valitse, mitä työtoveri tekee."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(site: Site, email: str, role: str, message: str) -> None:
    page = add(holder_at(site), email, role, status=422)
    assert message in page.text("#errors")
    assert page.all("#email")[0].attrs["value"] == email


def test_somebody_who_takes_part_cannot_be_added_twice(site: Site) -> None:
    holder = holder_at(site)
    add(holder)
    assert "kaisa@example.fi on jo mukana." in add(holder, "KAISA@example.fi", status=422).text("#errors")


def test_no_more_people_can_be_added_than_fit(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_part, "MOST_COLLEAGUES", 1)
    holder = holder_at(site)
    add(holder)
    assert "Poista ensin joku" in add(holder, "eero@example.fi", status=422).text("#errors")


def test_mails_to_colleagues_are_bounded(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_part, "MOST_MAILS", 1)
    site = open_site(sqlite, NOWHERE)
    holder = holder_at(site)
    add(holder)
    assert "Yritä huomenna" in add(holder, "eero@example.fi", status=422).text("#errors")
    with sqlite.reading() as session:
        assert session.scalars(select(ParticipantRow.email).where(ParticipantRow.email != "")).all() == [
            "kaisa@example.fi"
        ]


def test_a_removed_colleague_gets_no_further_and_what_was_written_stays(site_on_each: Site) -> None:
    holder = holder_at(site_on_each)
    writer = colleague_at(site_on_each, WRITER, name="Kaisa Kirjaaja")
    writer.client.post(writer.get("sections/osio"), {"answer-nakemys-text": "Kannatamme."})
    page = holder.post(holder.get("colleagues"), f"/{writer.id}/remove")
    assert "Aiemmin mukana: Kaisa Kirjaaja" in page.text("main")
    for rest in ("", "draft", "colleagues", "sections/osio"):
        writer.get(rest, 403)
    writer.client.get(f"/fi/r/{writer.token}", 404)
    assert "Kannatamme." in holder.get("draft").text("main")
    assert "Kaisa Kirjaaja" in holder.get("colleagues").text("section[aria-labelledby=changes]")


def test_who_was_removed_comes_back_as_the_same_person(site: Site) -> None:
    holder = holder_at(site)
    writer = colleague_at(site, WRITER)
    holder.post(holder.get("colleagues"), f"/{writer.id}/remove")
    add(holder, "writer@example.fi", COMMENTER)
    again = person(site, "writer@example.fi")
    assert (again.id, again.role, again.left_at) == (writer.id, COMMENTER, None)


def test_a_new_link_takes_the_place_of_the_earlier_ones(site: Site) -> None:
    holder, writer = holder_at(site), colleague_at(site, WRITER)
    other = another_browser_of(writer)
    page = holder.post(holder.get("colleagues"), f"/{writer.id}/new-link")
    token = page.all(".k-code a")[0].attrs["href"].rsplit("/", 1)[1]
    writer.get("", 403)
    other.get("", 403)
    opened(site, writer.id, token).get()
    holder.get()


def test_links_of_a_colleague_can_be_closed_without_removing_the_colleague(site: Site) -> None:
    holder, writer = holder_at(site), colleague_at(site, WRITER)
    page = holder.post(holder.get("colleagues"), f"/{writer.id}/revoke-links")
    assert "writer@example.fi" in page.text("section[aria-labelledby=who]")
    writer.get("", 403)


def test_a_role_can_be_changed_and_holds_at_once(site: Site) -> None:
    holder, writer = holder_at(site), colleague_at(site, WRITER)
    page = writer.get("sections/osio")
    holder.post(holder.get("colleagues"), f"/{writer.id}/role", {"role": COMMENTER})
    refused = writer.client.post(page, {"answer-nakemys-text": "Myöhässä."}, status=403)
    assert "Myöhässä." in refused.raw_text("main"), "what was typed is on the page"
    assert "Kommentoija" in writer.get().text("main")


def test_being_in_charge_is_handed_over_and_the_registry_can_take_it_back(site_on_each: Site) -> None:
    holder, writer = holder_at(site_on_each), colleague_at(site_on_each, WRITER, name="Kaisa Kirjaaja")
    asked = holder.get(f"colleagues/{writer.id}/hand-over")
    page = holder.client.post(asked)
    assert "Lausunnosta vastaa nyt Kaisa Kirjaaja." in page.text(".k-notice")
    holder.get("submit", 403)
    holder.get("sections/osio")
    assert writer.get("colleagues").all('form[action$="/colleagues"]')
    back = holder.post(page, "/take-charge")
    assert "Vastaatte taas lausunnosta." in back.text(".k-notice")
    writer.get(f"colleagues/{holder.id}/hand-over", 403)
    with site_on_each.database.reading() as session:
        rows = session.execute(select(ParticipantRow.id, ParticipantRow.role).order_by(ParticipantRow.id)).all()
        assert [tuple(row) for row in rows] == [(holder.id, "holder"), (writer.id, WRITER)]


def test_whoever_was_invited_can_be_neither_removed_nor_given_another_role(site: Site) -> None:
    holder, writer = holder_at(site), colleague_at(site, WRITER)
    holder.client.post(holder.get(f"colleagues/{writer.id}/hand-over"))
    page = writer.get("colleagues")
    assert not page.all(f'form[action$="/{holder.id}/remove"]')
    token = page.fields("#page-form")["csrf_token"]
    for act in ("remove", "role", "new-link", "revoke-links", "hand-over"):
        answer = writer.client.http.post(
            site.path(f"colleagues/{holder.id}/{act}"), data={"csrf_token": token, "role": COMMENTER}
        )
        assert answer.status_code == (303 if act == "remove" else 404), act
    assert "Kirjoittaja, voi ottaa vastuun takaisin" in holder.get("colleagues").text("main")


def test_the_database_knows_one_person_in_charge_and_no_two_with_an_address(database: Database) -> None:
    site = open_site(database)
    colleague_at(site, WRITER)
    for changed in ({"role": "holder"}, {"role": None}, {"role": "author"}):
        with database.writing() as session, pytest.raises(IntegrityError):
            session.execute(update(ParticipantRow).where(ParticipantRow.role == WRITER).values(**changed))
        with database.writing() as session:
            session.rollback()
    with database.writing() as session, pytest.raises(IntegrityError):
        session.execute(update(ParticipantRow).values(email="a@example.fi"))
    with database.writing() as session, pytest.raises(IntegrityError):
        session.execute(update(ParticipantRow).where(ParticipantRow.role == "holder").values(left_at=now_for_pages()))


def test_each_person_gives_the_own_name(site: Site) -> None:
    writer, commenter = colleague_at(site, WRITER), colleague_at(site, COMMENTER)
    page = writer.post(writer.get("colleagues"), "/name", {"name": "  Kaisa\u0007 Kirjaaja "})
    assert page.all("#name")[0].attrs["value"] == "Kaisa Kirjaaja"
    assert "Kaisa Kirjaaja" in commenter.get("colleagues").text("section[aria-labelledby=who]")
    refused = commenter.post(commenter.get("colleagues"), "/name", {"name": " "}, 422)
    assert "Kirjoita nimi" in refused.text("#errors")


def test_the_page_says_who_is_here_and_who_was_here_when(site: Site) -> None:
    holder, writer = holder_at(site), colleague_at(site, WRITER)
    with site.database.writing() as session:
        add_colleague_row = update(ParticipantRow).where(ParticipantRow.id == writer.id)
        session.execute(add_colleague_row.values(seen_at=site.round.access.participant.created_at.replace(year=2025)))
    assert "Viimeksi paikalla" in holder.get("colleagues").text(f"#person-{writer.id}")
    writer.get()
    assert "Paikalla nyt" in holder.get("colleagues").text(f"#person-{writer.id}")
    colleague = person(site, "writer@example.fi")
    writer.get()
    assert person(site, "writer@example.fi").seen_at == colleague.seen_at, "it is written once in some minutes"


def test_a_page_comes_also_while_somebody_else_is_writing(site: Site) -> None:
    site.open_link()
    with site.database.writing() as session:
        session.execute(update(ParticipantRow).values(seen_at=None))
    with site.database.writing():
        begun = monotonic()
        site.client.get(site.path())
        assert monotonic() - begun < WAIT_FOR_LOCK / 1_000 / 2, "it has not waited for the other to finish"
    with site.database.reading() as session:
        assert session.scalars(select(ParticipantRow.seen_at)).all() == [None]


def test_who_opens_a_link_acts_as_the_person_whom_it_belongs_to(site: Site) -> None:
    holder = holder_at(site)
    writer = colleague_at(site, WRITER)
    holder.client.get(f"/fi/r/{writer.token}")
    assert "Roolinne lausunnossa: Kirjoittaja" in holder.get().texts("#together ~ p")
    holder.client.get(f"/fi/r/{holder.token}")
    assert "Vastaatte lausunnosta." in holder.get().text("main")


def test_the_latest_changes_say_question_person_and_time_and_no_text(site: Site) -> None:
    holder, writer = holder_at(site), colleague_at(site, WRITER, name="Kaisa Kirjaaja")
    writer.client.post(writer.get("sections/osio"), {"answer-nakemys-text": "Kannatamme."})
    with site.database.writing() as session:
        save(session, site.round, {"nakemys": {"text": "Emme kannata."}}, revision=1, now=now_for_pages())
    changes = holder.get("colleagues").texts("section[aria-labelledby=changes] li")
    assert len(changes) == 2
    assert all(change.startswith("1. Näkemyksenne") for change in changes)
    assert {"Kaisa" in change for change in changes} == {True, False}
    assert "annat" not in " ".join(changes)


def test_a_colleague_of_another_organisation_is_refused(site: Site, sqlite: Database) -> None:
    approver = colleague_at(site, APPROVER)
    response_id = site.round.access.response.id
    for rest in ("", "colleagues", "draft"):
        approver.client.get(f"/fi/responses/{response_id + 1}/{rest}", 403)


def test_a_coordinator_sees_neither_mails_nor_addresses_of_colleagues(sqlite: Database) -> None:
    site = open_site(sqlite, NOWHERE)
    add(holder_at(site))
    with sqlite.writing() as session:
        session.execute(update(MessageRow).values(state="failed", answer="550 kaisa@example.fi unknown"))
    maija = coordinator_of(site)
    for path in ("consultations/yksi/", "consultations/yksi/organisations/1/", "mails", "consultations/yksi/log"):
        assert "kaisa@" not in maija.get(path).raw_text("body"), path
    with sqlite.reading() as session:
        assert "colleague added" in session.scalars(select(EventRow.what)).all()


def test_links_that_a_coordinator_revokes_are_also_those_of_colleagues(site: Site) -> None:
    writer = colleague_at(site, WRITER)
    maija = coordinator_of(site)
    page = maija.get("consultations/yksi/organisations/1/")
    maija.site.client.post(page, form='form[action$="/revoke-links"]')
    writer.get("", 403)
