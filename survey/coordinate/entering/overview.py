"""The statement that is being entered: how it came, its sections as a task list, and what can be done with it."""

from flask import render_template

from survey.coordinate import pages
from survey.coordinate.entering.found import ADDRESS, Found, load_entering
from survey.export.statements.records import channel_words
from survey.languages import language_name_in
from survey.operations.submissions.entering import ORIGINAL
from survey.questions.asking.progress import Progress, language_given, section_progress
from survey.questions.asking.visibility import asked_sections
from survey.questions.file_kinds import FILE_KINDS
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.web.guards import permission
from survey.web.installation import store_session
from survey.web.language import page_language
from survey.web.permissions import Permission
from survey.web.sections.filling import choices_to_make


@pages.get(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
def entering(key: str, invitation_id: int) -> str:
    """Show how the statement came, the file as it came, and how far each section is typed."""
    return entering_page(load_entering(key, invitation_id), [])


def entering_page(found: Found, errors: list[tuple[str, str]]) -> str:
    """Return the page, with what is wrong with a file that was to be kept."""
    access, statement = found.entering.access, found.entering.statement
    answers = given_answers(stored_answers_of(store_session(), access.response.id))
    waiting = open_conflicts_of(store_session(), access)
    sections = [section_progress(section, answers) for section in asked_sections(found.question_set, answers)[1:]]
    language = page_language()
    return render_template(
        "coordinate/entering.html",
        found=found,
        statement=statement,
        channel=channel_words(statement.channel, language),
        written_in=language_name_in(language, language_given(answers, found.one.organisation.language)),
        is_late=statement.arrived_at >= access.deadline,
        details=section_progress(found.filling.details, answers),
        sections=sections,
        ready=sum(each.progress is Progress.READY for each in sections),
        choices=choices_to_make(found.filling, answers, waiting),
        limits=ORIGINAL.limits(language),
        accept=",".join(f".{ending}" for kind in ORIGINAL.file_kinds for ending in FILE_KINDS[kind].endings),
        errors=errors,
    )
