"""What the mails within an organisation say: to a colleague who gets a link, and to those whose statement no longer
counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from survey.languages import format_date, format_time, gettext, text_in
from survey.languages import mark as _
from survey.operations.colleagues.roles import APPROVER, COMMENTER, HOLDER, REGISTRY, WRITER
from survey.operations.mail.letter_parts import Letter

_TASKS = {
    HOLDER: _("You are in charge of the statement: you add colleagues to it, and submit it."),
    REGISTRY: _("You can write answers and comments."),
    WRITER: _("You can write answers and comments. Whoever is in charge of the statement submits it."),
    COMMENTER: _("You can read the draft and write comments on it."),
    APPROVER: _("You can read the draft, write comments on it, and approve it before it is submitted."),
}


@dataclass(frozen=True)
class AboutColleague:
    """What a colleague is asked for. Texts and links are by language. `by`: the name of who has added the colleague,
    empty where it is not known.
    """

    title: Mapping[str, str]
    organisation: Mapping[str, str]
    diary_number: str
    deadline: datetime
    role: str
    by: str
    link: Mapping[str, str]


@dataclass(frozen=True)
class AboutUndone:
    """A statement that no longer counts, because the organisation has told that it has nothing to state."""

    title: Mapping[str, str]
    organisation: Mapping[str, str]
    diary_number: str
    received_at: datetime
    reference: str


def colleague_letter(about: AboutColleague, language: str) -> Letter:
    """Return the mail with a colleague's own link in this language."""
    title, organisation = text_in(about.title, language), text_in(about.organisation, language)
    return Letter(
        gettext(language, "A statement to prepare together: %(title)s", title=title),
        (
            _asks(about, organisation, language),
            _matter(title, about.diary_number, language),
            gettext(language, _TASKS[about.role]),
            gettext(
                language,
                "The response time ends on %(date)s at %(time)s.",
                date=format_date(about.deadline),
                time=format_time(about.deadline),
            ),
            gettext(language, "This is your own link to the statement:\n%(link)s", link=text_in(about.link, language)),
            gettext(
                language,
                "What is done through the link is shown with your name. Do not pass it on: colleagues get their own.",
            ),
            gettext(
                language,
                "If the link does not work any more, ask whoever is in charge of the statement for a new one.",
            ),
        ),
    )


def undone_letter(about: AboutUndone, language: str) -> Letter:
    """Return the mail that tells who wrote a statement that it no longer counts."""
    title = text_in(about.title, language)
    return Letter(
        gettext(language, "The statement no longer counts: %(title)s", title=title),
        (
            gettext(
                language,
                "It has been told for %(organisation)s that there is nothing to state. The statement that was "
                "submitted on %(date)s at %(time)s, reference %(reference)s, no longer counts.",
                organisation=text_in(about.organisation, language),
                date=format_date(about.received_at),
                time=format_time(about.received_at),
                reference=about.reference,
            ),
            _matter(title, about.diary_number, language),
            gettext(
                language,
                "You get this mail because you have written answers of that statement. They are still in the draft. "
                "Until the response time ends the statement can be submitted again.",
            ),
        ),
    )


def _asks(about: AboutColleague, organisation: str, language: str) -> str:
    if about.by:
        return gettext(
            language,
            "%(name)s asks you to prepare a statement together. From: %(organisation)s",
            name=about.by,
            organisation=organisation,
        )
    return gettext(
        language, "You are asked to prepare a statement together. From: %(organisation)s", organisation=organisation
    )


def _matter(title: str, number: str, language: str) -> str:
    return f"{title}\n{gettext(language, 'Diary number: %(number)s', number=number)}"
