"""Which text of a file or a pasted text belongs to which question, and what stands apart to be decided by hand.

Nothing goes to a question by itself but what stands under its own heading; nothing is dropped without being shown.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from survey.questions.question import Answers
from survey.questions.question_set import QuestionSet
from survey.questions.text import shows_nothing
from survey.statement_texts.answer_parts import is_part_name, read_parts
from survey.statement_texts.blocks import Block, Remark, RemarkKind, StatementText
from survey.statement_texts.headings import Heading, HeadingKind, How, KnownHeadings, Match, narrowed
from survey.statement_texts.official_words import is_label, is_official
from survey.statement_texts.own_words import begins_request, is_own_sentence, proposes_statement
from survey.statement_texts.pasted import joined_lines

MOST_PIECES = 40
"""How many pieces stand apart; what is more is added to the last one, so that the page can be used."""

MOST_LINES = 3
"""Over how many lines a heading may be broken."""

LONGEST_TITLE, MOST_WORDS = 80, 10
"""Characters and words of a line that may be a heading though nothing but its shortness says so."""

_NUMBER = re.compile(r"\W*\d{1,3}(\.\d{1,3})*\W*")


class PieceKind(StrEnum):
    """Why a piece of text stands apart."""

    BEFORE = "before"
    """Before the first heading."""
    UNKNOWN = "unknown"
    """Under a heading that no question has."""
    OFFICIAL = "official"
    """A proposal, a decision, who tells more."""
    GUESS = "guess"
    """Under a heading that is near to that of one question, or of several."""
    SEVERAL = "several"
    """Under a heading that several questions have."""
    NOT_ASKED = "not_asked"
    """Under the heading of a question that is not asked with the present answers."""
    NO_TEXT = "no_text"
    """Under the heading of a question that takes no such text."""
    SECTION = "section"
    """Under the title of a section."""
    BOX = "box"
    """In a text box."""


@dataclass(frozen=True)
class Found:
    """A text under the heading of a question. `place`: where it stands; `options`: the options that it names."""

    address: str
    place: int
    heading: str
    how: How
    parts: dict[str, str]
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A text that stands apart. `candidates`: the addresses of the questions that it may answer."""

    place: int
    kind: PieceKind
    heading: str
    text: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matched:
    """All of a text: under headings of questions, apart, and what was passed over: titles, contents, words of the
    product's own documents.
    """

    found: tuple[Found, ...]
    pieces: tuple[Piece, ...]
    passed: tuple[str, ...]
    remarks: tuple[Remark, ...]


def match_text(text: StatementText, question_set: QuestionSet, answers: Answers) -> Matched:
    """Match a text to the questions of a set. `answers`: the present ones, which say what is asked."""
    matcher = _Matcher(text, KnownHeadings(question_set, answers), answers)
    matcher.read()
    return matcher.matched()


@dataclass
class _Under:
    """What is being collected: the paragraphs under a heading, or a piece. `is_request`: where the product's own item
    tells of the request, which is passed over.
    """

    place: int
    written: str
    heading: Heading | None = None
    how: How = How.EXACT
    kind: PieceKind = PieceKind.BEFORE
    candidates: tuple[str, ...] = ()
    paragraphs: list[str] = field(default_factory=list)
    is_request: bool = False


