"""Until when decisions can be confirmed, and a statement that is withdrawn for an organisation."""

from datetime import timedelta

from sqlalchemy import select, update

from survey.languages import format_date
from survey.store.following import WITHDRAWN, Filters, number_of
from survey.store.tables import ConsultationRow, WithdrawalRow
from tests.coordinate.desks import coordinator_of
from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages

DATE, TIME = "decisions-date", "decisions-time"
REASON = {"reason": "Kunta pyysi sitä puhelimitse."}


def with_statement(site: Site) -> Site:
    """Let the organisation submit a statement."""
    with site.database.writing() as session:
        save(session, site.round, {**DETAILS, "nakemys": {"text": "Salainen luonnosteksti."}}, now=now_for_pages())
        submit(session, site.round, now=now_for_pages())
    return site


def one(site: Site, rest: str = "") -> str:
    """A page about the organisation of this site."""
    return f"consultations/yksi/organisations/{site.round.access.invitation.id}/{rest}"


def test_the_time_for_decisions_is_set_shown_and_taken_back(site: Site) -> None:
    maija = coordinator_of(site)
    page = maija.get("consultations/yksi/decision-time")
    day = format_date(site.round.consultation.deadline + timedelta(days=20))
    after = maija.press(page, {DATE: day, TIME: "16.00"})
    assert day in after.text("#notices") and day in after.text("main")
    again = maija.get("consultations/yksi/decision-time")
    assert (again.fields()[DATE], again.fields()[TIME]) == (day, "16.00")
    assert day not in maija.press(again, {DATE: ""}).text("main")


def test_a_time_that_is_none_or_comes_too_early_is_refused_and_stays_on_the_page(site: Site) -> None:
    maija = coordinator_of(site)
    page = maija.get("consultations/yksi/decision-time")
    for day in (format_date(site.round.consultation.deadline), "31.2.2099", "1.1.2020"):
        again = maija.press(page, {DATE: day, TIME: "0.01"}, status=422)
        assert again.all(f'#errors a[href="#{DATE}"]') and again.fields()[DATE] == day


def test_more_time_for_all_ends_a_time_for_decisions_that_would_be_less(site: Site) -> None:
    maija = coordinator_of(site)
    deadline = site.round.consultation.deadline
    maija.press(maija.get("consultations/yksi/decision-time"), {DATE: format_date(deadline + timedelta(days=5))})
    later = {"deadline-date": format_date(deadline + timedelta(days=30)), "deadline-time": "16.00"}
    reason = {name: "Syy." for name in maija.get("consultations/yksi/more-time").fields() if name.startswith("words")}
    maija.press(maija.get("consultations/yksi/more-time"), {**later, **reason})
    with site.database.reading() as session:
        assert session.scalar(select(ConsultationRow.decisions_until)) is None


def test_a_statement_is_withdrawn_for_an_organisation_that_asks_for_it_after_the_response_time(site: Site) -> None:
    maija = coordinator_of(with_statement(site))
    with site.database.writing() as session:
        now = now_for_pages()
        times = {"opened_at": now - timedelta(days=20), "deadline": now - timedelta(minutes=1)}
        session.execute(update(ConsultationRow).values(**times))
    page = maija.get(maija.get(one(site)).link("Peruuta lausunto organisaation puolesta").partition("coordinate/")[2])
    assert maija.press(page, {"reason": " "}, status=422).all('#errors a[href="#reason"]')
    after = maija.press(page, REASON)
    assert REASON["reason"] in after.text("main") and "Peruttu" in after.text("dl")
    assert "Salainen" not in after.text("main")
    listed = maija.get("consultations/yksi/?status=withdrawn")
    assert len(listed.all("table.k-table tbody tr")) >= 1
    with site.database.reading() as session:
        assert number_of(session, site.round.consultation.id, Filters(statuses=[WITHDRAWN])) == 1
        assert len(session.scalars(select(WithdrawalRow)).all()) == 1


def test_a_page_that_shows_an_older_statement_withdraws_nothing(site: Site) -> None:
    maija = coordinator_of(with_statement(site))
    page = maija.get(one(site, "withdraw"))
    with site.database.writing() as session:
        save(session, site.round, {"nakemys": {"text": "Uusi."}}, now=now_for_pages(), revision=1)
        submit(session, site.round, now=now_for_pages(), nonce="another")
    assert maija.press(page, REASON).all("#notices")
    with site.database.reading() as session:
        assert not session.scalars(select(WithdrawalRow)).all()
