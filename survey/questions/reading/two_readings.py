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
        for path, written in _numbers(tree, (), frozenset())
        if (readings := two_readings(written))
    ]


def _numbers(node: Any, path: Path, above: frozenset[int]) -> Iterator[tuple[Path, str]]:
    """Yield every value of NUMBER_KEYS as it is written, with its path.

    `above` has the nodes that `node` is in: an alias of one of them would lead round in a circle. A key that is no text
    is no key of a set, and so is what is below it: other checks refuse both.
    """
    if id(node) in above:
        return
    within = above | {id(node)}
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from _numbers(child, (*path, index), within)
    elif isinstance(node, Mapping):
        for key, child in node.items():
            if not isinstance(key, str):
                continue
            if key in NUMBER_KEYS and isinstance(child, str | ScalarFloat):
                yield (*path, key), _as_written(child)
            else:
                yield from _numbers(child, (*path, key), within)


def _as_written(value: str | ScalarFloat) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(RoundTripRepresenter().represent_data(value).value)
