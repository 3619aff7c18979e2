"""The paragraphs under a question's heading as parts of its answer: the reason, the own wording, the text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from survey.languages import PAGE_LANGUAGES, gettext
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Given, Question
from survey.statement_texts.headings import key_of

IN_PLACE_OF_ANSWER = ("Not answered", "Nothing to state")
"""What the product's own documents say where there is no answer."""

DIFFERENCE = "What changes in the wording that was proposed"
"""The product's own documents show the difference below a wording: it is made of the wording, and is not read."""

_REASONS = ("perustelu", "perustelut", "perusteluosa", "motivering", "motiveringar", "motivation")
_BOX = re.compile(r"^\s*(?:[☐☑☒□■✓✔]|\[[ xX]?\]|\([ xX]?\))\s*")
_LONGEST_LABEL = 60


@dataclass
class AnswerParts:
    """What was found: the text of each part that can come back, the options that are named, and what fits nowhere."""

    parts: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    left: str = ""


def parts_that_come_back(question: Question) -> tuple[str, ...]:
    """The parts of an answer that are free text. What is chosen, counted or attached is changed on its page."""
    if question.kind in {"text", "long_text"}:
        return ("text",)
    return tuple(part for part in question.used_parts if part in (*question.texts, "provision"))


def read_parts(question: Question, paragraphs: Sequence[str], given: Given | None, *, between: str) -> AnswerParts:
    """Sort paragraphs into the parts of an answer. `given`: the present answer; `between`: what joins paragraphs."""
    takes = parts_that_come_back(question)
    main = next((part for part in takes if part != "provision"), "")
    names, known = _part_keys(question), _known_keys(question, given)
    options = {key_of(label): key for key, label in _option_labels(question)}
    collected: dict[str, list[str]] = {}
    chosen: list[str] = []
    part = main
    for paragraph in paragraphs:
        named, rest = _named_part(paragraph, names)
        part = part if named is None else named
        key = key_of(_BOX.sub("", rest))
        if named is not None and not key:
            continue
        if key in options and not any(filter(None, collected.get(part, []))):
            chosen.append(options[key])
        elif key and key in known and (not part or not any(filter(None, collected.get(part, [])))):
            continue
        else:
            collected.setdefault(part, []).append(rest)
    texts = {name: between.join(lines).strip() for name, lines in collected.items() if name != DIFFERENCE}
    filled = {name: text for name, text in texts.items() if text}
    left = [text for name, text in filled.items() if name not in takes and key_of(text) not in known]
    return AnswerParts(
        {name: text for name, text in filled.items() if name in takes},
        tuple(dict.fromkeys(chosen)) if len(set(chosen)) < len(question.choosable) else (),  # else a blank form's
        between.join(left),
    )


def is_part_name(question: Question, line: str) -> bool:
    """Whether a line is the name of a part of this question, or of an option: no heading of its own."""
    key = key_of(_BOX.sub("", line))
    return key in _part_keys(question) or any(key == key_of(label) for _key, label in _option_labels(question))


def _named_part(paragraph: str, names: Mapping[str, str]) -> tuple[str | None, str]:
    """The part that a paragraph names, and the text after the name; None and all of it where it names none."""
    if (whole := names.get(key_of(paragraph))) is not None:
        return whole, ""
    label, colon, rest = paragraph.partition(":")
    if colon and len(label) <= _LONGEST_LABEL and (named := names.get(key_of(label))) is not None:
        return named, rest.strip()
    return None, paragraph


@lru_cache(maxsize=512)
def _part_keys_of(names: tuple[tuple[str, str], ...], *, has_reason: bool) -> Mapping[str, str]:
    written = [(part, gettext(language, name)) for part, name in names for language in PAGE_LANGUAGES]
    written += [(DIFFERENCE, gettext(language, DIFFERENCE)) for language in PAGE_LANGUAGES]
    keys = {key_of(words): part for part, words in written}
    return {**dict.fromkeys(_REASONS, "reason"), **keys} if has_reason else keys


def _part_keys(question: Question) -> Mapping[str, str]:
    return _part_keys_of(tuple(question.part_names.items()), has_reason="reason" in question.used_parts)


def _option_labels(question: Question) -> list[tuple[str, str]]:
    return [(option.key, label) for option in question.choosable for label in option.label.values()]


def _known_keys(question: Question, given: Given | None) -> frozenset[str]:
    """What stands under the heading without being brought back: words of the question, and the present answer."""
    words = [gettext(language, each) for each in IN_PLACE_OF_ANSWER for language in PAGE_LANGUAGES]
    for _path, texts in question.texts_within():
        words += [line for text in texts.values() for line in (text, *text.splitlines())]
    for language in PAGE_LANGUAGES:
        words += question.given_parts(language).values()
        if given is not None:
            shown = question.shown(given.value, given.state, language)
            words += [text for part, text in shown.items() if part not in parts_that_come_back(question)]
    for file in files_of(given.value) if given and question.takes_files else ():
        words.append(file.name)
    return frozenset(map(key_of, words))
