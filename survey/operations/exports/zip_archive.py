"""A consultation as a zip file for keeping: the JSON from which it can be imported, every statement as a Word document,
and every attached file.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from sqlalchemy.orm import Session

from survey.export.data_files.consultation_json import write_consultation
from survey.export.data_files.zip_archive import CONSULTATION, Archive, in_file_name
from survey.export.progress import Progress, without_progress
from survey.export.statements.records import Edition
from survey.export.statements.spooled_list import SpooledList
from survey.export.whole_file import whole_file
from survey.export.word.writer import write_to
from survey.languages import mark_with_context, pgettext, text_in
from survey.operations.exports.consultation_json import head_of, organisations_of
from survey.operations.exports.invitation_order import by_invitation
from survey.operations.submissions.documents import statement_of
from survey.operations.submissions.snapshots import public_answers
from survey.questions.freeze import read_frozen
from survey.questions.kinds.attachment import files_of
from survey.store.consultations import Invited
from survey.store.responses.attachments import file_content
from survey.store.responses.entered import original_of
from survey.store.responses.submissions import submissions_of
from survey.store.tables import ConsultationRow, SubmissionRow

STATEMENTS = mark_with_context("file name", "statements")
EARLIER = mark_with_context("file name", "earlier")
WITHDRAWN = mark_with_context("file name", "withdrawn")
ATTACHMENTS = mark_with_context("file name", "attachments")
"""The folders in the zip."""

DOCUMENTS = 9
"""About how many times longer it takes to write an organisation's statements as Word files than as JSON."""

PASSES = 1 + DOCUMENTS


def write_archive(
    session: Session, consultation: ConsultationRow, target: Path, edition: Edition, progress: Progress | None = None
) -> None:
    """Write everything that was handed in: superseded statements too, and no draft.

    Word files are in the edition's language; contact details are there only in an internal edition. One statement
    and one file are in memory at a time: what the manifest tells of each waits on disk, and so does the zip's own list.
    Folders and documents have names in that language; what programmes look for (consultation.json, manifest.json,
    SHA256SUMS) is called the same in every language.
    """
    progress = progress or without_progress()
    with whole_file(target) as opened:
        archive = Archive(opened)
        with TemporaryFile(prefix="kuulolla-export-") as written:
            organisations = organisations_of(session, consultation, edition, progress)
            write_consultation(written, head_of(session, consultation, edition), organisations)
            written.seek(0)
            archive.add(CONSULTATION, written)
        statements: SpooledList[dict[str, Any]] = SpooledList()
        for batch in by_invitation(session, consultation).batches():
            for each in batch:
                for told in _statements_of(session, archive, consultation, each, edition):
                    statements.append(told)
                progress.step(DOCUMENTS)
        archive.finish(_manifest_head(consultation, edition), statements)


def _folder(edition: Edition, folder: tuple[str, str]) -> str:
    return pgettext(edition.language, *folder)


def _manifest_head(consultation: ConsultationRow, edition: Edition) -> dict[str, Any]:
    return {
        "exported_at": edition.exported_at.isoformat(),
        "exported_by": edition.by,
        "contact_details": edition.internal,
        "consultation": {
            "key": consultation.key,
            "title": read_frozen(consultation.question_set).title,
            "issuer": consultation.issuer,
            "diary_number": consultation.diary_number,
            "opened_at": consultation.opened_at.isoformat(),
            "deadline": consultation.deadline.isoformat(),
            "structure_digest": consultation.structure_digest,
            "text_digest": consultation.text_digest,
        },
    }


