"""What anybody sees."""

from pathlib import Path

import pytest
from sqlalchemy import update

from survey.store.database import Database
from survey.store.tables import ConsultationRow
from tests.questions.written import tiny_set
from tests.rounds import open_round
from tests.site import Site, make_client, now_for_pages


def test_the_front_page_lists_open_consultations(site: Site) -> None:
    page = site.client.get("/fi/")
    assert page.link("Yksi kysymys") == "/fi/consultations/yksi"
    assert site.client.get("/sv/").link("En fråga") == "/sv/consultations/yksi"


def test_a_consultation_that_has_ended_is_not_on_the_front_page_but_can_be_read(site: Site) -> None:
    moments = {"opened_at": site.round.consultation.opened_at.replace(year=2020)}
    moments["deadline"] = moments["opened_at"].replace(year=2021)
    with site.database.writing() as session:
        session.execute(update(ConsultationRow).values(**moments))
    assert not site.client.get("/fi/").all(".k-card")
    assert "2021" in site.client.get("/fi/consultations/yksi").text("main")


def test_a_consultation_tells_what_is_asked_and_by_whom(site: Site) -> None:
    page = site.client.get("/sv/consultations/yksi").text("main")
    for words in ("Ministeriet", "VN/1/2026", "Ville Valmistelija", "1. Era synpunkter", "2. Er ståndpunkt"):
        assert words in page


def test_a_consultation_that_does_not_exist_is_not_found(site: Site) -> None:
    site.client.get("/fi/consultations/olematon", 404)


def test_the_operator_can_ask_whether_the_service_is_well(site: Site) -> None:
    assert site.client.http.get("/health").get_data() == b"ok\n"
    assert site.client.http.head("/health").status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_operator_is_told_that_the_database_is_gone(site: Site, tmp_path: Path, method: str) -> None:
    (tmp_path / "survey.sqlite3").rename(tmp_path / "moved.sqlite3")
    response = site.client.http.open("/health", method=method)
    assert response.status_code == 503
    assert b"not at its path" in response.get_data() or method == "HEAD"
    assert str(tmp_path) not in response.get_data(as_text=True)


def test_what_was_typed_comes_back_when_the_database_is_gone(site: Site, tmp_path: Path) -> None:
    site.open_link()
    page = site.client.get(site.path("sections/osio"))
    (tmp_path / "survey.sqlite3").rename(tmp_path / "moved.sqlite3")
    kept = site.client.post(page, {"answer-nakemys-text": "Kannatamme."}, status=500)
    assert kept.fields("#kept")["answer-nakemys-text"] == "Kannatamme."


def test_the_language_link_leads_to_the_same_page(site: Site) -> None:
    page = site.client.get("/fi/consultations/yksi")
    assert [node.attrs["href"] for node in page.all("a.k-switch")] == ["/sv/consultations/yksi"]


def test_a_note_is_no_question_on_the_public_page(sqlite: Database) -> None:
    with sqlite.writing() as session:
        open_round(session, now=now_for_pages(), question_set=tiny_set("note"))
    page = make_client(sqlite).get("/fi/consultations/note")
    assert page.all(".k-plain li")
    assert all(item[0].isdigit() for item in page.texts(".k-plain li"))
