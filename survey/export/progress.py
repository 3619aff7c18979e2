"""The progress of making a file, reported in percents (whole numbers) while the file is made."""

from collections.abc import Callable

ALMOST = 99
"""The highest percent that is reported. 100 would mean that the file is complete, counted and on disk."""


class Progress:
    """The share of the expected work that is done. One unit of work is one reading of one statement.

    `tell` is called with the percent (a whole number from 0 to 99) each time it grows, and never with a smaller number
    than before. `passes` is how many times all statements are read to make the file. It may be an estimate, because
    only the percents depend on it.
    """

    def __init__(self, tell: Callable[[int], None], passes: float = 1) -> None:
        self._tell, self._passes = tell, passes
        self._expected, self._done, self._told = 0.0, 0.0, -1

    def expect(self, statements: int) -> None:
        """Set how many statements there are. Until this is called the progress stays at 0 percent."""
        self._expected = statements * self._passes

    def step(self, units: float = 1) -> None:
        """Add `units` of work that is done, and report the percent if it has grown."""
        self._done += units
        percent = min(ALMOST, int(100 * self._done / self._expected)) if self._expected else 0
        if percent > self._told:
            self._told = percent
            self._tell(percent)


def without_progress() -> Progress:
    """A `Progress` that reports to nobody, for callers that do not show progress."""
    return Progress(lambda percent: None)
