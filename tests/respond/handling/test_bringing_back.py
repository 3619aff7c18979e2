"""A statement comes back from Word or minutes: looked at first, then accepted, and nothing overwritten."""

import random
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, select, update

from survey.store.database import Database
from survey.store.responses.answers import stored_answers_of
from survey.store.tables import BroughtBackRow
from tests.pages import Page
from tests.rounds import open_round, save
from tests.site import Site, make_client, now_for_pages
from tests.statement_texts import minutes
from tests.statement_texts.shapes import SET, SHAPES, TEXTS
from tests.statement_texts.word_packages import package, paragraph, run

PASTED = "brought-text"
DRAFT = {"saantely": {"text": "Sääntelyn on oltava väljää."}, "muuta": {"text": "Emme esitä muuta."}}


def site_with(database: Database, drafted: Mapping[str, Mapping[str, str]]) -> Site:
    now = now_for_pages()
    with database.writing() as session:
        made = open_round(session, now=now, question_set=SET)
        save(session, made, drafted, now=now)
    site = Site(database, make_client(database), made)
    site.open_link()
    return site


@pytest.fixture
def drafted(sqlite: Database) -> Site:
    return site_with(sqlite, DRAFT)


@pytest.fixture
def on_each(database: Database) -> Site:
    return site_with(database, DRAFT)


def texts(site: Site) -> dict[str, str]:
    with site.database.reading() as session:
        stored = stored_answers_of(session, site.round.access.response.id)
    return {
        address: each.given.value["text"]
        for address, each in stored.items()
        if each.given and "text" in each.given.value and "/" not in address
    }


def write(site: Site, changed: Mapping[str, Mapping[str, str]], revision: int) -> None:
    """What a colleague saves meanwhile."""
    with site.database.writing() as session:
        save(session, site.round, changed, now=now_for_pages(), revision=revision)


def form(site: Site, language: str = "fi") -> Page:
    return site.client.get(site.path("bring-back", language))


def paste(site: Site, text: str, status: int = 200) -> Page:
    return site.client.post(form(site), {PASTED: text}, status=status)


def upload(site: Site, raw: bytes, name: str = "lausunto.docx", status: int = 200) -> Page:
    return site.client.upload(form(site), name, raw, status=status)


def counts(page: Page) -> list[str]:
    return page.texts(".k-count dd")


def selects(page: Page) -> list[str]:
    return [node.attrs["name"] for node in page.all("select")]


def kept(site: Site) -> int:
    with site.database.reading() as session:
        return session.scalar(select(func.count()).select_from(BroughtBackRow)) or 0


def test_the_overview_leads_to_it(drafted: Site) -> None:
    page = drafted.client.get(drafted.path())
    assert page.link("Tuo tekstit takaisin Wordista tai pöytäkirjasta") == drafted.path("bring-back")


def test_nothing_changes_before_it_is_accepted_and_then_exactly_that(on_each: Site) -> None:
    page = upload(on_each, SHAPES["Word in Finnish"]())
    assert counts(page) == ["3", "1", "3", "0"]
    assert texts(on_each) == {address: each["text"] for address, each in DRAFT.items()}
    page = on_each.client.post(page, {"accept": "saantely"})
    assert texts(on_each) == {"saantely": TEXTS["saantely"], "muuta": TEXTS["muuta"]}
    assert counts(page) == ["2", "2", "3", "0"]
    overview = on_each.client.post(page, {"accept": "*"})
    assert overview.path == on_each.path()
    assert texts(on_each) == TEXTS
    assert not kept(on_each), "it is finished"


def test_the_difference_is_told_in_words(drafted: Site) -> None:
    page = upload(drafted, SHAPES["Word in Finnish"]())
    changed = [text for text in page.texts(".k-changes") if "Sääntelyn" in text]
    assert changed == ["Sääntelyn on oltava [poistettu: väljää ] [lisätty: mahdollistavaa ] ."]


def test_a_colleagues_change_is_never_overwritten(on_each: Site) -> None:
    page = upload(on_each, SHAPES["Word in Finnish"]())
    write(on_each, {"saantely": {"text": "Kollegan uusi teksti."}}, revision=1)
    refused = on_each.client.post(page, {"accept": "saantely"}, status=409)
    assert texts(on_each)["saantely"] == "Kollegan uusi teksti."
    assert "Joku on muuttanut vastausta" in refused.text("#errors")
    assert any("Kollegan" in text and "mahdollistavaa" in text for text in refused.texts(".k-changes")), (
        "both are shown"
    )
    on_each.client.post(refused, {"accept": "saantely"})
    assert texts(on_each)["saantely"] == TEXTS["saantely"]


