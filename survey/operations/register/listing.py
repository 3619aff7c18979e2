"""The register as a list by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.store.register.organisations import Registered, RegisterFilters, number_registered, registered

ROWS_OF_A_PAGE = 50


@dataclass(frozen=True)
class RegisterPage:
    """One page of the list: its rows, the number of all that the filters find, and which page of how many this is."""

    rows: Sequence[Registered]
    number: int
    page: int
    pages: int


def list_register(
    session: Session, filters: RegisterFilters, *, language: str, order: str = "name", page: int = 1
) -> RegisterPage:
    """Return one page of the organisations that the filters find; the last page if there are fewer."""
    number = number_registered(session, filters)
    last = max(1, -(-number // ROWS_OF_A_PAGE))
    page = min(max(page, 1), last)
    skipped = (page - 1) * ROWS_OF_A_PAGE
    rows = registered(session, filters, language=language, order=order, most=ROWS_OF_A_PAGE, skipped=skipped)
    return RegisterPage(rows, number, page, last)
