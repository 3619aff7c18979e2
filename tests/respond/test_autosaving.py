"""Saving while it is written: what the script sends is saved as by the page's button, and nothing is overwritten."""

import logging
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from survey.store import database as store
from survey.store.database import Database
from survey.store.responses.answers import stored_answers_of
from survey.store.tables import ConsultationRow
from tests.databases import sqlite_database
from tests.pages import Client, Page
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages, open_site

TEXT, OPTION = "answer-nakemys-text", "answer-kanta-option"
REVISION, KEPT = "revision-nakemys", "kept-nakemys"


@pytest.fixture
def site(database: Database) -> Site:
    made = open_site(database)
    made.open_link()
    return made


def section(site: Site, client: Client | None = None) -> Page:
    return (client or site.client).get(site.path("sections/osio"))


def autosave(site: Site, page: Page, fields: Mapping[str, str], *, status: int = 200) -> Any:
    """Send what the script of this page would send."""
    sent = {"csrf_token": page.fields()["csrf_token"], **fields}
    response = site.client.http.post(page.all("#autosave")[0].attrs["data-address"], data=sent)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.json


def write(site: Site, page: Page, text: str, revision: int = 0, **fields: str) -> Any:
    return autosave(site, page, {REVISION: str(revision), TEXT: text, **fields})


def stored(site: Site) -> dict[str, Any]:
    with site.database.reading() as session:
        found = stored_answers_of(session, site.round.access.response.id)
    return {address: each.given.value for address, each in found.items() if each.given}


def test_what_is_written_is_saved_and_the_page_learns_its_revision(site: Site) -> None:
    page = section(site)
    answer = write(site, page, "Kannatamme")
    assert answer["fields"] == {REVISION: 1, "autosaved": 1}
    assert answer["conflicts"] == []
    assert answer["said"] == "Tallennettu. Teksti tallentuu sitä mukaa kuin kirjoitatte."
    assert write(site, page, "Kannatamme esitystä.", 1)["fields"][REVISION] == 2
    assert stored(site)["nakemys"] == {"text": "Kannatamme esitystä."}


def test_the_button_saves_after_it_without_standing_against_itself(site: Site) -> None:
    page = section(site)
    fields = write(site, page, "Kannatamme")["fields"]
    after = site.client.post(page, {TEXT: "Kannatamme esitystä.", **{name: str(each) for name, each in fields.items()}})
    assert after.path == site.path("review")
    assert stored(site)["nakemys"] == {"text": "Kannatamme esitystä."}


def test_what_was_autosaved_counts_as_changed_when_the_button_is_pressed(site: Site) -> None:
    page = section(site)
    fields = write(site, page, "Kannatamme")["fields"]
    sent = {TEXT: "Kannatamme", **{name: str(each) for name, each in fields.items()}}
    assert "Lausuntoa ei ole vielä lähetetty" in site.client.post(page, sent).text("main")


def test_what_was_autosaved_after_a_submission_is_said_not_to_be_part_of_it(site: Site) -> None:
    with site.database.writing() as session:
        save(session, site.round, {"nakemys": {"text": "Vastustamme"}, **DETAILS}, now=now_for_pages())
        submit(session, site.round, now=now_for_pages())
    page = section(site)
    fields = write(site, page, "Kannatamme", 1)["fields"]
    sent = {TEXT: "Kannatamme", **{name: str(each) for name, each in fields.items()}}
    assert "Muutos ei ole mukana jo lähetetyssä lausunnossa" in site.client.post(page, sent).text("[role=status]")


def test_only_the_question_that_was_sent_is_saved(site: Site) -> None:
    first = section(site)
    site.client.post(first, {TEXT: "Teksti.", OPTION: "kylla", "answer-kanta-reason": "Koska."})
    page = section(site)
    autosave(site, page, {"revision-kanta": "1", OPTION: "ei", "answer-kanta-reason": "Siksi."})
    assert stored(site)["nakemys"] == {"text": "Teksti."}
    assert stored(site)["kanta"] == {"option": "ei", "reason": "Siksi."}


