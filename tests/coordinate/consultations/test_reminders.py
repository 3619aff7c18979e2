"""Reminders to exactly those who have not answered, and more time, by mail and with the calendar moved."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.operations.mail.compose import composed
from survey.operations.mail.mails import mail_of
from survey.store.database import Database
from survey.store.tables import ConsultationRow, EventRow, InvitationRow, MessageRow, MoreTimeRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.operations.mail.outboxes import ORIGIN
from tests.operations.mail.test_mails import entry
from tests.pages import Page
from tests.rounds import DETAILS, Round, invite_another, save, submit
from tests.site import NOWHERE, now_for_pages, open_site

PATH = "consultations/yksi/"
FORM = "#page-form"


class Desk:
    """A coordinator with three organisations, of which one has answered."""

    def __init__(self, database: Database, *, mail: bool = True) -> None:
        site, now = open_site(database, NOWHERE if mail else None), now_for_pages()
        self.site, self.database = site, database
        with database.writing() as session:
            save(session, site.round, {"nakemys": {"text": "Näin."}, **DETAILS}, now=now)
            submit(session, site.round, now=now)
            self.finnish = invite_another(session, site.round.consultation, now=now, name="Kouvola")
            self.swedish = invite_another(session, site.round.consultation, now=now, name="Vasa", language="sv")
        self.maija: Coordinator = coordinator_of(site)

    def mails(self, kind: str) -> list[MessageRow]:
        with self.database.reading() as session:
            found = select(MessageRow).where(MessageRow.kind == kind).order_by(MessageRow.id)
            return list(session.scalars(found))

    def reminding(self) -> Page:
        return self.maija.get(f"{PATH}remind")

    def send(self, page: Page, status: int = 200, *, but: Round | None = None, words: str = "") -> Page:
        chosen = [each.attrs["value"] for each in page.all("[name=organisation]") if "checked" in each.attrs]
        left = str(but.access.invitation.id) if but else ""
        data = {**page.fields(FORM), "organisation": [each for each in chosen if each != left], "words-fi": words}
        response = self.site.client.http.post(page.path, data=data)
        if response.status_code == 303:
            return self.site.client.get(response.headers["Location"].split("#")[0], status)
        return self.site.client._checked(response, status)


@pytest.fixture
def desk(sqlite: Database) -> Desk:
    return Desk(sqlite)


def test_only_those_who_have_not_answered_are_reminded(desk: Desk) -> None:
    page = desk.reminding()
    assert page.texts("fieldset .ds-label[for]") == ["Kouvola", "Vasa"]
    done = desk.send(page)
    assert "2 muistutusta lähetetään" in done.text("#notices")
    assert [(each.invitation_id, each.languages) for each in desk.mails("reminder")] == [
        (desk.finnish.access.invitation.id, "fi"),
        (desk.swedish.access.invitation.id, "sv"),
    ]


def test_whoever_answers_while_the_page_is_open_is_not_reminded(desk: Desk) -> None:
    page = desk.reminding()
    with desk.database.writing() as session:
        save(session, desk.finnish, {"nakemys": {"text": "Näin."}, **DETAILS}, now=now_for_pages())
        submit(session, desk.finnish, now=now_for_pages())
    desk.send(page)
    assert [each.invitation_id for each in desk.mails("reminder")] == [desk.swedish.access.invitation.id]


def test_a_selection_is_reminded_and_a_second_reminder_is_another_occasion(desk: Desk) -> None:
    desk.send(desk.reminding(), but=desk.finnish)
    desk.send(desk.reminding())
    assert [each.invitation_id for each in desk.mails("reminder")] == [
        desk.swedish.access.invitation.id,
        *(each.access.invitation.id for each in (desk.finnish, desk.swedish)),
    ]
    assert len(desk.reminding().texts("main > ul li")) == 2


def test_nobody_ticked_is_told_and_the_words_are_kept(desk: Desk) -> None:
    page = desk.reminding()
    data = {**page.fields(FORM), "words-fi": "Kiire.", "words-sv": "Bråttom."}
    data.pop("organisation")
    refused = desk.site.client.send(page.path, data, status=422)
    assert refused.all(".k-errors a")[0].attrs["href"] == "#organisation"
    assert refused.fields(FORM)["words-sv"] == "Bråttom." and not desk.mails("reminder")


def test_what_is_no_organisation_is_nobody_ticked(desk: Desk) -> None:
    page = desk.reminding()
    refused = desk.site.client.send(page.path, {**page.fields(FORM), "organisation": "9" * 5_000}, status=422)
    assert refused.all(".k-errors a")[0].attrs["href"] == "#organisation"


def test_own_words_are_needed_in_the_languages_of_those_who_are_ticked(desk: Desk) -> None:
    assert desk.send(desk.reminding(), 422, words="Kiire.").all(".k-errors a")[0].attrs["href"] == "#words-sv"
    desk.send(desk.reminding(), but=desk.swedish, words="Kiire.")
    assert [each.words for each in desk.mails("reminder")] == [{"fi": "Kiire."}]


def test_after_the_deadline_there_is_nobody_to_remind(desk: Desk) -> None:
    with desk.database.writing() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        consultation.opened_at = now_for_pages() - timedelta(days=9)
        consultation.deadline = now_for_pages() - timedelta(days=1)
    assert "ei ole ketään muistutettavaa" in desk.reminding().text("main")


def test_where_no_mail_is_sent_no_reminder_can_be(sqlite: Database) -> None:
    page = Desk(sqlite, mail=False).reminding()
    assert "ei lähetä sähköpostia" in page.text("main") and not page.all(FORM)


PLAN = f"{PATH}planned-reminders"


def test_a_reminder_is_planned_listed_and_removed(desk: Desk) -> None:
    planned = desk.site.client.post(
        desk.maija.get(PLAN), {"days": "7", "words-fi": "Kiire.", "words-sv": "Bråttom."}, form=FORM
    )
    assert "7 päivää ennen määräaikaa" in planned.text(".k-faults") and "Kiire." in planned.text(".k-faults")
    assert desk.reminding().link("Ajastetut muistutukset (1)") == f"/fi/coordinate/{PLAN}"
    removed = desk.site.client.post(planned, form=".k-faults form")
    assert "Muistutuksia ei ole ajastettu." in removed.text("main")


@pytest.mark.parametrize(
    "days", ["", "0", "61", "seitsemän", "31", "0071", pytest.param("9" * 5_000, id="many digits")]
)
def test_a_number_of_days_that_cannot_be_is_told_and_kept(desk: Desk, days: str) -> None:
    refused = desk.site.client.post(desk.maija.get(PLAN), {"days": days}, form=FORM, status=422)
    assert refused.all(".k-errors a")[0].attrs["href"] == "#days"
    assert refused.fields(FORM)["days"] == days


def give(desk: Desk, path: str, status: int = 200, fields: Mapping[str, str] | None = None) -> Page:
    page = desk.maija.get(f"{PATH}{path}")
    return desk.site.client.post(page, {"deadline-date": "29.1.2099", **(fields or {})}, form=FORM, status=status)


def test_more_time_for_one_moves_its_deadline_tells_it_and_moves_its_calendar(desk: Desk) -> None:
    one = desk.finnish.access.invitation.id
    done = give(desk, f"organisations/{one}/more-time", fields={"words-fi": "Kokouksen vuoksi."})
    assert done.path.endswith(f"/organisations/{one}/")
    assert "29.1.2099 klo 16.00" in done.text("#notices")
    [message] = desk.mails("more_time")
    with desk.database.reading() as session:
        row = session.scalars(select(MoreTimeRow)).one()
        invitation = session.get_one(InvitationRow, one)
        others = session.scalars(select(InvitationRow.own_deadline).where(InvitationRow.id != one)).all()
        mail = mail_of(session, message, ORIGIN, token="T", now=now_for_pages())
    assert (invitation.own_deadline, row.deadline, row.invitation_id) == (row.deadline, row.deadline, one)
    assert set(others) == {None}
    assert "Kokouksen vuoksi." in mail.text and "29.1.2099 klo\N{NO-BREAK SPACE}16.00" in mail.text
    calendar, _name = entry(composed(mail, message_id="<a@b>", at=now_for_pages()))
    [event] = calendar.events
    assert (event["sequence"], event.start) == (1, row.deadline)
    assert "Kokouksen vuoksi." in done.text("#more-time + ul")


def test_more_time_for_all_is_told_to_those_who_have_not_answered_and_lets_later_deadlines_stand(desk: Desk) -> None:
    later = now_for_pages() + timedelta(days=40_000)
    with desk.database.writing() as session:
        session.get_one(InvitationRow, desk.swedish.access.invitation.id).own_deadline = later
    give(desk, "more-time")
    with desk.database.reading() as session:
        deadline = session.scalars(select(ConsultationRow.deadline)).one()
        own = session.get_one(InvitationRow, desk.swedish.access.invitation.id).own_deadline
        logged = session.scalars(select(EventRow.what).where(EventRow.what == "more time given")).all()
    assert (deadline.year, own, len(logged)) == (2099, later, 1)
    assert [each.invitation_id for each in desk.mails("more_time")] == [desk.finnish.access.invitation.id]


def test_more_time_for_all_leaves_nobody_with_less(desk: Desk) -> None:
    """An own deadline that was later than the old common one, and is earlier than the new one."""
    one = desk.finnish.access.invitation.id
    give(desk, f"organisations/{one}/more-time", fields={"deadline-date": "1.1.2098"})
    give(desk, "more-time")
    with desk.database.reading() as session:
        assert session.get_one(InvitationRow, one).own_deadline is None
    assert [each.invitation_id for each in desk.mails("more_time")].count(one) == 2


def test_a_double_click_gives_more_time_once_and_shows_no_error(desk: Desk) -> None:
    page = desk.maija.get(f"{PATH}more-time")
    for _ in range(2):
        done = desk.site.client.post(page, {"deadline-date": "29.1.2099"}, form=FORM)
        assert "29.1.2099" in done.text("#notices")
    assert len(desk.mails("more_time")) == 2


@pytest.mark.parametrize(
    ("path", "typed", "says"),
    [
        ("remind", {}, "Muistutus lausuntopyynnöstä"),
        ("planned-reminders", {"days": "7"}, "Muistutus lausuntopyynnöstä"),
        ("more-time", {"deadline-date": "29.1.2099"}, "29.1.2099 klo\N{NO-BREAK SPACE}16.00"),
    ],
)
def test_each_mail_can_be_read_with_own_words_before_it_goes(
    desk: Desk, path: str, typed: dict[str, str], says: str
) -> None:
    words = {"words-fi": "Terveisin Maija.", "words-sv": "Hälsningar Maija."}
    page = desk.site.client.post(desk.maija.get(f"{PATH}{path}"), {**typed, **words, "look": "1"}, form=FORM)
    finnish, swedish = page.texts(".k-letter")
    assert says.replace("\N{NO-BREAK SPACE}", " ") in finnish.replace("\N{NO-BREAK SPACE}", " ")
    assert "Terveisin Maija." in finnish and "Hälsningar Maija." in swedish
    assert page.fields(FORM)["words-sv"] == "Hälsningar Maija."
    assert not desk.mails("reminder") and not desk.mails("more_time")


def test_a_double_click_reminds_once(desk: Desk) -> None:
    page = desk.reminding()
    for _ in range(2):
        assert desk.send(page).path == "/fi/coordinate/consultations/yksi/"
    assert len(desk.mails("reminder")) == 2


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"deadline-date": ""}, "#deadline-date"),
        ({"deadline-date": "1.1.2020"}, "#deadline-date"),
        ({"deadline-date": "1.2.99"}, "#deadline-date"),
        ({"deadline-time": "kello 16"}, "#deadline-time"),
    ],
)
def test_a_deadline_that_cannot_be_is_told_and_what_was_typed_kept(
    desk: Desk, fields: dict[str, str], wrong: str
) -> None:
    refused = give(desk, "more-time", 422, {**fields, "words-fi": "Syy.", "words-sv": "Orsak."})
    assert refused.all(".k-errors a")[0].attrs["href"] == wrong
    assert refused.fields(FORM)["words-fi"] == "Syy."
    assert not desk.mails("more_time")
