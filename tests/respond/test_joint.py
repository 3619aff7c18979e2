"""A joint statement: others are named behind it, each confirms its text through its own link, and it counts once."""

from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import func, select, update

from survey.operations.accounts.tokens import token_digest
from survey.operations.consultations.personal_links import issue_joint_link
from survey.store.database import Database
from survey.store.following import JOINT, NOT_ANSWERED, Filters, counts, followed
from survey.store.responses.joint import joint_with, party_by_token
from survey.store.tables import (
    ConsultationRow,
    EventRow,
    InvitationRow,
    JointPartyRow,
    MessageRow,
    OrganisationRow,
    SubmissionRow,
    SubmittedPartyRow,
    WithdrawalRow,
)
from tests.files import PDF
from tests.pages import Page
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, Round, attach, invite_another, save, submit
from tests.site import NOWHERE, Site, make_client, now_for_pages, open_site

NAMED = {"name": "Naapurikunta", "group": "municipality", "language": "fi", "email": "kirjaamo@naapuri.example"}
CONFIRMED = {"answer": "confirm", "by": "Niina Naapuri, kunnanjohtaja"}
TEXT = {"nakemys": {"text": "Kannatamme yhdessä."}}
DISSENT = {"dissent": "Emme kannata pykälää 3.", "dissent_language": "fi"}


@dataclass
class Together:
    """A site whose organisation has a draft, and a neighbour that was asked too."""

    site: Site
    neighbour: Round

    def name(self, changed: dict[str, str] | None = None, *, status: int = 200) -> Page:
        """Name an organisation behind the response; the page after that."""
        page = self.site.client.get(self.site.path("joint"))
        return self.site.client.post(page, {**NAMED, **(changed or {})}, form='form[action$="/joint"]', status=status)

    def token(self, number: int = 1) -> str:
        """A link of the party with this number."""
        with self.site.database.writing() as session:
            party = session.get_one(JointPartyRow, number)
            return issue_joint_link(session, party, now=now_for_pages(), message_id=None)

    def confirm(self, number: int = 1, said: dict[str, str] | None = None, *, status: int = 200) -> Page:
        """Answer through a link of the party, in a browser of its own."""
        client = self.site.other_client()
        page = client.get(f"/fi/joint/{self.token(number)}")
        return client.post(page, {**CONFIRMED, **(said or {})}, status=status)

    def hand_in(self) -> Page:
        """Submit the draft."""
        page = self.site.client.get(self.site.path("submit"))
        return self.site.client.post(page, {"decision": "none"})

    def change(self, text: str) -> None:
        """Change the answer of the draft."""
        with self.site.database.writing() as session:
            save(session, self.site.round, {"nakemys": {"text": text}}, revision=1, now=now_for_pages())

    def number(self, table: type[SubmissionRow | SubmittedPartyRow | MessageRow | JointPartyRow]) -> int:
        """How many rows a table has."""
        with self.site.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def statuses(self) -> dict[str, str]:
        """How far each organisation has come."""
        with self.site.database.reading() as session:
            rows = followed(session, self.site.round.consultation.id, Filters(), language="fi")
            return {each.organisation.name["fi"]: each.status for each in rows}


def together(database: Database) -> Together:
    """A site on this database whose organisation has a draft, and a neighbour that was asked too."""
    site, now = open_site(database, mail=NOWHERE), now_for_pages()
    with database.writing() as session:
        save(session, site.round, {**DETAILS, **TEXT}, now=now)
        neighbour = invite_another(session, site.round.consultation, now=now, name="Naapurikunta")
        session.execute(
            update(OrganisationRow)
            .where(OrganisationRow.id == neighbour.access.organisation.id)
            .values(email="virallinen@naapuri.example")
        )
    site.open_link()
    return Together(site, neighbour)


@pytest.fixture
def both(database: Database) -> Together:
    """The same on each database."""
    return together(database)


@pytest.fixture
def pair(sqlite: Database) -> Together:
    """The same on SQLite."""
    return together(sqlite)


