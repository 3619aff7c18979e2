"""What the sheets of a workbook are made of, and the columns that several of them have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic

from survey.export.committee_workbook.rows import LongPlace, LongPlaces
from survey.export.statements.collected import Collected, CollectedAnswer, Tally
from survey.export.statements.columns import Column, side_by_side
from survey.export.statements.records import ConsultationRecord, Edition, Respondent
from survey.export.statements.respondent_cells import detail
from survey.export.statements.spooled_list import SpooledList
from survey.export.xlsx.sheets import Cell, HeadersOf, Record, SheetColumn, empty
from survey.languages import gettext, language_name_in, text_in
from survey.languages import mark as _
from survey.questions.details import DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH, DETAILS_KEY, details_section
from survey.questions.question import LONGEST_SHORT, Answers

HANDLING = _("Handling")
BY_QUESTION = _("By question")
LONG_ANSWERS = _("Long answers")
AMENDMENTS = _("Amendments")
REPEATS = _("Repeats")
ENTRY = _("Entry")
QUESTION = _("Question")
SECTION = _("Section")
NUMBER = _("No.")
RESPONDENT = _("Respondent")
GROUP = _("Group")
STATUS = _("Status")
LANGUAGE = _("Language")
CONTINUES = _("Continues")
RECEIVED = _("Received")
ROW_NUMBER = _("Row")
ROW_CODE = _("Row code")
DIGEST = _("Digest of the answer")
ANSWER_TEXT = _("Answer text")
OPTION = _("Option")
PART = _("Part")
POSITION = _("Position")


@dataclass(frozen=True)
class Contents:
    """What the sheets are made of, in the language of the workbook."""

    consultation: ConsultationRecord
    respondents: SpooledList[Respondent]
    collected: Collected
    columns: tuple[Column, ...]
    places: LongPlaces
    edition: Edition
    delivered: Tally = field(default_factory=Tally)
    """What has been put on the sheets so far."""
    replaced: Tally = field(default_factory=Tally)
    """What of earlier statements has been put on their sheet so far."""

    def place(self, collected_answer: CollectedAnswer, part: str) -> LongPlace | None:
        """Where the complete text of a part is, if its own cell does not show all of it; otherwise None."""
        return self.places.get((collected_answer.address, part, collected_answer.position))

    @property
    def language(self) -> str:
        """The language of everything that is not an answer."""
        return self.edition.language

    def section_of(self, column: Column) -> str:
        """The title of the section where a question is asked."""
        return text_in(column.section, self.language)

    def section_width(self, least: int) -> int:
        """The width of a column of sections, in characters: at least this, and wider for a longer word."""
        return width_for((self.section_of(column) for column in self.columns), least)

    def question_width(self, least: int) -> int:
        """The width of a column of questions, likewise."""
        return width_for((column.header for column in self.columns), least)


class ColumnMaker(Generic[Record]):
    """Makes the columns of one sheet, headed in one language or in several."""

    def __init__(self, *languages: str) -> None:
        self._languages = languages

    def __call__(self, name: str, width: int, cell: Callable[[Record], Cell]) -> SheetColumn[Record]:
        """A column by its English words, which are its name too."""
        return SheetColumn(name, self._header(name), width, cell)

    def by_hand(
        self,
        name: str,
        width: int,
        choose_from: HeadersOf | None = None,
        cell: Callable[[Record], Cell] = empty,
    ) -> SheetColumn[Record]:
        """A column that people fill in or change."""
        return SheetColumn(name, self._header(name), width, cell, by_hand=True, choose_from=choose_from)

    def _header(self, name: str) -> str:
        return side_by_side((gettext(language, name) for language in self._languages), LONGEST_SHORT)


def detail_column(address: str, width: int, language: str, details: Callable[[Record], Answers]) -> SheetColumn[Record]:
    """The column of one of the respondent's details, of which `details` finds those of a record."""
    question = details_section().question(address.removeprefix(f"{DETAILS_KEY}/"))
    return SheetColumn(
        address,
        text_in(question.header, language),
        width,
        lambda record: detail(details(record), address, language),
    )


def decision_columns(
    language: str, details: Callable[[Record], Answers], *, body: int
) -> tuple[SheetColumn[Record], ...]:
    """The columns of who decided on a statement, and when; the name of the body has a width of its own."""
    widths = ((DECISION_BODY, body), (DECISION_DATE, 11), (DECISION_PARAGRAPH, 6))
    return tuple(detail_column(address, width, language, details) for address, width in widths)


LONGEST_WORD = 26
"""Characters that a column is widened to at most. A longer word is broken, since the others need their room too."""


def width_for(texts: Iterable[str], least: int) -> int:
    """The width, in characters, in which no word of these texts is broken, as far as LONGEST_WORD; at least `least`."""
    longest = max((len(word) for text in texts for word in text.replace("-", "- ").split()), default=0)
    return max(least, min(longest + 1, LONGEST_WORD))


def language_of(respondent: Respondent, language: str) -> str:
    """The language of a statement by its name, in the language of the file."""
    return language_name_in(language, respondent.language).lower()


LANGUAGE_WIDTH = 8


def numbered(number: str) -> int | str:
    """A question's number as a number, but that of one within a group ("5.1") as text: it is no decimal."""
    return int(number) if number.isdigit() else number
