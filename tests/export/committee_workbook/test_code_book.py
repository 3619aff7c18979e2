"""The code book: what was asked, and the keys that answers go by."""

import pytest

from survey.export.committee_workbook.code_book import code_book_sheet
from survey.languages import gettext
from survey.questions.kinds import KINDS
from survey.questions.load import load_text
from tests.export.rounds import QUESTIONS, small_set
from tests.questions.written import tiny_set


def test_the_code_book_has_the_steps_of_a_scale_and_no_position() -> None:
    rows = list(code_book_sheet(tiny_set("scale"), "fi").rows)

    assert "ei_kantaa = Ei kantaa / Ingen ståndpunkt" in " ".join(str(row.cells[-1]) for row in rows).replace("\n", " ")


def test_the_code_book_has_every_question_in_every_language_of_the_set() -> None:
    rows = list(code_book_sheet(small_set(), "fi").rows)

    assert [row.cells[2] for row in rows] == ["kanta", "huomiot", "muuta", "aika"]
    assert rows[0].cells == (
        1,
        "Kokonaisuus",
        "kanta",
        gettext("fi", "Choice"),
        "Kannatatteko ehdotusta?",
        "Understöder ni förslaget?",
        "kylla = Kyllä / Ja\nei = Ei / Nej",
    )


def test_more_options_than_a_row_can_show_go_on_in_the_next_row() -> None:
    options = "\n".join(f"          - {{key: v{n}, label: {{fi: Vaihtoehto, sv: Alternativ}}}}" for n in range(60))
    written = QUESTIONS.replace("          - {key: ei, label: {fi: Ei, sv: Nej}}", options)

    rows = [row for row in code_book_sheet(load_text(written).question_set, "fi").rows if row.cells[0] == 1]

    assert len(rows) > 1
    assert sum(str(row.cells[6]).count(" = ") for row in rows) == 61
    assert all(row.cells[4] is None for row in rows[1:])


def test_every_kind_of_question_has_a_name() -> None:
    assert all(question.name for question in KINDS.values())
    assert len({question.name for question in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(("language", "words"), [("fi", "Enintään 3 tiedostoa"), ("sv", "Högst 3 filer")])
def test_the_code_book_says_which_files_can_be_attached(language: str, words: str) -> None:
    rows = list(code_book_sheet(tiny_set("attachment"), language).rows)
    assert rows[0].cells[3] == gettext(language, "Attachment")
    assert words in str(rows[0].cells[-1])


def test_a_note_is_not_in_the_code_book() -> None:
    assert [row.cells[2] for row in code_book_sheet(tiny_set("note"), "fi").rows] == ["muuta"]
