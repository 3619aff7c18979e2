"""The names (and ids) of the fields on a section's page. No key contains a hyphen, so all names are different."""

from survey.questions.question import Question

SECTION_NOTHING = "section-nothing-to-state"
"""The checkbox for having nothing to state on a complete section."""

SECTION_REVISION = "section-revision"
"""The hidden field with the revision of that checkbox."""


def _as_name(key: str) -> str:
    """Return a key, or an address inside a group, as part of a name."""
    return key.replace("/", "-")


def field_name(question: Question, part: str) -> str:
    """Return the name and id of a part's field."""
    return f"answer-{_as_name(question.key)}-{part}"


def revision_name(question: Question) -> str:
    """Return the name of the hidden field with the revision of the answer that the page shows."""
    return f"revision-{_as_name(question.key)}"


def resolution_name(question: Question) -> str:
    """The radio buttons that settle a conflict: MINE, THEIRS or BOTH."""
    return f"resolve-{_as_name(question.key)}"


def conflict_name(question: Question) -> str:
    """The hidden field with the number of the latest text in conflict that the page shows."""
    return f"shown-{_as_name(question.key)}"


def conflict_id(question: Question) -> str:
    """Return the id of the message about a conflict."""
    return f"conflict-{_as_name(question.key)}"


def remove_name(question: Question) -> str:
    """Return the name of the checkboxes that remove stored files."""
    return f"remove-{question.key}"
