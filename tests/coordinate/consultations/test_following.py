"""A coordinator sees at a glance how far the organisations are, and finds those whom she looks for."""

from datetime import timedelta
from time import process_time

import pytest
from sqlalchemy import select, update

from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import add_invitations
from survey.store.database import Database
from survey.store.tables import CoordinatorRow, MessageRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.pages import Page
from tests.rounds import DETAILS, invite_another, save, submit, tell_nothing
from tests.site import NOWHERE, Site, now_for_pages, open_site

PATH = "consultations/yksi/"
NAMES = "#list ~ table tbody th"


@pytest.fixture
def maija(site_on_each: Site) -> Coordinator:
    """The coordinator of a round with one organisation in each status, of several groups and languages."""
    site, now = site_on_each, now_for_pages()
    with site.database.writing() as session:
        consultation = site.round.consultation
        save(session, site.round, {"nakemys": {"text": "Lausumme näin."}, **DETAILS}, now=now)
        submit(session, site.round, now=now)
        nothing = invite_another(session, consultation, now=now, name="Åbo stad", language="sv")
        tell_nothing(session, nothing, now=now)
        draft = invite_another(session, consultation, now=now, name="Äänekoski", group="ministry")
        save(session, draft, {"nakemys": {"text": "Kesken."}}, now=now)
        late = invite_another(session, consultation, now=now, name="Zetan liitto", group="ministry")
        late.access.invitation.own_deadline = consultation.deadline + timedelta(days=7)
        failed = invite_another(session, consultation, now=now, name="Aavan kunta")
        session.add(
            MessageRow(
                occasion="request:x", kind="request", recipient="a@example.fi", languages="fi",
                invitation_id=failed.access.invitation.id, words={}, created_at=now, due_at=now, state="failed",
                attempts=1, tried_first_at=now, answer="550 no",
            )
        )  # fmt: skip
    return coordinator_of(site)


def listed(page: Page) -> list[str]:
    return page.texts(NAMES)


def test_the_four_counts_stand_against_the_time_that_is_left(maija: Coordinator) -> None:
    page = maija.get(PATH)
    assert page.texts(".k-count dd") == ["1", "1", "1", "2"]
    assert "30 päivää jäljellä" in page.text(".k-kicker")
    assert "Vastannut: 2, pyydetty: 5." in page.text("main")


def test_names_stand_in_the_order_of_finnish_and_swedish_whatever_the_database_thinks(maija: Coordinator) -> None:
    assert listed(maija.get(f"{PATH}?order=name")) == [
        *("Aavan kunta", "Mallikunta", "Zetan liitto", "Åbo stad", "Äänekoski"),
    ]
    swedish = maija.get(f"{PATH}?order=name", language="sv").texts(f"{NAMES}")
    assert [name.removesuffix(" på svenska") for name in swedish] == [
        *("Aavan kunta", "Mallikunta", "Zetan liitto", "Åbo stad", "Äänekoski"),
    ]


def test_those_who_have_answered_stand_first_and_by_time_the_latest(maija: Coordinator) -> None:
    assert listed(maija.get(PATH))[:3] == ["Mallikunta", "Åbo stad", "Äänekoski"]
    assert set(listed(maija.get(f"{PATH}?order=received"))[:2]) == {"Mallikunta", "Åbo stad"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("status=draft", ["Äänekoski"]),
        ("status=nothing_to_state", ["Åbo stad"]),
        ("group=ministry&order=name", ["Zetan liitto", "Äänekoski"]),
        ("language=sv", ["Åbo stad"]),
        ("only=own_deadline", ["Zetan liitto"]),
        ("only=mail_failed", ["Aavan kunta"]),
        ("only=late", []),
        ("search=ÄÄNE", ["Äänekoski"]),
        ("search=a%CC%8Abo", ["Åbo stad"]),  # å as a Mac writes it: two characters
        ("search=%25", []),
        ("search=kunta&status=submitted", ["Mallikunta"]),
    ],
)
def test_filters_and_search_find_exactly_those(maija: Coordinator, query: str, names: list[str]) -> None:
    page = maija.get(f"{PATH}?{query}")
    assert listed(page) == names
    assert page.link("Näytä kaikki") == "/fi/coordinate/consultations/yksi/#list"


NINES = "9" * 5_000
"""More digits than Python reads as a number."""


@pytest.mark.parametrize(
    "query",
    [
        *("status=submited", "group=x", "language=de", "only=all", "order=size", "page=0", "page=x", "page=-1"),
        pytest.param(f"page={NINES}", id="page of many digits"),
    ],
)
def test_a_filter_that_does_not_exist_is_not_passed_over(maija: Coordinator, query: str) -> None:
    maija.get(f"{PATH}?{query}", 404)


def test_what_was_chosen_stays_in_the_form_and_in_the_links(maija: Coordinator) -> None:
    page = maija.get(f"{PATH}?search=Zet&group=ministry&order=name")
    fields = page.fields('main form[method="get"]')
    assert (fields["search"], fields["group"], fields["order"], fields["status"]) == ("Zet", "ministry", "name", "")


