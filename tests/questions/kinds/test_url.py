"""An address on the web."""

import pytest

from survey.questions.question import Problem, State
from tests.questions.written import tiny_question


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://example.fi/a?b=c#d", "https://example.fi/a?b=c#d"),
        ("http://example.fi", "http://example.fi"),
        ("HTTPS://Example.FI/Polku", "HTTPS://Example.FI/Polku"),
        (" www.example.fi/x ", "https://www.example.fi/x"),
        ("WWW.example.fi", "https://WWW.example.fi"),
        ("https://hämeenlinna.example/ääkköset", "https://hämeenlinna.example/ääkköset"),
        ("https://例え.テスト/", "https://例え.テスト/"),
        ("https://example.fi:8080/", "https://example.fi:8080/"),
        ("https://example.fi./", None),
        ("https://example.fi/a(b)'c", "https://example.fi/a(b)'c"),
    ],
)
def test_an_address_is_kept_as_it_is_and_www_is_completed(typed: str, stored: str | None) -> None:
    question = tiny_question("url")
    reading = question.read({"url": typed})
    assert reading.state is (State.ANSWERED if stored else State.MALFORMED)
    if stored:
        assert reading.value == {"url": stored}
        assert question.read({"url": stored}).value == {"url": stored}
        assert question.cells({"url": stored}, State.ANSWERED, "fi") == {"url": stored}
        assert question.problems({"url": stored}, State.ANSWERED) == []


@pytest.mark.parametrize(
    "typed",
    [
        *("example.fi", "katso liite", "ftp://example.fi", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.fi"),
        *("https://", "https://paikallinen", "https://a b.fi", "https://a.fi https://b.fi", "//example.fi"),
        *("https://user:secret@example.fi", "https://user@example.fi", "https://example.fi@evil.example"),
        *("https://example.fi:port/", "https://[::1]/", "https://[x", "https://127.0.0.1/", "https://a..fi"),
        *(
            'https://a.fi/"x',
            "https://a.fi/<x>",
            "https:\\\\a.fi",
            f"https://a.fi/{'x' * 2000}",
            f"https://{'a' * 64}.fi",
        ),
    ],
)
def test_what_is_no_web_address_is_kept_as_typed_and_named(typed: str) -> None:
    question = tiny_question("url")
    reading = question.read({"url": f" {typed} "})
    assert (reading.value, reading.state) == ({"url": f" {typed} "}, State.MALFORMED)
    assert question.shown({"url": typed}, State.MALFORMED, "sv") == {"url": typed}
    assert question.problems({"url": typed}, State.MALFORMED) == [Problem("not_a_web_address", "url")]


def test_no_address_is_no_answer() -> None:
    assert tiny_question("url").read({"url": " \n"}).value is None
