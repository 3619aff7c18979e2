"""A window that is to show a page in a state, in a language, and what a visitor does to get there."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.stage import COORDINATOR, Stage
from tests.browser.windows import Windows
from tests.passwords import PASSWORD
from tests.rounds import Round


@dataclass(frozen=True)
class Visit:
    """A window that is to show a page in a state, in a language."""

    stage: Stage
    windows: Windows
    page: Page
    language: str

    def go(self, path: str, status: int = 200) -> None:
        """Open a page by its address after the language."""
        self.windows.expect_status(status)
        response = self.page.goto(f"/{self.language}/{path}")
        assert response is not None
        assert response.status == status, f"{response.url}: {response.status}"

    def go_as(self, round_: Round, rest: str = "") -> None:
        """Follow an organisation's link, and open a page of its response."""
        self.go(f"r/{round_.token}")
        self.go(f"responses/{round_.access.response.id}/{rest}")

    def press(self, selector: str, status: int = 200) -> None:
        """Press a button that sends a form."""
        self.windows.expect_status(status)
        with self.page.expect_navigation() as navigation:
            self.page.click(selector)
        assert navigation.value.status == status, (
            f"{navigation.value.url}: {navigation.value.status}: {self.page.title()}"
        )

    def sign_in(self, email: str = COORDINATOR, password: str = PASSWORD, status: int = 200) -> None:
        """Fill in the sign-in page and press its button."""
        self.go("sign-in")
        self.page.fill("#email", email)
        self.page.fill("#password", password)
        self.press("main button", status)
