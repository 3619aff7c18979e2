"""An organisation of the register that has stated something in an earlier consultation, and is asked again."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import Opening, invite, open_consultation
from survey.questions.load import load_text
from survey.questions.question_set import QuestionSet
from survey.store.database import Database
from survey.store.personal_links import Access
from survey.store.register.organisations import Registered, add_one_registered
from survey.store.responses.answers import stored_answers_of
from survey.store.tables import ConsultationRow
from tests.rounds import DETAILS, Round, attach, save, submit
from tests.site import Site, make_client, now_for_pages

SETS = Path(__file__).parent / "earlier_sets"
Answers = Mapping[str, Mapping[str, str]]

PDF = b"%PDF-1.7\n1 0 obj\n"
MAP = b"%PDF-1.7\n2 0 obj\n"

ANSWERS: Answers = {
    "nakemys": {"text": "Kunta kannattaa esitystä."},
    "kanta": {"option": "osin", "reason": "Rahoitus puuttuu."},
    "keinot": {"options": "neuvonta valvonta"},
    "vanha": {"text": "Vanhan kysymyksen vastaus."},
    "luku": {"text": "12"},
    "ehdot": {"option": "kylla"},
    "ehdot_miten": {"text": "Hakemuksella."},
    "kohdat/e1/perustelu": {"text": "Ensimmäinen kohta."},
    "kohdat/e1/arvio": {"option": "hyva"},
    **DETAILS,
    "details/case_number": {"text": "MK/1/2026"},
    "details/decision_body": {"text": "Kunnanhallitus"},
}


def earlier_set() -> QuestionSet:
    """The set of the earlier consultation."""
    return load_text((SETS / "earlier.yaml").read_text(encoding="utf-8")).question_set


def later_set() -> QuestionSet:
    """The set of the later one: a reworded question, an option that is gone, a question of another kind, and so on."""
    return load_text((SETS / "later.yaml").read_text(encoding="utf-8")).question_set


def registered(session: Session, name: str = "Mallikunta") -> int:
    """Add an organisation to the register."""
    names = {"fi": name, "sv": f"{name} på svenska"}
    return add_one_registered(session, Registered(names, "municipality", "", "kirjaamo@example.fi", (), "fi"))


def opened(session: Session, question_set: QuestionSet, ago: timedelta = timedelta(0)) -> ConsultationRow:
    """Open a consultation so long ago."""
    now = now_for_pages()
    opening = Opening(
        key=question_set.key,
        issuer={"fi": "Ministeriö", "sv": "Ministeriet"},
        diary_number="VN/1/2026",
        contact_name="Ville Valmistelija",
        contact_email="ville@example.fi",
        deadline=now + timedelta(days=30),
    )
    return open_consultation(session, question_set, opening, now=now - ago)


def asked(
    session: Session, consultation: ConsultationRow, registered_id: int | None, name: str = "Mallikunta"
) -> Round:
    """Ask an organisation of the register in a consultation."""
    names = {"fi": name, "sv": f"{name} på svenska"}
    addressee = Addressee(names, "municipality", "fi", "kirjaamo@example.fi", registered_id=registered_id)
    made = invite(session, consultation, addressee, now=consultation.opened_at)
    access = Access(made.response, made.invitation, made.organisation, consultation, made.participant)
    return Round(consultation, access, made.token)


FILLED_IN = {"details/official_name", "details/respondent_group", "details/statement_language"}
"""What an invitation fills in."""


class Twice(NamedTuple):
    """The later site, and the earlier round."""

    site: Site
    earlier: Round

    def drafted(self) -> dict[str, Mapping[str, str]]:
        """What is in the draft, without what the invitation fills in."""
        with self.site.database.reading() as session:
            stored = stored_answers_of(session, self.site.round.access.response.id)
        return {
            address: each.given.value for address, each in stored.items() if each.given and address not in FILLED_IN
        }


def asked_twice(
    database: Database,
    answers: Answers = ANSWERS,
    drafted: Answers | None = None,
    *,
    files: Sequence[tuple[str, bytes]] = (("kartta.pdf", PDF),),
    is_submitted: bool = True,
) -> Twice:
    """The same organisation is asked twice, has submitted the earlier statement and opens its later link."""
    now = now_for_pages()
    with database.writing() as session:
        number = registered(session)
        earlier = asked(session, opened(session, earlier_set(), timedelta(days=100)), number)
        save(session, earlier, answers, now=now - timedelta(days=99))
        attach(session, earlier, "liite", *files, now=now - timedelta(days=99))
        if is_submitted:
            submit(session, earlier, now=now - timedelta(days=98))
        later = asked(session, opened(session, later_set()), number)
        save(session, later, drafted or {}, now=now)
    site = Site(database, make_client(database), later)
    site.open_link()
    return Twice(site, earlier)
