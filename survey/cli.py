"""The commands of `python -m survey`."""

import csv
import json
import logging
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.application import create_app
from survey.languages import HELSINKI, LANGUAGES, format_moment, gettext
from survey.operations.backups import BackupRefused, back_up, restore
from survey.operations.consultations import Addressee, Opening, OpeningRefused, invite, open_consultation
from survey.operations.coordinators import AccountRefused, create_coordinator, hash_password
from survey.operations.demonstration import (
    COORDINATOR,
    DemonstrationLink,
    demonstration_exists,
    make_demonstration,
    new_password,
    renew_coordinator,
    renew_links,
)
from survey.operations.exports import export_consultation
from survey.questions.faults import QuestionSetFaulty, describe
from survey.questions.load import Loaded, load_file
from survey.serving import PortTaken, serve_until_stopped
from survey.settings import SettingMissing, Settings, chosen_folder, database_url, sqlite_url
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key
from survey.store.database import Database
from survey.store.migrations import is_current, upgrade

FORMS = Path(__file__).resolve().parent.parent / "forms"
DEMONSTRATED = "tyovoimapalvelujen-kehittaminen"

data_option = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the database (else SURVEY_DATA)."
)


@click.group()
def main() -> None:
    """Kuulolla: public consultations, from a question set to the statements in a workbook."""
    os.umask(0o077)  # databases, copies, workbooks and links are for their owner alone
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@data_option
@click.option("--links", type=click.Path(dir_okay=False, path_type=Path), help="Write the sign-in and links here.")
def demo(port: int, data: Path | None, links: Path | None) -> None:
    """Start the demonstration on 127.0.0.1, with a consultation and a dozen organisations in it."""
    with _folder(data) as folder:
        database = Database(sqlite_url(folder))
        upgrade(database)
        question_set = _load_or_exit(FORMS / f"{DEMONSTRATED}.yaml").question_set
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
        _serve_or_exit(settings, database, "127.0.0.1", port, announce)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@data_option
def serve(host: str, port: int, data: Path | None) -> None:
    """Serve the installation that the environment describes."""
    try:
        settings = Settings.from_environment(os.environ, folder=data)
    except SettingMissing as error:
        raise click.ClickException(str(error)) from error
    database = Database(settings.database_url)
    if not is_current(database):
        raise click.ClickException("The database is not up to date. Run: python -m survey upgrade")
    _serve_or_exit(settings, database, host, port, lambda base: click.echo(f"Serving on {base}/"))


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--draft", is_flag=True, help="A missing language is only a warning.")
@click.option("--language", type=click.Choice(["fi", "sv", "en"]), default=lambda: _own_language())  # noqa: PLW0108  # defined below
def check(files: tuple[Path, ...], draft: bool, language: str) -> None:  # noqa: FBT001  # click passes flags by name
    """Check question sets; exit 1 where any has an error."""
    errors = 0
    for path in files:
        try:
            faults = load_file(path, draft=draft).warnings
        except QuestionSetFaulty as error:
            faults = error.faults
        for fault in faults:
            level = gettext(language, "warning") if fault.warning else gettext(language, "error")
            click.echo(f"{path}:{fault.line}:{fault.column}: {level} {fault.code}: {describe(fault, language)}")
            errors += not fault.warning
        if not faults:
            none = gettext(language, "no faults")
            click.echo(f"{path}: {none}")
    sys.exit(1 if errors else 0)


@main.command("open")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", help="The consultation's key in addresses; the question set's own unless given.")
@click.option("--issuer-fi", required=True, help="Who asks, in Finnish.")
@click.option("--issuer-sv", required=True, help="Who asks, in Swedish.")
@click.option("--diary-number", required=True)
@click.option("--contact-name", required=True)
@click.option("--contact-email", required=True)
@click.option("--deadline", required=True, help="For example 2027-01-15T16:00, the clock in Finland.")
@data_option
def open_(  # noqa: PLR0913, PLR0917  # what a consultation needs; click passes options by name
    file: Path,
    key: str | None,
    issuer_fi: str,
    issuer_sv: str,
    diary_number: str,
    contact_name: str,
    contact_email: str,
    deadline: str,
    data: Path | None,
) -> None:
    """Freeze a question set and open a consultation on it."""
    question_set = _load_or_exit(file).question_set
    opening = Opening(
        key=key or question_set.key,
        issuer={"fi": issuer_fi, "sv": issuer_sv},
        diary_number=diary_number,
        contact_name=contact_name,
        contact_email=contact_email,
        deadline=_moment(deadline),
    )
    try:
        with _database(data).writing() as session:
            consultation = open_consultation(session, question_set, opening, now=datetime.now(UTC))
    except OpeningRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{consultation.key}: open until {format_moment('en', consultation.deadline)}")


