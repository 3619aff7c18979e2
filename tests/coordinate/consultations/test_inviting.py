"""A coordinator invites organisations from a file or pasted rows, after having looked at all of them."""

from collections.abc import Mapping
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import func, select

from survey.operations.consultations.addressees import COLUMNS
from survey.store.database import Database
from survey.store.tables import InvitationRow, MessageRow, PersonalLinkRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.pages import Page
from tests.site import NOWHERE, open_site

PATH = "consultations/yksi/invite"
FORM = "#page-form"
HEADER = ";".join(COLUMNS)
ROWS = f"""{HEADER}
Kouvolan kaupunki;;Kunta tai kaupunki;fi;kirjaamo@kouvola.example
;Vasa stad;municipality;ruotsi;registratur@vasa.example
"""


@pytest.fixture
def maija(sqlite: Database) -> Coordinator:
    """A coordinator whose installation sends mail."""
    return coordinator_of(open_site(sqlite, NOWHERE))


@pytest.fixture
def aino(sqlite: Database) -> Coordinator:
    """A coordinator whose installation sends none."""
    return coordinator_of(open_site(sqlite))


def look(coordinator: Coordinator, rows: str, status: int = 200, words: Mapping[str, str] | None = None) -> Page:
    typed = {f"words-{language}": each for language, each in (words or {}).items()}
    page = coordinator.get(PATH)
    return coordinator.site.client.post(page, {"rows": rows, **typed}, form=FORM, status=status)


def bring(coordinator: Coordinator, name: str, raw: bytes, status: int = 200) -> Page:
    return coordinator.site.client.upload(coordinator.get(PATH), name, raw, status=status)


def number_invited(coordinator: Coordinator) -> int:
    with coordinator.site.database.reading() as session:
        return session.scalar(select(func.count(InvitationRow.id))) or 0


def mails(coordinator: Coordinator) -> list[MessageRow]:
    with coordinator.site.database.reading() as session:
        return list(session.scalars(select(MessageRow).order_by(MessageRow.id)))


def test_nobody_is_invited_before_everybody_was_looked_at(maija: Coordinator) -> None:
    looked = look(maija, ROWS)
    assert looked.texts("tbody th") == ["Kouvolan kaupunki", "Vasa stad"]
    assert number_invited(maija) == 1 and not mails(maija)
    done = maija.site.client.post(looked, form=FORM)
    assert done.path == "/fi/coordinate/consultations/yksi/"
    assert "Lausuntoa pyydetään 2 lausunnonantajalta" in done.text("#notices")
    assert number_invited(maija) == 3
    assert [(each.kind, each.recipient, each.languages, each.state) for each in mails(maija)] == [
        ("request", "kirjaamo@kouvola.example", "fi", "waiting"),
        ("request", "registratur@vasa.example", "sv", "waiting"),
    ]


def test_the_mail_can_be_read_in_both_languages_with_own_words_before_it_goes(maija: Coordinator) -> None:
    looked = look(maija, ROWS, words={"fi": "Kiitos jo nyt.", "sv": "Tack på förhand."})
    finnish, swedish = looked.texts(".k-letter")
    assert "Lausuntopyyntö: Yksi kysymys" in finnish and "Kiitos jo nyt." in finnish and "Kouvolan kaupunki" in finnish
    assert "Begäran om utlåtande: En fråga" in swedish and "Tack på förhand." in swedish and "/sv/r/…" in swedish
    maija.site.client.post(looked, form=FORM)
    assert [each.words for each in mails(maija)] == [{"fi": "Kiitos jo nyt.", "sv": "Tack på förhand."}] * 2


def test_words_in_one_language_are_refused_where_mails_go_in_two(maija: Coordinator) -> None:
    refused = look(maija, ROWS, 422, {"fi": "Kiitos."})
    assert [each.attrs["href"] for each in refused.all(".k-errors a")] == ["#words-sv"]
    assert "Kouvolan kaupunki" in refused.fields(FORM)["rows"] and refused.fields(FORM)["words-fi"] == "Kiitos."
    finnish = ROWS.replace("ruotsi", "suomi")
    assert look(maija, finnish, words={"fi": "Kiitos."}).all(".k-letter")


def test_a_file_that_finnish_excel_saved_with_three_faults_tells_them_all_and_invites_nobody(
    maija: Coordinator,
) -> None:
    faulty = (
        f"{HEADER}\r\nPöytyän kunta;;Kunta;fi;kirjaamo@poytya.example\r\n"
        "Salon kaupunki;;Kunta tai kaupunki;fi;kirjaamo\r\n"
        "Mallikunta;;Kunta tai kaupunki;fi;a@b.example\r\nÅbo stad;;Kunta tai kaupunki;sv;r@abo.example\r\n"
    )
    page = bring(maija, "kunnat.csv", faulty.encode("windows-1252"), 422)
    told = page.texts(".k-faults li")
    assert page.texts(".k-errors a") == ["3 virhettä löytyi. Mitään ei lähetetty."] and len(told) == 3
    assert [each.split(":")[0] for each in told] == ["Rivi 2", "Rivi 3", "Rivi 4"]
    assert number_invited(maija) == 1


