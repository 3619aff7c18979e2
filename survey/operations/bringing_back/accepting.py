"""Accepting texts that were brought back: the draft's revisions are checked, and nothing is overwritten unseen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.answers.drafts import open_draft
from survey.operations.answers.saving import Change, save_changes
from survey.operations.bringing_back.proposals import (
    ADDS,
    ANSWERS,
    LEAVE_OUT,
    TAKEN,
    Comparison,
    piece_key,
    proposals,
    text_key,
)
from survey.operations.bringing_back.reading import matched_of
from survey.questions.freeze import read_frozen
from survey.statement_texts.matching import Matched
from survey.store.personal_links import Access
from survey.store.responses.brought_back import keep_choices
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.store.tables import BroughtBackRow


@dataclass(frozen=True)
class Accepted:
    """What became of an acceptance: how many answers were changed, and by address those that were not, because a
    colleague had changed them since the page was shown, or because what would be accepted is not what it showed.
    """

    changed: int
    changed_meanwhile: frozenset[str] = frozenset()
    not_shown: frozenset[str] = frozenset()
    removed: int = 0


def valid_choices(matched: Matched, questions: Collection[str], sent: Mapping[str, str]) -> dict[str, str]:
    """Return what was chosen on the page, without what cannot be chosen. `questions`: the addresses with text."""
    kept: dict[str, str] = {}
    answers = {f"{how}{address}" for how in (ANSWERS, ADDS, TAKEN) for address in questions}
    for piece in matched.pieces:
        chosen = sent.get(piece_key(piece), "")
        if chosen == LEAVE_OUT or chosen in answers:
            kept[piece_key(piece)] = chosen
    for address in questions:
        if sent.get(text_key(address), "").isdigit():
            kept[text_key(address)] = sent[text_key(address)]
    return kept


@dataclass(frozen=True)
class Sent:
    """What the page sends: which answers are accepted (None: all that would change), all choices for pieces and texts,
    and the revision of each answer that the page had shown.
    """

    addresses: Collection[str] | None
    choices: Mapping[str, str]
    revisions: Mapping[str, int]


def accept(session: Session, access: Access, row: BroughtBackRow, sent: Sent, *, now: datetime) -> Accepted:
    """Write the texts of the accepted questions into the draft. What the choices change that the page has not shown is
    not written, and nothing that a colleague has changed since.
    """
    draft = open_draft(session, access)
    waiting = open_conflicts_of(session, access)
    matched, question_set = matched_of(row.content), read_frozen(access.consultation.question_set)
    shown = {each.address: each for each in proposals(matched, row.choices, question_set, draft.stored_answers)}
    wanted = [
        each
        for each in proposals(matched, sent.choices, question_set, draft.stored_answers, waiting)
        if each.comparison is Comparison.CHANGED
        and not each.waits
        and (sent.addresses is None or each.address in sent.addresses)
    ]
    not_shown = {each.address for each in wanted if each.parts != shown[each.address].parts}
    changes = {
        each.address: Change(each.question.answer(each.parts), sent.revisions.get(each.address, 0))
        for each in wanted
        if each.address not in not_shown
    }
    saved = save_changes(draft, changes, now=now)
    written = changes.keys() - saved.conflicts.keys()
    keep_choices(session, row, _with_taken(sent.choices, written))
    return Accepted(saved.changed, frozenset(saved.conflicts), frozenset(not_shown), saved.removed)


def _with_taken(choices: Mapping[str, str], written: Collection[str]) -> dict[str, str]:
    """The choices, with the pieces that are in the draft now noted as taken."""
    taken = {f"{ADDS}{address}": f"{TAKEN}{address}" for address in written}
    return {key: taken.get(chosen, chosen) for key, chosen in choices.items()}
