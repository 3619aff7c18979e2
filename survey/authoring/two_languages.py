"""Whether a heading with a slash is one text or the same one in Finnish and in Swedish.

“Palvelut / Tjänster” are two languages, “Kunta / kuntayhtymä” and “Kannatatteko? (Kyllä / Ei)” are one. Words decide:
how Finnish and Swedish are spelt, and their most frequent short words. Where they decide nothing the answer is None.
"""

import re
from collections.abc import Sequence

BETWEEN_LANGUAGES = " / "

_FINNISH_WORDS = frozenset({"ei", "tai", "on", "kyllä", "muu", "muut", "mikä", "mitä", "että", "sekä", "jos"})
_SWEDISH_WORDS = frozenset(
    {"och", "eller", "av", "för", "till", "på", "är", "om", "med", "som", "ni", "nej", "ett", "en", "det", "den",
     "vad", "vilken", "vilka", "annat", "andra", "övrigt", "hur", "mot", "i", "inte", "att", "de", "ska"}
)  # fmt: skip
_FINNISH = re.compile(
    r"aa|ee|ii|oo|uu|yy|ää|öö|ai|ui|yi|äi|öi|uo|yö|äy|öy|ht|uks|yks|kse[tn]|st[aä]\b|ss[aä]\b|ll[aä]\b|"
    r"\w{3}(?:o|u|y|ko|kö)\b|\w{4}(?:us|ys|mä|jä|vä|nä|tä)\b"
)
_SWEDISH = re.compile(
    r"[åbcfqwxz]|(?<!n)g|\b(?:sk|st|sp|sv|tj|tr|kr|dr|pr|gr|kl|fl|sl|bl|kn|vr)|(?:ing|ning|het|tion|skap|lig|isk)\w{0,4}\b|"
    r"\w{2}(?:[aeo]r|rna|erna|ad|d|k|m|p|v|rn|ll|nn|nd|nt|ns)\b"
)


def halves(line: str) -> tuple[str, str] | None:
    """What stands before and after the slash between two languages; None where there is none, or more than one.

    A slash within brackets lies within one language.
    """
    at = [found.start() for found in re.finditer(BETWEEN_LANGUAGES, line) if _depth(line[: found.start()]) == 0]
    if len(at) != 1:
        return None
    before, after = line[: at[0]].strip(), line[at[0] + len(BETWEEN_LANGUAGES) :].strip()
    return (before, after) if before and after else None


def are_two_languages(pairs: Sequence[tuple[str, str]]) -> bool | None:
    """Whether the halves of these headings are Finnish and Swedish; None where their words do not say."""
    first = sum(_swedishness(before) for before, _after in pairs)
    second = sum(_swedishness(after) for _before, after in pairs)
    if second < 0 or first > 0:
        return False
    return True if second > 0 else None


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in "([{") - sum(text.count(sign) for sign in ")]}")


def _swedishness(text: str) -> int:
    """1 for Swedish, -1 for Finnish, 0 where the words do not say."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    score = sum(_of_word(word) for word in words)
    return (score > 0) - (score < 0)


def _of_word(word: str) -> int:
    if word in _SWEDISH_WORDS or word in _FINNISH_WORDS:
        return 2 if word in _SWEDISH_WORDS else -2
    return len(_SWEDISH.findall(word)) - len(_FINNISH.findall(word))
