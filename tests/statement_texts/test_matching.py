"""Which text belongs to which question, and what stands apart to be decided by hand."""

from functools import cache
from pathlib import Path
from time import process_time

import pytest

from survey.questions.load import load_text
from survey.questions.question import Given
from survey.questions.question_set import QuestionSet
from survey.statement_texts.blocks import Block, RemarkKind, StatementText
from survey.statement_texts.headings import How
from survey.statement_texts.matching import MOST_PIECES, Matched, PieceKind, match_text
from survey.statement_texts.pasted import read_pasted
from survey.statement_texts.word_file import read_word
from tests.statement_texts import minutes
from tests.statement_texts.shapes import SET, label
from tests.statement_texts.word_packages import package, paragraph, run, style

SMALL = """
schema: 1
key: pieni
languages: [fi, sv]
title: {fi: Pieni, sv: Liten}
sections:
  - key: alku
    title: {fi: Ensimmäinen luku, sv: Första kapitlet}
    questions:
      - {key: selkea1, kind: long_text, label: {fi: Ovatko säännökset selkeitä?, sv: Är bestämmelserna tydliga?}}
      - key: kanta
        kind: choice
        label: {fi: Kannatatteko esitystä?, sv: Understöder ni förslaget?}
        options:
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
        reason: optional
      - key: miksi
        kind: long_text
        label: {fi: Miksi ette kannata?, sv: Varför understöder ni inte?}
        show_if: {kanta: [ei]}
  - key: loppu
    title: {fi: Toinen luku, sv: Andra kapitlet}
    questions:
      - {key: selkea2, kind: long_text, label: {fi: Ovatko säännökset selkeitä?, sv: Är bestämmelserna tydliga?}}
      - key: muutos
        kind: amendment
        label: {fi: Ehdotuksenne 5 §:ään, sv: Ert förslag till 5 §}
        provision: {fi: 5 §, sv: 5 §}
      - {key: maara, kind: number, label: {fi: Kuinka monta työpaikkaa?, sv: Hur många arbetsplatser?}}
      - key: huomiot
        kind: group
        label: {fi: Pykäläkohtaiset huomiot, sv: Anmärkningar paragraf för paragraf}
        entry: {fi: Huomio, sv: Anmärkning}
        questions:
          - {key: huomio, kind: long_text, label: {fi: Huomionne, sv: Er anmärkning}}
      - {key: vaikutukset, kind: long_text, label: {fi: Vaikutukset kuntien talouteen, sv: Konsekvenser för kommunerna}}
      - {key: vaikutukset2, kind: long_text, label: {fi: Vaikutukset kuntien talouksiin, sv: Konsekvenser annat}}
"""


@cache
def small() -> QuestionSet:
    return load_text(SMALL).question_set


def pasted(text: str, question_set: QuestionSet = SET, answers: dict[str, Given] | None = None) -> Matched:
    return match_text(read_pasted(text), question_set, answers or {})


def word(*lines: str, answers: dict[str, Given] | None = None) -> Matched:
    """Lines of a Word file for the small set; those that begin with # are headings."""
    body = "".join(
        paragraph(line.removeprefix("#"), style="Heading1" if line.startswith("#") else "") for line in lines
    )
    return match_text(read_word(package(body, styles=style("Heading1", "heading 1"))), small(), answers or {})


def parts(found: Matched) -> dict[str, dict[str, str]]:
    return {each.address: each.parts for each in found.found}


def test_minutes_come_back_with_their_lines_joined_and_the_later_text_last() -> None:
    found = pasted(minutes.FINNISH)
    assert {address: each["text"] for address, each in parts(found).items()} == minutes.TEXTS
    both = [each.parts["text"] for each in found.found if each.address == "yhteistyosopimukset"]
    assert both == [minutes.FIRST, minutes.TEXTS["yhteistyosopimukset"]]


