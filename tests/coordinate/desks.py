"""A coordinator who is signed in, to test pages with."""

import re
from dataclasses import dataclass

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.accounts.roles import COORDINATOR
from tests.coordinate.consultations.test_overview import EMAIL, sign_in
from tests.pages import Page
from tests.passwords import HASH
from tests.rounds import ONE_QUESTION, let_all_take_part
from tests.site import Site, now_for_pages

WHOLE = ONE_QUESTION.encode()
FINNISH = ONE_QUESTION.replace(", sv: Era synpunkter", "").encode()
FAULTY = b"schema: 1\nkey: Bad Key\ntittle: x\n"

FILLED = {
    "opening-issuer-fi": "Ministeriö",
    "opening-issuer-sv": "Ministeriet",
    "opening-diary_number": "VN/2/2026",
    "opening-contact1_name": "Maija Valmistelija",
    "opening-contact1_email": "maija@example.fi",
    "opening-background-fi": "Laki on vanha.",
    "opening-background-sv": "Lagen är gammal.",
    "opening-goals-fi": "Palvelut paranevat.",
    "opening-goals-sv": "Tjänsterna blir bättre.",
    "opening-deadline_date": "29.1.2099",
    "opening-deadline_time": "16.00",
    "opening-who_may_answer": "invited",
    "opening-publication": "published",
}
"""What is told of a consultation, by the field's name."""

REASONS = {
    "opening-reason-no-recipients": "Vastaanottajat valitaan myöhemmin.",
    "opening-reason-no-open-end": "Viimeinen kysymys on rajattu.",
}
"""Reasons for the warnings of a set with one question that nobody gets."""


@dataclass(frozen=True)
class Coordinator:
    """A signed-in coordinator with a browser."""

    site: Site

    def get(self, rest: str = "", status: int = 200, language: str = "fi") -> Page:
        """A page of hers."""
        return self.site.client.get(f"/{language}/coordinate/{rest}", status)

    def bring(self, raw: bytes, name: str = "yksi.yaml", status: int = 200) -> Page:
        """Upload a file on the page of the ways in."""
        return self.site.client.upload(self.get("question-sets/new"), name, raw, status=status)

    def press(self, page: Page, fields: dict[str, str] | None = None, status: int = 200) -> Page:
        """Send the page's form."""
        return self.site.client.post(page, fields, status=status)

    def tell(self, draft: int, changed: dict[str, str] | None = None, status: int = 200) -> Page:
        """Fill in what is told of a consultation that is being prepared, and save it."""
        return self.press(self.get(f"drafts/{draft}/about"), FILLED | (changed or {}), status)

    def ready(self, raw: bytes = WHOLE) -> int:
        """Bring a set and fill in what is told of its consultation. Returns the number of the draft."""
        draft = draft_id(self.bring(raw))
        self.tell(draft)
        return draft

    def open(self, draft: int, reasons: dict[str, str] | None = None, status: int = 200) -> Page:
        """Press the button that opens the consultation, with reasons for its warnings."""
        return self.press(self.get(f"drafts/{draft}/"), REASONS if reasons is None else reasons, status)


def coordinator_of(site: Site, email: str = EMAIL, role: str = COORDINATOR) -> Coordinator:
    """Make the account, which takes part in every consultation that there is, and sign in."""
    with site.database.writing() as session:
        create_coordinator(session, email=email, name="Maija", password_hash=HASH, role=role, now=now_for_pages())
        let_all_take_part(session, now=now_for_pages())
    sign_in(site)
    return Coordinator(site)


def draft_id(page: Page) -> int:
    """The number of the draft that a page is about."""
    found = re.search(r"/(?:question-sets|drafts)/(\d+)/", page.path)
    assert found, page.path
    return int(found[1])
