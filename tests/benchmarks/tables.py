"""What the plain table costs beside XlsxWriter writing the same cells, and how much memory each form takes."""

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from statistics import median

from survey.operations.exports.formats import FORMATS
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.rounds import filled_round
from tests.databases import sqlite_database

FEW, MANY, MOST = 300, 3_000, 30_000
SIZES = (FEW, MANY, MOST)
RUNS = {FEW: 5, MANY: 3, MOST: 1}

WRITER_AT_MOST, WHOLE_AT_MOST, LINEAR, GROWTH = 0.6, 0.8, 1.1, 20


@cache
def folder_of(statements: int) -> Path:
    """A folder with a database that has a round of so many statements."""
    folder = Path(tempfile.mkdtemp(prefix="kuulolla-benchmarks-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = sqlite_database(folder)
    with database.writing() as session:
        filled_round(session, statements)
    database.close()
    return folder


def written(what: str, statements: int) -> dict[str, float]:
    """CPU seconds (`cpu`) and peak memory in MB (`peak`) of one writing, in a process of its own."""
    folder = folder_of(statements)
    command = [sys.executable, "-m", "tests.benchmarks.writing", what, str(statements), str(folder), str(folder_of(1))]
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603  # our own module
    (folder / f"{what}.written").unlink()
    told: dict[str, float] = json.loads(done.stdout)
    return told


@cache
def _cpu(what: str, statements: int) -> float:
    return median(written(what, statements)["cpu"] for _run in range(RUNS[statements]))


def _ratio(what: str, statements: int, bound: float, words: str) -> Figure:
    ratio = _cpu(what, statements) / _cpu("theirs", statements)
    whole = f"of XlsxWriter's CPU ({_cpu('theirs', statements):.2f} s): {words}, {statements} statements"
    return Figure(ratio, whole, bound, RUNS[statements])


def _linear() -> Figure:
    ratio = (_cpu("table", MOST) / MOST) / (_cpu("table", MANY) / MANY)
    return figure([ratio], f"of the CPU per row at {MANY} is that at {MOST}", LINEAR)


def _growth(form: str) -> Figure:
    peaks = [written(form, size)["peak"] for size in (FEW, MANY, MOST)]
    told = ", ".join(f"{peak:.0f}" for peak in peaks)
    return figure([max(peaks) - peaks[0]], f"MB more at most than with {FEW}: {form} takes {told} with {SIZES}", GROWTH)


BENCHMARKS: Mapping[str, Callable[[], Figure]] = {
    **{
        f"writer-{size}": partial(_ratio, "ours", size, WRITER_AT_MOST, "the writer alone, with its counting")
        for size in SIZES
    },
    **{
        f"table-{size}": partial(_ratio, "table", size, WHOLE_AT_MOST, "from the database to the closed file")
        for size in SIZES
    },
    "linear": _linear,
    **{f"memory-{form}": partial(_growth, form) for form in FORMATS},
}
