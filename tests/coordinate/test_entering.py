"""A coordinator enters a statement that came by another channel, and everybody sees that it came so."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select, update

from survey.languages import format_date, format_time
from survey.store.database import Database
from survey.store.tables import (
    AnswerRow,
    ConsultationRow,
    EarlierAnswerRow,
    EnteredStatementRow,
    InvitationRow,
    MessageRow,
    ResponseRow,
    SubmissionRow,
)
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.files import PDF
from tests.pages import Page
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, open_round, save, submit
from tests.site import NOWHERE, Site, make_client, now_for_pages, open_site

HOUR = timedelta(hours=1)
TEXT = "Kannatamme esitystä.\nMallikunta"


@pytest.fixture
def maija(database: Database) -> Coordinator:
    """A coordinator of a round with one organisation, which has not opened its link."""
    return coordinator_of(open_site(database, NOWHERE))


def base(site: Site) -> str:
    return f"consultations/yksi/organisations/{site.round.access.invitation.id}/"


def came(ago: timedelta = HOUR) -> dict[str, str]:
    at = now_for_pages() - ago
    return {
        "channel": "post",
        "arrived_day": format_date(at),
        "arrived_time": format_time(at),
        "in_language": "fi",
    }


def begin(maija: Coordinator, ago: timedelta = HOUR, status: int = 200, **changed: str) -> Page:
    page = maija.get(f"{base(maija.site)}entered/begin")
    return maija.site.client.post(page, {**came(ago), **changed}, form="#page-form", status=status)


def type_in(maija: Coordinator, text: str = TEXT) -> Page:
    page = maija.get(f"{base(maija.site)}entered/sections/osio")
    return maija.site.client.post(page, {"answer-nakemys-text": text}, form="#page-form")


def enter(maija: Coordinator, **fields: str) -> Page:
    review = maija.get(f"{base(maija.site)}entered/review")
    return maija.site.client.post(review, fields, form="main form")


def entered(maija: Coordinator, ago: timedelta = HOUR) -> SubmissionRow:
    """Enter a statement from beginning to end."""
    begin(maija, ago)
    type_in(maija)
    enter(maija)
    return submissions(maija.site)[-1]


def submissions(site: Site) -> list[SubmissionRow]:
    with site.database.reading() as session:
        return list(session.scalars(select(SubmissionRow).order_by(SubmissionRow.id)))


def number_of(site: Site, row: type) -> int:
    with site.database.reading() as session:
        return session.scalar(select(func.count()).select_from(row)) or 0


def test_a_letter_becomes_a_statement_with_its_channel_and_time(maija: Coordinator) -> None:
    page = maija.get(base(maija.site))
    begun = maija.site.client.post(maija.get(page.link("Syötä lausunto").removeprefix("/fi/coordinate/")), came())
    assert "Postitse" in begun.text("dl.k-facts")
    saved = type_in(maija)
    assert "ei ole vielä syötetty" in saved.text("#notices")
    done = enter(maija)
    [made] = submissions(maija.site)
    assert made.reference in done.text("#notices")
    assert (made.channel, made.kind, made.language) == ("post", "statement", "fi")
    assert now_for_pages() - made.submitted_at > timedelta(minutes=59), "it counts from when it came"
    assert made.entered_at and now_for_pages() - made.entered_at < timedelta(minutes=5)
    assert "Postitse, syötetty tähän palveluun" in done.text("#statements + ul")
    statement = maija.get(f"consultations/yksi/statements/{made.reference}")
    assert TEXT in statement.raw_text('[data-answer="answer-nakemys-text"]')
    assert "Maija" in statement.text('section[aria-labelledby="as-it-came"]')
    history = done.texts("#history + ul li")
    assert any("Lausunto syötetty lausunnonantajan puolesta (Maija)" in each for each in history)
    assert any("Lausunnon syöttäminen aloitettu (Maija)" in each for each in history)


def test_entering_says_nothing_of_the_organisation_opening_its_request(maija: Coordinator) -> None:
    entered(maija)
    with maija.site.database.reading() as session:
        assert session.scalars(select(InvitationRow.opened_at)).one() is None


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"channel": ""}, "channel"),
        ({"channel": "pigeon"}, "channel"),
        ({"in_language": "de"}, "in_language"),
        ({"arrived_day": "31.2.2026"}, "arrived_day"),
        ({"arrived_time": "25.00"}, "arrived_time"),
        ({"arrived_day": "1.1.2099"}, "arrived_day"),
    ],
)
def test_how_it_came_is_asked_and_kept_where_it_is_wrong(maija: Coordinator, typed: dict[str, str], where: str) -> None:
    page = maija.get(f"{base(maija.site)}entered/begin")
    refused = maija.site.client.post(page, {**came(), **typed}, form="#page-form", status=422)
    assert [each.attrs["href"] for each in refused.all("#errors a")] == [f"#{where}"]
    assert number_of(maija.site, EnteredStatementRow) == 0
    kept = refused.fields("#page-form")
    wanted = {**came(), **typed}
    assert {kept[name] for name in ("arrived_day", "arrived_time")} == {wanted["arrived_day"], wanted["arrived_time"]}


def test_nothing_is_chosen_for_the_coordinator(maija: Coordinator) -> None:
    page = maija.get(f"{base(maija.site)}entered/begin")
    assert not page.all("#page-form [checked]")
    assert page.fields("#page-form").keys() == {"csrf_token", "arrived_day", "arrived_time"}


def test_how_it_came_can_be_corrected_until_it_is_entered(maija: Coordinator) -> None:
    begin(maija)
    page = maija.get(f"{base(maija.site)}entered/arrival")
    assert page.fields("#page-form")["channel"] == "post"
    done = maija.site.client.post(page, {"channel": "email", "in_language": "sv"}, form="#page-form")
    assert "Sähköpostitse" in done.text("dl.k-facts")
    type_in(maija)
    enter(maija)
    [made] = submissions(maija.site)
    assert (made.channel, made.language) == ("email", "sv")


def test_it_cannot_have_come_after_it_was_begun(maija: Coordinator) -> None:
    begin(maija)
    page = maija.get(f"{base(maija.site)}entered/arrival")
    future = maija.site.client.post(page, {"arrived_day": "1.1.2099"}, form="#page-form", status=422)
    assert future.all('#errors a[href="#arrived_day"]')


def test_what_is_required_does_not_stop_what_stands_on_paper(maija: Coordinator) -> None:
    begin(maija)
    review = maija.get(f"{base(maija.site)}entered/review")
    assert "Vastaukset kirjanneen henkilön nimi" in review.text("main .ds-alert")
    enter(maija)
    assert len(submissions(maija.site)) == 1


def test_what_is_no_answer_of_its_kind_is_typed_otherwise_first(maija: Coordinator) -> None:
    begin(maija)
    details = maija.get(f"{base(maija.site)}entered/details")
    maija.site.client.post(details, {"answer-decision_date-date": "32.13."}, form="#page-form")
    review = maija.get(f"{base(maija.site)}entered/review")
    assert review.all("#errors") and not review.all("main form")
    fields = {"csrf_token": details.fields("#page-form")["csrf_token"], "nonce": "n", "checked": "x"}
    maija.site.client.send(f"/fi/coordinate/{base(maija.site)}entered/review", fields)
    assert submissions(maija.site) == []


def test_after_the_deadline_it_is_entered_and_late_by_when_it_came(maija: Coordinator, database: Database) -> None:
    ended = now_for_pages() - timedelta(minutes=30)
    with database.writing() as session:
        session.execute(update(ConsultationRow).values(opened_at=ended - timedelta(days=9), deadline=ended))
    entered(maija, ago=timedelta(hours=2))
    assert "Mallikunta" not in maija.get("consultations/yksi/?only=late").text("main")
    late = begin(maija, timedelta(minutes=10), start="correct")
    assert "määräajan jälkeen" in late.text("dl.k-facts")
    enter(maija)
    assert "Mallikunta" in maija.get("consultations/yksi/?only=late").text("table.k-table")


def test_the_list_finds_those_by_another_channel(maija: Coordinator) -> None:
    assert not maija.get("consultations/yksi/").all('option[value="other_channel"]')
    entered(maija)
    assert "Postitse" in maija.get("consultations/yksi/?only=other_channel").text("table.k-table tbody")


def test_the_original_file_is_kept_with_the_statement(maija: Coordinator) -> None:
    begin(maija)
    page = maija.get(f"{base(maija.site)}entered/")
    to = f"/fi/coordinate/{base(maija.site)}entered/original"
    refused = maija.site.client.upload(page, "kirje.exe", b"MZ", to=to, status=422)
    assert "kirje.exe" in refused.text("#errors")
    added = maija.site.client.upload(page, "kirje.pdf", PDF, to=to)
    assert maija.site.client.http.get(added.link("kirje.pdf")).data == PDF
    enter(maija)
    [made] = submissions(maija.site)
    statement = maija.get(f"consultations/yksi/statements/{made.reference}")
    answer = maija.site.client.http.get(statement.link("kirje.pdf"))
    assert answer.data == PDF and answer.headers["Content-Disposition"].startswith("attachment")


def test_the_original_file_can_be_taken_away_again(maija: Coordinator) -> None:
    begin(maija)
    page = maija.get(f"{base(maija.site)}entered/")
    added = maija.site.client.upload(page, "kirje.pdf", PDF, to=f"/fi/coordinate/{base(maija.site)}entered/original")
    maija.site.client.post(added, form='form[action$="/remove"]')
    enter(maija)
    [made] = submissions(maija.site)
    assert made.original_id is None
    answer = maija.site.client.http.get(f"/fi/coordinate/consultations/yksi/statements/{made.reference}/original")
    assert answer.status_code == 404


def test_giving_up_removes_what_was_typed_and_leaves_nothing_behind(maija: Coordinator) -> None:
    begin(maija)
    type_in(maija)
    done = maija.press(maija.get(f"{base(maija.site)}entered/remove"))
    assert number_of(maija.site, EnteredStatementRow) == 0
    assert number_of(maija.site, ResponseRow) == 1 and number_of(maija.site, EarlierAnswerRow) == 0
    assert any("syöttämisestä luovuttu (Maija)" in each for each in done.texts("#history + ul li"))
    begin(maija)
    again = maija.get(f"{base(maija.site)}entered/sections/osio")
    assert again.fields("#page-form")["answer-nakemys-text"] == ""


def test_who_enters_again_chooses_what_to_begin_with_and_both_are_kept(maija: Coordinator) -> None:
    first = entered(maija)
    asked = begin(maija, timedelta(hours=3), 422)
    assert asked.all('#errors a[href="#start"]')
    begin(maija, timedelta(hours=3), start="correct")
    page = maija.get(f"{base(maija.site)}entered/sections/osio")
    assert page.fields("#page-form")["answer-nakemys-text"] == TEXT
    type_in(maija, "Korjattu.")
    done = enter(maija)
    assert [each.number for each in submissions(maija.site)] == [1, 2]
    counting, replaced = done.texts("#statements + ul li")
    assert "tämä on voimassa" in counting and first.reference in replaced
    begin(maija, start="anew")
    page = maija.get(f"{base(maija.site)}entered/sections/osio")
    assert page.fields("#page-form")["answer-nakemys-text"] == ""


def test_the_same_is_not_entered_twice(maija: Coordinator) -> None:
    at = timedelta(hours=2)
    entered(maija, ago=at)
    page = maija.get(f"{base(maija.site)}entered/begin")
    at_first = submissions(maija.site)[0].submitted_at
    same = {"arrived_day": format_date(at_first), "arrived_time": format_time(at_first), "start": "correct"}
    maija.site.client.post(page, {**came(), **same}, form="#page-form")
    done = enter(maija)
    assert "on jo syötetty" in done.text("#notices")
    assert len(submissions(maija.site)) == 1


def test_a_double_click_enters_once(maija: Coordinator) -> None:
    begin(maija)
    review = maija.get(f"{base(maija.site)}entered/review")
    first, second = (maija.site.client.post(review, form="main form") for _ in range(2))
    assert len(submissions(maija.site)) == 1
    assert first.path == second.path


def test_that_there_is_nothing_to_state_is_entered_with_the_details_alone(maija: Coordinator) -> None:
    begin(maija)
    type_in(maija)
    done = maija.press(maija.get(f"{base(maija.site)}entered/nothing-to-state"))
    [made] = submissions(maija.site)
    assert (made.kind, made.channel) == ("nothing_to_state", "post")
    assert "Ei lausuttavaa" in done.text("dl.k-facts")


def test_answers_that_were_changed_since_they_were_checked_are_checked_again(maija: Coordinator) -> None:
    begin(maija)
    review = maija.get(f"{base(maija.site)}entered/review")
    type_in(maija)
    again = maija.site.client.post(review, form="main form")
    assert "muuttanut vastauksia" in again.text("#notices")
    assert submissions(maija.site) == []


def test_a_receipt_goes_only_if_it_is_asked_for(maija: Coordinator) -> None:
    begin(maija)
    review = maija.get(f"{base(maija.site)}entered/review")
    assert "checked" not in review.all("#receipt")[0].attrs
    enter(maija)
    assert number_of(maija.site, MessageRow) == 0
    begin(maija, start="correct", channel="email")
    enter(maija, receipt="1")
    with maija.site.database.reading() as session:
        assert session.execute(select(MessageRow.kind, MessageRow.recipient)).all() == [
            ("receipt", "kirjaamo@example.fi")
        ]


def test_beside_a_draft_the_coordinator_is_told_and_sees_nothing_of_it(maija: Coordinator) -> None:
    maija.site.open_link(client := maija.site.other_client())
    client.post(client.get(maija.site.path("sections/osio")), {"answer-nakemys-text": "Salainen luonnos"})
    page = maija.get(f"{base(maija.site)}entered/begin")
    assert "luonnos, jota se ei ole lähettänyt" in page.text("main .ds-alert")
    begin(maija)
    for rest in ("", "details", "sections/osio", "review", "nothing-to-state", "arrival", "remove"):
        assert "Salainen" not in maija.get(f"{base(maija.site)}entered/{rest}").text()


@pytest.mark.parametrize(("ago", "counts"), [(timedelta(days=2), False), (timedelta(0), True)])
def test_beside_what_the_organisation_has_submitted_the_later_one_counts_and_the_page_says_so(
    maija: Coordinator, database: Database, ago: timedelta, counts: bool
) -> None:
    with database.writing() as session:
        at = now_for_pages() - timedelta(days=1)
        save(session, maija.site.round, {**DETAILS, "nakemys": {"text": "Itse."}}, now=at)
        own = submit(session, maija.site.round, now=at).reference
    assert own in maija.get(f"{base(maija.site)}entered/begin").text("main .ds-alert")
    begin(maija, ago)
    type_in(maija)
    told = maija.get(f"{base(maija.site)}entered/review").text("main .ds-alert[data-color=warning]")
    assert ("saapui myöhemmin ja on voimassa sen sijasta" in told) is counts
    done = enter(maija)
    first, second = done.texts("#statements + ul li")
    assert (own in second) is counts and "tämä on voimassa" in first


def test_the_organisation_reads_what_was_entered_for_it(maija: Coordinator) -> None:
    made = entered(maija)
    site = maija.site
    site.open_link(client := site.other_client())
    overview = client.get(site.path())
    told = overview.text('main .ds-alert[data-color="info"]')
    assert "postitse" in told and made.reference in told and "Se on nyt voimassa" in told
    receipt = client.get(site.path("receipt"))
    assert "Postitse, syötetty tähän palveluun" in receipt.text("dl.k-facts")
    statement = client.get(site.path("statement"))
    assert TEXT in statement.raw_text('[data-answer="answer-nakemys-text"]')
    assert "Postitse" in statement.texts("dl.k-facts")[0]
    section = client.get(site.path("sections/osio"))
    assert section.fields()["answer-nakemys-text"] == "", "its own draft is as it was"


def test_no_personal_link_opens_what_is_being_entered(maija: Coordinator, database: Database) -> None:
    begin(maija)
    type_in(maija)
    site = maija.site
    site.open_link(client := site.other_client())
    with database.reading() as session:
        typed = session.scalars(select(ResponseRow.id).where(ResponseRow.origin == "entered")).one()
    for rest in ("", "details", "sections/osio", "review", "statement", "receipt", "draft", "draft.docx"):
        assert client.http.get(f"/fi/responses/{typed}/{rest}").status_code == 403
    address = f"/fi/coordinate/{base(site)}entered/"
    assert client.http.get(address).headers["Location"].endswith("/sign-in")
    assert client.http.get(f"{address}sections/osio").headers["Location"].endswith("/sign-in")


def test_two_coordinators_share_one_entry_and_no_text_is_overwritten(maija: Coordinator, database: Database) -> None:
    begin(maija)
    first = maija.get(f"{base(maija.site)}entered/sections/osio")
    site = Site(database, maija.site.other_client(), maija.site.round)
    ville = coordinator_of(site, "ville@example.fi")
    assert ville.get(f"{base(site)}entered/begin").path.endswith("/entered/")
    type_in(ville, "Villen.")
    conflict = maija.site.client.post(first, {"answer-nakemys-text": "Maijan."}, form="#page-form")
    assert conflict.all("#errors") and "Villen." in conflict.text() and "Maijan." in conflict.text()
    review = maija.get(f"{base(maija.site)}entered/review")
    assert not review.all("main form")
    with database.reading() as session:
        assert session.scalars(select(AnswerRow.value).where(AnswerRow.address == "nakemys")).all() == [
            {"text": "Villen."}
        ]


def test_who_types_in_an_entry_that_a_colleague_has_ended_keeps_the_text(maija: Coordinator) -> None:
    begin(maija)
    page = maija.get(f"{base(maija.site)}entered/sections/osio")
    maija.press(maija.get(f"{base(maija.site)}entered/remove"))
    kept = maija.site.client.post(page, {"answer-nakemys-text": TEXT}, form="#page-form", status=409)
    assert TEXT in kept.raw_text("textarea")
    told = maija.get(f"{base(maija.site)}entered/sections/osio")
    assert told.path.endswith(base(maija.site).partition("/")[2]) and told.text("#notices")


def test_a_file_of_an_answer_is_typed_in_too(database: Database) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now_for_pages(), question_set=tiny_set("attachment"))
    maija = coordinator_of(Site(database, make_client(database), round_))
    place = f"consultations/attachment/organisations/{round_.access.invitation.id}/entered/"
    maija.site.client.post(maija.get(f"{place}begin"), came(), form="#page-form")
    section = str(maija.get(place).all("ol.k-tasks a")[0].attrs["href"])
    page = maija.site.client.get(section)
    fields = {**page.fields("#page-form"), "answer-liitteet-files": (BytesIO(PDF), "liite.pdf")}
    answer = maija.site.client.http.post(page.path, data=fields, content_type="multipart/form-data")
    assert answer.status_code == 303
    shown = maija.site.client.get(section)
    assert maija.site.client.http.get(shown.link("liite.pdf")).data == PDF
    maija.press(maija.get(f"{place}review"))
    [made] = submissions(maija.site)
    statement = maija.get(f"consultations/attachment/statements/{made.reference}")
    assert maija.site.client.http.get(statement.link("liite.pdf")).data == PDF
