"""The command that says what is due for being deleted, and deletes it."""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.cli.options import data_option, opened_database
from survey.cli.terminal_language import counted_in_own_language, in_own_language
from survey.cli.translated_commands import command, language_option, option
from survey.languages import format_date, mark_plural
from survey.languages import mark as _
from survey.operations.retention.deleting import Outcome, delete_due, forget_attempts
from survey.operations.retention.due import Due, all_due
from survey.operations.retention.periods import Kind
from survey.settings import chosen_folder
from survey.store.database import Database

KINDS: Mapping[Kind, str] = {
    Kind.CONTACT: _("contact details"),
    Kind.DRAFTS: _("drafts"),
    Kind.MAILS: _("mails"),
    Kind.ALL: _("everything"),
}

NUMBERS: Mapping[str, tuple[str, str]] = {
    "statements": mark_plural("%(num)s statement with contact details", "%(num)s statements with contact details"),
    "answers": mark_plural("%(num)s answer of a draft", "%(num)s answers of drafts"),
    "earlier": mark_plural("%(num)s earlier answer", "%(num)s earlier answers"),
    "conflicts": mark_plural("%(num)s text beside an answer", "%(num)s texts beside answers"),
    "steps": mark_plural("%(num)s handling step", "%(num)s handling steps"),
    "attachments": mark_plural("%(num)s attached file", "%(num)s attached files"),
    "comments": mark_plural("%(num)s comment on a draft", "%(num)s comments on drafts"),
    "approvals": mark_plural("%(num)s approval of a draft", "%(num)s approvals of drafts"),
    "addresses": mark_plural("%(num)s e-mail address", "%(num)s e-mail addresses"),
    "names": mark_plural("%(num)s name", "%(num)s names"),
    "links": mark_plural("%(num)s personal link", "%(num)s personal links"),
    "recipients": mark_plural("%(num)s recipient of a mail", "%(num)s recipients of mails"),
    "mails": mark_plural("%(num)s mail", "%(num)s mails"),
    "files": mark_plural("%(num)s file of statements", "%(num)s files of statements"),
    "organisations": mark_plural("%(num)s organisation", "%(num)s organisations"),
    "submissions": mark_plural("%(num)s submission", "%(num)s submissions"),
}
"""What the numbers of something due are, in the order in which they are told."""


@command(
    "retention",
    _(
        "Say what is due for being deleted.\n\n"
        "Coordinators set for each consultation how long contact details, drafts, mails and everything are kept after "
        "its end. With --do what is due is deleted, and each act is logged. The command may be run at any time and as "
        "often as you like; what was stopped in the middle goes on."
    ),
)
@option("--do", "really", is_flag=True, help=_("Delete what is due."))
@data_option
@language_option
def retention(really: bool, data: Path | None) -> None:  # noqa: FBT001  # an option of the command
    database, now = opened_database(data), datetime.now(UTC)
    with database.reading() as session:
        found = all_due(session, now=now)
    for each in found:
        click.echo(_line(each))
    if not found:
        click.echo(in_own_language(_("Nothing is due.")))
    if not really:
        if found:
            click.echo(in_own_language(_("Nothing was deleted. Delete it with --do.")))
        return
    left = [each for each in found if not _deleted(database, chosen_folder(os.environ, data), each, now=now)]
    forget_attempts(database, now=now)
    is_overwritten = database.overwrite_deleted()
    for each in left:
        words = _("%(key)s: %(kind)s was not deleted, because it is in use. Run the command again later.")
        kind = in_own_language(KINDS[each.kind])
        click.echo(in_own_language(words, key=each.consultation_key, kind=kind), err=True)
    if not is_overwritten:
        words = _(
            "Somebody reads the database: what was deleted is overwritten in its log later. Run the command again."
        )
        click.echo(in_own_language(words), err=True)
    if left or not is_overwritten:
        sys.exit(1)


def _line(due: Due) -> str:
    """One thing due: of which consultation, which kind, since when, how much."""
    numbers = [
        counted_in_own_language(*words, due.numbers[name]) for name, words in NUMBERS.items() if due.numbers.get(name)
    ]
    since = in_own_language(_("due since %(date)s"), date=format_date(due.day)) if due.day else ""
    head = ", ".join(part for part in (in_own_language(KINDS[due.kind]), since) if part)
    return f"{due.consultation_key}: {head}{': ' if numbers else ''}{', '.join(numbers)}"


def _deleted(database: Database, folder: Path, due: Due, *, now: datetime) -> bool:
    """Delete one thing due, and say so. Returns False if it is in use."""
    outcome = delete_due(database, folder, due, now=now)
    if outcome is Outcome.DELETED:
        words = _("%(key)s: %(kind)s deleted.")
        click.echo(in_own_language(words, key=due.consultation_key, kind=in_own_language(KINDS[due.kind])))
    return outcome is not Outcome.IN_USE
