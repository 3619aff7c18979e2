"""Joint statements, in every state: naming the others, confirming, an earlier text, having left."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from survey.operations.consultations.personal_links import issue_joint_link
from survey.operations.joint.confirming import Confirmation, asked_text, confirm, leave
from survey.operations.joint.naming import Named, name_party
from survey.store.tables import JointPartyRow
from tests.browser.every_kind import FILLED
from tests.browser.visit import Visit
from tests.rounds import DETAILS, Round, save

Way = Callable[[Visit], None]
LONG = "Pohjois-Pohjanmaan hyvinvointialueen yhteistoiminta-alue"
DISSENT = Confirmation("Niina Naapuri", "Emme kannata pykälää 3.\n\nPerustelut ovat liitteessä.", "fi")


def _named(visit: Visit) -> tuple[Round, str]:
    """A round that names three: one that has confirmed, one that has left, one that waits; and a link of the last."""
    round_, now = visit.stage.another(f"joint {uuid4()}"), datetime.now(UTC)
    with visit.stage.database.writing() as session:
        save(session, round_, DETAILS | FILLED, now=now)
        parties = []
        for number in range(3):
            name = {"fi": f"{LONG} {uuid4().hex[:6]}"}
            named = Named(name, "organisation", "fi", f"kirjaamo{number}.{uuid4().hex}@naapuri.example")
            parties.append(name_party(session, round_.access, named, by_mail=False, now=now).id)
        first, second, third = (session.get_one(JointPartyRow, each) for each in parties)
        confirm(session, first, DISSENT, checked=asked_text(session, first, now=now).digest, now=now)
        leave(session, second, now=now)
        return round_, issue_joint_link(session, third, now=now, message_id=None)


def _page(visit: Visit) -> None:
    visit.go_as(_named(visit)[0], "joint")


def _submit(visit: Visit) -> None:
    visit.go_as(_named(visit)[0], "submit")


def _empty(visit: Visit) -> None:
    visit.go_as(_named(visit)[0], "joint")
    visit.press('form[action$="/joint"] button.ds-button', 422)


def _told_nothing(visit: Visit) -> None:
    visit.go_as(_named(visit)[0], "joint")
    visit.page.click("details summary >> nth=-1")
    visit.press('form[action$="/enter"] button.ds-button', 422)


def _confirming(*, wrong: bool = False) -> Way:
    def way(visit: Visit) -> None:
        visit.go(f"joint/{_named(visit)[1]}")
        if wrong:
            visit.press("#page-form button.ds-button", 422)

    return way


JOINT_STATES: Mapping[str, Way] = {
    "joint statement": _page,
    "joint statement, nothing typed": _empty,
    "joint statement, not said how": _told_nothing,
    "joint statement, submitting": _submit,
    "confirm a joint statement": _confirming(),
    "confirm a joint statement, nothing chosen": _confirming(wrong=True),
    "confirm a joint statement, bad link": lambda visit: visit.go("joint/bad", 404),
}
