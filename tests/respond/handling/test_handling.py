"""The organisation's own decision-making: steps are recorded, corrected and compared, and the details follow them."""

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from survey.store.database import Database
from survey.store.tables import AnswerRow, EventRow, HandlingStepRow, SubmittedStepRow
from tests.pages import Page
from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages
from tests.words import WordFile

PROPOSED = "Kannatamme esitystä sellaisenaan. Rahoitus on turvattava."
DECIDED = "Kannatamme esitystä varauksin. Rahoitus on turvattava."
DECISION = {
    "kind": "decision",
    "body": "Kaupunginhallitus",
    "met_on": "12.11.2026",
    "paragraph": "214",
    "presenter": "Kaupunginjohtaja Essi Esittelijä",
    "contact": "Lasse Lisätieto, puh. 040 000 0000",
    "wording": "Kaupunginhallitus päätti hyväksyä\nmuutetun päätösehdotuksen.",
}
NAME = "Päätös: Kaupunginhallitus 12.11.2026 § 214"


def answered(site: Site, text: str = PROPOSED, revision: int = 0) -> None:
    """Write one answer."""
    with site.database.writing() as session:
        save(session, site.round, {"nakemys": {"text": text}}, revision=revision, now=now_for_pages())


def recorded(site: Site, language: str = "fi", **fields: str) -> Page:
    """Record a step on its page."""
    form = site.client.get(site.path("handling/add", language))
    return site.client.post(form, {**DECISION, **fields}, form="main form")


def opened(site: Site) -> Site:
    """The same site with the personal link followed, and an answer written."""
    site.open_link()
    answered(site)
    return site


def word_at(site: Site, path: str) -> WordFile:
    """The Word file at an address."""
    with site.client.http.get(site.path(path)) as response:
        return WordFile(response.get_data())


def test_a_decision_is_recorded_and_shown_with_all_that_was_told_of_it(site_on_each: Site) -> None:
    page = recorded(opened(site_on_each))
    assert page.text("h1") == "Käsittelyvaiheet"
    assert page.texts("li.k-card h3") == [f"{NAME} Voimassa"]
    told = page.text("li.k-card")
    for value in ("Kaupunginhallitus", "12.11.2026", "§ 214", *(DECISION[name] for name in ("presenter", "contact"))):
        assert value in told
    assert "muutetun päätösehdotuksen." in told


def test_the_details_show_the_decision_of_the_step_and_ask_for_nothing_of_it(site: Site) -> None:
    opened(site)
    before = site.client.get(site.path("details"))
    assert before.all("#answer-decision_body-text")[0].name == "input"
    recorded(site)
    details = site.client.get(site.path("details"))
    assert [node.name for node in details.all("#answer-decision_body-text")] == ["dd"]
    assert "Kaupunginhallitus" in details.text("section.k-card") and "§ 214" in details.text("section.k-card")
    assert details.link("Korjaa päätöstä") == site.path("handling/1/correct")


def test_what_the_details_tell_already_is_not_asked_twice(site: Site) -> None:
    opened(site)
    details = site.client.get(site.path("details"))
    decided = {"decision_body-text": "Lautakunta", "decision_date-date": "3.11.2026", "decision_paragraph-text": "7"}
    site.client.post(details, {f"answer-{name}": value for name, value in decided.items()})
    fields = site.client.get(site.path("handling/add")).fields()
    assert (fields["body"], fields["met_on"], fields["paragraph"]) == ("Lautakunta", "3.11.2026", "§ 7")


def test_a_statement_is_submitted_with_the_decision_of_the_step(site_on_each: Site) -> None:
    site = opened(site_on_each)
    with site.database.writing() as session:
        save(session, site.round, DETAILS, now=now_for_pages())
    recorded(site)
    with site.database.writing() as session:
        submission = submit(session, site.round, now=now_for_pages())
        assert session.scalars(select(SubmittedStepRow.submission_id)).all() == [submission.id]
    statement = site.client.get(site.path("statement")).text("article")
    for value in ("Kaupunginhallitus", "12.11.2026", "§ 214", DECISION["presenter"], "muutetun päätösehdotuksen."):
        assert value in statement
    assert DECISION["contact"] not in statement


def test_the_draft_can_be_compared_with_what_was_decided_on(site: Site) -> None:
    page = recorded(opened(site))
    assert "Luonnoksessa on päätetty teksti." in page.text("#decision")
    answered(site, DECIDED, revision=1)
    page = site.client.get(site.path("handling"))
    assert "Luonnos poikkeaa päätetystä tekstistä." in page.text("#decision")
    compared = site.client.get(page.link("Katso, mitä on muuttunut päätöksen jälkeen"))
    assert compared.text(".k-document > p strong") == "Muuttuneita kysymyksiä: 1. Kysymyksiä on yhteensä 2."
    assert compared.texts("h3") == ["1. Näkemyksenne", "2. Kantanne"]
    assert [compared.text(tag).replace(" ]", "]") for tag in ("del", "ins")] == [
        "[poistettu: sellaisenaan]",
        "[lisätty: varauksin]",
    ]
    assert compared.texts("details h3") == ["2. Kantanne"] and compared.text("details summary") == (
        "1 kysymys on ennallaan"
    )


