"""What the organisation stated in an earlier consultation: looked at, and taken over one by one or all."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.operations.earlier_statements.offers import (
    Compared,
    EarlierAnswers,
    Offers,
    chosen_statement,
    offered_statements,
    offers,
    read_earlier,
)
from survey.operations.earlier_statements.taking import Taken, take
from survey.questions.asking.progress import language_given
from survey.questions.freeze import read_frozen
from survey.questions.text import small_number
from survey.respond import pages
from survey.respond.earlier_statement_page import Languages, anchor_of, gone_views, name_of, offer_views
from survey.store.responses.answers import StoredAnswer, given_answers, stored_answers_of
from survey.store.responses.earlier_statements import EarlierStatement
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import _
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.sections.refusals import refusal_words
from survey.web.words.texts import words

ADDRESS = "/responses/<int(max=2147483647):response_id>/earlier"

OF = "of"
"""The parameter that names the earlier consultation; without it the latest is meant."""

TAKE, ALL = "take", "*"
"""The name of the buttons; their value is the address of a question, or ALL."""

REVISION = "revision-"
"""Begins the names of the hidden fields with what the page has shown of each question."""


@pages.get(ADDRESS)
@permission(Permission.CHANGE_RESPONSE)
def earlier_statement(response_id: int) -> Reply:
    """Show the answers of an earlier statement with what has changed in the questions. Redirects to the overview after
    the deadline. Raises NotFound if there is no such statement of the organisation.
    """
    if not access().is_open(now()):
        return _to_overview()
    statements = offered_statements(store_session(), access())
    chosen = chosen_statement(statements, request.args.get(OF, ""))
    earlier = read_earlier(store_session(), chosen)
    return _page(statements, chosen, earlier, [])


@pages.post(ADDRESS)
@permission(Permission.CHANGE_RESPONSE)
def take_earlier(response_id: int) -> Reply:
    """Take one answer over, or all where the draft has none. What a colleague has changed since is not overwritten, and
    the page comes again; so it does with the files that the question does not take.
    """
    if not access().is_open(now()):
        return _to_overview()
    statements = offered_statements(store_session(), access())
    chosen = chosen_statement(statements, request.args.get(OF, ""))
    earlier, wanted = read_earlier(store_session(), chosen), request.form.get(TAKE, "")
    address = None if wanted == ALL else wanted
    taken = take(store_session(), access(), chosen, earlier, address=address, revisions=_revisions(), now=now())
    store_session().commit()
    if taken.changed_meanwhile or taken.refused:
        return _page(statements, chosen, earlier, _errors(earlier, taken)), 409
    notify(Notice.EARLIER_TAKEN if taken.answered else Notice.NOTHING_CHANGED, count=taken.answered)
    if address is None:
        return _to_overview(NOTICES)
    of = chosen.consultation.key if OF in request.args else None
    return redirect(url_for(".earlier_statement", response_id=response_id, of=of, _anchor=NOTICES), code=303)


def _page(statements: list[EarlierStatement], chosen: EarlierStatement, earlier: EarlierAnswers, errors: Errors) -> str:
    stored_answers = stored_answers_of(store_session(), access().response.id)
    offered = _offers(earlier, stored_answers)
    draft_language = language_given(given_answers(stored_answers), access().organisation.language)
    written = Languages(chosen.submission.language, draft_language)
    open_ones = [each for each in offered.questions if each.compared is not Compared.SAME]
    return render_template(
        "respond/earlier_statement.html",
        access=access(),
        errors=errors,
        chosen=chosen,
        title=words(earlier.question_set.title),
        others=[each for each in statements if each is not chosen],
        shown=offer_views(open_ones, written),
        same=offer_views([each for each in offered.questions if each.compared is Compared.SAME], written),
        gone=gone_views(offered.gone, written),
        new=sum(each.compared is Compared.NEW for each in open_ones),
        differing=sum(each.compared is Compared.DIFFERS for each in open_ones),
        to_take=len(offered.without_answer),
        all=ALL,
    )


def _offers(earlier: EarlierAnswers, stored_answers: dict[str, StoredAnswer]) -> Offers:
    waiting = open_conflicts_of(store_session(), access())
    return offers(earlier, read_frozen(access().consultation.question_set), stored_answers, waiting)


def _errors(earlier: EarlierAnswers, taken: Taken) -> Errors:
    """What was not taken, and why."""
    offered = _offers(earlier, stored_answers_of(store_session(), access().response.id))
    errors: Errors = []
    for each in offered.questions:
        if each.address in taken.changed_meanwhile:
            message = _(
                "Somebody has changed the answer to question “%(question)s” since this page was shown. Nothing was "
                "overwritten. Look at both, and take the earlier one then if you want it.",
                question=name_of(each),
            )
            errors.append((anchor_of(each.address), message))
        for refusal in taken.refused.get(each.address, ()):
            errors.append((anchor_of(each.address), refusal_words(refusal, each.question)))
    return errors


def _revisions() -> dict[str, int]:
    return {
        name.removeprefix(REVISION): small_number(value)
        for name, value in request.form.items()
        if name.startswith(REVISION)
    }


def _to_overview(anchor: str | None = None) -> Response:
    return redirect(url_for(".overview", response_id=access().response.id, _anchor=anchor), code=303)
