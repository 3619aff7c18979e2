"""Words for the head and foot of a printed page, and for a file's properties: on one line, and plain."""


def page_words(text: str, longest: int) -> str:
    """Words for the head or foot of a page: 255 characters in all, in which `&` has a meaning of its own."""
    line = one_line(text)
    return (line if len(line) <= longest else f"{line[: longest - 1]}…").replace("&", "&&")


def one_line(text: str) -> str:
    """The text with a blank for each line end and each character that cannot be shown."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
