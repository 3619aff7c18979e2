"""A file that somebody brings, whatever it is: a filled-in template, YAML, or something else; and pasted headings."""

from collections.abc import Callable, Mapping

from survey.authoring.authored import Authored
from survey.authoring.headings import MOST_HEADINGS, tree_of_headings
from survey.authoring.template_reading import load_template
from survey.authoring.worksheets import NotAWorkbook, read_sheets
from survey.authoring.yaml_text import write_yaml
from survey.questions.faults import Fault, QuestionSetFaulty
from survey.questions.load import Loaded, load_bytes, load_tree
from survey.questions.places import Path, Places

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_PACKAGES = (b"PK", bytes.fromhex("d0cf11e0a1b11ae1"))
"""How files of spreadsheets begin, those of today and those of before 2007."""


def read_upload(raw: bytes, source_name: str) -> Authored:
    """The question set in a file's bytes, as a draft, or every fault that keeps it from being one."""
    if raw.startswith(_PACKAGES) or source_name.lower().endswith(WORKBOOK_ENDINGS):
        return _authored(lambda: _load_workbook(raw))
    return _authored(lambda: load_bytes(raw, draft=True), written=raw)


def read_headings(title: Mapping[str, str], pasted: Mapping[str, str]) -> Authored:
    """Pasted headings as a question set. Raises HeadingsRefused.

    Its faults have no lines: nobody wrote the file that they would be lines of, and their words name the question.
    """
    tree = tree_of_headings(title, pasted)
    return _authored(lambda: load_tree(tree, _NoPlaces(tree), draft=True))


class _NoPlaces(Places):
    """Of a set that stands in no file: line 0, and in it the order of the questions."""

    def of(self, path: Path) -> tuple[int, int]:
        section, question = [*(step + 1 for step in path if isinstance(step, int)), 0, 0][:2]
        return 0, section * (MOST_HEADINGS + 1) + question


def _load_workbook(raw: bytes) -> Loaded:
    try:
        sheets = read_sheets(raw)
    except NotAWorkbook as error:
        raise QuestionSetFaulty([Fault(1, 1, "not-a-workbook", places={"reason": error.reason})]) from error
    return load_template(sheets, draft=True)


def _authored(load: Callable[[], Loaded], written: bytes = b"") -> Authored:
    """What was loaded, with the YAML that its author wrote, or else one made for it."""
    try:
        loaded = load()
    except QuestionSetFaulty as error:
        return Authored(None, "", error.faults)
    yaml = written.decode("utf-8-sig") if written else write_yaml(loaded.question_set)
    return Authored(loaded.question_set, yaml, sorted(loaded.warnings + loaded.advice))
