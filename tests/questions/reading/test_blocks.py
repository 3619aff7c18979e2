"""Blocks are put into their places before anything is checked, and every fault keeps its line in the block."""

import pytest

from survey.questions.freeze import freeze
from survey.questions.load import load_text
from survey.questions.question_set import QuestionSet
from tests.questions.written import FORMS, faults_of, unmarked, with_questions

WITH_BLOCKS = (FORMS / "blocks.yaml").read_text(encoding="utf-8")
HEAD, BLOCK_AND_SECTIONS = WITH_BLOCKS.split("blocks:\n  saannos:\n", 1)
BLOCK, SECTIONS = BLOCK_AND_SECTIONS.split("sections:\n", 1)
USE = "      - {block: saannos, prefix: p1_}\n"


def written_out(prefix: str) -> str:
    """The questions of the block as an author would write them in a section."""
    keys = BLOCK.replace("key: kanta", f"key: {prefix}kanta").replace("key: sanamuoto", f"key: {prefix}sanamuoto")
    return (
        keys.replace("{kanta: [ei]}", f"{{{prefix}kanta: [ei]}}")
        .replace("\n    ", "\n      ")
        .replace("    -", "      -", 1)
    )


def set_of(yaml: str) -> QuestionSet:
    return load_text(yaml).question_set


def test_a_set_with_blocks_is_the_same_as_one_written_out() -> None:
    plain = f"{HEAD}sections:\n{SECTIONS}"
    for prefix in ("p1_", "p2_"):
        plain = plain.replace(f"      - {{block: saannos, prefix: {prefix}}}\n", written_out(prefix))
    assert "block" not in plain.split("sections:")[1]
    assert freeze(set_of(WITH_BLOCKS)) == freeze(set_of(plain))
    keys = [question.key for question in set_of(WITH_BLOCKS).questions()]
    assert keys == ["alku", "p1_kanta", "p1_sanamuoto", "p2_kanta", "p2_sanamuoto", "loppu"]


def test_conditions_of_a_block_get_the_prefix_before_its_own_keys_alone() -> None:
    conditions = {question.key: question.show_if for question in set_of(WITH_BLOCKS).questions()}
    assert conditions["p1_sanamuoto"] == {"any_of": [{"p1_kanta": ["ei"]}, {"alku": "answered"}]}
    assert conditions["p2_sanamuoto"] == {"any_of": [{"p2_kanta": ["ei"]}, {"alku": "answered"}]}


def test_a_block_that_is_used_once_needs_no_prefix() -> None:
    once = WITH_BLOCKS.replace(", prefix: p1_", "").replace("p1_kanta", "kanta")
    assert [question.key for question in set_of(once).questions()][1:3] == ["kanta", "sanamuoto"]


def test_a_block_can_stand_in_a_group_and_have_one_in_it() -> None:
    text, use = "{key: t, kind: long_text, label: {fi: T, sv: T}}", "{block: b, prefix: x_}"
    group = "{{key: g, kind: group, entry: {{fi: P, sv: P}}, label: {{fi: G, sv: G}}, questions: [{}]}}"
    for block, questions, expected in ((text, group.format(use), "g"), (group.format(text), use, "x_g")):
        yaml = with_questions(f"- {questions}\n").replace("sections:", f"blocks:\n  b: [{block}]\nsections:")
        [outer] = set_of(yaml).questions()
        assert (outer.key, [inner.key for _, inner in outer.within()]) == (expected, ["x_t"])


@pytest.mark.parametrize(
    ("old", "new", "code", "times"),
    [
        ("      kind: long_text", "      ‹kind: longtext", "unknown-kind", 1),
        ("      label: {fi: Sanamuoto, sv", "      labl: {}\n      ‹label: {fi: Sanamuoto, xx", "unknown-key", 0),
        ("label: {fi: Sanamuoto, sv: Ordalydelse}", "‹label: {fi: Sanamuoto}", "language-missing", 1),
        ("{fi: Kannatatteko?, sv: Understöder ni?}", '{fi: Kannatatteko?, ‹sv: ""}', "empty-text", 1),
        ("{key: ei, label", "{‹key: kylla, label", "repeated-option", 1),
        ("{alku: answered}", "{‹alkuu: answered}", "unknown-question", 1),
        ("{kanta: [ei]}", "{‹kanta: [en]}", "unknown-option", 2),
        ("{kanta: [ei]}", "{‹kanta: ei}", "bad-condition", 1),
    ],
)
def test_a_fault_in_a_block_is_at_its_line_there_and_told_once(old: str, new: str, code: str, times: int) -> None:
    assert WITH_BLOCKS.count(old) == 1
    yaml, place = unmarked(WITH_BLOCKS.replace(old, new))
    faults = faults_of(yaml)
    assert code in {fault.code for fault in faults}
    if times:
        assert [(fault.line, fault.column) for fault in faults if fault.code == code] == [place] * times