def test_what_minutes_have_beside_the_answers_stands_apart_and_nothing_is_dropped() -> None:
    found = pasted(minutes.FINNISH)
    assert [(piece.kind, piece.heading, piece.text.split("\n")[0][:30]) for piece in found.pieces] == [
        (PieceKind.UNKNOWN, "Kunnanhallitus 16.11.2026 § 214", "Työ- ja elinkeinoministeriö py"),
        (PieceKind.OFFICIAL, "", "Lisätietoja: työllisyysjohtaja"),
        (PieceKind.OFFICIAL, "Kunnanjohtajan ehdotus:", "Kunnanhallitus päättää antaa e"),
        (PieceKind.OFFICIAL, "Kunnanjohtajan muutettu ehdotus:", "Kunnanhallitus päättää antaa l"),
        (PieceKind.OFFICIAL, "Kunnanhallituksen päätös:", "Kunnanhallitus päätti hyväksyä"),
    ]
    words = set(minutes.FINNISH.replace("jous- \ntava", "joustava").split())
    kept = [*found.passed, *(text for each in found.found for text in (each.heading, *each.parts.values()))]
    kept += [text for piece in found.pieces for text in (piece.heading, piece.text)]
    assert words <= set(" ".join(kept).split()) | {"3."}


def test_a_statement_in_the_other_language_is_found_and_its_decision_stands_apart() -> None:
    found = pasted(minutes.SWEDISH)
    assert parts(found) == {"uravalmennus": {"text": "Karriärträningen hjälper dem vars arbetsförmåga är god."}}
    assert [piece.kind for piece in found.pieces] == [PieceKind.OFFICIAL]
    assert "Stadsstyrelsen beslutade" in found.pieces[0].text and "tfn" in found.pieces[0].text


@pytest.mark.parametrize(
    ("heading", "how"),
    [
        ("Sääntelyn tarkentaminen", How.EXACT),
        ("5. Sääntelyn tarkentaminen", How.EXACT),
        ("5) sääntelyn   tarkentaminen", How.NORMALISED),
        ("SÄÄNTELYN TARKENTAMINEN:", How.NORMALISED),
        ("Säänte\N{SOFT HYPHEN}lyn tarkentaminen", How.EXACT),
        ("Sääntelyn tarken-\ntaminen", How.NORMALISED),
        ("Sääntelyn tarkentaminen (ei julkaista)", How.EXACT),
        ("Sääntelyn tarkentaminen *", How.NORMALISED),
        ("Precisering av regleringen", How.EXACT),
    ],
)
def test_a_heading_is_found_in_whatever_form(heading: str, how: How) -> None:
    found = pasted(f"{heading}\n\nTeksti, jossa on monta sanaa ja piste.")
    [only] = found.found
    assert (only.address, only.how) == ("saantely", how)


@pytest.mark.parametrize("heading", ["Sääntelyjen tarkentaminen", "Sääntelyn tarkentamisen"])
def test_a_near_heading_is_a_guess_that_goes_to_no_answer_by_itself(heading: str) -> None:
    found = pasted(f"{heading}\n\nTeksti, jossa on monta sanaa ja piste.")
    assert not found.found
    [piece] = found.pieces
    assert (piece.kind, piece.heading, piece.candidates) == (PieceKind.GUESS, heading, ("saantely",))


def test_of_two_near_headings_none_is_chosen_and_both_are_offered() -> None:
    found = word("#Vaikutukset kuntien taloudessa", "Menot kasvavat.")
    [piece] = found.pieces
    assert (piece.kind, set(piece.candidates)) == (PieceKind.GUESS, {"vaikutukset", "vaikutukset2"})


def test_text_under_a_heading_that_no_question_has_stands_apart_until_the_next_question() -> None:
    found = word("#Kuinka vain", "Muu teksti.", "#Kannatatteko esitystä?", "Koska.", "#Rahoitus", "Maksaa.")
    assert parts(found) == {"kanta": {"reason": "Koska."}}
    assert [(p.kind, p.heading, p.text) for p in found.pieces] == [
        (PieceKind.UNKNOWN, "Kuinka vain", "Muu teksti."), (PieceKind.UNKNOWN, "Rahoitus", "Maksaa.")
    ]  # fmt: skip


