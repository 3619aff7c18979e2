"""Commands for making a file from a consultation, and for importing a consultation from such a file."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from zipfile import is_zipfile

import click
from pydantic import ValidationError

from survey.cli.members import coordinator_option, let_take_part, say_who_takes_part
from survey.cli.options import data_option, moment_of, no_consultation, opened_database
from survey.cli.terminal_language import counted_in_own_language, in_own_language, own_language
from survey.cli.translated_commands import argument, command, language_option, option
from survey.export.data_files.consultation_json import read_consultation
from survey.export.data_files.zip_archive import ArchiveIncomplete, opened_archive
from survey.export.documents.committee_pack import Order
from survey.export.progress import Progress
from survey.export.statements.records import Edition
from survey.languages import PAGE_LANGUAGES, gettext, mark_plural
from survey.languages import mark as _
from survey.operations.exports.files import ExportRemoved, MakerStopped, make_export
from survey.operations.exports.formats import FORMATS, format_of
from survey.operations.exports.importing import Imported, ImportRefused, import_consultation
from survey.settings import chosen_folder
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key


@command(
    "export",
    _(
        "Write the submitted statements to a file.\n\n"
        "The file is a workbook, unless another format is asked for. Its digest is printed. The same statements with "
        "the same options, --at and --by among them, give the same bytes on the same kind of computer, and the same "
        "digest everywhere."
    ),
)
@argument("key", _("KEY"))
@option("--language", type=click.Choice(PAGE_LANGUAGES), required=True, help=_("The language of the file."))
@option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar=_("FILE"),
    help=_("The file to write. One that is there already is overwritten."),
)
@option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="xlsx",
    show_default=True,
    help=_(
        "table is a workbook with only the table of answers, for statistics and very many statements; csv is for Excel "
        "in Finland, csv-plain for other programs; json and zip are for keeping; docx is for a committee."
    ),
)
@option(
    "--order",
    type=click.Choice([each.value for each in Order]),
    default=Order.QUESTION.value,
    show_default=True,
    help=_("What makes a chapter of the docx."),
)
@option("--internal", is_flag=True, help=_("With contact details, which are otherwise left out."))
@option(
    "--full",
    is_flag=True,
    help=_("The workbook with charts, a row for each value and statements that later ones have replaced."),
)
@option(
    "--at",
    metavar=_("MOMENT"),
    help=_("When the file says that it was made, for example 2027-02-01T09:00. If it is not given: now."),
)
@option(
    "--by", metavar=_("NAME"), help=_("Who the file says has made it. If it is not given: the service's maintenance.")
)
@data_option
def export(  # noqa: PLR0913, PLR0917  # which workbook is wanted; click passes options by name
    key: str,
    language: str,
    target: Path,
    format_: str,
    order: str,
    internal: bool,  # noqa: FBT001
    full: bool,  # noqa: FBT001
    at: str | None,
    by: str | None,
    data: Path | None,
) -> None:
    edition = Edition(
        language=language,
        exported_at=moment_of(at) if at else datetime.now(UTC),
        by=by or gettext(language, "the service's maintenance"),
        internal=internal,
        full=full,
    )
    if full and format_ != "xlsx":
        raise click.ClickException(in_own_language(_("Only the workbook can be full. Leave out --full or --format.")))
    if internal and not FORMATS[format_].has_contact:
        words = _("This format has no contact details. Leave out --internal, or use xlsx, zip or json.")
        raise click.ClickException(in_own_language(words))
    try:
        with opened_database(data).reading() as session:
            consultation = consultation_by_key(session, key)
            made = format_of(format_, consultation, order=Order(order), full=full)
            if made.ending == "zip" and target.suffix.lower() != ".zip":
                words = in_own_language(_("These are several files in a zip. Give a name that ends in .zip."))
                raise click.ClickException(words)
            with click.progressbar(
                length=100, label=target.name, file=sys.stderr, hidden=not sys.stderr.isatty()
            ) as bar:
                progress = Progress(lambda percent: bar.update(percent - bar.pos), made.passes)
                digest = made.write(session, consultation, target, edition, progress)
                bar.update(100 - bar.pos)
    except NotFound as error:
        raise no_consultation(key) from error
    except ArchiveIncomplete as error:
        raise click.ClickException(error.words(own_language())) from error
    click.echo(str(target))
    if digest:
        click.echo(in_own_language(_("sha256 of the contents: %(digest)s"), digest=digest))
    else:
        with target.open("rb") as opened:
            click.echo(f"sha256: {file_digest(opened, 'sha256').hexdigest()}")


@command(
    "import",
    _(
        "Import a consultation from a JSON or zip file.\n\n"
        "The file is one that “export” has made. The digests stay the same. Only a zip has attached files, and only an "
        "internal file has contact details. Personal links are in neither: the organisations need new ones before they "
        "can go on."
    ),
)
@argument("file", _("FILE"), type=click.Path(exists=True, dir_okay=False, path_type=Path))
@coordinator_option
@data_option
@language_option
def import_(file: Path, coordinators: tuple[str, ...], data: Path | None) -> None:
    try:
        with _contents(file) as (content, content_of), opened_database(data).writing() as session:
            now = datetime.now(UTC)
            made = import_consultation(session, read_consultation(content), content_of, now=now)
            let_take_part(session, made.consultation, coordinators, now=now)
            words = _imported(made)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        message = (
            _("%(file)s is no consultation of this product. The first fault is at “%(where)s”.")
            if where
            else _("%(file)s is no consultation of this product.")
        )
        raise click.ClickException(in_own_language(message, file=file, where=where)) from error
    except (ImportRefused, ArchiveIncomplete) as error:
        raise click.ClickException(error.words(own_language())) from error
    click.echo(words)
    say_who_takes_part(coordinators)
    if made.missing_files:
        message_and_plural = mark_plural(
            "%(num)s attached file is not in it. The zip has it.",
            "%(num)s attached files are not in it. The zip has them.",
        )
        click.echo(counted_in_own_language(*message_and_plural, made.missing_files), err=True)


def _imported(made: Imported) -> str:
    """What was imported, in numbers."""
    organisations = counted_in_own_language(
        *mark_plural("%(num)s organisation", "%(num)s organisations"), made.organisations
    )
    submissions = counted_in_own_language(*mark_plural("%(num)s submission", "%(num)s submissions"), made.submissions)
    return f"{made.consultation.key}: {organisations}, {submissions}"


@contextmanager
def _contents(file: Path) -> Iterator[tuple[bytes, Callable[[str], bytes | None]]]:
    if is_zipfile(file):
        with opened_archive(file) as found:
            yield found
    else:
        yield file.read_bytes(), lambda _sha256: None


@click.command("make-export", hidden=True)
@click.argument("export_id", type=int)
@data_option
def make_export_(export_id: int, data: Path | None) -> None:
    """Make the file that a coordinator has asked for; stop when standard input ends, as it does with the service."""
    stopping = threading.Event()
    threading.Thread(target=_wait_for_end, args=(stopping,), daemon=True).start()
    database = opened_database(data)
    with suppress(ExportRemoved, MakerStopped, NotFound):
        make_export(database, chosen_folder(os.environ, data), export_id, stopping=stopping)
    database.close()


def _wait_for_end(stopping: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1):  # not sys.stdin.read(): its lock would still be held when the process ends
        pass
    stopping.set()
