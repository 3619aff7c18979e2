"""No workbook, however broken, ends in anything else than a set or faults that can be described."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from survey.authoring.files import load_named
from survey.authoring.worksheets import ReadSheet
from survey.authoring.xlsform.fields import FIELDS, TYPES, UNSUPPORTED_COLUMNS, UNUSED_COLUMNS
from survey.authoring.xlsform.read import read_xlsform
from survey.authoring.xlsform.write import write_xlsform
from survey.questions.faults.fault import QuestionSetFaulty, describe
from survey.questions.kinds import KINDS
from survey.questions.load import load_file, set_files
from tests.authoring.xlsform.elsewhere import workbook
from tests.questions.whole_sets import QUICK, TRICKY
from tests.questions.written import FORMS

HEADERS = [
    "type", "name", "label", "label::Suomi (fi)", "label::sv", "hint", "hint::fi", "required", "relevant", "constraint",
    "appearance", "parameters", "repeat_count", "read_only", "x_kind", "x_key", "x_show_if", "x_more", "list_name",
    "list name", "x_specify", "x_no_position", "x_exclusive", "form_title", "form_id", "default_language", "x_schema",
    "x_languages", "x_title::fi", "x_short::fi", "", ":", "::", "label::", "x_", *UNSUPPORTED_COLUMNS, *UNUSED_COLUMNS,
    *(each.column for each in FIELDS),
]  # fmt: skip

CELLS = [
    "", "", "", "a", "b", "l", "yes", "no", "TRUE", "0", "1", "5", "-1.5", "1e5", "9" * 400, "fi sv", "fi", "details",
    "begin group", "begin_group", "end group", "begin repeat", "end_repeat", "begin loop", "end loop", "matrix",
    "group", "select_one l", "select_multiple l or_other", "select_one", "select one  l or_other", "table-list",
    "introduction", "multiline", "${a} = 'x'", "selected(${a}, 'yes')", "${a}", "${", "not(${a})", ". > 5",
    "string-length(.) <= 5", "not(selected(., 'a') and count-selected(.) > 1)", "start=1 end=5 step=1", "{}", "[",
    '{"key": 5}', '{"a": ["b"]}',
    '{"any_of": 3}', '{"any_of": [{"any_of": [4]}]}', "{" * 99, '{"show_if": {"a": {}}}', "NaN", "nan", "\x00",
    "\ud800", "\U0001f642", "None", *KINDS, *TYPES, *TRICKY,
]  # fmt: skip

_CELL = st.sampled_from(CELLS) | st.text(max_size=6)
_ROW = st.lists(_CELL, max_size=9).map(tuple)
_SHEET = st.builds(
    lambda header, rows: (tuple(header), *rows),
    st.lists(st.sampled_from(HEADERS), max_size=9),
    st.lists(_ROW, max_size=8),
)
_SHEETS = st.fixed_dictionaries(
    {"survey": _SHEET}, optional={"choices": _SHEET, "settings": _SHEET, "Taul1": _SHEET, "entities": _SHEET}
)


def ends_well(sheets: list[ReadSheet]) -> None:
    """The sheets give a set, or faults each of which can be described and placed."""
    try:
        loaded = read_xlsform(sheets, "tiedosto", draft=True)
        faults = loaded.warnings + loaded.advice
    except QuestionSetFaulty as faulty:
        faults = faulty.faults
        assert any(not fault.warning for fault in faults)
    for fault in faults:
        assert describe(fault, "fi")
        assert fault.sheet
        assert fault.line >= 1
        assert fault.column >= 1


@QUICK
@given(tables=_SHEETS)
def test_random_cells_give_a_set_or_faults(tables: dict[str, tuple[tuple[str, ...], ...]]) -> None:
    ends_well([ReadSheet(name, rows) for name, rows in tables.items()])


@cache
def _written() -> list[list[ReadSheet]]:
    sets = [load_file(path).question_set for path in set_files(FORMS)]
    return [
        [
            ReadSheet(sheet.name, (tuple(column.header for column in sheet.columns), *map(tuple, sheet.rows)))
            for sheet in write_xlsform(each)
        ]
        for each in sets
    ]


@QUICK
@given(data=st.data())
def test_a_form_in_which_cells_were_changed_gives_a_set_or_faults(data: st.DataObject) -> None:
    sheets = list(data.draw(st.sampled_from(_written())))
    for _ in range(data.draw(st.integers(min_value=1, max_value=3))):
        index = data.draw(st.integers(min_value=0, max_value=len(sheets) - 1))
        rows = [list(row) for row in sheets[index].rows]
        row = data.draw(st.sampled_from(rows)) if rows else []
        if row:
            row[data.draw(st.integers(min_value=0, max_value=len(row) - 1))] = data.draw(_CELL)
        removed = data.draw(st.none() | st.sampled_from(rows)) if rows else None
        if removed:
            rows.remove(removed)
        sheets[index] = ReadSheet(sheets[index].name, tuple(map(tuple, rows)))
    ends_well(sheets)


@QUICK
@given(data=st.data())
def test_a_file_in_which_bytes_were_changed_gives_a_set_or_faults(data: st.DataObject) -> None:
    parts = dict(_parts())
    name = data.draw(st.sampled_from(sorted(parts)))
    for _ in range(data.draw(st.integers(min_value=1, max_value=4))):
        part = parts[name]
        at, length = (data.draw(st.integers(min_value=0, max_value=most)) for most in (len(part), 4))
        parts[name] = part[:at] + data.draw(st.binary(max_size=3) | st.sampled_from(MARKUP)) + part[at + length :]
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for each, content in parts.items():
            package.writestr(each, content)
    try:
        load_named(target.getvalue(), "kysely.xlsx")
    except QuestionSetFaulty as faulty:
        for fault in faulty.faults:
            assert describe(fault, "sv")


MARKUP = [
    b"<",
    b">",
    b"</row>",
    b"<v>",
    b"9999999",
    b'"',
    b"&#0;",
    b"&amp;",
    b"&a;",
    b't="b"',
    b't="e"',
    b't="d"',
    b"-1",
]


@cache
def _parts() -> dict[str, bytes]:
    """The parts of a small workbook."""
    with ZipFile(BytesIO(workbook(_written()[0]))) as package:
        return {name: package.read(name) for name in package.namelist()}
