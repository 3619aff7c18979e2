"""Drawing questions: what is the same in every request of a question set and language is drawn once and filled in.

Templates take most of the time of a page. A question without errors looks the same whoever answers, but for what is
filled in: its template is drawn with slots in the places of that, and each request puts its own values there.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import current_app
from markupsafe import Markup, escape

from survey.questions.asking.addresses import entry_of
from survey.questions.asking.limits import limit_words
from survey.questions.question import NOTHING, Given, Problem, Question
from survey.web.kinds import page_of
from survey.web.language import page_language
from survey.web.sections.filled import SLOT, Filled, FilledAnswer, Slots
from survey.web.sections.names import conflict_id, field_name, resolution_name, revision_name
from survey.web.sections.views import KindView, OtherText, PartView, QuestionView
from survey.web.words.problems import problem_words
from survey.web.words.second_language import shown_languages
from survey.web.words.texts import words

MOST_DRAWN = 10_000
"""Drawings that are kept, of some 2 kB each: those of fifty large question sets in two languages."""

_MARK = re.compile(rf"{SLOT}(\d+)-")


@dataclass(frozen=True)
class Drawing:
    """A question's HTML in pieces, and between each two of them what is to be asked of the answer."""

    pieces: tuple[str, ...]
    asks: tuple[Callable[[Filled], str], ...]

    def filled_with(self, filled: Filled) -> Markup:
        """The HTML of the question with this answer."""
        parts = [self.pieces[0]]
        for ask, piece in zip(self.asks, self.pieces[1:], strict=True):
            parts.append(escape(ask(filled)))
            parts.append(piece)
        return Markup("".join(parts))  # noqa: S704  # pieces were escaped by the template, values just now


class _Drawings:
    """The drawings that were made, the latest ones only. Threads may make the same one twice; that harms nothing."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], Drawing] = {}
        self._lock = Lock()

    def get(self, key: tuple[Any, ...], make: Callable[[], Drawing]) -> Drawing:
        found = self._kept.get(key)
        if found is None:
            found = make()
            with self._lock:
                while len(self._kept) >= MOST_DRAWN:
                    del self._kept[next(iter(self._kept))]
                self._kept[key] = found
        return found


_drawings = _Drawings()


def draw_answer(question: Question, number: str | None, filled: FilledAnswer, *, section: tuple[str, str]) -> Markup:
    """A question without errors, filled in.

    `section` is what names its section among all of every set, in every revision of their texts: what is drawn once
    must never be taken for the question of another set.
    """
    if not page_of(question.kind).drawn_once or entry_of(question.key):
        return draw(question_view(question, number, filled, given=filled.given))
    parts = frozenset(part for part in (*question.used_parts, NOTHING) if filled.has(part))
    key = (*section, question.key, *shown_languages(), parts)
    drawing = _drawings.get(key, lambda: _with_slots(question, number, parts))
    return drawing.filled_with(filled)


def _with_slots(question: Question, number: str | None, parts: frozenset[str]) -> Drawing:
    slots = Slots(parts)
    pieces = _MARK.split(str(draw(question_view(question, number, slots))))
    return Drawing(tuple(pieces[::2]), tuple(slots.asked[int(asked)] for asked in pieces[1::2]))


def draw(view: QuestionView) -> Markup:
    """A question in full: its revision, what a colleague wrote meanwhile, its field, "nothing to state"."""
    macros: Any = current_app.jinja_env.get_template("macros/questions.html").module
    drawn: Markup = macros.question(view)
    return drawn


def draw_field(view: QuestionView) -> Markup:
    """A question's field, drawn by its kind's template. Its macros are made once: importing them anew for each
    question took a sixth of a page's time."""
    macros: Any = current_app.jinja_env.get_template(f"kinds/{view.kind}.html").module
    drawn: Markup = macros.field(view)
    return drawn


def question_view(  # noqa: PLR0913  # a question and all that may be shown at it
    question: Question,
    number: str | None,
    filled: Filled,
    *,
    given: Given | None = None,
    problems: Iterable[Problem] = (),
    told: Iterable[tuple[str, str]] = (),
    other_text: OtherText | None = None,
) -> QuestionView:
    """A question in the words of the page. `told` are more messages, each with the part that it is about."""
    messages: dict[str, list[str]] = {}
    for part, message in [*((each.part, problem_words(each)) for each in problems), *told]:
        messages.setdefault(part, []).append(message)
    parts = {
        part: PartView(
            part, field_name(question, part), filled, tuple(messages.get(part, ())), words(row) if row else None
        )
        for part in question.used_parts
        for row in [question.part_label(part)]
    }
    own: KindView = page_of(question.kind).view(question, parts, given)
    return QuestionView(
        kind=question.kind,
        key=question.key,
        number=number,
        label=words(question.label),
        help=words(question.help) if question.help else None,
        limit=limit_words(question, page_language()),
        required=question.is_marked_required,
        public=question.public,
        parts=parts,
        revision_name=revision_name(question),
        resolution_name=resolution_name(question),
        conflict_id=conflict_id(question),
        joinable=bool(question.texts),
        filled=filled,
        own=own,
        nothing=PartView(NOTHING, field_name(question, NOTHING), filled) if question.nothing_to_state else None,
        other_text=other_text,
    )
