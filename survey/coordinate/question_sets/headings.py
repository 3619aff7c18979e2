"""Making a question set from pasted headings, and changing the headings as long as the set contains nothing else."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for

from survey.authoring.authored import Authored
from survey.authoring.headings import HeadingsRefused, headings_in
from survey.authoring.uploads import read_headings
from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import load_draft
from survey.coordinate.question_sets.uploading import SHOWN
from survey.languages import AUTHOR_LANGUAGES
from survey.operations.question_sets.drafts import authored_in, content_version, keep_draft, replace_draft
from survey.questions.text import clean_text
from survey.store.base import NotFound
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.limits import largest_body
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

LARGEST_PASTE = 1024 * 1024
"""In bytes. 500 headings of usual length in two languages, percent-encoded, need a tenth of it."""

LONGEST_TITLE = 300
TITLE, LINES = "headings-title-", "headings-"
"""The names of the fields begin with these texts; the code of the language follows."""


@pages.get("/coordinate/question-sets/headings")
@permission(Permission.PREPARE_CONSULTATIONS)
def headings() -> Reply:
    """Show the page on which headings are pasted."""
    return _page({}, [])


@pages.post("/coordinate/question-sets/headings")
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_PASTE)
def paste_headings() -> Reply:
    """Make a question set from the headings and store it. The headings are read before the write lock is taken."""
    typed = _typed()
    authored, errors = _read(typed)
    if authored is None:
        return _page(typed, errors), 422 if errors else 200
    draft = keep_draft(store_session(), coordinator(), authored, source_name=_name(typed), now=now())
    store_session().commit()
    return redirect(url_for("coordinate.question_set_draft", draft_id=draft.id), code=303)


@pages.get("/coordinate/question-sets/<int(max=2147483647):draft_id>/headings")
@permission(Permission.PREPARE_CONSULTATIONS)
def changing_headings(draft_id: int) -> Reply:
    """Show the same page with the headings of an existing set. Raises NotFound if the set contains more than
    headings.
    """
    draft = load_draft(draft_id)
    question_set = authored_in(draft).question_set
    pasted = headings_in(question_set) if question_set else None
    if question_set is None or pasted is None:
        raise NotFound(str(draft_id))
    title = {TITLE + language: words for language, words in question_set.title.items()}
    return _page(title | {LINES + language: text for language, text in pasted.items()}, [], content_version(draft))


@pages.post("/coordinate/question-sets/<int(max=2147483647):draft_id>/headings")
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_PASTE)
def change_headings(draft_id: int) -> Reply:
    """Replace the earlier headings by the changed ones. If the set was changed after the page was opened, in another
    window or by a file, nothing is replaced unseen: the page comes again, and says so.
    """
    typed, shown = _typed(), request.form.get(SHOWN, "")
    authored, errors = _read(typed)
    if authored is None:
        return _page(typed, errors, shown), 422 if errors else 200
    draft = load_draft(draft_id)
    if shown != content_version(draft):
        changed = _(
            "The question set has been changed after you opened this page. Nothing was saved. "
            "If you save now, these headings take the place of the whole set."
        )
        return _page(typed, [(LINES + AUTHOR_LANGUAGES[0], changed)], content_version(draft)), 409
    replace_draft(store_session(), draft, authored, source_name=_name(typed), by=coordinator(), now=now())
    store_session().commit()
    return redirect(url_for("coordinate.question_set_draft", draft_id=draft_id), code=303)


def _typed() -> dict[str, str]:
    names = [start + language for start in (TITLE, LINES) for language in AUTHOR_LANGUAGES]
    return {name: request.form.get(name, "") for name in names}


def _read(typed: Mapping[str, str]) -> tuple[Authored | None, Errors]:
    """Return the set; or None and the errors. There are no errors if the person only switched the language
    of the page.
    """
    if is_switching():
        return None, []
    title = {language: typed[TITLE + language] for language in AUTHOR_LANGUAGES}
    errors = _title_errors(title)
    try:
        authored = read_headings(title, {language: typed[LINES + language] for language in AUTHOR_LANGUAGES})
    except HeadingsRefused as refused:
        return None, [*errors, (LINES + refused.language, refused.words(page_language()))]
    return (None, errors) if errors else (authored, [])


def _title_errors(title: Mapping[str, str]) -> Errors:
    if not any(words.strip() for words in title.values()):
        return [(TITLE + AUTHOR_LANGUAGES[0], _("Write the name of the question set in Finnish or in Swedish."))]
    return [
        (TITLE + language, _("At most %(longest)s characters fit here.", longest=LONGEST_TITLE))
        for language, words in title.items()
        if len(words) > LONGEST_TITLE
    ]


def _name(typed: Mapping[str, str]) -> str:
    """Return the title in the first language that has one: it is the source name of the stored draft."""
    titles = (clean_text(typed[TITLE + language]).text for language in AUTHOR_LANGUAGES)
    return next((words for title in titles if (words := " ".join(title.split()))), "–")


def _page(typed: Mapping[str, str], errors: Errors, shown: str = "") -> str:
    return render_template("coordinate/headings.html", typed=typed, errors=errors, SHOWN=SHOWN, shown=shown)
