"""The differences between two question sets, in words."""

from collections.abc import Mapping

from survey.languages import gettext
from survey.languages import mark as _
from survey.questions.comparing.changes import Change
from survey.questions.comparing.matching import Match

_NOUNS: Mapping[str, str] = {
    "section": _("section “%(key)s”"),
    "question": _("question “%(key)s”"),
    "option": _("option “%(key)s”"),
    "row": _("row “%(key)s”"),
}

_BECOMES = _("%(where)s: “%(before)s” becomes “%(after)s”.")
_ADDED = _("%(where)s has been added.")
_REMOVED = _("%(where)s has been removed.")
_MOVED = _("%(where)s has been moved.")

CHANGES: Mapping[str, str] = {
    "section-added": _ADDED,
    "section-removed": _REMOVED,
    "section-moved": _MOVED,
    "question-added": _ADDED,
    "question-removed": _REMOVED,
    "question-moved": _MOVED,
    "option-added": _ADDED,
    "option-removed": _REMOVED,
    "option-moved": _MOVED,
    "row-added": _ADDED,
    "row-removed": _REMOVED,
    "row-moved": _MOVED,
    "language-added": _ADDED,
    "language-removed": _REMOVED,
    "languages-moved": _MOVED,
    "reworded": _BECOMES,
    "text-added": _ADDED,
    "text-removed": _REMOVED,
    "kind-changed": _BECOMES,
    "condition-changed": _BECOMES,
    "limit-widened": _BECOMES,
    "limit-narrowed": _BECOMES,
    "setting-changed": _BECOMES,
}
"""The message for each code of change. The codes never change; each is explained in forms/README.md."""


def describe_change(change: Change, language: str) -> str:
    """The change as one sentence in `language`."""
    entries = ", ".join(gettext(language, _NOUNS[noun], key=key) for noun, key in change.place)
    name = f"{change.name} ({change.language})" if change.name and change.language else change.name
    where = ": ".join(words for words in (entries, name) if words)
    before, after = (" ".join(words.split()) or "–" for words in (change.before, change.after))
    return gettext(language, CHANGES[change.code], where=where, before=before, after=after)


_SAME = _("%(where)s stays the same with its answers: “%(before)s” is now “%(after)s”.")


def describe_match(match: Match, language: str) -> str:
    """What was taken for the same, in one sentence in `language`, with its words in that language where there are."""
    words = next((each for each in (language, *match.after) if each in match.before and each in match.after), "")
    where = gettext(language, _NOUNS[match.noun], key=match.key)
    before, after = match.before.get(words, "–"), match.after.get(words, "–")
    return gettext(language, _SAME, where=where, before=before, after=after)