class _Matcher:
    def __init__(self, text: StatementText, known: KnownHeadings, answers: Answers) -> None:
        self._text, self._known, self._answers = text, known, answers
        self._remarks: Counter[RemarkKind] = Counter()
        self._blocks = tuple(self._opened(text.blocks))
        self._are_marked = any(
            (block.level is not None or block.bold) and self._known.match(block.text) for block in self._blocks
        )
        self._context: list[str] = []
        self._under = _Under(0, "")
        self._all: list[_Under] = [self._under]
        self._around: _Under | None = None
        self._box: _Under | None = None
        self._passed: list[str] = []

    def _opened(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks, and rows of tables in which a cell is a heading as the blocks of their cells."""
        for block in blocks:
            if not block.cells:
                yield block
            elif any(self._known.match(each.text) for cell in block.cells for each in cell):
                for cell in block.cells:
                    # A column of numbers before the questions: the number is that of the heading beside it.
                    is_number = len(cell) == 1 and _NUMBER.fullmatch(cell[0].text)
                    yield from () if is_number else self._opened(cell)
            else:
                self._remarks[RemarkKind.TABLE] += 1
                yield block

    def read(self) -> None:
        """Go through all blocks once."""
        for place, block in enumerate(self._blocks):
            outside = self._under.heading is None
            own = is_own_sentence(block.text) or (outside and proposes_statement(block.text))
            if block.contents or block.facts or own:
                self._passed.append(block.text)
            elif outside and begins_request(block.text):
                self._request(place, block)
            else:
                self._leave_box(block)
                self._block(place, block)

    def _block(self, place: int, block: Block) -> None:
        found = self._known.match(" ".join(block.text.split()))
        lines = block.text.split("\n")
        if found or len(lines) == 1:
            self._line(place, block, found)
            return
        start = 0
        for at, broken, within in self._headings_within(lines):
            if at > start:
                self._line(place, replace(block, text="\n".join(lines[start:at])), None)
            self._line(place, replace(block, text=" ".join(lines[at : at + broken])), within)
            start = at + broken
        if start < len(lines):
            self._line(place, replace(block, text="\n".join(lines[start:])), None)

    def _headings_within(self, lines: Sequence[str]) -> Iterator[tuple[int, int, Match]]:
        """Yield the headings in a paragraph of several lines: the first line, over how many it goes, which it is."""
        at = 0
        while at < len(lines):
            for broken in range(1, MOST_LINES + 1):
                if found := self._known.match(" ".join(lines[at : at + broken])):
                    yield at, broken, found
                    at += broken - 1
                    break
            at += 1

    def _line(self, place: int, block: Block, found: Match | None) -> None:
        if found:
            self._heading(place, block, found)
        elif shows_nothing(block.text):
            self._under.paragraphs.append("")
        elif block.boxed and self._around is None:
            self._add_to_box(place, block.text)
        elif self._is_part_name(block.text):
            self._under.paragraphs.append(block.text)
        elif is_official(block.text):
            self._official(place, block)
        elif self._looks_like_heading(place, block):
            guessed = self._known.guess(" ".join(block.text.split()))
            kind = PieceKind.GUESS if guessed else PieceKind.UNKNOWN
            addresses = _addresses(narrowed(guessed, self._context)) if guessed else ()
            self._begin(_Under(place, block.text, kind=kind if addresses else PieceKind.UNKNOWN, candidates=addresses))
        else:
            self._under.paragraphs.append(block.text)

    def _heading(self, place: int, block: Block, found: Match) -> None:
        meant = narrowed(found, self._context)
        first = meant[0]
        if first.kind is HeadingKind.SECTION and len(meant) == 1:
            self._context = [first.address]
            self._begin(_Under(place, block.text, kind=PieceKind.SECTION))
            return
        if first.kind is HeadingKind.ENTRY and len(meant) == 1:
            self._context = [*first.context, first.address]
            self._begin(_Under(place, block.text, kind=PieceKind.SECTION))
            return
        questions = tuple(each for each in meant if each.kind is HeadingKind.QUESTION)
        if len(questions) != 1:
            self._begin(_Under(place, block.text, kind=PieceKind.SEVERAL, candidates=_addresses(questions)))
            return
        self._context = list(questions[0].context)
        if questions[0].asked:
            self._begin(_Under(place, block.text, questions[0], found.how))
        else:
            self._begin(_Under(place, block.text, kind=PieceKind.NOT_ASKED))

    def _official(self, place: int, block: Block) -> None:
        """Proposals and decisions follow one another: each label begins a piece of its own."""
        line = " ".join(block.text.split())
        if is_label(line):
            self._begin(_Under(place, block.text, kind=PieceKind.OFFICIAL))
        elif self._under.kind is PieceKind.OFFICIAL and self._under.heading is None:
            self._under.paragraphs.append(block.text)
        else:
            self._begin(_Under(place, "", kind=PieceKind.OFFICIAL, paragraphs=[block.text]))

    def _request(self, place: int, block: Block) -> None:
        """The product's own item tells of the request until the next heading."""
        if self._under.paragraphs or not self._under.written:
            self._begin(_Under(place, ""))
        self._under.is_request = True
        self._under.paragraphs.append(block.text)

    def _begin(self, under: _Under) -> None:
        if self._blocks[under.place].boxed and self._around is None:
            self._around = self._under  # a heading in a text box: what stands around the box goes on after it
        self._all.append(under)
        self._under = under

    def _leave_box(self, block: Block) -> None:
        """Go on with what stands around a text box, where the block is outside of it."""
        if block.boxed:
            return
        self._box = None
        if self._around is not None:
            self._under, self._around = self._around, None

    def _add_to_box(self, place: int, text: str) -> None:
        if self._box is None:
            self._box = _Under(place, "", kind=PieceKind.BOX)
            self._all.append(self._box)
        self._box.paragraphs.append(text)

    def _is_part_name(self, line: str) -> bool:
        heading = self._under.heading
        return heading is not None and heading.question is not None and is_part_name(heading.question, line)

    def _looks_like_heading(self, place: int, block: Block) -> bool:
        """Whether a block that is no heading of the set looks like one: by its style, by being bold, by its shortness
        where no heading of the set is marked in either way.
        """
        if block.listed or block.cells:
            return False
        if block.level is not None:
            return True
        if block.bold:
            return len(block.text) <= LONGEST_TITLE * 2 and not block.text.rstrip().endswith((".", ",", ";"))
        if self._are_marked or not _is_title(block) or (self._text.is_pasted and not block.alone):
            return False
        following = next((each for each in self._blocks[place + 1 :] if not shows_nothing(each.text)), None)
        return following is not None and not _is_title(following)

    def matched(self) -> Matched:
        """What was collected."""
        found: list[Found] = []
        pieces: list[Piece] = []
        between = "\n\n" if self._text.is_pasted else "\n"
        for place, under in enumerate(self._all):  # unlike that of its block, no other has this number
            paragraphs = under.paragraphs
            if self._text.is_pasted:
                paragraphs = [joined_lines(each) for each in paragraphs if not shows_nothing(each)]
            text = between.join(paragraphs).strip("\n")
            if under.heading is None or under.heading.question is None:
                if shows_nothing(text) or under.is_request:
                    self._passed += [each for each in (under.written, text) if not shows_nothing(each)]
                else:
                    pieces.append(Piece(place, under.kind, under.written, text, under.candidates))
                continue
            given = self._answers.get(under.heading.address)
            read = read_parts(under.heading.question, paragraphs, given, between=between)
            address = under.heading.address
            found.append(Found(address, place, under.written, under.how, read.parts, read.options))
            if read.left:
                pieces.append(Piece(place, PieceKind.NO_TEXT, under.written, read.left))
        remarks = [*self._text.remarks, *(Remark(kind, count) for kind, count in self._remarks.items())]
        return Matched(_with_texts(found), _bounded(pieces), tuple(self._passed), tuple(remarks))


def _addresses(headings: Sequence[Heading]) -> tuple[str, ...]:
    return tuple(each.address for each in headings if each.kind is HeadingKind.QUESTION and each.asked)


def _is_title(block: Block) -> bool:
    text = block.text
    return (
        "\n" not in text
        and len(text) <= LONGEST_TITLE
        and len(text.split()) <= MOST_WORDS
        and text[:1].isupper()
        and not text.rstrip().endswith((".", ",", ";", ":", "!", ")"))
        and not block.listed
    )


def _with_texts(found: Sequence[Found]) -> tuple[Found, ...]:
    """Without headings that have nothing under them where the same heading stands again with a text."""
    filled = {each.address for each in found if each.parts}
    empty = {each.address: each for each in found if each.address not in filled}
    return tuple(each for each in found if each.parts or empty.get(each.address) is each)


def _bounded(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces in the order of the text; those beyond MOST_PIECES are joined to the last one."""
    ordered = sorted(pieces, key=lambda piece: piece.place)
    if len(ordered) <= MOST_PIECES:
        return tuple(ordered)
    kept, more = ordered[: MOST_PIECES - 1], ordered[MOST_PIECES - 1 :]
    text = "\n\n".join(part for piece in more for part in (piece.heading, piece.text) if part)
    return (*kept, Piece(more[0].place, PieceKind.UNKNOWN, more[0].heading, text))
