"""Materials of a consultation: addresses on the web and files of the installation, with a title in each language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from sqlalchemy.orm import Session

from survey.languages import AUTHOR_LANGUAGES, MEGABYTE, format_size
from survey.languages import mark as _
from survey.operations.answers.attachments import Fetched
from survey.operations.consultations.typed_moments import TypedFault
from survey.questions.file_kinds import FILE_KINDS, LONGEST_NAME, clean_file_name, kind_by_name
from survey.questions.kinds.url import is_web_address
from survey.questions.text import clean_text, length
from survey.store.consultation_drafts import material_file, material_of_draft, materials_of
from survey.store.tables import ConsultationDraftRow, MaterialFileRow, MaterialRow

MOST_MATERIALS = 50
LARGEST_FILE = 20 * MEGABYTE
LONGEST = 2_000
"""In characters, of a title or an address."""

Faults = list[tuple[str, TypedFault]]


@dataclass(frozen=True)
class SentFile:
    """A file as the browser sent it."""

    name: str
    content: IO[bytes]


@dataclass(frozen=True)
class CheckedFile:
    """A file that can be stored."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class MaterialGiven:
    """A new material: for each language a title, and an address or a file."""

    title: Mapping[str, str]
    urls: Mapping[str, str]
    files: Mapping[str, CheckedFile]


class MaterialRefused(Exception):
    """The material cannot be added. `faults`: what is wrong, by field (`title-fi`, `url-sv`, `file-fi`)."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def read_material(typed: Mapping[str, str], files: Mapping[str, SentFile]) -> MaterialGiven:
    """Read a new material from its fields; `files` are by language. Files are read here, before any lock is taken.

    Raises MaterialRefused: a title is needed in both languages; an address or a file in at least one, and not both in
    the same language, because readers would not know which of them is meant.
    """
    values = {name: clean_text(words).text.strip() for name, words in typed.items()}
    checked, faults = _checked_files(files)
    faults += _typed_faults(values, files)
    if not faults and not any(values.get(f"url-{each}") or each in checked for each in AUTHOR_LANGUAGES):
        faults.append((f"url-{AUTHOR_LANGUAGES[0]}", TypedFault(_("Give an address on the web or choose a file."))))
    if faults:
        raise MaterialRefused(faults)
    return MaterialGiven(
        {each: values[f"title-{each}"] for each in AUTHOR_LANGUAGES},
        {each: values[f"url-{each}"] for each in AUTHOR_LANGUAGES if values.get(f"url-{each}")},
        checked,
    )


def _typed_faults(values: Mapping[str, str], files: Mapping[str, SentFile]) -> Iterator[tuple[str, TypedFault]]:
    missing = {"fi": _("Write the title in Finnish."), "sv": _("Write the title in Swedish.")}
    for language in AUTHOR_LANGUAGES:
        title, url = values.get(f"title-{language}", ""), values.get(f"url-{language}", "")
        if not title:
            yield f"title-{language}", TypedFault(missing[language])
        for name, words in ((f"title-{language}", title), (f"url-{language}", url)):
            if length(words) > LONGEST:
                yield name, TypedFault(_("At most %(longest)s characters fit here."), {"longest": LONGEST})
        if url and not is_web_address(url):
            yield f"url-{language}", TypedFault(_("Write the whole address, for example https://www.example.fi/."))
        if url and language in files:
            yield f"file-{language}", TypedFault(_("Give either an address or a file in one language, not both."))


def _checked_files(files: Mapping[str, SentFile]) -> tuple[dict[str, CheckedFile], Faults]:
    checked, faults = {}, []
    for language, sent in files.items():
        result = _checked(sent)
        if isinstance(result, TypedFault):
            faults.append((f"file-{language}", result))
        else:
            checked[language] = result
    return checked, faults


def _checked(sent: SentFile) -> CheckedFile | TypedFault:
    name = clean_file_name(sent.name).name
    kind = kind_by_name(name)
    if kind is None:
        endings = ", ".join(each.endings[0] for each in FILE_KINDS.values())
        return TypedFault(_("Files of these kinds can be given: %(kinds)s."), {"kinds": endings})
    if len(name) > LONGEST_NAME:
        return TypedFault(_("The name of the file can have at most %(most)s characters."), {"most": LONGEST_NAME})
    content = sent.content.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        return TypedFault(
            _("The file is larger than %(most)s."), {"most": lambda language: format_size(language, LARGEST_FILE)}
        )
    if not content:
        return TypedFault(_("The file is empty."))
    if not FILE_KINDS[kind].recognises(content):
        return TypedFault(_("The content of the file is not what its name says."))
    return CheckedFile(name, FILE_KINDS[kind].media_type, content)


def add_material(session: Session, draft: ConsultationDraftRow, given: MaterialGiven, *, now: datetime) -> MaterialRow:
    """Add a material to a draft. Raises MaterialRefused if there are MOST_MATERIALS already."""
    if len(materials_of(session, draft.id)) >= MOST_MATERIALS:
        message = _("There can be at most %(most)s materials.")
        raise MaterialRefused([("title-fi", TypedFault(message, {"most": MOST_MATERIALS}))])
    row = MaterialRow(draft_id=draft.id, title=dict(given.title), urls=dict(given.urls), added_at=now)
    session.add(row)
    session.flush()
    for language, file in given.files.items():
        session.add(
            MaterialFileRow(
                material_id=row.id,
                language=language,
                name=file.name,
                media_type=file.media_type,
                size=len(file.content),
                content=file.content,
            )
        )
    session.flush()
    return row


def remove_material(session: Session, draft: ConsultationDraftRow, material_id: int) -> None:
    """Remove a material with its files. Raises NotFound if it is not the draft's."""
    row = material_of_draft(session, draft.id, material_id)
    for each, files in materials_of(session, draft.id):
        for file in files if each.id == row.id else ():
            session.delete(file)
    session.flush()
    session.delete(row)
    session.flush()


def materials_to_keep(
    materials: Sequence[tuple[MaterialRow, Sequence[MaterialFileRow]]],
) -> list[dict[str, Any]]:
    """Return the materials as an open consultation has them, so that its pages need no query for them."""
    return [
        {
            "title": each.title,
            "urls": each.urls,
            "files": {file.language: {"id": file.id, "name": file.name, "size": file.size} for file in files},
        }
        for each, files in materials
    ]


def fetch_material(session: Session, file_id: int, *, draft_id: int | None = None, key: str | None = None) -> Fetched:
    """Return a file of a draft, or of the open consultation with this key, for sending. Raises NotFound."""
    found = material_file(session, file_id, draft_id=draft_id, key=key)
    return Fetched(found.name, found.media_type, found.content)
