"""The coordinator's pages: sign-in, counts, statements, the workbook, and never a draft."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from survey.authoring.files import load_any
from survey.operations.accounts.coordinators import create_coordinator
from survey.questions.freeze import freeze
from survey.questions.load import load_text
from survey.store.tables import ConsultationRow
from tests.pages import Page
from tests.passwords import HASH, PASSWORD
from tests.rounds import DETAILS, invite_another, let_all_take_part, save, submit
from tests.site import Site, now_for_pages

EMAIL = "maija@example.fi"


@pytest.fixture
def desk(site: Site) -> Site:
    """A site with a coordinator, a statement, a nothing-to-state kept for later tests, a draft and an unopened link."""
    now = now_for_pages()
    with site.database.writing() as session:
        create_coordinator(session, email=EMAIL, name="Maija", password_hash=HASH, now=now)
        let_all_take_part(session, now=now)
        save(session, site.round, {"nakemys": {"text": "Lausumme näin."}, **DETAILS}, now=now)
        submit(session, site.round, now=now)
        save(session, site.round, {"nakemys": {"text": "Luonnos lähettämisen jälkeen."}}, revision=1, now=now)
        draft = invite_another(session, site.round.consultation, now=now, name="Luonnoskunta")
        save(session, draft, {"nakemys": {"text": "Salainen luonnos."}}, now=now)
        invite_another(session, site.round.consultation, now=now, name="Avaamaton")
    return site


def sign_in(site: Site, password: str = PASSWORD, status: int = 200, language: str = "fi") -> Page:
    page = site.client.get(f"/{language}/sign-in")
    return site.client.post(page, {"email": EMAIL, "password": password}, status=status)


def test_a_coordinator_signs_in_and_out(desk: Site) -> None:
    assert sign_in(desk).path == "/fi/coordinate/"
    cookie = desk.client.http.get_cookie("kuulolla")
    assert cookie
    out = desk.client.send("/fi/sign-out", desk.client.get("/fi/coordinate/").fields("header form"))
    assert out.path == "/fi/sign-in"
    desk.client.http.set_cookie("kuulolla", cookie.value, path=cookie.path)
    assert desk.client.get("/fi/coordinate/").path == "/fi/sign-in", "an old cookie opens an ended session"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(desk: Site) -> None:
    wrong = sign_in(desk, "wrong password", 422)
    page = desk.client.get("/fi/sign-in")
    unknown = desk.client.post(page, {"email": "nobody@example.fi", "password": PASSWORD}, status=422)
    assert wrong.texts(".ds-error-summary li") == unknown.texts(".ds-error-summary li")
    assert wrong.fields()["email"] == EMAIL and not wrong.fields()["password"]


def test_too_many_tries_are_stopped_even_with_the_right_password(desk: Site) -> None:
    for _ in range(5):
        sign_in(desk, "wrong password", 422)
    sign_in(desk, PASSWORD, 429)


def test_missing_fields_are_named(desk: Site) -> None:
    page = desk.client.post(desk.client.get("/fi/sign-in"), status=422)
    assert [node.attrs["href"] for node in page.all(".ds-error-summary a")] == ["#email", "#password"]


def test_switching_the_language_keeps_the_address_and_does_not_sign_in(desk: Site) -> None:
    page = desk.client.post(desk.client.get("/fi/sign-in"), {"email": EMAIL, "switch_language": "sv"})
    assert page.path == "/sv/sign-in"
    assert page.fields()["email"] == EMAIL


def test_the_desk_counts_and_lists_the_organisations(desk: Site) -> None:
    sign_in(desk)
    page = desk.client.get("/fi/coordinate/consultations/yksi/")
    assert page.texts(".k-count dd") == ["1", "0", "1", "1"]
    assert page.texts("#list ~ table tbody th") == ["Mallikunta", "Luonnoskunta", "Avaamaton"]


def test_a_drafts_contents_are_shown_nowhere(desk: Site) -> None:
    sign_in(desk)
    listed = desk.client.get("/fi/coordinate/consultations/yksi/")
    organisations = [desk.client.get(listed.link(name)) for name in ("Mallikunta", "Luonnoskunta")]
    [link] = organisations[0].all("#statements + ul a")
    statement = desk.client.get(link.attrs["href"])
    for page in (listed, *organisations, statement):
        assert "luonnos." not in page.text().lower().replace("luonnos kesken", "")
        assert "Luonnos lähettämisen" not in page.text()
    assert "Lausumme näin." in statement.text("main")
    assert "Kaisa Kirjaaja" in statement.text("main")
    assert "Salainen" not in str(_cells(desk, "fi"))


def test_a_reference_of_another_consultation_is_not_found(desk: Site) -> None:
    sign_in(desk)
    desk.client.get("/fi/coordinate/consultations/yksi/statements/AAAA-AAAA", 404)
    desk.client.get("/fi/coordinate/consultations/olematon/", 404)


@pytest.mark.parametrize(("language", "sheet"), [("fi", "Kysymyksittäin"), ("sv", "Enligt fråga")])
def test_the_workbook_comes_in_the_language_of_its_button(desk: Site, language: str, sheet: str) -> None:
    sign_in(desk)
    cells = _cells(desk, language)
    assert "Lausumme näin." in cells[sheet]
    assert "Kaisa Kirjaaja" not in str(cells)


def test_a_file_name_tells_what_the_workbook_is(desk: Site) -> None:
    sign_in(desk)
    with desk.client.http.get(_made(desk, "sv")) as response:
        assert "yksi-" in response.headers["Content-Disposition"]
        assert response.headers["Content-Disposition"].isascii()


def test_pages_of_the_desk_are_kept_nowhere(desk: Site) -> None:
    sign_in(desk)
    assert desk.client.http.get("/fi/coordinate/").headers["Cache-Control"] == "no-store"


def test_queries_do_not_grow_with_organisations(desk: Site) -> None:
    with desk.database.writing() as session:
        for number in range(30):
            invite_another(session, desk.round.consultation, now=now_for_pages(), name=f"Kunta {number}")
    sign_in(desk)
    assert len(desk.client.get("/fi/coordinate/consultations/yksi/").all("tbody tr")) == 33


def _made(site: Site, language: str) -> str:
    """Press the button for the workbook in this language; where the file is."""
    page = site.client.get(f"/{language}/coordinate/consultations/yksi/")
    [form] = page.all('main form[method="post"]')
    with site.client.http.post(
        form.attrs["action"], data={**page.fields('main form[method="post"]'), "language": language}
    ) as made:
        return str(made.headers["Location"])


def _cells(site: Site, language: str) -> dict[str, list[object]]:
    with site.client.http.get(_made(site, language)) as response:
        workbook = openpyxl.load_workbook(BytesIO(response.get_data()))
    return {sheet.title: [cell.value for row in sheet.iter_rows() for cell in row] for sheet in workbook}


def test_the_set_of_an_open_consultation_can_be_fetched_as_yaml_with_its_keys(desk: Site) -> None:
    sign_in(desk)
    page = desk.client.get("/fi/coordinate/consultations/yksi/")
    [link] = [each.attrs["href"] for each in page.all("a") if str(each.attrs["href"]).endswith(".yaml")]
    answer = desk.client.http.get(str(link))
    assert answer.headers["Content-Disposition"] == "attachment; filename=yksi.yaml"
    with desk.database.reading() as session:
        frozen = session.scalars(select(ConsultationRow.question_set)).one()
    assert freeze(load_text(answer.text).question_set).json == frozen


def test_the_set_of_an_open_consultation_can_be_fetched_as_an_xlsform(desk: Site, tmp_path: Path) -> None:
    sign_in(desk)
    link = desk.client.get("/fi/coordinate/consultations/yksi/").link("Kysymykset Excelissä (XLSForm)")
    target = tmp_path / "yksi.xlsx"
    with desk.client.http.get(link) as answer:
        target.write_bytes(answer.get_data())
    with desk.database.reading() as session:
        frozen = session.scalars(select(ConsultationRow.question_set)).one()
    assert freeze(load_any(target).question_set).json == frozen


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pages_of_a_consultation_have_titles_of_their_own_that_name_it(desk: Site, language: str) -> None:
    sign_in(desk)
    page = desk.client.get(f"/{language}/coordinate/consultations/yksi/")
    exports = desk.client.get(f"/{language}/coordinate/consultations/yksi/exports/")
    name = page.text("h1")
    assert name in page.text("title")
    assert name in exports.text("title")
    assert page.text("title") != exports.text("title")
