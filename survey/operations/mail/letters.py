"""What each kind of mail says, as plain text in one language: made when it is sent, from what is true then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from survey.export.statements.records import Confirmed, confirmed_words
from survey.languages import format_date, format_time, gettext, text_in
from survey.operations.mail.outbox import MessageKind
from survey.operations.submissions.submitting import NOTHING_TO_STATE


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


def letter(  # one for each kind
    kind: MessageKind, about: AboutRequest | AboutFeedback, language: str
) -> Letter:
    """Return the mail of this kind in `language`. Raises ValueError if `about` is not what the kind is about."""
    if isinstance(about, AboutFeedback):
        if kind is not MessageKind.FEEDBACK:
            raise ValueError(f"A mail of the kind {kind} is not about feedback.")
        return _feedback(about, language)
    match kind:
        case MessageKind.REQUEST:
            made = _request
        case MessageKind.REMINDER:
            made = _reminder
        case MessageKind.MORE_TIME:
            made = _more_time
        case MessageKind.RECEIPT:
            made = _receipt
        case MessageKind.WITHDRAWAL:
            made = _withdrawal
        case MessageKind.CONFIRMATION:
            made = _confirmation
        case MessageKind.NEW_LINK:
            made = _new_link
        case MessageKind.JOINING:
            made = _joining
        case MessageKind.FEEDBACK | MessageKind.ACCOUNT | MessageKind.COLLEAGUE | MessageKind.UNDONE:
            raise ValueError(f"A mail of the kind {kind} is not about a request.")
        case _:
            assert_never(kind)
    return made(about, language)


def _request(about: AboutRequest, language: str) -> Letter:
    issuer, title = text_in(about.issuer, language), text_in(about.title, language)
    if about.asked:
        subject = gettext(language, "Request for a statement: %(title)s", title=title)
        asks = gettext(language, "%(issuer)s asks for a statement.", issuer=issuer)
    else:
        subject = gettext(language, "You can give a statement: %(title)s", title=title)
        asks = gettext(language, "%(issuer)s asks for statements, and you can give one too.", issuer=issuer)
    return Letter(
        subject,
        (
            f"{asks} {_recipient(about, language)}",
            _matter(about, language),
            *_words(about, language),
            _answer_by(about, language),
            *_way_to_answer(about, language),
            _contact(about, language),
            gettext(language, "The last time to answer is attached as a calendar entry."),
        ),
    )


def _reminder(about: AboutRequest, language: str) -> Letter:
    issuer, organisation = text_in(about.issuer, language), text_in(about.organisation, language)
    if about.asked:
        first = gettext(
            language,
            "%(issuer)s has asked for a statement. No answer has been received yet from: %(organisation)s",
            issuer=issuer,
            organisation=organisation,
        )
    else:
        first = gettext(
            language,
            "%(issuer)s asks for statements. No answer has been received yet from: %(organisation)s",
            issuer=issuer,
            organisation=organisation,
        )
    return Letter(
        gettext(language, "Reminder of a request for a statement: %(title)s", title=text_in(about.title, language)),
        (
            first,
            _matter(about, language),
            *_words(about, language),
            _answer_by(about, language),
            *_way_to_answer(about, language),
            gettext(language, "If you have nothing to state, tell that through the same link."),
            _contact(about, language),
        ),
    )


def _more_time(about: AboutRequest, language: str) -> Letter:
    return Letter(
        gettext(language, "More time to answer: %(title)s", title=text_in(about.title, language)),
        (
            gettext(
                language,
                "You have more time to give your statement: until %(date)s at %(time)s. %(recipient)s",
                date=format_date(about.deadline),
                time=format_time(about.deadline),
                recipient=_recipient(about, language),
            ),
            _matter(about, language),
            *_words(about, language),
            *_way_to_answer(about, language),
            _contact(about, language),
            gettext(language, "The new last time to answer is attached as a calendar entry."),
        ),
    )


def _receipt(about: AboutRequest, language: str) -> Letter:
    receipt = _told(about)
    title = text_in(about.title, language)
    if receipt.kind == NOTHING_TO_STATE:
        subject = gettext(language, "Received: nothing to state. %(title)s", title=title)
        first = gettext(language, "You have told that you have nothing to state.")
    else:
        subject = gettext(language, "Statement received: %(title)s", title=title)
        first = gettext(language, "Your statement has been received.")
    return Letter(
        subject,
        (
            f"{first} {_sender(about, language)}",
            *_entered(receipt, language),
            _matter(about, language),
            _received(receipt, language),
            *_pending(receipt, language),
            _check_code(receipt, language),
            *_until(about, language),
            _contact(about, language),
            gettext(language, "What was received is attached as a Word file, without contact details."),
        ),
    )


def _withdrawal(about: AboutRequest, language: str) -> Letter:
    receipt = _told(about)
    if receipt.withdrawn_at is None:
        raise ValueError("A receipt of a withdrawal needs what was withdrawn.")
    at = {"date": format_date(receipt.withdrawn_at), "time": format_time(receipt.withdrawn_at)}
    told = gettext(language, "Your statement was withdrawn on %(date)s at %(time)s. It no longer counts.", **at)
    return Letter(
        gettext(language, "Statement withdrawn: %(title)s", title=text_in(about.title, language)),
        (
            f"{told} {_sender(about, language)}",
            _matter(about, language),
            _received(receipt, language),
            gettext(language, "Reason: %(reason)s", reason=receipt.withdrawn_because),
            *_again_until(about, language),
            _contact(about, language),
            gettext(language, "What was withdrawn is attached as a Word file, without contact details."),
        ),
    )


def _confirmation(about: AboutRequest, language: str) -> Letter:
    receipt = _told(about)
    if receipt.confirmed is None:
        raise ValueError("A receipt of a confirmation needs what was confirmed.")
    first = gettext(language, "You have confirmed the decision on your statement. The statement stays as it was.")
    return Letter(
        gettext(language, "Decision on the statement confirmed: %(title)s", title=text_in(about.title, language)),
        (
            f"{first} {_sender(about, language)}",
            _matter(about, language),
            _received(receipt, language),
            gettext(language, "Decision: %(decision)s", decision=confirmed_words(receipt.confirmed, language)),
            _check_code(receipt, language),
            _contact(about, language),
            gettext(language, "The statement is attached as a Word file, without contact details."),
        ),
    )


def _told(about: AboutRequest) -> Receipt:
    if about.receipt is None:
        raise ValueError("A receipt needs what was received.")
    return about.receipt


def _sender(about: AboutRequest, language: str) -> str:
    return gettext(language, "From: %(sender)s", sender=text_in(about.organisation, language))


def _received(receipt: Receipt, language: str) -> str:
    at = {"date": format_date(receipt.received_at), "time": format_time(receipt.received_at)}
    return gettext(
        language, "Received %(date)s at %(time)s. Reference: %(reference)s", reference=receipt.reference, **at
    )


def _check_code(receipt: Receipt, language: str) -> str:
    return gettext(
        language,
        "The check code of the statement is %(code)s. It can be checked here:\n%(address)s",
        code=receipt.digest,
        address=receipt.check_address,
    )


def _pending(receipt: Receipt, language: str) -> tuple[str, ...]:
    if not receipt.is_pending:
        return ()
    told = gettext(language, "You have told that the decision on the statement is pending.")
    if receipt.decide_until is None:
        return (told,)
    at = {"date": format_date(receipt.decide_until), "time": format_time(receipt.decide_until)}
    until = gettext(
        language,
        "When it has been made, confirm the statement or submit the decided one until %(date)s at %(time)s.",
        **at,
    )
    return (f"{told} {until}",)


def _again_until(about: AboutRequest, language: str) -> tuple[str, ...]:
    if not about.is_open:
        return ()
    at = {"date": format_date(about.closing), "time": format_time(about.closing)}
    return (gettext(language, "You can submit a statement again until %(date)s at %(time)s.", **at),)


def _new_link(about: AboutRequest, language: str) -> Letter:
    return Letter(
        gettext(language, "A new link: %(title)s", title=text_in(about.title, language)),
        (
            gettext(
                language,
                "A new link to the request for a statement has been ordered to your e-mail address. %(recipient)s",
                recipient=_recipient(about, language),
            ),
            _matter(about, language),
            *_way_to_answer(about, language),
            gettext(
                language,
                "Links that you have from before still work. If nobody of yours has ordered this one, "
                "you need not do anything.",
            ),
            _answer_by(about, language),
            _contact(about, language),
        ),
    )


def _joining(about: AboutRequest, language: str) -> Letter:
    until = about.link_until or about.closing
    return Letter(
        gettext(language, "Confirm your e-mail address: %(title)s", title=text_in(about.title, language)),
        (
            gettext(
                language,
                "This e-mail address has been given for answering the request for a statement of %(issuer)s.",
                issuer=text_in(about.issuer, language),
            ),
            _matter(about, language),
            gettext(
                language,
                "Confirm the address and begin to answer here:\n%(link)s",
                link=text_in(about.link, language),
            ),
            gettext(
                language,
                "Confirm it by %(date)s at %(time)s. "
                "Once it is confirmed, the same link leads to your answers: keep this mail.",
                date=format_date(until),
                time=format_time(until),
            ),
            _who_has_the_link(language),
            gettext(
                language,
                "If nobody of yours has given the address, you need not do anything. What was given is then removed.",
            ),
            _answer_by(about, language),
            _contact(about, language),
        ),
    )


def _feedback(about: AboutFeedback, language: str) -> Letter:
    at = {"date": format_date(about.received_at), "time": format_time(about.received_at)}
    return Letter(
        gettext(language, "Feedback on accessibility"),
        (
            gettext(
                language, "Feedback on the accessibility of the service was received on %(date)s at %(time)s.", **at
            ),
            gettext(language, "The law gives time to answer until %(date)s.", date=format_date(about.answer_by)),
            gettext(language, "Read it here:\n%(address)s", address=text_in(about.address, language)),
        ),
    )


def _recipient(about: AboutRequest, language: str) -> str:
    return gettext(language, "Recipient: %(organisation)s", organisation=text_in(about.organisation, language))


def _matter(about: AboutRequest, language: str) -> str:
    number = gettext(language, "Diary number: %(number)s", number=about.diary_number)
    return f"{text_in(about.title, language)}\n{number}"


def _words(about: AboutRequest, language: str) -> tuple[str, ...]:
    words = about.words.get(language, "").strip()
    return (words,) if words else ()


def _answer_by(about: AboutRequest, language: str) -> str:
    at = {"date": format_date(about.deadline), "time": format_time(about.deadline)}
    if not about.is_late:
        return gettext(language, "Answer by %(date)s at %(time)s.", **at)
    ends = {"date": format_date(about.closing), "time": format_time(about.closing)}
    told = gettext(language, "A statement is still taken until %(date)s at %(time)s, and marked as late.", **ends)
    return f"{gettext(language, 'The deadline was %(date)s at %(time)s.', **at)} {told}"


def _entered(receipt: Receipt, language: str) -> tuple[str, ...]:
    if not receipt.is_entered:
        return ()
    return (gettext(language, "You sent this by another channel, and the authority has entered it into this service."),)


def _until(about: AboutRequest, language: str) -> tuple[str, ...]:
    if not about.is_open:
        return ()
    at = {"date": format_date(about.closing), "time": format_time(about.closing)}
    if about.receipt and about.receipt.is_entered:
        return (
            gettext(
                language,
                "You can still submit a statement in the service until %(date)s at %(time)s. That one counts then.",
                **at,
            ),
        )
    return (
        gettext(
            language,
            "You can change the statement and submit it again until %(date)s at %(time)s. The latest one counts.",
            **at,
        ),
    )


def _way_to_answer(about: AboutRequest, language: str) -> tuple[str, ...]:
    return (
        gettext(language, "You answer through this link:\n%(link)s", link=text_in(about.link, language)),
        _who_has_the_link(language),
        gettext(
            language,
            "If the link is lost or does not work, order a new one here:\n%(address)s",
            address=text_in(about.order_address, language),
        ),
    )


def _who_has_the_link(language: str) -> str:
    return gettext(
        language,
        "Everybody who has this link can read, change and submit the statement. "
        "Pass it on only to those who prepare the statement with you.",
    )


def _contact(about: AboutRequest, language: str) -> str:
    return gettext(
        language, "For more information: %(name)s, %(email)s", name=about.contact_name, email=about.contact_email
    )
