"""The organisations that get the request when a consultation opens, as they are stored with its draft."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import AUTHOR_LANGUAGES, PAGE_LANGUAGES, TranslatableError, format_number, sort_key, text_in
from survey.languages import mark as _
from survey.operations.consultations.addressees import Addressee
from survey.operations.log import record
from survey.store.tables import ConsultationDraftRow, CoordinatorRow

MOST_RECIPIENTS = 2_000
"""So many are shown on one page and asked in one transaction; more can be invited after the opening."""

WORDS = "words-"
"""In what is typed of a draft, the coordinator's own words in the request begin with this and end in the language."""


class TooManyRecipients(TranslatableError):
    """There would be more than MOST_RECIPIENTS."""


def add_recipients(
    session: Session, draft: ConsultationDraftRow, addressees: Sequence[Addressee], *, by: CoordinatorRow, now: datetime
) -> None:
    """Add organisations to the draft's recipients. Raises TooManyRecipients."""
    number = len(draft.recipients) + len(addressees)
    if number > MOST_RECIPIENTS:
        message = _("There would be %(number)s organisations. At most %(most)s can get the request at the opening.")
        raise TooManyRecipients(message, number=format_number(number), most=format_number(MOST_RECIPIENTS))
    draft.recipients = [*draft.recipients, *map(stored_recipient, addressees)]
    record(session, "recipients chosen", now=now, coordinator_id=by.id)
    session.flush()


def remove_recipients(
    session: Session, draft: ConsultationDraftRow, marks: Collection[str], *, by: CoordinatorRow, now: datetime
) -> int:
    """Take organisations off the draft's recipients by their marks (`mark_of`). Returns how many were taken off."""
    left = [row for row in draft.recipients if mark_of(row) not in marks]
    removed = len(draft.recipients) - len(left)
    if removed:
        draft.recipients = left
        record(session, "recipients removed", now=now, coordinator_id=by.id)
        session.flush()
    return removed


def save_own_words(session: Session, draft: ConsultationDraftRow, words: Mapping[str, str], *, shown: int) -> bool:
    """Store the coordinator's own words in the request, by language; a language without words has none.

    `shown`: the version of the draft that the page had shown. Returns False, and stores nothing, if a colleague has
    saved since then and the words differ.
    """
    if shown != draft.version and dict(words) != own_words(draft):
        return False
    others = {name: text for name, text in draft.about.items() if not name.startswith(WORDS)}
    draft.about = others | {f"{WORDS}{language}": text for language, text in words.items() if text}
    draft.version += 1
    session.flush()
    return True


def own_words(draft: ConsultationDraftRow) -> dict[str, str]:
    """Return the coordinator's own words in the request, by language."""
    return {
        language: draft.about[f"{WORDS}{language}"]
        for language in PAGE_LANGUAGES
        if draft.about.get(f"{WORDS}{language}")
    }


def recipients_by_name(draft: ConsultationDraftRow, language: str) -> list[tuple[str, Addressee]]:
    """Return the draft's recipients with their marks, sorted by name in this language."""
    rows = [(mark_of(row), addressee_of(row)) for row in draft.recipients]
    return sorted(rows, key=lambda row: sort_key(text_in(row[1].name, language)))


def mark_of(row: Mapping[str, str]) -> str:
    """Return what a page sends to name a recipient: its names and its business ID, by which two of one name are told
    apart.
    """
    names = (row.get(f"name_{language}", "") for language in AUTHOR_LANGUAGES)
    return " / ".join((*names, row.get("business_id", "")))


def addressee_of(row: Mapping[str, str]) -> Addressee:
    """Return a recipient as it is stored with a draft as an organisation to invite."""
    return Addressee(
        {language: row[f"name_{language}"] for language in AUTHOR_LANGUAGES if row.get(f"name_{language}")},
        row["group"],
        row["language"],
        row["email"],
        second_language=row.get("second_language", ""),
        further_emails=tuple(row.get("further_emails", "").split()),
        business_id=row.get("business_id", ""),
        registered_id=int(row["registered_id"]) if row.get("registered_id") else None,
    )


def stored_recipient(addressee: Addressee) -> dict[str, str]:
    """Return an organisation to invite as it is stored with a draft."""
    values = {
        **{f"name_{language}": name for language, name in addressee.name.items()},
        "group": addressee.group,
        "language": addressee.language,
        "email": addressee.email,
        "second_language": addressee.second_language,
        "further_emails": " ".join(addressee.further_emails),
        "business_id": addressee.business_id,
        "registered_id": str(addressee.registered_id or ""),
    }
    return {name: text for name, text in values.items() if text}
