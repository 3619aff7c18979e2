"""The sheets of what is answered again for each entry of a group."""

from pathlib import Path

import pytest

from survey.languages import gettext
from survey.questions.load import load_text
from survey.questions.question import Given
from tests.export.rounds import a_consultation, column, exported, listed, respondent, sheet, statement
from tests.questions.written import tiny_set, with_questions

TALL = "Pitkä kappale.\n" * 40

ANSWERS: dict[str, Given | str] = {
    "pykalat": Given({"entries": "e7 e2"}),
    "pykalat/e7/saannos": Given({"text": "1 §"}),
    "pykalat/e7/kanta": Given({"option": "muutettava"}),
    "pykalat/e7/miten": Given({"text": TALL}),
    "pykalat/e2/kanta": Given({"option": "kannatamme"}),
}


@pytest.mark.parametrize(
    ("language", "entries", "headers"),
    [
        ("fi", ["Pykälä 1", "Pykälä 2", "Pykälä 1"], ["1.1 Säännös · Kysymykset", "1.2 Kantanne · Kysymykset"]),
        ("sv", ["Paragraf 1", "Paragraf 2", "Paragraf 1"], ["1.1 Bestämmelse · Frågor", "1.2 Er ståndpunkt · Frågor"]),
    ],
)
def test_each_entry_has_a_row_and_each_of_its_questions_a_column(
    tmp_path: Path, language: str, entries: list[str], headers: list[str]
) -> None:
    another = {"pykalat": Given({"entries": "e1"}), "pykalat/e1/saannos": Given({"text": "007"})}
    book = exported(
        tmp_path,
        statement(ANSWERS, respondent("Kouvola")),
        statement(another, respondent("Vaasa")),
        language=language,
        consultation=a_consultation(tiny_set("group")),
    )

    rows = listed(book, "Repeats", language)
    assert column(rows, "Entry", language) == entries
    assert [row[headers[0]] for row in rows] == ["1 §", None, "007"]
    assert [bool(row[headers[1]]) for row in rows] == [True, True, False]
    assert column(rows, "Respondent", language)[::2] == (
        ["Kouvola", "Vaasa"] if language == "fi" else ["Kouvola (sv)", "Vaasa (sv)"]
    )


def test_what_was_not_asked_in_an_entry_is_told_and_a_tall_text_leads_to_where_it_is_whole(tmp_path: Path) -> None:
    book = exported(tmp_path, statement(ANSWERS), consultation=a_consultation(tiny_set("group")))

    how = [row["1.3 Miten säännöstä tulisi muuttaa? · Kysymykset"] for row in listed(book, "Repeats")]
    assert how == [TALL, gettext("fi", "Not asked")]
    links = [row[3].hyperlink for row in sheet(book, "Repeats").iter_rows(min_row=2)]
    assert links[0].location == f"'{gettext('fi', 'Long answers')}'!A2"
    assert links[1] is None


def test_several_groups_have_a_sheet_each_with_its_number_and_name(tmp_path: Path) -> None:
    written = "".join(
        f"- {{key: {key}, kind: group, label: {{fi: R, sv: G}}, entry: {{fi: P, sv: P}}, "
        f"questions: [{{key: {key}_t, kind: text, label: {{fi: T, sv: T}}}}]}}\n"
        for key in ("a", "b")
    )
    given = {"b": Given({"entries": "e1"}), "b/e1/b_t": Given({"text": "Toinen"})}
    book = exported(
        tmp_path, statement(given), consultation=a_consultation(load_text(with_questions(written)).question_set)
    )

    title = gettext("fi", "Repeats")
    assert [name for name in book.sheetnames if name.startswith(title)] == [f"{title} 1 R", f"{title} 2 R"]
    assert book[f"{title} 1 R"].max_row == 1
    assert [cell.value for cell in book[f"{title} 2 R"][2]][-1] == "Toinen"


def test_a_set_without_groups_has_no_such_sheet(tmp_path: Path) -> None:
    assert not [name for name in exported(tmp_path).sheetnames if name.startswith(gettext("fi", "Repeats"))]