def test_equal_headings_are_told_apart_by_section_and_by_number_and_else_by_nobody() -> None:
    by_section = word("#Toinen luku", "#Ovatko säännökset selkeitä?", "Eivät.")
    assert parts(by_section) == {"selkea2": {"text": "Eivät."}}
    by_number = word("#1. Ovatko säännökset selkeitä?", "Ovat.", "#4. Ovatko säännökset selkeitä?", "Eivät.")
    assert parts(by_number) == {"selkea1": {"text": "Ovat."}, "selkea2": {"text": "Eivät."}}
    by_nothing = word("#Ovatko säännökset selkeitä?", "Ovat.")
    assert not by_nothing.found
    [piece] = by_nothing.pieces
    assert (piece.kind, piece.candidates) == (PieceKind.SEVERAL, ("selkea1", "selkea2"))


def test_of_a_choice_the_reason_comes_back_and_the_option_is_noted() -> None:
    found = word("#Kannatatteko esitystä?", "Kyllä", "Perustelut:", "Se on hyvä.")
    [only] = found.found
    assert (only.parts, only.options) == ({"reason": "Se on hyvä."}, ("kylla",))


def test_boxes_of_a_blank_form_name_no_option() -> None:
    found = word("#Kannatatteko esitystä?", "☐ Kyllä", "☐ Ei", "Perustelu: Se on hyvä.")
    [only] = found.found
    assert (only.parts, only.options) == ({"reason": "Se on hyvä."}, ())


def test_the_parts_of_an_amendment_come_back_by_their_names() -> None:
    found = word(
        "#Ehdotuksenne 5 §:ään", "Säännös", "5 §", "Oma sanamuoto", "Kunta järjestää.", "Perustelu", "Näin on parempi."
    )
    assert parts(found) == {"muutos": {"wording": "Kunta järjestää.", "reason": "Näin on parempi."}}


def test_an_answer_that_has_the_words_of_an_item_keeps_them() -> None:
    proposes = "Mallikunta antaa seuraavan lausunnon:"
    asks = "Ministeriö pyytää lausuntoa asiasta: Pieni. Lausunto on annettava viimeistään 1.2.2027 klo 12.00."
    found = word("#Ensimmäinen luku", "#Ovatko säännökset selkeitä?", asks, proposes, "Ovat.")
    assert parts(found) == {"selkea1": {"text": f"{asks}\n{proposes}\nOvat."}}


def test_what_stands_before_the_request_of_an_item_or_after_its_proposal_stands_apart() -> None:
    asks = "Ministeriö pyytää lausuntoa asiasta: Pieni. Lausunto on annettava viimeistään 1.2.2027 klo 12.00."
    found = word(
        "Huomautus.", asks, "Taustaa.", "#Ehdotus", "Mallikunta antaa seuraavan lausunnon:", "Liitteenä kartta."
    )
    assert [piece.text for piece in found.pieces] == ["Huomautus.", "Liitteenä kartta."]
    assert f"{asks}\nTaustaa." in found.passed


def test_a_question_that_takes_no_text_gets_none() -> None:
    answers = {"maara": Given({"number": "12"})}
    assert word("#Kuinka monta työpaikkaa?", "12", answers=answers).pieces == ()
    found = word("#Kuinka monta työpaikkaa?", "Noin kaksikymmentä.", answers=answers)
    assert [(piece.kind, piece.text) for piece in found.pieces] == [(PieceKind.NO_TEXT, "Noin kaksikymmentä.")]
    assert parts(found)["maara"] == {}


def test_text_of_a_question_that_is_not_asked_stands_apart() -> None:
    lines = ("#Miksi ette kannata?", "Se on huono.")
    assert [piece.kind for piece in word(*lines).pieces] == [PieceKind.NOT_ASKED]
    assert parts(word(*lines, answers={"kanta": Given({"option": "ei"})})) == {"miksi": {"text": "Se on huono."}}


