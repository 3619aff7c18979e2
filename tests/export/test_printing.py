"""What LibreOffice prints of a workbook with statements of many pages: every word is on paper."""

import re
from pathlib import Path

from survey.languages import gettext
from survey.questions.question import Given
from tests.export.printing import needs_printers, printed
from tests.export.rounds import a_consultation, exported, listed, respondent, statement

SIX_PAGES, LONGEST = 18_500, 100_000

pytestmark = needs_printers


def numbered_words(letter: str, characters: int) -> str:
    """A text of almost so many characters in sentences and paragraphs, each of whose words comes once."""
    pieces: list[str] = []
    length = number = 0
    while True:
        number += 1
        word = f"{letter}{number:05}"
        # Of several lengths, so that lines end in every way: the number is always whole.
        word += "lausuntokierros"[: number % 13] + ("." if number % 12 == 0 else "")
        word += "\n\n" if number % 96 == 0 else " "
        if length + len(word) > characters:
            return "".join(pieces).rstrip()
        pieces.append(word)
        length += len(word)


def test_every_word_of_an_answer_of_six_pages_and_of_the_longest_one_is_printed(tmp_path: Path) -> None:
    texts = {
        "a": numbered_words("a", SIX_PAGES),
        "b": numbered_words("b", LONGEST),
        "c": numbered_words("c", SIX_PAGES),
    }
    given: dict[str, Given | str] = {
        "muuta": texts["a"],
        "huomiot": texts["b"],
        "kanta": Given({"option": "ei", "reason": texts["c"]}),
    }
    exported(tmp_path, statement(given))

    (pages,) = printed(tmp_path, "lausunnot.xlsx")

    for letter, text in texts.items():
        number = re.compile(rf"\b{letter}\d{{5}}")
        asked, found = number.findall(text), [number.findall(page) for page in pages]
        assert not set(asked) - {word for page in found for word in page}
        # Where the answer stands whole, its words come in their order, over all the pages that it takes.
        whole = [page for page in found if page]
        assert len(whole) >= len(text) // 3_500
        assert any(_in_order(asked, [word for page in whole[start:] for word in page]) for start in range(len(whole)))


def _in_order(words: list[str], found: list[str]) -> bool:
    remaining = iter(found)
    return all(word in remaining for word in words)


ALIKE = {
    "compounds": "hyvinvointialueiden työllistymispalveluidenkin yhteensovittamissuunnitelmia {n} edellyttäen ",
    "short": "on se jo nyt {n} ja me kai niin ",
    "capitals": "KUNTALIITTO ESITTÄÄ {n} MUUTOKSIA ",
    "digits": "1234567890 {n} 2 027 000 000 euroa ",
    "list": "{n} kohta\n",
    "paragraphs": "Tämä {n} kohta koskee työllisyysalueen ja hyvinvointialueen yhteistyötä palveluissa.\n\n",
}


def test_every_word_that_the_sheet_by_question_shows_is_printed_however_many_lines_it_has(tmp_path: Path) -> None:
    """Of each text either every word is on the sheet's own pages, or its beginning, and a link to where it goes on."""
    texts = {}
    for kind, (name, words) in enumerate(ALIKE.items()):
        for lines in range(18, 62, 4):
            per_line = 62 / len(words.format(n="a0000000"))
            count = round(lines * per_line) if "\n" not in words else lines // (3 if name == "paragraphs" else 1)
            texts[name, lines] = "".join(
                words.format(n=f"{'abcdef'[kind]}{lines:03}{n:04}") for n in range(count)
            ).strip()
    book = exported(
        tmp_path, *(statement({"muuta": text}, respondent(f"{n}")) for n, text in enumerate(texts.values()))
    )

    by_question, whole = gettext("fi", "By question"), gettext("fi", "Long answers")
    (everything,) = printed(tmp_path, "lausunnot.xlsx")
    pages = {title: "".join(page for page in everything if f"{title} –" in page) for title in (by_question, whole)}
    rows = listed(book, "By question")
    for text, row in zip(texts.values(), rows, strict=True):
        shown = row[gettext("fi", "Answer text")]
        continues = (row[gettext("fi", "Continues")] or "").startswith(
            gettext("fi", "continues: row %(row)s", row="")[:5]
        )
        assert text.startswith(shown)
        assert (shown == text) is not continues
        assert set(NUMBER.findall(shown)) <= set(NUMBER.findall(pages[by_question]))
        if continues:
            assert set(NUMBER.findall(text)) <= set(NUMBER.findall(pages[whole]))


NUMBER = re.compile(r"\b[a-f]\d{7}\b")


def test_a_digest_on_the_summary_is_on_one_line(tmp_path: Path) -> None:
    exported(tmp_path, statement({"muuta": "Kannatamme."}))
    record = a_consultation()
    (pages,) = printed(tmp_path, "lausunnot.xlsx")
    assert {record.structure_digest, record.text_digest} <= set(pages[0].split())
