"""Materials to read before answering: addresses and files in each language, shown to everybody once it is open."""

from io import BytesIO

import pytest

from tests.coordinate.desks import REASONS, Coordinator, coordinator_of
from tests.files import PDF, PROGRAM, TEXT
from tests.pages import Page
from tests.site import Site

TITLES = {"opening-title-fi": "Muistio", "opening-title-sv": "Promemoria"}


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in."""
    return coordinator_of(site)


def add(
    maija: Coordinator, draft: int, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
) -> tuple[int, Page]:
    page = maija.get(f"drafts/{draft}/materials")
    body = {**page.fields("#page-form"), **fields}
    sent = {f"opening-file-{language}": (BytesIO(raw), name) for language, (name, raw) in (files or {}).items()}
    answer = maija.site.client.http.post(page.path, data={**body, **sent}, content_type="multipart/form-data")
    answer.request.environ["wsgi.input"].close()
    if answer.status_code == 303:
        return 303, maija.get(f"drafts/{draft}/materials")
    return answer.status_code, maija.site.client._checked(answer, answer.status_code)  # one page more


def test_a_file_in_each_language_is_read_by_everybody_once_it_is_open(maija: Coordinator) -> None:
    draft = maija.ready()
    status, page = add(maija, draft, TITLES, {"fi": ("muistio.pdf", PDF), "sv": ("promemoria.pdf", PDF + b"\n")})
    assert status == 303 and "muistio.pdf" in page.text(".k-tasks")
    stranger = maija.site.other_client()
    stranger.get("/fi/consultations/yksi-2/materials/1/muistio.pdf", 404)
    maija.open(draft)
    for language, name, content in (("fi", "muistio.pdf", PDF), ("sv", "promemoria.pdf", PDF + b"\n")):
        page = stranger.get(f"/{language}/consultations/yksi-2")
        [address] = [each.attrs["href"] for each in page.all(".k-material a")]
        assert address.endswith(name)
        answer = stranger.http.get(address)
        assert answer.get_data() == content
        assert answer.headers["Content-Disposition"].startswith("attachment")
        answer.close()


def test_a_material_in_one_language_wants_a_reason(maija: Coordinator) -> None:
    draft = maija.ready()
    add(maija, draft, TITLES | {"opening-url-fi": "https://example.fi/muistio"})
    assert maija.get(f"drafts/{draft}/").all("#opening-reason-material-languages")
    maija.open(draft, REASONS | {"opening-reason-material-languages": "Käännös on tekeillä."})
    page = maija.site.client.get("/sv/consultations/yksi-2")
    [link] = page.all(".k-material a")
    assert (link.attrs["href"], link.attrs["hreflang"]) == ("https://example.fi/muistio", "fi")


@pytest.mark.parametrize(
    ("fields", "files", "places"),
    [
        ({}, {}, ["title-fi", "title-sv"]),
        (TITLES, {}, ["url-fi"]),
        (TITLES | {"opening-url-fi": "muistio"}, {}, ["url-fi"]),
        (TITLES, {"fi": ("ohjelma.exe", PROGRAM)}, ["file-fi", "file-fi"]),
        (TITLES, {"sv": ("ei.pdf", TEXT)}, ["file-sv", "file-sv"]),
        (TITLES | {"opening-url-fi": "https://example.fi/"}, {"fi": ("a.pdf", PDF)}, ["file-fi", "file-fi"]),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    maija: Coordinator, fields: dict[str, str], files: dict[str, tuple[str, bytes]], places: list[str]
) -> None:
    draft = maija.ready()
    status, page = add(maija, draft, fields, files)
    assert status == 422
    assert [each.attrs["href"] for each in page.all(".ds-error-summary a")] == [f"#opening-{place}" for place in places]
    assert page.fields("#page-form").items() >= fields.items()
    assert not maija.get(f"drafts/{draft}/materials").all(".k-task")


def test_a_material_is_removed_with_its_files(maija: Coordinator) -> None:
    draft = maija.ready()
    _status, page = add(maija, draft, TITLES, {"fi": ("muistio.pdf", PDF)})
    file = page.link("muistio.pdf")
    maija.site.client.http.get(file).close()
    left = maija.site.client.post(page, form=".k-task form")
    assert left.texts("[role=status]") == ["Aineisto poistettiin."] and not left.all(".k-task")
    assert maija.site.client.http.get(file).status_code == 404
    assert maija.open(draft).path.endswith("/yksi-2/")
