"""Checking a file or a text of a statement: whether its questions and answers are those that were submitted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from sqlalchemy.orm import Session

from survey.export.documents.statement import dissents, statement_blocks
from survey.export.plain_text import plain_text
from survey.export.statements.records import Party
from survey.export.word.document import About, Block, Document, Paragraph, plain
from survey.export.word.writer import write_to
from survey.languages import PAGE_LANGUAGES, gettext, text_in
from survey.operations.submissions.documents import parties_behind
from survey.operations.submissions.snapshots import contact_answers, has_contact, public_answers, question_set_of
from survey.operations.submissions.submitting import NOTHING_TO_STATE
from survey.questions.asking.displayed import DisplayedSection, displayed_sections
from survey.questions.details import DETAILS_KEY, details_section
from survey.questions.text import clean_text
from survey.statement_texts.blocks import StatementText
from survey.statement_texts.word_file import read_word
from survey.store.responses.submissions import deleted_submissions_by_public_digest, submissions_by_public_digest
from survey.store.tables import DeletedSubmissionRow, SubmissionRow

MOST_SHOWN = 20
"""Submissions of the same code; the latest ones if there are more."""

_CODE = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]\s?){63}[0-9a-f](?![0-9a-f])")
"""A check code: a SHA-256 in hexadecimal digits. A mail or minutes may have broken it into several lines."""

_ENTRY_SIGN = re.compile(r"^\s*[-–—•·*▪]\s+", re.MULTILINE)
"""The sign of an entry in a list, which each program writes in its own way. A minus has a digit right after it."""


class CodeMissing(Exception):
    """No check code stands in the text: nobody can say which statement it is to be compared with."""


class SeveralCodes(Exception):
    """More than one check code stands in the text: it is not of one statement."""


@dataclass(frozen=True)
class Found:
    """The submissions with a check code, the latest first, and what is left of those that were deleted."""

    submissions: list[SubmissionRow]
    deleted: list[DeletedSubmissionRow]


def found_by_code(session: Session, code: str) -> Found:
    """Return what was submitted with this check code, at most MOST_SHOWN of each."""
    return Found(
        submissions_by_public_digest(session, code, most=MOST_SHOWN),
        deleted_submissions_by_public_digest(session, code, most=MOST_SHOWN),
    )


def code_in(text: StatementText) -> str:
    """Return the check code that stands in a text. Raises CodeMissing and SeveralCodes."""
    codes = {"".join(each.split()) for each in _CODE.findall(_whole(text).lower())}
    if not codes:
        raise CodeMissing
    if len(codes) > 1:
        raise SeveralCodes
    return codes.pop()


def says_the_same(session: Session, text: StatementText, found: Found, *, now: datetime) -> bool:
    """Whether the questions and answers in the text are, letter by letter, those of a found statement, in a language
    of its Word file or its plain text, with or without what is not published.

    White space does not count, nor do the signs of lists: they change when a text is copied. The respondent's details
    and what stands before the first question do not count either: they are another part of the file each time.
    """
    written = _squeezed(_whole(text))
    compared = _different(session, found.submissions)
    return any(_is_in(written, body) for each in compared for body in _bodies(session, each, now=now))


class _Compared(NamedTuple):
    """A submission with which a text is compared, and who is behind it."""

    submission: SubmissionRow
    parties: tuple[Party, ...]


def _different(session: Session, submissions: Sequence[SubmissionRow]) -> list[_Compared]:
    """Those whose files differ, each once. The same check code means the same answers in the same consultation: their
    files differ by corrected texts of questions and by dissenting parts only.
    """
    different: list[_Compared] = []
    for submission in submissions:
        new = _Compared(submission, parties_behind(session, submission))
        texts = submission.snapshot.text_digest
        if not any(each.submission.snapshot.text_digest == texts and each.parties == new.parties for each in different):
            different.append(new)
    return different


@dataclass(frozen=True)
class _Body:
    """A statement's questions and answers, and what may follow them in its file: the respondent's details, which begin
    with their title, or the dissenting parts of those behind it. White space is taken out of all of them.
    """

    text: str
    details: str
    dissents: str


def _is_in(written: str, body: _Body) -> bool:
    """Whether a statement's text is there, and nothing after it but what may follow it."""
    _before, is_there, after = written.rpartition(body.text)
    ends_well = after.startswith(body.details) and after.endswith(body.dissents)
    return bool(is_there) and (after in {"", body.dissents} or ends_well)


def _bodies(session: Session, compared: _Compared, *, now: datetime) -> Iterator[_Body]:
    """Yield what the submitted text is in each language, with and without what is not published, in Word and as plain
    text.
    """
    submission, parties = compared
    snapshot = submission.snapshot
    question_set = question_set_of(session, submission.response.invitation.consultation, snapshot)
    public = public_answers(snapshot)
    contact = contact_answers(snapshot) if has_contact(snapshot.contact_part) else {}
    for language in PAGE_LANGUAGES:
        about, dissenting = About("", language, now, ""), list(dissents(parties, language))
        details = _squeezed(text_in(details_section(question_set).title, language))
        for with_contact in (False, True) if contact else (False,):
            answers = public | contact if with_contact else public
            sections = displayed_sections(question_set, answers, language=language, with_contact=with_contact)
            blocks = _blocks(submission, sections, language)
            for written in (_as_read, plain_text) if blocks else ():
                after = _squeezed(written(Document(about, dissenting))) if dissenting else ""
                yield _Body(_squeezed(written(Document(about, blocks))), details, after)


def _blocks(submission: SubmissionRow, sections: Sequence[DisplayedSection], language: str) -> list[Block]:
    """What a statement's file has of questions and answers, without the respondent's details."""
    if submission.kind == NOTHING_TO_STATE:
        return [Paragraph(plain(gettext(language, "The organisation has nothing to state.")))]
    others = [each for each in sections if each.section.key != DETAILS_KEY]
    return list(statement_blocks(others, answer_language=submission.language, language=language))


def _as_read(document: Document) -> str:
    """The text of a document as it is read from its Word file."""
    file = BytesIO()
    write_to(file, document)
    return _whole(read_word(file.getvalue()))


def _whole(text: StatementText) -> str:
    return "\n".join(block.text for block in text.blocks)


def _squeezed(text: str) -> str:
    return "".join(_ENTRY_SIGN.sub("", clean_text(text).text.replace("\N{SOFT HYPHEN}", "")).split())
