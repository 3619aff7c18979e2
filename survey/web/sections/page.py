"""The page of a section: each question drawn with its stored answer, or, if it is in conflict, with what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from survey.operations.answers.attachments import Refusal
from survey.questions.asking.addresses import addressed, entry_of, key_in_set, section_address
from survey.questions.asking.progress import findings
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Problem, Question
from survey.questions.question_set import Section
from survey.store.responses.answers import NEVER_ANSWERED, StoredAnswer
from survey.web.kinds.group import DrawnQuestion, group_view
from survey.web.questions.filled import FilledAnswer, filled_answer
from survey.web.questions.names import conflict_id
from survey.web.questions.views import Conflicting, SectionView
from survey.web.sections.drawing import draw, draw_answer, question_view
from survey.web.sections.refusals import refusal_words
from survey.web.words.second_language import shown_languages
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class PageState:
    """What a page shows: the stored answers, the typed answers in conflict with them, and the files that were refused.

    `set_digest` identifies the question set in the present revision of its texts; `numbers`: the numbers of its
    questions; `history_at`: where the pages with earlier texts are, each below this address, empty if there are none;
    `tidies`: whether what was pasted can be tidied.
    """

    stored_answers: Mapping[str, StoredAnswer]
    numbers: Mapping[str, str]
    set_digest: str
    conflicts: Mapping[str, Conflicting] = field(default_factory=dict)
    refusals: Mapping[str, Sequence[Refusal]] = field(default_factory=dict)
    history_at: str = ""
    tidies: bool = False

    @property
    def answers(self) -> Answers:
        """The answers by address. For an address in conflict it is the typed answer."""
        given = {address: answer.given for address, answer in self.stored_answers.items() if answer.given}
        return given | {address: each.given for address, each in self.conflicts.items() if each.given}


class _Place(NamedTuple):
    """The address of a question's answer, the key of its section, and its number (None if it has none)."""

    address: str
    section: str
    number: str | None


@dataclass
class _Drawn:
    """The results of drawing all questions."""

    questions: dict[str, DrawnQuestion] = field(default_factory=dict)
    conflicts: list[tuple[str, Words]] = field(default_factory=list)


def section_view(section: Section, state: PageState) -> SectionView:
    """Return the page of a section, in the page's language."""
    answers = state.answers
    problems: dict[str, list[Problem]] = {}
    for finding in findings(section, answers):
        if not finding.lacks:  # a draft may be incomplete; the review shows what is missing
            problems.setdefault(finding.address, []).append(finding.problem)
    drawn = _drawn_questions(section, state, answers, problems)
    top = [question for question in section.questions if entry_of(question.key) is None]
    shown = [drawn.questions[question.key] for question in top]
    at = {question.key: address for address, question in addressed(section)}
    whole = state.stored_answers.get(section_address(section), NEVER_ANSWERED)
    return SectionView(
        key=section.key,
        title=words(section.title),
        introduction=words(section.introduction) if section.introduction else None,
        questions=[each.html for each in shown],
        addresses=[at.get(question.key, "") for question in top],
        labels=[words(question.label).text for question in top],
        errors=[error for each in shown for error in each.errors],
        conflicts=drawn.conflicts,
        published=any(question.public for question in section.questions if question.asks),
        unpublished=any(not question.public for question in section.questions),
        takes_files=any(question.takes_files for question in section.questions),
        nothing=whole.given is not None if section.nothing_to_state else None,
        revision=whole.revision,
    )


def _drawn_questions(
    section: Section, state: PageState, answers: Answers, problems: Mapping[str, Sequence[Problem]]
) -> _Drawn:
    """Draw all questions. Those inside entries are drawn before their group, which contains their HTML."""
    drawn, languages = _Drawn(), shown_languages()
    addresses = {question.key: address for address, question in addressed(section)}
    within: dict[str, dict[str, list[DrawnQuestion]]] = {}
    groups = []
    for question in section.questions:
        if isinstance(question, Group):
            groups.append(question)
            continue
        address = addresses.get(question.key, question.key)
        place = _Place(
            address, section.key, state.numbers.get(key_in_set(address)) if address == question.key else None
        )
        drawn.questions[question.key] = _drawn(question, place, state, problems.get(address, ()), languages)
        if conflict := state.conflicts.get(address):
            drawn.conflicts.append((conflict_id(question), conflict.label))
        if entry := entry_of(question.key):
            within.setdefault(entry.group, {}).setdefault(entry.id, []).append(drawn.questions[question.key])
    for group in groups:
        filled = filled_answer(group, state.stored_answers.get(group.key, NEVER_ANSWERED), languages[0])
        view = question_view(group, state.numbers.get(group.key), filled, problems=problems.get(group.key, ()))
        view = replace(view, own=group_view(group, within.get(group.key, {}), answers))
        drawn.questions[group.key] = DrawnQuestion(draw(view), view.errors)
    return drawn


def _drawn(
    question: Question, place: _Place, state: PageState, problems: Sequence[Problem], languages: tuple[str, str]
) -> DrawnQuestion:
    conflict, refusals = state.conflicts.get(place.address), state.refusals.get(place.address, ())
    stored = state.stored_answers.get(place.address, NEVER_ANSWERED)
    history = f"{state.history_at}{place.address}" if state.history_at and stored.revision > 1 else ""
    if conflict:
        filled = FilledAnswer(conflict.typed, conflict.revision, conflict.given, conflict.number, history)
    else:
        filled = filled_answer(question, stored, languages[0], history)
    if not (conflict or refusals or problems):
        section = (state.set_digest, place.section)
        html = draw_answer(question, place.number, filled, section=section, languages=languages, tidies=state.tidies)
        return DrawnQuestion(html, ())
    view = question_view(
        question,
        place.number,
        filled,
        given=filled.given,
        problems=problems,
        told=[("files", refusal_words(each, question)) for each in refusals],
        conflict=conflict,
        tidies=state.tidies,
    )
    return DrawnQuestion(draw(view), view.errors)
