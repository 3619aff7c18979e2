"""Faults of YAML syntax in our own words: the messages of the YAML library are in English and hard to understand."""

from ruamel.yaml.error import MarkedYAMLError

from survey.languages import mark as _
from survey.questions.faults.fault import Fault

_REASONS: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", _("a text has a colon in it")),
    ("but got ':'", _("a text has a colon in it")),
    ("but got '['", _("a text has a bracket in it")),
    ("but got '{'", _("a text has a bracket in it")),
    ("found character '\\t'", _("a tab stands where blanks belong")),
    ("that cannot start any token", _("a text begins with a sign that has a meaning of its own")),
    ("expected alphabetic or numeric", _("a text begins with a sign that has a meaning of its own")),
    ("but found '<scalar>'", _("something stands after a closing quotation mark or bracket")),
    ("but found '}'", _("a closing bracket has no opening one")),
    ("but found ']'", _("a closing bracket has no opening one")),
    ("expected <block end>", _("the indentation does not fit the lines above")),
    ("could not find expected ':'", _("a colon is missing after a key")),
    ("undefined alias", _("the name after * is not given before it with &")),
    ("another document", _("the line --- begins a second document")),
    ("unknown escape character", _("a backslash inside quotation marks has a meaning of its own")),
    ("expected escape sequence", _("a backslash inside quotation marks has a meaning of its own")),
    ("sequence entries are not allowed", _("a hyphen begins a list where none belongs")),
    ("expected a comment or a line break", _("a text must begin on the line after | or >")),
    ("for merging", _("<< needs keys with values")),
    ("out of range for month", _("there is no such day")),
    ("month must be in", _("there is no such day")),
)
"""A part of the library's message, and the words that an author gets for it. The first that fits is used."""

_OTHERWISE = _("a value cannot be read")


def syntax_fault(error: Exception) -> Fault:
    """The fault for an error of the YAML library, at the place that the author must correct."""
    if not isinstance(error, MarkedYAMLError):
        return Fault(1, 1, "syntax", places={"reason": _reason(str(error))})
    line, column = _mark(error)
    opened = (error.context_mark.line + 1, error.context_mark.column + 1) if error.context_mark else (line, column)
    context, problem = error.context or "", error.problem or ""
    if "quoted scalar" in context and "unexpected end of stream" in problem:
        return Fault(opened[0], opened[1], "unclosed-quote")
    inside_a_text = opened[0] == line and problem.endswith(("but got ':'", "but got '['", "but got '{'"))
    if "flow" in context and not inside_a_text:
        return Fault(opened[0], opened[1], "unclosed-bracket")
    return Fault(line, column, "syntax", places={"reason": _reason(problem)})


def _reason(words: str) -> str:
    return next((reason for part, reason in _REASONS if part in words), _OTHERWISE)


def _mark(error: MarkedYAMLError) -> tuple[int, int]:
    mark = error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
