"""Personal links and the overview."""

from sqlalchemy import select

from survey.store.tables import EventRow, InvitationRow
from tests.rounds import invite_another
from tests.site import Site, now_for_pages


def test_a_personal_link_leads_to_the_overview_and_leaves_its_address(site: Site) -> None:
    page = site.client.get(f"/fi/r/{site.round.token}")
    assert page.path == site.path()
    assert site.round.token not in page.response.get_data(as_text=True)


def test_opening_a_link_changes_nothing(site: Site) -> None:
    site.open_link()
    with site.database.reading() as session:
        assert session.scalars(select(InvitationRow.opened_at)).one() is None
        assert "request opened" not in session.scalars(select(EventRow.what)).all()


def test_a_link_works_any_number_of_times_in_any_browser(site: Site) -> None:
    for client in (site.client, site.client, site.other_client()):
        site.open_link(client)
        client.get(site.path())


def test_a_link_that_does_not_exist_says_so(site: Site) -> None:
    assert site.client.get("/sv/r/nonsense", 404).all("html")[0].attrs["lang"] == "sv"


def test_without_the_link_a_response_is_closed(site: Site) -> None:
    for page in ("", "details", "sections/osio", "review", "submit", "receipt", "statement", "draft"):
        site.client.get(site.path(page), 403)


def test_one_organisations_link_opens_no_other_response(site: Site) -> None:
    with site.database.writing() as session:
        other = invite_another(session, site.round.consultation, now=now_for_pages(), name="Toinen")
    site.open_link()
    for response_id in (other.access.response.id, 999_999):
        page = site.client.get(f"/fi/responses/{response_id}/", 403)
        assert "Toinen" not in page.text()


def test_one_browser_can_hold_the_links_of_two_organisations(site: Site) -> None:
    with site.database.writing() as session:
        other = invite_another(session, site.round.consultation, now=now_for_pages(), name="Toinen")
    site.open_link()
    site.client.get(f"/fi/r/{other.token}")
    site.client.get(site.path())
    site.client.get(f"/fi/responses/{other.access.response.id}/")


def test_the_task_list_tells_how_far_each_section_is(site: Site) -> None:
    site.open_link()
    assert len(site.client.get(site.path()).all(".k-task")) == 2
    before = site.client.get(site.path()).texts(".k-task .k-status")
    section = site.client.get(site.path("sections/osio"))
    site.client.post(section, {"answer-nakemys-text": "Näin.", "answer-kanta-option": "ei"})
    after = site.client.get(site.path()).texts(".k-task .k-status")
    assert before[1] != after[1]


def test_the_link_to_each_section_is_heard_with_its_count_and_its_status(site: Site) -> None:
    site.open_link()
    page = site.client.get(site.path())
    links = page.all(".k-task a")
    assert len(links) == 2
    for link, status in zip(links, page.texts(".k-task .k-status"), strict=True):
        count, state = link.attrs["aria-describedby"].split()
        assert page.text(f"#{state}") == status
        assert page.text(f"#{count}").startswith("Vastattuja kysymyksiä: ")


def test_sections_are_counted_as_their_own_pages_count_them(site: Site) -> None:
    site.open_link()
    assert "Osio 1/1" in site.client.get(site.path("sections/osio")).text(".k-kicker")
    assert site.client.get(site.path()).text("ol.k-tasks").count("Osio") == 1
    assert "Valmiita osioita: 0, yhteensä 1" in site.client.get(site.path()).text("main")
