"""The sheet of amendments: each wording that an organisation proposes, beside the one that it would replace."""

from collections.abc import Iterator, Sequence

from survey.export.cell_text import fits_cell, fits_page
from survey.export.collected import Placed
from survey.export.columns import Column
from survey.export.contents import (
    AMENDMENTS,
    CONTINUES,
    ENTRY,
    LANGUAGE,
    LONG_ANSWERS,
    QUESTION,
    RESPONDENT,
    ROW_CODE,
    Contents,
    headed,
)
from survey.export.long_texts import first_part
from survey.export.respondent_cells import who
from survey.export.rows import AMENDMENT_WIDTHS, NOTHING_TO_STATE, beginning, entry_words, row_words
from survey.export.sheets import Beginning, Cell, Link, Marked, Note, Row, Sheet
from survey.languages import gettext, text_in
from survey.questions.difference import Mark, Piece, nearest
from survey.questions.kinds.amendment import Amendment
from survey.questions.question import State


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


ASKED_WIDTH = 34
WORDS_WIDTH = 50

REMOVED, ADDED = _("Removed: %(text)s"), _("Added: %(text)s")


def amendments_sheet(contents: Contents) -> Sheet | None:
    """The sheet; none where no question asks for amendments."""
    by_key = _amendments(contents.columns)
    if not by_key:
        return None
    language = contents.language
    printed = headed(
        language,
        (_("Provision"), 14),
        (RESPONDENT, 20),
        (_("Wording of the proposal"), ASKED_WIDTH),
        (_("Wording of the respondent"), AMENDMENT_WIDTHS["wording"]),
        (_("Reason"), AMENDMENT_WIDTHS["reason"]),
        (CONTINUES, 14),
    )
    beside = headed(
        language,
        (_("Difference in words"), WORDS_WIDTH),
        (QUESTION, 26),
        *([(ENTRY, 14)] if any(columns[0].within for columns in by_key.values()) else []),
        (LANGUAGE, 6),
        (ROW_CODE, 16),
    )
    rows = _rows(contents, by_key)
    return Sheet(gettext(language, AMENDMENTS), (*printed, *beside), rows, printed=len(printed))


def _amendments(columns: Sequence[Column]) -> dict[str, list[Column]]:
    """The columns of each question that asks for an amendment."""
    by_key: dict[str, list[Column]] = {}
    for column in columns:
        if isinstance(column.question, Amendment):
            by_key.setdefault(column.question.key, []).append(column)
    return by_key


def _rows(contents: Contents, by_key: dict[str, list[Column]]) -> Iterator[Row]:
    """Question by question, each in the order of the statements."""
    language = contents.language
    with_entries = any(columns[0].within for columns in by_key.values())
    for key, (column, *_) in by_key.items():
        question = column.question
        assert isinstance(question, Amendment)  # noqa: S101  # by _amendments
        for placed in contents.pass_over.answers_to(key):
            value = placed.answer.given.value
            provision = text_in(question.provision, language) if question.provision else value.get("provision")
            asked, own, words = _wordings(question, placed, language)
            yield Row(
                (
                    provision,
                    who(placed.respondent, language)[0],
                    asked,
                    _whole_or_beginning(own, contents, placed),
                    beginning(value.get("reason"), contents.place(placed, "reason"), AMENDMENT_WIDTHS["reason"]),
                    _link(contents, placed),
                    words,
                    column.header,
                    *([entry_words(column, placed, contents.columns, language)] if with_entries else []),
                    placed.respondent.language,
                    placed.answer.row_id,
                )
            )


def _wordings(question: Amendment, placed: Placed, language: str) -> tuple[Cell, Cell, Cell]:
    """The asker's wording, the organisation's, and what differs, in words for those who cannot tell marks apart.

    What is to be removed is marked in the one and what was added in the other, so that each stands as it is.
    """
    given = placed.answer.given
    if given.state is State.NOTHING_TO_STATE:
        asked = text_in(question.proposed, language) if question.proposed else None
        return _as_it_fits(asked), Note(gettext(language, NOTHING_TO_STATE)), None
    own = given.value.get("wording")
    if not question.proposed or own is None:
        return None, own, None
    asked = nearest(own, question.proposed, placed.respondent.language)
    pieces = question.difference(given.value, placed.respondent.language)
    before = Marked(tuple(piece for piece in pieces if piece.mark is not Mark.ADDED))
    after = Marked(tuple(piece for piece in pieces if piece.mark is not Mark.REMOVED))
    if (before.text, after.text) != (asked, own):
        return _as_it_fits(asked), own, None
    return before if fits_cell(asked) else _as_it_fits(asked), after, _in_words(pieces, language)


def _in_words(pieces: Sequence[Piece], language: str) -> Cell:
    lines = [
        gettext(language, ADDED if piece.mark is Mark.ADDED else REMOVED, text=piece.text.strip())
        for piece in pieces
        if piece.mark is not Mark.KEPT and piece.text.strip()
    ]
    words = "\n".join(lines)
    return (words or None) if fits_page(words, WORDS_WIDTH) else Beginning(first_part(words, WORDS_WIDTH))


def _as_it_fits(asked: str | None) -> Cell:
    """The asker's wording where there are no marks on it; whole in the code book."""
    return asked if asked is None or fits_cell(asked) else Beginning(first_part(asked, ASKED_WIDTH))


def _whole_or_beginning(own: Cell, contents: Contents, placed: Placed) -> Cell:
    place = contents.place(placed, "wording")
    return beginning(
        own.text if place and place.cut and isinstance(own, Marked) else own, place, AMENDMENT_WIDTHS["wording"]
    )


def _link(contents: Contents, placed: Placed) -> Cell:
    """The way to what is too long to be shown or printed here."""
    for part in AMENDMENT_WIDTHS:
        if place := contents.place(placed, part):
            words = row_words(place, contents.language)
            return Link(words, gettext(contents.language, LONG_ANSWERS), place.row)
    return None
