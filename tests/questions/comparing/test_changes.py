"""What differs between two sets, and what each difference does to answers that are there."""

import pytest

from survey.languages import PAGE_LANGUAGES
from survey.questions.comparing.change_words import CHANGES, describe_change
from survey.questions.comparing.changes import Change, Effect, changes
from survey.questions.freeze import freeze
from survey.questions.load import load_text

BEFORE = """\
schema: 1
key: lausunto
languages: [fi, sv]
title: {fi: Lausunto, sv: Utlåtande}
sections:
  - key: alku
    title: {fi: Alku, sv: Början}
    questions:
      - {key: nimi, kind: text, label: {fi: Nimi, sv: Namn}, max_length: 100}
      - key: kanta
        kind: choice
        label: {fi: Kanta, sv: Ståndpunkt}
        options:
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
          - {key: ei_kantaa, label: {fi: Ei kantaa, sv: Ingen ståndpunkt}}
        reason: optional
      - {key: muuta, kind: long_text, label: {fi: Muuta, sv: Övrigt}}
      - key: liite
        kind: attachment
        label: {fi: Liite, sv: Bilaga}
        file_kinds: [pdf, odt]
        max_size: 5
        max_files: 2
  - key: loppu
    title: {fi: Loppu, sv: Slutet}
    questions:
      - key: vaittamat
        kind: matrix
        label: {fi: Väittämät, sv: Påståenden}
        rows:
          - {key: tavoite, label: {fi: Tavoite, sv: Mål}}
          - {key: keino, label: {fi: Keino, sv: Medel}}
        steps:
          - {key: hyva, label: {fi: Hyvä, sv: Bra}}
          - {key: huono, label: {fi: Huono, sv: Dålig}}
      - {key: muutos, kind: amendment, label: {fi: Muutos, sv: Ändring}, proposed: {fi: Teksti, sv: Text}}
      - key: pykalat
        kind: group
        label: {fi: Pykälät, sv: Paragrafer}
        entry: {fi: Pykälä, sv: Paragraf}
        repeat: {minimum: 1, maximum: 5}
        questions:
          - {key: pykala, kind: text, label: {fi: Säännös, sv: Bestämmelse}}
          - {key: huomautus, kind: long_text, label: {fi: Huomautus, sv: Anmärkning}}
      - {key: luku, kind: number, label: {fi: Luku, sv: Tal}, minimum: 1, maximum: 5}
      - {key: viela, kind: long_text, label: {fi: Vielä, sv: Ännu}, required: true}
"""
NIMI = "      - {key: nimi, kind: text, label: {fi: Nimi, sv: Namn}, max_length: 100}\n"
LUKU = "      - {key: luku, kind: number, label: {fi: Luku, sv: Tal}, minimum: 1, maximum: 5}\n"
TAVOITE = "          - {key: tavoite, label: {fi: Tavoite, sv: Mål}}\n"
KEINO = "          - {key: keino, label: {fi: Keino, sv: Medel}}\n"
PYKALA = "          - {key: pykala, kind: text, label: {fi: Säännös, sv: Bestämmelse}}\n"
HUOMAUTUS = "          - {key: huomautus, kind: long_text, label: {fi: Huomautus, sv: Anmärkning}}\n"
MUUTOS = "      - {key: muutos, kind: amendment, label: {fi: Muutos, sv: Ändring}, proposed: {fi: Teksti, sv: Text}}\n"
VIELA = "      - {key: viela, kind: long_text, label: {fi: Vielä, sv: Ännu}, required: true}\n"
YES, NO = "{key: kylla, label: {fi: Kyllä, sv: Ja}}", "{key: ei, label: {fi: Ei, sv: Nej}}"
NEW = "      - {key: uusi, kind: text, label: {fi: Uusi, sv: Ny}}\n"
LAST_SECTION = "  - key: loppu\n" + BEFORE.split("  - key: loppu\n")[1]

