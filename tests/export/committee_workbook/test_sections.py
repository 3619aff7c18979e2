"""In every sheet the section tells apart questions that are asked with the same words in several of them."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from survey.export.committee_workbook.workbook import export_workbook
from survey.export.data_files.plain_table import export_table
from survey.export.statements.records import EarlierStatement, Edition, SubmittedAnswer
from survey.languages import gettext
from survey.questions.load import load_text
from survey.questions.question import Given
from tests.export.rounds import EXPORTED, OPENED, a_consultation, column, listed, respondent, sheet, statement

PROVISION = """\
  - key: luku-{number}
    title: {{fi: {number} luku, sv: {number} kap.}}
    questions:
      - {{key: selkea_{number}, kind: choice, label: {{fi: Onko luku selkeä?, sv: Är kapitlet tydligt?}},
         reason: optional,
         options: [{{key: kylla, label: {{fi: Kyllä, sv: Ja}}}}, {{key: ei, label: {{fi: Ei, sv: Nej}}}}]}}
      - {{key: sanamuoto_{number}, kind: amendment, label: {{fi: Sanamuoto, sv: Lydelse}},
         proposed: {{fi: Kunta vastaa., sv: Kommunen svarar.}}}}
      - key: pykalat_{number}
        kind: group
        label: {{fi: Luvun pykälät, sv: Kapitlets paragrafer}}
        entry: {{fi: Pykälä, sv: Paragraf}}
        questions:
          - {{key: huomio_{number}, kind: long_text, label: {{fi: Huomio, sv: Anmärkning}}}}
"""

CHAPTERS = load_text(
    "schema: 1\nkey: lausunto\nlanguages: [fi, sv]\ntitle: {fi: Laki, sv: Lag}\nsections:\n"
    + "".join(PROVISION.format(number=number) for number in (1, 2))
).question_set
"""Two sections with the same questions, as a block gives them."""

LONG = "Tämä on pitkä lause. " * 4_000

ANSWERS = {
    **{f"selkea_{number}": Given({"option": "ei", "reason": LONG}) for number in (1, 2)},
    **{f"sanamuoto_{number}": Given({"wording": "Kunta ei vastaa."}) for number in (1, 2)},
    **{f"pykalat_{number}": Given({"entries": "e1"}) for number in (1, 2)},
    **{f"pykalat_{number}/e1/huomio_{number}": Given({"text": "Hyvä"}) for number in (1, 2)},
}

SHEETS = [
    "Handling",
    "By question",
    "Distributions",
    "Amendments",
    "Long answers",
    "Values",
    "Superseded statements",
    "Questions",
]


@pytest.fixture(scope="module", params=["fi", "sv"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any]:
    """The language, and the full workbook of one statement that replaced another."""
    language: str = request.param
    path = tmp_path_factory.mktemp("full") / "a.xlsx"
    given = {address: SubmittedAnswer(each, address, "ab" * 32) for address, each in ANSWERS.items()}
    before = EarlierStatement(
        {"fi": "Kouvola", "sv": "Kouvola"}, 1, "AAAA", OPENED, nothing_to_state=False, answers=given
    )
    export_workbook(
        path,
        a_consultation(CHAPTERS),
        [respondent()],
        lambda: iter([statement(ANSWERS)]),
        Edition(language, EXPORTED, "Maija", full=True),
        earlier=lambda: iter([before]),
    )
    return language, load_workbook(path)


@pytest.mark.parametrize("title", SHEETS)
def test_every_sheet_that_lists_questions_names_their_sections(full: tuple[str, Any], title: str) -> None:
    language, book = full
    rows = listed(book, title, language)

    (header,) = [name for name in rows[0] if name and name.startswith(gettext(language, "Section"))]
    found = {row[header] for row in rows}
    chapters = {"fi": {"1 luku", "2 luku"}, "sv": {"1 kap.", "2 kap."}}[language]
    assert chapters <= found


def test_the_headers_of_the_table_of_answers_name_the_sections(full: tuple[str, Any]) -> None:
    language, book = full
    headers = [cell.value for cell in sheet(book, "Answers as a table", language)[1]]

    for first, chapter in (("1", "1 luku"), ("4", "2 luku")):
        own = [header for header in headers if header.partition(":")[0].split()[0] == first]
        assert len(own) > 3
        assert all(chapter in header for header in own)


def test_the_code_book_names_the_columns_by_the_headers_that_they_have(full: tuple[str, Any]) -> None:
    language, book = full
    titles = [title for title in book.sheetnames if title.startswith(gettext(language, "Repeats"))]
    headers = {
        cell.value
        for title in (gettext(language, "Answers as a table"), *titles)
        for cell in book[title][1]
        if cell.value[0].isdigit()
    }
    told = listed(book, "Questions", language)
    (name,) = [name for name in told[0] if name.startswith(gettext(language, "Columns in the tables"))]

    assert {line for row in told if row[name] for line in row[name].splitlines()} == headers


def test_the_sheet_of_a_group_goes_by_its_name_and_number(full: tuple[str, Any]) -> None:
    language, book = full
    words = {"fi": "Luvun pykälät", "sv": "Kapitlets paragrafe"}[language]
    titles = [title for title in book.sheetnames if title.startswith(gettext(language, "Repeats"))]

    assert len(titles) == 2
    for title, number in zip(titles, ("3", "6"), strict=True):
        assert title.startswith(f"{gettext(language, 'Repeats')} {number} {words[:8]}")
        assert len(title) <= 31
    summary = [[cell.value for cell in row] for row in sheet(book, "Summary", language).iter_rows()]
    for title in titles:
        (told,) = [row[1] for row in summary if row[0] == title]
        assert told == gettext(language, "What was answered several times, such as section by section.")


def test_the_charts_name_the_sections(full: tuple[str, Any]) -> None:
    language, book = full
    titles = [_words(chart.title) for chart in sheet(book, "Charts", language)._charts]

    chapters = {"fi": ("1 luku", "2 luku"), "sv": ("1 kap.", "2 kap.")}[language]
    assert [title.rpartition(" · ")[2] for title in titles] == list(chapters)


def _words(title: Any) -> str:
    return "".join(run.t for paragraph in title.tx.rich.p for run in paragraph.r)


def test_the_plain_workbook_names_them_too(tmp_path: Path) -> None:
    export_table(
        tmp_path / "a.xlsx",
        a_consultation(CHAPTERS),
        lambda: iter([statement(ANSWERS)]),
        Edition("fi", EXPORTED, "Maija"),
    )
    book = load_workbook(tmp_path / "a.xlsx")

    headers = [cell.value for cell in sheet(book, "Answers as a table")[1]]
    assert "1 Onko luku selkeä? · 1 luku" in headers
    assert "4 Onko luku selkeä? · 2 luku" in headers
    assert f"{gettext('fi', 'Repeats')} 3 Luvun pykälät" in book.sheetnames
    assert set(column(listed(book, "Long answers"), "Section")) == {"1 luku", "2 luku"}
