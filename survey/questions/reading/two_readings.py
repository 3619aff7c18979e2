"""Finds limits in YAML that can be read as two numbers: 10.000 is ten thousand in Finland and ten for YAML."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarfloat import ScalarFloat

from survey.questions.faults.fault import Fault
from survey.questions.faults.places import Path, Places
from survey.questions.kinds import KINDS
from survey.questions.kinds.number import shown_readings, two_readings

NUMBER_KEYS: Final = frozenset(key for kind in KINDS.values() for key in (*kind.upper_limits, *kind.lower_limits))
"""The keys whose values are numbers."""


def faults_of_numbers(tree: Any, places: Places) -> list[Fault]:
    """A fault for each limit in ruamel's tree that its author may have meant as another number than YAML reads."""
    return [
        places.fault(path, "number-in-two-ways", {"value": written, **shown_readings(readings)})
        for path, written in _numbers(tree, (), set())
        if (readings := two_readings(written))
    ]


def _numbers(node: Any, path: Path, seen: set[int]) -> Iterator[tuple[Path, str]]:
    """Yield every value of NUMBER_KEYS as it is written, with its path.

    `seen` has the nodes that were gone through already: what an alias repeats stands once in the file, and going
    through it at each alias would never end where one leads round in a circle, or take for ever where aliases of
    aliases of aliases mean milliards of values. A key that is no text is no key of a set, and so is what is below it:
    other checks refuse both.
    """
    if id(node) in seen or not isinstance(node, list | Mapping):
        return
    seen.add(id(node))
    for key, child in enumerate(node) if isinstance(node, list) else node.items():
        if not isinstance(key, str | int):
            continue
        if key in NUMBER_KEYS and isinstance(child, str | ScalarFloat):
            yield (*path, key), _as_written(child)
        else:
            yield from _numbers(child, (*path, key), seen)


def _as_written(value: str | ScalarFloat) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(RoundTripRepresenter().represent_data(value).value)
