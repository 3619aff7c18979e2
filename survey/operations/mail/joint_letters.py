"""What the mail says in which another organisation is asked to confirm a joint statement.

It has nothing that was typed but the name of who hands in: nobody can let the service write anything to anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from survey.languages import format_date, format_time, gettext, text_in
from survey.operations.mail.letter_parts import Letter


@dataclass(frozen=True)
class AboutJoint:
    """A joint statement. Texts and links are by language. `leads`: the organisation that hands it in; `until`: when it
    can no longer be confirmed; `is_submitted`: whether it has been handed in already.
    """

    title: Mapping[str, str]
    issuer: Mapping[str, str]
    diary_number: str
    leads: Mapping[str, str]
    until: datetime
    is_submitted: bool
    link: Mapping[str, str]


def joint_letter(about: AboutJoint, language: str) -> Letter:
    """Return the mail with the link to the statement in this language."""
    title, leads = text_in(about.title, language), text_in(about.leads, language)
    if about.is_submitted:
        first = gettext(
            language,
            "%(organisation)s has submitted a joint statement and has named you as one of those behind it.",
            organisation=leads,
        )
    else:
        first = gettext(
            language,
            "%(organisation)s prepares a joint statement and has named you as one of those behind it.",
            organisation=leads,
        )
    return Letter(
        gettext(language, "Confirm a joint statement: %(title)s", title=title),
        (
            first,
            f"{title}\n{gettext(language, 'Diary number: %(number)s', number=about.diary_number)}\n"
            + gettext(language, "Requested by: %(issuer)s", issuer=text_in(about.issuer, language)),
            gettext(
                language,
                "Read the statement here, and tell whether you are behind it. You can add a dissenting part:\n%(link)s",
                link=text_in(about.link, language),
            ),
            gettext(
                language,
                "Until you confirm it you are not among those behind the statement. "
                "It can be confirmed until %(date)s at %(time)s.",
                date=format_date(about.until),
                time=format_time(about.until),
            ),
            gettext(
                language,
                "Everybody who has this link can read the statement and confirm it for you. Pass it on only to those "
                "who decide on it. If you have been asked for a statement of your own, that is not answered by this "
                "before you confirm.",
            ),
        ),
    )
