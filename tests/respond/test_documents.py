"""An organisation takes its statement, its draft and the questions along as Word files, one press from the overview."""

import pytest

from survey.questions.load import load_text
from survey.store.consultations import consultation_by_key
from survey.store.database import Database
from tests.browser.every_kind import EVERY_KIND, FILLED
from tests.files import PDF
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, attach, invite_another, open_round, save, shipped, submit, tell_nothing
from tests.site import Site, make_client, now_for_pages
from tests.words import WordFile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINKS = {
    "fi": {
        "questions": "Lataa kysymykset Word-tiedostona",
        "draft": "Lataa luonnos Word-tiedostona",
        "statement": "Lataa lausunto Word-tiedostona",
    },
    "sv": {
        "questions": "Ladda ner frågorna som Word-fil",
        "draft": "Ladda ner utkastet som Word-fil",
        "statement": "Ladda ner utlåtandet som Word-fil",
    },
}


def site_on(database: Database, question_set: str = EVERY_KIND) -> Site:
    """A site whose round asks in every kind, or what the given set asks."""
    with database.writing() as session:
        made = open_round(session, now=now_for_pages(), question_set=load_text(question_set).question_set)
    return Site(database, make_client(database), made)


def every_kind_answered(database: Database, language: str = "fi") -> Site:
    """A site whose organisation has answered everything."""
    site = site_on(database)
    with database.writing() as session:
        filled = {**FILLED, **DETAILS, "details/statement_language": {"option": language}}
        new = {key: parts for key, parts in filled.items() if key != "details/statement_language"}
        save(session, site.round, new, now=now_for_pages())
        save(session, site.round, {"details/statement_language": {"option": language}}, revision=1, now=now_for_pages())
        attach(session, site.round, "liitteet", ("Pöytäkirja.pdf", PDF), now=now_for_pages())
    return site


def fetched(site: Site, what: str, language: str = "fi") -> WordFile:
    """Follow the link on the overview."""
    site.open_link(language=language)
    overview = site.client.get(site.path(language=language))
    return word_at(site, overview.link(LINKS[language][what]))


def word_at(site: Site, path: str) -> WordFile:
    """The Word file at an address."""
    with site.client.http.get(path) as response:
        assert response.status_code == 200 and response.mimetype == WORD
        return WordFile(response.get_data())


def test_the_draft_has_every_answer_under_its_question(sqlite: Database) -> None:
    file = fetched(every_kind_answered(sqlite), "draft")
    assert file.paragraphs[0] == ("Title", "Lausuntoluonnos: Mallikunta")
    assert file.headings[:3] == [(1, "Lausunnonantajan tiedot"), (1, "Kaikki"), (2, "1. Näkemyksenne luonnoksesta")]
    assert file.answer("1. Näkemyksenne luonnoksesta") == "Kannatamme luonnosta.\n\nToinen kappale."
    assert file.answer("3. Voimaantulo") == "1.1.2027"
    assert file.answer("6. Arvio kustannuksista") == "1\N{NO-BREAK SPACE}234,5\N{NO-BREAK SPACE}euroa"
    assert file.answer("10. Mihin esitys vaikuttaa?").splitlines()[:2] == ["Talouteen", "Muuhun, mihin?"]
    assert file.below("12. Mitä mieltä olette väittämistä?") == [
        ("Note Heading", "Tavoitteet ovat oikeat."),
        ("Body Text", "Samaa mieltä"),
        ("Note Heading", "Keinot ovat oikeat."),
        ("Body Text", "Ei kantaa"),
    ]


def test_an_amendment_shows_what_it_changes(sqlite: Database) -> None:
    file = fetched(every_kind_answered(sqlite), "draft")
    names = [text for style, text in file.below("13. Määräaika") if style == "Note Heading"]
    assert names == ["Säännös", "Oma sanamuoto", "Muutos pyynnössä ehdotettuun sanamuotoon", "Perustelu"]
    assert file.marked("13. Määräaika") == [("added", "kahden ")]


def test_entries_of_a_group_stand_under_their_names(sqlite: Database) -> None:
    file = fetched(every_kind_answered(sqlite), "draft")
    start = file.headings.index((2, "15. Huomautukset pykälittäin"))
    assert file.headings[start + 1 : start + 6] == [
        (3, "Pykälä 1"),
        (4, "15.1 Säännös"),
        (4, "15.2 Huomautuksenne"),
        (4, "15.3 Mistä alkaen?"),
        (3, "Pykälä 2"),
    ]
    assert ("Body Text 2", "Ei lausuttavaa") in file.paragraphs


