"""Beginning a consultation with questions that there are already."""

import pytest

from survey.operations.question_sets.ready_sets import ready_sets
from tests.coordinate.desks import Coordinator, coordinator_of, draft_id
from tests.site import Site


@pytest.fixture
def maija(site: Site) -> Coordinator:
    return coordinator_of(site)


def test_the_questions_of_an_earlier_consultation_are_copied_without_its_diary_number(maija: Coordinator) -> None:
    draft = maija.ready()
    maija.open(draft)
    page = maija.get("question-sets/copy")
    nothing = maija.press(page, status=422)
    assert [node.attrs["href"] for node in nothing.all(".ds-error-summary a")] == ["#copied"]
    copied = maija.press(page, {"copied": "yksi-2"})
    about = maija.get(f"drafts/{draft_id(copied)}/about").fields()
    assert about["opening-goals-fi"] == "Palvelut paranevat."
    assert not about["opening-diary_number"] and not about["opening-deadline_date"]


def test_a_ready_set_begins_a_consultation_without_what_it_tells_as_an_example(maija: Coordinator) -> None:
    page = maija.get("question-sets/new").link("Valitse kysymyslomake")
    choosing = maija.site.client.get(page)
    assert len(choosing.all("input[type=radio]")) == len(ready_sets()) > 1
    assert not choosing.all("input[checked]")
    nothing = maija.press(choosing, status=422)
    assert [node.attrs["href"] for node in nothing.all(".ds-error-summary a")] == ["#ready"]
    begun = maija.press(choosing, {"ready": "yleinen-lausunto"})
    assert "Lausuntopyyntö" in begun.text("h1")
    about = maija.get(f"drafts/{draft_id(begun)}/about").fields()
    assert not about["opening-issuer-fi"] and not about["opening-diary_number"]


def test_a_set_that_does_not_come_with_the_service_is_not_read(maija: Coordinator) -> None:
    choosing = maija.get("question-sets/ready")
    maija.press(choosing, {"ready": "../tests/forms/text"}, status=422)
