"""Consultations and organisations in every state that a page can show, made through the product's operations."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.export.statements.records import Decision
from survey.operations.accounts import roles
from survey.operations.accounts.coordinators import (
    MOST_FAILURES,
    create_coordinator,
    note_try,
)
from survey.operations.accounts.password_links import issue_password_link
from survey.operations.consultations.deadlines import give_more_time
from survey.operations.consultations.members import take_in
from survey.operations.consultations.planned_reminders import plan_reminder
from survey.operations.exports.files import make_folder_of_exports
from survey.operations.installation.demonstration import make_demonstration
from survey.operations.mail.mails import Origin
from survey.operations.mail.post import opened_post
from survey.operations.mail.sending import Sender
from survey.operations.submissions.submitting import DecisionSaid
from survey.operations.submissions.withdrawing import withdraw
from survey.questions.load import load_text
from survey.settings import IdentityProvider, MailFolder
from survey.store.consultations import consultation_by_key
from survey.store.database import Database
from survey.store.tables import ConsultationRow, CoordinatorRow, InvitationRow, MessageRow
from tests.browser.every_kind import ANSWERS, DECISION, EVERY_KIND, FILES, FILLED, LONG_WORD, WRONG, WRONG_DETAILS
from tests.operations.export_rows import export_row
from tests.operations.register.registers import HEADER, add_own_group, fill, fill_with_list
from tests.passwords import HASH
from tests.questions.written import tiny_set
from tests.rounds import (
    DETAILS,
    Round,
    attach,
    invite_another,
    let_all_take_part,
    open_round,
    save,
    shipped,
    submit,
    tell_nothing,
)
from tests.site import settings_for

COORDINATOR = "ville@example.fi"
ADMINISTRATOR = "paula"
READER = "liisa"
WITH_CODES = "karin"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PROVIDER = IdentityProvider(
    "https://tunnistus.example.fi", "kuulolla", "secret", {"fi": "Virtu", "sv": "Virtu-tjänsten"}
)
"""Through which nobody signs in here: the pages that speak of it are looked at."""

THROTTLED = "hidas@example.fi"
SHIPPED = "tyovoimapalvelujen-kehittaminen"


def add_coordinator(session: Session, *, now: datetime) -> None:
    """Give the coordinator an account."""
    create_coordinator(session, email=COORDINATOR, name="Ville", password_hash=HASH, now=now)


@dataclass(frozen=True)
class Stage:
    """Everything that there is to see: invited organisations by name, and the coordinator's consultation. `failed` is
    the invitation of an organisation whom a mail did not reach, and which has got more time. `mail` has one mail.
    `accounts` are the numbers of accounts: the only administrator's, a reader's who has not set a password, and a
    closed one. `password_link` is the token with which the reader does.
    """

    database: Database
    rounds: dict[str, Round]
    reference: str
    failed: int
    mail: MailFolder
    accounts: dict[str, int]
    password_link: str

    def another(self, name: str) -> Round:
        """One more organisation that is asked in every kind, for a test that changes something."""
        with self.database.writing() as session:
            consultation = consultation_by_key(session, "kaikki")
            return invite_another(session, consultation, now=datetime.now(UTC), name=name)


def set_stage(database: Database) -> Stage:
    """Make everything that there is to see."""
    now = datetime.now(UTC)
    with database.writing() as session:
        add_coordinator(session, now=now)
        make_demonstration(session, shipped(SHIPPED), now=now)
        let_all_take_part(session, now=now)
        rounds, reference = _asked_in_the_demonstration(session, now)
        _add_files(session, settings_for(database).folder, now)
        rounds |= _asked_in_every_kind(session, now)
        rounds |= _after_the_deadline(session, now)
        for name in ("one language", "four languages", "long words"):
            rounds[name] = open_round(session, now=now, question_set=tiny_set(name.replace(" ", "_")))
        for _ in range(MOST_FAILURES[0]):
            note_try(session, email=THROTTLED, client="127.0.0.1", now=now)
    mail = MailFolder(settings_for(database).folder / "mails", "kuulolla@example.fi")
    _send(database, mail)
    with database.writing() as session:
        failed = _run(session, rounds["draft"], now)
        session.get_one(InvitationRow, rounds["changed"].access.invitation.id).asked = False
        fill_with_list(session, now, LONG_WORD)
        add_own_group(session, now, LONG_WORD[:80], "Ekonomisk region")
        former = add_own_group(session, now, "Entinen ryhmä", "Tidigare grupp")
        fill(session, now, f"{HEADER}\nEntinen ry;;Entinen ryhmä;;entinen@example.fi;;fi;no")
        former.in_use = False
        accounts, password_link = _add_accounts(session, now)
    return Stage(database, rounds, reference, failed, mail, accounts, password_link)


def _add_accounts(session: Session, now: datetime) -> tuple[dict[str, int], str]:
    """Accounts beside the coordinator's, last of all: who makes the rest of the stage is the only coordinator."""
    consultation = consultation_by_key(session, SHIPPED)
    new = {ADMINISTRATOR: ("Paula Pääkäyttäjä", roles.ADMINISTRATOR, HASH), READER: (LONG_WORD, roles.READER, "")}
    made = {
        name: create_coordinator(session, email=f"{name}@example.fi", name=who, password_hash=hash_, role=role, now=now)
        for name, (who, role, hash_) in {**new, "closed": ("Kalle", roles.COORDINATOR, HASH)}.items()
    }
    for name, account in made.items():
        role = roles.READER if name == READER else roles.COORDINATOR
        take_in(session, consultation, account, role=role, by=None, now=now)
    made["closed"].closed_at = now
    karin = create_coordinator(session, email=f"{WITH_CODES}@example.fi", name="Karin", password_hash=HASH, now=now)
    karin.totp_secret, karin.totp_at = TOTP_SECRET, now
    create_coordinator(session, email="antti@example.fi", name="Antti", password_hash=HASH, now=now)
    _link, token = issue_password_link(session, made[READER], now=now)
    return {name: account.id for name, account in made.items()}, token


