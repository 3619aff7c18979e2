"""The earlier texts of an answer, and putting one of them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from survey.operations.answers.drafts import Draft
from survey.operations.answers.saving import Change, Saved, save_changes
from survey.questions.question import Given, Reading
from survey.store.base import NotFound
from survey.store.responses.earlier_answers import Written, revisions_of, texts_of

PAUSE = timedelta(minutes=10)
"""What one person writes without such a pause is one text: a page saves every few seconds what is written on it."""

AT_A_TIME = 20
"""How many texts one page shows."""


@dataclass(frozen=True)
class Version:
    """A text that was in the draft: who wrote it and when, the text, and the one before it on the page."""

    written: Written
    given: Given | None
    before: Given | None
    is_present: bool


@dataclass(frozen=True)
class History:
    """The texts of an answer, the latest first. `folded`: how many others there are between them; `older`: the revision
    with which the next page begins, None on the last one.
    """

    versions: Sequence[Version]
    folded: int
    older: int | None


def history_of(session: Session, response_id: int, address: str, *, every: bool, first: int | None = None) -> History:
    """Return the texts of an answer. `every`: also those between two pauses; `first`: from this revision downwards."""
    all_written = revisions_of(session, response_id, address)
    chosen = all_written if every else [each for each, later in _with_later(all_written) if _ends_here(each, later)]
    here = [each for each in chosen if first is None or each.revision <= first]
    shown, rest = here[:AT_A_TIME], here[AT_A_TIME:]
    pairs = list(zip(shown, [*shown[1:], *rest[:1], None], strict=False))
    texts = texts_of(session, response_id, address, {each.revision for pair in pairs for each in pair if each})
    present = all_written[0].revision if all_written else 0
    return History(
        [
            Version(
                each,
                texts.get(each.revision),
                texts.get(before.revision) if before else None,
                is_present=each.revision == present,
            )
            for each, before in pairs
        ],
        folded=len(all_written) - len(chosen),
        older=rest[0].revision if rest else None,
    )


def _with_later(written: Sequence[Written]) -> list[tuple[Written, Written | None]]:
    return list(zip(written, [None, *written], strict=False))


def _ends_here(written: Written, later: Written | None) -> bool:
    """Whether this is the last text before a pause, or before somebody else wrote."""
    return later is None or later.by != written.by or later.at - written.at >= PAUSE


def text_in_revision(session: Session, response_id: int, address: str, revision: int) -> Given | None:
    """Return the answer in a revision; None if it was empty. Raises NotFound if there is no such revision."""
    try:
        return texts_of(session, response_id, address, [revision])[revision]
    except KeyError as error:
        raise NotFound("revision") from error


def put_back(draft: Draft, address: str, revision: int, *, over: int, now: datetime) -> Saved:
    """Make an earlier text the answer again, as a new revision over the one that the page had shown.

    Nothing is changed if somebody else has changed the answer meanwhile: the result then has a conflict. Raises
    NotFound if there is no such revision.
    """
    given = text_in_revision(draft.session, draft.access.response.id, address, revision)
    reading = Reading(dict(given.value), given.state) if given else Reading(None)
    return save_changes(draft, {address: Change(reading, over)}, now=now)
