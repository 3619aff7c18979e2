"""Every page in every state: a name, and how a window gets there."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from playwright.sync_api import FilePayload

from survey.languages import MEGABYTE
from tests.browser.account_states import ACCOUNT_STATES
from tests.browser.after_submitting_states import AFTER_SUBMITTING_STATES
from tests.browser.bringing_back_states import BRINGING_BACK_STATES
from tests.browser.colleague_states import COLLEAGUE_STATES
from tests.browser.draft_states import DRAFT_STATES
from tests.browser.earlier_statement_states import EARLIER_STATEMENT_STATES
from tests.browser.every_kind import LONG_WORD
from tests.browser.export_states import EXPORT_STATES
from tests.browser.following_states import FOLLOWING_STATES
from tests.browser.handling_states import HANDLING_STATES
from tests.browser.joining_states import JOINING_STATES
from tests.browser.joint_states import JOINT_STATES
from tests.browser.question_set_states import QUESTION_SET_STATES
from tests.browser.register_states import REGISTER_STATES
from tests.browser.retention_states import RETENTION_STATES
from tests.browser.stage import SHIPPED, THROTTLED
from tests.browser.visit import Visit
from tests.browser.writing_states import WRITING_STATES
from tests.files import PDF, PROGRAM, TEXT
from tests.rounds import save

Way = Callable[[Visit], None]


def _at(path: str, status: int = 200) -> Way:
    return lambda visit: visit.go(path, status)


def _as(name: str, rest: str = "") -> Way:
    return lambda visit: visit.go_as(visit.stage.rounds[name], rest)


def _staff(rest: str) -> Way:
    def way(visit: Visit) -> None:
        visit.be_signed_in()
        visit.go(f"coordinate/{rest.format(reference=visit.stage.reference)}")

    return way


def _conflict(visit: Visit) -> None:
    """A colleague writes, changes and empties answers while the section's page is open."""
    round_ = visit.stage.another(f"conflict {uuid4()}")
    now = datetime.now(UTC)
    with visit.stage.database.writing() as session:
        save(session, round_, {"lyhyt": {"text": "6 §"}}, now=now)
    visit.go_as(round_, "sections/kaikki")
    theirs = {"pitka": {"text": "Kollegan vastaus."}, "kanta": {"option": "kylla", "reason": "Kollegan perustelu."}}
    with visit.stage.database.writing() as session:
        save(session, round_, theirs | {"vaihtoehto": {"option": "v1"}}, now=now)
        save(session, round_, {"lyhyt": {"text": ""}}, revision=1, now=now)
    visit.page.fill("#answer-pitka-text", "Oma vastaus.")
    visit.page.fill("#answer-lyhyt-text", "7 §")
    visit.page.check("#answer-kanta-option-ei")
    visit.page.select_option("#answer-vaihtoehto-option", "v2")
    visit.press("#page-form .k-buttons button:not([name])")


def _write_unnoticed(visit: Visit, selector: str, text: str) -> None:
    """Write something of which the page's script knows nothing. If a slow machine let it save that after some seconds,
    it would learn of lost cookies before the button does.
    """
    visit.page.eval_on_selector(selector, "(field, text) => { field.value = text; }", text)


def _expired(visit: Visit) -> None:
    """The browser has lost its cookies while a section was being written."""
    visit.go_as(visit.stage.rounds["fresh"], "sections/palvelut")
    _write_unnoticed(visit, "#answer-uravalmennus-text", "Ensimmäinen vastaus.\nToinen rivi.")
    _write_unnoticed(visit, "#answer-tyohonvalmennus-text", "Toinen vastaus.")
    visit.page.context.clear_cookies()
    visit.press("#page-form .k-buttons button:not([name])", 400)


def _expired_without_link(visit: Visit) -> None:
    _expired(visit)
    visit.press("#kept button", 403)


def _removed_characters(visit: Visit) -> None:
    visit.go_as(visit.stage.another(f"characters {uuid4()}"), "sections/kaikki")
    visit.page.fill("#answer-pitka-text", "Näkymätön\u0001merkki")
    visit.press('button[name="to_overview"]')


def _not_agreed(visit: Visit) -> None:
    visit.go_as(visit.stage.rounds["submitted"], "nothing-to-state")
    visit.press("main form button", 422)


def _unfolded(visit: Visit) -> None:
    visit.go_as(visit.stage.rounds["fresh"])
    visit.page.click("summary")


