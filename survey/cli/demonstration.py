"""The command that starts the demonstration: one consultation and a dozen organisations, kept or deleted afterwards."""

import json
import os
import secrets
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.application import create_app
from survey.cli.options import data_option, load_or_exit, port_option
from survey.cli.reloading import serve_and_reload
from survey.cli.serving import port_taken
from survey.cli.terminal_language import in_own_language, own_product_language
from survey.cli.translated_commands import command, language_option, option
from survey.languages import PAGE_LANGUAGES
from survey.languages import mark as _
from survey.operations.installation.demonstration import (
    COORDINATOR,
    DemonstrationLink,
    demonstration_exists,
    make_demonstration,
    new_password,
    renew_coordinator,
    renew_links,
)
from survey.operations.question_sets.corrections import CorrectionRefused, NothingToCorrect, correct_texts
from survey.operations.question_sets.ready_sets import READY_SETS
from survey.questions.load import set_files
from survey.questions.question_set import QuestionSet
from survey.serving.mail_sender import sending_mail
from survey.serving.opener import opening_at_their_time
from survey.serving.server import PortTaken, address_of, end_on_sigterm, listen_on_this_machine, serve_on
from survey.settings import MailFolder, Settings, sqlite_url
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key
from survey.store.database import Database
from survey.store.migrations import upgrade

DEMONSTRATED = "tyovoimapalvelujen-kehittaminen"

MAILS = "mails"
"""The folder of the mails that the demonstration would send."""

SENDER = "kuulolla@example.fi"


def _form_file(context: click.Context, option: click.Parameter, given: str) -> Path:
    """Return the file of the named question set. Raises BadParameter if it is neither a set in forms/ nor a file."""
    shipped = {path.stem: path for path in set_files(READY_SETS)}
    if given in shipped:
        return shipped[given]
    if not Path(given).is_file():
        sets = ", ".join(shipped)
        words = in_own_language(_("“%(given)s” is neither a file nor one of these: %(sets)s."), given=given, sets=sets)
        raise click.BadParameter(words)
    return Path(given)


@command(
    "demo",
    _("Start the demonstration on this computer.\n\nIt has one consultation and a dozen organisations in it."),
)
@port_option(8000)
@data_option
@option(
    "--form",
    default=DEMONSTRATED,
    show_default=True,
    callback=_form_file,
    metavar=_("FILE"),
    help=_("The name of a question set in the folder forms, or a file."),
)
@option(
    "--links",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Write the password and the personal links to this file too, as JSON."),
)
@option("--reload", "reloading", is_flag=True, help=_("For developers: start again each time that a file has changed."))
@language_option
def demo(port: int, data: Path | None, form: Path, links: Path | None, reloading: bool) -> None:  # noqa: FBT001  # an option of the command
    end_on_sigterm()
    with _listening(port) as listening, _folder(data) as folder:
        password, password_hash = new_password()
        secret_key, base = secrets.token_hex(), address_of(listening)
        start = Start(folder, data is not None, form, links, base, secret_key, password, password_hash)
        set_up(start)
        if reloading:
            serve_and_reload(serve_again, start, listening, also=form)
        serve_demonstration(start, listening)


@dataclass(frozen=True)
class Start:
    """Everything that the demonstration needs to start, and to start again with the same sign-in.

    `kept`: whether `folder` belongs to the user and is not deleted at the end. `base`: the URL, without a slash at the
    end.
    """

    folder: Path
    kept: bool
    form: Path
    links: Path | None
    base: str
    secret_key: str
    password: str
    password_hash: str

    def database(self) -> Database:
        """Open the demonstration's database, and change its tables to this version's."""
        database = Database(sqlite_url(self.folder))
        upgrade(database)
        return database


