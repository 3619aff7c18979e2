"""The names (and ids) of the fields on a section's page. No key contains a hyphen, so all names are different.

A field that a person fills in has its plain name as its id; its name on a page has the version of the answer in it too
(`versioned`), and what a page sends is read without it (`plain_name`). A browser that goes back or loads a page anew
puts what was typed into the fields with the same names. Without the version it would put an old text over an answer
that a colleague has changed since, and the page would then say that the text was written over the new answer.
"""

import re

from survey.questions.question import Question

SECTION_NOTHING = "section-nothing-to-state"
"""The checkbox for having nothing to state on a complete section."""

TIDY = "tidy"
"""The buttons that save the page and then show the text of one answer tidied; the value is its address."""

SECTION_REVISION = "section-revision"
"""The hidden field with the revision of that checkbox."""


_VERSIONED = re.compile(r"^(answer|remove|resolve|section)-[0-9]+(?:\.[0-9]+)?-")
"""The beginning of a versioned name: every key begins with a letter."""


def versioned(name: str, version: str) -> str:
    """Return the name of a field on a page that shows this version of an answer: answer-7-question-text."""
    begins, _, ends = name.partition("-")
    return f"{begins}-{version}-{ends}"


def plain_name(name: str) -> str:
    """Return a name without the version: answer-question-text. Other names are returned as they are."""
    return _VERSIONED.sub(r"\1-", name)


def _as_name(key: str) -> str:
    """Return a key, or an address inside a group, as part of a name."""
    return key.replace("/", "-")


def field_name(question: Question, part: str) -> str:
    """Return the plain name and id of a part's field."""
    return f"answer-{_as_name(question.key)}-{part}"


def revision_name(question: Question) -> str:
    """Return the name of the hidden field with the revision of the answer that the page shows."""
    return f"revision-{_as_name(question.key)}"


def resolution_name(question: Question) -> str:
    """The radio buttons that settle a conflict: TYPED, STORED or BOTH."""
    return f"resolve-{_as_name(question.key)}"


def conflict_name(question: Question) -> str:
    """The hidden field with the number of the latest text in conflict that the page shows."""
    return f"shown-{_as_name(question.key)}"


def kept_name(question: Question) -> str:
    """The hidden field with the number of the text in conflict that the page has sent while it was written."""
    return f"kept-{_as_name(question.key)}"


def conflict_id(question: Question) -> str:
    """Return the id of the message about a conflict."""
    return f"conflict-{_as_name(question.key)}"


def remove_name(question: Question) -> str:
    """Return the plain name of the checkboxes that remove stored files."""
    return f"remove-{question.key}"
