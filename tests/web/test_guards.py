"""Who may do what: every route says it, and nobody gets further."""

import pytest

from survey.store.database import Database
from survey.web.guards import Permission, permission_of
from tests.site import Site, make_client

OPEN_TO_ANYBODY = {
    "public.root",
    "public.front",
    "public.consultation",
    "public.health",
    "respond.personal_link",
    "coordinate.sign_in",
    "coordinate.begin",
    "coordinate.end",
}


def test_every_route_carries_a_permission_mark(sqlite: Database) -> None:
    app = make_client(sqlite).app
    with app.app_context():
        unmarked = [rule.endpoint for rule in app.url_map.iter_rules() if permission_of(rule.endpoint) is None]
    assert unmarked == ["static"]


def test_only_the_named_routes_are_open_to_anybody(sqlite: Database) -> None:
    app = make_client(sqlite).app
    with app.app_context():
        found = {r.endpoint for r in app.url_map.iter_rules() if permission_of(r.endpoint) is Permission.ANYBODY}
    assert found == OPEN_TO_ANYBODY


def test_a_route_without_a_mark_lets_nobody_in(sqlite: Database) -> None:
    client = make_client(sqlite)
    client.app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    response = client.http.get("/forgotten")
    assert response.status_code == 500
    assert "secret" not in response.get_data(as_text=True)


def test_every_guarded_route_turns_a_stranger_away(site: Site) -> None:
    app, client = site.client.app, site.other_client()
    values = {"language": "fi", "response_id": site.round.access.response.id, "key": "yksi", "reference": "AAAA-AAAA"}
    values |= {"sha256": "0" * 64, "draft_id": 1, "export_id": 1}
    token = client.get("/fi/sign-in").fields()["csrf_token"]
    adapter, tried = app.url_map.bind("localhost"), 0
    for rule in app.url_map.iter_rules():
        with app.app_context():
            needed = permission_of(rule.endpoint)
        if needed not in {Permission.ANSWER, Permission.COORDINATE}:
            continue
        built = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        address = built.removeprefix("http://localhost")
        for method in (rule.methods or set()) & {"GET", "POST"}:
            response = client.http.open(address, method=method, data={"csrf_token": token})
            tried += 1
            if needed is Permission.ANSWER:
                assert response.status_code == 403, address
            else:
                assert response.headers["Location"].endswith("/sign-in"), address
    assert tried >= 19


@pytest.mark.parametrize("path", ["sections/osio", "details", "submit", "nothing-to-state"])
def test_every_post_needs_its_token(site: Site, path: str) -> None:
    site.open_link()
    assert site.client.http.post(site.path(path), data={}).status_code == 400


@pytest.mark.parametrize("path", ["/fi/sign-in", "/fi/sign-out"])
def test_staff_posts_need_their_token_too(site: Site, path: str) -> None:
    assert site.client.http.post(path, data={"email": "x", "password": "y"}).status_code == 400
