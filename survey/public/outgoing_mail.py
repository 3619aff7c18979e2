"""The mails that the demonstration would send, for whoever tries it. Nowhere else does this page exist."""

from pathlib import Path

from flask import render_template, send_file
from werkzeug.wrappers import Response

from survey.operations.mail.caught import caught_file, caught_mail, caught_mails
from survey.public import pages
from survey.settings import MailFolder
from survey.store.base import NotFound
from survey.web.guards import permission
from survey.web.installation import installation
from survey.web.language import LANGUAGE_IN_PATH
from survey.web.permissions import Permission

ADDRESS = f"{LANGUAGE_IN_PATH}/outgoing-mail"
ONE = f"{ADDRESS}/<int(max=2147483647):number>"


@pages.get(ADDRESS)
@permission(Permission.VISIT)
def outgoing_mail() -> str:
    """Show the mails, the latest first."""
    return render_template("public/outgoing_mail.html", mails=caught_mails(_folder()))


@pages.get(ONE)
@permission(Permission.VISIT)
def mail(number: int) -> str:
    """Show one mail, whose links can be followed."""
    return render_template("public/mail.html", mail=caught_mail(_folder(), number))


@pages.get(f"{ONE}.eml")
@permission(Permission.VISIT)
def mail_file(number: int) -> Response:
    """Send a mail as a file, which mail programs open with its attachments."""
    path = caught_file(_folder(), number)
    return send_file(path.open("rb"), mimetype="message/rfc822", as_attachment=True, download_name=path.name)


def _folder() -> Path:
    settings = installation().settings.mail
    if not isinstance(settings, MailFolder):
        raise NotFound("outgoing mail")
    return settings.folder.resolve()
