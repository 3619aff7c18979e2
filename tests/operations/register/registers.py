"""A small register to test with."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.register.planning import ImportPlan, apply_import, plan_import
from survey.store.register import Registered, RegisterFilters, registered

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