def _send(database: Database, mail: MailFolder) -> None:
    with opened_post(mail) as post:
        origin = Origin.of(settings_for(database, mail=mail))
        Sender(database, post, origin, clock=lambda: datetime.now(UTC)).send_due()


def _run(session: Session, round_: Round, now: datetime) -> int:
    """Give an organisation more time, and let the mail server refuse the mail about it."""
    ville = session.scalars(select(CoordinatorRow)).one()
    invitation = session.get_one(InvitationRow, round_.access.invitation.id)
    consultation, reason = invitation.consultation, {"fi": "Kokous siirtyi.", "sv": f"Mötet: {LONG_WORD}"}
    deadline = consultation.deadline + timedelta(days=7)
    give_more_time(session, consultation, invitation, deadline=deadline, reason=reason, by=ville, by_mail=True, now=now)
    plan_reminder(session, consultation, days_before=7, words=reason, by=ville, now=now)
    message = session.scalars(select(MessageRow).where(MessageRow.kind == "more_time")).one()
    message.state, message.attempts, message.tried_first_at = "failed", 1, now
    message.answer = f"550 5.1.1 <{LONG_WORD}@example.fi>: user unknown"
    return invitation.id


def _asked_in_the_demonstration(session: Session, now: datetime) -> tuple[dict[str, Round], str]:
    consultation = consultation_by_key(session, SHIPPED)
    names = (
        *("fresh", "draft", "wrong details", "ready", "submitted", "submitted again", "nothing to state", "changed"),
        *("withdrawn", "pending", "pending and decided"),
    )
    rounds = _invite(session, consultation, names, now)
    save(session, rounds["draft"], {"kanta": {"option": "kylla"}}, now=now)
    save(session, rounds["wrong details"], WRONG_DETAILS | ANSWERS, now=now)
    for name in ("ready", "submitted", "submitted again", "changed", "withdrawn", "pending and decided"):
        save(session, rounds[name], DETAILS | DECISION | ANSWERS, now=now)
    save(session, rounds["pending"], DETAILS | ANSWERS, now=now)
    for name in ("pending", "pending and decided"):
        said = DecisionSaid(Decision.PENDING, now.date() + timedelta(days=60))
        submit(session, rounds[name], now=now, said=said)
    taken_back = submit(session, rounds["withdrawn"], now=now).reference
    why = f"Lautakunta käsittelee asian uudelleen.\n{LONG_WORD}"
    withdraw(session, rounds["withdrawn"].access, nonce="only", checked=taken_back, reason=why, now=now)
    submission = submit(session, rounds["submitted"], now=now)
    again = rounds["submitted again"]
    first = submit(session, again, now=now, nonce="first")
    tell_nothing(session, again, nonce="second", now=now, replaces=first.reference)
    submit(session, again, now=now, nonce="third")
    tell_nothing(session, rounds["nothing to state"], nonce="only", now=now)
    submit(session, rounds["changed"], now=now, nonce="before the change")
    save(session, rounds["changed"], {"saantely": {"text": "Uusi vastaus."}}, now=now + timedelta(minutes=1))
    return rounds, submission.reference


