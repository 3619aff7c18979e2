"""Who takes part in an organisation's draft, in the language of the page."""

from survey.operations.colleagues.roles import APPROVER, COMMENTER, HOLDER, REGISTRY, WRITER
from survey.store.tables import ParticipantRow
from survey.web.language import _


def person_words(person: ParticipantRow) -> str:
    """Return how colleagues see a person: by name, or by address until there is a name."""
    return person.name or person.email or _("Organisation's own address")


def colleague_role_words(role: str | None) -> str:
    """Return the name of a role in a draft. Raises KeyError for an unknown one."""
    return {
        HOLDER: _("In charge"),
        REGISTRY: _("Writer, can take charge back"),
        WRITER: _("Writer"),
        COMMENTER: _("Commenter"),
        APPROVER: _("Approver"),
    }[role or ""]


def role_choices() -> list[tuple[str, str, str]]:
    """Return each role in which somebody can be added: its key, its name, and what it lets do."""
    return [
        (WRITER, colleague_role_words(WRITER), _("Writes answers and comments. Does not submit the statement.")),
        (COMMENTER, colleague_role_words(COMMENTER), _("Reads the draft and writes comments on it.")),
        (APPROVER, colleague_role_words(APPROVER), _("Reads and comments on the draft, and approves it.")),
    ]
