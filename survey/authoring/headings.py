"""Pasted headings as a question set: each line becomes a question with a long text, as in most consultations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey.authoring.heading_numbers import without_bullet, without_numbers
from survey.authoring.made_keys import question_key, set_key
from survey.authoring.two_languages import BETWEEN_LANGUAGES, are_two_languages, halves
from survey.languages import AUTHOR_LANGUAGES, gettext
from survey.languages import mark as _
from survey.questions.details import DETAILS_KEY
from survey.questions.question import LONGEST_SHORT
from survey.questions.question_set import QuestionSet, Section
from survey.questions.text import clean_text, length, shortened, without_invisible_ends

MOST_HEADINGS = 500
LONGEST_HEADING = 1_000
"""The most characters of a heading. A longer line is probably a paragraph copied together with the headings."""

KIND = "long_text"
"""The kind of question that each heading becomes."""

LONGEST_PAGE_NUMBER = 4
OTHER_TITLE: Mapping[str, str] = {"fi": "Kysymykset", "sv": "Frågor"}
"""The heading of a section for which none was pasted."""

_LEADER = " \t.…_"
"""The characters between a heading and its page number in a table of contents."""

_TWO_READINGS = _(
    "“%(heading)s” can be one heading, or “%(first)s” in Finnish and “%(second)s” in Swedish. For one heading write "
    "the slash without blanks round it. For two languages paste the Swedish headings into their own field."
)

Tree = dict[str, Any]
Texts = dict[str, str]


class HeadingsRefused(Exception):
    """The pasted text cannot be read as headings. `language` is the language of the text that must be corrected."""

    def __init__(self, language: str, message: str, **places: str | int) -> None:
        self.language, self.message, self.places = language, message, places
        super().__init__(message % places)

    def words(self, language: str) -> str:
        """What is wrong, in `language`."""
        return gettext(language, self.message, **self.places)


@dataclass(frozen=True)
class _Line:
    text: str
    is_section: bool


def tree_of_headings(title: Mapping[str, str], pasted: Mapping[str, str]) -> Tree:
    """The tree of a question set, as YAML would give it, from a title and headings in Finnish, in Swedish or in both.

    `title` and `pasted` are texts by language. Each line is a question. A line with `#` at its start is the heading of
    a section. If no line has `#`, and empty lines separate at least two groups of lines, the first line of each such
    group is the heading of a section. Headings in two languages are two texts with the same lines, or one text with ` /
    ` between the languages. Raises HeadingsRefused.
    """
    lines = _in_languages({language: _lines(language, pasted.get(language, "")) for language in AUTHOR_LANGUAGES})
    titles = {language: words for language in AUTHOR_LANGUAGES if (words := " ".join(title.get(language, "").split()))}
    return {
        "schema": 1,
        "key": set_key(_main(titles)),
        "languages": list(AUTHOR_LANGUAGES),
        "title": titles,
        "sections": _sections(lines),
    }


def headings_in(question_set: QuestionSet) -> Texts | None:
    """The text by language from which headings would make this set; None if it has more than headings."""
    if question_set.introduction or not all(_is_headings(section) for section in question_set.sections):
        return None
    lines = [line for section in question_set.sections for line in _labels(section)]
    if len(question_set.sections) > 1 or not question_set.sections[0].title.items() <= OTHER_TITLE.items():
        lines = [line for each in question_set.sections for line in [("# ", each.title), *_labels(each)]]
    present = [language for language in AUTHOR_LANGUAGES if any(texts.get(language) for _sign, texts in lines)]
    if all(texts.get(language) for _sign, texts in lines for language in present):
        return {language: "\n".join(sign + texts[language] for sign, texts in lines) for language in present}
    both = (
        sign + BETWEEN_LANGUAGES.join(texts[each] for each in AUTHOR_LANGUAGES if each in texts)
        for sign, texts in lines
    )
    return {AUTHOR_LANGUAGES[0]: "\n".join(both)}


def _is_headings(section: Section) -> bool:
    said = section.model_dump(exclude_defaults=True).keys() <= {"key", "title", "questions"}
    asked = [question.model_dump(exclude_defaults=True).keys() for question in section.questions]
    plain = all(question.kind == KIND for question in section.questions)
    return said and plain and all(keys <= {"key", "kind", "label", "short"} for keys in asked)


def _labels(section: Section) -> list[tuple[str, Texts]]:
    return [("", question.label) for question in section.questions]


def _lines(language: str, pasted: str) -> list[_Line]:
    blocks = _blocks(_without_pages(clean_text(pasted).text))
    lines = [line for block in blocks for line in block]
    if len(lines) > MOST_HEADINGS:
        message = _("There are %(lines)s lines, and at most %(most)s headings can be pasted.")
        raise HeadingsRefused(language, message, lines=len(lines), most=MOST_HEADINGS)
    for line in lines:
        if length(line) > LONGEST_HEADING:
            message = _("A heading can have at most %(longest)s characters. This one is longer: “%(beginning)s…”")
            raise HeadingsRefused(language, message, longest=LONGEST_HEADING, beginning=line[:60])
    if any(line.startswith("#") for line in lines):
        read = [_Line(line.lstrip("# "), line.startswith("#")) for line in lines if line.strip("# ")]
    else:
        has_sections = sum(len(block) > 1 for block in blocks) > 1
        read = [
            _Line(line, has_sections and len(block) > 1 and number == 0)
            for block in blocks
            for number, line in enumerate(block)
        ]
        read = _separate(blocks, read)
    return _without_numbers(read)


def _without_pages(text: str) -> str:
    """The text without page numbers, if every line ends in one that is not smaller than the one before it."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = [page for line in lines if (page := _page_of(line))]
    pages = [page for _heading, page in found]
    if len(found) < max(2, len(lines)) or pages != sorted(pages):
        return text
    headings = iter(heading for heading, _page in found)
    return "\n".join(next(headings) if line.strip() else "" for line in text.split("\n"))


