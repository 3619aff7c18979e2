"""What a request may bring, and what it may not do with names and numbers."""

import gc
import time
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from survey.languages import MEGABYTE, format_size, gettext
from survey.store.database import Database
from survey.web.limits import LARGEST_BODY, MOST_FIELDS
from survey.web.sections.page_input import LONGEST_PART
from tests.questions.written import tiny_set
from tests.rounds import open_round
from tests.site import Site, make_client, now_for_pages

MULTIPART = "multipart/form-data"
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
    conflict = site.client.post(page, changed)
    assert conflict.text(".k-conflict .k-answer") == "Ensin."
    assert "Ensin." in site.client.get(site.path("draft")).text("main")


def test_an_unknown_host_is_refused(site: Site) -> None:
    assert site.client.http.get("/fi/", base_url="http://evil.example").status_code == 400


def _asks_for_files(database: Database) -> Site:
    with database.writing() as session:
        made = open_round(session, now=now_for_pages(), question_set=tiny_set("attachment"))
    return Site(database, make_client(database), made)


def _sent(site: Site, rest: str, *, files: int = 0, parts: int = 0, declared: int | None = None) -> TestResponse:
    """A multipart form with a file of so many bytes and so many parts, or one that only says that it is so long."""
    fields: dict[str, Any] = {"answer-liitteet-files": (BytesIO(b"x" * files), "a.txt")}
    fields |= {f"part-{number}": "x" for number in range(parts)}
    if declared is None:
        response = site.client.http.post(site.path(rest), data=fields, content_type=MULTIPART)
        response.request.environ["wsgi.input"].close()
        return response
    environ = {"CONTENT_LENGTH": str(declared), "CONTENT_TYPE": f"{MULTIPART}; boundary=x"}
    return site.client.http.post(site.path(rest), environ_overrides=environ)


def test_a_page_that_takes_files_may_bring_them_all_and_its_texts(sqlite: Database) -> None:
    site = _asks_for_files(sqlite)
    site.open_link()
    room = 3 * MEGABYTE + 10 * MEGABYTE
    assert _sent(site, "sections/kysymykset", declared=LARGEST_BODY + room).status_code == 400  # no token, but read
    refused = _sent(site, "sections/kysymykset", declared=LARGEST_BODY + room + 1)
    assert refused.status_code == 413
    said = refused.get_data(as_text=True)
    assert gettext("fi", "The files are too large to be sent at once") in said
    assert format_size("fi", room) in said


def test_a_body_that_really_is_too_large_is_refused_with_the_page(sqlite: Database) -> None:
    site = _asks_for_files(sqlite)
    site.open_link()
    refused = _sent(site, "sections/kysymykset", files=LARGEST_BODY + 13 * MEGABYTE)
    assert refused.status_code == 413
    assert gettext("fi", "The files are too large to be sent at once") in refused.get_data(as_text=True)


@pytest.mark.parametrize("rest", ["details", "submit", "nothing-to-state", "sections/nowhere"])
def test_no_other_page_takes_a_larger_body(sqlite: Database, rest: str) -> None:
    site = _asks_for_files(sqlite)
    site.open_link()
    assert _sent(site, rest, declared=LARGEST_BODY + 1).status_code == 413


def test_a_stranger_may_not_bring_files(sqlite: Database) -> None:
    assert _sent(_asks_for_files(sqlite), "sections/kysymykset", declared=LARGEST_BODY + 1).status_code == 413


def test_a_page_without_files_takes_no_larger_body(site: Site) -> None:
    site.open_link()
    assert _sent(site, "sections/osio", declared=LARGEST_BODY + 1).status_code == 413


def test_a_multipart_form_may_not_have_thousands_of_parts(sqlite: Database) -> None:
    site = _asks_for_files(sqlite)
    site.open_link()
    began = time.process_time()
    assert _sent(site, "sections/kysymykset", parts=MOST_FIELDS + 1).status_code == 413
    assert time.process_time() - began < 5


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Werkzeug leaves the first ones unclosed
def test_thousands_of_files_are_refused_at_once(sqlite: Database) -> None:
    site = _asks_for_files(sqlite)
    site.open_link()
    fields: dict[str, Any] = {"answer-liitteet-files": [(BytesIO(b"x"), "a.txt") for _ in range(MOST_FIELDS + 1)]}
    assert site.client.http.post(site.path("sections/kysymykset"), data=fields).status_code == 413
    gc.collect()