def _add_files(session: Session, folder: Path, now: datetime) -> None:
    """A file to be fetched, one that is gone, one that failed, and two that are being made all the time."""
    consultation = consultation_by_key(session, SHIPPED)
    ville = session.scalars(select(CoordinatorRow)).one()
    make_folder_of_exports(folder).joinpath("made").write_bytes(b"a file of some length " * 5_000)
    files = (("made", "xlsx"), ("made", "csv"), ("failed", "docx"), ("making", "xlsx"), ("making", "zip"))
    for number, (state, format_) in enumerate(files):
        row = export_row(consultation, ville, now=now + timedelta(days=1), format_=format_)
        row.state, row.internal, row.percent = state, format_ in {"xlsx", "zip"}, 19 * number
        row.stored_as = "made" if format_ == "xlsx" else f"none-{number}"
        row.name = f"{SHIPPED}-lausunnot-sisainen-2026-11-2{number}.{format_}"
        if state != "making":
            row.finished_at = now
        if state == "made":
            row.size, row.sha256 = 110_000, "0" * 64
        session.add(row)


def _asked_in_every_kind(session: Session, now: datetime) -> dict[str, Round]:
    first = open_round(session, now=now, question_set=load_text(EVERY_KIND).question_set)
    rounds = {"every kind": first} | _invite(
        session, first.consultation, ("every kind filled", "every kind wrong"), now
    )
    save(session, rounds["every kind filled"], DETAILS | FILLED, now=now)
    attach(session, rounds["every kind filled"], "liitteet", *FILES, now=now)
    save(session, rounds["every kind wrong"], WRONG, now=now)
    return rounds


def _after_the_deadline(session: Session, now: datetime) -> dict[str, Round]:
    before = now - timedelta(days=40)
    first = open_round(session, now=before)
    rounds = {"ended": first} | _invite(session, first.consultation, ("ended and submitted",), before)
    for round_ in rounds.values():
        save(session, round_, DETAILS | {"nakemys": {"text": "Kannatamme."}}, now=before)
    submit(session, rounds["ended and submitted"], now=before, nonce="in time")
    return rounds


def _invite(session: Session, consultation: ConsultationRow, names: tuple[str, ...], now: datetime) -> dict[str, Round]:
    """Organisations named for what they have done; every other one uses Swedish."""
    return {
        name: invite_another(session, consultation, now=now, name=name, language=("fi", "sv")[number % 2])
        for number, name in enumerate(names)
    }
