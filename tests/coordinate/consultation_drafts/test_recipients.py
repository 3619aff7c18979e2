"""Who gets the request when a consultation opens: added from a file or rows, taken off, asked at the opening."""

import pytest
from sqlalchemy import select

from survey.store.consultations import consultation_by_key
from survey.store.register.organisations import Registered, add_registered
from survey.store.tables import InvitationRow, MessageRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.site import NOWHERE, Site, make_client

ROWS = """name_fi;name_sv;group;language;email
Kouvolan kaupunki;;municipality;fi;kirjaamo@kouvola.example
Raseborgs stad;;municipality;sv;registrator@raseborg.example
"""


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in where mail is sent."""
    return coordinator_of(Site(site.database, make_client(site.database, NOWHERE), site.round))


def test_recipients_are_added_taken_off_and_asked_when_it_opens(maija: Coordinator) -> None:
    draft, client = maija.ready(), maija.site.client
    page = client.post(maija.get(f"drafts/{draft}/recipients"), {"rows": ROWS}, form="#page-form")
    assert page.texts("tbody th") == ["Kouvolan kaupunki", "Raseborgs stad"]
    mark = page.all("#chosen-2")[0].attrs["value"]
    left = client.post(page, {"chosen": mark}, form="form[action$=remove]")
    assert left.texts("tbody th") == ["Kouvolan kaupunki"]
    words = {"words-fi": "Tervetuloa.", "words-sv": "Välkomna."}
    client.post(left, words, form="form[action$=words]")
    opened = maija.open(draft, {"opening-reason-no-open-end": "On."})
    assert opened.path.endswith("/yksi-2/")
    with maija.site.database.reading() as session:
        found = consultation_by_key(session, "yksi-2")
        [message] = session.scalars(select(MessageRow).where(MessageRow.consultation_id == found.id))
        assert session.scalars(select(InvitationRow).where(InvitationRow.consultation_id == found.id)).one()
    assert (message.recipient, message.words) == ("kirjaamo@kouvola.example", {"fi": "Tervetuloa.", "sv": "Välkomna."})


def test_a_list_with_faults_adds_nobody_and_all_faults_are_told(maija: Coordinator) -> None:
    draft, client = maija.ready(), maija.site.client
    faulty = ROWS + "Hanko;;kunta;fi;ei osoite\nKouvolan kaupunki;;municipality;fi;x@example.fi\n"
    page = client.post(maija.get(f"drafts/{draft}/recipients"), {"rows": faulty}, form="#page-form", status=422)
    assert len(page.texts(".k-faults li")) == 3
    assert page.fields("#page-form")["rows"].strip() == faulty.strip()
    assert not maija.get(f"drafts/{draft}/recipients").texts("tbody th")


def test_an_organisation_is_not_added_twice(maija: Coordinator) -> None:
    draft, client = maija.ready(), maija.site.client
    page = client.post(maija.get(f"drafts/{draft}/recipients"), {"rows": ROWS}, form="#page-form")
    again = client.post(page, {"rows": ROWS}, form="#page-form", status=422)
    assert len(again.texts(".k-faults li")) == 2 and len(again.texts("tbody th")) == 2


def test_the_request_can_be_read_before_it_is_sent(maija: Coordinator) -> None:
    draft, client = maija.ready(), maija.site.client
    page = client.post(maija.get(f"drafts/{draft}/recipients"), {"rows": ROWS}, form="#page-form")
    words = {"words-fi": "Lukekaa luku 4.", "words-sv": "Läs kapitel 4.", "look": "1"}
    read = client.post(page, words, form="form[action$=words]")
    [finnish, swedish] = read.texts(".k-letter .k-answer")
    assert "Lukekaa luku 4." in finnish and "Läs kapitel 4." in swedish
    assert read.fields("form[action$=words]")["words-fi"] == "Lukekaa luku 4."
    one = client.post(read, {"words-fi": "Vain suomeksi.", "words-sv": ""}, form="form[action$=words]", status=422)
    assert [node.attrs["href"] for node in one.all(".ds-error-summary a")] == ["#words-sv"]


def test_nothing_chosen_is_said(maija: Coordinator) -> None:
    draft, client = maija.ready(), maija.site.client
    page = maija.get(f"drafts/{draft}/recipients")
    nothing = client.post(page, form="#page-form", status=422)
    assert [node.attrs["href"] for node in nothing.all(".ds-error-summary a")] == ["#file"]
    page = client.post(page, {"rows": ROWS}, form="#page-form")
    nobody = client.post(page, form="form[action$=remove]", status=422)
    assert [node.attrs["href"] for node in nobody.all(".ds-error-summary a")] == ["#chosen-1"]


def test_recipients_come_from_the_register_too_and_keep_what_it_knows(maija: Coordinator) -> None:
    draft, client = maija.ready(), maija.site.client
    hanko = Registered({"fi": "Hanko", "sv": "Hangö"}, "municipality", "", "h@example.fi", ("x@example.fi",), "sv fi")
    with maija.site.database.writing() as session:
        add_registered(
            session,
            [
                hanko,
                Registered({"fi": "Inkoo"}, "municipality", "", "i@example.fi", (), "fi"),
            ],
        )
    page = client.post(maija.get(f"drafts/{draft}/recipients"), {"register-names": "Hanko"}, form="#page-form")
    assert page.texts("tbody th") == ["Hanko / Hangö"]
    both = client.post(page, {"register-group": "municipality"}, form="#page-form")
    assert len(both.texts("tbody th")) == 2
    nobody = client.post(both, {"register-group": "municipality"}, form="#page-form", status=422)
    assert [node.attrs["href"] for node in nobody.all(".ds-error-summary a")] == ["#register-group"]
    maija.open(draft, {"opening-reason-no-open-end": "On."})
    with maija.site.database.reading() as session:
        found = consultation_by_key(session, "yksi-2")
        messages = list(session.scalars(select(MessageRow).where(MessageRow.consultation_id == found.id)))
    assert {(each.recipient, each.languages) for each in messages} == {
        ("h@example.fi", "sv fi"),
        ("x@example.fi", "sv fi"),
        ("i@example.fi", "fi"),
    }
