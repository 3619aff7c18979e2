"""What a consultation must have before it opens: by law, by the guide on consultation, and for anybody to answer it.

Errors stop the opening. A warning wants a reason, which is kept with the consultation: so it is seen later why there
were fewer than six weeks, or no material in Swedish.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from survey.authoring.authored import Authored
from survey.languages import AUTHOR_LANGUAGES, LANGUAGE_NAMES, in_helsinki, language_name_in
from survey.languages import mark as _
from survey.operations.consultation_drafts.about import About, Typed, read_about, told_languages, typed_faults
from survey.operations.consultations.typed_moments import TypedFault
from survey.questions.question_set import QuestionSet
from survey.store.tables import ConsultationDraftRow, MaterialFileRow, MaterialRow

Page = Literal["question-set", "about", "recipients", "materials"]

LEAST_WEEKS, LEAST_WEEKS_LARGE = 6, 8
"""The shortest times to answer in the guide on consultation in law drafting (säädösvalmistelun kuulemisohje, 2016)."""

LONGEST_REASON = 2_000
"""In characters."""

Materials = Sequence[tuple[MaterialRow, Sequence[MaterialFileRow]]]


@dataclass(frozen=True)
class Finding:
    """Something that stops the opening, or wants a reason. `page` and `field` are where it is corrected."""

    code: str
    page: Page
    fault: TypedFault
    is_error: bool
    field: str = ""

    def words(self, language: str) -> str:
        """What was found, in this language."""
        return self.fault.words(language)


def check_draft(draft: ConsultationDraftRow, authored: Authored, materials: Materials, now: datetime) -> list[Finding]:
    """Everything that was found, errors first, each in the order of the pages."""
    languages = told_languages(authored.question_set)
    about = read_about(draft.about, languages)
    found = [
        *_of_the_set(authored),
        *_of_what_is_typed(draft.about, languages),
        *_of_texts(about, languages),
        *_of_times(about, draft.about, now),
        *_of_recipients(draft),
        *_of_materials(authored.question_set, materials),
    ]
    return sorted(found, key=lambda finding: not finding.is_error)


def warnings(findings: Sequence[Finding]) -> list[Finding]:
    """Those that want a reason."""
    return [finding for finding in findings if not finding.is_error]


def can_open(findings: Sequence[Finding], reasons: Mapping[str, str]) -> bool:
    """Whether nothing stops the opening: there is no error, and every warning has its reason."""
    return all(not finding.is_error and reasons.get(finding.code) for finding in findings)


def _error(code: str, page: Page, message: str, field: str = "", **places: object) -> Finding:
    return Finding(code, page, TypedFault(message, places), is_error=True, field=field)


def _warning(code: str, page: Page, message: str, field: str = "", **places: object) -> Finding:
    return Finding(code, page, TypedFault(message, places), is_error=False, field=field)


def _of_the_set(authored: Authored) -> Iterator[Finding]:
    question_set = authored.question_set
    if question_set is None:
        yield _error("set-faults", "question-set", _("The question set has faults that must be corrected."))
        return
    if not authored.is_complete:
        message = _("The question set lacks texts in one of its languages.")
        yield _error("set-texts", "question-set", message)
    for language in AUTHOR_LANGUAGES:
        if language not in question_set.languages:
            message = {
                "fi": _("The questions are not in Finnish. A request to the public is given in both languages."),
                "sv": _("The questions are not in Swedish. A request to the public is given in both languages."),
            }[language]
            yield _warning(f"set-without-{language}", "question-set", message)
    if any(fault.code == "no-open-end" for fault in authored.faults):
        message = _("There is no open question at the end, in which everything else can be told.")
        yield _warning("no-open-end", "question-set", message)


def _of_what_is_typed(typed: Typed, languages: Sequence[str]) -> Iterator[Finding]:
    for field, fault in typed_faults(typed, languages):
        yield Finding("typed", "about", fault, is_error=True, field=field)


def _of_texts(about: About, languages: Sequence[str]) -> Iterator[Finding]:
    for language in languages:
        if language not in about.issuer:
            message = _("It is not told who asks, in this language: %(language)s.")
            yield _error("issuer", "about", message, f"issuer-{language}", language=_named(language))
    if not about.diary_number:
        yield _error("diary-number", "about", _("The diary number is missing."), "diary_number")
    if not about.contacts:
        yield _error("contact", "about", _("There is no contact person."), "contact1_name")
    none = {
        "background": _("The background is not told. A request for a statement has it."),
        "goals": _("The goals are not told. A request for a statement has them."),
    }
    in_one = {
        "background": _("The background is not told in this language: %(language)s."),
        "goals": _("The goals are not told in this language: %(language)s."),
    }
    for name, texts in (("background", about.background), ("goals", about.goals)):
        lacking = [language for language in languages if language not in texts]
        if not texts:
            yield _warning(name, "about", none[name], f"{name}-{languages[0]}")
        for language in lacking if texts else ():
            yield _error(name, "about", in_one[name], f"{name}-{language}", language=_named(language))
    if not about.who_may_answer:
        message = _("It is not chosen who may answer.")
        yield _error("who-may-answer", "about", message, "who_may_answer-invited")
    if not about.publication:
        message = _("It is not chosen whether the statements are published.")
        yield _error("publication", "about", message, "publication-published")


def _named(code: str) -> object:
    """The name of a language within a sentence, for the place of a message."""
    return lambda language: (
        (name := language_name_in(language, code) if code in LANGUAGE_NAMES else code)
        and (name if language == "en" else name.lower())
    )


def _of_times(about: About, typed: Typed, now: datetime) -> Iterator[Finding]:
    begins = about.opening or now
    if about.opening and about.opening <= now:
        message = _("The opening time has passed. Leave it empty to open at once.")
        yield _error("opening-passed", "about", message, "opening_date")
    if about.deadline is None:
        if not typed.get("deadline_date"):
            yield _error("deadline", "about", _("The last day to answer is missing."), "deadline_date")
        return
    if about.deadline <= max(begins, now):
        message = _("The last day to answer is over before the consultation opens.")
        yield _error("deadline-passed", "about", message, "deadline_date")
    elif (finding := _short_time(about, begins, about.deadline)) is not None:
        yield finding
    if about.closing and about.closing <= about.deadline:
        message = _("Late statements are taken until a time that is not later than the deadline.")
        yield _error("closing", "about", message, "closing_date")
    elif about.decisions and about.decisions <= (about.closing or about.deadline):
        message = _("Decisions are confirmed until a time that is not later than the end of the response time.")
        yield _error("decisions", "about", message, "decisions_date")


def _short_time(about: About, begins: datetime, deadline: datetime) -> Finding | None:
    """Counted in whole days of the calendar in Finland. Boards decide on statements, and need that time."""
    days = in_helsinki(deadline).date() - in_helsinki(begins).date()
    weeks = LEAST_WEEKS_LARGE if about.is_large else LEAST_WEEKS
    if days >= timedelta(weeks=weeks):
        return None
    message = _("There are fewer than %(weeks)s weeks to answer. Time in days: %(days)s.")
    return _warning("short-time", "about", message, "deadline_date", weeks=weeks, days=days.days)


def _of_recipients(draft: ConsultationDraftRow) -> Iterator[Finding]:
    if not draft.recipients:
        yield _warning("no-recipients", "recipients", _("No organisation gets the request when it opens."))


def _of_materials(question_set: QuestionSet | None, materials: Materials) -> Iterator[Finding]:
    told = question_set.consultation if question_set else None
    by_language = [each.url for each in (told.materials if told else None) or () if not isinstance(each.url, str)]
    have = [set(urls) for urls in by_language]
    have += [set(each.urls) | {file.language for file in files} for each, files in materials]
    if any(not have_one >= set(AUTHOR_LANGUAGES) for have_one in have):
        message = _("There is material that is not in both Finnish and Swedish.")
        yield _warning("material-languages", "materials", message)
