"""The text of one paragraph of a Word file, as it is when all tracked changes are accepted.

The library gives no text of tracked insertions, content controls and text boxes; so its elements are walked here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from survey.statement_texts.blocks import RemarkKind
from survey.statement_texts.word_styles import W, WordStyles, is_on, value_of

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVES, CHOICE, FALLBACK = f"{_COMPATIBLE}AlternateContent", f"{_COMPATIBLE}Choice", f"{_COMPATIBLE}Fallback"
BOX = f"{W}txbxContent"

THROUGH = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo")
)
"""Elements around others, whose content counts."""
TAKEN_OUT = frozenset({f"{W}del", f"{W}moveFrom"})
TRACKED = TAKEN_OUT | {f"{W}ins", f"{W}moveTo"}

_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


@dataclass
class Field:
    """A field that has begun: while its instructions are read, nothing of it is text."""

    instructions: str = ""
    shows: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether it is a table of contents."""
        return self.instructions.split()[:1] == ["TOC"]


@dataclass
class Line:
    """The text of a paragraph while it is read. `boxes`: the text boxes that are anchored in it."""

    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    boxes: list[Any] = field(default_factory=list)
    in_contents: bool = False

    @property
    def text(self) -> str:
        """All of it, without the breaks at its ends."""
        return "".join(self.pieces).strip("\n")

    @property
    def is_bold(self) -> bool:
        """Whether every letter of it is bold."""
        return 0 < self.letters == self.bold


class LineReader:
    """Reads the content of paragraphs. `remarks` counts what people are told; `notes` has the ids of footnotes."""

    def __init__(self, styles: WordStyles) -> None:
        self._styles = styles
        self._fields: list[Field] = []
        self.remarks: Counter[RemarkKind] = Counter()
        self.notes: list[tuple[str, str]] = []

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents has begun and not ended."""
        return any(each.is_contents for each in self._fields)

    def read(self, parent: Any, line: Line, *, bold: bool) -> None:
        """Add what is within `parent` to `line`. `bold`: whether the paragraph's style makes it so."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, line, bold=bold)
            elif tag in TRACKED:
                self.remarks[RemarkKind.TRACKED] += 1
            if tag in THROUGH:
                self.read(child, line, bold=bold)
            elif tag == f"{W}sdt":
                self.read(content_of(child), line, bold=bold)
            elif tag == ALTERNATIVES:
                self.read(chosen_of(child), line, bold=bold)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                self.remarks[RemarkKind.FORMULA] += 1
                line.pieces += [each.text or "" for each in child.iter(f"{_MATH}t")]

    def _run(self, run: Any, line: Line, *, bold: bool) -> None:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            self.remarks[RemarkKind.HIDDEN] += any(True for _each in run.iter(f"{W}t"))
            return
        is_bold = self._is_bold(properties, bold=bold)
        for child in run:
            text = self._text(child, line)
            if not text:
                continue
            line.pieces.append(text)
            inked = len("".join(text.split()))
            line.letters += inked
            line.bold += inked if is_bold else 0
            if is_on(properties, "strike") or is_on(properties, "dstrike"):
                self.remarks[RemarkKind.STRUCK] += 1

    def _is_bold(self, properties: Any, *, bold: bool) -> bool:
        own = is_on(properties, "b")
        if own is not None or properties is None:
            return bold if own is None else own
        return bold or self._styles.makes_bold(value_of(properties.find(f"{W}rStyle")))

    def _text(self, child: Any, line: Line) -> str:
        """What an element of a run adds to the text; an empty text for what is noted otherwise."""
        tag = child.tag
        if tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType"))
        elif tag == f"{W}instrText" and self._fields:
            self._fields[-1].instructions += child.text or ""
        elif any(not each.shows for each in self._fields):
            return ""
        elif tag == f"{W}t":
            line.in_contents = line.in_contents or self.in_contents
            return (child.text or "").replace("\N{SOFT HYPHEN}", "").replace("\n", " ")
        elif tag == f"{W}br":
            return "\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        elif tag in _SIGNS:
            return _SIGNS[tag]
        elif tag == f"{W}sym":
            return _symbol(child.get(f"{W}char", ""))
        else:
            self._note(child, line)
        return ""

    def _note(self, child: Any, line: Line) -> None:
        """Keep what is no text of the paragraph: a note, a comment, a picture, a text box."""
        tag = child.tag
        if tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            kind = "footnotes" if tag == f"{W}footnoteReference" else "endnotes"
            self.notes.append((kind, child.get(f"{W}id", "")))
        elif tag == f"{W}commentReference":
            self.remarks[RemarkKind.COMMENT] += 1
        elif tag == ALTERNATIVES:
            for each in chosen_of(child):
                self._note(each, line)
        elif tag in _PICTURES:
            boxes = list(outermost(child, BOX))
            line.boxes += boxes
            self.remarks[RemarkKind.PICTURE] += not boxes

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def content_of(control: Any) -> Any:
    """What a content control (w:sdt) has; nothing while it shows the words that ask for something."""
    if is_on(control.find(f"{W}sdtPr"), "showingPlcHdr"):
        return ()
    found = control.find(f"{W}sdtContent")
    return () if found is None else found


def chosen_of(alternatives: Any) -> Any:
    """Of content that is written twice, for newer and for older programs, that for the newer."""
    found = alternatives.find(CHOICE)
    if found is None:
        found = alternatives.find(FALLBACK)
    return () if found is None else found


def outermost(element: Any, tag: str) -> Iterator[Any]:
    """Yield the elements with this tag that are within no other one, once of what is written twice."""
    for child in chosen_of(element) if element.tag == ALTERNATIVES else element:
        if child.tag == tag:
            yield child
        else:
            yield from outermost(child, tag)


def _symbol(code: str) -> str:
    """A sign of a font of symbols: a bullet for those that only such fonts have."""
    try:
        number = int(code[:6], 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= number <= 0xF8FF or number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)
