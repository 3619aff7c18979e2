"""The page where who holds a statement's check code learns whether the statement was submitted, and nothing else."""

import pytest
from sqlalchemy import select

from survey.languages import PAGE_LANGUAGES, format_date
from survey.store.tables import SubmissionRow
from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages

SECRET = "Teksti, jota kukaan muu ei saa nähdä."


@pytest.fixture
def code(site: Site) -> str:
    """The check code of a submitted statement."""
    with site.database.writing() as session:
        now = now_for_pages()
        save(session, site.round, DETAILS | {"nakemys": {"text": SECRET}}, now=now)
        return submit(session, site.round, now=now).snapshot.public_digest


def reference(site: Site) -> str:
    """The reference of the only submission."""
    with site.database.reading() as session:
        return session.scalars(select(SubmissionRow.reference)).one()


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_the_holder_of_a_code_learns_when_the_statement_came_and_its_reference(
    site: Site, code: str, language: str
) -> None:
    page = site.other_client().get(f"/{language}/check?code={code[:32].upper()}%20%0A{code[32:]}")

    shown = page.text('.ds-alert[data-color="success"]')
    assert format_date(now_for_pages()) in shown and reference(site) in shown
    source = page.response.get_data(as_text=True)
    assert SECRET not in source and "Kouvola" not in source


def test_who_went_back_to_an_earlier_statement_finds_the_reference_of_each_receipt(site: Site, code: str) -> None:
    first = reference(site)
    with site.database.writing() as session:
        now = now_for_pages()
        save(session, site.round, {"nakemys": {"text": "Toinen."}}, revision=1, now=now)
        submit(session, site.round, now=now, nonce="second")
        save(session, site.round, {"nakemys": {"text": SECRET}}, revision=2, now=now)
        third = submit(session, site.round, now=now, nonce="third").reference

    shown = site.other_client().get(f"/fi/check?code={code}").texts(".ds-alert p")

    assert [line.rpartition(" ")[2] for line in shown[:2]] == [third, first]


def test_a_code_that_no_statement_has_is_said_to_be_none(site: Site, code: str) -> None:
    page = site.other_client().get(f"/fi/check?code={'0' * 64}")

    assert page.all('.ds-alert[data-color="warning"]') and code not in page.response.get_data(as_text=True)


@pytest.mark.parametrize("typed", ["", "abc", "g" * 64, "0" * 63, "<script>" * 9_000])
def test_what_is_no_code_is_refused_beside_the_field(site: Site, typed: str) -> None:
    page = site.other_client().get(f"/fi/check?code={typed}", status=422)

    assert page.texts("#code-error p") and len(page.raw_text("#code")) <= 300


def test_the_code_stands_on_the_statement_and_the_receipt_leads_to_the_page(site: Site, code: str) -> None:
    site.open_link()

    assert code in site.client.get(site.path("statement")).texts("dd")
    assert site.client.get(site.path("receipt")).link("Tarkista lausunto") == "/fi/check"


def test_the_page_does_not_let_anybody_believe_that_a_code_proves_the_file_that_it_stands_in(site: Site) -> None:
    assert "Tunnus ei todista mitään tiedostosta" in site.other_client().get("/fi/check").text("main")


@pytest.mark.parametrize("digit", ["known", "unknown"])
def test_the_answer_gets_the_focus_and_stands_in_the_title(site: Site, code: str, digit: str) -> None:
    page = site.other_client().get(f"/fi/check?code={code if digit == 'known' else '0' * 64}")

    (result,) = page.all("[autofocus]")
    assert "ds-alert" in result.attrs["class"] and result.attrs["tabindex"] == "-1"
    assert page.text("title").startswith(page.text(".ds-alert h2"))


def test_who_types_the_reference_of_the_receipt_is_told_where_the_code_is(site: Site, code: str) -> None:
    page = site.other_client().get(f"/fi/check?code={reference(site).lower()}", status=422)

    assert "Tämä on lausunnon viite" in page.text("#errors")
    assert "Julkisen lausunnon tarkistetunnus" in page.text("#errors")
