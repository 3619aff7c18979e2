"""Taking a whole consultation in from the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zipfile import is_zipfile

import click
from pydantic import ValidationError

from survey.cli.options import data_option, opened_database
from survey.export.data_files.consultation_json import read_consultation
from survey.export.data_files.zip_archive import ArchiveIncomplete, opened_archive
from survey.operations.exports.importing import ImportRefused, import_consultation


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
