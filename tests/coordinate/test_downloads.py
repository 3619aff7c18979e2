"""The statements in other forms than the workbook, from the consultation's page."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from survey.operations.coordinators import create_coordinator
from tests.coordinate.test_desk import EMAIL, HASH, sign_in
from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages
from tests.words import WordFile

PAGE = "/fi/coordinate/consultations/yksi/"


@pytest.fixture
def desk(site: Site) -> Site:
    """A coordinator who is signed in, and a statement."""
    with site.database.writing() as session:
        create_coordinator(session, email=EMAIL, name="Maija", password_hash=HASH, now=now_for_pages())
        save(session, site.round, {"nakemys": {"text": "=1+1"}, **DETAILS}, now=now_for_pages())
        submit(session, site.round, now=now_for_pages())
    sign_in(site)
    return site


def fetched(site: Site, words: str) -> tuple[bytes, str, str]:
    """Follow the link with these words; the content, its media type and its name."""
    with site.client.http.get(site.client.get(PAGE).link(words)) as response:
        assert response.status_code == 200
        return response.get_data(), str(response.mimetype), response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Lataa kysymyksittäin", "1. Näkemyksenne"),
        ("Lataa ryhmittäin", "Kunta tai kaupunki"),
        ("Lataa lausunnonantajittain", "Mallikunta"),
    ],
)
def test_the_papers_in_word_are_there_in_three_orders(desk: Site, words: str, first: str) -> None:
    content, media_type, name = fetched(desk, words)
    assert WordFile(content).headings[0] == (1, first)
    assert media_type.endswith("wordprocessingml.document") and name.endswith(".docx") and name.isascii()


def test_csv_for_excel_runs_nothing_and_the_plain_one_has_texts_as_they_are(desk: Site) -> None:
    excel, media_type, name = fetched(desk, "Lataa CSV Excelille (puolipisteet)")
    assert excel.startswith("\ufeffLausunnonantaja;".encode()) and b";'=1+1;" in excel
    assert media_type == "text/csv" and name.endswith(".csv")
    plain, *_rest = fetched(desk, "Lataa pelkkä CSV (pilkut)")
    assert plain.startswith(b"Lausunnonantaja,") and b",=1+1," in plain


def test_what_is_to_be_kept_has_contact_details_only_where_that_is_asked_for(desk: Site) -> None:
    for words, internal in (("Lataa JSON-tiedostona", False), ("Lataa JSON-tiedostona yhteystietoineen", True)):
        content, media_type, name = fetched(desk, words)
        assert (b"kaisa@example.fi" in content) is internal and json.loads(content)["contact_details"] is internal
        assert media_type == "application/json" and ("sisainen" in name) is internal
        assert json.loads(content)["exported_by"] == "Maija"
    for words, internal in (("Lataa zip-pakettina", False), ("Lataa zip-pakettina yhteystietoineen", True)):
        content, media_type, name = fetched(desk, words)
        with ZipFile(BytesIO(content)) as package:
            assert (b"kaisa@example.fi" in package.read("consultation.json")) is internal
        assert media_type == "application/zip" and ("sisainen" in name) is internal


def test_there_is_no_other_form(desk: Site) -> None:
    for path in ("export.pdf", "internal.csv", "internal.docx"):
        assert desk.client.http.get(f"{PAGE}{path}").status_code == 404
    with desk.client.http.get(f"{PAGE}export.docx?order=weight") as response:
        assert response.status_code == 200
