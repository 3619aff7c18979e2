"""The consultation as who answers will see it: its beginning, and every section. Nothing is saved."""

from flask import render_template, url_for

from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import ADDRESS, load_draft
from survey.operations.answers.section_pages import page_section
from survey.operations.consultation_drafts.materials import materials_to_keep
from survey.operations.consultation_drafts.opening import as_consultation
from survey.operations.register.groups import groups_in
from survey.questions.asking.addresses import all_sections
from survey.questions.freeze import read_frozen
from survey.store.base import NotFound
from survey.store.consultation_drafts import materials_of
from survey.web.documents.consultation import consultation_view
from survey.web.guards import permission
from survey.web.installation import now, store_session
from survey.web.permissions import Permission
from survey.web.sections.page import PageState, section_view
from survey.web.words.second_language import offer_second_language


@pages.get(f"{ADDRESS}look")
@permission(Permission.PREPARE_CONSULTATIONS)
def look(draft_id: int) -> str:
    """Show what is told before the questions, and the sections."""
    draft = load_draft(draft_id)
    consultation = as_consultation(draft, now(), own_groups=groups_in(store_session()).own_in_use)
    if consultation is None:
        raise NotFound(str(draft_id))
    question_set = read_frozen(consultation.question_set)
    consultation.materials = materials_to_keep(materials_of(store_session(), draft_id))
    return render_template(
        "coordinate/drafts/look.html",
        draft=draft,
        consultation=consultation,
        question_set=question_set,
        about=consultation_view(
            consultation,
            question_set,
            lambda file_id, _name: url_for("coordinate.draft_material", draft_id=draft_id, file_id=file_id),
        ),
        sections=all_sections(question_set),
    )


@pages.get(f"{ADDRESS}look/<section_key>")
@permission(Permission.PREPARE_CONSULTATIONS)
def look_at_section(draft_id: int, section_key: str) -> str:
    """Show one section with all of its questions, also those that are asked only after certain answers."""
    draft = load_draft(draft_id)
    consultation = as_consultation(draft, now(), own_groups=groups_in(store_session()).own_in_use)
    question_set = read_frozen(consultation.question_set) if consultation else None
    sections = {each.key: each for each in all_sections(question_set)} if question_set else {}
    if consultation is None or question_set is None or section_key not in sections:
        raise NotFound(section_key)
    offer_second_language(question_set.languages)
    state = PageState({}, question_set.numbers(), consultation.set_digest)
    keys = list(sections)
    position = keys.index(section_key)
    return render_template(
        "coordinate/drafts/look_at_section.html",
        draft=draft,
        consultation=consultation,
        question_set=question_set,
        section=section_view(page_section(sections[section_key], {}), state),
        following=keys[position + 1] if position + 1 < len(keys) else None,
    )
