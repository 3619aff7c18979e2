"""A person with a keyboard and no mouse, who must always see where they are."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

MOST_TABS = 80

_FOCUS = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  const ring = ["radio", "checkbox"].includes(node.type) ? node.closest(".ds-field") : node;
  const style = getComputedStyle(ring);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return {
    name: node.outerHTML.replace(/\\s+/g, " ").slice(0, 120),
    lost: node === document.body,
    marked: outlined || style.boxShadow !== "none" || node.matches(".ds-skip-link"),
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
  };
}"""
"""The ring of a radio button or checkbox is around its label too. The skip link is seen only while it has the focus."""


@dataclass(frozen=True)
class Keyboard:
    """Presses keys in a window, and looks at every stop of the focus."""

    page: Page

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)

    def is_on(self, selector: str) -> bool:
        """Whether the focus is on what the selector finds."""
        on: bool = self.page.evaluate("selector => document.activeElement.matches(selector)", selector)
        return on

    def tab_to(self, selector: str, key: str = "Tab") -> None:
        """Go on with Tab until the focus is on what the selector finds; it is visible at every stop."""
        passed: list[str] = []
        for _ in range(MOST_TABS):
            self.press(key)
            focus = self.page.evaluate(_FOCUS)
            assert not focus["lost"], f"The focus left the page on the way to {selector}, after {passed}"
            assert focus["marked"], f"Nobody sees that the focus is on {focus['name']}"
            assert focus["seen"], f"The focus is outside the window, on {focus['name']}"
            if self.is_on(selector):
                return
            passed.append(focus["name"])
        raise AssertionError(f"{selector} was not reached, but {passed}")

    def back_to(self, selector: str) -> None:
        """Go back with Shift+Tab."""
        self.tab_to(selector, "Shift+Tab")

    def skip_to_content(self) -> None:
        """The first stop of every page is the skip link, and it works: what comes next is in the main content."""
        self.press("Tab")
        assert self.is_on(".ds-skip-link"), self.page.evaluate(_FOCUS)
        self.press("Enter")
        expect(self.page.locator("main")).to_be_focused()

    def begins_at(self, selector: str) -> None:
        """The page gave the focus to what the person must know first: to its errors, or to what went wrong."""
        expect(self.page.locator(selector)).to_be_focused()

    def press_and_go(self, key: str, address: str) -> None:
        """Press a key that leads to another page, whose first stop is the skip link."""
        self.press(key)
        expect(self.page).to_have_url(address)
        self.page.wait_for_load_state()
