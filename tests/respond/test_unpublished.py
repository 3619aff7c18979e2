"""Pages tell the respondent which answers are not published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from survey.questions.question_set import QuestionSet
from tests.databases import sqlite_database
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, open_round, save
from tests.site import Site, make_client, now_for_pages

ANSWERS = {"julkinen": {"text": "Näin."}, "laskija": {"text": "Lasse Laskija"}, **DETAILS}


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[QuestionSet], Site]:
    """Opens a round with a set, and its link."""

    def open_with(question_set: QuestionSet) -> Site:
        database = sqlite_database(tmp_path)
        with database.writing() as session:
            site = Site(
                database, make_client(database), open_round(session, now=now_for_pages(), question_set=question_set)
            )
            save(session, site.round, ANSWERS, now=now_for_pages())
        site.open_link()
        return site

    return open_with


def test_a_section_says_which_of_its_answers_are_published(opened: Callable[[QuestionSet], Site]) -> None:
    site = opened(tiny_set("public"))
    some, none, all_ = (site.client.get(site.path(f"sections/{key}")) for key in ("kysymykset", "yhteys", "lopuksi"))

    assert "Vastaukset ovat julkisia lukuun ottamatta niitä" in some.text("main")
    assert "Tämän sivun vastauksia ei julkaista." in none.text("main")
    assert "Vastaukset ovat julkisia. Älkää" in all_.text("main")
    assert "Ei julkaista." in some.text("#answer-laskija-text-hint")
    assert "answer-laskija-text-hint" in some.all("#answer-laskija-text")[0].attrs["aria-describedby"]
    assert "Ei julkaista." in none.text("#answer-puhelin-phone-hint")
    assert not all_.all("main .k-question .k-hint")


def test_review_and_the_page_before_handing_in_list_what_is_not_published(
    opened: Callable[[QuestionSet], Site],
) -> None:
    site = opened(tiny_set("public"))
    review, submit = site.client.get(site.path("review")), site.client.get(site.path("submit"))

    assert "Luvut laskenut henkilö (ei julkaista)" in review.text("#row-laskija dt")
    assert "ei julkaista" not in review.text("#row-julkinen dt")
    listed = [words for words in submit.texts("main ul.ds-list li") if words.startswith("vastaus")]
    assert [words.partition(":")[0] for words in listed if "kysymykseen" in words] == [
        f"vastaus kysymykseen {number}" for number in ("2", "3", "4.2", "5", "6")
    ]


def test_the_statement_that_others_see_has_no_answer_that_is_not_published(
    opened: Callable[[QuestionSet], Site],
) -> None:
    site = opened(tiny_set("public"))
    receipt = site.client.post(site.client.get(site.path("submit")), {"decision": "none"})
    statement = site.client.get(site.path("statement"))

    assert receipt.path == site.path("receipt")
    assert "Näin." in statement.text("main")
    assert "Lasse" not in statement.text("main") and "laskenut" not in statement.text("main")
    assert "Yhteydenpito" not in statement.text("main")
