"""Preparing a consultation in a browser: what is told of it, and reasons for its warnings."""

from collections.abc import Mapping

from playwright.sync_api import Page

from tests.coordinate.desks import FILLED


def fill_in(page: Page, typed: Mapping[str, str] = FILLED) -> None:
    """Fill in what is told of a consultation, on its page."""
    for name, text in typed.items():
        if name in {"opening-publication", "opening-who_may_answer"}:
            if text:
                page.check(f"#{name}-{text}")
        else:
            page.fill(f"#{name}", text)


def give_reasons(page: Page) -> None:
    """Write the same reason for every warning, on the page of the draft."""
    for field in page.locator("textarea[name^='opening-reason-']").all():
        field.fill("Asialla on kiire.")