SAFE, TEXT, BREAKING = Effect.SAFE, Effect.TEXT, Effect.BREAKING
ONE_CHANGE = [
    ("title: {fi: Lausunto", "title: {fi: Lausuntonne", "reworded", TEXT),
    ("label: {fi: Ei, sv: Nej}", "label: {fi: Ei, sv: Nix}", "reworded", TEXT),
    ("sv: Övrigt}", "sv: Övrigt}, help: {fi: Ohje, sv: Hjälp}", "text-added", TEXT),
    (NIMI, NIMI + NEW, "question-added", SAFE),
    (NIMI, NIMI + NEW.replace("}}", "}, required: true}"), "question-added", BREAKING),
    (NIMI, "", "question-removed", BREAKING),
    (VIELA, "", "question-removed", BREAKING),
    ("kind: text", "kind: long_text", "kind-changed", BREAKING),
    ("max_length: 100", "max_length: 200", "limit-widened", SAFE),
    ("max_length: 100", "max_length: 50", "limit-narrowed", BREAKING),
    ("Tal}, minimum: 1", "Tal}, minimum: 0", "limit-widened", SAFE),
    ("Tal}, minimum: 1", "Tal}, minimum: 2", "limit-narrowed", BREAKING),
    ("Tal}, minimum: 1", "Tal}", "limit-widened", SAFE),
    ("1, maximum: 5}\n      - {key: viela", "1}\n      - {key: viela", "limit-widened", SAFE),
    ("1, maximum: 5}\n      - {key: viela", "1, maximum: 4}\n      - {key: viela", "limit-narrowed", BREAKING),
    ("max_size: 5", "max_size: 6", "limit-widened", SAFE),
    ("max_size: 5", "max_size: 4", "limit-narrowed", BREAKING),
    ("max_files: 2", "max_files: 3", "limit-widened", SAFE),
    ("max_files: 2", "max_files: 1", "limit-narrowed", BREAKING),
    ("[pdf, odt]", "[pdf, odt, docx]", "limit-widened", SAFE),
    ("[pdf, odt]", "[odt, pdf]", "limit-widened", SAFE),
    ("[pdf, odt]", "[pdf, docx, txt]", "limit-narrowed", BREAKING),
    ("[pdf, odt]", "[pdf]", "limit-narrowed", BREAKING),
    ("required: true", "required: false", "setting-changed", SAFE),
    ("label: {fi: Muuta, sv: Övrigt}", "label: {fi: Muuta, sv: Övrigt}, required: true", "setting-changed", BREAKING),
    ("reason: optional", "reason: required", "setting-changed", BREAKING),
    ("reason: optional", "reason: none", "setting-changed", BREAKING),
    (YES, YES + "\n          - {key: osin, label: {fi: Osin, sv: Delvis}}", "option-added", SAFE),
    (f"          - {NO}\n", "", "option-removed", BREAKING),
    (f"{YES}\n          - {NO}", f"{NO}\n          - {YES}", "option-moved", SAFE),
    ("key: luku,", "key: luku, show_if: {kanta: [ei]},", "condition-changed", BREAKING),
    (KEINO, "", "row-removed", BREAKING),
    (KEINO, KEINO + KEINO.replace("keino", "muu"), "row-added", SAFE),
    (KEINO, KEINO + KEINO.replace("keino", "muu").replace("}}", "}, required: true}"), "row-added", BREAKING),
    (TAVOITE + KEINO, KEINO + TAVOITE, "row-moved", SAFE),
    ("fi: Tavoite,", "fi: Tavoitteet,", "reworded", TEXT),
    ("fi: Pykälä,", "fi: Kohta,", "reworded", TEXT),
    (
        "minimum: 1, maximum: 5}\n        questions",
        "minimum: 2, maximum: 5}\n        questions",
        "limit-narrowed",
        BREAKING,
    ),
    ("repeat: {minimum: 1, maximum: 5}", "repeat: {minimum: 1, maximum: 9}", "limit-widened", SAFE),
    (HUOMAUTUS, "", "question-removed", BREAKING),
    (HUOMAUTUS, HUOMAUTUS + HUOMAUTUS.replace("huomautus", "muuta_tasta"), "question-added", SAFE),
    ("fi: Huomautus", "fi: Huomautuksenne", "reworded", TEXT),
    (PYKALA + HUOMAUTUS, HUOMAUTUS + PYKALA, "question-moved", SAFE),
    (HUOMAUTUS + LUKU, LUKU.replace("- {", "    - {") + HUOMAUTUS, "question-moved", BREAKING),
    ("fi: Vielä, sv: Ännu}", "fi: Vielä, sv: Ännu}, nothing_to_state: true", "setting-changed", SAFE),
    (
        MUUTOS,
        MUUTOS.replace("{key: muutos", "{provision: {fi: 5 §, sv: 5 §}, key: muutos"),
        "setting-changed",
        BREAKING,
    ),
    (", proposed: {fi: Teksti, sv: Text}", "", "setting-changed", BREAKING),
    ("fi: Teksti, sv: Text", "fi: Uusi teksti, sv: Text", "reworded", TEXT),
    ("key: lausunto", "key: toinen", "setting-changed", BREAKING),
    ("[fi, sv]", "[sv, fi]", "languages-moved", SAFE),
]


def between(before: str, after: str) -> list[Change]:
    return changes(load_text(before, draft=True).question_set, load_text(after, draft=True).question_set)


