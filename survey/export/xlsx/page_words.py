"""Prepares texts for the header and footer of a printed page, and for a file's properties: one line of plain text."""


def page_words(text: str, longest: int) -> str:
    """The text on one line of at most `longest` characters, for the header or footer of a page.

    Excel allows 255 characters in a header or footer. `&` is a control character there, so it is doubled; this comes
    after the text is shortened, so the result may be longer than `longest`.
    """
    line = one_line(text)
    return (line if len(line) <= longest else f"{line[: longest - 1]}…").replace("&", "&&")


def one_line(text: str) -> str:
    """The text on one line, without spaces at its ends.

    Line ends, characters that cannot be shown and repeated white space become one space.
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