def test_who_was_named_confirms_through_its_own_link_and_is_behind_the_statement_when_it_is_handed_in(
    both: Together,
) -> None:
    assert "Naapurikunta" in both.name().text("main")
    with both.site.database.reading() as session:
        mail = session.scalars(select(MessageRow)).one()
        assert (mail.kind, mail.recipient) == ("joint", "virallinen@naapuri.example"), "not to what was typed"
        assert mail.invitation_id is None, "the lead's page has nothing of it"
    assert "Vahvistitte tämän tekstin" in both.confirm(said=DISSENT).text("main")
    assert "on vahvistanut tämän tekstin" in both.site.client.get(both.site.path("submit")).text("main")
    both.hand_in()
    statement = both.site.client.get(both.site.path("statement"))
    assert "Naapurikunta" in statement.text("main") and DISSENT["dissent"] in statement.text("main")
    assert both.statuses() == {"Mallikunta": "submitted", "Naapurikunta": JOINT}
    with both.site.database.reading() as session:
        assert sum(each.number for each in counts(session, both.site.round.consultation.id)) == 2
        found = joint_with(session, [both.neighbour.access.invitation.id])[both.neighbour.access.invitation.id]
        assert found.name["fi"] == "Mallikunta"
    assert both.number(SubmissionRow) == 1


def test_who_has_not_confirmed_is_not_behind_the_statement_and_can_confirm_it_afterwards(both: Together) -> None:
    both.name()
    assert "ei ole vahvistanut tätä tekstiä" in both.site.client.get(both.site.path("submit")).text("main")
    both.hand_in()
    assert both.number(SubmittedPartyRow) == 0 and both.statuses()["Naapurikunta"] in NOT_ANSWERED
    assert both.number(MessageRow) >= 2, "it is asked again when the statement is there"
    both.confirm()
    statement = both.site.client.get(both.site.path("statement"))
    assert "Naapurikunta" in statement.text("main") and both.statuses()["Naapurikunta"] == JOINT


def test_a_confirmation_of_an_earlier_text_does_not_count_and_is_asked_for_again(pair: Together) -> None:
    pair.name()
    pair.confirm()
    pair.change("Vastustamme yhdessä.")
    assert "aiemman tekstin" in pair.site.client.get(pair.site.path("joint")).text("main")
    pair.hand_in()
    assert pair.number(SubmittedPartyRow) == 0
    client = pair.site.other_client()
    page = client.get(f"/fi/joint/{pair.token()}")
    assert "Vahvistitte aiemman tekstin" in page.text("main") and "Vastustamme" in page.text("main")
    client.post(page, CONFIRMED)
    assert pair.number(SubmittedPartyRow) == 1


def test_a_decision_in_the_details_leaves_a_confirmation_as_it_is(pair: Together) -> None:
    pair.name()
    pair.confirm()
    with pair.site.database.writing() as session:
        decided = {"details/decision_body": {"text": "Kunnanhallitus"}}
        save(session, pair.site.round, decided, now=now_for_pages())
    pair.hand_in()
    assert pair.number(SubmittedPartyRow) == 1


def test_a_text_that_changed_while_it_was_read_is_not_confirmed_and_what_was_typed_stays(pair: Together) -> None:
    pair.name()
    client = pair.site.other_client()
    page = client.get(f"/fi/joint/{pair.token()}")
    pair.change("Toinen teksti.")
    again = client.post(page, {**CONFIRMED, **DISSENT}, status=409)
    assert again.all("#errors") and "Toinen teksti." in again.text("main")
    assert again.raw_text("#dissent").strip() == DISSENT["dissent"]
    client.post(again, CONFIRMED)
    pair.hand_in()
    assert pair.number(SubmittedPartyRow) == 1


def test_who_is_not_with_the_others_says_so_and_is_behind_nothing(pair: Together) -> None:
    pair.name()
    pair.confirm()
    pair.hand_in()
    assert pair.statuses()["Naapurikunta"] == JOINT
    assert "Olette ilmoittaneet" in pair.confirm(said={"answer": "leave"}).text("main")
    assert pair.statuses()["Naapurikunta"] in NOT_ANSWERED
    assert "Naapurikunta" not in pair.site.client.get(pair.site.path("statement")).text("main")
    assert "Ei ole mukana lausunnossa" in pair.site.client.get(pair.site.path("joint")).text("main")


def test_who_has_answered_itself_cannot_confirm_and_both_are_told(both: Together) -> None:
    both.name()
    with both.site.database.writing() as session:
        save(session, both.neighbour, {**DETAILS, **TEXT}, now=now_for_pages())
        submit(session, both.neighbour, now=now_for_pages())
    assert "voimassa" not in both.site.client.get(both.site.path("joint")).text("main"), "nobody learns who answered"
    refused = both.confirm(status=409)
    assert "oma vastaus" in refused.text("#errors")
    assert "Halusi vahvistaa" in both.site.client.get(both.site.path("joint")).text("main")
    both.hand_in()
    assert both.statuses() == {"Mallikunta": "submitted", "Naapurikunta": "submitted"}


