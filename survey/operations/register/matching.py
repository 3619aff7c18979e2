"""Which organisation of the register a row or a name means: by its business ID, and without one by its name.

What can be read in two ways is refused with both.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from sqlalchemy.orm import Session

from survey.languages import mark as _
from survey.operations.register.entries import Fault
from survey.operations.register.row_files import comparable
from survey.store.register.organisations import Registered, RegisterFilters, registered


class NotClear(Exception):
    """Two organisations are meant, or none that could be. `fault`: a message, and what fills its places."""

    def __init__(self, message: str, **places: object) -> None:
        super().__init__(message)
        self.fault: Fault = (message, places)


class Known:
    """The organisations of the register by business ID and by name."""

    def __init__(self, entries: Iterable[Registered]) -> None:
        self._by_business_id: dict[str, Registered] = {}
        self._by_name: defaultdict[str, list[Registered]] = defaultdict(list)
        self._names: dict[str, str] = {}
        for each in entries:
            if each.business_id:
                self._by_business_id[each.business_id] = each
            for name in each.name.values():
                self._names.setdefault(comparable(name), name)
            for key in {comparable(name) for name in each.name.values()}:
                self._by_name[key].append(each)

    def with_business_id(self, business_id: str) -> Registered | None:
        """The organisation with this business ID, if there is one."""
        return self._by_business_id.get(business_id)

    def named(self, names: Iterable[str]) -> list[Registered]:
        """Every organisation that has one of these names, each once."""
        return list({each.id: each for name in names for each in self._by_name.get(comparable(name), ())}.values())

    def nearest_name(self, name: str) -> str:
        """The name in the register that was probably meant, or an empty text."""
        near = get_close_matches(comparable(name), list(self._names), n=1, cutoff=0.75)
        return self._names[near[0]] if near else ""


def known_in(session: Session) -> Known:
    """Read the whole register. One query."""
    return Known(registered(session, RegisterFilters(), language="fi"))


def meant_by(known: Known, business_id: str, names: Sequence[str]) -> Registered | None:
    """Return the organisation that these mean, or None for one that is not in the register. Raises NotClear."""
    by_id, by_name = known.with_business_id(business_id), known.named(names)
    if by_id and by_name and by_id.id not in {each.id for each in by_name}:
        raise NotClear(
            _("The business ID is of “%(one)s”, and the name of “%(other)s”. Correct one of them."),
            one=name_of(by_id),
            other=names_of(by_name),
        )
    if by_id:
        return by_id
    if len(by_name) > 1:
        raise NotClear(
            _("The name fits several organisations: %(several)s. Give the business ID."), several=names_of(by_name)
        )
    if by_name and business_id and by_name[0].business_id:
        raise NotClear(
            _("The register has this name as “%(other)s”. Correct the business ID, or the name if it is another one."),
            other=name_of(by_name[0]),
        )
    return by_name[0] if by_name else None


def name_of(entry: Registered) -> str:
    """An organisation as messages name it: its names, and its business ID if it has one."""
    names = " / ".join(dict.fromkeys(entry.name.values()))
    return f"{names} ({entry.business_id})" if entry.business_id else names


def names_of(entries: Iterable[Registered]) -> str:
    """Several organisations as messages name them."""
    return " · ".join(name_of(each) for each in entries)
