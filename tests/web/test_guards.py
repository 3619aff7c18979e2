"""Who may do what: every route says it, and nobody gets further."""

import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import cast

import pytest
from mypy import api
from sqlalchemy import delete, update
from werkzeug.test import TestResponse

from survey.store.database import Database
from survey.store.tables import CoordinatorRow, MemberRow
from survey.web import permissions
from survey.web.guards import CONSULTATION, audience_at, permission, permission_of
from survey.web.permissions import PERMISSIONS, Audience, Permission, Role, audience_of, audience_of_role
from tests.coordinate.desks import coordinator_of
from tests.pages import Client
from tests.respond.colleagues.desks import somebody_at
from tests.rounds import DETAILS, save, submit
from tests.site import Site, make_client, now_for_pages, own_app
from tests.web.decided_permissions import OPEN_TO_ANYBODY, RESPONDENTS, VIEWS

ROOT = Path(__file__).parents[2]

OF_AN_INSTALLATION = {
    *("language", "draft_id", "account_id", "sign_in_id", "token", "reason"),
    *("section_key", "material_id", "file_id", "coordinator_id"),
    *("registered_id", "list_id", "group_id"),
}
"""What the addresses of coordinators can name without being about a consultation. What is about one names it as `key`,
by which the guard sees whether the account takes part: a name that is not here needs `key` beside it.
"""


def test_every_route_carries_a_permission_mark(sqlite: Database) -> None:
    app = make_client(sqlite).app
    with app.app_context():
        unmarked = [rule.endpoint for rule in app.url_map.iter_rules() if permission_of(rule.endpoint) is None]
    assert unmarked == ["static"]


def test_only_the_named_routes_are_open_to_anybody(sqlite: Database) -> None:
    app = make_client(sqlite).app
    with app.app_context():
        found = {r.endpoint for r in app.url_map.iter_rules() if audience_at(r.endpoint) is Audience.ANYBODY}
    assert found == OPEN_TO_ANYBODY


def test_a_route_without_a_mark_lets_nobody_in(sqlite: Database) -> None:
    client = Client(own_app(sqlite), sqlite.engine)
    client.app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    response = client.http.get("/forgotten")
    assert response.status_code == 500
    assert "secret" not in response.get_data(as_text=True)


def test_a_route_with_a_permission_that_nobody_knows_lets_nobody_in(sqlite: Database) -> None:
    client = Client(own_app(sqlite), sqlite.engine)
    unknown = cast(Permission, "follow")
    client.app.add_url_rule("/new", "new", permission(unknown)(lambda: "secret"))
    response = client.http.get("/new")
    assert response.status_code == 500
    assert "secret" not in response.get_data(as_text=True)


NEW_PERMISSION = ('    VISIT = "visit"\n', '    VISIT = "visit"\n    FOLLOW = "follow"\n')
NO_LAST_CASE = ("        case _:\n            assert_never(permission)\n", "")


@pytest.fixture
def limit_of_recursion() -> Iterator[None]:
    """Puts Python's own limit back: mypy raises it for the whole process, and a file too deep was no longer refused."""
    limit = sys.getrecursionlimit()
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.usefixtures("limit_of_recursion")
@pytest.mark.parametrize("mutations", [[NEW_PERMISSION], [NEW_PERMISSION, NO_LAST_CASE]])
def test_a_new_permission_without_a_case_does_not_pass_the_type_check(
    tmp_path: Path, mutations: list[tuple[str, str]]
) -> None:
    source = Path(permissions.__file__).read_text(encoding="utf-8")
    for old, new in mutations:
        assert old in source
        source = source.replace(old, new)
    changed = tmp_path / "permissions.py"
    changed.write_text(source, encoding="utf-8")
    told, _errors, status = api.run(
        ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(tmp_path / "cache"), str(changed)]
    )
    assert status == 1, told
    assert "FOLLOW" in told, told


def test_every_permission_is_in_a_role_or_open_to_anybody() -> None:
    stored_answers = frozenset[Permission]().union(*PERMISSIONS.values())
    open_to_anybody = {each for each in Permission if audience_of(each) is Audience.ANYBODY}
    assert stored_answers | open_to_anybody == set(Permission), "a permission that no role has"
    assert not stored_answers & open_to_anybody
    assert set(PERMISSIONS) == set(Role), "a role without its line says that it may do nothing"


