"""The committee's papers: every answer word by word, by question, by group or by organisation, with figures."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from survey.export.documents.committee_pack import Order, Pack, pack_document
from survey.export.statements.collected import collect
from survey.export.statements.records import Edition, Respondent, Statement, Status
from survey.export.word.writer import write_word
from survey.questions.load import load_text
from survey.questions.question import Given
from survey.questions.question_set import QuestionSet
from tests.browser.every_kind import EVERY_KIND
from tests.export.rounds import EXPORTED, NOTHING, QUESTIONS, a_consultation, respondent, small_set, statement
from tests.questions.written import tiny_set
from tests.words import WordFile

KOUVOLA = respondent("Kouvola")
VAASA = respondent("Vasa", language="sv")
COUNTY = respondent("Pohjanmaan hyvinvointialue", group="wellbeing_county")
PROPOSED_IN_SWEDISH = "Servicen ordnas inom en månad."
YES, NO = (Given({"option": key, "reason": f"Perustelu {key}"}) for key in ("kylla", "ei"))


def papers(
    target: Path,
    *statements: Statement,
    order: Order = Order.QUESTION,
    language: str = "fi",
    question_set: QuestionSet | None = None,
    silent: Sequence[Respondent] = (),
) -> WordFile:
    numbered = question_set or small_set()
    everybody = [*(each.respondent for each in statements), *silent]
    with collect(numbered, statements) as collected:
        pack = Pack(a_consultation(numbered), everybody, collected, Edition(language, EXPORTED, by="Maija"))
        write_word(target / "paperit.docx", pack_document(pack, order))
    return WordFile(target / "paperit.docx")


def three() -> tuple[Statement, ...]:
    return (
        statement({"kanta": YES, "huomiot": "Rivi.\n\nToinen."}, KOUVOLA),
        statement({"kanta": NO, "huomiot": "Svenska ord."}, VAASA),
        statement({"kanta": YES, "huomiot": NOTHING}, COUNTY),
    )


def table(file: WordFile, place: int) -> list[list[str]]:
    rows: Any = file.document.tables[place].rows
    return [[cell.text for cell in row.cells] for row in rows]


def test_by_question_each_question_is_a_chapter_with_answers_by_group_and_name(tmp_path: Path) -> None:
    file = papers(tmp_path, *three())
    assert file.headings[:10] == [
        (1, "Yhteenveto kysymyksittäin"),
        (1, "Kokonaisuus"),
        (2, "1. Kannatatteko ehdotusta?"),
        (3, "Kunta tai kaupunki"),
        (4, "Kouvola"),
        (4, "Vasa (ruotsiksi)"),
        (3, "Hyvinvointialue"),
        (4, "Pohjanmaan hyvinvointialue"),
        (2, "2. Muuta"),
        (3, "Kunta tai kaupunki"),
    ]
    assert [text for style, text in file.paragraphs if style == "Body Text"][:2] == ["Kyllä", "Perustelu kylla"]
    assert "Kukaan ei vastannut tähän kysymykseen." in file.text


def test_an_answer_is_word_by_word_and_in_its_own_language(tmp_path: Path) -> None:
    file = papers(tmp_path, *three())
    body = [text for style, text in file.paragraphs if style == "Body Text"]
    assert body[6:9] == ["Rivi.", "", "Toinen."]
    assert file.languages("Svenska ord.") == {"sv-FI"} and file.languages("Rivi.") == {None}
    assert ("Body Text 2", "Ei lausuttavaa") in file.paragraphs


def test_a_chapter_begins_with_its_distribution(tmp_path: Path) -> None:
    file = papers(tmp_path, *three())
    assert table(file, 3) == [
        ["Vaihtoehto", "Lkm", "Osuus"],
        ["Kyllä", "2", "67\N{NO-BREAK SPACE}%"],
        ["Ei", "1", "33\N{NO-BREAK SPACE}%"],
    ]
    assert table(file, 4) == [
        ["Ryhmä", "Kyllä", "Ei"],
        ["Kunta tai kaupunki", "1", "1"],
        ["Hyvinvointialue", "1", "0"],
        ["Yhteensä", "2", "1"],
    ]
    assert "Vastauksia: 2 · Ei lausuttavaa: 1 · Ei vastattu: 0" in file.text


def test_the_figures_of_a_question_add_up_to_all_who_were_asked(tmp_path: Path) -> None:
    only_reason = statement({"kanta": Given({"reason": "Emme valitse."})}, respondent("Utsjoki"))
    silent = [respondent(f"Hiljainen {number}", status=Status.NOT_OPENED) for number in range(5)]
    file = papers(tmp_path, *three(), only_reason, silent=silent)
    assert table(file, 0)[-1] == ["Yhteensä", "9", "4", "0", "5", "0"]
    outcomes = "Ei lausuttavaa: 0 · Ei vastattu: 0 · Ei lausuntoa: 5 · Yhteensä: 9"
    assert f"Vastauksia: 4 · {outcomes}" in file.text
    assert [int(row[1]) for row in table(file, 3)[1:]] == [2, 1, 1], "the last chose no option"
    assert table(file, 3)[-1][0] == "Vaihtoehtoa ei valittu"


def test_before_the_answers_each_question_has_a_row_whose_numbers_add_up(tmp_path: Path) -> None:
    silent = [respondent(f"Hiljainen {number}", status=Status.DRAFT) for number in range(5)]
    file = papers(tmp_path, *three(), silent=silent)
    assert table(file, 1) == [
        ["Kysymys", "Vastannut", "Ei lausuttavaa", "Ei vastattu", "Ei lausuntoa", "Yhteensä"],
        ["1. Kannatatteko ehdotusta?\nKyllä: 2 (67\N{NO-BREAK SPACE}%)\nEi: 1 (33\N{NO-BREAK SPACE}%)", *"30058"],
        ["2. Muuta", *"21058"],
    ]
    assert [row[0] for row in table(file, 2)] == ["Kysymys", "3. Muuta", "4. Voimaantulo"]
    titles = [text for style, text in file.paragraphs if style == "Note Heading"]
    assert titles == ["Lausuntopyynnön saaneet", "Kokonaisuus", "Muuta"]


@pytest.mark.parametrize("order", list(Order))
def test_the_summary_counts_what_was_not_asked_and_questions_of_a_group_by_entry(tmp_path: Path, order: Order) -> None:
    asked = load_text(EVERY_KIND).question_set
    answers = {
        "pykalat": Given({"entries": "e1 e2"}),
        "pykalat/e1/saannos": Given({"text": "1 §"}),
        "pykalat/e2/saannos": Given({"text": "2 §"}),
        "pykalat/e2/huomautus": NOTHING,
        "vaittamat": Given({"row-tavoitteet": "samaa", "row-keinot": "eri"}),
        "vaikutukset": Given({"options": "muu", "specify": "Muuhun."}),
    }
    silent = [respondent("Hiljainen", status=Status.DRAFT)]
    file = papers(tmp_path, statement(answers), order=order, question_set=asked, silent=silent)
    rows = {row[0].split("\n")[0]: row for row in table(file, 1)}
    assert rows["15. Huomautukset pykälittäin"][1:] == ["1", "0", "0", "1", "2"]
    assert rows["15.1 Säännös"][1:] == ["2", "0", "0", "", "2"]
    assert rows["15.2 Huomautuksenne"][1:] == ["0", "1", "1", "", "2"]
    assert "Muuhun, mihin? 1 (100\N{NO-BREAK SPACE}%)" in rows["10. Mihin esitys vaikuttaa?"][0].split("\n")
    assert "Tavoitteet ovat oikeat. – Samaa mieltä: 1 (100\N{NO-BREAK SPACE}%)" in rows[MATRIX][0]

    conditional = tiny_set("show_if")
    file = papers(tmp_path, statement({}), order=order, question_set=conditional)
    assert "Ei kysytty" in table(file, 1)[0]
    for row in (row for place in (1, 2) for row in table(file, place)[1:]):
        assert sum(map(int, row[1:-1])) == int(row[-1]) == 1


MATRIX = "12. Mitä mieltä olette väittämistä?"


def test_a_question_with_very_many_options_keeps_to_a_page_and_still_adds_up(tmp_path: Path) -> None:
    options = [f"      - {{key: v{n}, label: {{fi: Vaihtoehto {n}, sv: Alternativ {n}}}}}" for n in range(60)]
    asked = QUESTIONS.replace("          - {key: kylla, label: {fi: Kyllä, sv: Ja}}\n", "").replace(
        "          - {key: ei, label: {fi: Ei, sv: Nej}}", "\n".join("    " + each for each in options)
    )
    given = [statement({"kanta": Given({"option": f"v{n}"})}, respondent(f"{n:02}")) for n in range(60)]
    file = papers(tmp_path, *given, question_set=load_text(asked).question_set)
    lines = table(file, 1)[1][0].split("\n")
    assert len(lines) == 26 and lines[-1] == "Muut vaihtoehdot: 36"


def test_an_amendment_shows_the_wording_of_each_language_that_it_was_written_in(tmp_path: Path) -> None:
    asked = load_text(EVERY_KIND).question_set
    proposal = statement(
        {"maaraaika": Given({"wording": "Servicen ordnas inom två månader.", "reason": "Tid."})}, VAASA
    )
    file = papers(tmp_path, proposal, question_set=asked)
    below = file.below("13. Määräaika")
    swedish = below.index(("Note Heading", "Pyynnössä ehdotettu sanamuoto (ruotsiksi)"))
    assert ("Note Heading", "Pyynnössä ehdotettu sanamuoto") in below[:swedish]
    assert below[swedish + 1] == ("Normal", PROPOSED_IN_SWEDISH)
    assert file.languages(PROPOSED_IN_SWEDISH) == {"sv-FI"}
    in_finnish = papers(tmp_path, statement({"maaraaika": Given({"wording": "Heti."})}, KOUVOLA), question_set=asked)
    assert PROPOSED_IN_SWEDISH not in in_finnish.text, "nobody wrote in Swedish"


@pytest.mark.parametrize("order", list(Order))
def test_every_statement_has_its_check_code_and_its_language(tmp_path: Path, order: Order) -> None:
    codes = {"Kouvola": "a" * 64, "Vasa": "b" * 64}
    given = [
        statement({"kanta": YES}, replace(who, public_digest=codes[name], reference=f"VIITE-{name}"))
        for name, who in (("Kouvola", KOUVOLA), ("Vasa", VAASA))
    ]
    text = papers(tmp_path, *given, order=order).text
    for name, code in codes.items():
        assert text.count(code) == 1 and f"VIITE-{name}" in text.split(code)[0]
    assert "ruotsiksi" in text.split("b" * 64)[0].split("a" * 64)[-1]
    assert "suomeksi" not in text, "which is the language of the papers"


@pytest.mark.parametrize("order", list(Order))
def test_every_table_of_the_papers_says_what_it_is_about(tmp_path: Path, order: Order) -> None:
    tables = papers(tmp_path, *three(), order=order).document.tables
    described = [each._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) for each in tables]
    assert len(set(described)) == len(described) and all(described)


def test_the_papers_begin_with_the_round_and_who_answered(tmp_path: Path) -> None:
    from_silent = respondent("Hiljainen", group="ministry", status=three()[0].respondent.status.DRAFT)
    file = papers(tmp_path, *three(), silent=[from_silent])
    assert file.paragraphs[0] == ("Title", "Lausunnot: Arviomuistio")
    assert file.facts["Diaarinumero"] == "VN/1/2026" and file.facts["Tiedoston luonut"] == "Maija"
    assert table(file, 0)[0] == [
        "Ryhmä",
        "Pyydetty",
        "Vastannut",
        "Ei lausuttavaa",
        "Ei vastannut",
        "Vastannut pyytämättä",
    ]
    assert table(file, 0)[-1] == ["Yhteensä", "4", "3", "0", "1", "0"]


def test_the_contents_name_every_chapter(tmp_path: Path) -> None:
    file = papers(tmp_path, *three())
    entries = [(int(style[-1]), text) for style, text in file.paragraphs if style.startswith("toc")]
    assert entries == [(level, text) for level, text in file.headings if level <= 2]
    assert (1, "Kokonaisuus") in entries and (2, "1. Kannatatteko ehdotusta?") in entries


def test_by_group_each_group_is_a_chapter(tmp_path: Path) -> None:
    headings = papers(tmp_path, *three(), order=Order.GROUP).headings
    assert [text for level, text in headings if level == 1] == [
        "Yhteenveto kysymyksittäin",
        "Kunta tai kaupunki",
        "Hyvinvointialue",
        "Lausunnot ja niiden tarkistetunnukset",
    ]
    assert headings[2:6] == [
        (2, "Kokonaisuus"),
        (3, "1. Kannatatteko ehdotusta?"),
        (4, "Kouvola"),
        (4, "Vasa (ruotsiksi)"),
    ]
    assert not [text for level, text in headings if text == "3. Muuta"], "which nobody answered"


def test_by_organisation_each_organisation_is_a_chapter(tmp_path: Path) -> None:
    silent = statement({}, respondent("Hiljainen", group="ministry"))
    file = papers(tmp_path, *three(), silent, order=Order.ORGANISATION)
    assert [text for level, text in file.headings if level == 1] == [
        "Yhteenveto kysymyksittäin",
        "Kouvola",
        "Vasa",
        "Pohjanmaan hyvinvointialue",
        "Hiljainen",
    ]
    assert file.headings[2:5] == [(2, "Kokonaisuus"), (3, "1. Kannatatteko ehdotusta?"), (3, "2. Muuta")]
    assert file.below("Hiljainen")[-1] == ("Normal", "Lausunnonantajalla ei ole lausuttavaa.")


@pytest.mark.parametrize("order", list(Order))
def test_every_word_of_every_kind_is_in_each_order(tmp_path: Path, order: Order) -> None:
    numbered = load_text(EVERY_KIND).question_set
    answers = {
        "pitka": Given({"text": "Pitkä vastaus."}),
        "kanta": Given({"option": "ei", "reason": "Perustelu."}),
        "vaikutukset": Given({"options": "talous muu", "specify": "Muuhun."}),
        "vaittamat": Given({"row-tavoitteet": "samaa", "row-keinot": "eri"}),
        "maaraaika": Given({"wording": "Palvelu järjestetään heti.", "reason": "Kiire."}),
        "pykalat": Given({"entries": "e1 e2"}),
        "pykalat/e1/saannos": Given({"text": "1 §"}),
        "pykalat/e1/huomautus": NOTHING,
        "pykalat/e2/saannos": Given({"text": "2 §"}),
        "pykalat/e2/huomautus": Given({"text": "Huomautus."}),
        "liitteet": Given({"files": f"{'a' * 64} 1234 Pöytäkirja.pdf"}),
    }
    file = papers(tmp_path, statement(answers, KOUVOLA), order=order, question_set=numbered)
    body = [text for style, text in file.paragraphs if style in ("Body Text", "List Bullet")]
    for words in (
        "Pitkä vastaus.",
        "Ei",
        "Perustelu.",
        "Muuhun.",
        "Samaa mieltä",
        "Eri mieltä",
        "Kiire.",
        "1 §",
        "2 §",
    ):
        assert words in body, words
    assert "Palvelu järjestetään heti." in body and "Huomautus." in body
    assert "Pöytäkirja.pdf (2\N{NO-BREAK SPACE}kt)" in body
    entries = [text for _level, text in file.headings if text.startswith("Pykälä")]
    assert entries == ["Pykälä 1", "Pykälä 2"]
    names = [text for style, text in file.paragraphs if style == "Note Heading"]
    assert "15.1 Säännös" in names and "15.2 Huomautuksenne" in names


def test_the_papers_are_in_swedish_as_well(tmp_path: Path) -> None:
    file = papers(tmp_path, *three(), language="sv")
    assert file.paragraphs[0] == ("Title", "Utlåtanden: Bedömningspromemoria")
    assert file.default_language == "sv-FI" and file.languages("Svenska ord.") == {None}
    assert file.languages("Rivi.") == {"fi-FI"}
