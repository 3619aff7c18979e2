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
        """Follow an organisation's link, and open a page of its response. The page that the link leads to is not drawn:
        it is a state of its own.
        """
        answer = self.page.request.get(f"/{self.language}/r/{round_.token}", max_redirects=0)
        assert answer.status == 303, answer.status
        self.go(f"responses/{round_.access.response.id}/{rest}")

    def press(self, selector: str, status: int = 200) -> None:
        """Press a button that sends a form."""
        self.windows.expect_status(status)
        with self.page.expect_navigation() as navigation:
            self.page.click(selector)
        assert navigation.value.status == status, (
            f"{navigation.value.url}: {navigation.value.status}: {self.page.title()}"
        )

    def be_signed_in(self) -> None:
        """Be the coordinator, who has signed in once in these windows: a password is slow to check on purpose."""
        if self.windows.signed_in:
            self.page.context.add_cookies(self.windows.signed_in)  # type: ignore[arg-type]  # what it gives, it takes
            return
        self.sign_in()
        self.windows.signed_in = self.page.context.cookies()

    def sign_in(self, email: str = COORDINATOR, password: str = PASSWORD, status: int = 200) -> None:
        """Fill in the sign-in page and press its button."""
        self.go("sign-in")
        self.page.fill("#email", email)
        self.page.fill("#password", password)
        self.press("main button", status)