def test_a_workbook_is_read_like_csv(maija: Coordinator) -> None:
    book = openpyxl.Workbook()
    for row in ROWS.splitlines():
        book.active.append(row.split(";"))  # type: ignore[union-attr]  # a new workbook has a sheet
    saved = BytesIO()
    book.save(saved)
    assert bring(maija, "kunnat.xlsx", saved.getvalue()).texts("tbody th") == ["Kouvolan kaupunki", "Vasa stad"]


def test_a_double_click_invites_once_and_shows_no_faults(maija: Coordinator) -> None:
    looked = look(maija, ROWS)
    for _ in range(2):
        assert maija.site.client.post(looked, form=FORM).path == "/fi/coordinate/consultations/yksi/"
    assert number_invited(maija) == 3 and len(mails(maija)) == 2


def test_whoever_was_invited_meanwhile_is_not_invited_twice(maija: Coordinator) -> None:
    more = f"{ROWS}Salon kaupunki;;municipality;fi;k@salo.example\n"
    first, second = look(maija, ROWS), look(maija, more)
    maija.site.client.post(first, form=FORM)
    refused = maija.site.client.post(second, form=FORM, status=422)
    assert any("Kouvolan kaupunki" in each for each in refused.texts(".k-faults li"))
    assert number_invited(maija) == 3 and len(mails(maija)) == 2


def test_going_back_keeps_the_rows_and_the_words(maija: Coordinator) -> None:
    words = {"fi": "Kiitos.", "sv": "Tack."}
    back = maija.site.client.post(look(maija, ROWS, words=words), {"change": "1"}, form=FORM)
    fields = back.fields(FORM)
    assert "registratur@vasa.example" in fields["rows"] and fields["words-sv"] == "Tack."


@pytest.mark.parametrize("rows", ["", " \n"])
def test_neither_file_nor_rows_is_told(maija: Coordinator, rows: str) -> None:
    assert look(maija, rows, 422).all(".k-errors a")[0].attrs["href"] == "#file"


def test_many_faults_are_not_all_listed_and_their_number_is(maija: Coordinator) -> None:
    rows = HEADER + "\n" + "\n".join(f"Kunta {number};;x;fi;a@b.example" for number in range(80))
    told = look(maija, rows, 422).texts(".k-faults li")
    assert len(told) == 51 and told[-1] == "Ja vielä 30 muuta."


def test_the_empty_table_can_be_filled_in_and_brought_back(maija: Coordinator) -> None:
    with maija.site.client.http.get(f"/fi/coordinate/{PATH}/template.csv") as answer:
        raw = answer.get_data()
    assert bring(maija, "mallipohja.csv", raw).texts("tbody th") == ["Esimerkkilän kunta / Exempelby kommun"]


def test_where_no_mail_is_sent_the_page_offers_links_to_copy(aino: Coordinator) -> None:
    looked = look(aino, ROWS)
    assert "ei lähetä sähköpostia" in looked.text("main") and not looked.all(".k-letter")
    done = aino.site.client.post(looked, form=FORM)
    assert not mails(aino)
    page = aino.site.client.get(done.link("Linkit toimitettaviksi"))
    with aino.site.client.http.post(page.path, data=page.fields()) as answer:
        lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert any(
        line.startswith("Kouvolan kaupunki;;kirjaamo@kouvola.example;http://127.0.0.1:8000/fi/r/") for line in lines
    )
    link = lines[1].rpartition(";")[2].removeprefix("http://127.0.0.1:8000")
    assert "/responses/" in aino.site.other_client().get(link).path


def test_as_many_as_can_be_asked_at_a_time_can_be_pasted_and_one_more_is_refused(maija: Coordinator) -> None:
    rows = "\n".join(f"{'Pitkä nimi ' * 10}{number};;other;fi;k{number}@b.example" for number in range(2_000))
    looked = look(maija, f"{HEADER}\n{rows}")
    assert len(looked.all("tbody tr")) == 2_000
    back = maija.site.client.post(looked, {"change": "1"}, form=FORM)
    assert back.fields(FORM)["rows"].count("\n") == 2_001
    refused = look(maija, f"{HEADER}\n{rows}\nKunta;;other;fi;k@b.example", 422)
    assert "2 001" in refused.text(".k-errors a").replace("\N{NO-BREAK SPACE}", " ")
    assert refused.fields(FORM)["rows"].endswith("Kunta;;other;fi;k@b.example")


def test_a_thousand_are_invited_at_once(sqlite: Database) -> None:
    maija = coordinator_of(open_site(sqlite, NOWHERE))
    rows = HEADER + "\n" + "\n".join(f"Kunta {number};;other;fi;k{number}@b.example" for number in range(1000))
    done = maija.site.client.post(look(maija, rows), form=FORM)
    assert "1000 lausunnonantajalta" in done.text("#notices")
    assert number_invited(maija) == 1001 and len(mails(maija)) == 1000
    with sqlite.reading() as session:
        assert session.scalar(select(func.count(PersonalLinkRow.id))) == 1