def colleague_writes(site: Site, text: str) -> None:
    colleague = site.other_client()
    site.open_link(colleague)
    colleague.post(section(site, colleague), {TEXT: text})


def test_a_colleagues_text_is_not_overwritten_and_the_choice_comes_by_the_button(site: Site) -> None:
    page = section(site)
    colleague_writes(site, "Kollegan teksti.")
    answer = write(site, page, "Minun")
    assert REVISION not in answer["fields"], "the page still shows what was there before"
    assert answer["conflicts"] == [REVISION]
    assert "Molemmat säilyvät" in answer["said"]
    assert stored(site)["nakemys"] == {"text": "Kollegan teksti."}
    kept = str(answer["fields"][KEPT])
    choice = site.client.post(page, {TEXT: "Minun tekstini.", KEPT: kept})
    assert choice.path == site.path("sections/osio")
    assert choice.fields()[TEXT] == "Minun tekstini."
    assert choice.texts(".k-conflict .k-answer") == ["Kollegan teksti."], "the first form of the same text is no other"
    assert not choice.all("input[id^=resolve][checked]")
    assert "ei ole valittu" not in choice.text("main"), "nobody had been asked before"


def test_what_is_written_on_in_a_conflict_takes_the_place_of_what_was_kept(site: Site) -> None:
    page = section(site)
    colleague_writes(site, "Kollegan teksti.")
    kept = str(write(site, page, "Min")["fields"][KEPT])
    again = str(write(site, page, "Minun", 0, **{KEPT: kept})["fields"][KEPT])
    assert again != kept
    choice = section(site)
    assert choice.fields()[TEXT] == "Minun"
    assert choice.texts(".k-conflict .k-answer") == ["Kollegan teksti."]


def test_who_writes_the_same_as_the_colleague_has_nothing_to_choose(site: Site) -> None:
    page = section(site)
    colleague_writes(site, "Kannatamme.")
    kept = str(write(site, page, "Kanna")["fields"][KEPT])
    answer = write(site, page, "Kannatamme.", 0, **{KEPT: kept})
    assert answer["conflicts"] == [] and answer["fields"][REVISION] == 1
    assert not section(site).all(".k-conflict")


def test_who_does_not_touch_what_a_colleague_changed_does_not_take_its_revision(site: Site) -> None:
    site.client.post(section(site), {TEXT: "Ensin."})
    page = section(site)
    colleague_writes(site, "Kollegan teksti.")
    answer = write(site, page, "Ensin.", 1)
    assert answer["fields"] == {} and answer["conflicts"] == []
    assert write(site, page, "Ensin minä.", 1)["conflicts"] == [REVISION]


def test_who_saw_what_is_stored_again_now_is_in_no_conflict(site: Site) -> None:
    site.client.post(section(site), {TEXT: "Ensin."})
    page = section(site)
    for text in ("Kollegan teksti.", "Ensin."):
        colleague_writes(site, text)
    assert write(site, page, "Sitten.", 1)["fields"][REVISION] == 4
    assert stored(site)["nakemys"] == {"text": "Sitten."}


def test_a_text_edited_on_the_page_of_both_texts_is_kept_and_nothing_is_chosen(site: Site) -> None:
    mine = section(site)
    colleague_writes(site, "Kollegan teksti.")
    page = site.client.post(mine, {TEXT: "Minun tekstini."})
    shown = page.fields()["shown-nakemys"]
    answer = write(site, page, "Hiottu tekstini.", 1, **{"shown-nakemys": shown})
    assert stored(site)["nakemys"] == {"text": "Kollegan teksti."}
    number = str(answer["fields"]["shown-nakemys"])
    after = site.client.post(page, {TEXT: "Hiottu tekstini.", "shown-nakemys": number, "resolve-nakemys": "typed"})
    assert after.path == site.path("review")
    assert stored(site)["nakemys"] == {"text": "Hiottu tekstini."}
    assert not section(site).all(".k-conflict")


