"""Comments: beside the question, on a page of their own, replies, resolved, changed and removed by their author."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from survey.operations.colleagues import comments as operations
from survey.operations.exports.files import FOLDER, Wanted, ask_for_export, make_export
from survey.store.database import Database
from survey.store.tables import CommentRow, CoordinatorRow, EventRow, ExportRow
from tests.coordinate.desks import coordinator_of
from tests.pages import Page
from tests.respond.colleagues.desks import APPROVER, COMMENTER, WRITER, Colleague, colleague_at, holder_at
from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages, open_site

ON = "comments/on/nakemys"
SECRET = "Vain meidän kesken."


def comment(by: Colleague, text: str = SECRET, on: str = ON, status: int = 200) -> Page:
    """Write a comment on its page."""
    return by.client.post(by.get(on), {"comment-new": text}, status=status)


def press(by: Colleague, page: Page, act: str, changed: dict[str, str] | None = None, status: int = 200) -> Page:
    """Press one of the form's buttons, named by how its address ends."""
    (address,) = {node.attrs["formaction"] for node in page.all(f'button[formaction$="{act}"]')}
    return by.client.post(page, changed, to=address, status=status)


def test_a_comment_is_seen_by_colleagues_with_its_author_and_answered(site_on_each: Site) -> None:
    commenter = colleague_at(site_on_each, COMMENTER, name="Kaisa Kommentoija")
    writer = colleague_at(site_on_each, WRITER)
    comment(commenter)
    page = writer.get(ON)
    assert "Kaisa Kommentoija" in page.text(".k-thread")
    page = press(writer, page, "/reply", {"comment-reply-1": "Korjaan.\n\nHeti."})
    assert page.raw_text(".k-within .k-answer") == "Korjaan.\n\nHeti."
    assert "writer@example.fi" in page.text(".k-within"), "who has no name yet is known by address"


def test_the_page_of_a_section_shows_comments_folded_beside_their_question(site: Site) -> None:
    writer = colleague_at(site, WRITER)
    comment(writer)
    page = writer.get("sections/osio")
    assert page.texts(".k-comments > summary") == [
        "1 avoin kommentti (Näkemyksenne)", "Ei kommentteja (Kantanne)",
    ]  # fmt: skip
    assert SECRET in page.texts(".k-comments")[0]


def test_where_nobody_was_added_the_page_of_a_section_is_as_it_was(site: Site) -> None:
    assert not holder_at(site).get("sections/osio").all(".k-comments")


def test_the_button_beside_a_question_saves_the_page_before_it_leads_to_the_comments(site: Site) -> None:
    writer = colleague_at(site, WRITER)
    page = writer.client.post(
        writer.get("sections/osio"), {"answer-nakemys-text": "Kannatamme.", "comment_on": "nakemys"}
    )
    assert page.path.endswith(ON)
    assert "Tallennettu" in page.text(".k-notice")
    assert page.raw_text(".k-answer") == "Kannatamme."


def test_a_conflict_comes_before_the_comments_and_loses_nothing(site: Site) -> None:
    writer, holder = colleague_at(site, WRITER), holder_at(site)
    page = writer.get("sections/osio")
    holder.client.post(holder.get("sections/osio"), {"answer-nakemys-text": "Kannatamme."})
    page = writer.client.post(page, {"answer-nakemys-text": "Emme kannata.", "comment_on": "nakemys"})
    assert "Emme kannata." in page.raw_text("main") and "Kannatamme." in page.raw_text("main")


def test_a_comment_is_resolved_and_opened_again_by_anybody(site: Site) -> None:
    commenter, approver = colleague_at(site, COMMENTER), colleague_at(site, APPROVER)
    comment(commenter)
    page = press(approver, approver.get(ON), "/resolve")
    assert "Käsitelty" in page.text(".k-thread")
    assert "Avoimet kommentit" not in approver.get("comments").text("main")
    page = press(commenter, commenter.get(ON), "/open-again")
    assert "Käsitelty" not in page.text(".k-thread")
    assert "1 avoin kommentti" in commenter.get("comments").text("main")
    assert "1 avoin kommentti" in commenter.get().text("section[aria-labelledby=together]")


def test_only_the_author_changes_a_comment_or_removes_it(site_on_each: Site) -> None:
    commenter, writer = colleague_at(site_on_each, COMMENTER), colleague_at(site_on_each, WRITER)
    comment(commenter)
    page = press(commenter, commenter.get(ON), "/edit", {"comment-edit-1": "Parempi sana."})
    assert "muokattu" in page.text(".k-thread") and page.raw_text(".k-thread > .k-answer") == "Parempi sana."
    others = writer.get(ON)
    assert not others.all('button[formaction$="/edit"]') and not others.all('button[formaction$="/remove"]')
    for act in ("edit", "remove"):
        writer.client.send(
            site_on_each.path(f"comments/1/{act}"),
            {"csrf_token": others.fields("#page-form")["csrf_token"], "comment-edit-1": "Varastettu."},
            status=404,
        )
    page = press(commenter, commenter.get(ON), "/remove")
    assert "Kommentti poistettiin." in page.text(".k-notice") and not page.all(".k-thread")
    with site_on_each.database.reading() as session:
        assert session.scalars(select(CommentRow.text)).all() == [""], "its text is gone"


def test_a_removed_comment_keeps_its_place_for_the_replies(site: Site) -> None:
    commenter, writer = colleague_at(site, COMMENTER), colleague_at(site, WRITER)
    comment(commenter)
    press(writer, writer.get(ON), "/reply", {"comment-reply-1": "Korjaan."})
    page = press(commenter, commenter.get(ON), "/remove")
    assert "Kirjoittaja on poistanut kommentin." in page.text(".k-thread")
    assert "Korjaan." in page.text(".k-thread") and SECRET not in page.raw_text("main")