def test_a_long_list_comes_in_pages_and_a_page_beyond_the_end_is_the_last(site: Site) -> None:
    maija = coordinator_of(site)
    with site.database.writing() as session:
        for number in range(104):
            invite_another(session, site.round.consultation, now=now_for_pages(), name=f"Kunta {number:03}")
    pages = [maija.get(f"{PATH}?order=name&page={number}") for number in (1, 2, 3, 9)]
    assert [len(listed(page)) for page in pages] == [50, 50, 5, 5]
    assert pages[3].text(".k-pages span") == "Sivu 3/3"
    assert "105 lausunnonantajaa luettelossa." in pages[0].text("main")
    onwards = maija.site.client.get(pages[0].link("Seuraava sivu").split("#")[0])
    assert listed(onwards) == listed(pages[1])
    assert len({name for page in pages[:3] for name in listed(page)}) == 105


def cpu(maija: Coordinator, query: str) -> float:
    """The processor time of one page, the median of seven."""
    times = []
    for _ in range(7):
        begun = process_time()
        maija.site.client.http.get(f"/fi/coordinate/{PATH}{query}").close()
        times.append(process_time() - begun)
    return sorted(times)[3]


@pytest.mark.parametrize("query", ["", "?order=name&page=5", "?search=kunta", "?status=not_opened", "?order=received"])
def test_a_page_of_a_thousand_costs_little_more_than_a_page_of_twenty(site: Site, query: str) -> None:
    maija = coordinator_of(site)
    few = [Addressee({"fi": f"Kunta {number}"}, "municipality", "fi", "k@example.fi") for number in range(19)]
    many = [Addressee({"fi": f"Kunta {number}"}, "other", "fi", "k@example.fi") for number in range(19, 1000)]
    taken = []
    for addressees in (few, many):
        with site.database.writing() as session:
            add_invitations(session, session.merge(site.round.consultation), addressees, now=now_for_pages())
        taken.append(cpu(maija, query))
    assert taken[1] <= 5 * taken[0], taken


def test_groups_and_languages_have_their_counts_and_lead_to_their_lists(maija: Coordinator) -> None:
    page = maija.get(PATH)
    rows = page.texts("#groups ~ table tbody tr")
    assert "Ministeriö Pyydetty: 2 Vastannut: 0 Osuus: 0 %" in rows
    assert listed(maija.site.client.get(page.link("Ministeriö").split("#")[0])) == ["Äänekoski", "Zetan liitto"]


def test_the_log_says_who_did_what_to_whom_by_kind_and_page(site: Site) -> None:
    maija = coordinator_of(site)
    with site.database.writing() as session:
        for number in range(120):
            invite_another(session, site.round.consultation, now=now_for_pages(), name=f"Kunta {number:03}")
    page = maija.site.client.get(maija.get(PATH).link("Tapahtumaloki"))
    assert len(page.all("tbody tr")) == 100 and page.text(".k-pages span") == "Sivu 1/3"
    invited = maija.get(f"{PATH}log?what=organisation+invited&page=2")
    assert len(invited.all("tbody tr")) == 21
    assert set(invited.texts("tbody td:nth-child(2)")) == {"Lausuntoa pyydetty"}
    assert invited.link("Kunta 000").endswith("/")
    maija.get(f"{PATH}log?what=nothing", 404)
    maija.get(f"{PATH}log?page={NINES}", 404)


def test_the_whole_log_can_be_taken_as_a_file_in_which_nothing_runs(site: Site) -> None:
    maija = coordinator_of(site)
    with site.database.writing() as session:
        invite_another(session, site.round.consultation, now=now_for_pages(), name="=1+1")
    with site.client.http.get(f"/sv/coordinate/{PATH}log.csv") as answer:
        lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert lines[0] == "Tid;Händelse;Remissinstans;Utfört av"
    assert any("Utlåtande begärt;'=1+1 på svenska" in line for line in lines) and maija


def test_mails_that_could_not_be_sent_yet_are_told_with_the_servers_words(maija: Coordinator) -> None:
    with maija.site.database.writing() as session:
        session.execute(
            update(MessageRow).values(
                state="waiting", consultation_id=maija.site.round.consultation.id, answer="451 4.3.0 come back later"
            )
        )
    told = maija.get(PATH).text(".k-notice")
    assert told.startswith("1 viestiä ei ole vielä voitu lähettää") and told.endswith("451 4.3.0 come back later")


def test_nobody_invited_yet_says_so(sqlite: Database) -> None:
    site = open_site(sqlite, NOWHERE)
    maija = coordinator_of(site)
    page = maija.get(PATH)
    assert page.link("Lähetä muistutus") == "/fi/coordinate/consultations/yksi/remind"
    with sqlite.reading() as session:
        assert session.scalars(select(CoordinatorRow)).one().email == "maija@example.fi"