def _beside(name: str, rest: str, language: str = "") -> Way:
    """A page with another language beside: the other one of fi and sv unless given."""

    def way(visit: Visit) -> None:
        visit.go_as(visit.stage.rounds[name], rest)
        wanted = language or {"fi": "sv", "sv": "fi"}[visit.language]
        with visit.page.expect_navigation():
            visit.page.click(f'button[name="second_language"][value="{wanted}"], a[href$="second_language={wanted}"]')

    return way


def _refused_files(visit: Visit) -> None:
    visit.go_as(visit.stage.another(f"files {uuid4()}"), "sections/kaikki")
    files = [("liite.pdf", PDF), ("ei pdf.pdf", TEXT), (f"{LONG_WORD[:140]}.exe", PROGRAM), ("tyhja.odt", b"")]
    visit.page.set_input_files("#answer-liitteet-files", [_chosen(*file) for file in files])
    visit.press("#page-form .k-buttons button:not([name])", 422)


def _feedback_empty(visit: Visit) -> None:
    visit.go("accessibility/feedback")
    visit.press("#page-form .k-buttons button", 422)


def _files_too_large(visit: Visit) -> None:
    visit.go_as(visit.stage.another(f"large files {uuid4()}"), "sections/kaikki")
    # From the disk, as a person's files come: what a test hands to the browser itself takes half a minute.
    with TemporaryDirectory() as folder:
        large = [Path(folder, f"{number}.pdf") for number in range(2)]
        for path in large:
            path.write_bytes(PDF.ljust(20 * MEGABYTE))
        visit.page.set_input_files("#answer-liitteet-files", large)
        visit.press("#page-form .k-buttons button:not([name])", 413)


def _expired_with_file(visit: Visit) -> None:
    visit.go_as(visit.stage.rounds["every kind"], "sections/kaikki")
    _write_unnoticed(visit, "#answer-pitka-text", "Ensimmäinen vastaus.")
    visit.page.set_input_files("#answer-liitteet-files", [_chosen("liite.pdf", PDF)])
    visit.page.context.clear_cookies()
    visit.press("#page-form .k-buttons button:not([name])", 400)


