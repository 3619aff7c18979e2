"""Faults of a question set: each has a code that never changes, a place, a message and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from survey.languages import gettext, language_name_in
from survey.languages import mark as _
from survey.questions.faults.advice_words import ADVICE
from survey.questions.faults.place_words import place_words
from survey.questions.faults.template_words import OF_TEMPLATES
from survey.questions.faults.workbook_words import OF_WORKBOOKS
from survey.questions.text import clean_text


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake and its place. `line` and `column` count from 1; `where` is the path of keys to it.

    In a workbook `line` is the row, and `sheet` is the name of the sheet.
    """

    sheet: str = field(default="", kw_only=True)
    line: int
    column: int
    code: str
    where: str = ""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)
    nearest: str = field(default="", compare=False)
    warning: bool = field(default=False, compare=False)
    keys: tuple[str, ...] = field(default=(), compare=False)
    """The keys of the numbered entries in `where`, for showing `where` in words."""

    @property
    def at(self) -> str:
        """The place in short form: 9:39 (line:column) in a text, survey!C9 in a workbook."""
        if self.sheet:
            return f"{self.sheet}!{column_letters(self.column)}{self.line}"
        return f"{self.line}:{self.column}"


def column_letters(column: int) -> str:
    """The letters of a column as in spreadsheets: 1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


class QuestionSetFaulty(Exception):
    """A question set that cannot be used. `faults` are all faults that were found, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("; ".join(f"{fault.at} {fault.code} {fault.where}" for fault in self.faults))


MESSAGES: Mapping[str, tuple[str, str]] = {
    "no-such-file": (_("There is no such file."), _("Look at its name and at the folder.")),
    "unreadable": (_("The file cannot be read: %(reason)s."), _("Save it as plain text in UTF-8.")),
    "too-large": (
        _("The file is too large."),
        _("A question set has at most 2 MB and 100,000 values, of which 30,000 can be written in YAML."),
    ),
    "syntax": (
        _("This is not valid YAML: %(reason)s."),
        _("Put quotation marks round a text that has a colon, and indent with blanks."),
    ),
    "unclosed-bracket": (
        _("The bracket that opens here is not closed."),
        _("Close it with } or ], and put quotation marks round a text that has a comma, a colon or a bracket."),
    ),
    "unclosed-quote": (
        _("The quotation mark that opens here is not closed."),
        _("Close it with the same mark; inside a text use the marks ” or ’."),
    ),
    "comma-in-braces": (
        _("“%(value)s” stands alone inside the brackets {…}: a comma ends a text there."),
        _('Put quotation marks round the text that has the comma: {fi: "Kyllä, pääosin", sv: …}.'),
    ),
    "repeated-key": (_("The key “%(key)s” stands twice in the same place."), _("Keep one of them.")),
    "wrong-type": (
        _("“%(where)s” is %(found)s, and should be %(expected)s."),
        _("Write it as it stands elsewhere in the file."),
    ),
    "unknown-key": (_("“%(key)s” is not known here."), _("Remove it or correct its spelling.")),
    "missing-key": (_("“%(key)s” is missing."), _("Add it.")),
    "unknown-kind": (_("There is no kind of question called “%(value)s”."), _("Use one of: %(expected)s.")),
    "unknown-word": (_("“%(value)s” is not one of the words for “%(where)s”."), _("Use one of: %(expected)s.")),
    "bad-key": (
        _("“%(value)s” cannot be used as a key."),
        _(
            "Question and option keys have a–z, 0–9 and _ and begin with a letter; names of scales and blocks may also "
            "have -; other keys have a–z, 0–9 and -."
        ),
    ),
    "bad-language": (_("“%(value)s” is not a language code."), _("Use two or three small letters, such as fi or sv.")),
    "key-too-long": (_("The key “%(value)s” is too long."), _("Use at most %(longest)s characters.")),
    "empty-text": (_("“%(where)s” is empty."), _("Write the text, or remove the key.")),
    "bad-email": (_("“%(value)s” is not an e-mail address."), _("Write it as name@example.fi.")),
    "bad-web-address": (
        _("“%(value)s” is not an address on the web."),
        _("Write the whole address, with https:// before it."),
    ),
    "too-few": (_("“%(where)s” has too few entries."), _("Give at least %(least)s.")),
    "out-of-range": (_("“%(where)s” is out of range."), _("The limit is %(limit)s.")),
    "number-in-two-ways": (
        _("“%(value)s” can be read as %(thousands)s or as %(decimal)s."),
        _("Write thousands together, such as 10000, and add a zero to three decimals, such as 1.2340."),
    ),
    "repeated-question": (
        _("The question key “%(key)s” is used twice, first on line %(line)s."),
        _("Give each question its own key, and each further use of a block its own “prefix”."),
    ),
    "repeated-section": (
        _("The section key “%(key)s” is used twice, first on line %(line)s."),
        _("Give each section its own key."),
    ),
    "repeated-option": (
        _("The option key “%(key)s” is used twice, first on line %(line)s."),
        _("Give each option of the question its own key."),
    ),
    "repeated-language": (_("The language “%(key)s” is listed twice."), _("List each language once.")),
    "reserved-section": (
        _("A section cannot be called “%(key)s”: the respondent's details have that name."),
        _("Choose another key."),
    ),
    "language-missing": (
        _("“%(where)s” has no text in “%(language)s”."),
        _("Every text is needed in every language of the set before the consultation opens."),
    ),
    "language-not-listed": (
        _("“%(where)s” has a text in “%(language)s”, which the set does not list."),
        _("Add the language to “languages”, or remove the text."),
    ),
    "short-missing": (
        _("The label is longer than %(longest)s characters and has no short form in “%(language)s”."),
        _("Add “short”: it heads the columns of tables."),
    ),
    "short-too-long": (_("The short label in “%(language)s” is too long."), _("Use at most %(longest)s characters.")),
    "bad-condition": (
        _("“%(where)s” is not a condition."),
        _("Write a question's key with a list of its options or with “answered”, or “any_of” with a list of such."),
    ),
    "unknown-question": (
        _("The condition looks at “%(key)s”, which is no question of the set."),
        _("Use the key of an earlier question."),
    ),
    "condition-forwards": (
        _("The condition looks at “%(key)s”, which is not asked before it."),
        _("Conditions look backwards: move the question, or use an earlier one."),
    ),
    "condition-out-of-reach": (
        _("The condition looks at “%(key)s”, which has no one answer: it is a note, or stands in a group."),
        _("Use an earlier question outside groups; within a group, an earlier one of the same group."),
    ),
    "unknown-option": (
        _("“%(value)s” is no option of the question “%(key)s”."),
        _("Use one of: %(expected)s."),
    ),
    "condition-without-options": (
        _("The question “%(key)s” has no options to choose from."),
        _("Write “answered” instead of a list."),
    ),
    "condition-unpublished": (
        _("The condition looks at “%(key)s”, whose answer is not published: others would give it away."),
        _("Let what depends on it not be published either, or use another question."),
    ),
    "attachment-published": (
        _("An attachment is always published."),
        _("Ask in another way, or publish the answer."),
    ),
    "group-unpublished": (
        _("No answer in the group is published, and so neither is how many entries it has."),
        _("Say of the group itself that it is not published."),
    ),
    "kind-in-group": (
        _("A question of the kind %(value)s cannot stand in a group."),
        _("Move it out of the group."),
    ),
    "group-too-large": (
        _("With all its entries the group would have %(fields)s fields, and a page has room for %(most)s."),
        _("Give a smaller “maximum” in “repeat”, or ask less in each entry."),
    ),
    "limits-crossed": (
        _("The least that is allowed (%(least)s) is more than the most (%(most)s)."),
        _("Correct one of the two limits."),
    ),
    "more-than-there-are": (
        _("“at_most” allows %(most)s options, and only %(there)s can be chosen together."),
        _("Give a smaller number, or leave “at_most” out."),
    ),
    "specified-twice": (
        _("More than one option has “specify”."),
        _("There is one text to specify in: keep “specify” on one option."),
    ),
    "unknown-scale": (_("There is no scale called “%(value)s”."), _("Use one of: %(expected)s.")),
    "unknown-block": (_("There is no block called “%(value)s”."), _("Use one of: %(expected)s.")),
    "block-in-block": (
        _("A block cannot be made of other blocks."),
        _("Write the questions here, or use both blocks one after another in the section."),
    ),
    "scale-or-steps": (
        _("A question of the kind scale or matrix needs either the name of a scale or steps of its own."),
        _("Write “scale” alone, or “steps” with “no_position” if you wish."),
    ),
    "control-character": (_("“%(where)s” has a character that cannot be kept."), _("Remove control characters.")),
    "not-listed": (
        _("Faults that are not listed here: %(errors)s errors, %(warnings)s warnings."),
        _("They are listed when those before them have been mended."),
    ),
    "not-valid": (_("“%(where)s” cannot be used: %(reason)s."), _("Write it in another way.")),
}
"""What is wrong and what to do, by code. Every code is in forms/README.md and has a test."""