def test_two_steps_are_compared_in_either_order_and_in_word(site: Site) -> None:
    opened(site)
    recorded(site, kind="proposal")
    answered(site, DECIDED, revision=1)
    form = recorded(site)
    page = site.client.get(f"{site.path('handling/compare')}?earlier=2&later=1")
    assert page.text("del").replace(" ]", "]") == "[poistettu: varauksin]"
    assert form.fields("form[method=get]") == {"earlier": "2", "later": "draft"}
    file = word_at(site, "handling/compare.docx?earlier=1&later=2")
    assert (
        file.facts["Aiempi teksti"].startswith("Ehdotus: Kaupunginhallitus") and file.facts["Myöhempi teksti"] == NAME
    )
    assert file.marked("1. Näkemyksenne") == [
        ("removed", "[poistettu: sellaisenaan]"),
        ("added", "[lisätty: varauksin]"),
    ]
    assert "2. Kantanne" in file.text


@pytest.mark.parametrize("keys", ["earlier=1&later=7", "earlier=x&later=draft", "later=draft", "earlier=²&later=1"])
def test_a_text_that_there_is_not_cannot_be_compared(site: Site, keys: str) -> None:
    recorded(opened(site))
    site.client.get(f"{site.path('handling/compare')}?{keys}", status=404)


def test_a_step_keeps_its_text_whatever_the_draft_becomes(site: Site) -> None:
    recorded(opened(site))
    answered(site, "Aivan toista.", revision=1)
    page = site.client.get(site.path("handling/1"))
    assert PROPOSED in page.text("article") and "Aivan toista" not in page.text("article")
    word = word_at(site, "handling/1/step.docx")
    assert word.answer("1. Näkemyksenne") == PROPOSED and word.paragraphs[0] == ("Title", NAME)
    assert "Lasse" not in word.text


def test_a_draft_is_kept_with_what_is_not_answered_and_what_cannot_be_read(site: Site) -> None:
    opened(site)
    details = site.client.get(site.path("details"))
    site.client.post(details, {"answer-contact_email-email": "ei osoite"})
    page = recorded(site, kind="draft", body="", met_on="", paragraph="", presenter="", contact="", wording="")
    assert page.texts("li.k-card h3")[0].startswith("Tallessa oleva luonnos: ")
    with site.database.reading() as session:
        step = session.scalars(select(HandlingStepRow)).one()
        assert "ei osoite" in step.snapshot.contact_part and "malformed" in step.snapshot.contact_part
        assert "kanta" not in step.snapshot.public_part


FAULTS = {
    "kind": ({"kind": ""}, "Valitse, mitä kirjataan."),
    "body": ({"body": " "}, "Kirjoita, kuka on päättänyt, esimerkiksi toimielimen nimi."),
    "no date": ({"met_on": ""}, "Kirjoita kokouksen päivämäärä, esimerkiksi 12.11.2026."),
    "a wrong date": ({"met_on": "32.13."}, "Kirjoita päivä, kuukausi ja vuosi, esimerkiksi 12.11.2026."),
    "the future": ({"met_on": "1.1.2199"}, "Päivämäärä on tulevaisuudessa. Kirjaa vaihe, kun kokous on pidetty."),
    "too long": ({"presenter": "a" * 1001}, "Lyhennä tekstiä. Siinä saa olla enintään 1 000 merkkiä."),
}


@pytest.mark.parametrize(("fields", "message"), FAULTS.values(), ids=FAULTS)
def test_a_step_in_error_keeps_all_that_was_typed_and_records_nothing(
    site: Site, fields: dict[str, str], message: str
) -> None:
    opened(site)
    form = site.client.get(site.path("handling/add"))
    sent = {**DECISION, **fields}
    page = site.client.post(form, sent, form="main form", status=422)
    assert page.texts("#errors li") == [message]
    assert {name: page.fields()[name].strip("\n") for name in sent if sent[name]} == {
        name: value for name, value in sent.items() if value
    }
    assert page.all("#errors[autofocus]")
    with site.database.reading() as session:
        assert session.scalar(select(func.count(HandlingStepRow.id))) == 0


def test_a_double_click_records_one_step(site_on_each: Site) -> None:
    opened(site_on_each)
    form = site_on_each.client.get(site_on_each.path("handling/add"))
    for _click in range(2):
        page = site_on_each.client.post(form, DECISION, form="main form")
    assert len(page.all("li.k-card")) == 1


