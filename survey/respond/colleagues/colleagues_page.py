"""What the page of colleagues shows: people with what they do and when they were here, and the latest changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from survey.operations.colleagues.approving import Approval, approvals
from survey.operations.colleagues.presence import is_here
from survey.operations.colleagues.roles import APPROVER, HOLDER
from survey.operations.colleagues.taking_part import taking_part
from survey.operations.colleagues.topics import topic_of, topics
from survey.operations.submissions.submitting import draft_fingerprint
from survey.questions.freeze import read_frozen
from survey.store.colleagues.approvals import passed_over_in
from survey.store.colleagues.participants import AnswerChange, latest_changes, mails_to_colleagues, people_of
from survey.store.mail import FAILED
from survey.store.tables import ParticipantRow
from survey.web.guards import access
from survey.web.installation import now, store_session
from survey.web.words.colleagues import colleague_role_words, person_words
from survey.web.words.texts import Words, words

MOST_CHANGES = 20


@dataclass(frozen=True)
class PersonView:
    """Somebody who takes part: `is_own`: who looks at the page; `is_colleague`: whoever is in charge can change it;
    `mail_failed`: the latest mail to the person did not arrive; `approval`: how far an approver has come.
    """

    id: int
    name: str
    email: str
    role: str
    role_words: str
    is_own: bool
    is_colleague: bool
    is_here: bool
    seen_at: datetime | None
    mail_failed: bool
    approval: Approval | None


@dataclass(frozen=True)
class PassedOverView:
    """A statement that was submitted without the approval of somebody."""

    name: str
    reference: str
    at: datetime


@dataclass(frozen=True)
class ChangeView:
    """Somebody has changed the answer to a question."""

    number: str | None
    label: Words
    name: str
    at: datetime


@dataclass(frozen=True)
class ColleaguesView:
    """The page. `in_charge`: the name of who is; `former`: the names of those who were removed."""

    people: Sequence[PersonView]
    in_charge: str
    former: Sequence[str]
    changes: Sequence[ChangeView]
    passed_over: Sequence[PassedOverView]


def colleagues_view() -> ColleaguesView:
    """Return what the page of colleagues shows now."""
    session, invitation = store_session(), access().invitation
    people = people_of(session, invitation.id)
    mails = mails_to_colleagues(session, invitation.id)
    failed = {number for number, mail in mails.items() if mail.state == FAILED}
    by_id = {each.id: each for each in people}
    given = _approvals(people)
    return ColleaguesView(
        people=[_person(each, given.get(each.id), mail_failed=each.id in failed) for each in taking_part(people)],
        in_charge=next((person_words(each) for each in people if each.role == HOLDER), ""),
        former=[person_words(each) for each in people if each.left_at is not None],
        changes=_changes(latest_changes(session, access().response.id, most=MOST_CHANGES), by_id),
        passed_over=[
            PassedOverView(person_words(by_id[number]), reference, at)
            for reference, at, number in passed_over_in(session, access().response.id)
            if number in by_id
        ],
    )


def _approvals(people: Sequence[ParticipantRow]) -> dict[int, Approval]:
    """How far each approver has come, by number. Two queries, and none where nobody ever was one."""
    if not any(each.role == APPROVER for each in people):
        return {}
    found = approvals(store_session(), access(), draft_fingerprint(store_session(), access()))
    return {each.approver.id: each for each in found}


def _person(person: ParticipantRow, approval: Approval | None, *, mail_failed: bool) -> PersonView:
    is_own = person.id == access().participant.id
    return PersonView(
        id=person.id,
        name=person_words(person),
        email=person.email or (access().organisation.email if person.invited_by is None else ""),
        role=person.role or "",
        role_words=colleague_role_words(person.role),
        is_own=is_own,
        is_colleague=person.invited_by is not None and person.role != HOLDER,
        is_here=is_own or is_here(person, now()),
        seen_at=person.seen_at,
        mail_failed=mail_failed,
        approval=approval,
    )


def _changes(found: Sequence[AnswerChange], people: Mapping[int, ParticipantRow]) -> list[ChangeView]:
    """The changes whose questions the set still has, by people of the organisation."""
    question_set = read_frozen(access().consultation.question_set)
    questions, numbers = topics(question_set), question_set.numbers()
    views = []
    for each in found:
        topic = topic_of(each.address)
        if topic in questions and each.participant_id in people:
            name = person_words(people[each.participant_id])
            views.append(ChangeView(numbers.get(topic), words(questions[topic].label), name, each.at))
    return views
