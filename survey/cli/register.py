"""The command that brings organisations into the register, and writes it to a file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.cli.options import data_option, opened_database
from survey.cli.terminal_language import in_own_language, own_language
from survey.cli.translated_commands import command, language_option, option
from survey.languages import PAGE_LANGUAGES
from survey.languages import mark as _
from survey.operations.register.files import register_csv, write_register
from survey.operations.register.groups import groups_in
from survey.operations.register.planning import ImportPlan, apply_import, plan_import
from survey.operations.register.row_files import RowFault, RowsRefused
from survey.store.register.organisations import RegisterFilters, registered


@command(
    "register",
    _(
        "Fill the register, or write it to a file.\n\n"
        "A row is matched by its business ID, and without one by its name; an empty cell keeps what the register has. "
        "If any row has a fault, all faults are listed and nothing is changed."
    ),
)
@option(
    "--import",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("A workbook (.xlsx) or a CSV file with the organisations."),
)
@option(
    "--export",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("The file to write: .xlsx, otherwise CSV. After an import it has what is there then."),
)
@data_option
@language_option
def register_(source: Path | None, target: Path | None, data: Path | None) -> None:
    if source is None and target is None:
        raise click.UsageError(in_own_language(_("Give --import, --export or both.")))
    database = opened_database(data)
    if source is not None:
        try:
            with database.writing() as session:
                plan = plan_import(session, source.read_bytes())
                if plan.faults:
                    raise _refused(source, plan.faults)
                apply_import(session, plan, by=None, now=datetime.now(UTC))
        except RowsRefused as error:
            raise _refused(source, error.faults) from error
        click.echo(_told(plan))
    if target is not None:
        with database.reading() as session:
            entries = registered(session, RegisterFilters(), language=_file_language())
            groups = groups_in(session)
        if target.suffix.lower() == ".xlsx":
            write_register(target, entries, _file_language(), groups)
        else:
            target.write_bytes(register_csv(entries, _file_language(), groups).encode("utf-8-sig"))


def _told(plan: ImportPlan) -> str:
    return in_own_language(
        _("Added: %(added)s. Changed: %(changed)s. The same: %(same)s."),
        added=len(plan.added),
        changed=len(plan.changed),
        same=plan.same,
    )


def _refused(source: Path, faults: Sequence[RowFault]) -> click.ClickException:
    click.echo("\n".join(f"{source}: {fault.words(own_language())}" for fault in faults), err=True)
    return click.ClickException(in_own_language(_("Nothing was changed. Correct the file and try again.")))


def _file_language() -> str:
    """The terminal's own language, if pages have it; files have words of those only."""
    return own_language() if own_language() in PAGE_LANGUAGES else PAGE_LANGUAGES[0]
