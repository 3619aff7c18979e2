"""The command that shows a question set in a browser before it is opened."""

import secrets
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.authoring.files import load_any
from survey.cli.options import port_option, set_has_faults
from survey.cli.serving import serve_or_exit
from survey.cli.translated_commands import argument, command, language_option
from survey.languages import mark as _
from survey.operations.consultations.previews import make_preview
from survey.questions.faults.fault import QuestionSetFaulty
from survey.settings import Settings, sqlite_url
from survey.store.database import Database
from survey.store.migrations import upgrade


@command(
    "preview",
    _(
        "Show a question set in the browser.\n\n"
        "It looks as organisations will see it, also when it is unfinished. Nothing is kept."
    ),
)
@argument("file", _("FILE"), type=click.Path(exists=True, dir_okay=False, path_type=Path))
@port_option(8001)
@language_option
def preview(file: Path, port: int) -> None:
    try:
        question_set = load_any(file, draft=True).question_set
    except QuestionSetFaulty as error:
        raise set_has_faults(file) from error
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