def test_accepting_all_writes_the_others_where_one_was_changed_meanwhile(drafted: Site) -> None:
    page = upload(drafted, SHAPES["Word in Finnish"]())
    write(drafted, {"saantely": {"text": "Kollegan uusi teksti."}}, revision=1)
    refused = drafted.client.post(page, {"accept": "*"}, status=409)
    assert texts(drafted) == {**TEXTS, "saantely": "Kollegan uusi teksti."}
    assert kept(drafted) and counts(refused)[0] == "1"


def test_minutes_are_pasted_and_what_stands_apart_must_be_decided_before_all_is_accepted(drafted: Site) -> None:
    page = paste(drafted, minutes.FINNISH)
    assert counts(page) == ["3", "0", "4", "5"]
    refused = drafted.client.post(page, {"accept": "*"}, status=422)
    assert len(refused.all("#errors a")) == len(selects(page)) == 5
    assert texts(drafted)["saantely"] == DRAFT["saantely"]["text"]
    chosen = dict.fromkeys(selects(page), "leave")
    still = drafted.client.post(refused, {**chosen, selects(page)[2]: "", "accept": "*"}, status=422)
    assert [still.fields()[name] for name in selects(page)] == ["leave", "leave", "", "leave", "leave"], (
        "nothing is lost"
    )
    drafted.client.post(still, {**chosen, "accept": "*"})
    assert texts(drafted) == {**minutes.TEXTS, "muuta": "Emme esitä muuta."}


def test_of_two_texts_under_one_heading_the_first_can_be_chosen(drafted: Site) -> None:
    page = paste(drafted, minutes.FINNISH)
    [first, last] = page.all('[type="radio"]')
    assert "checked" in last.attrs and "checked" not in first.attrs
    field, value = first.attrs["name"], first.attrs["value"]
    unseen = drafted.client.post(page, {field: value, "accept": "yhteistyosopimukset"}, status=409)
    assert "yhteistyosopimukset" not in texts(drafted), "the page had shown another difference"
    drafted.client.post(unseen, {"accept": "yhteistyosopimukset"})
    assert texts(drafted)["yhteistyosopimukset"] == minutes.FIRST


def test_a_piece_is_shown_at_its_question_before_it_goes_there(drafted: Site) -> None:
    page = paste(drafted, minutes.FINNISH)
    intro = selects(page)[0]
    shown = drafted.client.post(page, {intro: "adds:saantely", "show": "1"})
    assert any("Mallikunta antaa lausunnon" in text for text in shown.texts(".k-changes"))
    assert "Mallikunta" not in texts(drafted)["saantely"]
    drafted.client.post(shown, {"accept": "saantely"})
    assert texts(drafted)["saantely"].endswith(f"\n\n{minutes.TEXTS['saantely']}"), "it stood before the heading"
    assert texts(drafted)["saantely"].startswith("Työ- ja elinkeinoministeriö pyytää")


def test_a_piece_can_be_the_text_of_a_question_or_be_added_to_the_draft_once(drafted: Site) -> None:
    page = paste(
        drafted, "Muita huomioita\n\nPyydämme lisää aikaa. Se on tarpeen.\n\nSääntelyn tarkentaminen\n\nVäljää."
    )
    [piece] = selects(page)
    shown = drafted.client.post(page, {piece: "adds:muuta", "show": "1"})
    after = drafted.client.post(shown, {"accept": "muuta"})
    assert texts(drafted)["muuta"] == "Emme esitä muuta.\n\nPyydämme lisää aikaa. Se on tarpeen."
    assert not selects(after) and "on lisätty vastaukseen" in after.text("main")
    drafted.client.post(after, {"accept": "*"})
    assert texts(drafted)["muuta"].count("Pyydämme") == 1
    page = paste(
        drafted, "Muita huomioita\n\nPyydämme lisää aikaa. Se on tarpeen.\n\nSääntelyn tarkentaminen\n\nVäljää."
    )
    drafted.client.post(drafted.client.post(page, {piece: "answers:muuta", "show": "1"}), {"accept": "muuta"})
    assert texts(drafted)["muuta"] == "Pyydämme lisää aikaa. Se on tarpeen."


def test_a_near_heading_is_offered_first_and_marked_as_a_guess(drafted: Site) -> None:
    page = paste(drafted, "Sääntelyjen tarkentaminen\n\nUusi teksti, jossa on monta sanaa.")
    assert counts(page)[0] == "0"
    assert page.all("optgroup")[0].attrs["label"] == "Ehkä tämän kysymyksen teksti"
    assert page.all("optgroup")[0].query("option")[0].attrs["value"] == "answers:saantely"
    assert page.fields()[selects(page)[0]] == "", "nothing is chosen beforehand"


