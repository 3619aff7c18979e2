"""What mails about staff accounts say, as plain text in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from survey.languages import format_date, format_time, gettext, text_in
from survey.operations.mail.letter_parts import Letter


@dataclass(frozen=True)
class AboutAccount:
    """A staff account whose password is to be set, and the way to it.

    `has_password`: whether it has one, so that this is about a forgotten one and not an invitation. `service` is what
    the service is called; `link` is where the password is set, until `valid_until`, by language.
    """

    has_password: bool
    service: Mapping[str, str]
    link: Mapping[str, str]
    order_address: Mapping[str, str]
    valid_until: datetime


def account_letter(about: AboutAccount, language: str) -> Letter:
    """Return the mail about an account in `language`: an invitation, or a way to a new password."""
    service, at = text_in(about.service, language), about.valid_until
    link, order = text_in(about.link, language), text_in(about.order_address, language)
    until = gettext(
        language,
        "The link works once, until %(date)s at %(time)s. If it does not work any more, order a new one here:\n"
        "%(address)s",
        date=format_date(at),
        time=format_time(at),
        address=order,
    )
    if about.has_password:
        return Letter(
            gettext(language, "A new password: %(service)s", service=service),
            (
                gettext(
                    language,
                    "A new password has been ordered for your account in the service %(service)s.",
                    service=service,
                ),
                gettext(language, "Set it here:\n%(link)s", link=link),
                until,
                gettext(language, "If you have not ordered it, you need not do anything: the earlier password works."),
            ),
        )
    return Letter(
        gettext(language, "Your account: %(service)s", service=service),
        (
            gettext(
                language,
                "An account has been made for you in the service %(service)s, with which statements are requested.",
                service=service,
            ),
            gettext(language, "Take it into use by setting a password here:\n%(link)s", link=link),
            until,
        ),
    )
