"""A finished file is counted again before anybody gets it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from survey.export.xlsx.book import write_workbook
from survey.export.xlsx.recount import Count, WorkbookIncomplete, check_workbook
from tests.export.small_files import ABOUT, one_sheet


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "lausunnot.xlsx"


MEANT = [Count("Vastaukset")]
for _text in ("Vastaus", "ensimmäinen", "toinen"):
    MEANT[0].rows += 1
    MEANT[0].add(_text)


def tampered(target: Path, old: str, new: str, *, texts: tuple[str, ...] = ("ensimmäinen", "toinen")) -> BytesIO:
    """The file of these answers, with something replaced in its sheet."""
    write_workbook(target, [one_sheet(*texts)], ABOUT)
    changed = BytesIO()
    with ZipFile(target) as whole, ZipFile(changed, "w") as copy:
        for name in whole.namelist():
            part = whole.read(name).decode("utf-8")
            copy.writestr(name, part.replace(old, new) if name.endswith("sheet1.xml") else part)
    return changed


def test_a_whole_file_passes_the_count(target: Path) -> None:
    check_workbook(tampered(target, "", ""), MEANT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ensimmäinen", "ensimmäine"),
        ("ensimmäinen", "ensimmäinem"),
        ("toinen</t>", 'toinen</t></is></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>x</t>'),
        ("</sheetData>", ""),
        ("toinen", "toinen\x01"),
        ("<is><t>toinen</t></is>", "<f>1+1</f><v>2</v>"),
    ],
    ids=["a letter less", "another letter", "a row more", "broken", "not XML", "a formula"],
)
def test_a_tampered_file_is_caught_by_the_count(target: Path, old: str, new: str) -> None:
    with pytest.raises(WorkbookIncomplete):
        check_workbook(tampered(target, old, new), MEANT)


def test_a_text_that_became_a_formula_is_caught_though_it_reads_the_same(target: Path) -> None:
    meant = Count("Vastaukset", rows=2)
    for text in ("Vastaus", "=1+1"):
        meant.add(text)

    check_workbook(tampered(target, "", "", texts=("=1+1",)), [meant])
    with pytest.raises(WorkbookIncomplete):
        check_workbook(tampered(target, "<is><t>=1+1</t></is>", "<f>1+1</f>", texts=("=1+1",)), [meant])
