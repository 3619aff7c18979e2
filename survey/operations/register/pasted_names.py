"""Finding the organisations of the register whose names were pasted, one a line."""

from collections.abc import Sequence

from survey.languages import mark as _
from survey.operations.register.matching import Known, NotClear, meant_by
from survey.operations.register.row_files import RowFault, RowsRefused
from survey.questions.kinds.business_id import as_business_id
from survey.questions.text import clean_text
from survey.store.register.organisations import Registered

MOST_NAMES = 2_000
"""Lines that are looked for at a time."""

MOST_WITH_NEAREST = 20
"""Names that are not found for which the nearest one is looked for: that takes long in a large register."""


def find_pasted(known: Known, pasted: str) -> list[Registered]:
    """Return the organisations whose names, in either language, or business IDs are on these lines; each once.

    Raises RowsRefused with every line that is not found, with the nearest name, or fits several organisations.
    """
    lines = [" ".join(line.split()) for line in clean_text(pasted).text.split("\n")]
    if len(lines) > MOST_NAMES:
        raise RowsRefused([RowFault(0, _("At most %(most)s names can be looked for at a time."), {"most": MOST_NAMES})])
    found: dict[int, Registered] = {}
    faults: list[RowFault] = []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            one = _found(known, line)
        except NotClear as unclear:
            faults.append(RowFault(number, *unclear.fault))
            continue
        if one:
            found[one.id] = one
        else:
            faults.append(_not_found(known, number, line, faults))
    if faults:
        raise RowsRefused(faults)
    return list(found.values())


def _found(known: Known, line: str) -> Registered | None:
    business_id = as_business_id(line)
    return known.with_business_id(business_id) if business_id else meant_by(known, "", [line])


def _not_found(known: Known, number: int, line: str, before: Sequence[RowFault]) -> RowFault:
    near = known.nearest_name(line) if len(before) < MOST_WITH_NEAREST else ""
    if near:
        message = _("“%(name)s” is not in the register. Did you mean “%(near)s”?")
        return RowFault(number, message, {"name": line, "near": near})
    return RowFault(number, _("“%(name)s” is not in the register."), {"name": line})
