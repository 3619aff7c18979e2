"""A row of the review that is drawn once is the same as one that is drawn anew."""

from pathlib import Path

import pytest

from survey.questions.asking.displayed import displayed_sections
from survey.questions.asking.progress import all_findings
from survey.questions.load import load_file
from survey.questions.question import Given, State
from survey.store.database import Database
from survey.web.documents import review
from survey.web.documents.review import review_sections
from survey.web.documents.statement import answer_view
from tests.site import make_client

FORMS = Path(__file__).parents[2] / "forms"
NASTY = "</dd><b>\"&amp;'\n=1+1 %(x)s"


@pytest.mark.parametrize("form", sorted(path.stem for path in FORMS.glob("*.yaml")))
@pytest.mark.parametrize(("language", "written_in"), [("fi", "fi"), ("fi", "sv"), ("sv", "sv")])
def test_each_row_is_the_same_drawn_once_as_drawn_anew(
    sqlite: Database, form: str, language: str, written_in: str
) -> None:
    question_set = load_file(FORMS / f"{form}.yaml").question_set
    texts = [{}, {"reason": NASTY}, {"text": NASTY}, {"option": "kylla", "reason": NASTY}, {"wording": NASTY}]
    with make_client(sqlite).app.test_request_context(f"/{language}/x"):
        for value in texts:
            answers = {
                question.key: Given(given) if given else Given({}, State.NOTHING_TO_STATE)
                for question in question_set.questions()
                for given in [{part: text for part, text in value.items() if part in question.used_parts}]
                if question.asks and (given or not value) and question.kind != "group"
            }
            sections = displayed_sections(question_set, answers, language=language, with_contact=True)
            findings = all_findings(question_set, answers)
            histories = {each.address: f'/earlier/{each.address}?"' for each in sections[-1].answers[::2]}
            for _turn in ("drawn", "filled in again"):
                rows = review_sections(
                    sections,
                    findings,
                    address_of=lambda key, **_rest: f'/{key}?a="b"',
                    answer_language=written_in,
                    set_digest=f"digest of {form}",
                    history=histories,
                )
                for section, reviewed in zip(sections, rows, strict=True):
                    for answer, row in zip(section.answers, reviewed.rows, strict=True):
                        here = [each for each in findings if each.address == answer.address]
                        address = f'/{section.section.key}?a="b"'
                        assert row == review._draw(
                            answer_view(answer, here), address, written_in, histories.get(answer.address, "")
                        )