def test_entries_of_a_group_are_told_apart_by_their_names() -> None:
    answers = {"huomiot": Given({"entries": "e1 e2"})}
    lines = ("#Huomio 1", "#8.1 Huomionne", "Yksi.", "#Huomio 2", "#8.1 Huomionne", "Kaksi.")
    found = word(*lines, answers=answers)
    assert parts(found) == {"huomiot/e1/huomio": {"text": "Yksi."}, "huomiot/e2/huomio": {"text": "Kaksi."}}


def test_a_heading_without_text_empties_nothing_and_gives_way_to_one_with_text() -> None:
    found = word("#Kannatatteko esitystä?", "#Toinen luku", "#Kannatatteko esitystä?", "Koska.")
    assert parts(found) == {"kanta": {"reason": "Koska."}}
    assert parts(word("#Kannatatteko esitystä?", "Ei vastattu"))["kanta"] == {}


def test_a_table_of_figures_in_an_answer_is_read_by_rows_and_told() -> None:
    row = "<w:tr>" + "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Vuosi", "2027")) + "</w:tr>"
    body = paragraph(run(label("saantely"), "<w:b/>")) + f"<w:tbl>{row}</w:tbl>" + paragraph("Loppu.")
    found = match_text(read_word(package(body)), SET, {})
    assert parts(found) == {"saantely": {"text": "Vuosi | 2027\nLoppu."}}
    assert [remark.kind for remark in found.remarks] == [RemarkKind.TABLE]


@pytest.mark.parametrize(
    "line",
    [
        "Kunnanhallitus päätti hyväksyä ehdotuksen.",
        "Kaupunginhallituksen elinvoima- ja työllisyysjaosto päättää antaa edellä selostetun lausunnon.",
        "Stadsstyrelsen beslutade godkänna förslaget.",
    ],
)
def test_a_decision_without_a_label_stands_apart(line: str) -> None:
    found = pasted(f"Sääntelyn tarkentaminen\n\nVäljää.\n\n{line}")
    assert parts(found) == {"saantely": {"text": "Väljää."}}
    assert [(piece.kind, piece.text) for piece in found.pieces] == [(PieceKind.OFFICIAL, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Kunta päättää palvelujen järjestämisestä itse.",
        "Laki on hyväksytty, ja valtio antaa ohjeita.",
        "Soita puheluita ei pidä.",
        "Kommunen beslutar själv om sina tjänster.",
    ],
)
def test_sentences_of_answers_are_not_taken_for_decisions(line: str) -> None:
    found = pasted(f"Sääntelyn tarkentaminen\n\n{line}")
    assert parts(found) == {"saantely": {"text": line}} and not found.pieces


def test_more_pieces_than_a_page_can_show_are_joined_and_none_is_lost() -> None:
    lines = [line for n in range(MOST_PIECES + 20) for line in (f"#Otsikko numero {n}", f"Teksti numero {n}.")]
    found = word("#Kannatatteko esitystä?", *lines)
    assert len(found.pieces) == MOST_PIECES
    assert all(any(f"Teksti numero {n}." in piece.text for piece in found.pieces) for n in range(MOST_PIECES + 20))


def test_every_text_of_one_paragraph_has_a_number_of_its_own() -> None:
    found = pasted("Sääntelyn tarkentaminen\nVäljää.\nUravalmennuksen räätälöinti\nEsittelijän ehdotus:\nHyväksytään.")
    places = [each.place for each in found.found] + [each.place for each in found.pieces]
    assert len(places) == len(set(places))


def test_a_thousand_headings_cost_less_than_a_second() -> None:
    blocks = tuple(Block(f"Sääntelyn tarkentamisen kohta {n}", level=1) for n in range(1_000))
    begun = process_time()
    match_text(StatementText(blocks), SET, {})
    assert process_time() - begun < 1.0


def test_the_room_has_no_fixture_of_somebody_elses() -> None:
    assert not list(Path(__file__).parent.glob("*.docx")), "files are made by the tests themselves"
