"""The review of a response before it is submitted: a row for each answer, with a link to change it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from markupsafe import Markup

from survey.web.documents.statement import AnswerView, DocumentSection
from survey.web.drawn_once import Drawing, Drawings, drawing_of, slot
from survey.web.words.second_language import shown_languages
from survey.web.words.texts import Words


@dataclass(frozen=True)
class ReviewSection:
    """A section whose rows are drawn already, in their order."""

    key: str
    title: Words
    rows: Sequence[Markup]


_drawings = Drawings[Drawing]()


def review_sections(
    sections: Sequence[DocumentSection], *, address_of: Callable[..., str], answer_language: str, set_digest: str
) -> list[ReviewSection]:
    """The rows of every section.

    `address_of` gives the address of the page that fills in a section; `set_digest` names the question set in this
    revision of its texts.
    """
    return [
        ReviewSection(
            section.key,
            section.title,
            [
                _row(answer, address, answer_language, key=(set_digest, section.key, *shown_languages()))
                for address in [address_of(section.key, from_review=True)]
                for answer in section.answers
            ],
        )
        for section in sections
    ]


def _row(answer: AnswerView, address: str, answer_language: str, *, key: tuple[str, ...]) -> Markup:
    """A row in full; one that looks the same but for its texts and its link is drawn once."""
    if not _is_plain(answer):
        return _draw(answer, address, answer_language)
    parts = tuple((part.field, part.own, part.label is not None) for part in answer.texts)
    drawing = _drawings.get(
        (*key, answer.anchor, answer_language, parts, answer.nothing),
        lambda: drawing_of(_draw(_with_slots(answer), slot(len(answer.texts)), answer_language)),
    )
    return drawing.filled_with([*(part.text for part in answer.texts), address])


def _is_plain(answer: AnswerView) -> bool:
    """Whether nothing but texts differs between two respondents: no faults, files, marked changes or entries."""
    within_group = answer.within or answer.entry or answer.holds_entries
    return not (answer.problems or answer.files or within_group or any(part.changes for part in answer.texts))


def _with_slots(answer: AnswerView) -> AnswerView:
    return answer._replace(texts=[part._replace(text=slot(number)) for number, part in enumerate(answer.texts)])


def _draw(answer: AnswerView, address: str, answer_language: str) -> Markup:
    macros: Any = current_app.jinja_env.get_template("macros/review.html").module
    drawn: Markup = macros.row(answer, address, answer_language)
    return drawn
