"""Filling in a response: a page for the respondent's details and a page for each section. Every step saves the page.

The same for an organisation and for a coordinator who types what an organisation has sent by another channel; what
differs is in `Filling`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request

from survey.languages import PAGE_LANGUAGES, format_time, language_name_in
from survey.operations.answers.drafts import open_draft
from survey.operations.answers.entries import Act, Done
from survey.operations.answers.section_pages import PageInput, PageSaved, page_section, save_page
from survey.operations.handling.decision_details import follow_decision
from survey.questions.asking.addresses import addressed, all_sections
from survey.questions.asking.progress import findings
from survey.questions.asking.visibility import asked_sections
from survey.questions.details import DETAILS_KEY, details_on_page
from survey.questions.freeze import read_frozen
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Question
from survey.questions.question_set import QuestionSet, Section
from survey.store.base import NotFound
from survey.store.personal_links import Access
from survey.store.responses.answers import StoredAnswer, given_answers, stored_answers_of
from survey.store.responses.open_conflicts import OpenConflicts, open_conflicts_of
from survey.store.tables import HandlingStepRow
from survey.web.installation import now, store_session
from survey.web.language import is_switching, page_language
from survey.web.notices import Notice, notify
from survey.web.questions.names import TIDY, field_name, revision_name
from survey.web.replies import Reply
from survey.web.sections.comments_beside import COMMENT_ON, CommentsBeside
from survey.web.sections.conflicts import conflicting_views, open_choices, with_conflicts
from survey.web.sections.entry_buttons import button_anchor, first_field, notify_of_button
from survey.web.sections.field_labels import sign_section
from survey.web.sections.page import PageState, section_view
from survey.web.sections.page_input import read_page
from survey.web.words.second_language import (
    is_choosing_second_language,
    offer_second_language,
    remember_second_language,
    shown_languages,
)
from survey.web.words.texts import Words

REVIEW, CONFIRM = "review", "confirm"

AUTOSAVED = "autosaved"
"""The hidden field of a page whose script has saved a change already."""


@dataclass(frozen=True)
class Filling:
    """Whose response is filled in, and where its pages lead.

    `address_of`: the address of the page of a section, by its key. `autosave_of`: where the script of that page saves
    what is written, by the section's key. `is_open`: whether it can be filled in now.
    `again`: whether it has been submitted before. `template`: the page of a section. `saved`: what the next page says.
    `decision`: the handling step that has the decision, if one counts: the respondent's details do not ask for it then.
    `comments`: those of the people who write together; None where nobody comments.
    `history_at`, `tidied_at`: below which addresses the pages with an answer's earlier texts, and with its text tidied,
    are; empty where there are none.
    """

    access: Access
    template: str
    address_of: Callable[[str], str]
    autosave_of: Callable[[str], str]
    overview: str
    review: str
    is_open: Callable[[], bool]
    again: Callable[[], bool]
    saved: Notice = Notice.SAVED
    confirm: str = ""
    decision: Callable[[], HandlingStepRow | None] = lambda: None
    comments: CommentsBeside | None = None
    history_at: str = ""
    tidied_at: str = ""

    @property
    def question_set(self) -> QuestionSet:
        """The set that is filled in."""
        return read_frozen(self.access.consultation.question_set)

    def section(self, key: str) -> Section:
        """Return a section of the set. Raises NotFound."""
        try:
            return self.question_set.section(key)
        except KeyError as error:
            raise NotFound(key) from error

    @property
    def details(self) -> Section:
        """The respondent's details, with all that their page may ask for."""
        return details_on_page(self.question_set)

    def shown(self, key: str, asked: Sequence[Section]) -> Section | None:
        """Return the section with this key as its page shows it, of the sections that are asked; None if it is not."""
        if key == DETAILS_KEY:
            return details_on_page(self.question_set, decided=self.decision() is not None)
        return next((each for each in asked if each.key == key), None)


def returning_to_review(address: str) -> str:
    """Return the address of a section's page that returns to the review after saving."""
    return f"{address}?from={REVIEW}"


def histories(filling: Filling, stored_answers: Mapping[str, StoredAnswer]) -> dict[str, str]:
    """Return the address of the page with earlier texts of each answer that has any, by the answer's address."""
    if not filling.history_at:
        return {}
    return {at: f"{filling.history_at}{at}" for at, each in stored_answers.items() if each.revision > 1}


def choices_to_make(filling: Filling, answers: Answers, waiting: OpenConflicts) -> list[tuple[str, Words]]:
    """Return each choice between two answers that is still to be made: its address, and the question's label."""
    if not waiting:
        return []
    sections = [page_section(section, answers) for section in all_sections(filling.question_set)]
    return open_choices(sections, waiting, answers, filling.address_of)