def test_a_question_after_a_block_keeps_its_own_line() -> None:
    yaml, place = unmarked(WITH_BLOCKS.replace("{key: loppu, kind: long_text", "{key: loppu, ‹kind: longtext"))
    [fault] = faults_of(yaml)
    assert (fault.line, fault.column) == place


@pytest.mark.parametrize(
    ("use", "code", "nearest"),
    [
        ("{‹block: saanos, prefix: p1_}", "unknown-block", "saannos"),
        ("{‹block: [saannos]}", "unknown-block", "saannos"),
        ("{block: saannos, ‹prefx: p1_}", "unknown-key", "prefix"),
        ("{block: saannos, prefix: p1_, ‹show_if: {alku: answered}}", "unknown-key", ""),
        ("{block: saannos, ‹prefix: P1}", "bad-key", ""),
        ("{block: saannos, ‹prefix: 1}", "bad-key", ""),
    ],
)
def test_what_is_wrong_where_a_block_is_named_is_said_there(use: str, code: str, nearest: str) -> None:
    yaml, place = unmarked(WITH_BLOCKS.replace(USE, f"      - {use}\n"))
    [fault] = faults_of(yaml)
    assert (fault.code, fault.nearest, (fault.line, fault.column)) == (code, nearest, place)


def test_a_misspelled_block_has_its_nearest_word() -> None:
    faults = faults_of(WITH_BLOCKS.replace("{block: saannos, prefix: p1_}", "{blok: saannos}"))
    assert [fault.nearest for fault in faults if fault.code == "unknown-key"] == ["block"]


def test_a_block_in_a_block_is_the_only_fault() -> None:
    yaml, place = unmarked(
        WITH_BLOCKS.replace("    - key: sanamuoto\n", "    - {‹block: saannos}\n    - key: sanamuoto\n")
    )
    [fault] = faults_of(yaml)
    assert (fault.code, (fault.line, fault.column)) == ("block-in-block", place)


def test_a_block_used_twice_without_prefixes_repeats_its_keys() -> None:
    faults = faults_of(WITH_BLOCKS.replace("prefix: p2_", "prefix: p1_"))
    assert [fault.places["key"] for fault in faults if fault.code == "repeated-question"] == [
        "p1_kanta",
        "p1_sanamuoto",
    ]


def test_a_prefix_may_make_a_key_too_long() -> None:
    faults = faults_of(WITH_BLOCKS.replace("prefix: p1_", f"prefix: {'p' * 38}"))
    assert [fault.code for fault in faults] == ["key-too-long", "key-too-long", "unknown-question"]


@pytest.mark.parametrize(
    "blocks", ["blocks: 5\n", "blocks: {saannos: 5}\n", "blocks: {saannos: []}\n", "blocks: {Säännös: []}\n"]
)
def test_blocks_of_a_wrong_shape_are_named(blocks: str) -> None:
    faults = faults_of(f"{HEAD}{blocks}sections:\n{SECTIONS}")
    assert faults[0].code in {"wrong-type", "too-few", "bad-key"}
    assert faults[0].where.startswith("blocks")


def test_an_unused_block_is_advice_and_leaves_no_trace() -> None:
    more = WITH_BLOCKS.replace("blocks:\n", "blocks:\n  turha: [{key: t, kind: text, label: {fi: T, sv: T}}]\n")
    loaded = load_text(more)
    assert [(fault.code, fault.line, fault.warning) for fault in loaded.advice] == [("unused-block", 7, True)]
    assert freeze(loaded.question_set) == freeze(set_of(WITH_BLOCKS))


def test_advice_on_a_question_of_a_block_is_given_once() -> None:
    forced = WITH_BLOCKS.replace("        - {key: ei_kantaa, label: {fi: Ei kantaa, sv: Ingen ståndpunkt}}\n", "")
    assert [fault.code for fault in load_text(forced).advice] == ["no-position-missing"]


def test_a_small_file_cannot_become_a_large_set() -> None:
    block = "".join(f"    - {{key: q{n}, kind: text, label: {{fi: A, sv: A}}}}\n" for n in range(200))
    uses = "".join(f"      - {{block: b, prefix: p{n}_}}\n" for n in range(2000))
    yaml = with_questions("").replace("sections:", f"blocks:\n  b:\n{block}sections:") + uses
    [fault] = faults_of(yaml)
    assert fault.code == "too-large"