def _chosen(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def _new_link_empty(visit: Visit) -> None:
    visit.go("new-link")
    visit.press("main form button.ds-button", 422)


def _checked_text(changed: str = "") -> Way:
    """The statement of an organisation is pasted as it is in its file, or with this added to it."""

    def way(visit: Visit) -> None:
        visit.go_as(visit.stage.rounds["submitted"])
        paper = f"/{visit.language}/responses/{visit.stage.rounds['submitted'].access.response.id}/papers/file"
        file = visit.page.request.get(f"{paper}?paper=statement&form=txt&details=first")
        assert file.status == 200
        visit.go("check")
        visit.page.fill("#text", file.text() + changed)
        visit.press("#text-form button.ds-button")

    return way


def _check_nothing(visit: Visit) -> None:
    visit.go("check")
    visit.press("#text-form button.ds-button", 422)


STATES: Mapping[str, Way] = {
    "front": _at(""),
    "consultation": _at(f"consultations/{SHIPPED}"),
    "consultation that has ended": _at("consultations/yksi"),
    "consultation in one language": _at("consultations/one-language"),
    "bad link": _at("r/bad", 404),
    "not found": _at("nowhere", 404),
    "no link": _at("responses/1/", 403),
    "overview, fresh": _as("fresh"),
    "overview, more about the request": _unfolded,
    "overview, draft": _as("draft"),
    "overview, submitted": _as("submitted"),
    "overview, changed since": _as("changed"),
    "overview, nothing to state": _as("nothing to state"),
    "overview, ended": _as("ended"),
    "overview, ended and submitted": _as("ended and submitted"),
    "overview, removed characters": _removed_characters,
    "details, fresh": _as("fresh", "details"),
    "details, filled": _as("ready", "details"),
    "details, wrong": _as("wrong details", "details"),
    "choice, empty": _as("fresh", "sections/kokonaisuus"),
    "choice, filled": _as("ready", "sections/kokonaisuus"),
    "long texts, empty": _as("fresh", "sections/palvelut"),
    "long texts, filled": _as("ready", "sections/palvelut"),
    "long texts, from review": _as("ready", "sections/palvelut?from=review"),
    "third section": _as("fresh", "sections/saantely-ja-yhteistyo"),
    "fourth section, filled": _as("ready", "sections/muuta"),
    "every kind, empty": _as("every kind", "sections/kaikki"),
    "every kind, filled": _as("every kind filled", "sections/kaikki"),
    "every kind, wrong": _as("every kind wrong", "sections/kaikki"),
    "section in one language": _as("one language", "sections/kysymykset"),
    "section in four languages": _as("four languages", "sections/giella"),
    "section of long words": _as("long words", "sections/palaute"),
    "Northern Sámi beside": _beside("four languages", "sections/giella", "se"),
    "every kind, the other language beside": _beside("every kind filled", "sections/kaikki"),
    "every kind, wrong, the other language beside": _beside("every kind wrong", "sections/kaikki"),
    "details, the other language beside": _beside("ready", "details"),
    "files, refused": _refused_files,
    "files, too large": _files_too_large,
    "expired session with a file": _expired_with_file,
    "conflict": _conflict,
    "expired session": _expired,
    "expired session, no link": _expired_without_link,
    "review, missing": _as("every kind", "review"),
    "review, wrong": _as("every kind wrong", "review"),
    "review, ready": _as("ready", "review"),
    "submit": _as("ready", "submit"),
    "question about nothing to state": _as("ready", "nothing-to-state"),
    "question about undoing a statement": _as("submitted", "nothing-to-state"),
    "question about undoing a statement, not agreed": _not_agreed,
    "receipt": _as("submitted", "receipt"),
    "receipt with earlier ones": _as("submitted again", "receipt"),
    "receipt, changed since": _as("changed", "receipt"),
    "receipt of nothing to state": _as("nothing to state", "receipt"),
    "statement": _as("submitted", "statement"),
    "statement with nothing to state": _as("nothing to state", "statement"),
    "draft, empty": _as("fresh", "draft"),
    "draft, filled": _as("every kind filled", "draft"),
    "draft, ended": _as("ended", "draft"),
    "questions to print": _as("every kind filled", "questions"),
    "questions to print, the other language beside": _beside("every kind filled", "questions"),
    "questions to print, English beside": _beside("four languages", "questions", "en"),
    "accessibility": _at("accessibility"),
    "feedback on accessibility": _at("accessibility/feedback"),
    "feedback on accessibility, empty": _feedback_empty,
    "privacy": _at("privacy"),
    "contact": _at("contact"),
    "new link": _at("new-link"),
    "new link, no address": _new_link_empty,
    "outgoing mail": _at("outgoing-mail"),
    "mail": _at("outgoing-mail/1"),
    "check": _at("check"),
    "check, unknown code": _at(f"check?code={'0' * 64}"),
    "check, wrong": _at("check?code=abc", 422),
    "check, the same text": _checked_text(),
    "check, another text": _checked_text(LONG_WORD),
    "check, no text": _check_nothing,
    "sign-in": _at("sign-in"),
    "sign-in, empty": lambda visit: visit.sign_in("", "", 422),
    "sign-in, wrong": lambda visit: visit.sign_in(password="wrong", status=422),
    "sign-in, throttled": lambda visit: visit.sign_in(THROTTLED, status=429),
    "consultations": _staff(""),
    "desk": _staff(f"consultations/{SHIPPED}/"),
    "desk, ended": _staff("consultations/yksi/"),
    "coordinator's statement": _staff(f"consultations/{SHIPPED}/statements/{{reference}}"),
    **ACCOUNT_STATES,
    **AFTER_SUBMITTING_STATES,
    **JOINT_STATES,
    **BRINGING_BACK_STATES,
    **COLLEAGUE_STATES,
    **EARLIER_STATEMENT_STATES,
    **EXPORT_STATES,
    **FOLLOWING_STATES,
    **JOINING_STATES,
    **QUESTION_SET_STATES,
    **DRAFT_STATES,
    **HANDLING_STATES,
    **REGISTER_STATES,
    **RETENTION_STATES,
    **WRITING_STATES,
}
"""By name, on the stage."""


def _empty_list(visit: Visit) -> None:
    visit.be_signed_in()
    visit.go("coordinate/")


def _empty_register(visit: Visit) -> None:
    visit.be_signed_in()
    visit.go("coordinate/register/")


def _no_lists(visit: Visit) -> None:
    visit.be_signed_in()
    visit.go("coordinate/register/lists/")


EMPTY_STATES: Mapping[str, Way] = {
    "front, empty": _at(""),
    "consultations, empty": _empty_list,
    "register, empty": _empty_register,
    "register, no lists": _no_lists,
    "new link, no mail": _at("new-link"),
    "outgoing mail, empty": _at("outgoing-mail", 404),
}
"""By name, on a site without consultations."""
