"""What an organisation takes along to be decided on: an item for a board, and all of it as Word and as plain text."""

import pytest

from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages
from tests.words import WordFile

ANSWER = "Kannatamme.\n\nRahoitus on turvattava."


@pytest.fixture
def answered(site: Site) -> Site:
    """An organisation with one answer, which has followed its link."""
    site.open_link()
    with site.database.writing() as session:
        case = {"details/case_number": {"text": "KLA 12/2026"}}
        save(session, site.round, {**DETAILS, **case, "nakemys": {"text": ANSWER}}, now=now_for_pages())
    return site


def word(site: Site, paper: str, details: str = "first", language: str = "fi") -> WordFile:
    """A paper in Word."""
    with site.client.http.get(
        site.path(f"papers/file?paper={paper}&details={details}&form=docx", language)
    ) as response:
        return WordFile(response.get_data())


def text(site: Site, paper: str, details: str = "first", language: str = "fi") -> str:
    """A paper as text, from its page."""
    page = site.client.get(f"{site.path('papers', language)}?paper={paper}&details={details}")
    return page.raw_text("textarea").lstrip("\n")


def test_the_item_has_the_request_the_proposal_by_headings_and_place_for_the_decision(answered: Site) -> None:
    file = word(answered, "item")
    assert file.paragraphs[0] == ("Title", "Lausunnon antaminen: Yksi kysymys")
    assert file.facts["Lausunnonpyytäjä"] == "Ministeriö" and file.facts["Diaarinumero"] == "VN/1/2026"
    assert file.facts["Lausunnonantajan asianumero"] == "KLA 12/2026" and "klo" in file.facts["Vastausaika päättyy"]
    assert file.headings == [
        (1, "Lausuntopyyntö"),
        (1, "Ehdotus"),
        (2, "Osio"),
        (3, "1. Näkemyksenne"),
        (1, "Päätös"),
    ]
    assert file.answer("1. Näkemyksenne") == ANSWER
    assert ("Block Text", "") in file.below("Päätös")
    assert "Kaisa" not in file.text and "kaisa@example.fi" not in file.text


def test_the_text_to_copy_has_every_heading_and_every_line_of_an_answer_on_a_line_of_its_own(answered: Site) -> None:
    found = text(answered, "item")
    assert f"\n\n1. Näkemyksenne\n\n{ANSWER}\n\nPäätös\n\nToimielin: …" in found and "____" in found
    assert "Diaarinumero: VN/1/2026\nVastausaika päättyy: " in found
    assert "Kantanne" not in found, "what is not answered is no part of a proposal"


def test_the_text_file_can_be_opened_on_any_windows(answered: Site) -> None:
    with answered.client.http.get(answered.path("papers/file?paper=item&details=first&form=txt")) as response:
        raw = response.get_data()
        assert response.mimetype == "text/plain"
        assert response.headers["Content-Disposition"] == "attachment; filename=yksi-asia.txt"
    assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw and b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.decode("utf-8-sig").replace("\r\n", "\n") == text(answered, "item")


@pytest.mark.parametrize(
    ("details", "headings"),
    [
        ("first", ["Lausunnonantajan tiedot", "Osio"]),
        ("after", ["Osio", "Lausunnonantajan tiedot"]),
        ("left_out", ["Osio"]),
    ],
)
@pytest.mark.parametrize("paper", ["draft", "statement"])
def test_the_respondents_details_stand_where_they_are_wanted(
    answered: Site, paper: str, details: str, headings: list[str]
) -> None:
    with answered.database.writing() as session:
        submit(session, answered.round, now=now_for_pages())
    assert [words for level, words in word(answered, paper, details).headings if level == 1] == headings


def test_the_blank_questions_come_with_the_details_last_or_without_them(answered: Site) -> None:
    assert "Lausunnonantajan tiedot" in text(answered, "questions", "after")
    without = text(answered, "questions", "left_out")
    assert "Lausunnonantajan tiedot" not in without and "[ ] Kyllä" in without and "____" in without


def test_papers_are_in_the_language_of_the_page_and_answers_as_they_were_written(answered: Site) -> None:
    found = text(answered, "item", language="sv")
    assert "Förslag\n" in found and "1. Era synpunkter\n\nKannatamme." in found and "(på finska)" in found
    assert word(answered, "item", language="sv").languages("Kannatamme.") == {"fi-FI"}


@pytest.mark.parametrize(
    "asked", ["paper=item", "paper=other&details=first", "paper=statement&details=first", "details=first&form=docx"]
)
def test_what_there_is_not_is_not_made(answered: Site, asked: str) -> None:
    assert answered.client.http.get(answered.path(f"papers/file?form=docx&{asked}")).status_code == 404


def test_the_page_offers_the_statement_when_one_was_submitted(answered: Site) -> None:
    def offered() -> list[str]:
        return [node.attrs["value"] for node in answered.client.get(answered.path("papers")).all("[name=paper]")]

    assert offered() == ["item", "draft", "questions"]
    with answered.database.writing() as session:
        submit(session, answered.round, now=now_for_pages())
    assert offered() == ["item", "draft", "questions", "statement"]
