"""The sheet of amendments: each wording that an organisation proposes, with the wording that it would replace."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from survey.export.committee_workbook.contents import (
    AMENDMENTS,
    CONTINUES,
    ENTRY,
    LANGUAGE,
    LANGUAGE_WIDTH,
    LONG_ANSWERS,
    QUESTION,
    RESPONDENT,
    ROW_CODE,
    SECTION,
    ColumnMaker,
    Contents,
    language_of,
)
from survey.export.committee_workbook.rows import (
    AMENDMENT_WIDTHS,
    NOTHING_TO_STATE,
    entry_words,
    row_words,
    shown_or_begun,
)
from survey.export.statements.collected import CollectedAnswer
from survey.export.statements.columns import Column
from survey.export.statements.respondent_cells import name_of
from survey.export.xlsx.cell_text import fits_page
from survey.export.xlsx.long_texts import first_part
from survey.export.xlsx.sheets import Beginning, Cell, Link, Marked, Note, Sheet, SheetColumn
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.difference import Mark, Piece, nearest
from survey.questions.kinds.amendment import Amendment
from survey.questions.question import State

ASKED_WIDTH = 34
WORDS_WIDTH = 50

REMOVED, ADDED = _("Removed: %(text)s"), _("Added: %(text)s")


class Proposed(NamedTuple):
    """One proposal: the wording that was asked about, the respondent's own, and what differs, in words."""

    column: Column
    collected_answer: CollectedAnswer
    provision: str | None
    asked: Cell
    own: Cell
    difference: Cell


def amendments_sheet(contents: Contents) -> Sheet[Proposed] | None:
    """The sheet; none where no question asks for amendments."""
    by_key = _amendments(contents.columns)
    if not by_key:
        return None
    with_entries = any(columns[0].within for columns in by_key.values())
    printed, columns_after = _printed(contents), _columns_after(contents, with_entries=with_entries)
    title = gettext(contents.language, AMENDMENTS)
    return Sheet(title, (*printed, *columns_after), _proposals(contents, by_key), printed=len(printed))


def _printed(contents: Contents) -> tuple[SheetColumn[Proposed], ...]:
    language = contents.language
    column = ColumnMaker[Proposed](language)

    def reason(proposed: Proposed) -> Cell:
        return shown_or_begun(proposed.collected_answer.answer.given.value.get("reason"), AMENDMENT_WIDTHS["reason"])

    return (
        column(_("Provision"), 14, lambda proposed: proposed.provision),
        column(RESPONDENT, 20, lambda proposed: name_of(proposed.collected_answer.respondent, language)),
        column(_("Wording of the proposal"), ASKED_WIDTH, lambda proposed: proposed.asked),
        column(_("Wording of the respondent"), AMENDMENT_WIDTHS["wording"], lambda proposed: proposed.own),
        column(_("Reason"), AMENDMENT_WIDTHS["reason"], reason),
        column(CONTINUES, 14, lambda proposed: _link(contents, proposed.collected_answer)),
    )


def _columns_after(contents: Contents, *, with_entries: bool) -> tuple[SheetColumn[Proposed], ...]:
    column = ColumnMaker[Proposed](contents.language)

    def entry(proposed: Proposed) -> str | None:
        return entry_words(proposed.column, proposed.collected_answer, contents.columns, contents.language)

    def written_in(proposed: Proposed) -> str:
        return language_of(proposed.collected_answer.respondent, contents.language)

    return (
        column(_("Difference in words"), WORDS_WIDTH, lambda proposed: proposed.difference),
        column(SECTION, contents.section_width(20), lambda proposed: contents.section_of(proposed.column)),
        column(QUESTION, contents.question_width(26), lambda proposed: proposed.column.header),
        *([column(ENTRY, 14, entry)] if with_entries else []),
        column(LANGUAGE, LANGUAGE_WIDTH, written_in),
        column(ROW_CODE, 16, lambda proposed: proposed.collected_answer.answer.row_id),
    )


def _amendments(columns: Sequence[Column]) -> dict[str, list[Column]]:
    """The columns of each question that asks for an amendment."""
    by_key: dict[str, list[Column]] = {}
    for column in columns:
        if isinstance(column.question, Amendment):
            by_key.setdefault(column.question.key, []).append(column)
    return by_key


def _proposals(contents: Contents, by_key: dict[str, list[Column]]) -> Iterator[Proposed]:
    """Question by question, each in the order of the statements."""
    language = contents.language
    for key, (column, *_others) in by_key.items():
        question = column.question
        assert isinstance(question, Amendment)  # noqa: S101  # by _amendments
        for collected_answer in contents.collected.answers_to(key):
            value = collected_answer.answer.given.value
            provision = text_in(question.provision, language) if question.provision else value.get("provision")
            asked, own, difference = _wordings(question, collected_answer, language)
            yield Proposed(
                column,
                collected_answer,
                provision,
                asked,
                _shown(own, AMENDMENT_WIDTHS["wording"]),
                difference,
            )


def _wordings(question: Amendment, collected_answer: CollectedAnswer, language: str) -> tuple[Cell, Cell, Cell]:
    """The asker's wording, the organisation's, and what differs, in words for those who do not see the marks.

    What is to be removed is marked in the one and what was added in the other, so that each text can be read by itself.
    """
    given = collected_answer.answer.given
    if given.state is State.NOTHING_TO_STATE:
        asked = text_in(question.proposed, language) if question.proposed else None
        return _fitting(asked), Note(gettext(language, NOTHING_TO_STATE)), None
    own = given.value.get("wording")
    if not question.proposed or own is None:
        return None, own, None
    asked = nearest(own, question.proposed, collected_answer.respondent.language)
    pieces = question.difference(given.value, collected_answer.respondent.language)
    before = Marked(tuple(piece for piece in pieces if piece.mark is not Mark.ADDED))
    after = Marked(tuple(piece for piece in pieces if piece.mark is not Mark.REMOVED))
    if (before.text, after.text) != (asked, own):
        return _fitting(asked), own, None
    return _shown(before, ASKED_WIDTH), after, _in_words(pieces, language)


def _in_words(pieces: Sequence[Piece], language: str) -> Cell:
    lines = [
        gettext(language, ADDED if piece.mark is Mark.ADDED else REMOVED, text=piece.text.strip())
        for piece in pieces
        if piece.mark is not Mark.KEPT and piece.text.strip()
    ]
    words = "\n".join(lines)
    return (words or None) if fits_page(words, WORDS_WIDTH) else Beginning(first_part(words, WORDS_WIDTH))


def _fitting(asked: str | None) -> Cell:
    """The asker's wording where there are no marks on it; whole in the code book."""
    return shown_or_begun(asked, ASKED_WIDTH)


def _shown(wording: Cell, width: int) -> Cell:
    """A wording as its row shows it: of a higher one the beginning, with its marks."""
    if not isinstance(wording, Marked):
        return shown_or_begun(wording, width)
    if fits_page(wording.text, width):
        return wording
    left = len(first_part(wording.text, width))
    pieces: list[Piece] = []
    for piece in wording.pieces:
        pieces.append(Piece(piece.mark, piece.text[:left]))
        left -= len(piece.text)
        if left <= 0:
            break
    return Marked(tuple(pieces), begun=True)


def _link(contents: Contents, collected_answer: CollectedAnswer) -> Cell:
    """The way to what is too long to be shown or printed here."""
    for part in AMENDMENT_WIDTHS:
        if place := contents.place(collected_answer, part):
            words = row_words(place, contents.language, begun=True)
            return Link(words, gettext(contents.language, LONG_ANSWERS), place.row)
    return None
