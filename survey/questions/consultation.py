"""Data of the consultation that a question set can have next to its questions: issuer, reasons, contacts, materials.

None of it is part of the set's structure: it counts as text, and can be corrected while the consultation is open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from survey.questions.kinds.email import is_address
from survey.questions.kinds.url import is_web_address
from survey.questions.question import LANGUAGE_PATTERN, FrozenModel, Texts, Words

Path = tuple[str | int, ...]

CONSULTATION = "consultation"
"""The key of this data in the file of the set."""


def _an_email(text: str) -> str:
    if not is_address(text):
        raise PydanticCustomError("bad_email", "Not an e-mail address")
    return text


def _web_addresses(raw: Any) -> Any:
    """Return `raw` unchanged: one web address, or a mapping from language to web address. Neither may be empty.

    Raises pydantic's ValidationError with the path of each address that is wrong.
    """
    by_path = {(language,): text for language, text in raw.items()} if isinstance(raw, Mapping) else {(): raw}
    wrong = [
        InitErrorDetails(type=PydanticCustomError("bad_web_address", "Not an address on the web"), loc=path, input=text)
        for path, text in by_path.items()
        if not isinstance(text, str) or not is_web_address(text.strip())
    ]
    if wrong or not by_path:
        raise ValidationError.from_exception_data("url", wrong or [InitErrorDetails(type="missing", loc=(), input=raw)])
    return {language: text.strip() for language, text in raw.items()} if isinstance(raw, Mapping) else raw.strip()


_ONE_ADDRESS = {"type": "string", "pattern": "^https?://"}
_BY_LANGUAGE = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": LANGUAGE_PATTERN},
    "additionalProperties": _ONE_ADDRESS,
}

EmailAddress = Annotated[Words, AfterValidator(_an_email)]
WebAddresses = Annotated[Any, BeforeValidator(_web_addresses), WithJsonSchema({"anyOf": [_ONE_ADDRESS, _BY_LANGUAGE]})]


class Contact(FrozenModel):
    """A person who answers questions about the consultation; `title` is the person's title or task."""

    name: Words
    title: Texts | None = None
    email: EmailAddress
    phone: Words | None = None


@dataclass(frozen=True)
class Person:
    """A person whom organisations can ask; `phone` is an empty text where there is no number."""

    name: str
    title: Texts | None
    email: str
    phone: str


class Material(FrozenModel):
    """Something on the web to read before answering. `url` is one address, or one for each language it exists in."""

    title: Texts
    url: WebAddresses

    def url_in(self, language: str) -> tuple[str, str]:
        """The address for readers of `language`, and the language of that page, or "" where its language is not known.

        Where the material has no address in `language`, the first one of its addresses is used.
        """
        if isinstance(self.url, str):
            return self.url, ""
        found = language if language in self.url else next(iter(self.url))
        return self.url[found], found


WhoMayAnswer = Literal["invited", "anybody"]
"""Only the invited, or also anybody whose e-mail address is verified by a link."""


class Consultation(FrozenModel):
    """The data of the consultation. Every field is optional."""

    issuer: Texts | None = None
    diary_number: Words | None = None
    project_number: Words | None = None
    background: Texts | None = None
    goals: Texts | None = None
    contacts: Annotated[tuple[Contact, ...] | None, Field(min_length=1, strict=False)] = None
    materials: Annotated[tuple[Material, ...] | None, Field(min_length=1, strict=False)] = None
    who_may_answer: WhoMayAnswer | None = None

    def texts(self) -> Iterator[tuple[Path, Texts]]:
        """Yield every text that is written in each language, with its path below `consultation`."""
        for name in ("issuer", "background", "goals"):
            if words := getattr(self, name):
                yield (name,), words
        for index, contact in enumerate(self.contacts or ()):
            if contact.title:
                yield ("contacts", index, "title"), contact.title
        for index, material in enumerate(self.materials or ()):
            yield ("materials", index, "title"), material.title

    def addresses(self) -> Iterator[tuple[Path, Mapping[str, str]]]:
        """Yield the addresses (by language) of each material that has one address per language, with their path."""
        for index, material in enumerate(self.materials or ()):
            if isinstance(material.url, Mapping):
                yield ("materials", index, "url"), material.url

    def people_to_ask(self, name: str, email: str) -> list[Person]:
        """The people whom organisations can ask. The first is the contact of the consultation (`name`, `email`).

        If that contact is the set's first one, the set's contacts are returned as they are. Otherwise it replaces the
        set's first contact, without title and phone number.
        """
        told = [Person(each.name, each.title, each.email, each.phone or "") for each in self.contacts or ()]
        if told and (told[0].name, told[0].email) == (name, email):
            return told
        return [Person(name, None, email, ""), *told[1:]]

    def written(self) -> dict[tuple[str, str], str]:
        """Every text of the data by (path as an author reads it, language), for comparing two versions.

        The language is "" for a text that has no languages.
        """
        return dict(_leaves(self.model_dump(mode="json", exclude_none=True), CONSULTATION))


_IN_EACH_LANGUAGE = frozenset({"issuer", "background", "goals", "title", "url"})


def _leaves(value: Any, where: str) -> Iterator[tuple[tuple[str, str], str]]:
    if isinstance(value, str):
        yield (where, ""), value
    elif isinstance(value, list):
        for number, entry in enumerate(value, start=1):
            yield from _leaves(entry, f"{where}.{number}")
    elif where.rpartition(".")[2] in _IN_EACH_LANGUAGE:
        yield from (((where, language), text) for language, text in value.items())
    else:
        for name, entry in value.items():
            yield from _leaves(entry, f"{where}.{name}")