def set_up(start: Start) -> None:
    """Create the demonstration if the folder does not contain it, renew its password and links, and print them."""
    question_set = load_or_exit(start.form).question_set
    now = datetime.now(UTC)
    with closing(start.database()) as database, database.writing() as session:
        if not demonstration_exists(session, question_set):
            make_demonstration(session, question_set, now=now)
        renew_coordinator(session, question_set, password_hash=start.password_hash, now=now)
        organisations = renew_links(session, question_set, now=now)
    _print_demonstration(start, organisations)
    if start.links:
        _write_links(start.links, start, question_set.key, organisations)


def serve_demonstration(start: Start, listening: socket.socket) -> None:
    """Serve the demonstration until a signal (Ctrl-C or SIGTERM)."""
    settings = Settings(
        start.folder,
        sqlite_url(start.folder),
        start.secret_key,
        base_url=start.base,
        mail=MailFolder(start.folder / MAILS, SENDER),
    )
    with (
        closing(start.database()) as database,
        opening_at_their_time(settings, database),
        sending_mail(settings, database),
    ):
        serve_on(create_app(settings, database), listening)


def serve_again(start: Start, listening: socket.socket) -> None:
    """Serve again after a file has changed, with the form as it is now. The links stay the same as long as only texts
    change.
    """
    try:
        question_set = load_or_exit(start.form).question_set
    except click.ClickException as refusal:
        refusal.show()  # then serve the form as it was before
    else:
        _take_changed_form(start, question_set)
    serve_demonstration(start, listening)


def _take_changed_form(start: Start, question_set: QuestionSet) -> None:
    """Correct the texts of the demonstration. If more than texts has changed, make the demonstration again.

    In a folder that belongs to the user it is not made again; a warning is printed instead.
    """
    try:
        with closing(start.database()) as database, database.writing() as session:
            consultation = consultation_by_key(session, question_set.key)
            correct_texts(session, consultation, question_set, now=datetime.now(UTC))
    except NothingToCorrect:
        return
    except (CorrectionRefused, NotFound):
        if start.kept:
            _warn_of_kept_demonstration(start)
            return
        for path in start.folder.glob("survey.sqlite3*"):
            path.unlink()
        set_up(start)


def _warn_of_kept_demonstration(start: Start) -> None:
    words = in_own_language(
        _("%(file)s now asks other things than the demonstration in %(folder)s, which stays as it is."),
        file=start.form,
        folder=start.folder,
    )
    click.echo(words, err=True)


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    try:
        opened = listen_on_this_machine(port)
    except PortTaken as error:
        raise port_taken(port) from error
    with opened:
        yield opened


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    """The folder in which the demonstration is kept, or a temporary one that is deleted at the end."""
    if data:
        data.mkdir(parents=True, exist_ok=True)
        yield data
    else:
        with tempfile.TemporaryDirectory(prefix="kuulolla-") as temporary:
            yield Path(temporary)


def _print_demonstration(start: Start, organisations: list[DemonstrationLink]) -> None:
    base = start.base
    sign_in = f"{base}/{own_product_language()}/sign-in"
    click.echo(in_own_language(_("Kuulolla is running at %(base)s/ – stop it with Ctrl-C."), base=base))
    click.echo("\n" + in_own_language(_("Coordinator: %(address)s"), address=sign_in))
    click.echo("  " + in_own_language(_("e-mail: %(email)s"), email=COORDINATOR))
    click.echo("  " + in_own_language(_("password: %(password)s"), password=start.password))
    mails = f"{base}/{own_product_language()}/outgoing-mail"
    click.echo("\n" + in_own_language(_("Outgoing mail, which is not sent: %(address)s"), address=mails))
    for code in PAGE_LANGUAGES:
        link = next(each for each in organisations if each.language == code and each.status == "not_opened")
        click.echo(f"\n{link.name} ({code}): {_address(base, link)}")


def _write_links(path: Path, start: Start, consultation: str, organisations: list[DemonstrationLink]) -> None:
    """Write the URLs, links and password of the demonstration to `path` as JSON, readable only by the owner.

    The file is first written under another name and then renamed, so that it is never incomplete.
    """
    base = start.base
    content = {
        "base": base,
        "coordinator": {"url": f"{base}/fi/sign-in", "email": COORDINATOR, "password": start.password},
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
