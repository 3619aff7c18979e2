"""The full workbook, from the store to a file that two libraries open again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from survey.export.statements.columns import LONGEST_HEADING
from survey.export.statements.records import Edition
from survey.export.xlsx.cell_text import fits_cell, unescape
from survey.languages import gettext
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.exports.formats import export_name
from survey.operations.exports.invitation_order import by_group_and_name
from survey.operations.exports.statements import earlier_statements
from survey.questions.load import load_text
from tests.browser.every_kind import EVERY_KIND, FILES, FILLED
from tests.databases import sqlite_database
from tests.nasty_texts import NASTY, kept, sent
from tests.rounds import DETAILS, Round, attach, invite_another, open_round, save, submit, tell_nothing

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

TEXTS = [text for text in NASTY if kept(text).strip()]

Rows = list[dict[str, Any]]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A database of its own."""
    database = sqlite_database(tmp_path)
    with database.writing() as opened:
        yield opened
    database.close()


@dataclass(frozen=True)
class SharedRound:
    """A round that tests only read, and the files that were made of it: one for each language and way, made once."""

    session: Session
    asked: Round
    folder: Path
    made: dict[str, Path] = field(default_factory=dict)

    def workbook(self, language: str = "fi", **how: Any) -> Path:
        """The full workbook that Maija makes, unless `how` says otherwise."""
        name = f"{language}-{how}.xlsx"
        if name not in self.made:
            self.made[name] = exported(
                self.session, self.asked, self.folder / f"{len(self.made)}.xlsx", language, **how
            )
        return self.made[name]


