"""Filling in sections: saved at each step, nothing lost, whatever happens."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from survey.store.tables import AnswerRow, ConsultationRow, InvitationRow, PersonalLinkRow
from tests.pages import Page
from tests.site import Site, now_for_pages

TEXT, OPTION, REASON = "answer-nakemys-text", "answer-kanta-option", "answer-kanta-reason"


def _section(site: Site, language: str = "fi") -> Page:
    return site.client.get(site.path("sections/osio", language))


def _stored(site: Site, address: str = "nakemys") -> dict[str, str] | None:
    with site.database.reading() as session:
        row = session.scalar(select(AnswerRow).where(AnswerRow.address == address))
        return None if row is None else row.value


def test_what_is_typed_is_there_when_the_page_is_opened_again(site: Site) -> None:
    site.open_link()
    site.client.post(_section(site), {TEXT: "Kannatamme.", OPTION: "kylla", REASON: "Hyvä."})
    fields = _section(site).fields()
    assert (fields[TEXT], fields[OPTION], fields[REASON]) == ("Kannatamme.", "kylla", "Hyvä.")


@pytest.mark.parametrize(
    "text",
    [
        "an empty line\n\nin between",
        "blanks at the end   ",
        "  blanks first",
        "tab\there",
        "=1+1",
        "#N/A",
        "_x0041_",
        "<b>&amp;</b>",
        "👩‍👩‍👧‍👦 emoji",
        "a\n\n\nb",
        "\u200fright to left\u200f",
        "x" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_text_comes_back_character_by_character(site: Site, text: str) -> None:
    site.open_link()
    site.client.post(_section(site), {TEXT: text.replace("\n", "\r\n")})
    assert _section(site).fields()[TEXT] == text
    assert site.client.get(site.path("draft")).raw_text(f'[data-answer="{TEXT}"]') == text


def test_control_characters_are_removed_and_the_page_says_so(site: Site) -> None:
    site.open_link()
    page = site.client.post(_section(site), {TEXT: "a\x0bb\x07c"})
    assert len(page.all(".k-notice")) == 2
    assert _stored(site) == {"text": "a\nbc"}


def test_saving_leads_to_the_next_section_and_at_last_to_review(site: Site) -> None:
    site.open_link()
    after_details = site.client.post(site.client.get(site.path("details")))
    assert after_details.path == site.path("sections/osio")
    assert site.client.post(after_details).path == site.path("review")


def test_saving_can_lead_to_the_overview(site: Site) -> None:
    site.open_link()
    assert site.client.post(_section(site), {"to_overview": "1"}).path == site.path()


def test_the_way_back_to_the_overview_saves_what_is_typed(site: Site) -> None:
    site.open_link()
    page = _section(site)
    (back,) = page.all("nav.k-back button")
    assert back.attrs["form"] == "page-form"
    site.client.post(page, {TEXT: "Kesken jäänyt.", back.attrs["name"]: back.attrs["value"]})
    assert _stored(site) == {"text": "Kesken jäänyt."}


def test_a_malformed_date_is_kept_as_typed_and_named(site: Site) -> None:
    site.open_link()
    page = site.client.post(site.client.get(site.path("details")), {"answer-decision_date-date": "32.13."})
    assert page.path == site.path("details")
    assert page.fields()["answer-decision_date-date"] == "32.13."
    assert page.all('.ds-error-summary a[href="#answer-decision_date-date"]')
    assert page.all("#answer-decision_date-date")[0].attrs["aria-invalid"] == "true"


def test_a_fault_leaves_the_other_answers_as_chosen(site: Site) -> None:
    site.open_link()
    page = site.client.post(
        site.client.get(site.path("details")),
        {"answer-decision_date-date": "never", "answer-statement_language-option": "sv"},
    )
    assert page.fields()["answer-statement_language-option"] == "sv"


def test_an_option_that_does_not_exist_is_kept_and_named(site: Site) -> None:
    site.open_link()
    page = site.client.post(_section(site), {OPTION: "ehka"})
    assert page.all(f'.ds-error-summary a[href="#{OPTION}"]')


def test_the_language_button_keeps_what_is_typed_and_stays_on_the_page(site: Site) -> None:
    site.open_link()
    page = site.client.post(_section(site), {TEXT: "Kesken", OPTION: "ei", "switch_language": "sv"})
    assert page.path == site.path("sections/osio", "sv")
    assert page.all("html")[0].attrs["lang"] == "sv"
    fields = page.fields()
    assert (fields[TEXT], fields[OPTION]) == ("Kesken", "ei")


def test_the_second_of_two_savers_sees_both_texts(site: Site) -> None:
    site.open_link()
    other = site.other_client()
    site.open_link(other)
    mine, theirs = _section(site), other.get(site.path("sections/osio"))
    other.post(theirs, {TEXT: "Kollegan teksti."})
    conflict = site.client.post(mine, {TEXT: "Minun tekstini.", OPTION: "ei"})
    assert "Kollegan teksti." in conflict.text(".k-conflict .k-answer")
    assert conflict.fields()[TEXT] == "Minun tekstini."
    assert _stored(site) == {"text": "Kollegan teksti."}
    assert _stored(site, "kanta") == {"option": "ei"}


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("typed", "Minun tekstini."),
        ("stored", "Kollegan teksti."),
        ("both", "Kollegan teksti.\n\nMinun tekstini."),
    ],
)
def test_a_conflict_is_settled_as_the_person_chooses(site: Site, choice: str, expected: str) -> None:
    site.open_link()
    other = site.other_client()
    site.open_link(other)
    mine, theirs = _section(site), other.get(site.path("sections/osio"))
    other.post(theirs, {TEXT: "Kollegan teksti."})
    conflict = site.client.post(mine, {TEXT: "Minun tekstini."})
    site.client.post(conflict, {"resolve-nakemys": choice})
    assert _stored(site) == {"text": expected}


def test_a_conflict_can_be_read_in_the_other_language(site: Site) -> None:
    site.open_link()
    other = site.other_client()
    site.open_link(other)
    mine, theirs = _section(site), other.get(site.path("sections/osio"))
    other.post(theirs, {TEXT: "Kollegan teksti."})
    conflict = site.client.post(mine, {TEXT: "Minun.", "switch_language": "sv"})
    assert conflict.all("html")[0].attrs["lang"] == "sv"
    assert conflict.fields()[TEXT] == "Minun."


def test_nothing_typed_is_lost_when_the_session_has_ended(site: Site) -> None:
    site.open_link()
    page = _section(site)
    site.client.http.delete_cookie("kuulolla")
    kept = site.client.post(page, {TEXT: "Pitkä teksti."}, status=400)
    assert kept.fields("#kept")[TEXT] == "Pitkä teksti."
    still = site.client.post(kept, to=page.path, status=403)
    assert still.fields("#kept")[TEXT] == "Pitkä teksti."
    site.open_link()
    site.client.post(still, to=page.path)
    assert _stored(site) == {"text": "Pitkä teksti."}


def test_nothing_typed_is_lost_when_the_link_is_revoked(site: Site) -> None:
    site.open_link()
    page = _section(site)
    with site.database.writing() as session:
        session.execute(update(PersonalLinkRow).values(revoked_at=now_for_pages()))
    kept = site.client.post(page, {TEXT: "Pitkä teksti."}, status=403)
    assert kept.fields("#kept")[TEXT] == "Pitkä teksti."


def test_another_sites_words_are_not_shown_as_ones_own(site: Site) -> None:
    site.open_link()
    response = site.client.http.post(
        site.path("sections/osio"), data={TEXT: "Planted"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 400
    assert "Planted" not in response.get_data(as_text=True)


def test_what_was_being_written_at_the_deadline_is_kept_in_the_draft(site: Site) -> None:
    site.open_link()
    page = _section(site)
    _end(site)
    after = site.client.post(page, {TEXT: "Viime hetkellä."})
    assert after.path == site.path()
    assert _stored(site) == {"text": "Viime hetkellä."}
    assert after.all(".k-notice")


def test_after_the_deadline_sections_lead_to_the_overview_and_the_draft_can_be_read(site: Site) -> None:
    site.open_link()
    site.client.post(_section(site), {TEXT: "Luonnos."})
    _end(site)
    for page in ("details", "sections/osio", "review", "submit", "nothing-to-state"):
        assert site.client.get(site.path(page)).path == site.path()
    assert "Luonnos." in site.client.get(site.path("draft")).text("main")


def test_an_own_deadline_keeps_the_pages_open(site: Site) -> None:
    site.open_link()
    _end(site)
    with site.database.writing() as session:
        session.execute(update(InvitationRow).values(own_deadline=now_for_pages() + timedelta(days=1)))
    assert _section(site).path == site.path("sections/osio")


def test_a_section_that_does_not_exist_is_not_found(site: Site) -> None:
    site.open_link()
    site.client.get(site.path("sections/olematon"), 404)


def test_a_form_without_a_questions_field_leaves_its_answer_alone(site: Site) -> None:
    site.open_link()
    site.client.post(_section(site), {TEXT: "Säilyy."})
    token = _section(site).fields()["csrf_token"]
    site.client.send(site.path("sections/osio"), {"csrf_token": token})
    assert _stored(site) == {"text": "Säilyy."}


def test_a_body_that_is_too_large_is_refused_with_a_page(site: Site) -> None:
    site.open_link()
    page = site.client.send(site.path("sections/osio"), {TEXT: "x" * (25 * 1024 * 1024)}, status=413)
    assert page.all("html")[0].attrs["lang"] == "fi"


def _end(site: Site) -> None:
    moments = {"opened_at": now_for_pages() - timedelta(days=2), "deadline": now_for_pages() - timedelta(minutes=1)}
    with site.database.writing() as session:
        session.execute(update(ConsultationRow).values(**moments))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_title_of_a_section_says_its_position_and_consultation(site: Site, language: str) -> None:
    site.open_link()
    page = _section(site, language)
    position = page.text(".k-kicker").split(" · ")[0]
    consultation = site.client.get(site.path("", language)).text("h1")
    assert f"{page.text('h1')} – {position} – {consultation}" in page.text("title")