def test_comments_on_the_whole_and_on_the_details_and_all_on_one_page(site: Site) -> None:
    commenter = colleague_at(site, COMMENTER)
    comment(commenter, "Koko lausunnosta.", "comments/whole")
    comment(commenter, "Nimi puuttuu.", "comments/on/details/recorded_by")
    comment(commenter)
    page = commenter.get("comments")
    for text in ("Koko lausunnosta.", "Nimi puuttuu.", SECRET):
        assert text in page.raw_text("main")
    assert len(page.all("main h2 + ul")[0].query("li")) == 3


@pytest.mark.parametrize("text", ["", "  \u200b\n ", "a" * 5_001])
def test_what_is_not_taken_is_on_the_page_again_with_all_that_was_typed(site: Site, text: str) -> None:
    commenter = colleague_at(site, COMMENTER)
    comment(commenter)
    page = commenter.client.post(
        commenter.get(ON), {"comment-new": text, "comment-reply-1": "Vastaus kesken."}, status=422
    )
    assert page.texts("#errors li") == [
        "Kirjoita ensin kommentti."
        if len(text) < 10
        else "Kommentti on liian pitkä: enintään 5000 merkkiä. Lyhennä sitä."
    ]
    assert page.raw_text("#comment-reply-1") == "Vastaus kesken."
    assert len(page.raw_text("#comment-new")) >= len(text) - 3


def test_the_language_can_be_switched_with_a_comment_half_written(site: Site) -> None:
    commenter = colleague_at(site, COMMENTER)
    page = commenter.client.post(commenter.get(ON), {"comment-new": "Kesken.", "switch_language": "sv"})
    assert page.path.startswith("/sv/") and page.raw_text("#comment-new") == "Kesken."


def test_a_double_click_writes_one_comment(site: Site) -> None:
    commenter = colleague_at(site, COMMENTER)
    page = commenter.get(ON)
    for _click in range(2):
        commenter.client.post(page, {"comment-new": SECRET})
    assert len(commenter.get(ON).all(".k-thread")) == 1


def test_a_text_whose_session_has_ended_is_kept(site: Site) -> None:
    commenter = colleague_at(site, COMMENTER)
    page = commenter.get(ON)
    commenter.client.http.delete_cookie("kuulolla")
    kept = commenter.client.post(page, {"comment-new": SECRET}, status=400)
    assert SECRET in kept.raw_text("main")


def test_a_draft_has_a_bounded_number_of_comments(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "MOST_COMMENTS", 1)
    commenter = colleague_at(site, COMMENTER)
    comment(commenter)
    assert "Sopikaa" in comment(commenter, "Toinen.", status=422).text("#errors")


def test_a_question_that_is_not_there_cannot_be_commented_on(site: Site) -> None:
    commenter = colleague_at(site, COMMENTER)
    commenter.get("comments/on/olematon", 404)
    token = commenter.get(ON).fields("#page-form")["csrf_token"]
    commenter.client.send(site.path("comments/on/olematon"), {"csrf_token": token, "comment-new": "x"}, status=404)


def test_a_comment_of_another_organisation_cannot_be_answered(site: Site) -> None:
    commenter = colleague_at(site, COMMENTER)
    comment(commenter)
    with site.database.writing() as session:
        session.execute(update(CommentRow).values(response_id=site.round.access.response.id))
        other = CommentRow(
            response_id=site.round.access.response.id,
            address="",
            participant_id=commenter.id,
            text="x",
            at=now_for_pages(),
        )
        session.add(other)
    token = commenter.get(ON).fields("#page-form")["csrf_token"]
    path = f"/fi/responses/{site.round.access.response.id + 1}/comments/1/reply"
    commenter.client.send(path, {"csrf_token": token, "comment-reply-1": "x"}, status=403)


def test_the_database_keeps_the_rules_of_comments(database: Database) -> None:
    site = open_site(database)
    comment(colleague_at(site, COMMENTER))
    for wrong in (
        {"text": ""},
        {"text": "a" * 5_001},
        {"resolved_at": now_for_pages()},
        {"parent_id": 1, "resolved_at": now_for_pages(), "resolved_by": 1},
        {"parent_id": 99},
    ):
        with database.session(write=True) as session, pytest.raises(IntegrityError):
            session.execute(update(CommentRow).values(**wrong))


def test_no_coordinator_sees_a_comment_anywhere(site: Site, tmp_path: Path) -> None:
    commenter = colleague_at(site, COMMENTER)
    comment(commenter)
    with site.database.writing() as session:
        save(session, site.round, {**DETAILS, "nakemys": {"text": "Kannatamme."}}, now=now_for_pages())
        reference = submit(session, site.round, now=now_for_pages()).reference
    maija = coordinator_of(site)
    places = ("", "organisations/1/", "log", f"statements/{reference}", "exports/")
    for path in places:
        assert SECRET not in maija.get(f"consultations/yksi/{path}").raw_text("body"), path
    assert SECRET not in commenter.get("statement").raw_text("body")
    with site.database.writing() as session:
        row, _new = ask_for_export(
            session,
            tmp_path,
            site.round.consultation,
            Wanted("json", "fi", internal=True),
            session.scalars(select(CoordinatorRow)).one(),
            now=now_for_pages(),
        )
    make_export(site.database, tmp_path, row.id)
    with site.database.reading() as session:
        made = tmp_path / FOLDER / session.scalars(select(ExportRow.stored_as)).one()
    assert SECRET not in json.dumps(json.loads(made.read_text(encoding="utf-8")), ensure_ascii=False)
    with site.database.reading() as session:
        assert not session.scalar(select(func.count(EventRow.id)).where(EventRow.what.contains("comment")))
