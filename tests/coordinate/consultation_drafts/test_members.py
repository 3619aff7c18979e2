"""Who prepares a consultation: they see it and change it; the last of them stays."""

import pytest

from survey.operations.accounts.coordinators import create_coordinator
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.passwords import HASH, PASSWORD
from tests.site import Site, now_for_pages


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in; a colleague and a reader have accounts too."""
    made = coordinator_of(site)
    with site.database.writing() as session:
        for name, role in (("ville", "coordinator"), ("lauri", "reader")):
            email = f"{name}@example.fi"
            create_coordinator(session, email=email, name=name, password_hash=HASH, now=now_for_pages(), role=role)
    return made


def test_a_colleague_who_is_added_sees_the_draft_and_changes_it(maija: Coordinator) -> None:
    draft = maija.ready()
    page = maija.get(f"drafts/{draft}/members")
    [number] = [each.attrs["value"] for each in page.all("option") if "ville" in each.to_text()]
    assert "lauri" not in page.text("select"), "who may only read can prepare nothing"
    added = maija.press(page, {"member": number})
    assert added.texts("[role=status]") == ["ville on nyt mukana valmistelussa."]
    other = maija.site.other_client()
    theirs = other.post(other.get("/fi/sign-in"), {"email": "ville@example.fi", "password": PASSWORD})
    assert len(theirs.all(".k-task")) == 1
    about = other.get(f"/fi/coordinate/drafts/{draft}/about")
    assert other.post(about, {"opening-diary_number": "VN/9"}).texts("[role=status]") == ["Tallennettu."]
    gone = maija.site.client.post(added, form=".k-task:nth-child(2) form")
    assert gone.texts("[role=status]") == ["Työtoveri ei ole enää mukana."]
    other.get(f"/fi/coordinate/drafts/{draft}/about", 404)


def test_the_only_one_cannot_leave(maija: Coordinator) -> None:
    draft = maija.ready()
    page = maija.get(f"drafts/{draft}/members")
    assert not page.all(".k-task form")
    refused = maija.press(page, {"member": ""}, 422)
    assert [each.attrs["href"] for each in refused.all(".ds-error-summary a")] == ["#member"]
    token = {"csrf_token": page.fields()["csrf_token"]}
    left = maija.site.client.send(f"{page.path}/1/remove", token, status=422)
    assert "Lisää ensin työtoveri." in left.text(".ds-error-summary")
