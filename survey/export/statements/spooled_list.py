"""Many records of one kind: a few stay in memory, the others go to a temporary file, which is deleted with the list."""

import pickle
import weakref
from array import array
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Generic, TypeVar

MOST_IN_MEMORY = 2_000
"""Records, of some kilobytes each: an ordinary consultation never needs the file."""

Record = TypeVar("Record")


class SpooledList(Generic[Record]):
    """Records by their position, from 0, in the order in which they were put there."""

    def __init__(self, records: Iterable[Record] = (), most_in_memory: int = MOST_IN_MEMORY) -> None:
        self._most = most_in_memory
        self._in_memory: list[Record] = []
        self._starts = array("q")
        self._file = TemporaryFile(prefix="kuulolla-export-")  # noqa: SIM115  # open as long as the list is used
        weakref.finalize(self, self._file.close)
        self._end = 0
        for record in records:
            self.append(record)

    def __len__(self) -> int:
        return len(self._in_memory) + len(self._starts)

    def __iter__(self) -> Iterator[Record]:
        return (self[position] for position in range(len(self)))

    def __getitem__(self, position: int) -> Record:
        if position < len(self._in_memory):
            return self._in_memory[position]
        self._file.seek(self._starts[position - len(self._in_memory)])
        record: Record = pickle.load(self._file)  # noqa: S301  # nobody else can write to this file
        return record

    def append(self, record: Record) -> None:
        """Add one record at the end."""
        if len(self._in_memory) < self._most:
            self._in_memory.append(record)
            return
        self._file.seek(self._end)
        pickle.dump(record, self._file, pickle.HIGHEST_PROTOCOL)
        self._starts.append(self._end)
        self._end = self._file.tell()