@pytest.fixture(scope="module")
def shared_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A database for what tests only read."""
    database = sqlite_database(tmp_path_factory.mktemp("database"))
    with database.writing() as opened:
        yield opened
    database.close()


@pytest.fixture(scope="module")
def every_kind(shared_session: Session, tmp_path_factory: pytest.TempPathFactory) -> SharedRound:
    """One organisation that has handed in every kind of answer, and then another choice."""
    made = open_round(shared_session, now=NOW, question_set=load_text(EVERY_KIND).question_set)
    save(shared_session, made, DETAILS | FILLED, now=NOW)
    attach(shared_session, made, "liitteet", *FILES, now=NOW)
    submit(shared_session, made, now=NOW, nonce="first")
    save(shared_session, made, {"kanta": {"option": "kylla", "reason": "Uusi peruste."}}, revision=1, now=NOW)
    submit(shared_session, made, now=NOW + timedelta(hours=1), nonce="second")
    return SharedRound(shared_session, made, tmp_path_factory.mktemp("every-kind"))


@pytest.fixture(scope="module")
def nasty(shared_session: Session, tmp_path_factory: pytest.TempPathFactory) -> SharedRound:
    """An organisation for each nasty text, which has handed it in twice."""
    first = open_round(shared_session, now=NOW)
    rounds = [invite_another(shared_session, first.consultation, now=NOW, name=f"Kunta {n}") for n in range(len(TEXTS))]
    for round_, text in zip(rounds, TEXTS, strict=True):
        save(shared_session, round_, {"nakemys": {"text": sent(text)}, **DETAILS}, now=NOW)
        submit(shared_session, round_, now=NOW, nonce="first")
        save(shared_session, round_, {"details/case_number": {"text": "7"}}, now=NOW)
        submit(shared_session, round_, now=NOW, nonce="second")
    return SharedRound(shared_session, first, tmp_path_factory.mktemp("nasty"))


def exported(session: Session, round_: Round, target: Path, language: str = "fi", **how: Any) -> Path:
    """The full workbook that Maija makes."""
    edition = Edition(**{"language": language, "exported_at": NOW, "by": "Maija", "full": True, **how})
    export_consultation(session, round_.consultation, target, edition)
    return target


def by_openpyxl(path: Path, title: str, language: str = "fi") -> list[Sequence[Any]]:
    """The rows of a sheet by its English title."""
    rows = openpyxl.load_workbook(path)[gettext(language, title)].iter_rows(values_only=True)
    return [tuple(unescape(cell) if isinstance(cell, str) else cell for cell in row) for row in rows]


def by_calamine(path: Path, title: str, language: str = "fi") -> list[Sequence[Any]]:
    """The same, as another library reads them, which unescapes by itself."""
    opened = CalamineWorkbook.from_path(str(path))
    return list(opened.get_sheet_by_name(gettext(language, title)).to_python(skip_empty_area=False))


def listed(rows: Sequence[Sequence[Any]]) -> Rows:
    """The filled cells of each row by their headers."""
    headers, *others = rows
    return [
        {header: cell for header, cell in zip(headers, row, strict=True) if cell not in {None, ""}} for row in others
    ]


def xml_parts(path: Path, beginning: str) -> list[ET.Element]:
    """The parts of a file whose names begin so."""
    with ZipFile(path) as archive:
        contents = [archive.read(name) for name in archive.namelist() if name.startswith(beginning)]
    return [ET.fromstring(content) for content in contents]  # noqa: S314  # of our own making


def both(*words: str) -> list[str]:
    """Headers in Finnish and Swedish, by their English words."""
    return [" / ".join(dict.fromkeys(gettext(language, word) for language in ("fi", "sv"))) for word in words]


READERS = pytest.mark.parametrize("read", [by_openpyxl, by_calamine])


def test_the_full_workbook_has_more_sheets_and_lists_them(every_kind: SharedRound) -> None:
    full: Any = openpyxl.load_workbook(every_kind.workbook())
    ordinary = openpyxl.load_workbook(every_kind.workbook(full=False))

    added = [gettext("fi", title) for title in ("Charts", "Values", "Superseded statements")]
    assert [title for title in full.sheetnames if title not in ordinary.sheetnames] == added
    told = {row[0]: row[1] for row in full.worksheets[0].iter_rows(values_only=True)}
    assert all(told[title] for title in full.sheetnames[1:])
    said = "Laaja tiedosto, ei sisällä yhteystietoja"
    assert all(sheet.oddFooter.left.text.startswith(f"{sheet.title} – {said}") for sheet in full)


def test_the_name_of_the_file_tells_that_it_is_the_full_one(every_kind: SharedRound) -> None:
    name = export_name(every_kind.asked.consultation, Edition("fi", NOW, by="Maija", full=True))

    assert name == "kaikki-lausunnot-laaja-2026-11-24.xlsx"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_same_round_gives_the_same_bytes(every_kind: SharedRound, tmp_path: Path, language: str) -> None:
    files = [
        exported(every_kind.session, every_kind.asked, tmp_path / name, language).read_bytes()
        for name in ("a.xlsx", "b.xlsx")
    ]

    assert files[0] == files[1]


@READERS
def test_each_value_has_a_row_in_a_column_of_its_kind(every_kind: SharedRound, read: Any) -> None:
    path = every_kind.workbook()

    rows = listed(read(path, "Values"))
    question, part, key, label, number, day, text, state = both(
        "Key", "Part", "Key of the value", "Label of the value", "Number", "Date", "Text", "Status"
    )

    def values(name: str, *columns: str) -> list[tuple[Any, ...]]:
        return [tuple(row.get(each) for each in columns) for row in rows if row[question] == name]

    assert values("kanta", part, key, label, text) == [
        ("vastaus", "kylla", "Kyllä", None),
        ("perustelu", None, None, "Uusi peruste."),
    ]
    assert [each[0] for each in values("vaikutukset", key, text)][:2] == ["talous", "muu"]
    assert values("vaittamat", part, key, label) == [
        ("Tavoitteet ovat oikeat.", "samaa", "Samaa mieltä"),
        ("Keinot ovat oikeat.", "ei_kantaa", "Ei kantaa"),
    ]
    assert values("kustannus", number) == [(1234.5,)]
    assert str(values("paiva", day)[0][0]).startswith("2027-01-01")
    assert [each[0] for each in values("liitteet", text)] == [name for name, _content in FILES]
    assert values("pykalat/huomautus", state)[0] == ("Ei lausuttavaa",)
    assert values("pykalat/saannos", both("Entry")[0], text) == [("Pykälä 1", "1 §"), ("Pykälä 2", "2 §")]


@READERS
def test_choices_have_their_keys_and_a_column_of_0_and_1_for_each_option(every_kind: SharedRound, read: Any) -> None:
    [row] = listed(read(every_kind.workbook(), "Answers as a table"))

    def shown(beginning: str) -> list[Any]:
        return [cell for header, cell in row.items() if header.startswith(beginning)]

    assert shown("5 Kantanne / Er ståndpunkt")[0] == "Kyllä"
    assert shown("5: Tunnus / Kod – Kantanne / Er ståndpunkt") == ["kylla"]
    assert (shown("5: kylla = Kyllä / Ja"), shown("5: ei = Ei / Nej")) == ([1], [0])
    assert shown("10: Tunnus / Kod") == ["talous; muu"]
    assert (shown("10: talous = "), shown("10: palvelut = "), shown("10: muu = ")) == ([1], [0], [1])
    assert shown("12: Tunnus / Kod – 1 ") == ["samaa"]
    assert not shown("12: samaa")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_headers_are_short_and_unique_whatever_their_case(every_kind: SharedRound, language: str) -> None:
    book = openpyxl.load_workbook(every_kind.workbook(language))

    for sheet in book.worksheets:
        headers = [str(cell.value) for cell in sheet[1]]
        if sheet.tables:
            assert len({header.casefold() for header in headers}) == len(headers)
            assert max(map(len, headers)) <= LONGEST_HEADING


def test_the_code_book_lists_every_column_of_the_tables(every_kind: SharedRound) -> None:
    path = every_kind.workbook()

    told = [line for row in by_openpyxl(path, "Questions") for line in str(row[-1] or "").split("\n")]
    headers = [*by_openpyxl(path, "Answers as a table")[0], *by_openpyxl(path, "Repeats")[0]]
    not_questions = both("Respondent", "Group", "Status", "Continues", "Entry")
    assert [header for header in headers if header not in [*told, *not_questions]] == []


@pytest.mark.parametrize(("language", "words"), [("fi", "Kyllä: 1; Ei: 0"), ("sv", "Ja: 1; Nej: 0")])
def test_a_chart_says_its_figures_in_words_and_takes_them_from_the_distributions(
    every_kind: SharedRound, language: str, words: str
) -> None:
    path = every_kind.workbook(language)
    [drawing], charts = xml_parts(path, "xl/drawings/drawing"), xml_parts(path, "xl/charts/")
    distributions = openpyxl.load_workbook(path)[gettext(language, "Distributions")]

    told = [frame.get("descr", "") for frame in drawing.iter() if frame.tag.endswith("}cNvPr")]
    assert len(told) == len(charts)
    assert told[0].endswith(f"{words}.")
    assert all(told)
    for chart, alternative in zip(charts, told, strict=True):
        labels, numbers = [each.text or "" for each in chart.iter() if each.tag.endswith("}f")]
        shown = [
            f"{label.value}: {number.value}"
            for (label,), (number,) in zip(
                *(distributions[reference.rpartition("!")[2]] for reference in (labels, numbers)), strict=True
            )
        ]
        assert f"{'; '.join(shown)}." in alternative


def test_there_is_no_sheet_of_charts_where_nobody_chose(session: Session, tmp_path: Path) -> None:
    path = exported(session, open_round(session, now=NOW), tmp_path / "a.xlsx")

    assert gettext("fi", "Charts") not in openpyxl.load_workbook(path).sheetnames


@READERS
def test_superseded_statements_are_there_whole_with_their_versions(every_kind: SharedRound, read: Any) -> None:
    rows = listed(read(every_kind.workbook(), "Superseded statements"))
    version, question, text, entry, code = both("Version", "Question", "Answer text", "Entry", "Row code")

    [statement] = earlier_statements(
        every_kind.session,
        by_group_and_name(every_kind.session, every_kind.asked.consultation, "fi"),
        Edition(language="fi", exported_at=NOW, by="Maija"),
    )
    assert {row[version] for row in rows} == {1}
    told = {(row[question], row.get(entry)): row[text] for row in rows}
    assert told["5 Kantanne", None] == "Ei"
    assert told["6 Arvio kustannuksista (euroa)", None] == 1234.5
    assert told["15.1 Säännös", "Pykälä 2"] == "2 §"
    assert {row[code] for row in rows} == {answer.row_id for answer in statement.answers.values()}


def test_that_there_was_nothing_to_state_is_a_superseded_statement_too(session: Session, tmp_path: Path) -> None:
    made = open_round(session, now=NOW)
    tell_nothing(session, made, nonce="first", now=NOW)
    save(session, made, {"nakemys": {"text": "Sittenkin."}, **DETAILS}, now=NOW)
    submit(session, made, now=NOW, nonce="second")

    path = exported(session, made, tmp_path / "a.xlsx")

    rows = listed(by_openpyxl(path, "Superseded statements"))
    assert rows[0][both("Answer text")[0]] == "Ei lausuttavaa"
    told: Mapping[Any, Any] = {row[0]: row[1] for row in by_openpyxl(path, "Summary")}
    assert told[gettext("fi", "Superseded statements")] == 1


def test_what_was_replaced_by_the_same_is_counted_as_it_is(session: Session, tmp_path: Path) -> None:
    """Answers once each, and the characters that were typed: details and words of options are in neither figure."""
    made = open_round(session, now=NOW)
    given = {"nakemys": {"text": "Näin."}, "kanta": {"option": "kylla", "reason": "Koska."}}
    save(session, made, given | DETAILS, now=NOW)
    submit(session, made, now=NOW, nonce="first")
    save(session, made, {"nakemys": {"text": "Noin."}}, revision=1, now=NOW)
    submit(session, made, now=NOW, nonce="second")

    summary = by_openpyxl(exported(session, made, tmp_path / "a.xlsx"), "Summary")

    told: Mapping[Any, Any] = {row[0]: row[1] for row in summary}
    for counting, replaced in (
        ("Answers", "Answers in superseded statements"),
        ("Characters in the answers", "Characters in superseded statements"),
    ):
        assert told[gettext("fi", counting)] == told[gettext("fi", replaced)] > 1


@pytest.mark.parametrize("internal", [False, True])
def test_contact_details_of_superseded_statements_stay_out(every_kind: SharedRound, internal: bool) -> None:
    path = every_kind.workbook(internal=internal)

    rows = [str(row) for title in ("Values", "Superseded statements") for row in by_openpyxl(path, title)]
    assert not [row for row in rows if "Kaisa Kirjaaja" in row or "kaisa@example.fi" in row]


@READERS
def test_texts_come_back_from_the_added_sheets(nasty: SharedRound, read: Any) -> None:
    path = nasty.workbook()

    name, question, whole, text_ = both("Respondent", "Question", "Answer text", "Text")
    earlier: dict[str, str] = {}
    for row in listed(read(path, "Superseded statements")):
        if row[question].startswith("1 "):
            earlier[row[name]] = earlier.get(row[name], "") + row[whole]
    latest = {row[name]: row[text_] for row in listed(read(path, "Values"))}

    for number, text in enumerate(kept(text) for text in TEXTS):
        assert earlier[f"Kunta {number}"] == text
        found = latest[f"Kunta {number}"]
        assert found == text if fits_cell(text) else text.startswith(found) and found
