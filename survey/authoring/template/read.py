"""Reads a filled-in Excel template as a question set. Every fault has its sheet, row and column heading."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from survey.authoring.cell_json import mapping_in
from survey.authoring.headings import OTHER_TITLE
from survey.authoring.made_keys import question_key, set_key
from survey.authoring.ready_scales import ready_scale
from survey.authoring.template.further import (
    CODE,
    FURTHER,
    FURTHER_OF_NAME,
    MORE,
    OPTION_CODES,
    REPLACED,
    SECTION_CODE,
    SECTION_MORE,
    lines_of,
    with_more,
)
from survey.authoring.template.tables import Table, TemplatePlaces, sheet_with
from survey.authoring.template.texts import LISTS, WITH_REASON, is_no_position, listed, one_line, with_flags
from survey.authoring.template.words import (
    FLAGS,
    HEADINGS,
    MATRIX,
    NAME_HEADINGS,
    NAME_SHEET,
    QUESTION_SHEET,
    READY_MATRICES,
    READY_SCALES,
    REASONS,
    USUAL_KIND,
    headings_in,
    kinds_in,
    kinds_understood,
    nearest_to,
    other_kinds,
    plain,
    understood,
)
from survey.authoring.worksheets import ReadSheet
from survey.languages import AUTHOR_LANGUAGES, gettext
from survey.questions.details import DETAILS_KEY
from survey.questions.faults.fault import Fault
from survey.questions.faults.places import CellPlace
from survey.questions.load import Loaded, load_tree
from survey.questions.question import LONGEST_SHORT
from survey.questions.reading.typed_marks import typed_marks
from survey.questions.text import shortened

PLACEHOLDER = "?"
"""Replaces an empty cell, so that the rest of the set can be checked too. A fault is reported for the cell."""

Tree = dict[str, Any]


def load_template(sheets: Sequence[ReadSheet], *, draft: bool = False) -> Loaded:
    """Read the sheets of a filled-in template (see `is_template`). Raises QuestionSetFaulty with every fault.

    For `draft` see `load_text`.
    """
    questions = sheet_with(sheets, QUESTION_SHEET, {**HEADINGS, **FURTHER})
    if questions is None:
        raise ValueError("This is no template: ask is_template first.")
    return _Reading(questions, sheet_with(sheets, NAME_SHEET, {**NAME_HEADINGS, **FURTHER_OF_NAME})).load(draft=draft)


@dataclass
class _Reading:
    """Makes the tree of a question set from one template, with the faults found and the cell of each value."""

    questions: Table
    name: Table | None
    found: list[Fault] = field(default_factory=list)
    cells: dict[tuple[str | int, ...], CellPlace] = field(default_factory=dict)
    tree: Tree = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    section_keys: list[str] = field(default_factory=lambda: [DETAILS_KEY])
    language: str = AUTHOR_LANGUAGES[0]
    keys_are_made: bool = False

    def load(self, *, draft: bool) -> Loaded:
        """Read every row, then check the tree like any other question set."""
        written = [plain(heading) for heading in self.questions.headings.values()]
        own = {language: set(map(plain, headings_in(language, HEADINGS).values())) for language in AUTHOR_LANGUAGES}
        self.language = max(AUTHOR_LANGUAGES, key=lambda language: sum(heading in own[language] for heading in written))
        languages = sorted(AUTHOR_LANGUAGES, key=lambda language: language != self.language)
        self.tree = {"schema": 1, "key": "", "languages": languages, "title": {}}
        self._read_name()
        self._report_headings(self.questions, HEADINGS)
        self._read_questions()
        whole = self.questions.place(1, "kind")
        headings = {
            (table.sheet.name, number): heading
            for table in (self.questions, self.name)
            if table
            for number, heading in table.headings.items()
        }
        places = TemplatePlaces(self.tree, self.cells, whole, headings)
        found = [*self.found, *typed_marks(self.tree, places)]
        return replace(load_tree(self.tree, places, draft=draft, found=found), keys_are_made=self.keys_are_made)

    def _read_name(self) -> None:
        if self.name is None:
            title: dict[str, str] = {}
            sheet = gettext(self.language, NAME_SHEET)
            heading = gettext(self.language, NAME_HEADINGS[f"title-{self.language}"])
            words = {"where": heading, "heading": heading}
            self.found.append(Fault(2, 1, "empty-cell", places=words, sheet=sheet))
        else:
            self._report_headings(self.name, NAME_HEADINGS)
            row = next((row for row in range(2, len(self.name.sheet.rows) + 1) if self.name.sheet.rows[row - 1]), 2)
            title = one_line(self.name.texts(row, "title"))
            introduction = self.name.texts(row, "introduction")
            if not title:
                self._report(self.name, row, f"title-{self.language}", "empty-cell")
            if introduction:
                self.tree["introduction"] = introduction
            self._place_texts(("title",), self.name, row, "title")
            self._place_texts(("introduction",), self.name, row, "introduction")
        self.tree["title"] = title or dict.fromkeys(AUTHOR_LANGUAGES, PLACEHOLDER)
        self.tree["key"] = set_key(self._main(self.tree["title"]))
        if self.name:
            self.tree["key"] = self.name.text(row, CODE) or self.tree["key"]
            self.tree |= self._more(self.name, row, MORE, self.tree.keys() - {"languages"})

    def _report_headings(self, table: Table, headings: Mapping[str, str]) -> None:
        offered = headings_in(self.language, headings).values()
        for number, heading in table.headings.items():
            if heading.strip() and number not in table.columns.values():
                words = {"value": heading, "heading": heading}
                nearest = nearest_to(heading, offered)
                fault = Fault(1, number, "unknown-heading", "", words, nearest, warning=True, sheet=table.sheet.name)
                self.found.append(fault)

    def _read_questions(self) -> None:
        sections: list[Tree] = []
        self.tree["sections"] = sections
        heading: tuple[int, dict[str, str]] | None = None
        for row in range(2, len(self.questions.sheet.rows) + 1):
            titles = one_line(self.questions.texts(row, "section"))
            begins = self.questions.text(row, SECTION_CODE) not in {"", *self.section_keys[-1:]}
            if titles and (begins or not sections or not self._same(titles, sections[-1]["title"]) or heading):
                self._report_empty(heading)
                heading = row, titles
            if not any(self.questions.text(row, column) for column in HEADINGS if not column.startswith("section")):
                continue
            if heading or not sections:
                self._begin_section(sections, *(heading or (row, {})))
                heading = None
            self._read_question(sections, row)
        self._report_empty(heading)
        if not sections:
            self._report(self.questions, 2, f"label-{self.language}", "empty-cell")
            sections.append(
                {"key": "x", "title": dict.fromkeys(AUTHOR_LANGUAGES, PLACEHOLDER), "questions": [_placeholder()]}
            )

    def _same(self, titles: Mapping[str, str], earlier: Mapping[str, str]) -> bool:
        """Whether the titles are those of the section before, for example because the cell was filled down."""
        return all(earlier.get(language, text).casefold() == text.casefold() for language, text in titles.items())

    def _report_empty(self, heading: tuple[int, dict[str, str]] | None) -> None:
        if heading:
            row, titles = heading
            self._report(
                self.questions, row, f"section-{self.language}", "empty-section", {"title": self._main(titles)}
            )

    def _begin_section(self, sections: list[Tree], row: int, titles: dict[str, str]) -> None:
        made = set_key(self._main(titles), self.section_keys, otherwise="osio")
        self.section_keys.append(self.questions.text(row, SECTION_CODE) or made)
        here = ("sections", len(sections))
        section = {"key": self.section_keys[-1], "title": titles or dict(OTHER_TITLE), "questions": []}
        sections.append(section | self._more(self.questions, row, SECTION_MORE, section))
        self.cells[here] = self.questions.place(row, f"section-{self.language}")
        self._place_texts((*here, "title"), self.questions, row, "section")

    def _read_question(self, sections: list[Tree], row: int) -> None:
        asked = sections[-1]["questions"]
        here = ("sections", len(sections) - 1, "questions", len(asked))
        self.cells[here] = self.questions.place(row, f"label-{self.language}")
        for name in ("label", "short", "help"):
            self._place_texts((*here, name), self.questions, row, name)
        label = one_line(self.questions.texts(row, "label"))
        if not label:
            self._report(self.questions, row, f"label-{self.language}", "empty-cell")
        code = self.questions.text(row, CODE)
        self.keys_are_made |= not code
        self.keys.append(code or question_key(self._main(label), self.keys))
        kind = self._kind(row)
        question: Tree = {"key": self.keys[-1], "kind": _kind_in_set(kind)}
        question["label"] = label or dict.fromkeys(AUTHOR_LANGUAGES, PLACEHOLDER)
        if kind == "note":
            question["text"] = self._note(here, row)
        else:
            help_ = self.questions.texts(row, "help")
            question |= self._short(row, label) | ({"help": help_} if help_ else {})
            question |= self._flags(here, row, kind) | self._options(here, row, kind)
        asked.append(with_more(question, self._more(self.questions, row, MORE, question.keys() - REPLACED)))

    def _more(self, table: Table, row: int, column: str, known: Collection[str]) -> Tree:
        """The further data in a cell. What another column says already (`known`) is reported."""
        text = table.text(row, column)
        found = mapping_in(text) if text else {}
        if found is None:
            self._report(table, row, column, "further-data-unreadable")
        for key in sorted((found or {}).keys() & set(known)):
            self._report(table, row, column, "two-values", {"column": MORE, "key": key})
        return {key: value for key, value in (found or {}).items() if key not in known}

    def _note(self, here: tuple[str | int, ...], row: int) -> Mapping[str, str]:
        """The text of a note, which is in the columns for help texts. Text in other columns is reported."""
        self._place_texts((*here, "text"), self.questions, row, "help")
        for column in self.questions.columns:
            own = column.startswith(("section", "kind", "label", "help")) or column in FURTHER
            if not own and self.questions.text(row, column):
                self._report_misplaced(row, column)
        text = self.questions.texts(row, "help")
        if not text:
            self._report(self.questions, row, f"help-{self.language}", "empty-cell")
        return text or dict.fromkeys(AUTHOR_LANGUAGES, PLACEHOLDER)

    def _report_misplaced(self, row: int, column: str) -> None:
        self._report(self.questions, row, column, "not-for-kind", {"kind": self.questions.text(row, "kind")})

    def _kind(self, row: int) -> str:
        """The kind, the ready scale or the ready matrix; empty if there is none, after reporting that."""
        written = self.questions.text(row, "kind")
        known, offered = kinds_understood(), kinds_in(self.language)
        if plain(written) in known:
            return known[plain(written)]
        others = other_kinds()
        if plain(written) in others and self.questions.text(row, CODE):  # it was written from a set
            return others[plain(written)]
        if plain(written) in others:
            self._report(self.questions, row, "kind", "kind-not-in-template", {"value": written})
        elif written:
            nearest = nearest_to(written, offered.values())
            self._report(self.questions, row, "kind", "not-in-list", {"value": written}, nearest=nearest)
        else:
            self._report(self.questions, row, "kind", "empty-cell")
        return ""

    def _short(self, row: int, label: Mapping[str, str]) -> Tree:
        short = one_line(self.questions.texts(row, "short"))
        made = {}
        for language, words in label.items():
            if len(words) > LONGEST_SHORT and language not in short:
                made[language] = shortened(words, LONGEST_SHORT)
                column = f"short-{language}"
                self._report(self.questions, row, column, "short-name-made", {"short": made[language]}, warning=True)
        if not short and not made:
            return {}
        # A short name in one language needs one in the other: there the question itself, which is short enough.
        others = {language: words for language, words in label.items() if len(words) <= LONGEST_SHORT}
        return {"short": others | made | short}

    def _flags(self, here: tuple[str | int, ...], row: int, kind: str) -> Tree:
        flags: Tree = {}
        if self._word(row, "required", FLAGS):
            flags["required"] = True
        if self.questions.text(row, "public") and self._word(row, "public", FLAGS) is not True:
            flags["public"] = False
            self.cells[*here, "public"] = self.questions.place(row, "public")
        reason = self._word(row, "reason", REASONS) or "none"
        if reason != "none" and (not kind or kind in WITH_REASON):
            flags["reason"] = reason
        elif reason != "none":
            self._report_misplaced(row, "reason")
        return flags

    def _word(self, row: int, column: str, words: Mapping[Any, str]) -> Any:
        """The key of `words` for a word from a list; None for an empty cell or another word, which is reported."""
        written = self.questions.text(row, column)
        known = understood(words)
        if not written or plain(written) in known:
            return known.get(plain(written))
        offered = [gettext(self.language, each) for each in words.values()]
        nearest = nearest_to(written, offered)
        self._report(self.questions, row, column, "not-in-list", {"value": written}, nearest=nearest)
        return None

    def _options(self, here: tuple[str | int, ...], row: int, kind: str) -> Tree:
        """The options in the form for the kind: options, steps, rows of a matrix, or the name of a ready scale."""
        scale = kind.removeprefix(MATRIX)
        named: Tree = {"scale": scale} if scale in READY_SCALES else {}
        if named:
            self.tree.setdefault("scales", {})[scale] = ready_scale(scale)
        written = {language: listed(self.questions.text(row, f"options-{language}")) for language in AUTHOR_LANGUAGES}
        column = next((f"options-{language}" for language in self._ordered() if written[language]), "")
        if kind not in LISTS:
            if column and kind:
                self._report_misplaced(row, column)
            return named
        name = LISTS[kind]
        if not column:
            self._report(self.questions, row, f"options-{self.language}", "empty-cell")
            return named | {name: [_option("a"), _option("b")]}
        self._compare(row, written)
        self.cells[*here, name] = self.questions.place(row, column)
        options = self._joined(written)
        codes = lines_of(self.questions.text(row, OPTION_CODES))
        if codes and len(codes) != len(options):
            counts = {"first": str(len(options)), "second": str(len(codes))}
            self._report(self.questions, row, OPTION_CODES, "codes-differ", counts)
        elif codes:
            options = [option | {"key": code} for option, code in zip(options, codes, strict=True)]
        separate = {}
        if name == "steps" and len(options) > 2 and is_no_position(options[-1]):
            separate = {"no_position": options.pop()}
        for index in range(len(options)):
            self._place_texts((*here, name, index, "label"), self.questions, row, "options")
        self._place_texts((*here, "no_position", "label"), self.questions, row, "options")
        return named | {name: [with_flags(option, kind) for option in options]} | separate

    def _compare(self, row: int, written: Mapping[str, Sequence[str]]) -> None:
        first, second = self._ordered()
        if written[first] and written[second] and len(written[first]) != len(written[second]):
            counts = {"first": str(len(written[first])), "second": str(len(written[second]))}
            self._report(self.questions, row, f"options-{second}", "options-differ", counts)

    def _joined(self, written: Mapping[str, Sequence[str]]) -> list[Tree]:
        """The options of both languages, line by line, with keys made from the words of the main language."""
        taken: list[str] = []
        options = []
        for index in range(max(len(lines) for lines in written.values())):
            label = {
                language: written[language][index] for language in AUTHOR_LANGUAGES if index < len(written[language])
            }
            taken.append(question_key(self._main(label), taken, otherwise="vaihtoehto"))
            options.append({"key": taken[-1], "label": label})
        return options

    def _ordered(self) -> list[str]:
        return list(self.tree["languages"])

    def _main(self, texts: Mapping[str, str]) -> str:
        """The text in the language of the template, or else in the other language."""
        return next((texts[language] for language in self._ordered() if texts.get(language)), "")

    def _place_texts(self, path: tuple[str | int, ...], table: Table, row: int, name: str) -> None:
        self.cells[path] = table.place(row, f"{name}-{self.language}")
        for language in AUTHOR_LANGUAGES:
            self.cells[*path, language] = table.place(row, f"{name}-{language}")

    def _report(  # noqa: PLR0913  # the place of a fault and its contents
        self,
        table: Table,
        row: int,
        column: str,
        code: str,
        words: Mapping[str, str] | None = None,
        *,
        nearest: str = "",
        warning: bool = False,
    ) -> None:
        cell = table.place(row, column)
        every = {**headings_in(self.language, HEADINGS), **headings_in(self.language, NAME_HEADINGS), **FURTHER}
        heading = table.headings.get(cell.column, "") if column in table.columns else every[column]
        said = {"where": heading, "heading": heading, **(words or {})}
        self.found.append(Fault(row, cell.column, code, "", said, nearest, warning, sheet=cell.sheet))


def _kind_in_set(kind: str) -> str:
    """The kind for a question set; the most usual one if no kind could be read."""
    return "matrix" if kind in READY_MATRICES else "scale" if kind in READY_SCALES else kind or USUAL_KIND


def _option(key: str) -> Tree:
    return {"key": key, "label": dict.fromkeys(AUTHOR_LANGUAGES, PLACEHOLDER)}


def _placeholder() -> Tree:
    return {"key": "x", "kind": USUAL_KIND, "label": dict.fromkeys(AUTHOR_LANGUAGES, PLACEHOLDER)}