def test_who_is_behind_another_ones_statement_hands_in_nothing_of_its_own_before_it_leaves(both: Together) -> None:
    both.name()
    both.confirm()
    now = now_for_pages()
    with both.site.database.writing() as session:
        save(session, both.neighbour, {**DETAILS, **TEXT}, now=now)
    neighbour = replace(both.site, round=both.neighbour, client=both.site.other_client())
    neighbour.open_link()
    overview = neighbour.client.get(neighbour.path())
    submitting = neighbour.client.get(neighbour.path("submit"))
    refused = neighbour.client.post(submitting, {"decision": "none"}, status=422)
    assert refused.all('#errors a[href="#behind"]') and both.number(SubmissionRow) == 0
    nothing = neighbour.client.get(neighbour.path("nothing-to-state"))
    assert neighbour.client.post(nothing, status=422).all('#errors a[href="#behind"]')
    page = neighbour.client.get(overview.link("Lukekaa se ja ilmoittakaa, oletteko mukana"))
    neighbour.client.post(page, {"answer": "leave"})
    neighbour.client.post(neighbour.client.get(neighbour.path("submit")), {"decision": "none"})
    assert both.number(SubmissionRow) == 1


def test_two_that_name_each_other_have_one_joint_statement(both: Together) -> None:
    both.name()
    neighbour = replace(both.site, round=both.neighbour, client=both.site.other_client())
    neighbour.open_link()
    own = {"name": "Mallikunta", "group": "municipality", "language": "fi", "email": "kirjaamo@example.fi"}
    neighbour.client.post(neighbour.client.get(neighbour.path("joint")), own, form='form[action$="/joint"]')
    both.confirm(1)
    assert "teidän yhteisen lausuntonne" in both.confirm(2, status=409).text("#errors")
    both.hand_in()
    assert both.statuses() == {"Mallikunta": "submitted", "Naapurikunta": JOINT}


def test_a_confirmation_that_was_entered_is_marked_and_gives_way_to_an_answer_of_the_organisation(
    both: Together,
) -> None:
    both.name()
    page = both.site.client.get(both.site.path("joint"))
    empty = both.site.client.post(page, form='form[action$="/enter"]', status=422)
    assert empty.all('#errors a[href="#told-1"]')
    both.site.client.post(empty, {"told-1": "Hallitus 3.2.2027"}, form='form[action$="/enter"]')
    both.hand_in()
    assert "lähettäjän ilmoituksen mukaan" in both.site.client.get(both.site.path("statement")).text("main")
    assert both.statuses()["Naapurikunta"] == JOINT
    with both.site.database.writing() as session:
        save(session, both.neighbour, {**DETAILS, **TEXT}, now=now_for_pages())
        submit(session, both.neighbour, now=now_for_pages())
    assert both.statuses()["Naapurikunta"] == "submitted"
    assert "oman vastauksen" in both.site.client.get(both.site.path("statement")).text("main")


def test_who_was_not_asked_is_listed_when_it_is_behind_the_statement_and_gets_no_way_to_answer(both: Together) -> None:
    named = {"name": "Yhdistys ry", "group": "organisation", "email": "sihteeri@yhdistys.example"}
    both.name(named)
    assert len(both.statuses()) == 2
    both.confirm()
    both.hand_in()
    assert both.statuses()["Yhdistys ry"] == JOINT
    with both.site.database.reading() as session:
        made = session.scalars(select(InvitationRow).order_by(InvitationRow.id.desc())).first()
        assert made is not None and not made.asked and made.organisation.email == "", "no link can be ordered for it"


def test_the_page_of_who_hands_in_is_the_same_whether_another_one_was_asked(pair: Together) -> None:
    pages = []
    for name, email in (("Naapurikunta", "a@x.example"), ("Nappurikunta", "b@x.example")):
        page = pair.name({"name": name, "email": email})
        [item] = [text for text in page.texts(".k-parties li") if name in text]
        pages.append(item.replace(name, "").replace(email, ""))
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 400}, "name"),
        ({"group": ""}, "group"),
        ({"group": "private_person"}, "group"),
        ({"language": "en"}, "language"),
        ({"email": "kirjaamo"}, "email"),
        ({"name": "Mallikunta"}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    pair: Together, changed: dict[str, str], field: str
) -> None:
    page = pair.name(changed, status=422)
    assert page.all(f'#errors a[href="#{field}"]') and not pair.number(JointPartyRow)
    assert page.fields('form[action$="/joint"]')["email"] == changed.get("email", NAMED["email"])


def test_nobody_is_named_twice(pair: Together) -> None:
    pair.name()
    assert "jo nimetty" in pair.name(status=422).text("#errors")
    assert "jo nimetty" in pair.name({"name": "Muu nimi", "email": "virallinen@naapuri.example"}, status=422).text(
        "#errors"
    )