@dataclass(frozen=True)
class _After:
    """A saved section, the result of saving, and the response as it is now. The HTTP response is chosen from these."""

    section: Section
    page: PageInput
    saved: PageSaved
    stored_answers: Mapping[str, StoredAnswer]
    answers: Answers
    asked: Sequence[Section]
    shown: Section | None
    """The section with the questions that are asked now; None if because of the answers none of it is asked any more.
    """


def show_section(filling: Filling, section: Section) -> Reply:
    """Return the page of a section; a redirect to the overview if it is not asked now or the response is not open."""
    _offer_second_language(filling, section)
    stored_answers = stored_answers_of(store_session(), filling.access.response.id)
    asked = asked_sections(filling.question_set, given_answers(stored_answers))
    shown = filling.shown(section.key, asked)
    waiting = open_conflicts_of(store_session(), filling.access)
    if waiting:
        whole = page_section(section, given_answers(stored_answers))
        conflicts = conflicting_views(whole, waiting, stored_answers)
        shown = with_conflicts(whole, shown, conflicts) if shown or conflicts else None
    else:
        conflicts = {}
    if shown is None or not filling.is_open():
        return redirect(filling.overview, code=303)
    return _page(filling, shown, _state(filling, stored_answers, conflicts), asked)


def save_section(filling: Filling, section: Section) -> Reply:
    """Save the page. Return it again if something was not saved, otherwise a redirect to the next page."""
    _offer_second_language(filling, section)
    draft = open_draft(store_session(), filling.access)
    section = page_section(section, draft.given)
    page = read_page(section, request.form, request.files)
    saved = save_page(draft, section, page, now=now())
    if section.key == DETAILS_KEY and follow_decision(draft, filling.decision(), now=now()):
        notify(Notice.DECISION_OF_STEP)
    late, again = not filling.is_open(), filling.again()
    store_session().commit()
    answers = draft.given
    asked = asked_sections(filling.question_set, answers)
    after = _After(section, page, saved, draft.stored_answers, answers, asked, filling.shown(section.key, asked))
    _notify(filling, saved, late=late, again=again)
    if saved.button:
        notify_of_button(saved.button, answers)
    if saved.refusals:
        return _page_again(filling, after)
    return redirect(_next_page(filling, after) if saved.is_whole else _page_of_choice(filling, after), code=303)


def _notify(filling: Filling, saved: PageSaved, *, late: bool, again: bool) -> None:
    """Choose the messages for the next page. `late`: saved after the deadline; `again`: saved after a submission."""
    time = format_time(now())
    changed = saved.changed or AUTOSAVED in request.form
    if saved.put_back:
        notify(Notice.ENTRY_PUT_BACK)
    if saved.removed:
        notify(Notice.CHARACTERS_REMOVED, count=saved.removed)
    if saved.left_open:
        notify(Notice.CHOICE_OPEN)
    if saved.chosen_before:
        notify(Notice.CHOSEN_BEFORE)
    if not saved.is_whole:
        refused = sum(len(each) for each in saved.refusals.values())
        if refused:
            notify(Notice.FILES_REFUSED, count=refused, time=time)
        elif changed:
            notify(Notice.REST_SAVED, time=time)
    elif late:
        notify(Notice.SAVED_LATE, time=time)
    elif changed and again:
        notify(Notice.SAVED_AFTER_SUBMISSION, time=time)
    elif changed or not (again or _only_the_language()):
        notify(filling.saved, time=time)
    elif not (_only_the_language() or TIDY in request.form):
        notify(Notice.NOTHING_CHANGED)
    if is_choosing_second_language() and not late:
        _notify_of_second_language()


def _only_the_language() -> bool:
    """Whether a language was chosen: a person who changes no answer then hears nothing of saving."""
    return is_switching() or is_choosing_second_language()


def _notify_of_second_language() -> None:
    _page, shown = shown_languages()
    if shown:
        notify(Notice.SECOND_LANGUAGE_SHOWN, language=language_name_in(page_language(), shown).lower())
    else:
        notify(Notice.SECOND_LANGUAGE_HIDDEN)


def _next_page(filling: Filling, after: _After) -> str:
    """Return the URL after saving: a place on this page that needs attention, otherwise the next section or
    the review.
    """
    key = after.section.key
    if filling.comments and request.form.get(COMMENT_ON):
        return filling.comments.page_of(request.form[COMMENT_ON])
    if "to_overview" in request.form or not filling.is_open():
        return filling.overview
    if tidied := _text_to_tidy(filling, after):
        return tidied
    place = _place_on_page(after.shown, after) if after.shown else None
    if place is not None:
        return _same_page(filling, key) + place
    if back_to := _back_to():
        return filling.confirm if back_to == CONFIRM else filling.review
    every = [each.key for each in all_sections(filling.question_set)]
    later = every[every.index(key) + 1 :]
    following = next((each.key for each in after.asked if each.key in later), None)
    return filling.address_of(following) if following else filling.review


