"""A frozen set comes back equal, and its two digests tell a change of structure from a change of words."""

import json
from pathlib import Path

import pytest

from survey.questions.freeze import Frozen, canonical_json, digest, freeze, read_frozen
from survey.questions.load import load_file, load_text, set_files
from tests.questions.written import FORMS

ALL_SETS = [*set_files(FORMS), *set_files(FORMS.parents[1] / "forms")]

BEFORE = """\
schema: 1
key: lausunto
languages: [fi, sv]
title: {fi: Lausunto, sv: Utlåtande}
sections:
  - key: kysymykset
    title: {fi: Kysymykset, sv: Frågor}
    questions:
      - key: kanta
        kind: choice
        label: {fi: Kanta, sv: Ståndpunkt}
        options:
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
        reason: optional
      - key: muuta
        kind: long_text
        label: {fi: Muuta, sv: Övrigt}
        help: {fi: Ohje, sv: Hjälp}
"""

WORDS = {
    "title of the set": ("fi: Lausunto,", "fi: Lausuntopyyntö,"),
    "title of a section": ("sv: Frågor", "sv: Frågorna"),
    "label": ("fi: Muuta,", "fi: Mitä muuta,"),
    "help": ("fi: Ohje,", "fi: Ohjeet,"),
    "help taken away": ("        help: {fi: Ohje, sv: Hjälp}\n", ""),
    "option": ("sv: Nej", "sv: Nej tack"),
    "short added": ("        reason:", "        short: {fi: K, sv: S}\n        reason:"),
    "introduction added": ("sections:\n", "introduction: {fi: J, sv: I}\nsections:\n"),
    "introduction of a section added": ("    questions:\n", "    introduction: {fi: J, sv: I}\n    questions:\n"),
}

STRUCTURE = {
    "key of the set": ("key: lausunto", "key: lausunto-2"),
    "key of a section": ("key: kysymykset", "key: kysymys"),
    "key of a question": ("key: muuta", "key: muut"),
    "key of an option": ("key: ei,", "key: en,"),
    "kind": ("kind: long_text", "kind: text"),
    "required": ("        reason:", "        required: true\n        reason:"),
    "limit": ("kind: long_text", "kind: long_text\n        max_length: 500"),
    "reason": ("reason: optional", "reason: required"),
}


def frozen(yaml: str) -> Frozen:
    return freeze(load_text(yaml).question_set)


@pytest.mark.parametrize("file", ALL_SETS, ids=lambda file: file.name)
def test_a_thawed_set_equals_the_one_that_was_frozen_and_freezes_the_same(file: Path) -> None:
    question_set = load_file(file).question_set
    kept = freeze(question_set)
    assert read_frozen(kept.json) == question_set
    assert [type(question) for question in read_frozen(kept.json).questions()] == [
        type(question) for question in question_set.questions()
    ]
    assert freeze(read_frozen(kept.json)) == kept


@pytest.mark.parametrize("change", WORDS)
def test_a_change_of_words_leaves_the_structure_digest_and_changes_the_text_digest(change: str) -> None:
    old, new = WORDS[change]
    assert BEFORE.count(old) == 1
    before, after = frozen(BEFORE), frozen(BEFORE.replace(old, new))
    assert after.structure_digest == before.structure_digest
    assert after.text_digest != before.text_digest


@pytest.mark.parametrize("change", STRUCTURE)
def test_a_change_of_structure_leaves_the_text_digest_and_changes_the_structure_digest(change: str) -> None:
    old, new = STRUCTURE[change]
    assert BEFORE.count(old) == 1
    before, after = frozen(BEFORE), frozen(BEFORE.replace(old, new))
    assert after.structure_digest != before.structure_digest
    assert after.text_digest == before.text_digest


def test_a_question_or_option_more_and_another_order_change_both() -> None:
    option = "          - {key: ei, label: {fi: Ei, sv: Nej}}\n"
    more = BEFORE.replace(option, option + option.replace("ei,", "ehka,"))
    yes = "          - {key: kylla, label: {fi: Kyllä, sv: Ja}}\n"
    other_order = BEFORE.replace(yes + option, option + yes)
    question = "      - {key: viela, kind: text, label: {fi: Vielä, sv: Än}}\n"
    before = frozen(BEFORE)
    for changed in (more, other_order, BEFORE + question):
        after = frozen(changed)
        assert after.structure_digest != before.structure_digest
        assert after.text_digest != before.text_digest


def test_how_the_file_is_written_changes_nothing() -> None:
    other_style = "# comment\n" + BEFORE.replace(
        "{fi: Kanta, sv: Ståndpunkt}", "\n          sv: 'Ståndpunkt'\n          fi: Kanta"
    )
    assert frozen(other_style.replace("reason: optional", "reason: optional\n        required: false")) == frozen(
        BEFORE
    )


def test_the_digests_of_a_set_are_the_same_in_every_version_of_the_product() -> None:
    """They are stored. When this fails, a set that was opened before no longer has the digest it was opened with."""
    kept = freeze(load_file(FORMS / "choice.yaml").question_set)
    assert kept.structure_digest == "d0dc35933578ba78f3e5cbc3dc7795bd8b5b999cf49f24676e9b27e75324f926"
    assert kept.text_digest == "10813df4c7fd3a206ec6bf266615f0afa5cfc35586feceaafa3b9977697bec18"


def test_canonical_json_is_sorted_has_no_blanks_and_keeps_letters() -> None:
    assert canonical_json({"b": [1, "å"], "a": {"d": None, "c": "👍"}}) == '{"a":{"c":"👍","d":null},"b":[1,"å"]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json(float("nan"))


def test_a_digest_is_sha_256_of_utf_8_in_hexadecimal() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest("å") == "e83979df9d36090142f23051f8e8d7ad48e5c20dff5c9e7b92ca3454f67469f9"


def test_a_frozen_set_is_parsed_once() -> None:
    kept = frozen(BEFORE)
    assert read_frozen(kept.json) is read_frozen(kept.json)
    assert json.loads(kept.json)["key"] == "lausunto"
