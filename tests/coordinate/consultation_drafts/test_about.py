"""What is told of a consultation while it is prepared: everything typed is kept, also what cannot be read yet."""

import pytest

from tests.coordinate.desks import FILLED, WHOLE, Coordinator, coordinator_of, draft_id
from tests.passwords import PASSWORD
from tests.site import Site

TOLD = b"""
consultation:
  issuer: {fi: Virasto, sv: Verket}
  diary_number: VN/1/2026
  goals: {fi: Parempi arki, sv: En battre vardag}
  contacts: [{name: Maija, title: {fi: Johtaja, sv: Chef}, email: maija@example.fi}]
"""


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in."""
    return coordinator_of(site)


def test_what_the_set_says_is_filled_in_and_a_new_set_replaces_nothing_typed(maija: Coordinator) -> None:
    draft = draft_id(maija.bring(WHOLE + TOLD))
    fields = maija.get(f"drafts/{draft}/about").fields()
    assert fields["opening-issuer-fi"] == "Virasto" and fields["opening-goals-sv"] == "En battre vardag"
    assert fields["opening-contact1_name"] == "Maija" and fields["opening-deadline_time"] == "16.00"
    maija.tell(draft)
    maija.site.client.upload(maija.get(f"question-sets/{draft}/"), "uusi.yaml", WHOLE + TOLD)
    again = maija.get(f"drafts/{draft}/about").fields()
    assert again.items() >= FILLED.items()


def test_the_title_of_a_contact_person_of_the_set_stays(maija: Coordinator) -> None:
    draft = draft_id(maija.bring(WHOLE + TOLD))
    maija.tell(draft, {"opening-contact1_name": "Maija", "opening-contact1_email": "maija@example.fi"})
    assert "Johtaja" in maija.get(f"drafts/{draft}/look").text("main")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("opening-contact1_email", "maija", "Tähän kirjoitetaan yksi kokonainen sähköpostiosoite"),
        ("opening-contact1_name", "x" * 301, "enintään 300 merkkiä"),
        ("opening-contact2_phone", "029 123", "Kirjoita yhteyshenkilön"),
        ("opening-deadline_date", "32.13.2099", "Päivämäärä kirjoitetaan numeroin"),
        ("opening-deadline_date", "1/2/2099", "1.2.2099 tai 2.1.2099"),
        ("opening-deadline_date", "1.2.99", "1.2.2099 tai 1.2.1999"),
        ("opening-deadline_time", "25.00", "Kirjoita kellonaika numeroin"),
        ("opening-deadline_time", "neljältä", "Kirjoita kellonaika numeroin"),
        ("opening-opening_date", "1.2.2098", "Kirjoita myös kellonaika."),
        ("opening-closing_time", "16.00", "Kirjoita myös päivä"),
    ],
)
def test_what_cannot_be_read_is_saved_too_and_named_beside_its_field(
    maija: Coordinator, field: str, typed: str, words: str
) -> None:
    draft = draft_id(maija.bring(WHOLE))
    page = maija.tell(draft, {field: typed}, 422)
    assert words in page.text(".ds-error-summary") or words in page.text("main")
    assert page.text(".ds-error-summary h2") == "Kaikki on tallennettu. Korjaa nämä kohdat ennen avaamista"
    again = maija.get(f"drafts/{draft}/about")
    assert again.fields().items() >= (FILLED | {field: typed}).items()
    assert again.all("[aria-invalid=true]")
    refused = maija.open(draft, {}, 422)
    assert f"/fi/coordinate/drafts/{draft}/about#" in str([each.attrs for each in refused.all(".ds-error-summary a")])


@pytest.mark.parametrize(
    ("day", "words"), [("28.3.2027", "kellonaikaa ei ole"), ("31.10.2027", "kellonaika on kahdesti")]
)
def test_a_time_in_the_night_in_which_the_clock_is_turned_is_refused(maija: Coordinator, day: str, words: str) -> None:
    draft = draft_id(maija.bring(WHOLE))
    page = maija.tell(draft, {"opening-deadline_date": day, "opening-deadline_time": "3.30"}, 422)
    assert words in page.text("[id='opening-deadline_time-error']")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"opening-deadline_date": "1.1.2020"}, "Vastausaika päättyy ennen kuin lausuntopyyntö avautuu."),
        ({"opening-closing_date": "28.1.2099", "opening-closing_time": "16.00"}, "ei ole määräaikaa myöhempi"),
        ({"opening-opening_date": "1.1.2020", "opening-opening_time": "9.00"}, "Avaamisaika on jo mennyt."),
        ({"opening-goals-sv": ""}, "Tavoitteita ei ole kerrottu tällä kielellä: ruotsi."),
    ],
)
def test_what_contradicts_itself_stops_the_opening(maija: Coordinator, typed: dict[str, str], words: str) -> None:
    draft = draft_id(maija.bring(WHOLE))
    maija.tell(draft, typed)
    assert words in maija.open(draft, status=422).text(".ds-error-summary")


def test_the_language_switch_keeps_what_was_typed_and_saves_nothing(maija: Coordinator) -> None:
    draft = draft_id(maija.bring(WHOLE))
    page = maija.press(maija.get(f"drafts/{draft}/about"), FILLED | {"switch_language": "sv"})
    assert page.path.startswith("/sv/") and page.fields().items() >= FILLED.items()
    assert not page.all(".ds-error-summary")
    assert not maija.get(f"drafts/{draft}/about").fields()["opening-diary_number"]


def test_nothing_a_colleague_has_saved_meanwhile_is_overwritten_unseen(maija: Coordinator) -> None:
    draft = maija.ready()
    mine = maija.get(f"drafts/{draft}/about")
    maija.tell(draft, {"opening-goals-fi": "Kollegan tavoite."})
    conflict = maija.press(mine, {"opening-goals-fi": "Minun tavoitteeni."}, 409)
    assert "Kollegan tavoite." in conflict.text("[id='opening-goals-fi-error']")
    assert conflict.fields()["opening-goals-fi"] == "Minun tavoitteeni."
    assert maija.get(f"drafts/{draft}/about").fields()["opening-goals-fi"] == "Kollegan tavoite."
    assert maija.press(conflict).texts("[role=status]") == ["Tallennettu."]
    assert maija.get(f"drafts/{draft}/about").fields()["opening-goals-fi"] == "Minun tavoitteeni."


def test_saving_the_same_again_says_that_nothing_was_changed(maija: Coordinator) -> None:
    draft = maija.ready()
    assert maija.press(maija.get(f"drafts/{draft}/about")).texts("[role=status]") == ["Mitään ei muutettu."]


def test_nothing_typed_is_lost_when_the_sign_in_has_ended(maija: Coordinator) -> None:
    draft = draft_id(maija.bring(WHOLE))
    about = maija.get(f"drafts/{draft}/about")
    maija.site.client.send("/fi/sign-out", maija.get().fields("header form"))
    stranger = maija.site.client.get("/fi/sign-in").fields()["csrf_token"]
    kept = maija.press(about, FILLED | {"csrf_token": stranger}, 403)
    assert kept.text("h1") == "Kirjaudu uudelleen"
    assert {name: text for name, text in kept.fields("#kept").items() if name in FILLED} == FILLED
    sign_in = maija.site.client.get("/fi/sign-in")
    maija.site.client.post(sign_in, {"email": "maija@example.fi", "password": PASSWORD})
    expired = maija.site.client.post(
        kept, {"csrf_token": kept.fields("#kept")["csrf_token"]}, to=about.path, status=400
    )
    again = {**expired.fields("#kept")}
    assert maija.site.client.send(about.path, again).texts("[role=status]") == ["Tallennettu."]
    assert maija.get(f"drafts/{draft}/about").fields().items() >= FILLED.items()
