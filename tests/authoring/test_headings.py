"""Pasted headings as a question set."""

import json

import pytest

from survey.authoring.headings import LONGEST_HEADING, MOST_HEADINGS, HeadingsRefused, Tree, tree_of_headings
from survey.questions.load import load_text

TITLE = {"fi": "Kirjastolaki", "sv": "Bibliotekslagen"}


def read(fi: str = "", sv: str = "") -> Tree:
    return tree_of_headings(TITLE, {"fi": fi, "sv": sv})


def written(tree: Tree) -> str:
    """As YAML, of which JSON is a part."""
    return json.dumps(tree, ensure_ascii=False)


def asked(tree: Tree, language: str = "fi") -> list[tuple[str, list[str]]]:
    """Each section's heading with those of its questions."""
    return [
        (section["title"].get(language), [question["label"].get(language) for question in section["questions"]])
        for section in tree["sections"]
    ]


def test_each_line_is_a_question_with_one_free_text() -> None:
    tree = read("Palvelut\nSääntely\n\n\nMuuta lausuttavaa\n")
    assert asked(tree) == [("Kysymykset", ["Palvelut", "Sääntely", "Muuta lausuttavaa"])]
    assert {question["kind"] for question in tree["sections"][0]["questions"]} == {"long_text"}


def test_a_number_sign_marks_a_section() -> None:
    tree = read("Kokonaisuus\n# Palvelut\nUravalmennus\n\nTyöhönvalmennus\n## Muuta\n")
    assert asked(tree) == [
        ("Kokonaisuus", ["Kokonaisuus"]),
        ("Palvelut", ["Uravalmennus", "Työhönvalmennus"]),
        ("Muuta", ["Muuta"]),
    ]


def test_without_signs_the_first_line_of_each_of_several_groups_is_a_section() -> None:
    tree = read("Palvelut\nUravalmennus\nTyöhönvalmennus\n\nSääntely\nLaki\n\nMuuta\n\nLopuksi\n")
    assert asked(tree) == [
        ("Palvelut", ["Uravalmennus", "Työhönvalmennus"]),
        ("Sääntely", ["Laki"]),
        ("Kysymykset", ["Muuta", "Lopuksi"]),
    ]


def test_two_texts_with_the_same_lines_are_two_languages() -> None:
    tree = read("# Palvelut\nUravalmennus", "# Tjänster\nKarriärträning")
    assert asked(tree, "sv") == [("Tjänster", ["Karriärträning"])]
    assert load_text(written(tree)).warnings == []


def test_one_text_can_have_both_languages() -> None:
    tree = read("Palvelut / Tjänster\nSääntely / Reglering\nMuuta")
    assert asked(tree, "sv") == [("Frågor", ["Tjänster", "Reglering", None])]
    assert asked(read("Kunta / kuntayhtymä\nMaakunta\nMuuta")) == [
        ("Kysymykset", ["Kunta / kuntayhtymä", "Maakunta", "Muuta"])
    ]


def test_finnish_alone_is_a_draft() -> None:
    loaded = load_text(written(read("Palvelut")), draft=True)
    assert {fault.code for fault in loaded.warnings} == {"language-missing"}


def test_swedish_alone_makes_the_keys() -> None:
    assert read(sv="Tjänster")["sections"][0]["questions"][0] == {
        "key": "tjanster",
        "kind": "long_text",
        "label": {"sv": "Tjänster"},
    }


def test_numbers_and_bullets_go_where_every_question_has_one() -> None:
    assert asked(read("1. Palvelut\n2) Sääntely\n– Muuta")) == [("Kysymykset", ["Palvelut", "Sääntely", "Muuta"])]
    assert asked(read("5 § Palvelut\n6 § Sääntely")) == [("Kysymykset", ["5 § Palvelut", "6 § Sääntely"])]
    assert asked(read("1. lokakuuta\nSääntely")) == [("Kysymykset", ["1. lokakuuta", "Sääntely"])]