def test_the_reason_of_a_choice_comes_back_and_its_option_does_not(drafted: Site) -> None:
    write(drafted, {"kanta": {"option": "kylla", "reason": "Koska."}}, revision=0)
    label = "Kannatatteko arviomuistiossa esitettyä kehittämissuuntaa?"
    page = upload(drafted, package(paragraph(run(label, "<w:b/>")) + paragraph("Ei") + paragraph("Siksi.")))
    assert "toinen vaihtoehto kuin luonnoksessa" in page.text("main")
    drafted.client.post(page, {"accept": "kanta"})
    with drafted.database.reading() as session:
        given = stored_answers_of(session, drafted.round.access.response.id)["kanta"].given
    assert given and given.value == {"option": "kylla", "reason": "Siksi."}


def test_the_draft_goes_out_in_word_is_amended_and_comes_back(on_each: Site) -> None:
    response = on_each.client.http.get(on_each.path("draft.docx"))
    document = Document(BytesIO(response.get_data()))
    response.close()
    [edited] = [each for each in document.paragraphs if each.text == DRAFT["saantely"]["text"]]
    edited.runs[0].text = "Sääntelyn on oltava hyvin väljää."
    target = BytesIO()
    document.save(target)
    page = upload(on_each, target.getvalue())
    assert counts(page) == ["1", "6", "0", "0"]
    on_each.client.post(page, {"accept": "*"})
    assert texts(on_each) == {"saantely": "Sääntelyn on oltava hyvin väljää.", "muuta": "Emme esitä muuta."}


def test_what_is_accepted_can_be_recorded_at_once_as_the_step_of_a_meeting(on_each: Site) -> None:
    page = upload(on_each, SHAPES["Word in Finnish"]())
    form = on_each.client.post(page, {"accept_and_record": "1"})
    assert form.path == on_each.path("handling/add")
    assert form.texts("[role=status] li, [role=status] p") == ["3 tekstiä hyväksyttiin luonnokseen."]
    on_each.client.post(
        form, {"kind": "amended_proposal", "body": "Kunnanhallitus", "met_on": "2.11.2026"}, form="main form"
    )
    step = on_each.client.get(on_each.path("handling/1"))
    shown = step.text("main")
    assert all(" ".join(text.split()) in " ".join(shown.split()) for text in TEXTS.values())
    assert not kept(on_each), "it is finished"


def test_no_step_is_recorded_of_texts_that_are_undecided(drafted: Site) -> None:
    page = paste(drafted, minutes.FINNISH)
    page = drafted.client.post(page, {"accept_and_record": "1"}, status=422)
    assert page.texts(".k-errors li")
    assert texts(drafted) == {address: each["text"] for address, each in DRAFT.items()}


@pytest.mark.parametrize(
    ("raw", "told"),
    [(b"%PDF-1.7", "se on PDF-tiedosto"), (b"", "Tiedosto on tyhjä"), (b"PK\x03\x04", "se on vioittunut")],
)
def test_a_file_that_cannot_be_read_says_why_and_the_focus_goes_there(drafted: Site, raw: bytes, told: str) -> None:
    page = upload(drafted, raw, status=422)
    assert told in page.text("#errors")
    assert "autofocus" in page.all("#errors")[0].attrs
    assert not kept(drafted)


