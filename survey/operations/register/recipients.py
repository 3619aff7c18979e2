"""Choosing recipients from the register: by list, group and part of the name, or by pasted names."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from survey.languages import mark as _
from survey.languages import search_key
from survey.operations.consultations.addressees import INVITED_ALREADY, Addressee, AddresseesRefused
from survey.operations.register.matching import NotClear, known_in, meant_by
from survey.operations.register.pasted_names import find_pasted
from survey.operations.register.row_files import RowFault, comparable
from survey.store.register.organisations import Registered, RegisterFilters, registered, registered_ids_invited


@dataclass(frozen=True)
class RecipientChoice:
    """Whom to choose: all that fit the list, the group and the part of a name that are given; or those whose names
    were pasted.
    """

    list_id: int | None = None
    group: str = ""
    search: str = ""
    names: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is given, so that nobody is chosen."""
        return self.list_id is None and not self.group and not self.search.strip() and not self.names.strip()

    @property
    def is_double(self) -> bool:
        """Whether names were pasted besides something else, which could be read in two ways."""
        return bool(self.names.strip()) and not replace(self, names="").is_empty


@dataclass(frozen=True)
class ChosenRecipients:
    """Who was chosen; and how many were left out because they have been invited already, or are not in use."""

    addressees: Sequence[Addressee]
    invited: int = 0
    not_in_use: int = 0


def choose_recipients(
    session: Session,
    choice: RecipientChoice,
    *,
    invited_ids: Collection[int] = (),
    invited_names: Iterable[Mapping[str, str]] = (),
) -> ChosenRecipients:
    """Return the organisations of the register that are chosen, sorted by name, as they can be invited.

    Those that are invited already, by their id or one of their names, and those that are not in use are left out and
    counted. Raises RowsRefused for pasted names that are not in the register or not clear.
    """
    if choice.is_empty:
        return ChosenRecipients(())
    if choice.names.strip():
        found = find_pasted(known_in(session), choice.names)
    else:
        search = " ".join(choice.search.split())
        filters = RegisterFilters(search_key(search) if search else "", choice.group, list_id=choice.list_id)
        found = registered(session, filters, language="fi")
    names = {comparable(name) for each in invited_names for name in each.values()}
    left = [
        each for each in found if each.id not in invited_ids and names.isdisjoint(map(comparable, each.name.values()))
    ]
    used = [each for each in left if each.in_use]
    return ChosenRecipients([addressee_of(each) for each in used], len(found) - len(left), len(left) - len(used))


def addressee_of(entry: Registered, *, is_registered: bool = True) -> Addressee:
    """An organisation as it is invited; one that is not in the register has no id of it."""
    language, _blank, second = entry.languages.partition(" ")
    return Addressee(
        name=entry.name,
        group=entry.group,
        language=language,
        email=entry.email,
        second_language=second,
        further_emails=entry.further_emails,
        business_id=entry.business_id,
        registered_id=entry.id if is_registered else None,
    )


def linked(session: Session, addressees: Sequence[Addressee], *, consultation_id: int | None = None) -> list[Addressee]:
    """Return these addressees, those that are in the register with its id: by business ID, otherwise by a name that
    only one organisation has. One whose business ID and name mean different organisations is left without.

    Raises AddresseesRefused if two of them are the same organisation of the register under different names, or one has
    been invited to this consultation under another name: it would get two links and could answer twice.
    """
    known = known_in(session)

    def one(addressee: Addressee) -> Addressee:
        try:
            found = meant_by(known, addressee.business_id, list(addressee.name.values()))
        except NotClear:
            return addressee
        return replace(addressee, registered_id=found.id) if found else addressee

    found = [one(each) for each in addressees]
    invited = registered_ids_invited(session, consultation_id) if consultation_id is not None else set()
    faults = list(_met_again(found, invited))
    if faults:
        raise AddresseesRefused(faults, rows=len(found))
    return found


def _met_again(addressees: Sequence[Addressee], invited: Collection[int]) -> Iterator[RowFault]:
    met: dict[int, Addressee] = {}
    for each in addressees:
        if each.registered_id is None:
            continue
        name = next(iter(each.name.values()))
        if each.registered_id in invited:
            yield RowFault(0, INVITED_ALREADY, {"name": name})
        elif each.registered_id in met:
            other = next(iter(met[each.registered_id].name.values()))
            message = _("“%(name)s” and “%(other)s” are the same organisation in the register.")
            yield RowFault(0, message, {"name": name, "other": other})
        met[each.registered_id] = each
