"""A small register to test with."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.register.lists import add_to_list, make_list
from survey.operations.register.own_groups import add_group
from survey.operations.register.planning import ImportPlan, apply_import, plan_import
from survey.store.register.organisations import Registered, RegisterFilters, registered
from survey.store.tables import CoordinatorRow, OwnGroupRow
from tests.passwords import HASH

HEADER = "name_fi;name_sv;group;business_id;email;further_emails;language;in_use"
KOUVOLA = "Kouvolan kaupunki;Kouvola stad;municipality;0161075-9;kirjaamo@kouvola.example;;fi;yes"
VAASA = "Vaasan kaupunki;Vasa stad;Kunta tai kaupunki;0209602-6;k@vaasa.example;a@vaasa.example, b@vaasa.example;sv fi;"
LIITTO = "Liitto ry;;organisation;;liitto@example.fi;;suomi;kyllä"
ROWS = "\n".join([HEADER, KOUVOLA, VAASA, LIITTO])


def plan(session: Session, rows: str) -> ImportPlan:
    """What these rows would do."""
    return plan_import(session, rows.encode())


def fill(session: Session, now: datetime, rows: str = ROWS) -> dict[str, Registered]:
    """Import these rows; returns what is in the register then, by Finnish name."""
    apply_import(session, plan(session, rows), by=None, now=now)
    return everything(session)


def everything(session: Session) -> dict[str, Registered]:
    """The whole register by the first name of each organisation."""
    return {next(iter(each.name.values())): each for each in registered(session, RegisterFilters(), language="fi")}


def fill_with_list(session: Session, now: datetime, long_word: str) -> None:
    """A register of organisations with and without long names and use, and a list of all that are in use."""
    fill(session, now, f"{ROWS}\n{long_word};;other;;{long_word[:60]}@a.example;b@a.example;sv fi;yes")
    fill(session, now, f"{HEADER}\nVanha ry;Gamla rf;organisation;;vanha@example.fi;;sv;no")
    by = session.scalars(select(CoordinatorRow.id)).one()
    made = make_list(session, {"fi": "Kaikki käytössä olevat", "sv": f"Alla i bruk {long_word}"}, by=by, now=now)
    for group in ("municipality", "organisation", "other"):
        add_to_list(session, made, group=group, search="", pasted="", by=by, now=now)


def add_own_group(session: Session, now: datetime, fi: str = "Seutukunta", sv: str = "Ekonomisk region") -> OwnGroupRow:
    """A group of the installation's own, added by its only coordinator, who is made if there is none yet."""
    by = session.scalars(select(CoordinatorRow)).first() or create_coordinator(
        session, email="ryhmat@example.fi", name="Riitta", password_hash=HASH, now=now
    )
    session.flush()
    return add_group(session, {"fi": fi, "sv": sv}, by=by.id, now=now)