@pytest.mark.parametrize(
    "pasted",
    [
        "1\tJohdanto\t3\n2\tNykytila\t3\n2.1\tPalvelut 2030\t12\n10\tVoimaantulo\t105",
        "1 Johdanto ........ 3\n2 Nykytila ... 3\n2.1 Palvelut 2030 . . . . 12\n10 Voimaantulo…105",
        "1. Johdanto\t3\n2. Nykytila\t3\n2.1. Palvelut 2030\t12\n10. Voimaantulo\t105\n",
    ],
)
def test_a_table_of_contents_is_pasted_without_its_numbers(pasted: str) -> None:
    assert asked(read(pasted)) == [("Kysymykset", ["Johdanto", "Nykytila", "Palvelut 2030", "Voimaantulo"])]


@pytest.mark.parametrize(
    "headings",
    [
        ["24 kuntaa", "25 kuntaa"],
        ["1 momentti", "1 momentti"],
        ["Palvelut\t5", "Sääntely\t3"],
        ["Vuosi 2030", "Vuosi 2031"],
        ["Palvelut...", "Sääntely..."],
    ],
)
def test_numbers_that_belong_to_the_headings_stay(headings: list[str]) -> None:
    assert asked(read("\n".join(headings))) == [("Kysymykset", [" ".join(each.split()) for each in headings])]


@pytest.mark.parametrize(
    "pasted",
    [
        "Kannatatteko? (Kyllä / Ei)",
        "Kunta / kuntayhtymä",
        "Hyödyt / haitat\nLait / asetukset",
        "Kannatatteko esitystä / ettekö kannata?",
        "Kunta / kaupunki\nMaakunta / hyvinvointialue\nMuu / mikä?",
        "Onko siirtymäaika riittävä [kyllä / ei]?\nMuuta",
        "Ja / nej i frågan\nFör / emot förslaget",
    ],
)
def test_a_slash_inside_headings_of_one_language_parts_nothing(pasted: str) -> None:
    [(_heading, questions)] = asked(read(pasted))
    assert questions == pasted.split("\n")
    assert asked(read(pasted), "sv")[0][1] == [None] * len(questions)


@pytest.mark.parametrize(
    ("pasted", "fi", "sv"),
    [
        ("Palvelut / Tjänster", ["Palvelut"], ["Tjänster"]),
        ("Tavoitteet / Mål\nMuuta / Annat", ["Tavoitteet", "Muuta"], ["Mål", "Annat"]),
        (
            "Kannatatteko? (Kyllä / Ei) / Understöder ni? (Ja / Nej)\nAikataulu / Tidtabell",
            ["Kannatatteko? (Kyllä / Ei)", "Aikataulu"],
            ["Understöder ni? (Ja / Nej)", "Tidtabell"],
        ),
        ("Vaikutukset / Konsekvenser\nKustannukset / Kostnader", ["Vaikutukset", "Kustannukset"],
         ["Konsekvenser", "Kostnader"]),
    ],
)  # fmt: skip
def test_a_slash_between_finnish_and_swedish_parts_them(pasted: str, fi: list[str], sv: list[str]) -> None:
    tree = read(pasted)
    assert (asked(tree, "fi")[0][1], asked(tree, "sv")[0][1]) == (fi, sv)


def test_a_slash_that_can_be_read_in_two_ways_is_refused_with_both() -> None:
    with pytest.raises(HeadingsRefused) as refused:
        read("Edut / kulut")
    words = refused.value.words("en")
    assert "“Edut / kulut” can be one heading" in words
    assert "“Edut” in Finnish and “kulut” in Swedish" in words
    assert asked(read("Edut/kulut")) == [("Edut/kulut", ["Edut/kulut"])]


@pytest.mark.parametrize(
    "signs",
    [
        ("o", "o", "o"),
        ("\uf0b7", "\uf0a7", "\uf0d8"),
        ("(1)", "(2)", "(3)"),
        ("(a)", "(b)", "(c)"),
        ("I.", "II.", "III."),
        ("i)", "ii)", "iii)"),
        ("A.", "B.", "C."),
        ("1.)", "2.)", "3.)"),
        ("1 –", "2 –", "3 –"),
        ("1.1", "1.2", "1.10"),
        ("●", "◦", "‣"),
        ("➢", "✓", "■"),
        ("①", "②", "③"),
        ("[1]", "[2]", "[3]"),
        ("I", "II", "III"),
    ],
)
def test_every_kind_of_bullet_and_number_goes(signs: tuple[str, str, str]) -> None:
    headings = ["Palvelut", "Sääntely", "Muuta"]
    pasted = "\n".join(f"{sign}\t{heading}" for sign, heading in zip(signs, headings, strict=True))
    assert asked(read(pasted)) == [("Kysymykset", headings)]


