"""Ordering a new personal link, for whoever has lost theirs: it goes only to the address that was invited."""

from flask import redirect, render_template, request, url_for

from survey.operations.mail.occasions import TooManyOrders, order_links
from survey.public import pages
from survey.questions.kinds.email import is_address
from survey.questions.text import clean_text
from survey.web.guards import permission
from survey.web.http.proxies import address_is_shared
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import LANGUAGE_IN_PATH, _, is_switching
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

LONGEST_ADDRESS = 300


@pages.get(f"{LANGUAGE_IN_PATH}/new-link")
@permission(Permission.VISIT)
def new_link() -> str:
    """Show the form; where no mail is sent, say whom to ask instead."""
    return _page("", [])


@pages.post(f"{LANGUAGE_IN_PATH}/new-link")
@permission(Permission.VISIT)
def order_new_link() -> Reply:
    """Order a link to every request that was sent to the address. The answer is the same whether there is any."""
    typed = clean_text(request.form.get("email", "")).text.strip()[:LONGEST_ADDRESS]
    if is_switching() or not sends_mail():
        return _page(typed, [])
    if not is_address(typed):
        return _page(
            typed, [("email", _("Write the e-mail address to which the request for a statement was sent."))]
        ), 422
    client, shared = request.remote_addr or "", address_is_shared()
    try:
        order_links(store_session(), typed, client=client, now=now(), is_shared=shared)
    except TooManyOrders:
        error = _("New links have been ordered so often that no more can be ordered now. Try again in an hour.")
        return _page(typed, [("email", error)]), 429
    store_session().commit()
    notify(Notice.LINK_ORDERED)
    return redirect(url_for("public.new_link", _anchor=NOTICES), code=303)


def _page(typed: str, errors: Errors) -> str:
    return render_template("public/new_link.html", typed=typed, errors=errors, sends_mail=sends_mail())
