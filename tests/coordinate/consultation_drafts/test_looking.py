"""Looking at a consultation as who answers will see it, before it opens."""

from tests.coordinate.desks import WHOLE, coordinator_of, draft_id
from tests.site import Site


def test_every_section_is_seen_with_its_questions_and_nothing_can_be_sent(site: Site) -> None:
    maija = coordinator_of(site)
    draft = maija.ready()
    page = maija.get(f"drafts/{draft}/look")
    assert "Laki on vanha." in page.text("main")
    seen = maija.get(f"drafts/{draft}/look/osio")
    assert seen.all("#answer-nakemys-text") and not seen.all("main form button")
    assert maija.get(f"drafts/{draft}/look/details").all("main form input")
    maija.get(f"drafts/{draft}/look/muu", 404)


def test_questions_that_are_asked_after_certain_answers_are_seen_too(site: Site) -> None:
    maija = coordinator_of(site)
    conditional = WHOLE.replace(b"- key: kanta\n", b"- key: kanta\n        show_if: {nakemys: answered}\n")
    draft = draft_id(maija.bring(conditional))
    assert maija.get(f"drafts/{draft}/look/osio").all("#answer-kanta-option-ei")