def _statements_of(
    session: Session, archive: Archive, consultation: ConsultationRow, each: Invited, edition: Edition
) -> Iterator[dict[str, Any]]:
    """Add an organisation's statements and files to the archive. Yields the manifest's entry for each statement."""
    submissions = submissions_of(session, each.response.id)
    path_by_digest: dict[str, str] = {}
    for submission in reversed(submissions):
        latest = each.submission.number if each.submission else 0
        document = statement_of(
            session,
            consultation,
            each.organisation,
            submission,
            latest=latest,
            language=edition.language,
            now=edition.exported_at,
            with_contact=edition.internal,
        )
        counts = submission.number == latest
        name = f"{in_file_name(text_in(each.organisation.name, edition.language))}-{submission.reference}.docx"
        below = "" if counts else f"{_folder(edition, WITHDRAWN if submission.withdrawal else EARLIER)}/"
        path = f"{_folder(edition, STATEMENTS)}/{below}{name}"
        opened = BytesIO()
        write_to(opened, document)
        opened.seek(0)
        archive.add(path, opened)
        yield {
            "reference": submission.reference,
            "organisation": each.organisation.name,
            "number": submission.number,
            "counts": counts,
            "kind": submission.kind,
            "language": submission.language,
            "received_at": submission.submitted_at.isoformat(),
            "channel": submission.channel,
            "entered_at": submission.entered_at.isoformat() if submission.entered_at else None,
            "decision": submission.decision,
            "decision_expected": submission.decision_expected.isoformat() if submission.decision_expected else None,
            "confirmed": _confirmation_of(session, archive, submission, path_by_digest, edition),
            "withdrawn": _withdrawal_of(submission),
            "public_digest": submission.snapshot.public_digest,
            "document": path,
            "attachments": _files_of(session, archive, submission, path_by_digest, edition),
            "original": _original_of(session, archive, submission, path_by_digest, edition),
        }


def _withdrawal_of(submission: SubmissionRow) -> dict[str, str] | None:
    made = submission.withdrawal
    return {"at": made.at.isoformat(), "reason": made.reason} if made else None


def _confirmation_of(
    session: Session, archive: Archive, submission: SubmissionRow, path_by_digest: dict[str, str], edition: Edition
) -> dict[str, Any] | None:
    """Add the extract of the minutes with which a statement was confirmed, and return the decision, or None."""
    made = submission.confirmation
    if made is None:
        return None
    extract = None
    if made.extract:
        name, digest = made.extract.name, made.extract.sha256
        extract = _add_file(session, archive, submission, name, digest, path_by_digest, edition)
    return {
        "at": made.at.isoformat(),
        "body": made.body,
        "decided_on": made.decided_on.isoformat(),
        "paragraph": made.paragraph,
        "extract": extract,
    }


def _files_of(
    session: Session, archive: Archive, submission: SubmissionRow, path_by_digest: dict[str, str], edition: Edition
) -> list[dict[str, str]]:
    """Add a statement's files, and return their original names and paths in the archive.

    Equal contents of one organisation are stored only once.
    """
    return [
        _add_file(session, archive, submission, file.name, file.sha256, path_by_digest, edition)
        for given in public_answers(submission.snapshot).values()
        for file in files_of(given.value)
    ]


def _original_of(
    session: Session, archive: Archive, submission: SubmissionRow, path_by_digest: dict[str, str], edition: Edition
) -> dict[str, str] | None:
    """Add the file as which an entered statement came, and return its name and path; None if there is none.

    Only in an internal edition: a letter has signatures and contact details that no answer has.
    """
    file = original_of(session, submission) if edition.internal else None
    if file is None:
        return None
    return _add_file(session, archive, submission, file.name, file.sha256, path_by_digest, edition)


def _add_file(  # noqa: PLR0913, PLR0917  # which file, and where it goes
    session: Session,
    archive: Archive,
    submission: SubmissionRow,
    name: str,
    sha256: str,
    path_by_digest: dict[str, str],
    edition: Edition,
) -> dict[str, str]:
    if sha256 not in path_by_digest:
        stem, _dot, ending = name.rpartition(".")
        stored = f"{len(path_by_digest) + 1}-{in_file_name(stem)}.{in_file_name(ending)}"
        path_by_digest[sha256] = f"{_folder(edition, ATTACHMENTS)}/{submission.reference}/{stored}"
        _media_type, content = file_content(session, submission.response_id, sha256)
        archive.add(path_by_digest[sha256], BytesIO(content))
    return {"name": name, "sha256": sha256, "path": path_by_digest[sha256]}
