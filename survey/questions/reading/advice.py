"""Advice on a question set that can be used but could be better: it has a place in the file, and is never an error."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from survey.languages import in_helsinki
from survey.questions.faults.fault import Fault
from survey.questions.faults.places import Path, Places
from survey.questions.kinds.group import Group
from survey.questions.kinds.options import labels_of
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet
from survey.questions.reading.personal_data import asks_personal_data, is_in_details
from survey.questions.text import length

LONGEST_QUESTION = 300
"""The most characters of a label in one language before there is advice."""

LEAST_TIME = timedelta(weeks=6)
"""The shortest time to answer in the Government's guide on consultation (säädösvalmistelun kuulemisohje)."""

NO_POSITION_KEYS = frozenset({"ei_kantaa", "no_position", "ei_osaa_sanoa", "en_osaa_sanoa", "ingen_standpunkt", "eos"})
_NO_POSITION = re.compile(
    r"\b(ei (ota )?kantaa|(ei|en|emme) osaa sanoa|ingen ståndpunkt|tar inte ställning|kan inte säga|vet (inte|ej))\b",
    re.IGNORECASE,
)


def advice(question_set: QuestionSet, places: Places) -> list[Fault]:
    """All advice on the set, in the order of the file."""
    asked = [(path, question) for path, question in question_set.questions_with_places() if question.asks]
    if not asked:
        return [_advice(places, ("sections",), "no-open-end")]
    words = [(path, question) for path, question in asked if not question.takes_files] or asked
    last, question = words[-1]  # questions for files may come after the open question
    found = [] if question.is_open else [_advice(places, last, "no-open-end")]
    for path, question in asked:
        found += [_advice(places, path, "no-position-missing")] if _lacks_no_position(question) else []
        found += _about_label(places, path, question)
        found += _about_who_answers(places, path, question)
    return sorted(found)


def time_advice(now: datetime, deadline: datetime) -> list[Fault]:
    """Advice if the time to answer is shorter than LEAST_TIME, counted in whole calendar days in Finland.

    Organisations need that time because their boards decide on the statement.
    """
    days = in_helsinki(deadline).date() - in_helsinki(now).date()
    if days >= LEAST_TIME:
        return []
    return [Fault(1, 1, "short-time", places={"days": str(days.days)}, warning=True)]


def says_no_position(words: str) -> bool:
    """Whether the label of an option means "no position"."""
    return _NO_POSITION.search(words) is not None


def _lacks_no_position(question: Question) -> bool:
    if not question.takes_position or question.separate:
        return False
    labels = labels_of(question.choosable)
    return bool(labels) and not any(
        key in NO_POSITION_KEYS or any(says_no_position(words) for words in label.values())
        for key, label in labels.items()
    )


def _about_label(places: Places, path: Path, question: Question) -> Iterator[Fault]:
    """At most one piece of advice of each code for a question, for the first language of its label that needs it."""
    told = set()
    for language, label in question.label.items():
        here, asked = (*path, "label", language), len(re.findall(r"\?+", label))
        if length(label) > LONGEST_QUESTION and "long-question" not in told:
            told.add("long-question")
            words = {"language": language, "length": str(length(label)), "longest": str(LONGEST_QUESTION)}
            yield _advice(places, here, "long-question", **words)
        if asked > 1 and "two-questions" not in told:
            told.add("two-questions")
            yield _advice(places, here, "two-questions", language=language, number=str(asked))


def _about_who_answers(places: Places, path: Path, question: Question) -> Iterator[Fault]:
    if isinstance(question, Group):
        return  # its questions are advised on
    if question.public and asks_personal_data(question):
        yield _advice(places, (*path, "label"), "personal-data")
    elif is_in_details(question):
        yield _advice(places, (*path, "label"), "asked-in-details")


def _advice(places: Places, path: Path, code: str, **words: str) -> Fault:
    return places.fault(path, code, words, warning=True)
