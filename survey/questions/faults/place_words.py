"""A path in a question set as words for its author: section 1 (palvelut), question 3 (uravalmennus): label."""

from collections.abc import Mapping, Sequence

from survey.languages import gettext
from survey.languages import mark as _

_ENTRIES: Mapping[str, str] = {
    "sections": _("section %(number)s"),
    "questions": _("question %(number)s"),
    "options": _("option %(number)s"),
    "rows": _("row %(number)s"),
    "contacts": _("contact %(number)s"),
    "materials": _("material %(number)s"),
}
"""The name of one entry of a list. For other lists the key in the file is used."""

_PARTS: Mapping[str, str] = {"consultation": _("data of the consultation")}
"""The name of a part of the set that is not a list."""

_VALUES: Mapping[str, str] = {
    "title": _("heading"),
    "label": _("text"),
    "help": _("help text"),
    "short": _("short name"),
    "introduction": _("introduction"),
    "options": _("options"),
    "steps": _("steps"),
    "no_position": _("the option that takes no position"),
    "text": _("text"),
    "issuer": _("who asks"),
    "unit": _("unit"),
}
"""What a value is called for those who have written no key for it: on pages and in workbooks."""


_BLOCK = _("block “%(name)s”")


def place_words(where: str, keys: Sequence[str], language: str, *, in_file: bool = True) -> str:
    """`where` (sections.1.questions.3.label) in words; `keys` are those of its numbered entries, or empty texts.

    A value is called as its key `in_file`; where its author has written no keys, by a word for it.
    """
    entries: list[str] = []
    rest: list[str] = []
    steps, named = where.split("."), iter(keys)
    if steps[0] == "blocks" and len(steps) > 1:
        entries.append(gettext(language, _BLOCK, name=steps[1]))
        steps = ["questions", *steps[2:]] if len(steps) > 2 else []
    for index, step in enumerate(steps):
        number = steps[index + 1] if index + 1 < len(steps) and steps[index + 1].isdigit() else ""
        if step.isdigit() and index and not steps[index - 1].isdigit():
            continue
        key = next(named, "") if number else ""
        if not index and len(steps) > 1 and step in _PARTS:
            entries.append(gettext(language, _PARTS[step]))
        elif number and step in _ENTRIES and not rest:
            entry = gettext(language, _ENTRIES[step], number=number)
            entries.append(f"{entry} ({key})" if key else entry)
        else:
            word = step if in_file or step not in _VALUES else gettext(language, _VALUES[step])
            rest.append(f"{word} {number}" if number else word)
    return ": ".join(words for words in (", ".join(entries), ", ".join(rest)) if words)
