"""Reads an XLSForm, written by this product or another one, as a question set.

What a question set cannot have is a fault at its cell: an error if the set would ask something else, a warning if
nothing essential is lost. Nothing is left out without one of the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from survey.authoring.language_names import language_code
from survey.authoring.located import At, split_cells
from survey.authoring.worksheets import ReadSheet
from survey.authoring.xlsform.cells import Node, Reading
from survey.authoring.xlsform.choices import read_choices
from survey.authoring.xlsform.columns import OF_CHOICES, OF_SETTINGS, OF_SURVEY, UNUSED_SETTINGS
from survey.authoring.xlsform.keys import as_set_key
from survey.authoring.xlsform.more import more_of
from survey.authoring.xlsform.paths import from_columns
from survey.authoring.xlsform.rows import nested
from survey.authoring.xlsform.sections import Sections, is_matrix
from survey.authoring.xlsform.table import Faults, Table, unknown_language
from survey.languages import AUTHOR_LANGUAGES
from survey.questions.faults.fault import QuestionSetFaulty
from survey.questions.faults.places import CellPlace
from survey.questions.load import Loaded, load_tree
from survey.questions.reading.typed_marks import typed_marks

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
OWN_SHEETS = frozenset({SURVEY, CHOICES, SETTINGS, "lists"})
UNSUPPORTED_SHEETS = frozenset({"external_choices", "entities", "osm", "cascades"})
KEY_WITHOUT_NAME = "form"


def is_xlsform(sheets: Sequence[ReadSheet]) -> bool:
    """Whether a workbook is meant as an XLSForm: whether it has the sheet `survey`."""
    return SURVEY in _by_name(sheets)


def sheets_of_form(sheets: Sequence[ReadSheet]) -> list[ReadSheet]:
    """The sheets that are read of an XLSForm."""
    by_name = _by_name(sheets)
    return [by_name[name] for name in (SURVEY, CHOICES, SETTINGS) if name in by_name]


def read_xlsform(sheets: Sequence[ReadSheet], name: str, *, draft: bool = False) -> Loaded:
    """The question set in a workbook's sheets. `name` (of the file) is used if the form has no title or id.

    Raises QuestionSetFaulty with every fault at its cell: what a question set cannot have, and all that `load_tree`
    finds.
    """
    faults, by_name = Faults(), _by_name(sheets)
    whole = CellPlace(by_name[SURVEY].name if SURVEY in by_name else SURVEY, 1, 1)
    if SURVEY not in by_name:
        faults.error("no-survey-sheet", whole, value=", ".join(sheet.name for sheet in sheets))
        raise QuestionSetFaulty(faults.found)
    _warn_of_other_sheets(sheets, faults)
    form = _Form(by_name, faults, name)
    tree, places = split_cells(form.node(), whole)
    marks = [] if form.is_own else typed_marks(tree, places)
    loaded = load_tree(tree, places, draft=draft, found=[*faults.found, *marks])
    return replace(loaded, keys_are_made=not form.is_own)


def _by_name(sheets: Sequence[ReadSheet]) -> dict[str, ReadSheet]:
    return {sheet.name.strip().lower(): sheet for sheet in reversed(sheets)}


def _warn_of_other_sheets(sheets: Sequence[ReadSheet], faults: Faults) -> None:
    for sheet in sheets:
        place, name = CellPlace(sheet.name, 1, 1), sheet.name.strip().lower()
        if name in UNSUPPORTED_SHEETS and sheet.rows:
            faults.error("sheet-not-said", place, value=sheet.name)
        elif name not in OWN_SHEETS and sheet.rows:
            faults.warn("sheet-not-read", place, value=sheet.name)


class _Form:
    """Reads the three sheets, settings first, because they contain the language of labels without one."""

    def __init__(self, by_name: Mapping[str, ReadSheet], faults: Faults, name: str) -> None:
        self._faults, self._name = faults, name
        self._settings, self._survey, self._choices = (
            Table(by_name[sheet], faults, known) if sheet in by_name else None
            for sheet, known in ((SETTINGS, OF_SETTINGS), (SURVEY, OF_SURVEY), (CHOICES, OF_CHOICES))
        )
        self._row = next(iter(self._settings.rows()), None) if self._settings else None

    @property
    def is_own(self) -> bool:
        """Whether the product wrote the form: its texts then are meant as they are."""
        return self._text("x_schema") != ""

    def node(self) -> Node:
        """The tree of the set, each value with its cell."""
        survey = self._survey
        if survey is None:
            raise ValueError("read_xlsform looks for the sheet first.")
        self._read_default_language(survey)
        languages = self._languages(survey)
        lists = read_choices(self._choices, self._faults)
        form = Reading(self._faults, lists, languages, own=self.is_own)
        items = nested(survey)
        form.learn_names(items, lambda item: is_matrix(item, form))
        node: Node = {"schema": self._schema(), "key": self._key(), "languages": languages}
        title = self._title(languages)
        sections = Sections(form, title)
        sections.add(items)
        node["title"] = title
        if sections.introduction:
            node["introduction"] = sections.introduction
        node["sections"] = sections.nodes
        if self._row:
            node |= from_columns(self._row, node)
            node |= more_of(self._row, node)
        self._warn_of_unused(form)
        return node

    def _text(self, name: str) -> str:
        return self._row.text(name) if self._row else ""

    def _place(self, name: str) -> CellPlace:
        return self._row.place(name) if self._row else CellPlace(SURVEY, 1, 1)

    def _read_default_language(self, survey: Table) -> None:
        """Find the language of texts whose column has no language.

        It is the form's default language, or else the first author language that has no column.
        """
        given = self._text("default_language")
        tables = [table for table in (survey, self._choices, self._settings) if table]
        default = language_code(given, self._text("x_languages").split())
        if given and not default and given.lower() != "default":
            unknown_language(given, self._place("default_language"), self._faults)
        if not default and (survey.without_language("label") or survey.without_language("hint")):
            named = set(survey.languages("label"))
            default = next((language for language in AUTHOR_LANGUAGES if language not in named), "")
            column = next((column for column in survey.named("label") if not column.language), None)
            place = survey.cell(1, column.number if column else 1)
            if default:
                self._faults.warn("language-assumed", place, language=default)
            else:
                self._faults.error("unknown-language", place, value="label")
        for table in tables:
            table.default_language, table.listed = default, self._text("x_languages").split()

    def _languages(self, survey: Table) -> list[str]:
        listed = self._text("x_languages").split()
        if listed:
            return listed
        tables = [table for table in (survey, self._choices) if table]
        found = [code for name in ("label", "hint") for table in tables for code in table.languages(name) if code]
        if survey.default_language in found:
            found.insert(0, survey.default_language)
        return list(dict.fromkeys(found))

    def _schema(self) -> At | int:
        text = self._text("x_schema")
        return At(int(text) if text.isdecimal() and len(text) < 5 else text, self._place("x_schema")) if text else 1

    def _key(self) -> At:
        given = self._text("form_id")
        if given:
            return At(given if self._text("x_schema") else as_set_key(given) or given, self._place("form_id"))
        return At(as_set_key(self._name) or KEY_WITHOUT_NAME, self._place("form_id"))

    def _title(self, languages: Sequence[str]) -> At:
        own = self._row.texts("x_title") if self._row else None
        place = self._place("form_title")
        if own:
            return own
        given = self._text("form_title")
        if not given:
            self._faults.warn("title-of-file", place, value=self._name)
        elif len(languages) > 1:
            self._faults.warn("title-in-one-language", place, value=given)
        return At({language: At(given or self._name, place) for language in languages}, place)

    def _warn_of_unused(self, form: Reading) -> None:
        """What nobody asked for: columns, settings, lists."""
        if self._settings:
            for row in self._settings.rows()[1:]:
                self._faults.warn("row-not-read", row.place())
        for name in UNUSED_SETTINGS:
            if self._row and self._row.text(name):
                text = self._row.text(name)
                self._faults.warn("cell-not-used", self._row.place(name), column=name, value=text)
        for name, found in form.lists.items():
            if name not in form.used_lists:
                place = found.all_options()[0].cell
                self._faults.warn("list-not-used", place, value=name)
        for table in (self._survey, self._choices, self._settings):
            if table:
                table.tell_of_rows_left_out()
                _ask_for_every_known_column(table)
                table.check_columns()


def _ask_for_every_known_column(table: Table) -> None:
    """Columns that are known although no row of the form needed them are no unknown ones."""
    for name in ("name", "type", "label", "repeat_count", "x_key", "x_title", "form_title", "relevant", "required"):
        table.named(name)
