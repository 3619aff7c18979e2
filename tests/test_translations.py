"""Finnish and Swedish are equal: every message is translated in both, and none is stale."""

import re
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from survey.languages import PAGE_LANGUAGES, pgettext

ROOT = Path(__file__).parent.parent
METHODS = [("survey/**.py", "python"), ("survey/templates/**.html", "jinja2")]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": (2,),
    "ngettext": (1, 2),
    "mark_plural": (1, 2),
    "pgettext": ((2, "c"), 3),
    "mark_with_context": ((1, "c"), 2),
}
Name = tuple[str | None, str | tuple[str, ...]]
"""A message's context and its id."""
PLACE = re.compile(r"%\((\w+)\)s")
TORN = re.compile(r"(?:klo|kl\.|(?<!\d\xa0)§) (?:\d|%\()|(?:\d|\)s) (?:§|%(?!\()|k[tB]\b|M[tB]\b)")
"""A clock, a section of an act, a share or a size with a space at which a line may end."""


def _catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as opened:
        return read_po(opened, locale=language)


def _in_source() -> set[Name]:
    found: set[Name] = set()
    for _name, _line, message, _comments, context in extract_from_dir(
        ROOT, METHODS, keywords=KEYWORDS, directory_filter=lambda folder: not Path(folder).name.startswith(".")
    ):
        found.add((context, message if isinstance(message, str) else tuple(message)))
    return found


def _name(message: Message) -> Name:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


def _translation(catalogue: Catalog, message: Message) -> object:
    """The translation of the same message in another catalogue."""
    found = catalogue.get(message.id, message.context)
    return found.string if found else None


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_the_template_has_just_the_messages_of_the_source() -> None:
    with (ROOT / "translations" / "messages.pot").open("rb") as opened:
        template = {_name(message) for message in _messages(read_po(opened))}
    assert template == _in_source()


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_message_is_translated_and_none_is_stale(language: str) -> None:
    catalogue = _catalogue(language)
    known = {_name(message) for message in _messages(catalogue)}
    assert known == _in_source()
    assert not catalogue.obsolete
    for message in _messages(catalogue):
        assert all(_texts(message.string)), f"untranslated: {message.id}"
        assert not message.fuzzy, f"fuzzy: {message.id}"


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    for message in _messages(_catalogue(language)):
        wanted = {place for text in _texts(message.id) for place in PLACE.findall(text)}
        for text in _texts(message.string):
            assert set(PLACE.findall(text)) <= wanted, message.id
            assert wanted - {"num"} <= set(PLACE.findall(text)), message.id


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_a_translation_begins_and_ends_like_its_message(language: str) -> None:
    for message in _messages(_catalogue(language)):
        for english, text in zip(_texts(message.id), _texts(message.string), strict=True):
            if len(english.split()) < 4 or text.endswith("\N{NO-BREAK SPACE}mom."):
                continue  # an abbreviation may end in a full stop in one language alone
            assert english.endswith((".", "?", ":")) == text.endswith((".", "?", ":")), (english, text)


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_what_tells_a_message_from_others_is_its_context_and_no_part_of_its_words(language: str) -> None:
    with_context = [message for message in _messages(_catalogue(language)) if message.context]
    assert {message.context for message in with_context} == {"file name", "section"}
    for message in with_context:
        assert pgettext(language, str(message.context), str(message.id)) == message.string
        if message.context == "file name":
            assert str(message.string).isascii(), "a file name that every system writes the same"
    in_brackets = [message.id for message in _messages(_catalogue(language)) if "(in a " in str(message.id)]
    assert in_brackets == []


SAME_IN_SWEDISH = {"material %(number)s", "Text %(number)s"}


def test_swedish_is_not_finnish_and_neither_is_english() -> None:
    finnish, swedish = _catalogue("fi"), _catalogue("sv")
    same = [m.id for m in _messages(finnish) if m.string == _translation(swedish, m) and len(str(m.id)) > 6]
    assert same == [], "the same words in both languages"
    for catalogue in (finnish, swedish):
        sentences = [message for message in _messages(catalogue) if " " in str(message.id)]
        assert [m.id for m in sentences if m.id == m.string and m.id not in SAME_IN_SWEDISH] == []


@pytest.mark.parametrize(
    ("language", "avoided"),
    [("fi", ["onnistuneesti", "Ole hyvä", "sinun "]), ("sv", ["framgångsrikt", "Vänligen", "yttrande ", " din "])],
)
def test_the_words_are_plain(language: str, avoided: list[str]) -> None:
    for message in _messages(_catalogue(language)):
        for text in _texts(message.string):
            assert not [word for word in avoided if word in text], text


def _messages_of_click() -> set[Name]:
    """The messages of the installed click: a new version may have others."""
    found = extract_from_dir(Path(click.__file__).parent, [("**.py", "python")])
    return {(None, message if isinstance(message, str) else tuple(message)) for _, _, message, _, _ in found}


def _catalogue_of_click(language: str, ending: str) -> Catalog:
    read: Any = read_po if ending == "po" else read_mo
    with (ROOT / "translations" / language / "LC_MESSAGES" / f"click.{ending}").open("rb") as opened:
        catalogue: Catalog = read(opened)
        return catalogue


def test_the_template_for_click_has_just_its_messages() -> None:
    with (ROOT / "translations" / "click.pot").open("rb") as opened:
        assert {_name(message) for message in _messages(read_po(opened))} == _messages_of_click()


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_message_of_click_is_translated_and_compiled(language: str) -> None:
    written, compiled = (_catalogue_of_click(language, ending) for ending in ("po", "mo"))
    assert {_name(message) for message in _messages(written)} == _messages_of_click()
    assert {_name(each): _texts(each.string) for each in _messages(compiled)} == {
        _name(each): _texts(each.string) for each in _messages(written)
    }, "the compiled file is another: see CONTRIBUTING.md"
    for message in _messages(written):
        assert all(_texts(message.string)), f"untranslated: {message.id}"
        for text in _texts(message.string):
            assert set(re.findall("{[^}]*}", text)) <= set(re.findall("{[^}]*}", "".join(_texts(message.id)))), text
            assert text not in _texts(message.id) or message.id == "%(prog)s, version %(version)s" or text == "d"


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_a_number_and_the_sign_or_word_that_belongs_to_it_stay_on_one_line(language: str) -> None:
    texts = [text for message in _messages(_catalogue(language)) for text in _texts(message.string)]
    assert [text for text in texts if TORN.search(text)] == []


def _texts(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or [""])
