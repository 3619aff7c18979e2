"""The page that keeps an unsaved text names each text by its question, whoever sent it, and nobody else's words."""

from sqlalchemy import text

from survey.questions.load import load_text
from survey.store.database import Database
from tests.rounds import open_round
from tests.site import Site, make_client, now_for_pages

SET = """
schema: 1
key: kaksi
languages: [fi, sv]
title: {fi: Kaksi, sv: Två}
sections:
  - key: osio
    title: {fi: Osio, sv: Avsnitt}
    questions:
      - {key: kanta, kind: choice, label: {fi: Kannatatteko?, sv: Understöder ni?}, reason: optional,
         options: [{key: kylla, label: {fi: Kyllä, sv: Ja}}, {key: ei, label: {fi: Ei, sv: Nej}}]}
      - key: pykalat
        kind: group
        label: {fi: Pykälät, sv: Paragrafer}
        entry: {fi: Pykälä, sv: Paragraf}
        questions:
          - {key: huomautus, kind: long_text, label: {fi: Huomautus, sv: Anmärkning}}
      - {key: muuta, kind: long_text, label: {fi: Muuta, sv: Annat}}
"""
TYPED = {
    "answer-kanta-reason": "Perustelu.",
    "answer-pykalat-e1-huomautus-text": "Toinen.",
    "answer-muuta-text": "Muu.",
}


def site_on(database: Database) -> Site:
    """A site with this set, whose organisation has opened its link."""
    with database.writing() as session:
        question_set = load_text(SET).question_set
        made = Site(
            database, make_client(database), open_round(session, now=now_for_pages(), question_set=question_set)
        )
    made.open_link()
    return made


def labels(site: Site, changed: dict[str, str], language: str = "fi") -> list[str]:
    """What the texts are called on the page that keeps them, after the session has ended."""
    page = site.client.get(site.path("sections/osio", language))
    site.client.http.delete_cookie("kuulolla")
    kept = site.client.post(page, {**TYPED, **changed}, status=400)
    fields = [node.attrs["id"] for node in kept.all("#kept textarea")]
    return [kept.text(f'label[for="{each}"]') for each in fields]


def test_each_text_is_named_by_its_question(sqlite: Database) -> None:
    assert labels(site_on(sqlite), {}) == ["Kannatatteko? Perustelu", "Huomautus", "Muuta"]


def test_in_the_language_of_the_page(sqlite: Database) -> None:
    assert labels(site_on(sqlite), {}, "sv")[1:] == ["Anmärkning", "Annat"]


def test_words_that_this_service_did_not_sign_are_not_shown(sqlite: Database) -> None:
    found = labels(site_on(sqlite), {"field-labels": "muita.sanoja"})
    assert all(label.startswith("Kirjoittamanne teksti") for label in found)


def test_the_text_is_kept_also_where_the_questions_cannot_be_read(sqlite: Database) -> None:
    site = site_on(sqlite)
    page = site.client.get(site.path("sections/osio"))
    site.client.http.delete_cookie("kuulolla")
    with sqlite.writing() as session:
        session.execute(text("ALTER TABLE consultation RENAME TO moved"))
    kept = site.client.post(page, TYPED, status=400)
    assert kept.fields("#kept")["answer-muuta-text"] == "Muu."
