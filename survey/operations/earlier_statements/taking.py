"""Taking earlier answers over into a draft: each as a new revision by who takes it, and nothing overwritten unseen."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from sqlalchemy.orm import Session

from survey.operations.answers.attachments import FileRefused, Refusal, checked_file
from survey.operations.answers.drafts import Draft, open_draft, write
from survey.operations.answers.saving import Change, save_changes
from survey.operations.earlier_statements.offers import EarlierAnswers, Offer, offers
from survey.questions.asking.addresses import entry_address
from survey.questions.asking.entries import ENTRIES, REMOVED, entries_of, filled_entries, removed_entries
from survey.questions.freeze import read_frozen
from survey.questions.kinds.attachment import AttachedFile, Attachment, files_of
from survey.questions.kinds.group import Group
from survey.questions.question import Given, Reading, State
from survey.store.personal_links import Access
from survey.store.responses.answers import NEVER_ANSWERED, Write
from survey.store.responses.attachments import add_file, file_content
from survey.store.responses.earlier_statements import EarlierStatement
from survey.store.responses.open_conflicts import open_conflicts_of


@dataclass(frozen=True)
class Taken:
    """What became of it: how many questions were answered, the addresses where somebody has changed the draft since the
    page was shown, and by address the files that were refused.
    """

    answered: int = 0
    changed_meanwhile: frozenset[str] = frozenset()
    refused: Mapping[str, Sequence[Refusal]] = field(default_factory=dict)


def take(  # noqa: PLR0913  # from where, what, and what the page had shown
    session: Session,
    access: Access,
    statement: EarlierStatement,
    earlier: EarlierAnswers,
    *,
    address: str | None,
    revisions: Mapping[str, int],
    now: datetime,
) -> Taken:
    """Take one earlier answer over, or all where the draft has no answer (`address` None).

    `revisions`: what the page had shown of each. What is not offered any more is not taken.
    """
    draft = open_draft(session, access)
    waiting = open_conflicts_of(session, access)
    offered = offers(earlier, read_frozen(access.consultation.question_set), draft.stored_answers, waiting)
    if address is None:
        wanted = offered.without_answer
    else:
        wanted = [each for each in offered.questions if each.address == address and each.can_be_taken]
    taker = _Taker(draft, statement.submission.response_id, revisions, now)
    for each in wanted:
        taker.take(each)
    return Taken(taker.answered, frozenset(taker.changed_meanwhile), taker.refused)


class _Taker:
    """Takes answers over, one after another."""

    def __init__(self, draft: Draft, earlier_response: int, revisions: Mapping[str, int], now: datetime) -> None:
        self._draft, self._from, self._revisions, self._now = draft, earlier_response, revisions, now
        self.answered = 0
        self.changed_meanwhile: set[str] = set()
        self.refused: dict[str, list[Refusal]] = {}

    def take(self, offer: Offer) -> None:
        """Take one answer over."""
        if isinstance(offer.question, Group):
            self._take_entries(offer, offer.question)
        elif offer.answer and (given := offer.answer.carried.given):
            if isinstance(offer.question, Attachment) and given.state is State.ANSWERED:
                self._add_files(offer, offer.question, given)
            else:
                self._save({offer.address: _change(given, self._revisions.get(offer.address, 0))})

    def _save(self, changes: Mapping[str, Change]) -> None:
        saved = save_changes(self._draft, changes, now=self._now)
        self.answered += bool(saved.changed)
        self.changed_meanwhile |= saved.conflicts.keys()

    def _add_files(self, offer: Offer, question: Attachment, earlier: Given) -> None:
        """Add copies of the earlier files to the draft's, as far as the question takes them. One is read at a time."""
        session, access = self._draft.session, self._draft.access
        files = files_of(offer.draft.value) if offer.draft else []
        there = {each.sha256 for each in files}
        for file in files_of(earlier.value):
            if file.sha256 in there:
                continue
            _media_type, content = file_content(session, self._from, file.sha256)
            try:
                checked = checked_file(question, file.name, BytesIO(content), files)
            except FileRefused as error:
                self.refused.setdefault(offer.address, []).append(error.refusal)
                continue
            add_file(session, access.response.id, checked, by=access.participant.id, now=self._now)
            files.append(AttachedFile(checked.sha256, len(content), checked.name))
        if len(files) > len(there):
            given = Given({"files": "\n".join(file.line for file in files)})
            self._save({offer.address: _change(given, offer.revision)})

    def _take_entries(self, offer: Offer, group: Group) -> None:
        """Add the earlier entries: into the empty ones of the draft first, so that no empty one is left before them."""
        if self._revisions.get(offer.address) != offer.revision:
            self.changed_meanwhile.add(offer.address)
            return
        answers = self._draft.given
        present, filled = entries_of(group, answers), filled_entries(group, answers)
        wanted = [entry for entry in offer.entries if any(each.carried.given for each in entry)]
        free = [entry for entry in present if entry not in filled]
        fresh = [f"e{secrets.token_hex(4)}" for _ in wanted[len(free) :]]
        if fresh:
            value = {ENTRIES: " ".join([*present, *fresh]), REMOVED: " ".join(removed_entries(group, answers))}
            over = self._draft.stored_answers.get(group.key, NEVER_ANSWERED)
            write(self._draft, [Write(group.key, value, State.ANSWERED, over)], now=self._now)
        changes = {}
        for entry, answers_of_entry in zip([*free, *fresh], wanted, strict=False):
            for each in answers_of_entry:
                address = entry_address(group.key, entry, each.question.key)
                if each.carried.given:
                    stored = self._draft.stored_answers.get(address, NEVER_ANSWERED)
                    changes[address] = _change(each.carried.given, stored.revision)
        self._save(changes)


def _change(given: Given, revision: int) -> Change:
    return Change(Reading(dict(given.value), given.state), revision)
