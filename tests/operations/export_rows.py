"""Rows of files that are being made, for tests."""

from datetime import datetime

from survey.store.tables import ConsultationRow, CoordinatorRow, ExportRow


def export_row(consultation: ConsultationRow, by: CoordinatorRow, *, now: datetime, format_: str = "csv") -> ExportRow:
    """A file that somebody has begun to make at this moment."""
    return ExportRow(
        consultation_id=consultation.id,
        coordinator_id=by.id,
        format=format_,
        arranged_by="question",
        language="fi",
        internal=False,
        full=False,
        asked_at=now,
        alive_at=now,
        state="making",
        percent=40,
        stored_as=f"none-{format_}",
        name=f"none.{format_}",
    )
