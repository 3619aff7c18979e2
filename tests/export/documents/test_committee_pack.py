"""The committee's papers: every answer word by word, by question, by group or by organisation, with figures."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from survey.export.documents.committee_pack import Order, Pack, pack_document
from survey.export.statements.collected import collect
from survey.export.statements.records import Edition, Respondent, Statement
from survey.export.word.writer import write_word
from survey.questions.load import load_text
from survey.questions.question import Given
from survey.questions.question_set import QuestionSet
from tests.browser.stage import EVERY_KIND
from tests.export.rounds import EXPORTED, NOTHING, a_consultation, respondent, small_set, statement
from tests.words import WordFile

KOUVOLA = respondent("Kouvola")
VAASA = respondent("Vasa", language="sv")
COUNTY = respondent("Pohjanmaan hyvinvointialue", group="wellbeing_county")
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
    assert file.headings[:8] == [
        (1, "1. Kannatatteko ehdotusta?"),
        (2, "Kunta tai kaupunki"),
        (3, "Kouvola"),
        (3, "Vasa"),
        (2, "Hyvinvointialue"),
        (3, "Pohjanmaan hyvinvointialue"),
        (1, "2. Muuta"),
        (2, "Kunta tai kaupunki"),
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
    assert table(file, 1) == [
        ["Vaihtoehto", "Lkm", "Osuus"],
        ["Kyllä", "2", "67\N{NO-BREAK SPACE}%"],
        ["Ei", "1", "33\N{NO-BREAK SPACE}%"],
    ]
    assert table(file, 2) == [
        ["Ryhmä", "Kyllä", "Ei"],
        ["Kunta tai kaupunki", "1", "1"],
        ["Hyvinvointialue", "1", "0"],
    ]
    assert "Vastauksia: 2 · Ei lausuttavaa: 1 · Ei vastattu: 0" in file.text


def test_the_papers_begin_with_the_round_and_who_answered(tmp_path: Path) -> None:
    from_silent = respondent("Hiljainen", group="ministry", status=three()[0].respondent.status.DRAFT)
    file = papers(tmp_path, *three(), silent=[from_silent])
    assert file.paragraphs[0] == ("Title", "Lausunnot: Arviomuistio")
    assert file.facts["Diaarinumero"] == "VN/1/2026" and file.facts["Tiedoston luonut"] == "Maija"
    assert table(file, 0)[0] == ["Ryhmä", "Pyydetty", "Vastannut", "Ei lausuttavaa", "Ei vastannut"]
    assert table(file, 0)[-1] == ["Yhteensä", "4", "3", "0", "1"]


def test_the_contents_name_every_chapter(tmp_path: Path) -> None:
    file = papers(tmp_path, *three())
    entries = [text.rstrip("\t") for style, text in file.paragraphs if style == "toc 1"]
    assert entries == [text for level, text in file.headings if level == 1]


def test_by_group_each_group_is_a_chapter(tmp_path: Path) -> None:
    headings = papers(tmp_path, *three(), order=Order.GROUP).headings
    assert [text for level, text in headings if level == 1] == ["Kunta tai kaupunki", "Hyvinvointialue"]
    assert headings[1:4] == [(2, "1. Kannatatteko ehdotusta?"), (3, "Kouvola"), (3, "Vasa")]
    assert not [text for level, text in headings if text == "3. Muuta"], "which nobody answered"


def test_by_organisation_each_organisation_is_a_chapter(tmp_path: Path) -> None:
    silent = statement({}, respondent("Hiljainen", group="ministry"))
    file = papers(tmp_path, *three(), silent, order=Order.ORGANISATION)
    assert [text for level, text in file.headings if level == 1] == [
        "Kouvola",
        "Vasa",
        "Pohjanmaan hyvinvointialue",
        "Hiljainen",
    ]
    assert file.headings[1:3] == [(2, "1. Kannatatteko ehdotusta?"), (2, "2. Muuta")]
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
