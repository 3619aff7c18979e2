"""A figure with its bound."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """The median of several runs in `unit`, and the most it may be."""

    median: float
    unit: str
    bound: float
    runs: int


def figure(runs: list[float], unit: str, bound: float) -> Figure:
    """The median of `runs` as a figure."""
    return Figure(median(runs), unit, bound, len(runs))
