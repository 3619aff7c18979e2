"""What LibreOffice prints of Word files: no empty page, nothing alone at a page's foot, digests on one line."""

from pathlib import Path

from survey.export.documents.committee_pack import Order, Pack, pack_document
from survey.export.statements.collected import collect
from survey.export.statements.records import Edition
from survey.export.word.document import (
    About,
    Contents,
    ContentsEntry,
    Document,
    Figures,
    Heading,
    Title,
    plain,
)
from survey.export.word.writer import write_word
from survey.questions.question import Given
from tests.export.printing import needs_printers, printed
from tests.export.rounds import EXPORTED, a_consultation, respondent, small_set, statement

pytestmark = needs_printers

ABOUT = About("Lausunnot", "fi", EXPORTED, "VN/1/2026")
FILLS = range(34, 48)
"""Entries or rows, of which some number fills a page to its last line, with any of the usual fonts."""


def test_no_page_is_empty_however_much_of_it_the_contents_or_a_table_fill(tmp_path: Path) -> None:
    chapter = Heading(1, plain("Luku"), "luku", new_page=True)
    names = []
    for number in FILLS:
        contents = Contents("Sisällys", "Päivitä.", (ContentsEntry(1, plain("Luku"), "luku"),) * number)
        table = Figures("Vastaukset", ("Ryhmä", "Kyllä"), (("Kunta", "3"),) * number)
        for name, block in (("sisallys", contents), ("taulukko", table)):
            names.append(f"{name}-{number}.docx")
            write_word(tmp_path / names[-1], Document(ABOUT, [Title(plain("Lausunnot")), block, chapter]))

    for name, pages in zip(names, printed(tmp_path, *names), strict=True):
        for page in pages:
            head, *rest = page.split("\n")
            assert head.startswith("VN/1/2026") and "".join(rest).strip(), name


def test_headings_and_chosen_options_are_never_last_on_a_page_and_digests_never_wrap(tmp_path: Path) -> None:
    given = [
        statement(
            {
                "kanta": Given({"option": ("kylla", "ei")[number % 2], "reason": "Perustelu. " * (number * 7 % 60)}),
                "huomiot": "Huomio.\n" * (number % 5 + 1),
            },
            respondent(f"Kunta {number:02}", public_digest=f"{number:064x}", language=("fi", "sv")[number % 2]),
        )
        for number in range(60)
    ]
    with collect(small_set(), given) as collected:
        everybody = [each.respondent for each in given]
        pack = Pack(a_consultation(), everybody, collected, Edition("fi", EXPORTED, by="Maija"))
        for order in Order:
            write_word(tmp_path / f"{order}.docx", pack_document(pack, order))

    for pages in printed(tmp_path, *(f"{order}.docx" for order in Order)):
        first = next(number for number, page in enumerate(pages) if "Kysymys " in page)
        for page in pages[first:-1]:
            last = page.rstrip().split("\n")[-1].strip()
            assert not last.startswith(("Kyllä", "Kunta", "Ei", "1. ", "2. ", "3. ")), page
        digests = {word for page in pages for word in page.split() if len(word) == 64}
        assert digests == {f"{number:064x}" for number in range(60)}
