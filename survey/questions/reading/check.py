"""Checks between the parts of a question set whose shape is right: keys, languages, short labels, conditions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from survey.languages import AUTHOR_LANGUAGES
from survey.questions.conditions import references
from survey.questions.consultation import CONSULTATION
from survey.questions.details import DETAILS_KEY
from survey.questions.faults.fault import Fault, nearest_word
from survey.questions.faults.places import Path, Places
from survey.questions.question import LONGEST_SHORT, Question, Texts
from survey.questions.question_set import QuestionSet
from survey.questions.reading.scales import scale_faults, with_scales
from survey.questions.text import clean_text


def check_references(question_set: QuestionSet, places: Places, *, draft: bool) -> list[Fault]:
    """Every fault of reference. In a `draft`, a missing language is only a warning."""
    return [
        *_repeated(places, "repeated-section", _section_keys(question_set)),
        *_repeated(places, "repeated-question", _question_keys(question_set)),
        *_repeated_options(question_set, places),
        *_contradictions(question_set, places),
        *_languages_listed_twice(question_set, places),
        *_reserved_sections(question_set, places),
        *(
            fault
            for path, texts in all_texts(question_set)
            for fault in _text_faults(question_set, places, path, texts, draft=draft)
        ),
        *_addresses(question_set, places),
        *_short_labels(question_set, places),
        *scale_faults(question_set, places),
        *_conditions(with_scales(question_set), places),
    ]


def all_texts(question_set: QuestionSet) -> Iterator[tuple[Path, Texts]]:
    """Every text of the set, with its path in the file."""
    yield ("title",), question_set.title
    if question_set.introduction:
        yield ("introduction",), question_set.introduction
    if question_set.consultation:
        for path, texts in question_set.consultation.texts():
            yield (CONSULTATION, *path), texts
    for name, scale in (question_set.scales or {}).items():
        for at, option in scale.written_options():
            yield ("scales", name, *at, "label"), option.label
    for index, section in enumerate(question_set.sections):
        here: Path = ("sections", index)
        yield (*here, "title"), section.title
        if section.introduction:
            yield (*here, "introduction"), section.introduction
        for number, question in enumerate(section.questions):
            for path, texts in question.texts_within():
                yield (*here, "questions", number, *path), texts


def _section_keys(question_set: QuestionSet) -> Iterator[tuple[Path, str]]:
    for index, section in enumerate(question_set.sections):
        yield ("sections", index, "key"), section.key


def _question_keys(question_set: QuestionSet) -> Iterator[tuple[Path, str]]:
    for path, question in question_set.questions_with_places():
        yield (*path, "key"), question.key


def _repeated(places: Places, code: str, keys: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for path, key in keys:
        line, _column = places.of(path)
        if key in first:
            yield places.fault(path, code, {"key": key, "line": str(first[key])})
        first.setdefault(key, line)


def _repeated_options(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    """Options of one list, or rows of one matrix, with the same key: answers could not show which one is meant."""
    for path, question in question_set.questions_with_places():
        for entries in question.keyed_lists():
            keys = (((*path, *at, "key"), each.key) for at, each in entries)
            yield from _repeated(places, "repeated-option", keys)
    for name, scale in (question_set.scales or {}).items():
        steps = ((("scales", name, *at, "key"), option.key) for at, option in scale.written_options())
        yield from _repeated(places, "repeated-option", steps)


def _contradictions(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    for path, question in question_set.questions_with_places():
        for found in question.contradictions():
            yield places.fault((*path, *found.path), found.code, found.places)


def _languages_listed_twice(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    listed = (((("languages"), index), language) for index, language in enumerate(question_set.languages))
    yield from _repeated(places, "repeated-language", listed)


def _reserved_sections(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    for path, key in _section_keys(question_set):
        if key == DETAILS_KEY:
            yield places.fault(path, "reserved-section", {"key": key})


def _text_faults(
    question_set: QuestionSet, places: Places, path: Path, texts: Texts, *, draft: bool
) -> Iterator[Fault]:
    for language in question_set.languages:
        if language not in texts:
            yield places.fault(path, "language-missing", {"language": language}, warning=draft)
    yield from _unlisted_languages(question_set, places, path, texts)
    for language, text in texts.items():
        if clean_text(text).removed:
            yield places.fault(path, "control-character", at=(*path, language))


def _unlisted_languages(question_set: QuestionSet, places: Places, path: Path, texts: Texts) -> Iterator[Fault]:
    # What is told of the consultation is told in both national languages, also where the questions are in one.
    also = AUTHOR_LANGUAGES if path[:1] == (CONSULTATION,) else ()
    for language in texts:
        if language not in question_set.languages and language not in also:
            yield places.fault(path, "language-not-listed", {"language": language}, at=(*path, language))


def _addresses(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    """Faults of addresses of materials in a language that the set does not have. Missing languages are allowed."""
    if question_set.consultation:
        for path, addresses in question_set.consultation.addresses():
            yield from _unlisted_languages(question_set, places, (CONSULTATION, *path), dict(addresses))


def _conditions(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    """Faults of the conditions: they may refer only to earlier questions, and only to options that exist.

    Within a group they may also refer to earlier questions of the same entry. Conditions outside the group may not.
    """
    every = {question.key: question for _, question in question_set.questions_with_places()}
    before: dict[str, Question] = {}
    for index, section in enumerate(question_set.sections):
        here: Path = ("sections", index)
        yield from _condition_faults(section.show_if, (*here, "show_if"), before, every, places)
        if section.public is None:
            yield from _on_unpublished(section.show_if, (*here, "show_if"), every, places)
        for number, question in enumerate(section.questions):
            path = (*here, "questions", number)
            yield from _condition_faults(question.show_if, (*path, "show_if"), before, every, places)
            if question.public:
                yield from _on_unpublished(question.show_if, (*path, "show_if"), every, places)
            before_within = dict(before)
            for inner_path, inner in question.within():
                yield from _condition_faults(
                    inner.show_if, (*path, *inner_path, "show_if"), before_within, every, places
                )
                before_within[inner.key] = inner
                if inner.public:
                    yield from _on_unpublished(inner.show_if, (*path, *inner_path, "show_if"), every, places)
            if question.asks:
                before[question.key] = question


def _condition_faults(
    conditions: Mapping[str, Any] | None,
    path: Path,
    before: Mapping[str, Question],
    every: Mapping[str, Question],
    places: Places,
) -> Iterator[Fault]:
    for inner, key, options in references(conditions or {}):
        where = (*path, *inner)
        if key not in before:
            code = _why_not(key, before, every)
            nearest = "" if key in every else nearest_word(key, before)
            yield places.fault(where, code, {"key": key}, nearest=nearest)
            continue
        labels = before[key].labels
        if options and not labels:
            yield places.fault(where, "condition-without-options", {"key": key})
            continue
        for option in options:
            if option not in labels:
                words = {"value": option, "key": key, "expected": ", ".join(labels)}
                yield places.fault(where, "unknown-option", words, nearest=nearest_word(option, labels))


def _on_unpublished(
    conditions: Mapping[str, Any] | None, path: Path, every: Mapping[str, Question], places: Places
) -> Iterator[Fault]:
    """Faults of conditions of something published: whoever reads it could tell what was answered to the question."""
    for inner, key, _options in references(conditions or {}):
        if key in every and not every[key].public:
            yield places.fault((*path, *inner), "condition-unpublished", {"key": key})


def _why_not(key: str, before: Mapping[str, Question], every: Mapping[str, Question]) -> str:
    if key not in every:
        return "unknown-question"
    within = {inner.key for question in before.values() for _, inner in question.within()}
    return "condition-out-of-reach" if key in within or not every[key].asks else "condition-forwards"


def _short_labels(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    longest = str(LONGEST_SHORT)
    for path, question in question_set.questions_with_places():
        for language, label in question.label.items() if question.asks else ():
            if len(label) > LONGEST_SHORT and language not in (question.short or {}):
                here = (*path, "label", language)
                yield places.fault(path, "short-missing", {"language": language, "longest": longest}, at=here)
        for language, short in (question.short or {}).items():
            if len(short) > LONGEST_SHORT:
                here = (*path, "short", language)
                yield places.fault(path, "short-too-long", {"language": language, "longest": longest}, at=here)
