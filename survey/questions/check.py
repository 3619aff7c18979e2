"""What must hold between the parts of a question set whose shape is right: keys, languages, short labels."""

from collections.abc import Iterable, Iterator

from survey.questions.details import DETAILS_KEY
from survey.questions.faults import Fault
from survey.questions.model import QuestionSet
from survey.questions.places import Path, Places, words_for
from survey.questions.question import LONGEST_SHORT, Question, Texts
from survey.questions.text import clean_text


def check_references(question_set: QuestionSet, places: Places, *, draft: bool) -> list[Fault]:
    """Every fault of reference. A missing language is only a warning in a `draft`."""
    return [
        *_repeated(places, "repeated-section", _section_keys(question_set)),
        *_repeated(places, "repeated-question", _question_keys(question_set)),
        *_repeated_options(question_set, places),
        *_languages_listed_twice(question_set, places),
        *_reserved_sections(question_set, places),
        *(
            fault
            for path, texts in all_texts(question_set)
            for fault in _text_faults(question_set, places, path, texts, draft=draft)
        ),
        *_short_labels(question_set, places),
    ]


def all_texts(question_set: QuestionSet) -> Iterator[tuple[Path, Texts]]:
    """Every text of the set, with its path in the file."""
    yield ("title",), question_set.title
    if question_set.introduction:
        yield ("introduction",), question_set.introduction
    for index, section in enumerate(question_set.sections):
        here: Path = ("sections", index)
        yield (*here, "title"), section.title
        if section.introduction:
            yield (*here, "introduction"), section.introduction
        for number, question in enumerate(section.questions):
            yield from _question_texts((*here, "questions", number), question)


def _question_texts(here: Path, question: Question) -> Iterator[tuple[Path, Texts]]:
    for name in ("label", "short", "help"):
        texts = getattr(question, name)
        if texts:
            yield (*here, name), texts
    for index, option in enumerate(getattr(question, "options", ())):
        yield (*here, "options", index, "label"), option.label


def _questions(question_set: QuestionSet) -> Iterator[tuple[Path, Question]]:
    for index, section in enumerate(question_set.sections):
        for number, question in enumerate(section.questions):
            yield ("sections", index, "questions", number), question


def _section_keys(question_set: QuestionSet) -> Iterator[tuple[Path, str]]:
    for index, section in enumerate(question_set.sections):
        yield ("sections", index, "key"), section.key


def _question_keys(question_set: QuestionSet) -> Iterator[tuple[Path, str]]:
    for path, question in _questions(question_set):
        yield (*path, "key"), question.key


def _repeated(places: Places, code: str, keys: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for path, key in keys:
        line, column = places.of(path)
        if key in first:
            yield Fault(line, column, code, words_for(path), places={"key": key, "line": str(first[key])})
        first.setdefault(key, line)


def _repeated_options(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    for path, question in _questions(question_set):
        options = enumerate(getattr(question, "options", ()))
        yield from _repeated(places, "repeated-option", (((*path, "options", i, "key"), o.key) for i, o in options))


def _languages_listed_twice(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    listed = (((("languages"), index), language) for index, language in enumerate(question_set.languages))
    yield from _repeated(places, "repeated-language", listed)


def _reserved_sections(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    for path, key in _section_keys(question_set):
        if key == DETAILS_KEY:
            line, column = places.of(path)
            yield Fault(line, column, "reserved-section", words_for(path), places={"key": key})


def _text_faults(
    question_set: QuestionSet, places: Places, path: Path, texts: Texts, *, draft: bool
) -> Iterator[Fault]:
    where, (line, column) = words_for(path), places.of(path)
    for language in question_set.languages:
        if language not in texts:
            missing = {"language": language}
            yield Fault(line, column, "language-missing", where, places=missing, warning=draft)
    for language, text in texts.items():
        line, column = places.of((*path, language))
        if language not in question_set.languages:
            yield Fault(line, column, "language-not-listed", where, places={"language": language})
        if clean_text(text).removed:
            yield Fault(line, column, "control-character", where)


def _short_labels(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    longest = str(LONGEST_SHORT)
    for path, question in _questions(question_set):
        for language, label in question.label.items():
            if len(label) > LONGEST_SHORT and language not in (question.short or {}):
                line, column = places.of((*path, "label", language))
                words = {"language": language, "longest": longest}
                yield Fault(line, column, "short-missing", words_for(path), places=words)
        for language, short in (question.short or {}).items():
            if len(short) > LONGEST_SHORT:
                line, column = places.of((*path, "short", language))
                words = {"language": language, "longest": longest}
                yield Fault(line, column, "short-too-long", words_for(path), places=words)
