"""What each kind of mail says, as plain text in one language: made when it is sent, from what is true then."""

from typing import assert_never

from survey.languages import format_date, format_time, gettext, text_in
from survey.operations.mail.letter_parts import AboutFeedback, AboutRequest, Letter, contact, matter
from survey.operations.mail.outbox import MessageKind
from survey.operations.mail.receipt_letters import confirmation_letter, receipt_letter, withdrawal_letter


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
            made = receipt_letter
        case MessageKind.WITHDRAWAL:
            made = withdrawal_letter
        case MessageKind.CONFIRMATION:
            made = confirmation_letter
        case MessageKind.NEW_LINK:
            made = _new_link
        case MessageKind.JOINING:
            made = _joining
        case (
            MessageKind.FEEDBACK | MessageKind.ACCOUNT | MessageKind.COLLEAGUE | MessageKind.UNDONE | MessageKind.JOINT
        ):
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
            matter(about, language),
            *_words(about, language),
            _answer_by(about, language),
            *_way_to_answer(about, language),
            contact(about, language),
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
            matter(about, language),
            *_words(about, language),
            _answer_by(about, language),
            *_way_to_answer(about, language),
            gettext(language, "If you have nothing to state, tell that through the same link."),
            contact(about, language),
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
            matter(about, language),
            *_words(about, language),
            *_way_to_answer(about, language),
            contact(about, language),
            gettext(language, "The new last time to answer is attached as a calendar entry."),
        ),
    )


def _new_link(about: AboutRequest, language: str) -> Letter:
    return Letter(
        gettext(language, "A new link: %(title)s", title=text_in(about.title, language)),
        (
            gettext(
                language,
                "A new link to the request for a statement has been ordered to your e-mail address. %(recipient)s",
                recipient=_recipient(about, language),
            ),
            matter(about, language),
            *_way_to_answer(about, language),
            gettext(
                language,
                "Links that you have from before still work. If nobody of yours has ordered this one, "
                "you need not do anything.",
            ),
            _answer_by(about, language),
            contact(about, language),
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
            matter(about, language),
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
            contact(about, language),
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
