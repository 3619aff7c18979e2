"""Reads a pasted text into blocks, and joins the lines of its paragraphs where the minutes' lines broke them."""

import re
from itertools import groupby, pairwise

from survey.languages import mark as _
from survey.questions.text import clean_text, shows_nothing
from survey.statement_texts.blocks import MOST_BLOCKS, MOST_CHARACTERS, Block, StatementText, TextRefused

LONGEST_LINE = 140
"""Characters of the longest line that a template of minutes breaks. Where a line is longer, each one is a paragraph."""

_ENTRY = re.compile(r"\s*([-–—•·*▪]|\d{1,2}[.)]|[a-zåäö]\))\s+\S")
_ENDS = (".", "!", "?", ":", ";", "…", "”", '"')
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")
_GOES_ON = re.compile(r"(ja|tai|sekä|eli|och|eller|samt|and|or)\b", re.IGNORECASE)
_SHORT = 0.6


def read_pasted(text: str) -> StatementText:
    """The paragraphs of a pasted text, each with its line breaks. Raises TextRefused."""
    cleaned = clean_text(text).text.replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", " ")
    if len(cleaned) > MOST_CHARACTERS:
        raise TextRefused(_("it is too large"))
    if shows_nothing(cleaned):
        raise TextRefused(_("it has no text"))
    blocks: list[Block] = []
    for is_blank, group in groupby((line.rstrip() for line in cleaned.split("\n")), key=shows_nothing):
        lines = list(group)
        if not is_blank and max(map(len, lines)) > LONGEST_LINE:
            blocks += [Block(line, alone=True) for line in lines]
        elif not is_blank:
            blocks.append(Block("\n".join(lines), alone=len(lines) == 1))
    if len(blocks) > MOST_BLOCKS:
        raise TextRefused(_("it is too large"))
    return StatementText(tuple(blocks), is_pasted=True)


def joined_lines(paragraph: str) -> str:
    """The paragraph on one line, where its lines were broken by a template: without the hyphens of broken words.

    Entries of a list, and lines after one that ends a sentence early, begin a line of their own.
    """
    lines = [line.strip() for line in paragraph.split("\n")]
    longest = max(map(len, lines))
    if longest > LONGEST_LINE:
        return paragraph
    joined = lines[0]
    for before, line in pairwise(lines):
        ended = before.endswith(_ENDS) and len(before) < longest * _SHORT
        if _ENTRY.match(line) or ended:
            joined += f"\n{line}"
        elif _BROKEN_WORD.search(joined) and line[:1].islower() and not _GOES_ON.match(line):
            joined = joined[:-1] + line
        else:
            joined += f" {line}"
    return re.sub(r"(?<=\S) {2,}", " ", joined)
