"""Faults that are kept come back as they were found, in whatever language they are then said."""

from survey.questions.faults.as_json import faults_as_json, faults_from_json
from survey.questions.faults.fault import Fault, describe


def test_a_kept_fault_is_the_same_fault() -> None:
    faults = [
        Fault(3, 5, "unknown-key", "sections.1.titel", {"key": "titel"}, "title", keys=("osio",)),
        Fault(2, 1, "language-missing", "title", {"language": "sv", "where": "Nimi “x”"}, warning=True, sheet="1 Nimi"),
    ]
    kept = faults_from_json(faults_as_json(faults))
    assert kept == faults
    for before, after in zip(faults, kept, strict=True):
        assert (after.places, after.nearest, after.warning, after.keys, after.at) == (
            before.places,
            before.nearest,
            before.warning,
            before.keys,
            before.at,
        )
        assert describe(after, "sv") == describe(before, "sv") != describe(before, "fi")
