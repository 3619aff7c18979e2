"""Measure, and say on what: CPU time of the server or the command, medians, never wall time."""

import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import click

from tests.benchmarks import pages, sets, tables, workbooks

BENCHMARKS = {**sets.BENCHMARKS, **pages.BENCHMARKS, **workbooks.BENCHMARKS, **tables.BENCHMARKS}

LIBRARIES = ("Flask", "WTForms", "SQLAlchemy", "pydantic", "ruamel.yaml", "openpyxl", "isal", "XlsxWriter")


@click.command()
@click.option("--only", type=click.Choice(sorted(BENCHMARKS)), multiple=True, help="Measure this; may be repeated.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures here too.")
def main(only: tuple[str, ...], target: Path | None) -> None:
    """Measure what pages, question sets and workbooks cost."""
    machine = {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors",
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }
    click.echo(", ".join(f"{name} {words}" for name, words in machine.items()))
    figures = {}
    for name in only or BENCHMARKS:
        figure = BENCHMARKS[name]()
        figures[name] = figure.__dict__
        click.echo(f"{name}: {figure.median:.2f} {figure.unit} (bound {figure.bound:g}), {figure.runs} runs")
    if target:
        target.write_text(json.dumps({"machine": machine, "figures": figures}, indent=2) + "\n", encoding="utf-8")
    sys.exit(any(figure["median"] > figure["bound"] for figure in figures.values()))


if __name__ == "__main__":
    main()
