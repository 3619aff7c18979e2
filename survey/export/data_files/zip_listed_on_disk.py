"""A zip of any number of files in the same memory: zipfile keeps its list of them there, written and read."""

from typing import Any
from zipfile import ZipFile

from survey.export.statements.spooled_list import SpooledList


class ListedOnDisk(ZipFile):
    """A zip whose own list of its files is on disk, so that a zip of any number of files takes the same memory.

    zipfile keeps an object of a kilobyte for each file as long as the zip is open (`filelist`), and all of them once
    more by name (`NameToInfo`). Here the first is a list on disk, and nothing is found by name: `open` takes what
    `infolist` gives. Were the names another, the zip would be whole, and memory would grow, which a test sees.
    """

    _listed: SpooledList[Any]

    @property
    def filelist(self) -> Any:
        """The files of the zip, in order."""
        return self._listed

    @filelist.setter
    def filelist(self, _empty: list[Any]) -> None:
        self._listed = SpooledList()

    @property
    def NameToInfo(self) -> Any:  # noqa: N802  # zipfile's own name
        """The files by name: none of them."""
        return _Forgetful()

    @NameToInfo.setter
    def NameToInfo(self, _empty: dict[str, Any]) -> None:  # noqa: N802  # zipfile's own name
        pass


class _Forgetful(dict[str, Any]):
    """Keeps nothing."""

    def __setitem__(self, name: str, entry: Any) -> None:
        pass