@main.command("invite")
@click.argument("key")
@click.option("--organisations", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--base-url", default=lambda: os.environ.get("SURVEY_BASE_URL", "http://127.0.0.1:8000"))
@data_option
def invite_(key: str, organisations: Path, base_url: str, data: Path | None) -> None:
    """Invite organisations from a CSV file (name_fi,name_sv,group,language,email); print their links as CSV."""
    with organisations.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    wanted = {"name_fi", "name_sv", "group", "language", "email"}
    if not rows or not wanted <= set(rows[0]):
        raise click.ClickException(f"The first line must name the columns {', '.join(sorted(wanted))}.")
    written = csv.writer(sys.stdout)
    try:
        with _database(data).writing() as session:
            consultation = consultation_by_key(session, key)
            for number, row in enumerate(rows, start=2):
                addressee = Addressee(
                    {"fi": row["name_fi"], "sv": row["name_sv"]}, row["group"], row["language"], row["email"]
                )
                try:
                    made = invite(session, consultation, addressee, now=datetime.now(UTC))
                except OpeningRefused as error:
                    raise click.ClickException(f"{organisations}, line {number}: {error}") from error
                address = f"{base_url.rstrip('/')}/{row['language']}/r/{made.token}"
                written.writerow([row["name_fi"], row["name_sv"], row["email"], address])
    except NotFound as error:
        raise click.ClickException(f"There is no consultation “{key}”.") from error


@main.command()
@click.argument("key")
@click.option("--language", type=click.Choice(LANGUAGES), required=True)
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), required=True)
@data_option
def export(key: str, language: str, target: Path, data: Path | None) -> None:
    """Write the workbook of a consultation's submitted statements."""
    try:
        with _database(data).reading() as session:
            consultation = consultation_by_key(session, key)
            export_consultation(session, consultation, target, language=language, now=datetime.now(UTC))
    except NotFound as error:
        raise click.ClickException(f"There is no consultation “{key}”.") from error
    click.echo(str(target))


@main.command("backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def backup_(target: Path, data: Path | None) -> None:
    """Copy the SQLite database to a new file, also while the service runs."""
    try:
        back_up(_database(data), target)
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(str(target))


@main.command("restore")
@click.argument("source", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def restore_(source: Path, data: Path | None) -> None:
    """Put a copy back in the place of the database; the one that was there is kept beside it."""
    database = Database(database_url(os.environ, chosen_folder(os.environ, data)))
    try:
        kept = restore(database, source, now=datetime.now(UTC))
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    upgrade(database)
    click.echo(f"Restored. The earlier database is in {kept}." if kept else "Restored.")


@main.command("upgrade")
@data_option
def upgrade_(data: Path | None) -> None:
    """Make the database's tables those of this version."""
    upgrade(Database(database_url(os.environ, chosen_folder(os.environ, data))))
    click.echo("The database is up to date.")


@main.command("create-coordinator")
@click.argument("email")
@click.option("--name", required=True)
@click.password_option(help="Asked for unless given.")
@data_option
def create_coordinator_(email: str, name: str, password: str, data: Path | None) -> None:
    """Make a staff account."""
    try:
        password_hash = hash_password(password)
        with _database(data).writing() as session:
            create_coordinator(session, email=email, name=name, password_hash=password_hash, now=datetime.now(UTC))
    except AccountRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email} can now sign in.")


def _own_language() -> str:
    """The language of the terminal: Finnish, Swedish, else English."""
    code = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return code if code in LANGUAGES else "en"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.ClickException(f"“{text}” is no moment. Write it like 2027-01-15T16:00.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=HELSINKI)


def _load_or_exit(path: Path) -> Loaded:
    try:
        return load_file(path)
    except QuestionSetFaulty as error:
        raise click.ClickException(f"{path} has faults. See them with: python -m survey check {path}") from error


def _database(data: Path | None) -> Database:
    """The database of the environment, which must be there and up to date."""
    database = Database(database_url(os.environ, chosen_folder(os.environ, data)))
    if not is_current(database):
        raise click.ClickException("The database is not up to date. Run: python -m survey upgrade")
    return database


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    """The folder to keep the demonstration in, or one that is gone afterwards."""
    if data:
        data.mkdir(parents=True, exist_ok=True)
        yield data
    else:
        with tempfile.TemporaryDirectory(prefix="kuulolla-") as temporary:
            yield Path(temporary)


def _serve_or_exit(
    settings: Settings, database: Database, host: str, port: int, announce: Callable[[str], None]
) -> None:
    try:
        serve_until_stopped(create_app(settings, database), host=host, port=port, announce=announce)
    except PortTaken as error:
        raise click.ClickException(f"Port {port} is taken. Choose another with --port.") from error
    finally:
        database.close()


def _print_demonstration(base: str, password: str, organisations: list[DemonstrationLink]) -> None:
    language = _own_language()
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
