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

from survey.cli.options import data_option, moment_of, opened_database
from survey.export.data_files.consultation_json import read_consultation
from survey.export.data_files.zip_archive import ArchiveIncomplete, opened_archive
from survey.export.documents.committee_pack import Order
from survey.export.progress import Progress
from survey.export.statements.records import Edition
from survey.languages import PAGE_LANGUAGES, gettext
from survey.operations.exports.files import ExportRemoved, MakerStopped, make_export
from survey.operations.exports.formats import FORMATS, format_of
from survey.operations.exports.importing import ImportRefused, import_consultation
from survey.settings import chosen_folder
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key


@click.command()
@click.argument("key")
@click.option("--language", type=click.Choice(PAGE_LANGUAGES), required=True)
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="xlsx",
    show_default=True,
    help=(
        "table is a workbook of the answers alone, for statistics and very many statements; csv is for Excel in"
        " Finland, csv-plain for programmes; json and zip are to be kept; docx is for a committee."
    ),
)
@click.option(
    "--order",
    type=click.Choice([each.value for each in Order]),
    default=Order.QUESTION.value,
    show_default=True,
    help="What makes a chapter of the docx.",
)
@click.option("--internal", is_flag=True, help="With contact details, which are otherwise left out.")
@click.option("--full", is_flag=True, help="The workbook with charts, a row for each value and superseded statements.")
@click.option("--at", help="The moment that the file gives as its own, such as 2027-02-01T09:00; now unless given.")
@click.option("--by", help="Who the file says has made it; the service's maintenance unless given.")
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
    """Write a consultation's submitted statements, a workbook unless another format is asked for, and print a digest.

    The same statements with the same options, `--at` and `--by` among them, give the same bytes on
    the same kind of machine, and the same digest everywhere.
    """
    edition = Edition(
        language=language,
        exported_at=moment_of(at) if at else datetime.now(UTC),
        by=by or gettext(language, "the service's maintenance"),
        internal=internal,
        full=full,
    )
    if full and format_ != "xlsx":
        raise click.ClickException("Only the workbook can be full. Leave out --full or --format.")
    if internal and not FORMATS[format_].has_contact:
        raise click.ClickException(
            "This format has no contact details. Leave out --internal, or use xlsx, zip or json."
        )
    try:
        with opened_database(data).reading() as session:
            consultation = consultation_by_key(session, key)
            made = format_of(format_, consultation, order=Order(order), full=full)
            if made.ending == "zip" and target.suffix.lower() != ".zip":
                raise click.ClickException("These are several files in a zip. Give a name that ends in .zip.")
            with click.progressbar(
                length=100, label=target.name, file=sys.stderr, hidden=not sys.stderr.isatty()
            ) as bar:
                progress = Progress(lambda percent: bar.update(percent - bar.pos), made.passes)
                digest = made.write(session, consultation, target, edition, progress)
                bar.update(100 - bar.pos)
    except NotFound as error:
        raise click.ClickException(f"There is no consultation “{key}”.") from error
    click.echo(str(target))
    if digest:
        click.echo(f"sha256 of the contents: {digest}")
    else:
        with target.open("rb") as opened:
            click.echo(f"sha256: {file_digest(opened, 'sha256').hexdigest()}")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
def import_(file: Path, data: Path | None) -> None:
    """Make a consultation again from the JSON or the zip that `export` made of it, with the same digests.

    Attached files come from the zip; contact details are there where the file is an internal one. Nobody's personal
    link is in it: the organisations need new ones before they can go on.
    """
    try:
        with _contents(file) as (content, content_of), opened_database(data).writing() as session:
            made = import_consultation(session, read_consultation(content), content_of, now=datetime.now(UTC))
            words = f"{made.consultation.key}: {made.organisations} organisations, {made.submissions} submissions"
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise click.ClickException(f"{file} is no consultation of this product: {where}: {first['msg']}") from error
    except (ImportRefused, ArchiveIncomplete) as error:
        raise click.ClickException(str(error)) from error
    click.echo(words)
    if made.missing_files:
        click.echo(f"{made.missing_files} attached files are not in it. The zip has them.", err=True)


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
