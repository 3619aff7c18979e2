"""How far the making of a file has come, in whole percents, told while it is made."""

from collections.abc import Callable

ALMOST = 99
"""What is told at most: a file is done when it is there, counted and on disk, and not before."""


class Progress:
    """The share of the expected work that is done. One unit of work is one statement gone through once.

    `tell` is called with each percent that is new, from 0 to 99, and never with a smaller one. A file is made in
    several `passes` over the statements; their number may be an estimate, since nothing but the percents depends on it.
    """

    def __init__(self, tell: Callable[[int], None], passes: float = 1) -> None:
        self._tell, self._passes = tell, passes
        self._expected, self._done, self._told = 0.0, 0.0, -1

    def expect(self, statements: int) -> None:
        """So many statements will be gone through."""
        self._expected = statements * self._passes

    def step(self, units: float = 1) -> None:
        """So much has been done."""
        self._done += units
        percent = min(ALMOST, int(100 * self._done / self._expected)) if self._expected else 0
        if percent > self._told:
            self._told = percent
            self._tell(percent)


def without_progress() -> Progress:
    """Progress that nobody follows."""
    return Progress(lambda percent: None)
