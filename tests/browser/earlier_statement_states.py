"""What an organisation stated in an earlier consultation, offered for its draft, in every state."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from survey.questions.question_set import QuestionSet
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key
from survey.store.tables import ConsultationRow
from tests.browser.every_kind import LONG_WORD
from tests.browser.visit import Visit
from tests.respond.earlier import ANSWERS, MAP, PDF, Answers, asked, earlier_set, later_set, opened, registered
from tests.rounds import Round, attach, save, submit
from tests.site import now_for_pages

Way = Callable[[Visit], None]

LONG = {**ANSWERS, "nakemys": {"text": f"Kunta kannattaa esitystä. {LONG_WORD}"}}
DRAFTED = {
    "nakemys": {"text": "Kunta kannattaa esitystä varauksin."},
    "keinot": {"options": "neuvonta valvonta"},
    "kohdat/e1/perustelu": {"text": "Oma kohta."},
}
TWO_FILES = (("kartta.pdf", PDF), (f"{'pitkä_nimi_' * 9}.pdf", MAP))


def _asked_twice(visit: Visit, drafted: Answers, files: Sequence[tuple[str, bytes]] = TWO_FILES) -> Round:
    """An organisation of its own in both consultations, which are opened where they are not there yet."""
    now, name = now_for_pages(), f"Kunta {uuid4()}"
    with visit.stage.database.writing() as session:
        number = registered(session, name)
        earlier = asked(session, _consultation(session, earlier_set(), timedelta(days=100)), number, name)
        save(session, earlier, LONG, now=now - timedelta(days=99))
        attach(session, earlier, "liite", *files, now=now - timedelta(days=99))
        submit(session, earlier, now=now - timedelta(days=98), nonce=name)
        later = asked(session, _consultation(session, later_set(), timedelta(days=1)), number, name)
        save(session, later, drafted, now=now)
    return later


def _consultation(session: Session, question_set: QuestionSet, ago: timedelta) -> ConsultationRow:
    try:
        return consultation_by_key(session, question_set.key)
    except NotFound:
        return opened(session, question_set, ago)


def _offered(visit: Visit) -> None:
    visit.go_as(_asked_twice(visit, DRAFTED), "earlier")


def _unfolded(visit: Visit) -> None:
    _offered(visit)
    for summary in visit.page.locator("main summary").all():
        summary.click()


def _on_the_overview(visit: Visit) -> None:
    visit.go_as(_asked_twice(visit, {}))


def _all_taken(visit: Visit) -> None:
    visit.go_as(_asked_twice(visit, {}), "earlier")
    visit.press('button[name="take"][value="*"] >> nth=0')
    visit.go(f"{visit.page.url.partition(f'/{visit.language}/')[2].partition('#')[0]}earlier")


def _changed_meanwhile(visit: Visit) -> None:
    made = _asked_twice(visit, {})
    visit.go_as(made, "earlier")
    with visit.stage.database.writing() as session:
        save(session, made, DRAFTED, now=now_for_pages())
    visit.press('button[name="take"][value="nakemys"]', 409)


EARLIER_STATEMENT_STATES: Mapping[str, Way] = {
    "overview, answered in an earlier consultation": _on_the_overview,
    "earlier statement": _offered,
    "earlier statement, unfolded": _unfolded,
    "earlier statement, all taken": _all_taken,
    "earlier statement, changed meanwhile": _changed_meanwhile,
}
"""By name, on the stage."""