def _page_of(line: str) -> tuple[str, int] | None:
    """The heading and the page number of a line in a table of contents; None for another line."""
    line = line.rstrip()
    before = line.rstrip("0123456789")
    heading = before.rstrip(_LEADER)
    leader, page = before[len(heading) :], line[len(before) :]
    leads = "\t" in leader or "…" in leader or max(leader.count("."), leader.count("_")) > 1
    return (heading, int(page)) if heading and leads and 0 < len(page) <= LONGEST_PAGE_NUMBER else None


def _blocks(text: str) -> list[list[str]]:
    """The lines between empty ones, blanks joined, without the bullets of lists. A line that shows nothing is empty."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        words = without_bullet(" ".join(without_invisible_ends(line).split()))
        if words:
            blocks[-1].append(words)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _separate(blocks: Sequence[Sequence[str]], read: list[_Line]) -> list[_Line]:
    """The lines with an empty section heading before each single line that follows a section.

    Such a line does not belong to the section above it.
    """
    if not any(line.is_section for line in read):
        return read
    separated: list[_Line] = []
    lines = iter(read)
    before = 0
    for block in blocks:
        if len(block) == 1 and before > 1:
            separated.append(_Line("", is_section=True))
        separated += [next(lines) for _each in block]
        before = len(block)
    return separated


def _without_numbers(lines: list[_Line]) -> list[_Line]:
    """Without numbers, where every question, or every section, has one: pages number the questions."""
    for is_section in (True, False):
        places = [place for place, line in enumerate(lines) if line.is_section is is_section and line.text]
        texts = dict(zip(places, without_numbers([lines[place].text for place in places]), strict=True))
        lines = [_Line(texts.get(place, line.text), line.is_section) for place, line in enumerate(lines)]
    return lines


def _in_languages(lines: Mapping[str, list[_Line]]) -> list[tuple[Texts, bool]]:
    """The texts of each line by language, and whether the line is the heading of a section. Raises HeadingsRefused."""
    given = [language for language in AUTHOR_LANGUAGES if lines[language]]
    if not given:
        raise HeadingsRefused(AUTHOR_LANGUAGES[0], _("Paste the headings of the questions, each on a line of its own."))
    if len(given) == 1:
        [language] = given
        if language != AUTHOR_LANGUAGES[0]:  # a text in the second field has only that language
            return [({language: line.text} if line.text else {}, line.is_section) for line in lines[language]]
        return _split(language, lines[language])
    first, second = given
    one, other = lines[first], lines[second]
    if len(one) != len(other):
        message = _(
            "There are %(first)s lines in the first text and %(second)s in the second. Each heading is needed in both."
        )
        raise HeadingsRefused(second, message, first=len(one), second=len(other))
    for here, there in zip(one, other, strict=True):
        if here.is_section is not there.is_section:
            message = _(
                "“%(first)s” and “%(second)s” are not alike: one is the heading of a section, the other is not."
            )
            raise HeadingsRefused(second, message, first=here.text, second=there.text)
    pairs = zip(one, other, strict=True)
    return [({first: here.text, second: there.text} if here.text else {}, here.is_section) for here, there in pairs]


def _split(language: str, lines: Iterable[_Line]) -> list[tuple[Texts, bool]]:
    """One text: both languages where at least half of its lines are in two, else one alone. Raises HeadingsRefused."""
    lines = list(lines)
    pairs = [halves(line.text) for line in lines]
    found = [pair for pair in pairs if pair]
    if len(found) * 2 < len(lines) or not found:
        pairs = [None for _line in lines]
    else:
        in_two = are_two_languages(found)
        if in_two is None:
            first, second = found[0]
            words = {"heading": first + BETWEEN_LANGUAGES + second, "first": first, "second": second}
            raise HeadingsRefused(language, _TWO_READINGS, **words)
        pairs = pairs if in_two else [None for _line in lines]
    return [
        (
            dict(zip(AUTHOR_LANGUAGES, pair, strict=True)) if pair else {language: line.text} if line.text else {},
            line.is_section,
        )
        for line, pair in zip(lines, pairs, strict=True)
    ]


def _sections(lines: Iterable[tuple[Texts, bool]]) -> list[Tree]:
    parts: list[tuple[Texts, list[Texts]]] = []
    for texts, is_section in lines:
        if is_section:
            parts.append((texts, []))
        elif parts:
            parts[-1][1].append(texts)
        else:
            parts.append(({}, [texts]))
    keys, section_keys = list[str](), [DETAILS_KEY]
    sections = []
    for title, questions in parts:
        asked = questions or [title]  # a section heading without questions is a question itself
        heading = title or (asked[0] if len(asked) == 1 else {code: OTHER_TITLE[code] for code in asked[0]})
        section_keys.append(set_key(_main(heading), section_keys, otherwise="osio"))
        made = []
        for label in asked:
            keys.append(question_key(_main(label), keys))
            made.append({"key": keys[-1], "kind": KIND, "label": label} | _short(label))
        sections.append({"key": section_keys[-1], "title": heading, "questions": made})
    return sections


def _main(texts: Mapping[str, str]) -> str:
    return next((texts[language] for language in AUTHOR_LANGUAGES if language in texts), "")


def _short(label: Texts) -> Tree:
    """A short label for the columns of tables, if the heading is too long. Authors who paste headings write none."""
    if all(len(words) <= LONGEST_SHORT for words in label.values()):
        return {}
    return {"short": {language: shortened(words, LONGEST_SHORT) for language, words in label.items()}}