def test_what_each_role_may_do_is_what_was_decided() -> None:
    assert {
        Role.HOLDER: {
            *(Permission.READ_RESPONSE, Permission.CHANGE_RESPONSE, Permission.SUBMIT, Permission.COMMENT),
            Permission.MANAGE_COLLEAGUES,
            Permission.STATE_JOINTLY,
        },
        Role.REGISTRY: {
            *(Permission.READ_RESPONSE, Permission.CHANGE_RESPONSE, Permission.COMMENT, Permission.TAKE_CHARGE),
        },
        Role.WRITER: {Permission.READ_RESPONSE, Permission.CHANGE_RESPONSE, Permission.COMMENT},
        Role.COMMENTER: {Permission.READ_RESPONSE, Permission.COMMENT},
        Role.APPROVER: {Permission.READ_RESPONSE, Permission.COMMENT, Permission.APPROVE},
        Role.ADMINISTRATOR: {
            *(Permission.READ_CONSULTATIONS, Permission.EXPORT, Permission.OWN_ACCOUNT, Permission.MANAGE_MEMBERS),
            *(Permission.PREPARE_CONSULTATIONS, Permission.RUN_CONSULTATIONS, Permission.MANAGE_ACCOUNTS),
            Permission.READ_INSTALLATION_LOG,
        },
        Role.COORDINATOR: {
            *(Permission.READ_CONSULTATIONS, Permission.EXPORT, Permission.OWN_ACCOUNT, Permission.MANAGE_MEMBERS),
            *(Permission.PREPARE_CONSULTATIONS, Permission.RUN_CONSULTATIONS),
        },
        Role.READER: {Permission.READ_CONSULTATIONS, Permission.OWN_ACCOUNT},
    } == PERMISSIONS


def test_every_view_of_coordinators_asks_for_the_permission_that_was_decided(sqlite: Database) -> None:
    app = make_client(sqlite).app
    with app.app_context():
        asked = {name: permission_of(name) for name in app.view_functions if name.startswith("coordinate.")}
    views = {view: needed for needed, names in VIEWS.items() for view in names}
    assert {name.partition(".")[2]: needed for name, needed in asked.items()} == views


def test_every_view_of_respondents_asks_for_the_permission_that_was_decided(sqlite: Database) -> None:
    app = make_client(sqlite).app
    with app.app_context():
        asked = {name: permission_of(name) for name in app.view_functions if name.startswith("respond.")}
    views = {view: needed for needed, names in RESPONDENTS.items() for view in names}
    assert {name.partition(".")[2]: needed for name, needed in asked.items()} == views


@pytest.mark.parametrize("role", [each for each in Role if audience_of_role(each) is Audience.RESPONDENT])
def test_each_role_in_a_draft_gets_as_far_as_was_decided_on_every_route(site: Site, role: Role) -> None:
    person = somebody_at(site, role)
    tried = 0
    changes_own_role = {"respond.take_charge_back"} if role is Role.REGISTRY else ()
    for endpoint, response in calls(site, person.client, but=changes_own_role):
        with site.client.app.app_context():
            needed = permission_of(endpoint)
            audience = audience_at(endpoint)
        if needed is not None and audience is Audience.RESPONDENT:
            tried += 1
            is_refused = needed not in PERMISSIONS[role]
            assert (response.status_code == 403) == is_refused, f"{endpoint}: {response.status_code}"
        elif endpoint not in OPEN_TO_ANYBODY:
            assert _is_refused(response), f"{endpoint}: {response.status_code}"
    assert tried >= 35


@pytest.mark.parametrize("role", [each for each in Role if audience_of_role(each) is Audience.RESPONDENT])
def test_no_page_of_a_draft_offers_what_the_role_may_not_do(site: Site, role: Role) -> None:
    with site.database.writing() as session:
        save(session, site.round, {**DETAILS, "nakemys": {"text": "Kannatamme."}}, now=now_for_pages())
        submit(session, site.round, now=now_for_pages())
    person = somebody_at(site, role)
    token = person.client.get("/fi/sign-in").fields()["csrf_token"]
    led, actions = set(), set()
    for rest in ("", "colleagues", "comments", "comments/on/nakemys", "draft", "receipt", "statement"):
        page = person.get(rest)
        led |= {link.attrs["href"] for link in page.all("main a[href^='/'], .k-back a[href^='/']")}
        actions |= {form.attrs["action"] for form in page.all('main form[method="post"]')}
        actions |= {button.attrs["formaction"] for button in page.all("main button[formaction]")}
    for address in led:
        with person.client.http.get(address) as response:
            assert response.status_code in {200, 303}, address
    for action in actions:
        with person.client.http.post(action, data={"csrf_token": token}) as response:
            assert response.status_code != 403, action


