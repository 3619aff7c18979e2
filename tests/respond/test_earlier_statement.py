"""The answers of an earlier statement: offered to the same organisation, and nothing taken or overwritten by itself."""

import pytest
from sqlalchemy import select

from survey.questions.kinds.attachment import files_of
from survey.store.database import Database
from survey.store.responses.attachments import file_content
from survey.store.responses.open_conflicts import add_open_conflict
from survey.store.tables import (
    AnswerRow,
    AttachmentRow,
)
from tests.pages import Page
from tests.respond.earlier import ANSWERS, MAP, PDF, Twice, asked_twice
from tests.rounds import attach, save
from tests.site import now_for_pages

LINK = "Katso aiempia vastauksia"
ALL = ("nakemys", "keinot", "ehdot", "ehdot_miten")
OWN = {"nakemys": {"text": "Luonnoksen oma teksti."}}


@pytest.fixture
def twice(sqlite: Database) -> Twice:
    return asked_twice(sqlite)


@pytest.fixture
def on_each(database: Database) -> Twice:
    return asked_twice(database)


def page_of(twice: Twice, language: str = "fi", status: int = 200) -> Page:
    return twice.site.client.get(twice.site.path("earlier", language), status)


def take(twice: Twice, what: str, page: Page | None = None, status: int = 200) -> Page:
    return twice.site.client.post(page or page_of(twice), {"take": what}, form="#page-form", status=status)


def question(page: Page, key: str) -> str:
    return page.text(f"#question-{key}")


def buttons(page: Page) -> list[str]:
    return [node.attrs["value"] for node in page.all('button[name="take"]')]


def counts(page: Page) -> list[str]:
    return page.texts(".k-count dd")


def in_draft(twice: Twice, changed: dict[str, dict[str, str]], revision: int = 0) -> None:
    """What a colleague writes meanwhile."""
    with twice.site.database.writing() as session:
        save(session, twice.site.round, changed, now=now_for_pages(), revision=revision)


def test_the_overview_says_so_and_nothing_is_taken_by_itself(on_each: Twice) -> None:
    page = on_each.site.client.get(on_each.site.path())
    assert "lausuntopyynnössä ”Ensimmäinen kierros”" in page.text("main")
    assert page.link(LINK) == on_each.site.path("earlier")
    assert counts(page_of(on_each)) == ["7", "0", "0"]
    assert on_each.drafted() == {}


def test_one_answer_is_taken_as_a_revision_by_who_takes_it(on_each: Twice) -> None:
    page = take(on_each, "nakemys")
    assert "Luonnokseen otettiin 1 aiempi vastaus." in page.text("main")
    assert on_each.drafted() == {"nakemys": ANSWERS["nakemys"]}
    with on_each.site.database.reading() as session:
        of_draft = AnswerRow.response_id == on_each.site.round.access.response.id, AnswerRow.address == "nakemys"
        row = session.scalars(select(AnswerRow).where(*of_draft)).one()
    assert (row.revision, row.participant_id) == (1, on_each.site.round.access.participant.id)


def test_all_is_what_the_draft_lacks_and_fits_whole(on_each: Twice) -> None:
    overview = take(on_each, "*")
    assert overview.path == on_each.site.path()
    assert "Luonnokseen otettiin 6 aiempaa vastausta." in overview.text("main")
    drafted = on_each.drafted()
    assert {key: drafted[key] for key in ALL} == {key: ANSWERS[key] for key in ALL}
    assert drafted["kohdat/e1/perustelu"] == {"text": "Ensimmäinen kohta."}
    assert files_of(drafted["liite"])[0].name == "kartta.pdf"
    assert "kanta" not in drafted, "an option is not there any more"
    assert not [address for address in drafted if address.startswith("details/")], "contact details are not offered"
    page = page_of(on_each)
    assert counts(page) == ["1", "0", "6"]
    assert buttons(page) == ["kanta"]


def test_what_the_draft_has_stays_and_both_are_shown(database: Database) -> None:
    twice = asked_twice(database, drafted=OWN)
    page = page_of(twice)
    assert counts(page) == ["6", "1", "0"]
    shown = question(page, "nakemys")
    assert "Luonnoksen oma teksti." in shown and "Kunta kannattaa esitystä." in shown
    take(twice, "*")
    assert twice.drafted()["nakemys"] == OWN["nakemys"]
    page = take(twice, "nakemys")
    assert twice.drafted()["nakemys"] == ANSWERS["nakemys"]
    history = twice.site.client.get(twice.site.path("history/nakemys?every=1"))
    assert "Luonnoksen oma teksti." in history.text("main"), "and can be put back"


def test_what_a_colleague_has_written_meanwhile_is_not_overwritten(on_each: Twice) -> None:
    page = page_of(on_each)
    in_draft(on_each, {"nakemys": {"text": "Kollegan teksti."}})
    refused = take(on_each, "nakemys", page, status=409)
    assert "Joku on muuttanut vastausta kysymykseen" in refused.text("#errors")
    assert "Kollegan teksti." in question(refused, "nakemys")
    take(on_each, "*", page)
    assert on_each.drafted()["nakemys"] == {"text": "Kollegan teksti."}, "all are those without an answer"
    take(on_each, "nakemys", refused)
    assert on_each.drafted()["nakemys"] == ANSWERS["nakemys"], "who has seen both may choose"


