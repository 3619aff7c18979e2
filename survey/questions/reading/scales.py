"""Named scales: written once in a set, and copied into each question that names one before the set is used.

Only the loader knows the names. A loaded set has the steps in every question: a frozen set needs nothing else, and a
named scale gives the same digests as steps that are written out.
"""

from collections.abc import Iterator

from survey.questions.faults.fault import Fault, nearest_word
from survey.questions.faults.places import Places
from survey.questions.kinds.group import Group
from survey.questions.kinds.options import flag_contradictions
from survey.questions.kinds.scale import OnScale
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet, Section


def with_scales(question_set: QuestionSet) -> QuestionSet:
    """The set with the steps of each named scale in the questions that name it, and without the named scales."""
    if question_set.scales is None:
        return question_set
    sections = tuple(_section(section, question_set) for section in question_set.sections)
    return question_set.model_copy(update={"sections": sections, "scales": None})


def scale_faults(question_set: QuestionSet, places: Places) -> Iterator[Fault]:
    """Faults of named scales: a name that does not exist, or a flag that options of a scale may not have.

    Texts and keys of scales are checked in check.py.
    """
    scales = question_set.scales or {}
    for at, question in question_set.questions_with_places():
        name = question.scale if isinstance(question, OnScale) else None
        if name is not None and name not in scales:
            words = {"value": name, "expected": ", ".join(scales) or "–"}
            yield places.fault((*at, "scale"), "unknown-scale", words, nearest=nearest_word(name, scales))
    for name, scale in scales.items():
        for found in flag_contradictions(scale.written_options(), known=()):
            yield places.fault(("scales", name, *found.path), found.code, found.places)


def _section(section: Section, question_set: QuestionSet) -> Section:
    questions = tuple(_question(question, question_set) for question in section.questions)
    return section.model_copy(update={"questions": questions})


def _question(question: Question, question_set: QuestionSet) -> Question:
    if isinstance(question, Group):
        questions = tuple(_question(inner, question_set) for inner in question.questions)
        return question.model_copy(update={"questions": questions})
    named = (question_set.scales or {}).get(question.scale or "") if isinstance(question, OnScale) else None
    if named is None:
        return question
    return question.model_copy(update={"scale": None, "steps": named.steps, "no_position": named.no_position})