@pytest.mark.parametrize(
    "path",
    [
        *("", "consultations/yksi/", "consultations/yksi/organisations/1/", "consultations/yksi/exports/", "feedback"),
        *("register/", "register/lists/"),
    ],
)
def test_no_page_offers_what_the_role_may_not_do(site: Site, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    maija = coordinator_of(site)
    asked = maija.get("consultations/yksi/exports/")
    fields = {**asked.fields("main section:last-of-type form"), "format": "csv"}
    site.client.http.post(asked.path, data=fields).close()
    only_reading = {**PERMISSIONS, Role.COORDINATOR: frozenset({Permission.READ_CONSULTATIONS})}
    monkeypatch.setattr(permissions, "PERMISSIONS", only_reading)
    page = maija.get(path)
    for link in page.all("main a[href^='/']"):
        with site.client.http.get(link.attrs["href"]) as response:
            assert response.status_code == 200, link.attrs["href"]
    assert [form.attrs["action"] for form in page.all('main form[method="post"]')] == []


def test_every_route_but_the_open_ones_turns_a_stranger_away(site: Site) -> None:
    tried = 0
    for endpoint, response in calls(site, site.other_client()):
        if endpoint not in OPEN_TO_ANYBODY:
            tried += 1
            assert _is_refused(response), f"{endpoint}: {response.status_code} {response.headers.get('Location')}"
    assert tried >= 40


@pytest.mark.parametrize("needed", [each for each in Permission if audience_of(each) is not Audience.ANYBODY])
def test_every_route_turns_away_a_role_without_its_permission(
    site: Site, monkeypatch: pytest.MonkeyPatch, needed: Permission
) -> None:
    coordinator_of(site, role=Role.ADMINISTRATOR)
    site.open_link()
    every = {audience: {each for each in Permission if audience_of(each) is audience} for audience in Audience}
    without = {role: frozenset(every[audience_of_role(role)] - {needed}) for role in Role}
    monkeypatch.setattr(permissions, "PERMISSIONS", without)
    tried = 0
    for endpoint, response in calls(site, site.client):
        with site.client.app.app_context():
            asked = permission_of(endpoint)
        if asked is needed:
            tried += 1
            assert response.status_code == 403, f"{endpoint}: {response.status_code}"
            assert "Roolisi" in response.get_data(as_text=True) or response.request.method == "HEAD"
        elif endpoint not in OPEN_TO_ANYBODY:
            assert response.status_code not in {401, 403, 500}, f"{endpoint}: {response.status_code}"
    assert tried >= 1


def test_a_reader_reads_everything_and_changes_nothing(site: Site) -> None:
    coordinator_of(site)
    with site.database.writing() as session:
        session.execute(update(CoordinatorRow).values(role="reader"))
    read = 0
    for endpoint, response in calls(site, site.client):
        if endpoint.startswith("coordinate.") and endpoint not in OPEN_TO_ANYBODY:
            changes = response.request.method != "GET" and endpoint not in OWN
            read += response.status_code == 200
            assert not changes or response.status_code in {403, 405}, f"{endpoint}: {response.status_code}"
    assert read >= 8


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR, Role.READER])
def test_who_takes_no_part_gets_the_same_answer_as_for_a_consultation_that_does_not_exist(
    site: Site, role: Role
) -> None:
    coordinator_of(site, role=role)
    with site.database.writing() as session:
        session.execute(delete(MemberRow))
    asked = {key: list(_of_a_consultation(site, key)) for key in ("yksi", "niks")}
    assert len(asked["yksi"]) >= 30
    for (endpoint, status, text), (_endpoint, unknown_status, unknown_text) in zip(*asked.values(), strict=True):
        if role is Role.ADMINISTRATOR and endpoint in SAYING_WHO_TAKES_PART:
            continue
        assert (status, text.replace("yksi", "niks")) == (unknown_status, unknown_text), endpoint
        assert status in ({404} if role is not Role.READER else {404, 403}), f"{endpoint}: {status}"


SAYING_WHO_TAKES_PART = {f"coordinate.{view}" for view in ("members", "add_member", "change_role_of_member")}
SAYING_WHO_TAKES_PART |= {"coordinate.remove_from_consultation"}
OWN = {f"coordinate.{view}" for view in ("change_own_password", "end_own_sign_in", "end_others")}
OWN |= {f"coordinate.{view}" for view in ("begin_one_time_codes", "confirm_one_time_codes", "change_codes")}
"""What a reader may do to the own account."""


def _of_a_consultation(site: Site, key: str) -> Iterator[tuple[str, int, str]]:
    """The answer of every address that names a consultation, by each of its methods."""
    for endpoint, response in calls(site, site.client, key=key):
        if endpoint.startswith("coordinate.") and f"/consultations/{key}/" in response.request.path:
            token = re.sub(r'name="csrf_token" value="[^"]*"', "", response.get_data(as_text=True))
            yield endpoint, response.status_code, token


