"""Which position (for, against …) an option is, if its words say so clearly. Committees count positions."""

from collections.abc import Mapping
from itertools import chain

from survey.languages import mark as _
from survey.questions.kinds.options import OneOption
from survey.questions.question import Question, Texts

SUPPORTS = _("Supports")
WITH_CHANGES = _("Supports with changes")
DOES_NOT_SUPPORT = _("Does not support")
NO_POSITION = _("No position")

POSITIONS = (SUPPORTS, WITH_CHANGES, DOES_NOT_SUPPORT, NO_POSITION)
"""What a coordinator finds an answer to be, whatever the question asked."""

_WORDS: Mapping[str, tuple[str, ...]] = {
    SUPPORTS: (
        "kannatamme",
        "kannatan",
        "kannattaa",
        "kannatetaan",
        "kannatamme sellaisenaan",
        "kannatamme ehdotusta",
        "kannatamme esitystä",
        "puollamme",
        "puoltaa",
        "samaa mieltä",
        "täysin samaa mieltä",
        "understöder",
        "vi understöder",
        "vi understöder förslaget",
        "stöder",
        "vi stöder",
        "vi stöder förslaget",
        "tillstyrker",
        "vi tillstyrker",
        "av samma åsikt",
        "helt av samma åsikt",
    ),
    WITH_CHANGES: (
        "kannatamme muutettuna",
        "kannatamme muutoksin",
        "kannattaa muutoksin",
        "kannatamme osittain",
        "kannatamme osin",
        "kannatamme pääosin",
        "kannatamme varauksin",
        "osittain samaa mieltä",
        "pääosin samaa mieltä",
        "jokseenkin samaa mieltä",
        "understöder med ändringar",
        "vi understöder med ändringar",
        "vi understöder delvis",
        "vi understöder i huvudsak",
        "stöder med ändringar",
        "vi stöder med ändringar",
        "vi stöder delvis",
        "vi stöder i huvudsak",
        "tillstyrker med ändringar",
        "delvis av samma åsikt",
        "i huvudsak av samma åsikt",
        "i stort sett av samma åsikt",
    ),
    DOES_NOT_SUPPORT: (
        "emme kannata",
        "en kannata",
        "ei kannata",
        "ei kannateta",
        "emme kannata ehdotusta",
        "emme kannata esitystä",
        "emme puolla",
        "vastustamme",
        "eri mieltä",
        "osittain eri mieltä",
        "pääosin eri mieltä",
        "jokseenkin eri mieltä",
        "täysin eri mieltä",
        "understöder inte",
        "vi understöder inte",
        "vi understöder inte förslaget",
        "stöder inte",
        "vi stöder inte",
        "vi stöder inte förslaget",
        "motsätter oss",
        "vi motsätter oss",
        "avstyrker",
        "vi avstyrker",
        "av annan åsikt",
        "delvis av annan åsikt",
        "i huvudsak av annan åsikt",
        "i stort sett av annan åsikt",
        "helt av annan åsikt",
    ),
    NO_POSITION: (
        "ei kantaa",
        "emme ota kantaa",
        "ei ota kantaa",
        "ei samaa eikä eri mieltä",
        "emme osaa sanoa",
        "ei osaa sanoa",
        "ingen ståndpunkt",
        "tar inte ställning",
        "vi tar inte ställning",
        "varken av samma eller av annan åsikt",
        "kan inte säga",
        "vi kan inte säga",
    ),
}

_YES_OR_NO: Mapping[str, tuple[str, ...]] = {
    SUPPORTS: ("kyllä", "ja"),
    WITH_CHANGES: ("kyllä pääosin", "kyllä osittain", "pääosin", "osittain", "i huvudsak ja", "delvis ja", "delvis"),
    DOES_NOT_SUPPORT: ("ei", "ei pääosin", "nej", "i huvudsak nej"),
}
"""Yes and no are positions where they are graded, or where the question itself asks for support."""

_ASKS_FOR_SUPPORT = (
    "kannat",
    "puolla",
    "puoltaa",
    "samaa mieltä",
    "understöd",
    "stöder ni",
    "tillstyrk",
    "samma åsikt",
)


def _by_words(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {each: position for position, several in words.items() for each in several}


_POSITION_OF, _POSITION_OF_YES_OR_NO = _by_words(_WORDS), _by_words(_YES_OR_NO)


def positions_of(question: Question) -> dict[str, str]:
    """The position that each option of the question is, by the option's key; nothing where options are no positions.

    Only a question for one option has them, and only where every option but "other, what?" is one by its words, for
    and against among them: how important something is, or whether it costs anything, is no position. A word that two
    languages of the set read differently is none.
    """
    if not isinstance(question, OneOption):
        return {}
    options = {option.key: option for option in question.choosable}
    known = _POSITION_OF | (_POSITION_OF_YES_OR_NO if _yes_is_support(question) else {})
    found = {key: position for key, option in options.items() if (position := _position(option.label, known))}
    others = [option for key, option in options.items() if key not in found and not option.specify]
    decided = {SUPPORTS, DOES_NOT_SUPPORT} <= set(found.values())
    return found if decided and not others else {}


def _yes_is_support(question: OneOption) -> bool:
    graded = any(
        _plain(words) in _YES_OR_NO[WITH_CHANGES] for label in question.labels.values() for words in label.values()
    )
    asked = (words.casefold() for words in chain(question.label.values(), question.header.values()))
    return graded or any(sign in words for words in asked for sign in _ASKS_FOR_SUPPORT)


def _position(label: Texts, known: Mapping[str, str]) -> str | None:
    found = {known.get(_plain(words)) for words in label.values()}
    return found.pop() if len(found) == 1 else None


def _plain(words: str) -> str:
    """Words as they are compared: without capitals and marks."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in words.casefold()).split())
