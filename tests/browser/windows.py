"""Browser windows that remember what no page may do: report to the console, ask another host, answer with an error."""

import re
from collections.abc import Sequence

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Cookie, Page, Request, Response

_STATUS_REPORT = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
"""What Chromium writes to the console for a page that came with a 4xx status: allowed where the test expects it."""


class Windows:
    """Opens windows on one site, each with cookies of its own, and keeps every fault that any of them shows."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.expected: set[int] = set()
        self._allowed: list[str] = []
        self.faults: list[str] = []
        self.signed_in: Sequence[Cookie] = []
        """The cookies of a coordinator's session, once there is one."""
        self._browser = browser
        self._opened: list[BrowserContext] = []

    def open(self, *, javascript: bool = True, width: int = 1280, height: int = 900) -> Page:
        """A new window of a browser that has never been here, and whose reader wants nothing to move.

        Otherwise what is unfolded goes on moving for a while, and is measured on its way.
        """
        context = self._browser.new_context(
            base_url=self.address,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
        )
        self._opened.append(context)
        context.on("console", self._reported)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)
        return context.new_page()

    def window(self, *, width: int) -> Page:
        """The window that was opened first, or a new one, this wide."""
        page = self._opened[0].pages[0] if self._opened else self.open(width=width)
        page.set_viewport_size({"width": width, "height": 900})
        return page

    def expect_status(self, status: int) -> None:
        """Let pages come with this status from now on: the test brings it about on purpose."""
        self.expected.add(status)

    def allow_console(self, words: str) -> None:
        """Let the console report this from now on: the test brings it about on purpose."""
        self._allowed.append(words)

    def close(self) -> None:
        """Close every window, and fail where one of them has shown a fault."""
        for context in self._opened:
            context.close()
        self.check()

    def check(self) -> None:
        """Fail where a window has shown a fault since the last check."""
        faults, self.faults = self.faults, []
        assert not faults, "\n".join(faults)

    def forget(self) -> None:
        """Be a browser again that knows nobody. What anybody may keep, such as style sheets, is still there."""
        for context in self._opened:
            context.clear_cookies()
        self.expected.clear()

    def _reported(self, message: ConsoleMessage) -> None:
        status = _STATUS_REPORT.match(message.text)
        allowed = any(words in message.text for words in self._allowed)
        if not allowed and not (status and int(status[1]) in self.expected):
            self.faults.append(f"console: {message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:")):
            self.faults.append(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"status {response.status}: {response.url}")
