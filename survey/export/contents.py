"""What the sheets of a workbook are made of, and the columns that several of them have."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from survey.export.collected import Collected, Placed, Tally
from survey.export.columns import Column, side_by_side
from survey.export.pile import Pile
from survey.export.round import Edition, Respondent, Round
from survey.export.rows import LongPlace, LongPlaces
from survey.export.sheets import SheetColumn
from survey.languages import gettext, text_in
from survey.questions.details import DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH, DETAILS_KEY, details_section
from survey.questions.question import LONGEST_SHORT


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


HANDLING = _("Handling")
BY_QUESTION = _("By question")
LONG_ANSWERS = _("Long answers")
AMENDMENTS = _("Amendments")
REPEATS = _("Repeats")
ENTRY = _("Entry")
QUESTION = _("Question")
NUMBER = _("No.")
RESPONDENT = _("Respondent")
GROUP = _("Group")
STATUS = _("Status")
LANGUAGE = _("Language")
CONTINUES = _("Continues")
RECEIVED = _("Received")
ROW_CODE = _("Row code")
POSITION = _("Position")

POSITIONS = (_("Supports"), _("Supports with changes"), _("Does not support"), _("No position"))
"""What a coordinator finds an answer to be, whatever the question asked."""

FIRST_POSITION = "D"
"""The letter of the first column of positions on the sheet of handling."""


@dataclass(frozen=True)
class Contents:
    """What the sheets are made of, in the language of the workbook."""

    this_round: Round
    respondents: Pile[Respondent]
    pass_over: Collected
    columns: tuple[Column, ...]
    places: LongPlaces
    edition: Edition
    delivered: Tally = field(default_factory=Tally)
    """What has been put on the sheets so far."""
    replaced: Tally = field(default_factory=Tally)
    """What of earlier statements has been put on their sheet so far."""

    def place(self, placed: Placed, part: str) -> LongPlace | None:
        """Where a part of an answer stands whole, if its own cell does not show it so."""
        return self.places.get((placed.address, part, placed.position))

    @property
    def language(self) -> str:
        """The language of everything that is not an answer."""
        return self.edition.language


def headed(languages: str | Sequence[str], *columns: tuple[str, int], by_hand: bool = False) -> tuple[SheetColumn, ...]:
    """Columns by their English words and widths, headed in one language or in several."""
    several = (languages,) if isinstance(languages, str) else languages
    return tuple(
        SheetColumn(
            side_by_side((gettext(language, header) for language in several), LONGEST_SHORT), width, by_hand=by_hand
        )
        for header, width in columns
    )


def detail_column(address: str, width: int, language: str) -> SheetColumn:
    """The column of one of the respondent's details."""
    question = details_section().question(address.removeprefix(f"{DETAILS_KEY}/"))
    return SheetColumn(text_in(question.header, language), width)


def decision_columns(language: str, *, body: int) -> tuple[SheetColumn, ...]:
    """The columns of who decided on a statement, and when; the name of the body has a width of its own."""
    widths = ((DECISION_BODY, body), (DECISION_DATE, 11), (DECISION_PARAGRAPH, 6))
    return tuple(detail_column(address, width, language) for address, width in widths)


def position_letters() -> list[str]:
    """The letters of the columns of positions on the sheet of handling."""
    return [chr(ord(FIRST_POSITION) + number) for number in range(len(POSITIONS))]


def position_range(language: str) -> str:
    """Where the positions stand that can be chosen from: over their own counts."""
    letters = position_letters()
    return f"'{gettext(language, HANDLING)}'!${letters[0]}$1:${letters[-1]}$1"


def numbered(number: str) -> int | str:
    """A question's number as a number, but that of one within a group ("5.1") as text: it is no decimal."""
    return int(number) if number.isdigit() else number
