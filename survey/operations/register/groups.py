"""The groups of an installation, the built-in ones and its own: names, which are offered, how they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from survey.languages import text_in
from survey.operations.register.row_files import comparable
from survey.questions.details import group_labels, group_name
from survey.questions.own_groups import OwnGroup, OwnGroups
from survey.questions.question import Texts
from survey.store.register.own_groups import own_group_rows
from survey.store.tables import OwnGroupRow


@dataclass(frozen=True)
class Groups:
    """The groups of an installation as they are now. `own`: those of its own; `out_of_use`: the keys of those that are
    offered no more, but that organisations may still have.
    """

    own: OwnGroups = ()
    out_of_use: frozenset[str] = frozenset()

    @property
    def labels(self) -> Mapping[str, Texts]:
        """Every group in the official order, with its name by language."""
        return group_labels(self.own)

    @property
    def own_in_use(self) -> OwnGroups:
        """The groups of its own that are offered."""
        return tuple(each for each in self.own if each.key not in self.out_of_use)

    def name(self, key: str, language: str) -> str:
        """A group in words."""
        return group_name(key, self.own, language)

    def names(self, language: str) -> dict[str, str]:
        """Every group in words."""
        return {key: text_in(texts, language) for key, texts in self.labels.items()}

    def choices(self, language: str, *, kept: str = "") -> list[tuple[str, str]]:
        """The groups that can be chosen, and `kept` too, which what is changed has now."""
        names = self.names(language).items()
        return [(key, name) for key, name in names if key == kept or key not in self.out_of_use]

    def names_offered(self, language: str) -> str:
        """What may be written for a group: the names, or for programs in English the keys."""
        offered = group_labels(self.own_in_use)
        return ", ".join(texts.get(language, key) for key, texts in offered.items())

    @cached_property
    def by_words(self) -> dict[str, str]:
        """Each way to write a group, without capitals, with its key."""
        return {key: key for key in self.labels} | {
            comparable(text): key for key, texts in self.labels.items() for text in texts.values()
        }


def groups_in(session: Session) -> Groups:
    """Return the groups of the installation. One query."""
    rows = own_group_rows(session)
    return Groups(tuple(map(as_own_group, rows)), frozenset(each.key for each in rows if not each.in_use))


def as_own_group(row: OwnGroupRow) -> OwnGroup:
    """Return a group as question sets have it."""
    return OwnGroup(key=row.key, name_fi=row.name_fi, name_sv=row.name_sv)
