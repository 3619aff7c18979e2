"""The review of a response before it is submitted: one row for each answer, with a link for changing it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from markupsafe import Markup

from survey.questions.asking.displayed import DisplayedAnswer, DisplayedSection
from survey.questions.asking.progress import Finding
from survey.web.documents.statement import AnswerView, answer_view, findings_by_address
from survey.web.drawn_once import Drawing, Drawings, drawing_of, slot
from survey.web.sections.problems import problem_words
from survey.web.words.second_language import shown_languages
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class ReviewSection:
    """A section. `rows` are finished HTML, in their order."""

    key: str
    title: Words
    rows: Sequence[Markup]


_drawings = Drawings[Drawing]()


@dataclass(frozen=True)
class _Page:
    """What all rows of a section have in common: a key that identifies the section, its URL, and the language of the
    answers.
    """

    key: tuple[str, ...]
    address: str
    answer_language: str


def review_sections(  # noqa: PLR0913  # the answers and all that the review says of them
    sections: Sequence[DisplayedSection],
    findings: Sequence[Finding],
    *,
    address_of: Callable[..., str],
    answer_language: str,
    set_digest: str,
    history: Mapping[str, str],
) -> list[ReviewSection]:
    """Return the rows of every section, with the problems to be corrected in each.

    `address_of` returns the URL of the page that fills in a section. `set_digest` identifies the question set in the
    present revision of its texts. `history`: by address, the page with an answer's earlier texts, where it has any.
    """
    by_address = findings_by_address(findings)
    reviewed = []
    for each in sections:
        key = each.section.key
        page = _Page((set_digest, key, *shown_languages()), address_of(key, from_review=True), answer_language)
        rows = [
            _row(answer, by_address.get(answer.address, ()), page, history.get(answer.address, ""))
            for answer in each.answers
        ]
        reviewed.append(ReviewSection(key, words(each.section.title), rows))
    return reviewed


def _row(answer: DisplayedAnswer, findings: Sequence[Finding], page: _Page, history: str) -> Markup:
    """Return the HTML of a row. Rows that differ only in their texts and their link are drawn once and filled in."""
    if not _is_plain(answer):
        return _draw(answer_view(answer, findings), page.address, page.answer_language, history)
    wrong = tuple((finding.problem.part, problem_words(finding.problem)) for finding in findings)
    parts = tuple((part.part, part.own, part.label is not None) for part in answer.parts)
    drawing = _drawings.get(
        (*page.key, answer.address, page.answer_language, parts, answer.nothing, wrong, bool(history)),
        lambda: drawing_of(
            _draw(
                _with_slots(answer, findings),
                slot(len(answer.parts)),
                page.answer_language,
                slot(len(answer.parts) + 1) if history else "",
            )
        ),
    )
    return drawing.filled_with([*(part.text for part in answer.parts), page.address, history])


def _is_plain(answer: DisplayedAnswer) -> bool:
    """Return whether rows of two respondents differ only in their texts: no files, marked changes or entries of a
    group.
    """
    if answer.within or answer.entry or answer.holds_entries or answer.question.takes_files:
        return False
    return not any(part.changes for part in answer.parts)


def _with_slots(answer: DisplayedAnswer, findings: Sequence[Finding]) -> AnswerView:
    view = answer_view(answer, findings)
    return view._replace(texts=[part._replace(text=slot(number)) for number, part in enumerate(view.texts)])


def _draw(answer: AnswerView, address: str, answer_language: str, history: str) -> Markup:
    macros: Any = current_app.jinja_env.get_template("macros/review.html").module
    drawn: Markup = macros.row(answer, address, answer_language, history)
    return drawn