def test_a_correction_is_added_and_what_it_corrects_can_still_be_read(site: Site) -> None:
    recorded(opened(site))
    answered(site, DECIDED, revision=1)
    form = site.client.get(site.path("handling/1/correct"))
    assert form.fields()["paragraph"] == "§ 214" and form.fields()["text"] == "as_recorded"
    page = site.client.post(form, {"paragraph": "§ 241"}, form="main form")
    assert page.texts("li.k-card h3") == ["Päätös: Kaupunginhallitus 12.11.2026 § 241 Voimassa"]
    assert "§ 214" in page.text("li.k-card details")
    assert "Luonnos poikkeaa" in page.text("#decision")
    assert "§ 241" in site.client.get(site.path("draft")).text("article")
    again = site.client.get(site.path("handling/1/correct"))
    assert again.all("main form")[0].attrs["action"] == site.path("handling/2/correct")
    with_draft = site.client.post(again, {"text": "draft"}, form="main form")
    assert "Luonnoksessa on päätetty teksti." in with_draft.text("#decision")


def test_two_colleagues_never_correct_the_same_step_unseen(site_on_each: Site) -> None:
    site = opened(site_on_each)
    recorded(site)
    first = site.client.get(site.path("handling/1/correct"))
    second = site.client.get(site.path("handling/1/correct"))
    site.client.post(first, {"paragraph": "§ 1"}, form="main form")
    page = site.client.post(second, {"paragraph": "§ 2", "presenter": "Toinen"}, form="main form", status=409)
    assert page.fields()["paragraph"] == "§ 2" and page.fields()["presenter"] == "Toinen"
    assert "§ 1" in page.text("#overtaken") and page.all("#errors[autofocus]")
    done = site.client.post(page, form="main form")
    assert done.texts("li.k-card h3") == ["Päätös: Kaupunginhallitus 12.11.2026 § 2 Voimassa"]


def test_a_decision_after_which_the_item_was_returned_counts_no_longer(site: Site) -> None:
    recorded(opened(site))
    page = recorded(site, kind="returned", met_on="20.11.2026", body="Kaupunginvaltuusto")
    assert not page.all("#decision")
    assert [" Voimassa" in text for text in page.texts("li.k-card h3")] == [False, False]
    assert "Kaupunginhallitus" not in site.client.get(site.path("draft")).text("article")
    details = site.client.get(site.path("details"))
    assert details.fields()["answer-decision_body-text"] == ""


def test_the_later_of_two_decisions_counts_also_if_it_is_recorded_first(site: Site) -> None:
    recorded(opened(site))
    page = recorded(site, body="Tekninen lautakunta", met_on="2.11.2026", paragraph="35")
    assert page.texts("li.k-card h3") == ["Päätös: Tekninen lautakunta 2.11.2026 § 35", f"{NAME} Voimassa"]
    assert "Kaupunginhallitus" in site.client.get(site.path("details")).text("section.k-card")


def test_an_old_page_of_the_details_makes_no_second_truth_and_loses_nothing(site_on_each: Site) -> None:
    site = opened(site_on_each)
    old = site.client.get(site.path("details"))
    recorded(site)
    conflict = site.client.post(old, {"answer-decision_body-text": "Elinvoimajaosto"})
    assert "Elinvoimajaosto" in conflict.fields()["answer-decision_body-text"]
    settled = site.client.post(conflict, {"resolve-decision_body": "typed"})
    assert "Päätöstä ei muutettu tässä" in settled.text()
    assert "Kaupunginhallitus" in site.client.get(site.path("draft")).text("article")
    with site.database.reading() as session:
        stored = session.scalars(select(AnswerRow).where(AnswerRow.address == "details/decision_body")).one()
        assert stored.value == {"text": "Kaupunginhallitus"}


def test_the_log_has_the_steps_without_a_word_of_theirs(site: Site) -> None:
    recorded(opened(site))
    form = site.client.get(site.path("handling/1/correct"))
    site.client.post(form, {"paragraph": "§ 241"}, form="main form")
    with site.database.reading() as session:
        events = session.scalars(select(EventRow.what).order_by(EventRow.id)).all()
    assert events[-2:] == ["handling step recorded", "handling step corrected"]


def test_no_step_is_changed_in_the_database(database: Database, site_on_each: Site) -> None:
    recorded(opened(site_on_each))
    with site_on_each.database.writing() as session, pytest.raises(DBAPIError, match="append-only"):
        session.execute(update(HandlingStepRow).values(body="Toinen"))
    with site_on_each.database.writing() as session:
        session.execute(update(HandlingStepRow).values(contact=""))


def test_a_stranger_reads_no_step(site: Site) -> None:
    recorded(opened(site))
    stranger = site.other_client()
    for path in ("handling", "handling/1", "handling/1/step.docx", "handling/compare?earlier=1&later=draft", "papers"):
        assert stranger.http.get(site.path(path)).status_code == 403
