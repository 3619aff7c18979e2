"""What an organisation does with a mouse: it opens its link, fills in, checks, submits and reads."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from survey.languages import gettext
from tests.rounds import Round

SAVE = "#page-form .k-buttons button:not([name])"
SAVE_TO_OVERVIEW = "#page-form .k-buttons button[name=to_overview]"
SWITCH = "button[name=switch_language]"


@dataclass(frozen=True)
class Respondent:
    """Somebody who holds the link of a round, at a window, reading in a language."""

    page: Page
    round: Round
    language: str

    def address(self, rest: str = "") -> str:
        """The address of a page of the response."""
        return f"/{self.language}/responses/{self.round.access.response.id}/{rest}"

    def open_link(self) -> None:
        """Follow the personal link, which leads to the overview."""
        self.page.goto(f"/{self.language}/r/{self.round.token}")
        self.is_at("")

    def is_at(self, rest: str) -> None:
        """Check which page of the response is open."""
        expect(self.page).to_have_url(self.address(rest))

    def follow(self, rest: str) -> None:
        """Follow the link on this page that leads to another page of the response."""
        self.page.locator(f'main a[href="{self.address(rest)}"]').first.click()
        self.is_at(rest)

    def save(self, leads_to: str) -> None:
        """Save and continue."""
        self.page.click(SAVE)
        self.is_at(leads_to)

    def write(self, question: str, text: str, part: str = "text") -> None:
        """Type an answer."""
        self.page.fill(f"#answer-{question}-{part}", text)

    def put(self, question: str, text: str) -> None:
        """Have a long text in its field at once: Chromium takes 13 seconds to type 50,000 characters."""
        self.page.locator(f"#answer-{question}-text").evaluate("(field, text) => { field.value = text; }", text)

    def choose(self, question: str, option: str) -> None:
        """Choose an option by its radio button."""
        self.page.check(f'input[id^="answer-{question}-option"][value="{option}"]')

    def fill_in_details(self, leads_to: str) -> None:
        """Fill in who answers, and save."""
        self.write("recorded_by", "Kaisa Kirjaaja")
        self.write("contact_email", "kaisa@example.fi", "email")
        self.write("decision_body", "Kunnanhallitus")
        self.write("decision_date", "12.11.2026", "date")
        self.save(leads_to)

    def submit(self) -> str:
        """Go on from review to the receipt, as one who has decided; the reference of the submission."""
        self.is_at("review")
        self.page.click("main a.ds-button")
        self.page.check("input[name=decision][value=decided]")
        self.page.click("main form button")
        self.is_at("receipt")
        return self.page.inner_text(".k-reference dd")

    def fact(self, name: str) -> str:
        """What the page says under this name (an English msgid)."""
        words = gettext(self.language, name)
        return self.page.inner_text(f"dl.k-facts div:has(> dt:text-is('{words}')) > dd")

    def answer(self, question: str, part: str = "text") -> str:
        """An answer as a document shows it, character by character."""
        return self.page.locator(f'[data-answer="answer-{question}-{part}"]').text_content() or ""