def test_a_link_opens_its_page_and_nothing_else_and_nothing_once_the_organisation_is_taken_away(
    pair: Together,
) -> None:
    pair.name()
    token, stranger = pair.token(), pair.site.other_client()
    assert stranger.get(f"/fi/joint/{token}").all("#page-form")
    stranger.get(f"/fi/r/{token}", status=404)
    stranger.get(pair.site.path(), status=403)
    stranger.get("/fi/joint/foreign", status=404)
    page = pair.site.client.get(pair.site.path("joint"))
    pair.site.client.post(page, form='form[action$="/remove"]')
    stranger.get(f"/fi/joint/{token}", status=404)
    with pair.site.database.reading() as session, pytest.raises(Exception, match="joint party"):
        party_by_token(session, token_digest(token))


def test_answers_that_are_not_published_and_contact_details_are_not_shown_to_the_others(pair: Together) -> None:
    pair.name()
    page = pair.site.other_client().get(f"/fi/joint/{pair.token()}")
    assert "Kannatamme yhdessä." in page.text("main") and "kaisa@example.fi" not in page.text("main")


def test_after_the_end_nothing_is_named_or_confirmed(pair: Together) -> None:
    pair.name()
    token, client = pair.token(), pair.site.other_client()
    page = client.get(f"/fi/joint/{token}")
    with pair.site.database.writing() as session:
        past = {"opened_at": now_for_pages() - timedelta(days=2), "deadline": now_for_pages() - timedelta(days=1)}
        session.execute(update(ConsultationRow).values(**past))
    assert not client.post(page, CONFIRMED, status=409).all("#page-form")
    assert not pair.site.client.get(pair.site.path("joint")).all("main form")


def test_a_statement_that_is_withdrawn_answers_for_nobody(pair: Together) -> None:
    pair.name()
    pair.confirm()
    pair.hand_in()
    pair.site.client.post(pair.site.client.get(pair.site.path("withdraw")), {"reason": "Virhe."})
    with pair.site.database.reading() as session:
        assert session.scalars(select(WithdrawalRow)).one()
    assert pair.statuses()["Naapurikunta"] in NOT_ANSWERED


def test_the_log_says_what_was_done(pair: Together) -> None:
    pair.name()
    pair.confirm()
    with pair.site.database.reading() as session:
        events = set(session.scalars(select(EventRow.what)))
    assert {"party of joint statement named", "joint statement confirmed"} <= events


def test_without_mail_a_confirmation_can_be_entered_only(sqlite: Database) -> None:
    now = now_for_pages()
    found = together(sqlite)
    found.site.client = make_client(sqlite)
    found.site.open_link()
    with sqlite.writing() as session:
        save(session, found.site.round, TEXT, revision=1, now=now)
    page = found.name()
    assert not page.all('form[action$="/ask"]') and page.all('form[action$="/enter"]')
    assert not found.number(MessageRow)


def test_the_page_for_confirming_names_attached_files_and_gives_none(sqlite: Database) -> None:
    site, now = open_site(sqlite, mail=NOWHERE, question_set=tiny_set("attachment")), now_for_pages()
    with sqlite.writing() as session:
        attach(session, site.round, "liitteet", ("muistio.pdf", PDF), now=now)
    site.open_link()
    found = Together(site, site.round)
    found.name()
    page = site.other_client().get(f"/fi/joint/{found.token()}")
    assert "muistio.pdf" in page.text("main") and not page.all('main a[href*="attachments"]')


def test_the_file_of_a_joint_statement_with_a_dissenting_part_can_be_checked(pair: Together) -> None:
    pair.name()
    pair.confirm(said=DISSENT)
    pair.hand_in()
    with pair.site.client.http.get(pair.site.path("statement.docx")) as response:
        raw = response.get_data()
    visitor = pair.site.other_client()
    page = visitor.upload(visitor.get("/fi/check"), "lausunto.docx", raw)
    assert page.text("#result h2") == "Kysymykset ja vastaukset ovat annetun lausunnon mukaiset"
    document = Document(BytesIO(raw))
    [dissent] = [each for each in document.paragraphs if DISSENT["dissent"] in each.text]
    dissent.runs[0].text = "Kannatamme pykälää 3."
    changed = BytesIO()
    document.save(changed)
    page = visitor.upload(visitor.get("/fi/check"), "lausunto.docx", changed.getvalue())
    assert page.text("#result h2") == "Teksti ei ole annetun lausunnon mukainen"
