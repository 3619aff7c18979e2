"""Writes a question set into the template: what people can change stands where they would write it themselves."""

from collections.abc import Mapping
from typing import Any

from survey.authoring.cell_json import cell_text
from survey.authoring.template.further import (
    CODE,
    FURTHER,
    FURTHER_OF_NAME,
    MORE,
    NO_POSITION,
    OPTION_CODES,
    SECTION_CODE,
    SECTION_MORE,
    SHORT,
    Tree,
    flags_to_say,
    ready_kind,
)
from survey.authoring.template.instructions import ABOUT_FURTHER
from survey.authoring.template.texts import LISTS, WITH_REASON, is_no_position, with_flags
from survey.authoring.template.words import HEADINGS, MATRIX, NAME_HEADINGS, NO, REASONS, YES, headings_in, kinds_in
from survey.authoring.template.write import template_sheets
from survey.authoring.worksheets import WrittenColumn, WrittenSheet
from survey.authoring.yaml_text import plain_mapping
from survey.languages import AUTHOR_LANGUAGES, gettext
from survey.questions.kinds import KINDS
from survey.questions.question import LONGEST_SHORT
from survey.questions.question_set import QuestionSet

Cells = dict[str, str]

LEAST_STEPS = 2
"""With as many steps the last of the options is taken for “no position” if it says so."""


def filled_sheets(question_set: QuestionSet, language: str) -> list[WrittenSheet]:
    """The sheets of a template in `language` with this set in it, and the columns for codes and further data."""
    whole = plain_mapping(question_set)
    names, questions, instructions, example = template_sheets(language)
    rows = [row for section in whole["sections"] for row in _rows(section, language)]
    return [
        _filled(names, NAME_HEADINGS, FURTHER_OF_NAME, [_name(whole)], language),
        _filled(questions, HEADINGS, FURTHER, rows, language),
        _with_further(instructions, language),
        example,
    ]


def _with_further(instructions: WrittenSheet, language: str) -> WrittenSheet:
    """The instructions, and what the further columns are for."""
    headings = " · ".join(
        gettext(language, words) for words in dict.fromkeys([*FURTHER_OF_NAME.values(), *FURTHER.values()])
    )
    rows = [*instructions.rows, (), (headings, gettext(language, ABOUT_FURTHER))]
    return WrittenSheet(instructions.name, instructions.columns, rows)


def _filled(
    sheet: WrittenSheet, headings: Mapping[str, str], further: Mapping[str, str], rows: list[Cells], language: str
) -> WrittenSheet:
    columns = [*headings_in(language, headings), *further]
    widths = {name: 40 if name in {MORE, SECTION_MORE} else 22 for name in further}
    added = tuple(WrittenColumn(gettext(language, words), widths[name]) for name, words in further.items())
    written = [[row.get(column, "") for column in columns] for row in rows]
    return WrittenSheet(sheet.name, (*sheet.columns, *added), written)


def _name(whole: Mapping[str, Any]) -> Cells:
    more = {key: value for key, value in whole.items() if key in {"languages", "consultation"}}
    return {
        **_texts("title", whole["title"]),
        **_texts("introduction", whole.get("introduction", {})),
        CODE: whole["key"],
        MORE: cell_text(more),
    }


def _rows(section: Mapping[str, Any], language: str) -> list[Cells]:
    more = {key: value for key, value in section.items() if key not in {"key", "title", "questions"}}
    rows = [_question(question, language) for question in section["questions"]]
    rows[0] |= {**_texts("section", section["title"]), SECTION_CODE: section["key"], SECTION_MORE: cell_text(more)}
    return rows


def _question(question: Mapping[str, Any], language: str) -> Cells:
    left = dict(question)
    kind = ready_kind(left) or left["kind"]
    names = {name: gettext(language, each.name) for name, each in KINDS.items()} | kinds_in(language)
    cells = {"kind": names[kind], CODE: left.pop("key"), **_texts("label", left.pop("label"))}
    cells |= _texts("help", left.pop("text" if left.pop("kind") == "note" else "help", {}))
    if not question.get(SHORT) and KINDS[question["kind"]].asks and _is_long(question["label"]):
        left[SHORT] = None
    elif SHORT in left:
        cells |= _texts(SHORT, left.pop(SHORT))
    cells["required"] = gettext(language, YES) if left.pop("required", False) else ""
    if KINDS[question["kind"]].asks:
        cells["public"] = "" if left.pop("public", True) else gettext(language, NO)
    if kind in WITH_REASON and "reason" in left:
        cells["reason"] = gettext(language, REASONS[left.pop("reason")])
    if kind in kinds_in(language):
        cells |= _options(left, kind)
    return cells | {MORE: cell_text(left)}


def _is_long(label: Mapping[str, str]) -> bool:
    return any(len(words) > LONGEST_SHORT for words in label.values())


def _options(left: Tree, kind: str) -> Cells:
    """The cells of the options and of their codes. What they cannot say stays in `left`."""
    if kind not in LISTS or kind.startswith(MATRIX):
        left.pop("steps", None), left.pop(NO_POSITION, None)
    if kind not in LISTS:
        return {}
    options = list(left.pop(LISTS[kind]))
    if LISTS[kind] == "options":
        plain = [{"key": each["key"], "label": each["label"]} for each in options]
        left |= flags_to_say(options, [with_flags(each, kind) for each in plain])
    if LISTS[kind] == "steps":
        left |= _apart(options, left.pop(NO_POSITION, None))
    return {
        **{f"options-{each}": "\n".join(option["label"].get(each, "") for option in options).strip()
           for each in AUTHOR_LANGUAGES},
        OPTION_CODES: "\n".join(option["key"] for option in options),
    }  # fmt: skip


def _apart(options: list[Tree], no_position: Tree | None) -> Tree:
    """Add “no position” to the steps; what is to be said where reading them would take another one for it, or none."""
    options += [no_position] if no_position else []
    taken = len(options) > LEAST_STEPS and is_no_position(options[-1])
    if taken is (no_position is not None):
        return {}
    return {NO_POSITION: no_position["key"] if no_position else ""}


def _texts(name: str, texts: Mapping[str, str]) -> Cells:
    return {f"{name}-{language}": texts[language] for language in AUTHOR_LANGUAGES if language in texts}