def _text_to_tidy(filling: Filling, after: _After) -> str | None:
    """Return the address of the page that shows a text tidied, if the button for that was pressed."""
    address = request.form.get(TIDY, "")
    return f"{filling.tidied_at}{address}" if filling.tidied_at and address in after.page.typed else None


def _place_on_page(shown: Section, after: _After) -> str | None:
    """Return where on this page the person continues, as the end of its URL; None if they can go to the next page.

    The page itself, if a language was chosen (also a second one shown next to it); otherwise the entry whose button was
    pressed, the errors to correct, the first question that is asked because of the new answers, or the first one where
    somebody else had chosen.

    The summary of errors has the address #errors, and gets the focus through it: without JavaScript there is no other
    way.
    """
    if is_switching() or is_choosing_second_language():
        return ""
    if after.saved.button:
        return f"#{_place_of_button(shown, after.saved.button, after.answers)}"
    if any(not finding.lacks for finding in findings(shown, after.answers)):
        return "#errors"
    brought_up = _brought_up(shown)
    if brought_up:
        notify(Notice.QUESTIONS_BROUGHT_UP, count=len(brought_up))
    chosen = [question for address, question in addressed(shown) if address in after.saved.chosen_before]
    first = next(iter([*brought_up, *chosen]), None)
    return f"#{field_name(first, first.used_parts[0])}" if first else None


def _place_of_button(shown: Section, button: Done, answers: Answers) -> str:
    if button.act is Act.ADD and button.done:
        return first_field(shown, button, answers)
    return button_anchor(button)


def _brought_up(section: Section) -> list[Question]:
    """Return the questions of the section that were not on the page that was sent."""
    return [
        question
        for _, question in addressed(section)
        if not isinstance(question, Group) and revision_name(question) not in request.form
    ]


def _page_of_choice(filling: Filling, after: _After) -> str:
    """Return where a conflict leads: to both answers; if they were on the page already, also to the overview or to the
    place of a button, if that was pressed.
    """
    address = _same_page(filling, after.section.key)
    if after.saved.conflicts == after.saved.asked:
        if "to_overview" in request.form:
            return filling.overview
        if after.saved.button and after.shown:
            return f"{address}#{_place_of_button(after.shown, after.saved.button, after.answers)}"
    return f"{address}#errors"


def _page_again(filling: Filling, after: _After) -> Reply:
    """The page with what is wrong with files, which cannot be kept, and with what is in conflict."""
    conflicts = conflicting_views(
        after.section, open_conflicts_of(store_session(), filling.access), after.stored_answers
    )
    state = _state(filling, after.stored_answers, conflicts, after.saved.refusals)
    return _page(
        filling, with_conflicts(after.section, after.shown, conflicts), state, after.asked
    ), 409 if conflicts else 422


def _page(filling: Filling, section: Section, state: PageState, asked: Sequence[Section]) -> str:
    keys = [each.key for each in asked]
    view = section_view(section, state)
    return render_template(
        filling.template,
        access=filling.access,
        filling=filling,
        question_set=filling.question_set,
        section=view,
        comments=filling.comments.at(view.addresses) if filling.comments else None,
        position=keys.index(section.key) if section.key in keys else 0,
        total=len(keys) - 1,
        back_to=_back_to(),
        is_late=filling.access.is_late(now()),
        field_labels=sign_section(filling.access.consultation.key, section.key),
    )


def _state(filling: Filling, stored_answers: Mapping[str, StoredAnswer], *shown: Any) -> PageState:
    digest = filling.access.consultation.set_digest
    more: Mapping[str, Any] = {"history_at": filling.history_at, "tidies": bool(filling.tidied_at)}
    return PageState(stored_answers, filling.question_set.numbers(), digest, *shown, **more)


def _same_page(filling: Filling, key: str) -> str:
    address = filling.address_of(key)
    return f"{address}?from={_back_to()}" if _back_to() else address


def _back_to() -> str:
    """Return which page follows after saving, if the person came from one: REVIEW or CONFIRM."""
    found = request.values.get("from", "")
    return found if found in {REVIEW, CONFIRM} else ""


def _offer_second_language(filling: Filling, section: Section) -> None:
    """Offer a second language to show next to the page's own: one of the set's; on the details page one of
    PAGE_LANGUAGES.
    """
    offer_second_language(PAGE_LANGUAGES if section.key == DETAILS_KEY else filling.question_set.languages)
    remember_second_language()
