"""A set in other languages than the pages' goes the whole way: asked, answered, handed in, exported, printed."""

from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from survey.export.statements.records import Edition
from survey.operations.exports.committee_workbook import export_consultation
from survey.store.database import Database
from survey.store.tables import ConsultationRow, SubmissionRow
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, open_round, save, submit
from tests.site import Site, make_client, now_for_pages


@pytest.fixture
def four(sqlite: Database) -> Site:
    """A round of a set in Finnish, Swedish, Northern Sámi and English, with a statement in Northern Sámi."""
    now = now_for_pages()
    answers = {"palvelut": {"text": "Bálvalusat leat dehálaččat."}, "kanta": {"option": "muu", "specify": "Eará"}}
    with sqlite.writing() as session:
        round_ = open_round(session, now=now, question_set=tiny_set("four_languages"))
        save(session, round_, DETAILS | answers | {"vuodet": {"number": "2"}}, now=now)
        save(session, round_, {"details/statement_language": {"option": "se"}}, revision=1, now=now)
        submit(session, round_, now=now)
    site = Site(sqlite, make_client(sqlite), round_)
    site.open_link()
    return site


def test_a_statement_is_written_in_a_further_language_of_the_set_and_marked_with_it(four: Site) -> None:
    with four.database.reading() as session:
        assert session.scalar(select(SubmissionRow.language)) == "se"
    page = four.client.get(four.path("statement", "sv"))
    assert page.texts('[lang="se"]') == ["Mallikunta", "Bálvalusat leat dehálaččat.", "Eará"]
    assert "Utlåtandets språk Nordsamiska" in page.text("main")


@pytest.mark.parametrize(
    ("form", "offered"),
    [("four_languages", ["Suomi", "Ruotsi", "Pohjoissaame", "Englanti"]), ("swedish", ["Suomi", "Ruotsi"])],
)
def test_the_details_ask_for_the_language_among_those_of_the_set(
    sqlite: Database, form: str, offered: list[str]
) -> None:
    with sqlite.writing() as session:
        site = Site(sqlite, make_client(sqlite), open_round(session, now=now_for_pages(), question_set=tiny_set(form)))
    site.open_link()
    found = site.client.get(site.path("details")).all('input[id^="answer-statement_language-option"]')
    labels = [site.client.get(site.path("details")).text(f'label[for="{node.attrs["id"]}"]') for node in found]
    assert labels == offered


def test_the_code_book_has_a_column_for_each_language(four: Site, tmp_path: Path) -> None:
    target = tmp_path / "round.xlsx"
    with four.database.reading() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        export_consultation(session, consultation, target, Edition("fi", now_for_pages(), by="Maija"))
    book = openpyxl.load_workbook(target)
    header, first, second, _ = [[cell.value for cell in row] for row in book["Kysymykset"].iter_rows()]
    assert header[4:8] == ["Kysymys suomeksi", "Kysymys ruotsiksi", "Kysymys: Davvisámegiella", "Kysymys: English"]
    assert first[4:8] == ["Saamenkieliset palvelut", "Service på samiska", "Sámegielat bálvalusat", "Services in Sámi"]
    assert "kylla = Kyllä / Ja / Lea / Yes" in str(second[8])
    texts = [cell.value for row in book["Kysymyksittäin"].iter_rows() for cell in row]
    assert "Bálvalusat leat dehálaččat." in texts
    assert "Muuta, mitä?" in texts
