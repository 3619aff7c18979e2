"""Where things stand on a page: what reaches beyond its sides, what is cut off, what is too small to hit."""

from playwright.sync_api import Page

_UNSEEN = """
const unseen = node => {
  for (let each = node; each; each = each.parentElement) {
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    if (style.visibility === "hidden" || style.display === "none" || style.clipPath !== "none") return true;
    if (box.width <= 1 && box.height <= 1 && style.overflow === "hidden") return true;
  }
  return false;
};
const name = node => node.outerHTML.replace(/\\s+/g, " ").slice(0, 90);
"""

_BEYOND = """
const beyond = () => {
  const found = [], root = document.documentElement;
  if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide, the window ${innerWidth}`);
  for (const node of document.body.querySelectorAll("*")) {
    const box = node.getBoundingClientRect();
    if ((box.right > innerWidth + 1 || box.left < -1) && !node.matches(".ds-skip-link") && !unseen(node))
      found.push(`from ${Math.round(box.left)} to ${Math.round(box.right)} px: ${name(node)}`);
    const style = getComputedStyle(node);
    const clips = ["hidden", "clip"].includes(style.overflowX) && !node.matches("input");
    const cut = clips && node.scrollWidth > node.clientWidth + 1;
    if (cut && !unseen(node)) found.push(`cut off: ${name(node)}`);
  }
  return found;
};
"""

_SMALL = """
const small = () => {
  const found = [];
  for (const node of document.querySelectorAll("a, button, input, select, textarea, summary")) {
    const inline = getComputedStyle(node).display === "inline", box = node.getBoundingClientRect();
    if (inline || node.type === "hidden" || node.matches(".ds-skip-link") || unseen(node)) continue;
    if (box.height < 24 || box.width < 24) found.push(`${box.width} × ${box.height} px: ${name(node)}`);
  }
  return found;
};
"""

_ERROR_LINK = '.k-errors a[href^="#"]'
_OUTSIDE_AFTER_LINKS = """async links => {
  const found = [], frame = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const out = node => { const box = node.getBoundingClientRect(); return box.top < -1 || box.top > innerHeight; };
  for (const link of document.querySelectorAll(links)) {
    link.click();
    await frame();
    const target = document.getElementById(link.hash.slice(1)), focus = document.activeElement;
    if (focus !== target) found.push(`${link.hash} did not take the focus: ${focus.outerHTML.slice(0, 90)}`);
    const described = (target.getAttribute("aria-describedby") || "").split(" ").map(id => document.getElementById(id));
    const legend = target.closest("fieldset")?.querySelector("legend");
    const radio = target.matches("[type=radio], [type=checkbox]");
    const nodes = [target, radio ? legend : target.labels?.[0], ...described].filter(Boolean);
    const top = Math.min(...nodes.map(node => node.getBoundingClientRect().top));
    if (target.getBoundingClientRect().top - top > innerHeight - 100) continue;  // more than a window has room for
    for (const node of nodes)
      if (out(node))
        found.push(`${link.hash}: ${Math.round(node.getBoundingClientRect().top)} px: ${node.innerText}`);
  }
  return found;
}"""

_LEVELS = """
const levels = () => {
  const size = node => parseFloat(getComputedStyle(node).fontSize), found = [];
  const all = ["main h1", "main h2", "main h3", "body"].map(level => [...document.querySelectorAll(level)]
    .filter(node => node === document.body || !unseen(node)).sort((one, other) => size(one) - size(other)));
  for (const [place, level] of all.entries()) for (const below of all.slice(place + 1)) {
    const smallest = level[0], largest = below.at(-1);
    if (smallest && largest && size(smallest) < size(largest) + 2)
      found.push(`${size(smallest)} px: ${name(smallest)}; ${size(largest)} px: ${name(largest)}`);
  }
  return found;
};
"""

_FILLED = (
    "() => {"
    + _UNSEEN
    + """
  const clear = "rgba(0, 0, 0, 0)", colour = node => getComputedStyle(node).backgroundColor;
  const behind = node => { do node = node.parentElement; while (node && colour(node) === clear); return node; };
  window.filled = [...document.querySelectorAll("body *")].filter(node => {
    const under = behind(node);
    return colour(node) !== clear && under && colour(node) !== colour(under) && !unseen(node);
  });
}"""
)

_EDGELESS = (
    "() => {"
    + _UNSEEN
    + """
  const style = node => getComputedStyle(node), sides = ["Top", "Right", "Bottom", "Left"];
  const edged = node => sides.some(side => parseFloat(style(node)[`border${side}Width`]) > 0);
  const fills = node => node.offsetWidth >= node.parentElement.clientWidth && edged(node.parentElement);
  return window.filled.filter(node => !edged(node) && !fills(node)).map(name);
}"""
)

_SPACED = """
const spaced = measured => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                     p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
  const found = measured();
  document.adoptedStyleSheets = [];
  return found;
};
"""
"""The spacing that readers may choose (WCAG 1.4.12), while something is measured."""

_OUT_OF_PLACE = (
    "narrow => {"
    + _UNSEEN
    + _SMALL
    + _BEYOND
    + _LEVELS
    + _SPACED
    + """
  const told = (what, found) => found.map(each => `${what}: ${each}`);
  return [
    ...told("less than 24 px", small()),
    ...told("beyond the sides", beyond()),
    ...told("a heading among what it heads", narrow ? levels() : []),
    ...told("beyond the sides when the text is spaced out", narrow ? spaced(beyond) : []),
  ];
}"""
)


def out_of_place(page: Page, width: int, *, narrow: bool) -> list[str]:
    """What is not as it should be in a window this wide. Empty when all is well. Told are:

    what can be pressed and is less than 24 px high or wide (WCAG 2.5.8; links within text are excepted); what makes the
    window scroll sideways, stands outside it or is cut off (1.4.10). In a narrow window also: where h1, h2, h3 and the
    text do not grow smaller in this order, by 2 px at least; what is beyond the sides when the text is spaced out
    (1.4.12). All is asked at once, for to ask takes longer than to measure.
    """
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = page.evaluate(_OUT_OF_PLACE, narrow)
    return found


def outside_after_links(page: Page, width: int) -> list[str]:
    """What of a field is not in the window after the link of its error was followed: its label, hint, error, itself.

    Also the field that did not take the focus. The window is 700 px high, as a small screen's; where nothing is to be
    followed it stays as it is, for to lay a page out anew takes longer than everything that is asked of it here.
    """
    if not page.evaluate("links => document.querySelector(links) !== null", _ERROR_LINK):
        return []
    page.set_viewport_size({"width": width, "height": 700})
    found: list[str] = page.evaluate(_OUTSIDE_AFTER_LINKS, _ERROR_LINK)
    return found


def without_an_edge(page: Page) -> list[str]:
    """What only its background sets apart, and forced colours therefore dissolve: it has no border on any side."""
    page.evaluate(_FILLED)
    page.emulate_media(forced_colors="active")
    found: list[str] = page.evaluate(_EDGELESS)
    page.emulate_media(forced_colors="none")
    return found