_WORDS = {**MESSAGES, **OF_WORKBOOKS, **OF_TEMPLATES, **ADVICE}

THE_FILE = _("the file")
"""The value of `where` in messages about the whole file."""

LONGEST_QUOTE = 300
"""The most characters of a wrong value that a message repeats."""

DID_YOU_MEAN = _("Did you mean “%(word)s”?")


def nearest_word(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be, or an empty text."""
    return next(iter(get_close_matches(word.lower().replace("-", "_"), list(known), n=1, cutoff=0.6)), "")


def _quoted(words: str) -> str:
    """What the author wrote, without control characters and shortened to LONGEST_QUOTE characters."""
    words = clean_text(words).text
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"


def describe(fault: Fault, language: str) -> str:
    """What is wrong, the nearest right word and what to do, in `language` (English if it has no catalogue)."""
    what, remedy = _WORDS[fault.code]
    # A value that is itself a message (such as "a text") is translated too; other values are not changed.
    places = {name: gettext(language, words) if words else words for name, words in fault.places.items()}
    in_file = not fault.sheet and fault.line > 0  # in a text with keys and codes of languages that its author wrote
    if "language" in places and not in_file:
        places["language"] = language_name_in(language, fault.places["language"])
    where = place_words(fault.where, fault.keys, language, in_file=in_file)
    places = {name: _quoted(words) for name, words in {"where": where, **places}.items()}
    sentences = [what, remedy] if not fault.nearest else [what, DID_YOU_MEAN, remedy]
    return " ".join(gettext(language, sentence, **places, word=fault.nearest) for sentence in sentences)
