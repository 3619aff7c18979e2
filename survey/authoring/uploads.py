"""What coordinators upload or paste on a page: a file of any kind, or headings."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from survey.authoring.authored import Authored
from survey.authoring.files import WORKBOOKS, load_named
from survey.authoring.headings import MOST_HEADINGS, tree_of_headings
from survey.authoring.yaml_text import write_yaml
from survey.questions.faults.fault import Fault, QuestionSetFaulty
from survey.questions.faults.places import Path as Steps
from survey.questions.faults.places import Places
from survey.questions.load import Loaded, load_tree

MOST_FAULTS = 500
"""The most faults that are shown for one file. A file with more is of another kind, or has one mistake in every row."""

NOT_LISTED = "not-listed"
"""The code of the fault that says how many others there are."""

NOTHING_READ = frozenset({"unreadable", "not-a-workbook"})
DOCUMENTS = frozenset({".docx", ".doc", ".odt", ".rtf", ".pdf"})

_PACKAGES = (b"PK", bytes.fromhex("d0cf11e0a1b11ae1"))
"""How files of spreadsheets begin: those of today (zip), and those from before 2007."""


def read_upload(raw: bytes, source_name: str) -> Authored:
    """The question set in the bytes of a file, as a draft, or all faults that prevent it from being one."""
    if not raw.startswith(_PACKAGES):
        is_workbook = Path(source_name).suffix.lower() in WORKBOOKS
        return _authored(lambda: load_named(raw, source_name, draft=True), written=b"" if is_workbook else raw)
    name = source_name if Path(source_name).suffix.lower() in WORKBOOKS else f"{source_name}.xlsx"
    return _authored(lambda: load_named(raw, name, draft=True))


def why_not_read(authored: Authored) -> Fault | None:
    """The fault of a file from which nothing could be read and nothing can be kept; None for other files."""
    if authored.question_set is not None or len(authored.faults) != 1:
        return None
    [fault] = authored.faults
    return fault if fault.code in NOTHING_READ and (fault.line, fault.column) == (1, 1) else None


def is_document(source_name: str) -> bool:
    """Whether the name is that of a text document, which people sometimes upload instead of the template."""
    return Path(source_name).suffix.lower() in DOCUMENTS


def read_headings(title: Mapping[str, str], pasted: Mapping[str, str]) -> Authored:
    """The question set for pasted headings. Raises HeadingsRefused.

    Its faults have no line numbers, because there is no file. Their messages name the question.
    """
    tree = tree_of_headings(title, pasted)
    return _authored(lambda: load_tree(tree, _NoPlaces(tree), draft=True))


class _NoPlaces(Places):
    """Places of a set without a file: line 0, and a column that sorts faults in the order of the questions."""

    def of(self, path: Steps) -> tuple[int, int]:
        section, question = [*(step + 1 for step in path if isinstance(step, int)), 0, 0][:2]
        return 0, section * (MOST_HEADINGS + 1) + question


def most_important(faults: Sequence[Fault]) -> list[Fault]:
    """At most MOST_FAULTS of the faults, errors before warnings; the last then says how many are left out."""
    if len(faults) <= MOST_FAULTS:
        return list(faults)
    by_weight = sorted(faults, key=lambda fault: fault.warning)
    kept, left = by_weight[: MOST_FAULTS - 1], by_weight[MOST_FAULTS - 1 :]
    errors = sum(not fault.warning for fault in left)
    words = {"errors": str(errors), "warnings": str(len(left) - errors)}
    return [*sorted(kept), Fault(1, 1, NOT_LISTED, places=words, warning=not errors)]


def not_listed(authored: Authored) -> int:
    """How many errors are left out of the faults."""
    return sum(int(fault.places["errors"]) for fault in authored.faults if fault.code == NOT_LISTED)


def _authored(load: Callable[[], Loaded], written: bytes = b"") -> Authored:
    """The loaded set with the YAML in `written`, or, if that is empty, with YAML made from the set."""
    try:
        loaded = load()
    except QuestionSetFaulty as error:
        return Authored(None, "", most_important(error.faults))
    yaml = written.decode("utf-8-sig") if written else write_yaml(loaded.question_set)
    faults = sorted(loaded.warnings + loaded.advice)
    return Authored(loaded.question_set, yaml, faults, keys_are_made=loaded.keys_are_made)
