"""The page on which an organisation confirms a joint statement of another one: through the link that it got by mail, or
from its own pages.
"""

from flask import render_template, request

from survey.languages import PAGE_LANGUAGES, language_name_in
from survey.operations.joint.confirming import (
    Confirmation,
    JointOver,
    Outcome,
    TextChanged,
    asked_text,
    confirm,
    leading,
    leave,
    open_until,
)
from survey.questions.text import clean_text, length
from survey.store.personal_links import Access
from survey.store.tables import JointPartyRow
from survey.store.tables.joint import LONGEST_DISSENT
from survey.web.documents.statement import document
from survey.web.installation import now, store_session
from survey.web.language import _, page_language
from survey.web.replies import Errors, Reply

ANSWER, CONFIRM, LEAVE = "answer", "confirm", "leave"
BY, DISSENT, DISSENT_LANGUAGE = "by", "dissent", "dissent_language"

LONGEST_BY = 150
"""Characters of the name of who confirms."""


def joint_page(party: JointPartyRow, *, access: Access | None = None, errors: Errors | None = None) -> str:
    """Return the page with the text to confirm. `access`: that of the organisation, if the page is one of its own."""
    leads, text = leading(store_session(), party), asked_text(store_session(), party, now=now())
    typed = request.form if request.method == "POST" else {}
    return render_template(
        "joint.html",
        layout="respond/page.html" if access else "base.html",
        access=access,
        party=party,
        leads=leads.organisation,
        consultation=leads.consultation,
        question_set=text.question_set,
        text=text,
        sections=document(text.question_set, text.answers),
        is_open=party.left_at is None and now() < open_until(store_session(), party),
        until=open_until(store_session(), party),
        is_confirmed=text.is_confirmed_by(party),
        typed={
            ANSWER: typed.get(ANSWER, ""),
            BY: typed.get(BY, ""),
            DISSENT: typed.get(DISSENT, party.dissent),
            DISSENT_LANGUAGE: typed.get(DISSENT_LANGUAGE, party.dissent_language or page_language()),
        },
        answers=[
            (CONFIRM, _("We are behind this statement"), ""),
            (LEAVE, _("We are not behind it"), _("Your organisation is then not named with the statement.")),
        ],
        languages=[(code, language_name_in(page_language(), code), "") for code in PAGE_LANGUAGES],
        errors=errors or [],
    )


def answer_joint(party: JointPartyRow, *, access: Access | None = None) -> Reply | None:
    """Store what the organisation says in the form that was sent; the page again with what is wrong. None: it is
    stored, and the caller commits and shows the page.
    """
    answer, said, errors = _read()
    if errors:
        return joint_page(party, access=access, errors=errors), 422
    try:
        if answer == LEAVE:
            leave(store_session(), party, now=now())
            return None
        outcome = confirm(store_session(), party, said, checked=request.form.get("checked", ""), now=now())
    except JointOver:
        return joint_page(party, access=access), 409
    except TextChanged:
        error = _("The text has been changed since you opened this page. Read it again, and confirm it then.")
        return joint_page(party, access=access, errors=[(ANSWER, error)]), 409
    if outcome is Outcome.CONFIRMED:
        return None
    store_session().commit()
    return joint_page(party, access=access, errors=[(ANSWER, _words(outcome))]), 409


def _read() -> tuple[str, Confirmation, Errors]:
    answer = request.form.get(ANSWER, "")
    by = " ".join(clean_text(request.form.get(BY, "")).text.split())
    dissent = clean_text(request.form.get(DISSENT, "")).text.strip()
    language = request.form.get(DISSENT_LANGUAGE, "")
    errors: Errors = []
    if answer not in {CONFIRM, LEAVE}:
        errors.append((ANSWER, _("Choose whether your organisation is behind the statement.")))
    elif answer == CONFIRM:
        if not by:
            errors.append((BY, _("Write the name of the person who confirms.")))
        if length(by) > LONGEST_BY:
            errors.append((BY, _("A name can have at most %(most)s characters.", most=LONGEST_BY)))
        if length(dissent) > LONGEST_DISSENT:
            errors.append(
                (DISSENT, _("The dissenting part can have at most %(most)s characters.", most=LONGEST_DISSENT))
            )
        if dissent and language not in PAGE_LANGUAGES:
            errors.append((DISSENT_LANGUAGE, _("Choose the language.")))
    return answer, Confirmation(by, dissent, language), errors


def _words(outcome: Outcome) -> str:
    match outcome:
        case Outcome.OWN_STATEMENT:
            return _(
                "Your organisation has submitted something of its own, which counts. Withdraw that first if you want "
                "to be behind this one. Nothing was confirmed; who hands in is told of this."
            )
        case Outcome.OWN_PARTIES:
            return _(
                "Other organisations have confirmed a joint statement of yours. Take them away from it first if you "
                "want to be behind this one. Nothing was confirmed; who hands in is told of this."
            )
        case Outcome.ANOTHER_ONE:
            return _(
                "Your organisation has confirmed another joint statement. Leave that first if you want to be behind "
                "this one. Nothing was confirmed; who hands in is told of this."
            )
        case _:
            raise AssertionError(outcome)
