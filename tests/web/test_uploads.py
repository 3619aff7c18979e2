"""A file of any size that a page takes is taken, whatever its bytes are."""

import random
import string
from collections.abc import Callable
from io import BytesIO

import pytest

from survey.coordinate.question_sets.uploading import LARGEST_UPLOAD
from survey.store.database import Database
from survey.web.limits import MARK
from tests.coordinate.desks import coordinator_of
from tests.questions.written import tiny_set
from tests.rounds import open_round
from tests.site import Site, make_client, now_for_pages

SIZES = [60_000, 64 * 1024 - 1, 64 * 1024 + 1, 100_000, 131_072, 300_000, 1_000_000, 4_900_000]
UPLOADS = {
    "coordinate.upload_question_set": "/fi/coordinate/question-sets/new",
    "coordinate.replace_question_set": "/fi/coordinate/question-sets/1/",
    "coordinate.look_at_correction": "/fi/coordinate/consultations/yksi/correct",
}
"""The pages of coordinators that take a file, by endpoint."""


def text_of(size: int) -> bytes:
    """A question set's first line, and comments of many lengths."""
    made = random.Random(size)  # noqa: S311  # no secret
    lines = ("".join(made.choices(string.ascii_letters, k=made.randrange(200))) for _ in range(size // 50))
    return ("key: yksi\n" + "\n".join(f"# {line}" for line in lines)).encode()[:size]


def binary_of(size: int) -> bytes:
    """Random bytes, line ends among them, which look like the border between two parts of a form."""
    return random.Random(size).randbytes(size)  # noqa: S311  # no secret


@pytest.mark.parametrize("made", [text_of, binary_of])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", UPLOADS.values())
def test_a_coordinators_file_is_read_and_told_what_is_wrong_with_it(
    site: Site, path: str, size: int, made: Callable[[int], bytes]
) -> None:
    maija = coordinator_of(site)
    if path.endswith("1/"):
        maija.bring(b"key: yksi\n")
    page = maija.get(path.removeprefix("/fi/coordinate/"))
    fields = page.fields("main form[enctype]") | {"file": (BytesIO(made(size)), "lomake.yaml")}
    answer = site.client.http.post(path, data=fields, content_type="multipart/form-data")
    assert answer.status_code in {303, 422}, "not 413: it is under 5 MB"


@pytest.mark.parametrize("size", [size for size in SIZES if size < 2_000_000])  # this set takes at most 2 MB
def test_a_respondents_file_is_taken(sqlite: Database, size: int) -> None:
    with sqlite.writing() as session:
        made = open_round(session, now=now_for_pages(), question_set=tiny_set("attachment"))
    site = Site(sqlite, make_client(sqlite), made)
    site.open_link()
    page = site.client.get(site.path("sections/kysymykset"))
    files = {"answer-liitteet-files": [(BytesIO(text_of(size)), "liite.txt")]}
    answer = site.client.http.post(page.path, data={**page.fields(), **files}, content_type="multipart/form-data")
    assert answer.status_code == 303


@pytest.mark.parametrize("made", [text_of, binary_of])
@pytest.mark.parametrize("size", SIZES)
def test_anybodys_file_to_check_is_read_and_told_what_is_wrong_with_it(
    site: Site, size: int, made: Callable[[int], bytes]
) -> None:
    fields = site.client.get("/fi/check").fields("#text-form") | {"file": (BytesIO(made(size)), "lausunto.docx")}
    answer = site.client.http.post("/fi/check", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 422, "not 413: it is under 8 MB"


def test_every_page_of_coordinators_that_takes_a_file_is_tried_here(site: Site) -> None:
    views = site.client.app.view_functions
    taking = {name for name, view in views.items() if getattr(view, MARK, 0) == LARGEST_UPLOAD}
    assert taking == UPLOADS.keys() | {"coordinate.correct"}, "that one takes the set back as a text"
