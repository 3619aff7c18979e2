"""Texts that somebody somewhere has lost a character of: typed, pasted, or made to do harm."""

from survey.questions.text import clean_text

LONGEST_CELL = 32_767
LONGEST_ANSWER = 100_000

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "+358 9 123 4567",
    "-5",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    "'",
    "''",
    "＝1+1",
    "#N/A",
    "#REF!",
    "TRUE",
    "{=1}",
    "[Ei kysytty]",
    "[Ei lausuttavaa]",
    "Ei lausuttavaa",
]
NUMBERS = ["007", "1.50", "1,50", "1e5", "12.1.2026", "2026-11-24", "12345678901234567890", "0", "½", "1 000"]
BLANKS = [
    "  alku ja loppu  ",
    "\talussa ja lopussa\t",
    "\n\nrivinvaihto alussa ja lopussa\n\n",
    "kaksi  blankkoa   peräkkäin",
    "\N{NO-BREAK SPACE}sitova\N{NARROW NO-BREAK SPACE}väli\N{NO-BREAK SPACE}",
    "sarkain\tkeskellä",
    "rivi\r\nrivi\rrivi\x0brivi\x0crivi\x85rivi\u2028rivi\u2029rivi",
]
CONTROLS = [
    "a\x00b\x01c\x08d\x0ee\x1ff",
    "a\x7fb\x80c\x9fd",
    "a\ufffeb\uffffc\ufdd0d\ufdefe",
    "a\U0001fffeb\U0010ffffc",
    "a\ud800b\udfffc",
    "\ufeffjärjestysmerkki",
    "\ufffd korvausmerkki",
]
ESCAPES = [
    "_x000D_",
    "_x0041_",
    "_x005F_x0041_",
    "_x005F_",
    "_xD83D__xDE00_",
    "__x0041__",
    "_X0041_",
    "%41 %0A &#65; &amp;amp; \\u0041 \\n",
]
MARKUP = [
    "<b>&amp;</b>",
    "<script>alert(1)</script>",
    "</w:t></w:r><w:br/>",
    "]]>",
    "<!-- -->",
    "<?xml version='1.0'?>",
    "{{ 7*7 }} {% raw %} ${7*7} %s %1$s",
    '"lainaus"; toinen, kolmas\n"neljäs"',
    '"',
    ";,|\t",
    "**ei** _markdownia_ [x](javascript:alert(1))",
    "C:\\kansio\\tiedosto",
]
SCRIPTS = [
    "å ä ö Å Ä Ö – — ”…” ’",
    "e\u0301 on é ja a\u030a on å",
    "čšŽ Davvisámegiella đŋŧž",
    "עברית \u200fRTL\u200f English",
    "\u202etxet desrever\u202c",
    "\u2066eristetty\u2069",
    "nolla\u200bleveä\u200c\u200d\u2060",
    "pehmeä\N{SOFT HYPHEN}tavu",
    "漢字 かな 한글 ไทย हिन्दी",
    "😀 👩‍👩‍👧‍👦 👍🏽 🇫🇮🏴\U000e0067\U000e0062\U000e007f ❤️",
    "Z̸̢̛͎a̷̡l̶g̵o̴",
    "𝕳𝖚𝖔𝖒𝖎𝖔",
]
LONG = [
    "a" * (LONGEST_CELL - 1),
    "b" * LONGEST_CELL,
    "c" * (LONGEST_CELL + 1),
    "Sana ja toinen. " * 2_040,
    "😀" * (LONGEST_CELL // 2),
    "😀" * (LONGEST_CELL // 2 + 1),
    "e" * (LONGEST_CELL - 1) + "😀",
    "_x0041_" * 3_000,
    "=" + "9" * 40_000,
    "\n".join(str(line) for line in range(300)),
    "Kappale, jossa on virke. Ja toinen.\n\n" * 1_000,
    "å" * LONGEST_ANSWER,
    "🙂" * 60_000,
    ("Sana " * 30 + "\n") * 660,
]

NASTY = [*FORMULAS, *NUMBERS, *BLANKS, *CONTROLS, *ESCAPES, *MARKUP, *SCRIPTS, *LONG]


def sent(text: str) -> str:
    """What a browser sends of a typed text: for half a character what stands for a missing one."""
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def kept(text: str) -> str:
    """What is kept of it, and comes back from everywhere."""
    return clean_text(sent(text)).text
