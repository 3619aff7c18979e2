"""The question set in the Excel template, of a draft and of an open consultation."""

from survey.authoring.uploads import read_upload
from survey.questions.freeze import freeze
from survey.questions.load import load_text
from tests.coordinate.desks import WHOLE, Coordinator, coordinator_of, draft_id
from tests.questions.written import FORMS
from tests.rounds import ONE_QUESTION
from tests.site import Site


def fetched(maija: Coordinator, address: str) -> bytes:
    """The file at this address."""
    with maija.site.client.http.get(address) as answer:
        assert answer.status_code == 200 and "yksi-kysymyslomake.xlsx" in answer.headers["Content-Disposition"]
        return bytes(answer.data)


def test_the_set_of_a_draft_and_that_of_an_open_consultation_come_back_as_they_are(site: Site) -> None:
    maija = coordinator_of(site)
    draft = maija.get(f"question-sets/{draft_id(maija.bring(WHOLE))}/").link("Lataa täytettynä Excel-pohjana")
    opened = maija.get("consultations/yksi/").link("Täytettynä Excel-pohjana")
    assert maija.get("consultations/yksi/correct").link("Täytettynä Excel-pohjana") == opened
    for address in (draft, opened):
        read = read_upload(fetched(maija, address), "x.xlsx").question_set
        assert read and freeze(read) == freeze(load_text(ONE_QUESTION).question_set)


def test_a_set_that_does_not_fit_is_refused_on_a_page_that_says_why_and_what_to_do(site: Site) -> None:
    maija = coordinator_of(site)
    page = maija.bring((FORMS / "four_languages.yaml").read_bytes())
    refused = site.client.get(page.link("Lataa täytettynä Excel-pohjana"), 422)
    assert "vain suomelle ja ruotsille" in refused.text("main") and "XLSForm" in refused.text("main")
