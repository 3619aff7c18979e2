"""The names (and ids) of the fields on a section's page. No key has a hyphen, so no two names are the same."""

from survey.questions.question import Question

SECTION_NOTHING = "section-nothing-to-state"
"""The checkbox that says of a whole section that there is nothing to state."""

SECTION_REVISION = "section-revision"
"""The hidden field with the revision of that checkbox."""


def _as_name(key: str) -> str:
    """A key, or an address in a group, as part of a name."""
    return key.replace("/", "-")


def field_name(question: Question, part: str) -> str:
    """The name and id of a part's field."""
    return f"answer-{_as_name(question.key)}-{part}"


def revision_name(question: Question) -> str:
    """The hidden field that says which revision of the answer the page shows."""
    return f"revision-{_as_name(question.key)}"


def resolution_name(question: Question) -> str:
    """The radio buttons that settle a conflict: MINE, THEIRS or BOTH."""
    return f"resolve-{_as_name(question.key)}"


def conflict_name(question: Question) -> str:
    """The hidden field with the number of the latest text in conflict that the page shows."""
    return f"shown-{_as_name(question.key)}"


def conflict_id(question: Question) -> str:
    """The id of what tells of a conflict."""
    return f"conflict-{_as_name(question.key)}"


def remove_name(question: Question) -> str:
    """The boxes that remove stored files."""
    return f"remove-{question.key}"