def test_after_the_deadline_the_line_says_that_the_draft_is_not_submitted(site: Site) -> None:
    page = section(site)
    with site.database.writing() as session:
        ended = now_for_pages() - timedelta(minutes=1)
        session.execute(update(ConsultationRow).values(opened_at=ended - timedelta(days=1), deadline=ended))
    answer = write(site, page, "Myöhässä.")
    assert "Vastausaika on päättynyt" in answer["said"]
    assert stored(site)["nakemys"] == {"text": "Myöhässä."}


def test_without_the_link_the_line_says_what_to_do_and_goes_on_after_it(site: Site) -> None:
    page = section(site)
    site.client.http.delete_cookie("kuulolla")
    answer = write_refused(site, page, 400)
    page.all("input[name=csrf_token]")[0].attrs["value"] = answer["token"]
    assert "Avatkaa henkilökohtainen linkki" in write_refused(site, page, 403)["said"]
    site.open_link()
    assert write(site, page, "Sivulla säilynyt.", csrf_token=answer["token"])["fields"][REVISION] == 1
    assert stored(site)["nakemys"] == {"text": "Sivulla säilynyt."}


def write_refused(site: Site, page: Page, status: int) -> Any:
    return autosave(site, page, {REVISION: "0", TEXT: "Sivulla säilynyt."}, status=status)


def test_a_text_beyond_all_bounds_is_refused_with_words(site: Site) -> None:
    answer = autosave(site, section(site), {REVISION: "0", TEXT: "x" * 1_000_001}, status=413)
    assert "liian pitkä" in answer["said"]


@pytest.mark.parametrize("path", ["autosave/muu", "autosave/details/x"])
def test_a_section_that_is_not_there_is_not_saved(site: Site, path: str) -> None:
    page = section(site)
    response = site.client.http.post(site.path(path), data={"csrf_token": page.fields()["csrf_token"]})
    assert response.status_code == 404


def test_the_respondents_details_are_saved_too(site: Site) -> None:
    page = site.client.get(site.path("details"))
    autosave(site, page, {"revision-recorded_by": "0", "answer-recorded_by-text": "Kaisa Kirjaaja"})
    assert stored(site)["details/recorded_by"] == {"text": "Kaisa Kirjaaja"}


def test_an_answer_in_a_part_that_a_colleague_removed_brings_it_back(database: Database) -> None:
    site = open_site_with(database, "group")
    site.open_link()
    path = site.path("sections/kysymykset")
    page, other = site.client.get(path), site.client.get(path)
    name = next(name for name in page.fields() if name.startswith("revision-") and "-e1-" in name)
    key = name.removeprefix("revision-")
    field = next(each for each in page.fields() if each.startswith(f"answer-{key}-"))
    group = key.partition("-")[0]
    site.client.post(other, {"remove_entry": f"{group}/e1"})
    autosave(site, page, {name: "0", field: "Kirjoitettu poistettuun."})
    assert key.replace("-", "/") in stored(site)
    assert "e1" in stored(site)[group]["entries"].split()


def open_site_with(database: Database, form: str) -> Site:
    return open_site(database, question_set=tiny_set(form))


def test_a_fault_of_ours_is_told_in_words_and_logged(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = section(site)
    with site.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE answer RENAME TO gone")
    with caplog.at_level(logging.ERROR):
        answer = autosave(site, page, {REVISION: "0", TEXT: "Salainen"}, status=500)
    assert "yritetään uudelleen" in answer["said"]
    assert "respond.autosave" in caplog.text and "Salainen" not in caplog.text


def test_a_locked_database_is_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAIT_FOR_LOCK", 50)
    with closing(sqlite_database(tmp_path)) as database:
        site = open_site(database)
        site.open_link()
        page = section(site)
        with database.writing():
            answer = autosave(site, page, {REVISION: "0", TEXT: "Odottaa."}, status=500)
        assert "yritetään uudelleen" in answer["said"]
        assert write(site, page, "Odottaa.")["fields"][REVISION] == 1
