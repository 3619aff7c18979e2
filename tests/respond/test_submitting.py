"""Review, submission, nothing to state, receipt and statement."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from survey.operations.question_sets.corrections import correct_texts
from survey.questions.load import load_text
from survey.store.consultations import consultation_by_key
from survey.store.tables import ConsultationRow, PersonalLinkRow, SubmissionRow
from tests.pages import Page
from tests.rounds import ONE_QUESTION, save
from tests.site import Site, now_for_pages

NAME, EMAIL = "answer-recorded_by-text", "answer-contact_email-email"
NO_DECISION = {"decision": "none"}
WARNING = ".ds-alert[data-color=warning]"


def _fill_in(site: Site, text: str = "Kannatamme.") -> Page:
    """Fill in everything that is needed; the review page."""
    details = site.client.get(site.path("details"))
    section = site.client.post(details, {NAME: "Kaisa Kirjaaja", EMAIL: "kaisa@example.fi"})
    return site.client.post(section, {"answer-nakemys-text": text})


def _submit(site: Site, review: Page) -> Page:
    button = [node.attrs["href"] for node in review.all("main a.ds-button")]
    return site.client.post(site.client.get(button[0]), NO_DECISION)


def _submissions(site: Site) -> int:
    with site.database.reading() as session:
        return session.scalar(select(func.count()).select_from(SubmissionRow)) or 0


def test_the_whole_way_from_link_to_statement(site_on_each: Site) -> None:
    site = site_on_each
    site.open_link()
    receipt = _submit(site, _fill_in(site))
    assert receipt.path == site.path("receipt")
    reference = receipt.text(".k-reference dd")
    assert len(reference) == 9
    statement = site.client.get(site.path("statement"))
    assert "Kannatamme." in statement.text("main") and reference in statement.text("main")


def test_review_names_what_is_missing_and_leads_to_it(site: Site) -> None:
    site.open_link()
    review = site.client.get(site.path("review"))
    assert [node.attrs["href"] for node in review.all(".ds-error-summary a")] == [
        f"{site.path('details')}?from=review#{field}" for field in (NAME, EMAIL)
    ]
    assert not review.all("main a.ds-button")


def test_what_is_changed_from_the_review_leads_back_to_it(site: Site) -> None:
    site.open_link()
    details = site.client.get(site.path("details?from=review"))
    switched = site.client.post(details, {"switch_language": "sv"})
    wrong = site.client.post(switched, {"answer-decision_date-date": "32.13."})
    right = site.client.post(wrong, {"answer-decision_date-date": "1.11.2026", NAME: "Kaisa", EMAIL: "k@example.fi"})
    assert right.path == site.path("review", "sv")


def test_review_names_what_could_not_be_read(site: Site) -> None:
    site.open_link()
    _fill_in(site)
    site.client.post(site.client.get(site.path("details")), {"answer-decision_date-date": "32.13."})
    review = site.client.get(site.path("review"))
    assert "32.13." in review.text("#row-details-decision_date")
    assert len(review.all(".ds-error-summary a")) == 1


def test_the_submit_page_leads_back_while_something_is_missing(site: Site) -> None:
    site.open_link()
    assert site.client.get(site.path("submit")).path == site.path("review")


def test_personal_data_is_on_the_review_page_but_not_on_the_statement(site: Site) -> None:
    site.open_link()
    review = _fill_in(site)
    assert "Kaisa Kirjaaja" in review.text("main")
    _submit(site, review)
    statement = site.client.get(site.path("statement")).text("main")
    assert "Kaisa" not in statement and "kaisa@example.fi" not in statement


def test_pressing_twice_and_reloading_make_one_submission(site: Site) -> None:
    site.open_link()
    page = site.client.get(_fill_in(site).all("main a.ds-button")[0].attrs["href"])
    first = site.client.post(page, NO_DECISION)
    second = site.client.post(page, NO_DECISION)
    assert first.text(".k-reference dd") == second.text(".k-reference dd")
    assert _submissions(site) == 1


def test_a_colleagues_change_after_the_review_leads_back_to_it(site: Site) -> None:
    site.open_link()
    review = _fill_in(site)
    other = site.other_client()
    site.open_link(other)
    other.post(other.get(site.path("sections/osio")), {"answer-nakemys-text": "Kollega muutti."})
    back = _submit(site, review)
    assert back.path == site.path("review")
    assert back.all(".k-notice") and "Kollega muutti." in back.text("main")
    assert _submissions(site) == 0


def test_a_second_submission_keeps_the_first(site: Site) -> None:
    site.open_link()
    _submit(site, _fill_in(site, "Ensimmäinen."))
    section = site.client.get(site.path("sections/osio"))
    receipt = _submit(site, site.client.post(section, {"answer-nakemys-text": "Toinen."}))
    assert _submissions(site) == 2
    earlier = site.client.get(receipt.all('main li a[href*="number=1"]')[0].attrs["href"])
    assert "Ensimmäinen." in earlier.text("main")
    assert earlier.all(".ds-alert"), "nothing says that it has been replaced"
    latest = site.client.get(site.path("statement"))
    assert "Toinen." in latest.text("main")
    assert not latest.all(".ds-alert")


def test_nothing_to_state_is_asked_for_confirmation_and_keeps_the_draft(site: Site) -> None:
    site.open_link()
    _fill_in(site, "Luonnos jää.")
    receipt = site.client.post(site.client.get(site.path("nothing-to-state")))
    assert receipt.path == site.path("receipt")
    assert not receipt.all('a[href$="/statement"]')
    assert "Luonnos jää." in site.client.get(site.path("draft")).text("main")
    _submit(site, site.client.get(site.path("review")))
    assert _submissions(site) == 2


def test_nothing_to_state_is_asked_again_where_a_colleague_has_changed_the_draft_meanwhile(site: Site) -> None:
    site.open_link()
    page = site.client.get(site.path("nothing-to-state"))
    _fill_in(site, "Kollega kirjoitti.")
    again = site.client.post(page)
    assert again.path == site.path("nothing-to-state") and not _submissions(site)
    assert "Joku on muuttanut luonnosta" in again.text("#notices")
    assert site.client.post(again).path == site.path("receipt")


def test_replacing_a_statement_by_nothing_to_state_is_asked_once_more(site: Site) -> None:
    site.open_link()
    assert not site.client.get(site.path("nothing-to-state")).all(".ds-alert")
    reference = _submit(site, _fill_in(site)).text(".k-reference dd")
    page = site.client.get(site.path("nothing-to-state"))
    assert reference in page.text(".ds-alert")
    again = site.client.post(page, status=422)
    assert again.all("#errors a") and _submissions(site) == 1
    receipt = site.client.post(again, {"replaces": reference})
    assert receipt.path == site.path("receipt") and _submissions(site) == 2


def test_a_statement_that_a_colleague_submitted_meanwhile_is_not_undone_unseen(site: Site) -> None:
    site.open_link()
    page = site.client.get(site.path("nothing-to-state"))
    reference = _submit(site, _fill_in(site)).text(".k-reference dd")
    again = site.client.post(page, status=422)
    assert reference in again.text(".ds-alert") and _submissions(site) == 1


def test_that_there_is_nothing_to_state_stands_by_the_button_that_submits(site: Site) -> None:
    site.open_link()
    page = site.client.get(site.path())
    (beside,) = page.all(".k-buttons + p a")
    assert beside.attrs["href"] == site.path("nothing-to-state")
    assert not page.all('.k-more a[href$="nothing-to-state"]')


@pytest.mark.parametrize("nothing", [False, True])
def test_what_has_not_changed_is_not_submitted_again(site: Site, nothing: bool) -> None:
    site.open_link()
    review = _fill_in(site)
    for _time in range(2):
        asked = site.client.get(site.path("nothing-to-state"))
        receipt = site.client.post(asked) if nothing else _submit(site, review)
    assert receipt.path == site.path("receipt") and _submissions(site) == 1
    assert "silloinen vastaanottokuittaus" in receipt.text(".k-notice")


def test_the_receipt_leads_to_the_statement_in_word_where_there_is_one(site: Site) -> None:
    site.open_link()
    receipt = site.client.post(site.client.get(site.path("nothing-to-state")))
    overview = site.client.get(site.path())
    assert not [page for page in (receipt, overview) if page.all('a[href*="/statement"]')]
    assert overview.link("Vastaanottokuittaus") == site.path("receipt")
    receipt = _submit(site, _fill_in(site))
    assert receipt.link("Lataa lausunto Word-tiedostona") == site.path("statement.docx")
    assert site.client.get(site.path()).link("Vastaanottokuittaus ja lausunto") == site.path("receipt")


def test_sections_left_out_are_not_to_be_started_once_the_statement_is_submitted(site: Site) -> None:
    site.open_link()
    assert site.client.get(site.path()).texts(".k-task .k-status")[1] == "Ei aloitettu"
    details = site.client.get(site.path("details"))
    site.client.post(details, {NAME: "Kaisa Kirjaaja", EMAIL: "kaisa@example.fi"})
    _submit(site, site.client.get(site.path("review")))
    assert site.client.get(site.path()).texts(".k-task .k-status")[1] == "Ei vastattu"
    assert site.client.get(site.path("", "sv")).texts(".k-task .k-status")[1] == "Inte besvarat"
    site.client.post(site.client.get(site.path("sections/osio")), {"answer-nakemys-text": "Vain toinen."})
    assert site.client.get(site.path()).texts(".k-task .k-status")[1] == "Osittain vastattu"


def test_the_receipt_waits_for_a_submission(site: Site) -> None:
    site.open_link()
    site.client.get(site.path("receipt"), 404)
    site.client.get(site.path("statement"), 404)


def test_a_submission_that_does_not_exist_is_not_found(site: Site) -> None:
    site.open_link()
    _submit(site, _fill_in(site))
    site.client.get(site.path("statement?number=7"), 404)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_an_answer_in_another_language_than_the_page_is_marked(site: Site, language: str) -> None:
    site.open_link()
    _submit(site, _fill_in(site))
    for page in ("statement", "draft", "review"):
        answer = site.client.get(site.path(page, language)).all('[data-answer="answer-nakemys-text"]')[0]
        assert answer.attrs.get("lang") == (None if language == "fi" else "fi"), page


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_detail_that_was_typed_is_marked_with_the_statements_language_as_answers_are(
    site: Site, language: str
) -> None:
    site.open_link()
    _fill_in(site)
    site.client.post(site.client.get(site.path("details")), {"answer-decision_body-text": "Elinvoimajaosto"})
    (typed,) = site.client.get(site.path("review", language)).all('[data-answer="answer-decision_body-text"]')
    assert typed.attrs.get("lang") == (None if language == "fi" else "fi")


def test_a_revoked_link_hands_nothing_in(site: Site) -> None:
    site.open_link()
    page = site.client.get(_fill_in(site).all("main a.ds-button")[0].attrs["href"])
    with site.database.writing() as session:
        session.execute(update(PersonalLinkRow).values(revoked_at=site.round.consultation.opened_at))
    site.client.post(page, NO_DECISION, status=403)
    assert _submissions(site) == 0


def test_the_pages_say_whether_the_draft_differs_from_what_was_submitted(site: Site) -> None:
    site.open_link()
    unsent = site.client.get(site.path("draft")).text("article > p")
    _submit(site, _fill_in(site))
    same = site.client.get(site.path("draft")).text("article > p")
    _change(site, "Muutettu.", revision=1)
    changed = site.client.get(site.path("draft")).text("article > p")
    assert len({unsent.split(".")[0], same.split(".")[0], changed.split(".")[0]}) == 3


def _change(site: Site, text: str, *, revision: int) -> None:
    """Change the answer some minutes after the statement was submitted."""
    with site.database.writing() as session:
        later = session.scalars(select(SubmissionRow)).one().submitted_at + timedelta(minutes=revision)
        save(session, site.round, {"nakemys": {"text": text}}, revision=revision, now=later)
        session.merge(site.round.access.response).changed_at = later


def test_changes_that_the_authority_has_not_got_are_warned_of_until_they_are_taken_back(site: Site) -> None:
    site.open_link()
    _submit(site, _fill_in(site, "Kannatamme."))
    assert not site.client.get(site.path()).all('.ds-alert[data-color="warning"]')
    _change(site, "Muutettu.", revision=1)
    page = site.client.get(site.path())
    assert page.text('.ds-alert[data-color="warning"] h2') == "Luonnoksessa on muutoksia, joita ei ole lähetetty"
    assert "muut" not in page.text('.ds-alert[data-color="success"]')
    _change(site, "Kannatamme.", revision=2)
    assert not site.client.get(site.path()).all('.ds-alert[data-color="warning"]')
    assert "ei ole muutettu" in site.client.get(site.path("draft")).text("article > p")


def test_changes_that_came_too_late_are_told_after_the_response_time(site: Site) -> None:
    site.open_link()
    _submit(site, _fill_in(site))
    _change(site, "Muutettu.", revision=1)
    with site.database.writing() as session:
        opened = site.round.consultation.opened_at - timedelta(days=60)
        session.execute(update(ConsultationRow).values(opened_at=opened, deadline=opened + timedelta(days=1)))
    told = " ".join(site.client.get(site.path()).texts('.ds-alert[data-color="warning"]'))
    assert "muutoksia ei voi enää lähettää" in told


def test_a_statement_keeps_the_words_that_were_read_when_it_was_handed_in(site: Site) -> None:
    site.open_link()
    _submit(site, _fill_in(site))
    corrected = load_text(ONE_QUESTION.replace("fi: Näkemyksenne,", "fi: Korjattu otsikko,")).question_set
    with site.database.writing() as session:
        consultation = consultation_by_key(session, "yksi")
        correct_texts(session, consultation, corrected, now=now_for_pages())
    assert "Korjattu otsikko" in site.client.get(site.path("draft")).text("main")
    statement = site.client.get(site.path("statement")).text("main")
    assert "Näkemyksenne" in statement and "Korjattu otsikko" not in statement


def test_a_decision_that_cannot_be_so_is_asked_about_at_review_and_stops_nothing(site: Site) -> None:
    site.open_link()
    details = site.client.get(site.path("details"))
    decided = {"answer-decision_date-date": "1.1.2199", "answer-decision_paragraph-text": "214 §"}
    section = site.client.post(details, {NAME: "Kaisa Kirjaaja", EMAIL: "kaisa@example.fi", **decided})
    review = site.client.post(section, {"answer-nakemys-text": "Kannatamme."})

    assert [node.attrs["href"].partition("#")[2] for node in review.all(f"{WARNING} a")] == [
        "answer-decision_date-date",
        "answer-decision_body-text",
    ]
    assert "Päätöspäivä on tulevaisuudessa." in review.text(WARNING)
    assert not review.all(".ds-error-summary")
    assert _submit(site, review).path == site.path("receipt")
    assert "§ 214" in site.client.get(site.path("statement")).text("main")


def test_a_doubt_does_not_promise_that_a_statement_with_errors_can_be_submitted(site: Site) -> None:
    site.open_link()
    details = site.client.get(site.path("details"))
    fields = {NAME: "Kaisa Kirjaaja", "answer-decision_date-date": "1.1.2199"}
    site.client.post(details, fields)
    review = site.client.get(site.path("review"))

    assert review.all(".ds-error-summary")
    assert "tällaisenaan" not in review.text(WARNING)
    site.client.post(site.client.get(site.path("details")), {EMAIL: "kaisa@example.fi"})
    assert not site.client.get(site.path("review")).all(".ds-error-summary")
    assert "tällaisenaan" in site.client.get(site.path("review")).text(WARNING)


def test_a_review_without_doubts_asks_nothing_about_the_decision(site: Site) -> None:
    site.open_link()
    assert not _fill_in(site).all(WARNING)
