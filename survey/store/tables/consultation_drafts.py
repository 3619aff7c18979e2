"""Consultations that are being prepared: the question set, what is told of the round, recipients, materials, and who
prepares it.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import LANGUAGE_KNOWN, Base
from survey.store.tables.accounts import CoordinatorRow
from survey.store.tables.consultations import ConsultationRow


class ConsultationDraftRow(Base):
    """A consultation before it opens. It is a row of its own, so that no page or export of consultations can ever
    show one that is not open.

    `question_set` is frozen JSON, or None if faults make the set unusable. `faults` are JSON too, so that no page has
    to parse a schema, and so that they can be shown in another language. `yaml` is empty if a workbook has faults.
    `at` and `source_name`: when the set was brought, and from what.

    `about` has what was typed in each field, by the field's name, as it was typed: it is read when it is shown or
    checked. `recipients` has one mapping for each organisation that gets the request at the opening. `reasons` says by
    the code of a warning why it opens all the same. `version` counts the saved changes of these three.

    `opens_at` is set while it waits for opening by itself, and `opens_by` is who has decided that; `not_opened` says
    why that could not happen. When it has opened, `consultation_id` is set; the row stays, because the materials belong
    to it and old addresses lead on from it.
    """

    __tablename__ = "consultation_draft"
    __table_args__ = (
        UniqueConstraint("consultation_id", name="opened_once"),
        CheckConstraint("(opens_at IS NULL) = (opens_by IS NULL)", name="somebody_decides"),
        CheckConstraint("version >= 1", name="version_counts_from_one"),
        {"sqlite_autoincrement": True},  # a number on an old page never means another draft
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), index=True)
    at: Mapped[datetime]
    source_name: Mapped[str]
    yaml: Mapped[str]
    question_set: Mapped[str | None]
    faults: Mapped[str]
    about: Mapped[dict[str, str]] = mapped_column(default=dict, server_default="{}")
    recipients: Mapped[list[dict[str, str]]] = mapped_column(JSON(none_as_null=True), default=list, server_default="[]")
    reasons: Mapped[dict[str, str]] = mapped_column(default=dict, server_default="{}")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    opens_at: Mapped[datetime | None] = mapped_column(index=True)
    opens_by: Mapped[int | None] = mapped_column(ForeignKey("coordinator.id"))
    not_opened: Mapped[str] = mapped_column(default="", server_default="")
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"))
    coordinator: Mapped[CoordinatorRow] = relationship(foreign_keys=[coordinator_id])
    consultation: Mapped[ConsultationRow | None] = relationship()


class DraftMemberRow(Base):
    """A coordinator who takes part in preparing a consultation: sees the draft and may change it."""

    __tablename__ = "draft_member"
    draft_id: Mapped[int] = mapped_column(ForeignKey("consultation_draft.id"), primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), primary_key=True, index=True)
    coordinator: Mapped[CoordinatorRow] = relationship()


class TrialRow(Base):
    """What a coordinator has filled in and handed in to try a consultation that is being prepared.

    `content` is a whole database (`DatabaseInMemory`), packed: no query of consultations, statements or mails can see
    anything of it. `version` says of which question set and which tables it is: with another set the trial is over.
    """

    __tablename__ = "trial"
    __table_args__ = (CheckConstraint("length(content) > 0", name="not_empty"),)
    draft_id: Mapped[int] = mapped_column(ForeignKey("consultation_draft.id"), primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), primary_key=True, index=True)
    version: Mapped[str]
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class MaterialRow(Base):
    """Something to read before answering: its title by language, and for each language an address on the web, or a
    file (MaterialFileRow).
    """

    __tablename__ = "material"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("consultation_draft.id"), index=True)
    title: Mapped[dict[str, str]]
    urls: Mapped[dict[str, str]]
    added_at: Mapped[datetime]


class MaterialFileRow(Base):
    """A material's file in one language."""

    __tablename__ = "material_file"
    __table_args__ = (
        UniqueConstraint("material_id", "language", name="one_per_language"),
        CheckConstraint(LANGUAGE_KNOWN, name="language_known"),
        CheckConstraint("size > 0", name="not_empty"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id"))
    language: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
