"""A place in words an author understands, in each language."""

import pytest

from survey.questions.faults.place_words import place_words
from tests.questions.written import faults_of, with_questions

LABEL = "label: {fi: Muuta, sv: Övrigt}"


@pytest.mark.parametrize(
    ("where", "keys", "words"),
    [
        ("", (), ""),
        ("title", (), "title"),
        ("languages.2", ("",), "languages 2"),
        ("sections.1", ("palvelut",), "section 1 (palvelut)"),
        ("sections.1.title", ("",), "section 1: title"),
        (
            "sections.1.questions.3.options.2.label",
            ("palvelut", "uravalmennus", "ei"),
            "section 1 (palvelut), question 3 (uravalmennus), option 2 (ei): label",
        ),
        ("consultation", (), "consultation"),
        ("consultation.issuer", (), "data of the consultation: issuer"),
        ("consultation.contacts.2.email", ("",), "data of the consultation, contact 2: email"),
        ("blocks", (), "blocks"),
        ("blocks.pykala", (), "block “pykala”"),
        ("blocks.pykala.2.label.fi", ("kanta",), "block “pykala”, question 2 (kanta): label, fi"),
        ("sections.2.show_if.any_of.1.kanta", ("a", ""), "section 2 (a): show_if, any_of 1, kanta"),
    ],
)
def test_a_place_is_said_in_words(where: str, keys: tuple[str, ...], words: str) -> None:
    assert place_words(where, keys, "en") == words


def test_a_place_is_said_in_the_authors_language() -> None:
    where, keys = "sections.1.questions.3.label", ("palvelut", "uravalmennus")
    assert place_words(where, keys, "fi") == "osio 1 (palvelut), kysymys 3 (uravalmennus): label"
    assert place_words(where, keys, "sv") == "avsnitt 1 (palvelut), fråga 3 (uravalmennus): label"


def test_the_keys_are_those_of_the_file_also_where_one_is_at_fault() -> None:
    [fault] = faults_of(with_questions(f"- {{key: muuta, kind: text, {LABEL}, help: {{fi: 1, sv: a}}}}\n"))
    assert (fault.where, fault.keys) == ("sections.1.questions.1.help.fi", ("kysymykset", "muuta"))
    faults = faults_of(with_questions("- {kind: text, label: Muuta}\n"))
    assert {fault.keys for fault in faults} == {("kysymykset", "")}
