"""A small round, made in code: what the tests of the export hand in, and how they read the file back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from survey.export.committee_workbook.workbook import export_workbook
from survey.export.statements.records import (
    ConsultationRecord,
    Edition,
    Respondent,
    Statement,
    Status,
    SubmittedAnswer,
    TextRevision,
)
from survey.export.xlsx.cell_text import unescape
from survey.languages import gettext
from survey.questions.details import (
    DECISION_BODY,
    DECISION_DATE,
    DECISION_PARAGRAPH,
    DECISION_PRESENTER,
    DECISION_WORDING,
    OFFICIAL_NAME,
)
from survey.questions.freeze import freeze
from survey.questions.load import load_text
from survey.questions.question import Given, State
from survey.questions.question_set import QuestionSet

QUESTIONS = """\
schema: 1
key: lausunto
languages: [fi, sv]
title: {fi: Arviomuistio, sv: Bedömningspromemoria}
sections:
  - key: kokonaisuus
    title: {fi: Kokonaisuus, sv: Helhet}
    questions:
      - key: kanta
        kind: choice
        label: {fi: Kannatatteko ehdotusta?, sv: Understöder ni förslaget?}
        options:
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
        reason: optional
      - {key: huomiot, kind: long_text, label: {fi: Muuta, sv: Övrigt}}
  - key: muuta
    title: {fi: Muuta, sv: Övrigt}
    questions:
      - {key: muuta, kind: long_text, label: {fi: Muuta, sv: Övrigt}}
      - {key: aika, kind: date, label: {fi: Voimaantulo, sv: Ikraftträdande}}
"""
"""Two sections each have a question called Muuta / Övrigt."""

OPENED = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
RECEIVED = datetime(2026, 10, 12, 10, 30, 15, 999999, tzinfo=UTC)
EXPORTED = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
"""16.05 in Finland, where summer time has ended."""

DECIDED = {
    OFFICIAL_NAME: Given({"text": "Kouvolan kaupunki, jaosto"}),
    DECISION_BODY: Given({"text": "Kaupunginhallitus"}),
    DECISION_DATE: Given({"date": "2026-10-05"}),
    DECISION_PARAGRAPH: Given({"text": "123"}),
    DECISION_PRESENTER: Given({"text": "Essi Esittelijä, kaupunginjohtaja"}),
    DECISION_WORDING: Given({"text": "Kaupunginhallitus päätti hyväksyä\nmuutetun päätösehdotuksen."}),
}

NOTHING = Given({}, State.NOTHING_TO_STATE)


def small_set() -> QuestionSet:
    """The question set of the small round."""
    return load_text(QUESTIONS).question_set


def a_consultation(question_set: QuestionSet | None = None) -> ConsultationRecord:
    """A round with the given set, or the small one."""
    asked = question_set or small_set()
    frozen = freeze(asked)
    return ConsultationRecord(
        key="lausunto",
        title=asked.title,
        issuer={"fi": "Ministeriö", "sv": "Ministeriet"},
        diary_number="VN/1/2026",
        opened_at=OPENED,
        deadline=datetime(2026, 10, 30, 14, 0, tzinfo=UTC),
        question_set=asked,
        structure_digest=frozen.structure_digest,
        text_digest=frozen.text_digest,
        text_revisions=(TextRevision(1, frozen.text_digest, OPENED),),
    )


def respondent(name: str = "Kouvola", status: Status = Status.SUBMITTED, **other: Any) -> Respondent:
    """An organisation that has handed in, unless something else is said."""
    submitted = status in (Status.SUBMITTED, Status.NOTHING_TO_STATE)
    plain: dict[str, Any] = {
        "organisation": {"fi": name, "sv": f"{name} (sv)"},
        "group": "municipality",
        "language": "fi",
        "status": status,
        "sent_at": OPENED,
        "opened_at": None if status is Status.NOT_OPENED else OPENED,
        "received_at": RECEIVED if submitted else None,
        "reference": "K7M2" if submitted else "",
        "own_deadline": None,
        "details": {},
    }
    return Respondent(**{**plain, **other})


def statement(given: Mapping[str, Given | str], who: Respondent | None = None) -> Statement:
    """A statement with these answers; a plain text answers a question for a text."""
    answers = {
        key: SubmittedAnswer(each if isinstance(each, Given) else Given({"text": each}), f"rivi-{key}", "ab" * 32)
        for key, each in given.items()
    }
    return Statement(who or respondent(), answers)


def edition(language: str = "fi", *, internal: bool = False) -> Edition:
    """What Maija makes of the round."""
    return Edition(language, EXPORTED, by="Maija Valmistelija", internal=internal)


def exported(
    target: Path,
    *statements: Statement,
    language: str = "fi",
    consultation: ConsultationRecord | None = None,
    internal: bool = False,
) -> Any:
    """The workbook of these statements, reopened. Everybody who was asked has answered."""

    def one_pass() -> Iterator[Statement]:
        yield from statements

    everybody = [each.respondent for each in statements]
    path = target / "lausunnot.xlsx"
    export_workbook(path, consultation or a_consultation(), everybody, one_pass, edition(language, internal=internal))
    return load_workbook(path)


def sheet(book: Any, title: str, language: str = "fi") -> Any:
    """The sheet with this English title."""
    return book[gettext(language, title)]


def listed(book: Any, title: str, language: str = "fi") -> list[dict[str, Any]]:
    """The rows of a sheet by English or else written header, with texts as people read them."""
    rows = sheet(book, title, language).iter_rows(values_only=True)
    headers = next(rows)
    return [dict(zip(headers, map(_read, row), strict=True)) for row in rows]


def column(rows: Sequence[Mapping[str, Any]], header: str, language: str = "fi") -> list[Any]:
    """One column of `listed`, by the English words of its header."""
    return [row[gettext(language, header)] for row in rows]


def _read(content: Any) -> Any:
    return unescape(content) if isinstance(content, str) else content
