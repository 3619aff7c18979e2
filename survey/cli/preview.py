"""The command that shows a question set in a browser before it is opened."""

import secrets
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.authoring.files import load_any
from survey.cli.installation import serve_or_exit
from survey.operations.consultations.previews import make_preview
from survey.questions.faults.fault import QuestionSetFaulty
from survey.settings import Settings, sqlite_url
from survey.store.database import Database
from survey.store.migrations import upgrade


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
def preview(file: Path, port: int) -> None:
    """Show a question set, also an unfinished one, as organisations will see it. Nothing is kept."""
    try:
        question_set = load_any(file, draft=True).question_set
    except QuestionSetFaulty as error:
        raise click.ClickException(f"{file} has faults. See them with: python -m survey check {file}") from error
    with tempfile.TemporaryDirectory(prefix="kuulolla-") as folder:
        url = sqlite_url(Path(folder))
        database = Database(url)
        upgrade(database)
        with database.writing() as session:
            tokens = make_preview(session, question_set, now=datetime.now(UTC))

        def announce(base: str) -> None:
            for language, token in tokens.items():
                click.echo(f"{language}: {base}/{language}/r/{token}")

        settings = Settings(Path(folder), url, secrets.token_hex(), base_url=f"http://127.0.0.1:{port}")
        serve_or_exit(settings, database, "127.0.0.1", port, announce)
