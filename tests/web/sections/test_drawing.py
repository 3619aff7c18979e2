"""What is drawn once and filled in is the same, character by character, as what is drawn anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import session

from survey.questions.asking.addresses import addressed
from survey.questions.load import load_file
from survey.questions.question import NOTHING, TICKED, Question
from survey.store.database import Database
from survey.web.kinds import page_of
from survey.web.questions.filled import FilledAnswer
from survey.web.sections import drawing
from survey.web.sections.drawing import draw, draw_answer, question_view
from survey.web.words.second_language import offer_second_language, shown_languages
from tests.site import make_client

FORMS = Path(__file__).parents[2] / "forms"
NASTY = "</textarea><b>\"&amp;'\n\n=1+1 %(x)s {{ 7 }}"
SETS = sorted(path.stem for path in FORMS.glob("*.yaml"))


def questions_of(form: str) -> Iterator[Question]:
    """The questions of a tiny set that are drawn once."""
    question_set = load_file(FORMS / f"{form}.yaml").question_set
    for section in question_set.sections:
        for _address, question in addressed(section):
            if page_of(question.kind).drawn_once:
                yield question


def fillings(question: Question) -> Iterator[FilledAnswer]:
    """Nothing, everything, each part alone with each of its options, and "nothing to state"."""
    yield FilledAnswer({}, 0, None)
    options = [key for labels in question.countable.values() for key in labels]
    for text in [NASTY, "x\n" * 40, *options, " ".join(options)]:
        yield FilledAnswer(dict.fromkeys(question.used_parts, text), 7, None)
        for part in question.used_parts:
            yield FilledAnswer({part: text}, 1, None)
    yield FilledAnswer({NOTHING: TICKED}, 2, None)


@pytest.mark.parametrize("form", SETS)
@pytest.mark.parametrize(("language", "second"), [("fi", ""), ("sv", ""), ("fi", "sv")])
def test_a_question_is_the_same_drawn_once_as_drawn_anew(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch, form: str, language: str, second: str
) -> None:
    app = make_client(sqlite).app
    monkeypatch.setattr(drawing, "_drawings", type(drawing._drawings)())
    with app.test_request_context(f"/{language}/x"):
        show_beside(language, second)
        for question in questions_of(form):
            for filled in fillings(question):
                once = draw_answer(question, "3", filled, section=("digest", form), languages=shown_languages())
                assert once == draw(question_view(question, "3", filled))
                assert once == draw_answer(question, "3", filled, section=("digest", form), languages=shown_languages())


def test_a_question_of_another_set_or_section_is_never_taken_for_this_one(sqlite: Database) -> None:
    app, nothing = make_client(sqlite).app, FilledAnswer({}, 0, None)
    (question,) = questions_of("text")
    other = question.model_copy(update={"label": {"fi": "Muu kysymys", "sv": "En annan fråga"}})
    with app.test_request_context("/fi/x"):
        for section in (("another digest", "osio"), ("digest", "muu-osio")):
            draw_answer(question, None, nothing, section=("digest", "osio"), languages=shown_languages())
            assert "Muu kysymys" in draw_answer(other, None, nothing, section=section, languages=shown_languages())


def test_a_question_is_drawn_once_for_each_language(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    app, nothing = make_client(sqlite).app, FilledAnswer({}, 0, None)
    (question,) = questions_of("text")
    drawn: list[Any] = []

    def counted(view: Any) -> Any:
        drawn.append(view)
        return draw(view)

    monkeypatch.setattr(drawing, "draw", counted)
    for language in ("fi", "sv", "fi", "sv"):
        with app.test_request_context(f"/{language}/x"):
            found = draw_answer(question, None, nothing, section=("each language", "osio"), languages=shown_languages())
            assert question.label[language] in found
    assert len(drawn) == 2


def show_beside(language: str, second: str) -> None:
    """Have the page show another language of the set beside its own, where there is one."""
    if second:
        session["second_language"] = [language, second]
        offer_second_language(("fi", "sv"))
