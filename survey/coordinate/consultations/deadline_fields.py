"""What is wrong with a deadline that was typed in two fields, in the page's language."""

from survey.operations.consultations.typed_moments import clock_fault, day_fault
from survey.web.language import page_language


def deadline_faults(day: str, clock: str) -> tuple[str, str]:
    """Return what is wrong with the typed day, and with the typed time of day; each empty if nothing is."""
    language = page_language()
    faults = (day_fault(day), clock_fault(day, clock))
    in_day, in_clock = (fault.words(language) if fault else "" for fault in faults)
    return in_day, in_clock
