"""What a request may bring, and what it may not do with names and numbers."""

import time

import pytest

from survey.web.fields import LONGEST_PART
from tests.site import Site

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("path", ["/fi/sign-in", "/nowhere", "/health"])
def test_a_form_without_answers_may_not_be_large(site: Site, path: str) -> None:
    began = time.process_time()
    response = site.client.http.post(path, data=b"a&" * 1_000_000, content_type=FORM)
    assert response.status_code == 413
    assert time.process_time() - began < 2


def test_a_form_of_answers_may_not_have_a_million_fields(site: Site) -> None:
    site.open_link()
    response = site.client.http.post(site.path("sections/osio"), data=b"a&" * 100_000, content_type=FORM)
    assert response.status_code == 413


def test_a_text_beyond_all_measure_is_refused_and_shown_whole(site: Site) -> None:
    site.open_link()
    text = "x" * (LONGEST_PART + 1)
    kept = site.client.post(site.client.get(site.path("sections/osio")), {"answer-nakemys-text": text}, status=413)
    assert kept.fields("#kept")["answer-nakemys-text"] == text


@pytest.mark.parametrize("query", ["endpoint=x", "_method=ZZZ", "_scheme=x&_external=1", "response_id=2", "_anchor=x"])
def test_names_in_a_query_stay_a_query(site: Site, query: str) -> None:
    for path in ("/fi/", "/fi/consultations/yksi"):
        page = site.client.get(f"{path}?{query}")
        (switch,) = page.all("a.k-switch")
        assert switch.attrs["href"] == f"{path.replace('/fi/', '/sv/')}?{query}"


@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
def test_a_number_too_large_for_the_database_is_not_found(site: Site, number: int) -> None:
    site.client.get(f"/fi/responses/{number}/", 404)


@pytest.mark.parametrize("revision", ["9" * 40, "-1", "1.5", "abc", str(2**31)])
def test_a_made_up_revision_overwrites_nothing(site: Site, revision: str) -> None:
    site.open_link()
    site.client.post(site.client.get(site.path("sections/osio")), {"answer-nakemys-text": "Ensin."})
    page = site.client.get(site.path("sections/osio"))
    changed = {"answer-nakemys-text": "Väärennetty.", "revision-nakemys": revision}
    site.client.post(page, changed, status=409)
    assert site.client.get(site.path("sections/osio")).fields()["answer-nakemys-text"] == "Ensin."


def test_an_unknown_host_is_refused(site: Site) -> None:
    assert site.client.http.get("/fi/", base_url="http://evil.example").status_code == 400