def test_a_choice_that_is_open_comes_first(twice: Twice) -> None:
    in_draft(twice, OWN)
    with twice.site.database.writing() as session:
        add_open_conflict(session, twice.site.round.access, "nakemys", {"text": "Toinen."}, now=now_for_pages())
    page = page_of(twice)
    assert "Valitkaa" in question(page, "nakemys") and "nakemys" not in buttons(page)
    twice.site.client.post(page, {"take": "nakemys"}, form="#page-form")
    assert twice.drafted()["nakemys"] == OWN["nakemys"]


def test_what_has_changed_in_a_question_is_told_in_words(twice: Twice) -> None:
    page = page_of(twice)
    assert page.texts("#question-nakemys .k-changes") == ["Mitä mieltä olette [lisätty: muutetusta ] esityksestä?"]
    assert "Kysymys on sama kuin silloin." in question(page, "keinot")
    assert "[poistettu: Osittain ]" in question(page, "kanta") and "[lisätty: Emme osaa sanoa ]" in question(
        page, "kanta"
    )
    swedish = page_of(twice, "sv")
    assert "ändrade" in swedish.text("#question-nakemys") and "Tas inte: alternativet ”Delvis”" in swedish.text("main")


def test_an_option_that_is_gone_is_said_and_not_taken(twice: Twice) -> None:
    page = page_of(twice)
    assert "Ei oteta: vaihtoehtoa ”Osittain” ei enää ole." in question(page, "kanta")
    take(twice, "kanta")
    assert twice.drafted() == {"kanta": {"reason": "Rahoitus puuttuu."}}


def test_questions_that_are_not_asked_any_more_are_named(twice: Twice) -> None:
    page = page_of(twice)
    assert page.texts("details .k-earlier-question") == ["Vanha kysymys", "Montako?"], "one is of another kind now"
    assert page.texts("details .k-answer") == ["Vanhan kysymyksen vastaus.", "12"], "to copy by hand"


def test_a_question_that_is_not_asked_now_is_not_among_all(sqlite: Database) -> None:
    twice = asked_twice(sqlite, drafted={"ehdot": {"option": "ei"}})
    assert "Tätä kysymystä ei kysytä" in question(page_of(twice), "ehdot_miten")
    take(twice, "*")
    assert "ehdot_miten" not in twice.drafted()


def test_files_are_taken_as_copies_and_added(database: Database) -> None:
    twice = asked_twice(database)
    take(twice, "liite")
    [file] = files_of(twice.drafted()["liite"])
    with twice.site.database.reading() as session:
        response = twice.site.round.access.response.id
        assert file_content(session, response, file.sha256) == ("application/pdf", PDF)
        row = session.scalars(select(AttachmentRow).where(AttachmentRow.response_id == response)).one()
        assert row.participant_id == twice.site.round.access.participant.id
    fetched = twice.site.client.http.get(twice.site.path(f"attachments/{file.sha256}"))
    assert fetched.get_data() == PDF


def test_files_that_find_no_room_are_refused_by_name(sqlite: Database) -> None:
    twice = asked_twice(sqlite, files=[("kartta.pdf", PDF), ("toinen.pdf", MAP)])
    with sqlite.writing() as session:
        attach(session, twice.site.round, "liite", ("oma.pdf", b"%PDF-1.7\nown"), now=now_for_pages())
    refused = take(twice, "liite", status=409)
    assert "”toinen.pdf”" in refused.text("#errors")
    assert [file.name for file in files_of(twice.drafted()["liite"])] == ["oma.pdf", "kartta.pdf"]


def test_entries_are_added_and_only_once(database: Database) -> None:
    twice = asked_twice(database, drafted={"kohdat/e1/perustelu": {"text": "Oma kohta."}})
    page = page_of(twice)
    assert "Luonnoksessa on tässä jo 1 kohta. Se säilyy." in question(page, "kohdat")
    again = page_of(twice)
    take(twice, "kohdat", page)
    drafted = twice.drafted()
    first, second = drafted["kohdat"]["entries"].split()
    assert drafted[f"kohdat/{first}/perustelu"] == {"text": "Oma kohta."}
    assert drafted[f"kohdat/{second}/perustelu"] == {"text": "Ensimmäinen kohta."}
    assert drafted[f"kohdat/{second}/arvio"] == {"option": "hyva"}
    take(twice, "kohdat", again)
    assert twice.drafted() == drafted, "the same button twice adds nothing"


def test_entries_are_not_added_to_others_than_the_page_had_shown(on_each: Twice) -> None:
    page = page_of(on_each)
    in_draft(on_each, {"kohdat/e1/perustelu": {"text": "Kollegan kohta."}})
    refused = take(on_each, "kohdat", page, status=409)
    assert "Joku on muuttanut vastausta kysymykseen ”Kohdat”" in refused.text("#errors")
    assert on_each.drafted() == {"kohdat/e1/perustelu": {"text": "Kollegan kohta."}}


def test_entries_that_find_no_room_are_not_taken(sqlite: Database) -> None:
    own = {"kohdat": {"entries": "e1 e2"}} | {f"kohdat/e{n}/perustelu": {"text": f"Oma {n}."} for n in (1, 2)}
    twice = asked_twice(sqlite, drafted=own)
    page = page_of(twice)
    assert "kohtia olisi yli 2" in question(page, "kohdat") and "kohdat" not in buttons(page)


def test_what_was_not_published_is_not_shown_nor_what_belongs_to_the_earlier_case(on_each: Twice) -> None:
    """A coordinator of the later consultation can open its links, and takes no part in the earlier one."""
    page = page_of(on_each)
    assert not [each for each in buttons(page) if "/" in each]
    assert "kaisa@example.fi" not in page.text("main") and "MK/1/2026" not in page.text("main")
    take(on_each, "details/contact_email")
    assert not on_each.drafted()
