"""What browsers and caches may keep of each response."""

from flask import request
from werkzeug.wrappers import Response

from survey.web.guards import audience_at
from survey.web.permissions import Audience

NOT_STORED = "no-store"
ASKED_FOR_AGAIN = "private, no-cache"

WITH_SECRETS = frozenset(
    {
        *("public.verifying", "public.verify", "public.joint", "public.answer_joint_link"),
        *("public.personal_link", "public.health", "public.outgoing_mail", "public.mail", "public.mail_file"),
        *(
            "coordinate.setting_password",
            "coordinate.set_password",
            "coordinate.begin_elsewhere",
            "coordinate.come_back",
        ),
        *("respond.add_colleague_to_draft", "respond.renew_link_of_colleague"),
    }
)
"""Endpoints whose address or page has the secret of a personal link, and one that gives the state of a moment."""


def cache_policy(response: Response) -> str:
    """Return the header Cache-Control of the present response; no shared cache may keep anything but static files.

    Pages of organisations may be kept by the browser, which must ask before it shows them anew. Only then does the
    Back button bring back the page with all that was typed into it, and our pages of errors tell people to use it: with
    "no-store" browsers throw typed text away. It would protect little: whoever sits down at a computer that a registry
    office shares can open the same pages as long as the personal link is known to its browser.

    Nothing of a coordinator's is stored, so that Back shows nothing after signing out. Nor is any file that is sent to
    be saved, such as a statement in Word or an attachment: who wants it saves it, and no text is typed into it.
    """
    if "Cache-Control" in response.headers and request.endpoint == "static":
        return response.headers["Cache-Control"]
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    if is_file or request.endpoint in WITH_SECRETS or audience_at(request.endpoint) is Audience.COORDINATOR:
        return NOT_STORED
    return ASKED_FOR_AGAIN