def test_a_bullet_goes_from_one_line_alone_and_without_a_blank() -> None:
    assert asked(read("Palvelut\no Uravalmennus\n•Muuta\n\uf0b7 Lopuksi\n•\n")) == [
        ("Kysymykset", ["Palvelut", "Uravalmennus", "Muuta", "Lopuksi"])
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ["1 momentti", "2 momentti"],
        ["1 luku Yleistä", "2 luku Tehtävät"],
        ["1. vaihtoehto", "2. vaihtoehto"],
        ["I Suomi", "X Muut"],
        ["I vilken mån?", "I övrigt"],
        ["(kunta) Palvelut", "(valtio) Palvelut"],
        ["C. Grimm", "A. Ahonen"],
        ["Å andra sidan", "O'Brien"],
    ],
)
def test_what_only_looks_like_a_number_stays(headings: list[str]) -> None:
    assert asked(read("\n".join(headings))) == [("Kysymykset", headings)]


@pytest.mark.parametrize(
    "nothing", ["\xad", "\u200b", "\u2060", "\ufeff", "\u200e", "\u2800", "\u3164", "\ufe0f \u200d"]
)
def test_a_line_that_shows_nothing_is_no_question_and_parts_as_an_empty_one_does(nothing: str) -> None:
    assert asked(read(f"{nothing}\nPalvelut\n{nothing}\n")) == [("Palvelut", ["Palvelut"])]
    assert asked(read(f"{nothing}# Palvelut\n{nothing}Laki{nothing}")) == [("Palvelut", ["Laki"])]
    assert asked(read(f"A\nB\n{nothing}\nC\nD")) == [("A", ["B"]), ("C", ["D"])]
    with pytest.raises(HeadingsRefused):
        read(nothing)


def test_a_long_heading_gets_a_short_one_for_tables() -> None:
    [question] = read("Miten arvioitte kuntien ja hyvinvointialueiden välisen työnjaon muuttuvan?", "Kort fråga?")[
        "sections"
    ][0]["questions"]
    assert question["short"] == {"fi": "Miten arvioitte kuntien ja hyvinvointialueiden välisen…", "sv": "Kort fråga?"}


def test_the_same_heading_twice_gives_two_keys() -> None:
    tree = read("# Details\nMuuta\n# Details\nMuuta")
    assert load_text(written(tree), draft=True)
    assert [section["key"] for section in tree["sections"]] == ["details-2", "details-3"]


@pytest.mark.parametrize(
    ("fi", "sv", "language", "words"),
    [
        ("", " \n# \n", "fi", "Paste the headings"),
        ("Yksi\nKaksi", "Ett", "sv", "There are 2 lines in the first text and 1 in the second"),
        ("# Yksi\nKaksi", "Ett\n# Två", "sv", "“Yksi” and “Ett” are not alike"),
        ("x\n" * (MOST_HEADINGS + 1), "", "fi", "There are 501 lines"),
        ("", "y" * (LONGEST_HEADING + 1), "sv", "at most 1000 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(fi: str, sv: str, language: str, words: str) -> None:
    with pytest.raises(HeadingsRefused) as refused:
        read(fi, sv)
    assert refused.value.language == language
    assert words in refused.value.words("en")


@pytest.mark.parametrize("pasted", ["\x00\x07", "a\u2028b", "# \n#", "😀", "/ / /", " / \n / ", "-\n-\n-", "1.\n2."])
def test_no_paste_ends_in_a_traceback(pasted: str) -> None:
    try:
        tree = read(pasted)
    except HeadingsRefused:
        return
    assert load_text(written(tree), draft=True)