def test_attached_files_are_told_by_name_and_what_is_not_answered_says_so(sqlite: Database) -> None:
    file = fetched(every_kind_answered(sqlite), "draft")
    assert file.below("16. Päätöksen liitteet") == [("List Bullet", "Pöytäkirja.pdf (1\N{NO-BREAK SPACE}kt)")]
    assert file.below("17. Muu liite") == [("Body Text 2", "Ei vastattu")]


def test_words_of_an_answer_are_in_the_language_of_the_statement_and_others_in_that_of_the_page(
    sqlite: Database,
) -> None:
    file = fetched(every_kind_answered(sqlite, language="sv"), "draft")
    assert file.default_language == "fi-FI" and file.paragraphs[0][1] == "Lausuntoluonnos: Mallikunta (ruotsiksi)"
    assert file.languages("Kannatamme luonnosta.") == {"sv-FI"}
    assert file.languages("Samaa mieltä") == {None}
    same = fetched(every_kind_answered_again(sqlite), "draft", language="sv")
    assert same.default_language == "sv-FI" and same.paragraphs[0][1].endswith(" (på finska)")
    assert same.languages("Kannatamme luonnosta.") == {"fi-FI"}


def every_kind_answered_again(database: Database) -> Site:
    """Another organisation of the same round, which answers in Finnish."""
    with database.writing() as session:
        consultation = consultation_by_key(session, "kaikki")
        made = invite_another(session, consultation, now=now_for_pages(), name="Toinen kunta")
        save(session, made, FILLED, now=now_for_pages())
    return Site(database, make_client(database), made)


def test_no_personal_data_is_in_what_goes_to_a_board(sqlite: Database) -> None:
    site = every_kind_answered(sqlite)
    with sqlite.writing() as session:
        submit(session, site.round, now=now_for_pages())
    for what in ("draft", "statement"):
        text = fetched(site, what).text
        assert "Mallikunta" in text and "Kaisa" not in text and "kaisa@example.fi" not in text


def test_the_statement_tells_when_it_was_received_and_its_reference(sqlite: Database) -> None:
    site = every_kind_answered(sqlite)
    with sqlite.writing() as session:
        reference = submit(session, site.round, now=now_for_pages()).reference
    file = fetched(site, "statement")
    assert file.paragraphs[0] == ("Title", "Lausunto: Mallikunta")
    assert file.facts["Viite"] == reference and file.facts["Versio"] == "1"
    assert file.facts["Lausuntopyyntö"] == "Kaikki vastaustavat" and file.facts["Diaarinumero"] == "VN/1/2026"
    assert file.answer("1. Näkemyksenne luonnoksesta") == "Kannatamme luonnosta.\n\nToinen kappale."


@pytest.mark.parametrize(("language", "name"), [("fi", "Tarkistetunnus"), ("sv", "Kontrollkod")])
def test_the_statement_has_the_check_code_that_its_receipt_shows(sqlite: Database, language: str, name: str) -> None:
    site = every_kind_answered(sqlite)
    with sqlite.writing() as session:
        digest = submit(session, site.round, now=now_for_pages()).snapshot.public_digest
    assert len(digest) == 64 and fetched(site, "statement", language).facts[name] == digest


def test_a_detail_that_was_typed_is_marked_with_the_statements_language(sqlite: Database) -> None:
    site = every_kind_answered(sqlite)
    with sqlite.writing() as session:
        save(session, site.round, {"details/decision_body": {"text": "Elinvoimajaosto"}}, now=now_for_pages())
    assert fetched(site, "draft").languages("Elinvoimajaosto") == {None}
    assert fetched(site, "draft", "sv").languages("Elinvoimajaosto") == {"fi-FI"}


def test_a_statement_that_was_replaced_says_so(sqlite: Database) -> None:
    site = every_kind_answered(sqlite)
    with sqlite.writing() as session:
        replaced = submit(session, site.round, now=now_for_pages()).reference
        tell_nothing(session, site.round, nonce="second", now=now_for_pages(), replaces=replaced)
    site.open_link()
    latest = word_at(site, site.path("statement.docx"))
    assert "Lausunnonantajalla ei ole lausuttavaa." in latest.text
    assert latest.headings == [(1, "Lausunnonantajan tiedot")]
    earlier = word_at(site, site.path("statement.docx?number=1"))
    assert "(versio 2)" in earlier.paragraphs[1][1]
    assert site.client.http.get(site.path("statement.docx?number=3")).status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_blank_questions_have_boxes_to_tick_and_room_to_write_in(sqlite: Database, language: str) -> None:
    file = fetched(site_on(sqlite), "questions", language)
    kinds = {"fi": ("5. Kantanne (pakollinen)", "Kyllä"), "sv": ("5. Er ståndpunkt (obligatorisk uppgift)", "Ja")}
    heading, option = kinds[language]
    below = file.below(heading)
    assert [style for style, _ in below].count("Block Text") == 4
    assert ("List", f"\t{option}") in below and option in file.boxes


