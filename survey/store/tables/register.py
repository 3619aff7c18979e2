"""The register: the organisations that an installation asks, kept across consultations, and lists of them."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base

REGISTERED_LANGUAGES = "languages IN ('fi', 'sv', 'fi sv', 'sv fi')"
"""An SQL constraint: the languages in which an organisation gets its mail, its own first."""


class RegisteredOrganisationRow(Base):
    """An organisation of the register, as it is now; what a consultation knew of it is in its OrganisationRow.

    `group` is an option key of a question in the respondent's details. `business_id` is empty (None) or unique.
    `further_emails` are separated by line breaks. The order of the names and what is searched are made from the rest
    whenever the row is written (`survey/store/register.py`).
    """

    __tablename__ = "registered_organisation"
    __table_args__ = (
        UniqueConstraint("business_id", name="business_id"),
        CheckConstraint(REGISTERED_LANGUAGES, name="languages_known"),
        CheckConstraint("business_id <> ''", name="business_id_or_none"),
        CheckConstraint("search <> ''", name="has_a_name"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[dict[str, str]]
    group: Mapped[str]
    business_id: Mapped[str | None]
    email: Mapped[str]
    further_emails: Mapped[str]
    languages: Mapped[str]
    in_use: Mapped[bool] = mapped_column(server_default=true(), default=True)
    sort_fi: Mapped[str]
    sort_sv: Mapped[str]
    search: Mapped[str]


class DistributionListRow(Base):
    """A list of organisations of the register that are asked together; its name by language."""

    __tablename__ = "distribution_list"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[dict[str, str]]


class ListMemberRow(Base):
    """An organisation that is on a distribution list."""

    __tablename__ = "list_member"
    list_id: Mapped[int] = mapped_column(ForeignKey("distribution_list.id"), primary_key=True)
    registered_id: Mapped[int] = mapped_column(ForeignKey("registered_organisation.id"), primary_key=True, index=True)
