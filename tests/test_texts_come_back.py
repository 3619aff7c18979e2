"""Every nasty text, typed into the form, comes back the same from everywhere: page, Excel, CSV, JSON, Word."""

import csv
import io
import json
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from survey.export.data_files.csv_table import as_typed
from survey.export.progress import without_progress
from survey.export.statements.records import Edition
from survey.export.xlsx.cell_text import unescape
from survey.languages import gettext
from survey.operations.exports.formats import format_of
from survey.questions.load import load_text
from survey.store.database import Database
from survey.store.migrations import upgrade
from tests.nasty_texts import NASTY, kept, sent
from tests.rounds import DETAILS, open_round, save, submit
from tests.site import Site, make_client, now_for_pages
from tests.words import WordFile

SECTION = "sections/osio"
QUESTIONS = """
schema: 1
key: tekstit
languages: [fi, sv]
title: {fi: Tekstit, sv: Texter}
sections:
  - key: osio
    title: {fi: Osio, sv: Avsnitt}
    questions:
""" + "".join(
    f"      - {{key: t{n}, kind: long_text, label: {{fi: Kysymys {n}, sv: Fråga {n}}}}}\n" for n in range(len(NASTY))
)

LOST_BY_LIBREOFFICE = {"_x0041_": "_x005F_x0041_"}
"""What LibreOffice 7.4 saves for a text that it has read and shows rightly, the escape of an escape: its own fault."""


@dataclass(frozen=True)
class Everywhere:
    """The texts as they came back from each place, by their places in the list."""

    site: Site
    folder: Path

    def made(self, form: str) -> Path:
        """The statements in this form."""
        target = self.folder / f"statements-{form}.{form.partition('-')[0]}"
        if not target.exists():
            edition = Edition("fi", now_for_pages(), by="Maija")
            with self.site.database.reading() as session:
                consultation = self.site.round.consultation
                format_of(form, consultation).write(session, consultation, target, edition, without_progress())
        return target


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everywhere]:
    """One statement with all the texts, typed on one page."""
    folder = tmp_path_factory.mktemp("texts")
    database = Database(f"sqlite:///{folder / 'texts.sqlite3'}")
    upgrade(database)
    with database.writing() as session:
        made = open_round(session, now=now_for_pages(), question_set=load_text(QUESTIONS).question_set)
        save(session, made, DETAILS, now=now_for_pages())
    site = Site(database, make_client(database), made)
    site.open_link()
    page = site.client.get(site.path(SECTION))
    site.client.post(page, {f"answer-t{n}-text": sent(text) for n, text in enumerate(NASTY)})
    with database.writing() as session:
        submit(session, made, now=now_for_pages())
    yield Everywhere(site, folder)
    database.close()


def test_there_are_enough_of_them_and_each_has_something_left() -> None:
    assert len(NASTY) == len(set(NASTY)) >= 60
    assert all(kept(text).strip() for text in NASTY)


def test_on_the_page(everywhere: Everywhere) -> None:
    page = everywhere.site.client.get(everywhere.site.path("statement"))
    _compare(lambda n: page.raw_text(f'[data-answer="answer-t{n}-text"]'))


def test_in_the_field_when_somebody_goes_on_writing(everywhere: Everywhere) -> None:
    fields = everywhere.site.client.get(everywhere.site.path(SECTION)).fields()
    _compare(lambda n: fields[f"answer-t{n}-text"])


def test_in_the_workbook_by_openpyxl(everywhere: Everywhere) -> None:
    _compare(_in_workbook(_by_openpyxl(everywhere.made("xlsx"))).__getitem__)


def test_in_the_workbook_by_calamine(everywhere: Everywhere) -> None:
    _compare(_in_workbook(_by_calamine(everywhere.made("xlsx")), decoded=True).__getitem__)


