"""Tidying the pasted texts of one answer: shown first, saved when somebody accepts it, as a new revision."""

from collections.abc import Mapping
from datetime import datetime

from survey.operations.answers.drafts import Draft
from survey.operations.answers.history import text_in_revision
from survey.operations.answers.saving import Change, Saved, save_changes
from survey.questions.pasted_text import Tidied, tidied
from survey.questions.question import Given, Question, State


def tidied_parts(question: Question, given: Given | None) -> dict[str, Tidied]:
    """Return the running texts of an answer that tidying changes, tidied, by part. Nothing is stored."""
    if given is None or given.state is State.NOTHING_TO_STATE:
        return {}
    found = {part: tidied(given.value[part]) for part in question.texts if given.value.get(part)}
    return {part: each for part, each in found.items() if each.is_changed}


def save_tidied(draft: Draft, address: str, question: Question, *, over: int, now: datetime) -> Saved:
    """Save the texts of the revision that a page had shown, tidied.

    Nothing is changed if somebody else has changed the answer meanwhile: the result then has a conflict. Raises
    NotFound if there is no such revision.
    """
    given = text_in_revision(draft.session, draft.access.response.id, address, over)
    texts = {part: each.text for part, each in tidied_parts(question, given).items()}
    if given is None or not texts:
        return Saved()
    typed: Mapping[str, str] = {**question.typed(given.value, given.state), **texts}
    return save_changes(draft, {address: Change(question.answer(typed), over)}, now=now)
