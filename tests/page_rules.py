"""What holds for every page, whatever its state. The document is walked through once, since every test's pages are."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from justhtml import JustHTML

from survey.web.questions.names import plain_name

ROLES = {
    "alert": {"div"},
    "status": {"div"},
    "group": {"div"},
    "region": {"div", "section"},
}
"""Each role that a page may give, and to which elements. Everything else has its own role by being what it is: a role
on a table's cell is an error to HTML checkers, and takes the table's own away.
"""

LANDMARKS = {"nav", "header", "footer", "main", "aside"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls")
SECTION_PAGE = re.compile(r"/responses/[0-9]+/(sections/|details)")
INLINE = {"style", "onclick", "onload", "onsubmit", "onchange"}


def check_page(document: JustHTML, source: str, path: str) -> None:
    """Raise AssertionError, naming the page, if a rule is broken."""
    found = list(_elements(document.root))
    by_name: dict[str, list[Any]] = defaultdict(list)
    for node in found:
        by_name[node.name].append(node)
    try:
        assert not document.errors, f"not valid HTML: {document.errors[:3]}"
        assert "%(" not in source, "an unfilled place"
        _check_head(by_name, path)
        _check_ids(found, by_name)
        _check_attributes(found)
        _check_names(by_name)
        _check_headings(found)
    except AssertionError as error:
        raise AssertionError(f"{path}: {error}") from error


def _elements(node: Any) -> Iterator[Any]:
    for child in node.children or ():
        if not child.name.startswith(("#", "!")):
            yield child
            yield from _elements(child)


def _text(node: Any) -> str:
    return " ".join(node.to_text().split())


def _check_head(by_name: dict[str, list[Any]], path: str) -> None:
    (heading,), (title,), (html,) = by_name["h1"], by_name["title"], by_name["html"]
    assert _text(heading), "an empty h1"
    before, dash, service = _text(title).rpartition(" – ")
    assert before and dash and service, "no title"
    language = html.attrs.get("lang")
    assert language in {"fi", "sv"}, "no language"
    assert not path.startswith(("/fi/", "/sv/")) or path.startswith(f"/{language}/"), f"in {language}"
    assert len(by_name["main"]) == 1, "not one main"
    assert not by_name["style"], "inline style"
    for node in by_name["script"]:
        assert node.attrs.get("src", "").startswith("/static/") and not _text(node), "inline script"


def _check_ids(found: list[Any], by_name: dict[str, list[Any]]) -> None:
    ids = Counter(node.attrs["id"] for node in found if "id" in node.attrs)
    assert not [name for name, times in ids.items() if times > 1], f"an id twice: {ids.most_common(2)}"
    labelled = {node.attrs.get("for") for node in by_name["label"]}
    for node in by_name["input"] + by_name["textarea"] + by_name["select"]:
        if node.attrs.get("type") not in {"hidden", "submit"}:
            assert node.attrs["id"] in labelled, f"{node.attrs['id']} has no label"
    for node in found:
        for attribute in REFERENCES:
            for reference in node.attrs.get(attribute, "").split():
                assert reference in ids, f"{attribute} names {reference}, which is not there"
    for node in by_name["a"]:
        address = node.attrs.get("href", "")
        assert not address.startswith("#") or address[1:] in ids, f"a link to {address}, which is not there"
    for node in by_name["form"]:
        if node.attrs.get("method") == "post":
            inside = list(_elements(node))
            assert any(each.attrs.get("name") == "csrf_token" for each in inside), "a form without its token"
            if node.attrs.get("id") == "page-form" and SECTION_PAGE.search(node.attrs["action"]):
                _check_versions(inside)


def _check_versions(inside: list[Any]) -> None:
    """A browser that fetches a page anew fills in fields by name: each must have the version of the answer in it."""
    for node in inside:
        if node.name in {"input", "textarea", "select"} and node.attrs.get("type") != "hidden":
            name = node.attrs["name"]
            assert plain_name(name) != name, f"{name} has no version: what was typed could stand over a newer answer"


def _check_attributes(found: list[Any]) -> None:
    for node in found:
        assert not INLINE & node.attrs.keys(), f"inline style or script on {node.name}"
        role = node.attrs.get("role")
        assert role is None or node.name in ROLES.get(role, ()), f"role {role} on {node.name}"
    assert sum("autofocus" in node.attrs for node in found) <= 1, "the focus is given twice"


def _check_names(by_name: dict[str, list[Any]]) -> None:
    """Landmarks of one sort have different names; links and buttons with the same words do the same."""
    for name in LANDMARKS:
        names = [node.attrs.get("aria-label") or node.attrs.get("aria-labelledby") for node in by_name[name]]
        assert len(names) == len(set(names)), f"two of {name} have one name: {names}"
        assert name != "nav" or all(names), "a nav without a name"
    for node in by_name["nav"]:
        assert any(each.name in {"a", "button"} for each in _elements(node)), "a nav that leads nowhere"
    addresses: dict[str, set[str]] = defaultdict(set)
    for node in by_name["a"]:
        addresses[_text(node)].add(node.attrs.get("href", ""))
    unclear = {words: leads for words, leads in addresses.items() if len(leads) > 1}
    assert not unclear, f"the same words lead to different places: {unclear}"
    acts: dict[tuple[str, str | None], set[tuple[str, str]]] = defaultdict(set)
    for node in by_name["button"]:
        if "name" in node.attrs:
            acts[_text(node), node.attrs.get("form")].add((node.attrs["name"], node.attrs.get("value", "")))
    different = {words: each for (words, _), each in acts.items() if len(each) > 1}
    assert not different, f"buttons with the same words do different things: {different}"


def _check_headings(found: list[Any]) -> None:
    levels = [
        int(node.name[1])
        for node in found
        if node.name in {"h1", "h2", "h3", "h4", "h5"} and not str(node.attrs.get("id")).endswith("errors-title")
    ]
    for above, below in itertools.pairwise(levels):
        assert below <= above + 1, f"heading level {above} followed by {below}"