def test_in_the_workbook_after_libreoffice_has_saved_it(everywhere: Everywhere) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is needed")
        pytest.skip("LibreOffice is not installed")
    whole, out = everywhere.made("xlsx"), everywhere.folder / "saved"
    profile = f"-env:UserInstallation={(everywhere.folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(whole)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603  # the program that was found
    # Read by calamine, because openpyxl takes some of the marks out of shared strings, and not others.
    found = _in_workbook(_by_calamine(out / whole.name), decoded=True)
    found |= {n: text for n, text in enumerate(NASTY) if LOST_BY_LIBREOFFICE.get(found[n]) == text}
    _compare(found.__getitem__)


@pytest.mark.parametrize(("form", "separator"), [("csv", ";"), ("csv-plain", ",")])
def test_in_csv(everywhere: Everywhere, form: str, separator: str) -> None:
    csv.field_size_limit(10_000_000)
    content = everywhere.made(form).read_bytes().decode("utf-8-sig")
    _header, texts = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    texts = [as_typed(text) if form == "csv" else text for text in texts[-len(NASTY) :]]
    _compare(texts.__getitem__)


def test_in_json(everywhere: Everywhere) -> None:
    (organisation,) = json.loads(everywhere.made("json").read_bytes())["organisations"]
    answers = {each["address"]: each["value"] for each in organisation["submissions"][0]["answers"]}
    _compare(lambda n: answers[f"t{n}"]["text"])


def test_in_the_statement_in_word(everywhere: Everywhere) -> None:
    with everywhere.site.client.http.get(everywhere.site.path("statement.docx")) as response:
        answers = _answers(WordFile(response.get_data()))
    _compare(lambda n: answers[f"{n + 1}. Kysymys {n}"])


def test_in_the_papers_in_word(everywhere: Everywhere) -> None:
    answers = _answers(WordFile(everywhere.made("docx")))
    _compare(lambda n: answers[f"{n + 1}. Kysymys {n}"])


def _compare(found: Callable[[int], str]) -> None:
    """Name the texts that came back otherwise, not their hundred thousand letters."""
    changed = []
    for n, text in enumerate(NASTY):
        came, meant = found(n), kept(text)
        if came != meant:
            place = next(
                (i for i, (a, b) in enumerate(zip(came, meant, strict=False)) if a != b), min(len(came), len(meant))
            )
            changed.append((n, place, came[place : place + 20], meant[place : place + 20], len(came), len(meant)))
    assert not changed


def _by_openpyxl(path: Path) -> dict[str, Iterable[Iterable[Any]]]:
    book = openpyxl.load_workbook(path, read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def _by_calamine(path: Path) -> dict[str, Iterable[Iterable[Any]]]:
    book: Any = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _in_workbook(cells: Any, *, decoded: bool = False) -> dict[int, str]:
    """Each text from its row by question, or joined from its parts on the sheet of long answers.

    `decoded` where the reader has decoded _xHHHH_ itself, as Excel does; openpyxl leaves that to its caller.
    """
    in_words: Callable[[str], str] = str if decoded else unescape
    texts = {key: in_words(parts[0]) for key, parts in _listed(cells, "By question", "Answer text").items()}
    # Each part is decoded by itself: what two of them make together may look like an escape.
    texts |= {key: "".join(map(in_words, parts)) for key, parts in _listed(cells, "Long answers", "Text").items()}
    return {int(key.partition(" ")[0]) - 1: text for key, text in texts.items()}


def _listed(cells: Any, sheet: str, column: str) -> dict[str, list[str]]:
    header, *rows = cells[gettext("fi", sheet)]
    names = [str(each) for each in header]
    question, text = names.index(gettext("fi", "Question")), names.index(gettext("fi", column))
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[str(row[question])].append(str(row[text]))
    return found


def _answers(file: WordFile) -> dict[str, str]:
    """The text of each answer by its question's heading; read in one pass, as there are many thousand paragraphs."""
    found: dict[str, list[str]] = defaultdict(list)
    heading = ""
    for style, text in file.paragraphs:
        if style.startswith("Heading") and int(style[-1]) in (1, 2) and text[:1].isdigit():
            heading = text
        elif style == "Body Text":
            found[heading].append(text)
    return {key: "\n".join(lines) for key, lines in found.items()}
