"""The demonstration: one consultation and a dozen organisations, kept or gone afterwards."""

import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.cli.operating import serve_or_exit
from survey.cli.options import data_option, load_or_exit, own_language
from survey.languages import LANGUAGES, gettext
from survey.operations.installation.demonstration import (
    COORDINATOR,
    DemonstrationLink,
    demonstration_exists,
    make_demonstration,
    new_password,
    renew_coordinator,
    renew_links,
)
from survey.questions.load import set_files
from survey.settings import Settings, sqlite_url
from survey.store.database import Database
from survey.store.migrations import upgrade

FORMS = Path(__file__).resolve().parents[2] / "forms"
DEMONSTRATED = "tyovoimapalvelujen-kehittaminen"


def _form_file(context: click.Context, option: click.Parameter, given: str) -> Path:
    """The file of the set that was named."""
    shipped = {path.stem: path for path in set_files(FORMS)}
    if given in shipped:
        return shipped[given]
    if not Path(given).is_file():
        raise click.BadParameter(f"choose from {', '.join(shipped)}, or a file")
    return Path(given)


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@data_option
@click.option(
    "--form",
    default=DEMONSTRATED,
    callback=_form_file,
    help="Which question set of forms/, or a file; the ministry's memorandum unless given.",
)
@click.option("--links", type=click.Path(dir_okay=False, path_type=Path), help="Write the sign-in and links here.")
def demo(port: int, data: Path | None, form: Path, links: Path | None) -> None:
    """Start the demonstration on 127.0.0.1, with a consultation and a dozen organisations in it."""
    with _folder(data) as folder:
        database = Database(sqlite_url(folder))
        upgrade(database)
        question_set = load_or_exit(form).question_set
        now, (password, password_hash) = datetime.now(UTC), new_password()
        with database.writing() as session:
            if not demonstration_exists(session, question_set):
                make_demonstration(session, question_set, now=now)
            renew_coordinator(session, password_hash=password_hash, now=now)
            organisations = renew_links(session, question_set, now=now)

        def announce(base: str) -> None:
            _print_demonstration(base, password, organisations)
            if links:
                _write_links(links, base, password, question_set.key, organisations)

        settings = Settings(folder, sqlite_url(folder), secrets.token_hex(), base_url=f"http://127.0.0.1:{port}")
        serve_or_exit(settings, database, "127.0.0.1", port, announce)


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    """The folder to keep the demonstration in, or one that is gone afterwards."""
    if data:
        data.mkdir(parents=True, exist_ok=True)
        yield data
    else:
        with tempfile.TemporaryDirectory(prefix="kuulolla-") as temporary:
            yield Path(temporary)


def _print_demonstration(base: str, password: str, organisations: list[DemonstrationLink]) -> None:
    language = own_language()
    click.echo(gettext(language, "Kuulolla is running at %(base)s/ – stop it with Ctrl-C.", base=base))
    click.echo("\n" + gettext(language, "Coordinator: %(address)s", address=f"{base}/fi/sign-in"))
    click.echo("  " + gettext(language, "e-mail: %(email)s", email=COORDINATOR))
    click.echo("  " + gettext(language, "password: %(password)s", password=password))
    for code in LANGUAGES:
        link = next(each for each in organisations if each.language == code and each.status == "not_opened")
        click.echo(f"\n{link.name} ({code}): {_address(base, link)}")


def _write_links(
    path: Path, base: str, password: str, consultation: str, organisations: list[DemonstrationLink]
) -> None:
    """Write everything that opens the demonstration, for its owner alone, in one step."""
    content = {
        "base": base,
        "coordinator": {"url": f"{base}/fi/sign-in", "email": COORDINATOR, "password": password},
        "consultation": {"key": consultation},
        "organisations": [
            {"name": each.name, "language": each.language, "url": _address(base, each), "status": each.status}
            for each in organisations
        ],
    }
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        opened.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    unfinished.rename(path)


def _address(base: str, link: DemonstrationLink) -> str:
    return f"{base}/{link.language}/r/{link.token}"
