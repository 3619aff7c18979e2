"""What mails are made of: their subject and paragraphs, what they are about, and what several of them say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from survey.export.statements.records import Confirmed
from survey.languages import gettext, text_in


@dataclass(frozen=True)
class Letter:
    """A mail's subject, and its text as paragraphs."""

    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    """What was received: when, under which reference, the digest of its public part, and where that can be checked.

    `is_entered`: it came by another channel, and a coordinator has entered it. `is_pending`: the organisation has still
    to decide on it, which it can tell until `decide_until`, if it can. `confirmed`: the decision that was made after
    that. `withdrawn_at` and `withdrawn_because`: when and why it was withdrawn, if it was.
    """

    kind: str
    received_at: datetime
    reference: str
    digest: str
    check_address: str
    is_entered: bool = False
    is_pending: bool = False
    decide_until: datetime | None = None
    confirmed: Confirmed | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""


@dataclass(frozen=True)
class AboutRequest:
    """The request for a statement that a mail is about, and the recipient's way to it.

    Texts are by language. `link` is the personal link of this mail, by language; `order_address` is where a new one can
    be ordered. `words` are the coordinator's own, by language. `is_open`: whether a statement can be submitted now,
    which it can until `closing`; `is_late`: whether the deadline has passed meanwhile.
    `asked`: false for an organisation that was not asked but wants to answer. `link_until`: when the link ends, of one
    that verifies an address.
    """

    title: Mapping[str, str]
    issuer: Mapping[str, str]
    organisation: Mapping[str, str]
    diary_number: str
    deadline: datetime
    contact_name: str
    contact_email: str
    link: Mapping[str, str]
    order_address: Mapping[str, str]
    words: Mapping[str, str]
    closing: datetime
    is_open: bool
    is_late: bool
    receipt: Receipt | None = None
    asked: bool = True
    link_until: datetime | None = None


@dataclass(frozen=True)
class AboutFeedback:
    """Feedback on accessibility that was given, the day by which it is answered, and where it can be read."""

    received_at: datetime
    answer_by: datetime
    address: Mapping[str, str]


def matter(about: AboutRequest, language: str) -> str:
    """The title of the request and its diary number, a line each."""
    number = gettext(language, "Diary number: %(number)s", number=about.diary_number)
    return f"{text_in(about.title, language)}\n{number}"


def contact(about: AboutRequest, language: str) -> str:
    """Whom to ask: the contact person of the request."""
    return gettext(
        language, "For more information: %(name)s, %(email)s", name=about.contact_name, email=about.contact_email
    )