@pytest.mark.parametrize(("old", "new", "code", "effect"), ONE_CHANGE)
def test_each_change_has_its_code_and_its_effect(old: str, new: str, code: str, effect: Effect) -> None:
    assert BEFORE.count(old) >= 1
    found = between(BEFORE, BEFORE.replace(old, new, 1))
    assert {(change.code, change.effect) for change in found} == {(code, effect)}
    for language in [*PAGE_LANGUAGES, "en"]:
        assert all("%(" not in describe_change(change, language) for change in found)


def test_the_same_set_has_no_changes() -> None:
    assert between(BEFORE, BEFORE) == []


def test_a_section_that_goes_takes_its_questions_and_one_that_comes_brings_them() -> None:
    less = BEFORE.replace(LAST_SECTION, "")
    assert [(change.code, change.effect) for change in between(BEFORE, less)] == [
        ("section-removed", SAFE),
        *[("question-removed", BREAKING)] * 7,
    ]
    assert [(change.code, change.effect) for change in between(less, BEFORE)] == [
        ("section-added", SAFE),
        *[("question-added", SAFE)] * 2,
        ("question-added", BREAKING),
        ("question-added", SAFE),
        ("question-added", BREAKING),
        *[("question-added", SAFE)] * 2,
    ]


def test_a_section_or_a_question_that_stands_elsewhere_has_moved_and_lost_nothing() -> None:
    first, last = BEFORE.split("sections:\n")[1].split("  - key: loppu\n")
    swapped = BEFORE.split("sections:\n", maxsplit=1)[0] + "sections:\n  - key: loppu\n" + last + first
    assert [change.code for change in between(BEFORE, swapped)] == ["section-moved"]
    elsewhere = BEFORE.replace(NIMI, "") + NIMI
    assert [(change.code, change.question) for change in between(BEFORE, elsewhere)] == [("question-moved", "nimi")]
    later = BEFORE.replace(NIMI, "").replace("  - key: loppu\n", NIMI + "  - key: loppu\n")
    assert [(change.code, change.question) for change in between(BEFORE, later)] == [("question-moved", "nimi")]


def test_a_language_or_a_text_that_comes_or_goes_is_told() -> None:
    more = BEFORE.replace("[fi, sv]", "[fi, sv, en]")
    assert [(change.code, change.effect) for change in between(BEFORE, more)] == [("language-added", SAFE)]
    assert [(change.code, change.effect) for change in between(more, BEFORE)] == [("language-removed", BREAKING)]
    helped = BEFORE.replace("sv: Övrigt}", "sv: Övrigt}, help: {fi: Ohje, sv: Hjälp}")
    assert {(change.code, change.effect) for change in between(helped, BEFORE)} == {("text-removed", TEXT)}


def test_a_reworded_text_says_its_language_and_both_wordings() -> None:
    [change] = between(BEFORE, BEFORE.replace("sv: Nej", "sv: Nix"))
    assert (change.place, change.name) == ((("question", "kanta"), ("option", "ei")), "label")
    assert (change.language, change.before, change.after) == ("sv", "Nej", "Nix")
    assert describe_change(change, "en") == "question “kanta”, option “ei”: label (sv): “Nej” becomes “Nix”."


def test_a_description_stays_on_one_line_whatever_the_texts_are() -> None:
    change = Change("reworded", TEXT, (), "introduction", "fi", "Yksi.\n\nKaksi.", "Kolme.\n")
    assert describe_change(change, "en") == "introduction (fi): “Yksi. Kaksi.” becomes “Kolme.”."


def test_only_text_changes_leave_the_structure_digest_as_it_is() -> None:
    structure = freeze(load_text(BEFORE).question_set).structure_digest
    for old, new, _code, effect in ONE_CHANGE:
        after = freeze(load_text(BEFORE.replace(old, new, 1), draft=True).question_set)
        of_texts_alone = effect is TEXT or "muutos" in new or "proposed" in old  # a text that comes or goes
        assert (after.structure_digest == structure) is of_texts_alone, new


def test_every_code_is_given_by_some_change() -> None:
    told = {code for _old, _new, code, _effect in ONE_CHANGE}
    elsewhere = {"section-added", "section-removed", "section-moved", "question-moved"}
    assert told | elsewhere | {"language-added", "language-removed", "text-removed"} == CHANGES.keys()


def test_a_row_more_of_a_matrix_that_must_be_answered_whole_is_breaking() -> None:
    whole = BEFORE.replace("{fi: Väittämät, sv: Påståenden}", "{fi: Väittämät, sv: Påståenden}\n        required: true")
    found = between(whole, whole.replace(KEINO, KEINO + KEINO.replace("keino", "muu")))
    assert [(change.code, change.effect) for change in found] == [("row-added", BREAKING)]
