"""The functions that templates may call: texts, dates, URLs of static files with digests, the language switch."""

from functools import cache

from flask import Flask, request, url_for

from survey.export.documents.statement import decision_fact, decision_line, standing_words
from survey.export.statements.records import channel_words, confirmed_words, entered_words, party_words
from survey.languages import (
    HELSINKI,
    LANGUAGE_NAMES,
    LOCALES,
    format_date,
    format_moment,
    format_number,
    format_size,
    format_time,
    language_name_in,
)
from survey.operations.submissions.documents import confirmed_of
from survey.questions.freeze import read_frozen
from survey.store.tables import ConsultationRow
from survey.web.about import about, service_pages
from survey.web.files import extract_of
from survey.web.guards import caller_may, signed_in_coordinator, tried_draft
from survey.web.http.static_files import version_of
from survey.web.kinds import pages
from survey.web.language import SWITCH, other_languages, page_language, switch_words
from survey.web.notices import NOTICES
from survey.web.permissions import Permission
from survey.web.questions.names import SECTION_NOTHING, SECTION_REVISION, TIDY, versioned
from survey.web.sections.comments_beside import COMMENT_ON
from survey.web.sections.drawing import draw_field
from survey.web.sections.field_labels import FIELD_LABELS, sign_labels
from survey.web.words.colleagues import colleague_role_words, person_words, role_choices
from survey.web.words.markdown import markdown
from survey.web.words.notices import take_notices
from survey.web.words.progress import progress_words
from survey.web.words.second_language import SECOND_LANGUAGE, second_language_choices
from survey.web.words.texts import words


def set_up_templates(app: Flask) -> None:
    """Give all templates their functions and filters. Raises an exception if a kind of question has no module for
    pages.
    """
    pages()
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        about_service=about,
        service_pages=service_pages,
        Permission=Permission,
        COMMENT_ON=COMMENT_ON,
        SECOND_LANGUAGE=SECOND_LANGUAGE,
        FIELD_LABELS=FIELD_LABELS,
        SECTION_NOTHING=SECTION_NOTHING,
        versioned=versioned,
        SECTION_REVISION=SECTION_REVISION,
        TIDY=TIDY,
        SWITCH=SWITCH,
        NOTICES=NOTICES,
        LANGUAGE_NAMES=LANGUAGE_NAMES,
        LOCALES=LOCALES,
        second_language_choices=second_language_choices,
        caller_may=caller_may,
        colleague_role_words=colleague_role_words,
        coordinator=signed_in_coordinator,
        draw_field=draw_field,
        extract_of=extract_of,
        markdown=markdown,
        other_languages=other_languages,
        in_language=lambda code: language_name_in(page_language(), code),
        page_language=page_language,
        person_words=person_words,
        progress_words=progress_words,
        role_choices=role_choices,
        sign_labels=sign_labels,
        static_url=static_url,
        switch_words=switch_words,
        take_notices=take_notices,
        title_of=title_of,
        tried_draft=tried_draft,
        words=words,
    )
    app.jinja_env.filters.update(
        day=format_date,
        clock=format_time,
        moment=lambda moment: format_moment(page_language(), moment),
        iso=lambda moment: moment.astimezone(HELSINKI).isoformat(timespec="minutes"),
        number=format_number,
        channel=lambda channel: channel_words(channel, page_language()),
        entered=lambda submission: entered_words(submission.channel, submission.entered_at, page_language()),
        size=lambda size: format_size(page_language(), size),
        party=lambda party, received_at: party_words(party, page_language(), received_at=received_at),
        standing=lambda told: list(standing_words(told, page_language())),
        decision_of_row=lambda submission: decision_line(
            submission.decision, confirmed_of(submission), page_language()
        ),
        decision=lambda told: decision_fact(told, page_language()),
        confirmed=lambda confirmed: confirmed_words(confirmed, page_language()),
    )


def title_of(consultation: ConsultationRow) -> str:
    """Return the title of the consultation's question set in the page's language, which ends its pages' titles."""
    return words(read_frozen(consultation.question_set).title).text


def static_url(name: str) -> str:
    """Return the URL of a static file, with a digest of its content, so that browsers can keep the file for a year."""
    return _static_url(name, request.script_root)


@cache
def _static_url(name: str, root: str) -> str:
    """Built only once for each `root` under which the service is reached, because every page has four of these URLs."""
    return url_for("static", filename=name, v=version_of(name))