def test_what_was_pasted_is_there_again_after_an_error(drafted: Site) -> None:
    fields = form(drafted).fields() | {PASTED: "Liitetty teksti.", "file": (BytesIO(b"%PDF-1.7"), "x.pdf")}
    answer = drafted.client.http.post(drafted.path("bring-back"), data=fields, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Liitetty teksti." in answer.get_data(as_text=True)
    answer.close()
    assert paste(drafted, "  ", status=422).all("#errors")


def test_what_was_pasted_and_chosen_survives_the_language_switch(drafted: Site) -> None:
    page = drafted.client.post(form(drafted), {PASTED: "Teksti.", "switch_language": "sv"})
    assert page.fields()[PASTED] == "Teksti." and page.all("html")[0].attrs["lang"] == "sv"
    page = paste(drafted, minutes.FINNISH)
    name = selects(page)[0]
    switched = drafted.client.post(page, {name: "leave", "switch_language": "sv"})
    assert switched.fields()[name] == "leave" and switched.all("html")[0].attrs["lang"] == "sv"


def test_pasted_text_is_shown_when_the_session_has_ended(drafted: Site) -> None:
    fields = {**form(drafted).fields(), PASTED: "Liitetty teksti, joka ei saa kadota."}
    answer = drafted.other_client().http.post(drafted.path("bring-back"), data=fields)
    assert "Liitetty teksti, joka ei saa kadota." in answer.get_data(as_text=True)


def test_it_is_kept_for_half_a_day_and_not_longer(drafted: Site) -> None:
    page = paste(drafted, minutes.FINNISH)
    assert "kesken" in form(drafted).text("main")
    with drafted.database.writing() as session:
        session.execute(update(BroughtBackRow).values(at=now_for_pages() - timedelta(hours=12, minutes=1)))
    assert "kesken" not in form(drafted).text("main")
    gone = drafted.client.post(page, {"accept": "saantely"})
    assert gone.path == drafted.path("bring-back") and "ei enää säilytetä" in gone.text("main")
    assert texts(drafted)["saantely"] == DRAFT["saantely"]["text"]
    paste(drafted, "Sääntelyn tarkentaminen\n\nUusi teksti.")
    assert kept(drafted) == 1, "what is too old is deleted"


def test_finishing_removes_it_and_changes_nothing(drafted: Site) -> None:
    page = paste(drafted, minutes.FINNISH)
    assert drafted.client.post(page, {"finish": "1"}).path == drafted.path()
    assert not kept(drafted)
    assert texts(drafted)["saantely"] == DRAFT["saantely"]["text"]


def test_a_choice_that_nobody_could_make_is_passed_over(drafted: Site) -> None:
    page = paste(drafted, minutes.FINNISH)
    name = selects(page)[0]
    for forged in ("answers:details/official_name", "adds:kanta_x", "\N{SUPERSCRIPT TWO}", "x" * 10_000):
        assert drafted.client.post(page, {name: forged, "show": "1"}).fields()[name] == ""
    drafted.client.post(page, {"accept": "details/official_name"})
    assert texts(drafted) == {address: each["text"] for address, each in DRAFT.items()}


def test_another_organisation_sees_nothing_of_it(drafted: Site) -> None:
    paste(drafted, minutes.FINNISH)
    stranger = drafted.other_client()
    for path in ("bring-back", "bring-back/look"):
        assert stranger.get(drafted.path(path), 403)


def test_an_open_choice_between_two_answers_comes_first(drafted: Site) -> None:
    colleague = drafted.other_client()
    drafted.open_link(colleague)
    section = drafted.path("sections/saantely-ja-yhteistyo")
    mine, theirs = drafted.client.get(section), colleague.get(section)
    colleague.post(theirs, {"answer-saantely-text": "Kollegan."})
    drafted.client.post(mine, {"answer-saantely-text": "Oma."})
    page = upload(drafted, SHAPES["Word in Finnish"]())
    assert "Valitkaa ensin niistä" in page.text("main")
    drafted.client.post(page, {"accept": "saantely"})
    assert texts(drafted)["saantely"] == "Kollegan."


@pytest.mark.parametrize("size", [60_000, 64 * 1024 + 1, 1_000_000, 4_900_000])
def test_a_file_of_any_size_is_read_and_not_turned_away_by_the_form(drafted: Site, size: int) -> None:
    raw = random.Random(size).randbytes(size)  # noqa: S311  # no secret
    assert "muussa tiedostomuodossa" in upload(drafted, raw, status=422).text("#errors")


def test_fifty_megabytes_are_turned_away_before_they_are_read(drafted: Site) -> None:
    upload(drafted, b"x" * 50_000_000, status=413)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_an_item_comes_back_without_questions_about_what_the_product_wrote_in_it(drafted: Site, language: str) -> None:
    with drafted.client.http.get(drafted.path("papers/file?paper=item&details=first&form=docx", language)) as response:
        page = upload(drafted, response.get_data())
    assert counts(page) == ["0", "2", "5", "0"]
    assert "asiasta: Arviomuistio" in page.text("main") or "ärendet: Bedömningspromemoria" in page.text("main")


def test_a_heading_with_the_number_of_its_question_is_not_told_as_another_one(drafted: Site) -> None:
    told = "Otsikko tekstissä"
    assert told not in paste(drafted, "5. Sääntelyn tarkentaminen\n\nSääntelyn on oltava mahdollistavaa.").text("main")
    assert told in paste(drafted, "9. Sääntelyn tarkentaminen\n\nSääntelyn on oltava mahdollistavaa.").text("main")


def test_a_text_whose_heading_stands_twice_is_counted_among_the_same(drafted: Site) -> None:
    twice = f"Sääntelyn tarkentaminen\n\nEnsin näin.\n\nSääntelyn tarkentaminen\n\n{DRAFT['saantely']['text']}"
    assert counts(paste(drafted, twice)) == ["0", "1", "6", "0"]