def test_the_blank_questions_tell_limits_units_notes_rows_and_provisions(sqlite: Database) -> None:
    file = fetched(site_on(sqlite), "questions")
    assert ("Body Text 2", "Enintään 100 merkkiä.") in file.below("1. Näkemyksenne luonnoksesta (pakollinen)")
    assert ("Body Text 2", "Yksikkö: euroa") in file.below("6. Arvio kustannuksista")
    assert file.below("Taustaa") == [("Normal", "Katso mietintö.")]
    assert [text for style, text in file.below("12. Mitä mieltä olette väittämistä?") if style == "Note Heading"] == [
        "Tavoitteet ovat oikeat. (pakollinen)",
        "Keinot ovat oikeat.",
    ]
    amended = file.below("13. Määräaika")
    assert ("Normal", "Palvelu järjestetään kuukauden kuluessa.") in amended
    assert ("List", "\tMeillä ei ole lausuttavaa tästä") in amended
    assert (3, "Pykälä 1") in file.headings and ("Body Text 2", "Näitä voi olla useampia.") in file.paragraphs


def test_the_blank_questions_tell_whom_to_ask_and_what_to_read(sqlite: Database) -> None:
    with sqlite.writing() as session:
        made = open_round(session, now=now_for_pages(), question_set=shipped("hallituksen-esitys-pykalittain"))
    file = fetched(Site(sqlite, make_client(sqlite), made), "questions")
    assert file.facts["Yhteyshenkilö"].startswith("Ville Valmistelija, ville@example.fi")
    assert "Aineisto" in file.facts
    assert (1, "Tausta") in file.headings


@pytest.mark.parametrize(
    ("language", "conditions"),
    [
        (
            "fi",
            [
                "Kysytään vain, jos kysymyksen 1 ”Onko sääntely tarpeen?” vastaus on ”Ei”.",
                "Kysytään vain, jos kysymykseen 2 ”Miten asia tulisi ratkaista?” on vastattu.",
                "Kysytään vain, jos ainakin yksi näistä toteutuu:",
                "kysymyksen 1 ”Onko sääntely tarpeen?” vastaus on ”Kyllä”",
                "kysymykseen 2 ”Miten asia tulisi ratkaista?” on vastattu",
            ],
        ),
        (
            "sv",
            [
                "Ställs bara om svaret på fråga 1 ”Behövs regleringen?” är ”Nej”.",
                "Ställs bara om fråga 2 ”Hur borde frågan lösas?” har besvarats.",
                "Ställs bara om minst en av dessa punkter stämmer:",
                "svaret på fråga 1 ”Behövs regleringen?” är ”Ja”",
                "fråga 2 ”Hur borde frågan lösas?” har besvarats",
            ],
        ),
    ],
)
def test_paper_says_after_which_answers_something_is_asked(
    sqlite: Database, language: str, conditions: list[str]
) -> None:
    with sqlite.writing() as session:
        made = open_round(session, now=now_for_pages(), question_set=tiny_set("show_if"))
    site = Site(sqlite, make_client(sqlite), made)
    document = [text for _style, text in fetched(site, "questions", language).paragraphs]
    page = site.client.get(site.path("questions", language)).texts(".k-document p.k-hint, .k-document li")

    for found in (page, document):
        told = [text.replace("\N{NO-BREAK SPACE}", " ") for text in found]
        assert [text for text in told if text in conditions] == conditions


def test_a_board_reads_the_questions_first_and_the_respondents_details_last_on_paper_too(sqlite: Database) -> None:
    site = site_on(sqlite)
    word = [text for level, text in fetched(site, "questions").headings if level == 1]
    assert word == ["Kaikki", "Lausunnonantajan tiedot"]
    printed = site.client.get(site.path("questions"))
    assert printed.texts(".k-document-section h2") == word


def test_a_stranger_gets_no_document(site: Site) -> None:
    for what in ("draft", "questions", "statement"):
        assert site.client.http.get(site.path(f"{what}.docx")).status_code == 403
