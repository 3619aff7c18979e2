"""The pages of those who write a statement together, in every state: people, comments, approval."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from survey.operations.colleagues.comments import reply, resolve, write_comment
from survey.operations.colleagues.roles import APPROVER, COMMENTER, WRITER
from survey.operations.colleagues.taking_part import add_colleague, hand_over
from survey.operations.colleagues.topics import WHOLE
from tests.browser.every_kind import FILLED, LONG_WORD
from tests.browser.visit import Visit
from tests.rounds import DETAILS, Round, save

Way = Callable[[Visit], None]

HOLDER = "holder"


def _together(visit: Visit, *, handed_over: bool = False) -> dict[str, Round]:
    """An organisation whose people have written, commented and not approved; the rounds have their links, by role."""
    now, first = datetime.now(UTC), visit.stage.another(f"together {uuid4()}")
    people = {HOLDER: first}
    with visit.stage.database.writing() as session:
        save(session, first, DETAILS | FILLED, now=now)
        for role, name in ((WRITER, "Kaisa Kirjoittaja"), (COMMENTER, LONG_WORD), (APPROVER, "")):
            email = f"{role}.{LONG_WORD[:40]}@example.fi"
            added = add_colleague(session, first.access, email, role, language="fi", by_mail=False, now=now)
            added.person.name = name or None
            access = replace(first.access, participant=added.person, has_colleagues=True)
            people[role] = replace(first, access=access, token=added.token)
        writer, commenter = people[WRITER].access, people[COMMENTER].access
        for address in (WHOLE, "pitka", "pykalat"):
            comment = write_comment(session, commenter, address, f"Tarkennetaan.\n\n{LONG_WORD}", now=now)
            reply(session, writer, comment.id, "Korjaan.", now=now)
        solved = write_comment(session, writer, "pitka", "Korjattu jo.", now=now)
        resolve(session, commenter, solved.id, is_resolved=True, now=now)
        if handed_over:
            hand_over(session, first.access, writer.participant.id, language="fi", by_mail=False, now=now)
    return people


def _as(role: str, rest: str = "", *then: Callable[[Visit], None], handed_over: bool = False) -> Way:
    def way(visit: Visit) -> None:
        visit.go_as(_together(visit, handed_over=handed_over)[role], rest)
        for each in then:
            each(visit)

    return way


def _unfolded(visit: Visit) -> None:
    visit.page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")


def _handing_over(visit: Visit) -> None:
    visit.go_as(_together(visit)[HOLDER], "colleagues")
    _unfolded(visit)
    with visit.page.expect_navigation():
        visit.page.click('a[href$="/hand-over"] >> nth=0')


def _press(button: str, status: int = 200) -> Callable[[Visit], None]:
    return lambda visit: visit.press(button, status)


COLLEAGUE_STATES: Mapping[str, Way] = {
    "overview of who is in charge": _as(HOLDER),
    "overview of a writer": _as(WRITER),
    "overview of a commenter": _as(COMMENTER),
    "overview of an approver": _as(APPROVER),
    "colleagues": _as(HOLDER, "colleagues", _unfolded),
    "colleagues, wrong": _as(HOLDER, "colleagues", _press("#page-form button.ds-button", 422)),
    "colleagues, no name": _as(APPROVER, "colleagues", _press('form[action$="/name"] button', 422)),
    "colleagues, for the registry": _as(HOLDER, "colleagues", handed_over=True),
    "handing over": _handing_over,
    "section with comments": _as(WRITER, "sections/kaikki", _unfolded),
    "draft with comments": _as(COMMENTER, "comments"),
    "comments on a question": _as(COMMENTER, "comments/on/pitka", _unfolded),
    "comments on a question, wrong": _as(
        WRITER, "comments/on/pitka", _press(".k-form button[formaction] >> nth=-1", 422)
    ),
    "comments on the whole": _as(APPROVER, "comments/whole"),
    "review of a writer": _as(WRITER, "review"),
    "approval": _as(APPROVER, "approval"),
    "approval, given": _as(APPROVER, "approval", _press('form[action$="/approval"] button')),
    "submit, not approved": _as(HOLDER, "submit", _press("main form button", 422)),
}
