"""Drawing questions. The HTML of questions without errors differs only in the filled-in values, so it is drawn only
once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from markupsafe import Markup

from survey.questions.asking.addresses import entry_of
from survey.questions.asking.limits import limit_words
from survey.questions.question import NOTHING, Given, Problem, Question
from survey.web.drawn_once import Drawing, Drawings, drawing_of
from survey.web.kinds import page_of
from survey.web.language import page_language
from survey.web.questions.filled import Filled, FilledAnswer, Slots
from survey.web.questions.names import conflict_id, conflict_name, field_name, resolution_name, revision_name
from survey.web.questions.views import Conflicting, KindView, PartView, QuestionView
from survey.web.sections.problems import problem_words
from survey.web.words.texts import words


@dataclass(frozen=True)
class _Drawn:
    """A question's drawing, and for each of its slots the function that reads its value from an answer."""

    drawing: Drawing
    asks: tuple[Callable[[Filled], str], ...]


LONG_TEXT = "long_text"
"""The kind of question into which texts are pasted."""

_drawings = Drawings[_Drawn]()


def draw_answer(  # noqa: PLR0913  # a question and all that its drawing depends on
    question: Question,
    number: str | None,
    filled: FilledAnswer,
    *,
    section: tuple[str, str],
    languages: tuple[str, str],
    tidies: bool = False,
) -> Markup:
    """Return the HTML of a question without errors, filled in.

    `section`: a key that identifies the section among all question sets and all revisions of their texts, so that a
    drawing is never used for a question of another set. `languages`: the result of `shown_languages`, which a page
    asks for once. `tidies`: whether the page can tidy what was pasted.
    """
    if not page_of(question.kind).drawn_once or entry_of(question.key):
        return draw(question_view(question, number, filled, given=filled.given, tidies=tidies))
    parts = frozenset(part for part in (*question.used_parts, NOTHING) if filled.has(part))
    key = (*section, question.key, *languages, parts, bool(filled.history), tidies)
    slots = Slots(parts, bool(filled.history))
    drawn = _drawings.get(key, lambda: _with_slots(question, number, slots, tidies=tidies))
    return drawn.drawing.filled_with([ask(filled) for ask in drawn.asks])


def _with_slots(question: Question, number: str | None, slots: Slots, *, tidies: bool) -> _Drawn:
    html = draw(question_view(question, number, slots, tidies=tidies))
    return _Drawn(drawing_of(html), tuple(slots.asked))


def draw(view: QuestionView) -> Markup:
    """Return the complete HTML of a question: its revision, a colleague's text in conflict, its field, "nothing to
    state".
    """
    macros: Any = current_app.jinja_env.get_template("macros/questions.html").module
    drawn: Markup = macros.question(view)
    return drawn


def draw_field(view: QuestionView) -> Markup:
    """Return the HTML of a question's field, drawn by the template of its kind. The template's module is loaded only
    once: importing its macros again for each question took a sixth of a page's time.
    """
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
    conflict: Conflicting | None = None,
    tidies: bool = False,
) -> QuestionView:
    """Return a question with its texts in the page's language. `told`: more messages, each as (part, message)."""
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
        conflict_name=conflict_name(question),
        filled=filled,
        own=own,
        nothing=PartView(NOTHING, field_name(question, NOTHING), filled) if question.nothing_to_state else None,
        conflict=conflict,
        tidies=tidies and question.kind == LONG_TEXT,
    )