def test_every_address_that_is_about_a_consultation_names_it_where_the_guard_looks(sqlite: Database) -> None:
    found = 0
    for rule in make_client(sqlite).app.url_map.iter_rules():
        if not rule.endpoint.startswith("coordinate."):
            continue
        found += CONSULTATION in rule.arguments
        assert CONSULTATION in rule.arguments or rule.arguments <= OF_AN_INSTALLATION, (
            f"{rule.rule} names {rule.arguments}"
        )
        assert ("/consultations/<" in rule.rule) == ("/consultations/<key>/" in rule.rule), rule.rule
        assert (CONSULTATION in rule.arguments) == ("/consultations/<key>/" in rule.rule), rule.rule
    assert found >= 30


def test_a_reader_of_a_consultation_changes_nothing_in_it_whatever_the_account_may(site: Site) -> None:
    coordinator_of(site, role=Role.ADMINISTRATOR)
    with site.database.writing() as session:
        session.execute(update(MemberRow).values(role="reader"))
    read = 0
    for endpoint, response in calls(site, site.client, but=SAYING_WHO_TAKES_PART):
        if "/consultations/yksi/" in response.request.path and endpoint not in OPEN_TO_ANYBODY:
            read += response.status_code == 200
            assert response.request.method == "GET" or response.status_code == 403, (
                f"{endpoint}: {response.status_code}"
            )
    assert read >= 7
    page = site.client.get("/fi/coordinate/consultations/yksi/")
    assert [form.attrs["action"] for form in page.all('main form[method="post"]')] == []
    for link in page.all("main a[href^='/']"):
        with site.client.http.get(link.attrs["href"]) as answer:
            assert answer.status_code == 200, link.attrs["href"]


def test_lists_have_only_the_consultations_in_which_one_takes_part(site: Site) -> None:
    maija = coordinator_of(site)
    assert maija.get().texts(".k-card h2") == ["Yksi kysymys (yksi)"]
    with site.database.writing() as session:
        session.execute(delete(MemberRow))
    assert "Yksi kysymys" not in maija.get().text()


def test_an_account_in_a_role_that_is_not_known_may_do_nothing(site: Site) -> None:
    coordinator_of(site)
    with site.database.writing() as session:
        session.execute(update(CoordinatorRow).values(role="a role of a later version"))
    tried = 0
    for endpoint, response in calls(site, site.client):
        with site.client.app.app_context():
            audience = audience_at(endpoint)
        if audience is Audience.COORDINATOR:
            tried += 1
            assert response.status_code == 403, endpoint
    assert tried >= 15


def test_no_role_has_a_permission_of_another_audience() -> None:
    for role, held in PERMISSIONS.items():
        assert {audience_of(each) for each in held} == {audience_of_role(role)}, role


def _is_refused(response: TestResponse) -> bool:
    return response.status_code in {401, 403} or response.headers.get("Location", "").endswith("/sign-in")


LEFT_OUT = {"static", "coordinate.end", "coordinate.end_sign_ins_of_account", "coordinate.close"}
"""One is open, the others would end the sign-in with which all are called."""


def calls(
    site: Site, client: Client, key: str = "yksi", but: Collection[str] = ()
) -> Iterator[tuple[str, TestResponse]]:
    """Every address of the service, called by each of its methods with a token."""
    values = {"language": "fi", "response_id": site.round.access.response.id, "key": key, "reference": "AAAA-AAAA"}
    values |= {"sha256": "0" * 64, "draft_id": 1, "export_id": 1, "token": "unknown", "filename": "kuulolla.css"}
    values |= {"registered_id": 1, "list_id": 1, "group_id": 1, "party_id": 1}
    values |= {"number": 1, "invitation_id": site.round.access.invitation.id, "planned_id": 1}
    values |= {"material_id": 1, "file_id": 1, "coordinator_id": 1, "section_key": "details", "name": "x.pdf"}
    values |= {"account_id": 1, "sign_in_id": 99, "reason": "refused"}
    values |= {"section": "osio", "participant_id": 99, "comment_id": 99, "address": "nakemys"}
    token = client.get("/fi/sign-in").fields()["csrf_token"]
    app = client.app
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint in LEFT_OUT or rule.endpoint in but:
            continue
        built = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}:
            address = built.removeprefix("http://localhost")
            response = client.http.open(address, method=method, data={"csrf_token": token})
            response.get_data()
            response.close()  # a file that is sent stays open until it is read and closed
            yield rule.endpoint, response


@pytest.mark.parametrize("path", ["sections/osio", "details", "submit", "nothing-to-state"])
def test_every_post_needs_its_token(site: Site, path: str) -> None:
    site.open_link()
    assert site.client.http.post(site.path(path), data={}).status_code == 400


@pytest.mark.parametrize("path", ["/fi/sign-in", "/fi/sign-out"])
def test_staff_posts_need_their_token_too(site: Site, path: str) -> None:
    assert site.client.http.post(path, data={"email": "x", "password": "y"}).status_code == 400
