"""The groups of respondents that an installation has beside the built-in ones, as a question set keeps them."""

from typing import Annotated, Any, Final

from pydantic import Field, StringConstraints, TypeAdapter

from survey.questions.question import LONGEST_KEY, FrozenModel

LONGEST_GROUP_NAME: Final = 80
"""Characters of a name: it stands in narrow columns of sheets and in lists to choose from."""

OWN_GROUPS: Final = "own_groups"
"""The key of frozen JSON with the groups of the installation. No question set that an author writes has it."""

_Name = Annotated[str, StringConstraints(pattern=r"\S", max_length=LONGEST_GROUP_NAME)]


class OwnGroup(FrozenModel):
    """One group of an installation's own. Its key begins with `own_`, so it is never the key of a built-in one."""

    key: Annotated[str, StringConstraints(pattern=r"^own_[a-z0-9_]+$", max_length=LONGEST_KEY)]
    name_fi: _Name
    name_sv: _Name

    @property
    def name(self) -> dict[str, str]:
        """Its name by language."""
        return {"fi": self.name_fi, "sv": self.name_sv}


OwnGroups = tuple[OwnGroup, ...]
"""Groups of an installation's own in their order."""

_ADAPTER: Final = TypeAdapter(Annotated[OwnGroups, Field(strict=False)])


def read_own_groups(plain: Any) -> OwnGroups:
    """Return the groups from frozen JSON. Raises ValueError for what is not a list of groups with a key each."""
    groups = _ADAPTER.validate_python(plain)
    if len({each.key for each in groups}) < len(groups):
        raise ValueError("Two groups have one key.")
    return groups


def plain_own_groups(groups: OwnGroups) -> list[dict[str, str]]:
    """Return the groups as frozen JSON has them."""
    return [each.model_dump(mode="json") for each in groups]
