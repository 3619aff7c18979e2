"""Question sets that come with the service, in the folder `forms`, to which an installation can add its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from survey.authoring.uploads import read_upload
from survey.questions.load import set_files
from survey.questions.question_set import QuestionSet

READY_SETS = Path(__file__).resolve().parents[3] / "forms"


@dataclass(frozen=True)
class ReadySet:
    """A set of the folder. `name`: that of its file, without “.yaml”."""

    name: str
    question_set: QuestionSet


@cache
def ready_sets(folder: Path = READY_SETS) -> Mapping[str, ReadySet]:
    """The sets in `folder`, by name. A file with errors is not among them: `check` says what is wrong with it.

    The files are read once in a process (0.2 seconds a set): what is added to the folder is seen after a restart.
    """
    read = {path.stem: read_upload(path.read_bytes(), path.name).question_set for path in set_files(folder)}
    return {name: ReadySet(name, question_set) for name, question_set in read.items() if question_set is not None}
