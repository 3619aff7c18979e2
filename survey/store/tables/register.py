"""The register: the organisations that an installation asks, kept across consultations, and lists of them."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base

REGISTERED_LANGUAGES = "languages IN ('fi', 'sv', 'fi sv', 'sv fi')"
"""An SQL constraint: the languages in which an organisation gets its mail, its own first."""


class RegisteredOrganisationRow(Base):
    """An organisation of the register, as it is now; what a consultation knew of it is in its OrganisationRow.

    `group` is the key of a group, which is built in or one of OwnGroupRow. `business_id` is empty (None) or unique.
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


class OwnGroupRow(Base):
    """A group of respondents that the installation has beside the built-in ones, as it is now. A consultation keeps
    the groups that it had offered in its question set, with the names of that time.

    `key` is made when the group is added, and never changes. `place`: the order among the groups of the installation.
    One that is not in use is offered nowhere; a trigger refuses to delete one that an organisation has.
    """

    __tablename__ = "own_group"
    __table_args__ = (
        UniqueConstraint("key", name="key"),
        UniqueConstraint("name_fi", name="name_fi"),
        UniqueConstraint("name_sv", name="name_sv"),
        CheckConstraint("substr(key, 1, 4) = 'own_'", name="key_of_its_own"),
        CheckConstraint("name_fi <> '' AND name_sv <> ''", name="named_in_both_languages"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    name_fi: Mapped[str]
    name_sv: Mapped[str]
    place: Mapped[int]
    in_use: Mapped[bool] = mapped_column(server_default=true(), default=True)


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
