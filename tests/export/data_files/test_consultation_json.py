"""The JSON of a consultation: a line for each organisation, and counted before anybody gets it."""

import json
from io import BytesIO
from typing import Any

import pytest

from survey.export.data_files import consultation_json
from survey.export.data_files.consultation_json import (
    FileIncomplete,
    Head,
    WrittenConsultation,
    WrittenOrganisation,
    WrittenRevision,
    read_consultation,
    write_consultation,
)
from tests.export.rounds import EXPORTED, OPENED

DIGEST = "a" * 64
HEAD = Head(
    exported_at=EXPORTED,
    exported_by="Maija",
    contact_details=False,
    consultation=WrittenConsultation(
        key="yksi",
        issuer={"fi": "Ministeriö"},
        diary_number="VN/1/2026",
        contact_name="Ville",
        contact_email="ville@example.fi",
        opened_at=OPENED,
        deadline=EXPORTED,
        structure_digest=DIGEST,
        text_digest=DIGEST,
        text_revisions=(WrittenRevision(number=1, at=OPENED, text_digest=DIGEST, question_set={"key": "yksi"}),),
    ),
)


def organisation(name: str) -> WrittenOrganisation:
    plain: dict[str, Any] = dict.fromkeys(("opened_at", "own_deadline", "email"))
    return WrittenOrganisation(
        name={"fi": name}, group="municipality", language="fi", sent_at=OPENED, submissions=(), attachments=(), **plain
    )


def written(*names: str) -> bytes:
    opened = BytesIO()
    write_consultation(opened, HEAD, map(organisation, names))
    return opened.getvalue()


@pytest.mark.parametrize("names", [(), ("Kouvola",), ("Kouvola", "Åbo, \n]}", "Vaasa")])
def test_what_was_written_is_read_and_each_organisation_has_its_line(names: tuple[str, ...]) -> None:
    content = written(*names)
    assert [each.name["fi"] for each in read_consultation(content).organisations] == list(names)
    assert json.loads(content)["format"] == "kuulolla-consultation"
    assert content.count(b"\n") == 2 + max(len(names), 0) + 1


def test_a_file_that_lost_a_line_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consultation_json, "_submissions_in", lambda opened: iter([0]))
    with pytest.raises(FileIncomplete, match="2 organisations"):
        written("Kouvola", "Vaasa")
