"""What receipts say: of a statement, of its withdrawal, and of the decision on it."""

from survey.export.statements.records import confirmed_words
from survey.languages import format_date, format_time, gettext, text_in
from survey.operations.mail.letter_parts import AboutRequest, Letter, Receipt, contact, matter
from survey.operations.submissions.submitting import NOTHING_TO_STATE


def receipt_letter(about: AboutRequest, language: str) -> Letter:
    """Return the receipt of what was submitted. Raises ValueError if `about` does not have it."""
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
            matter(about, language),
            _received(receipt, language),
            *_pending(receipt, language),
            _check_code(receipt, language),
            *_until(about, language),
            contact(about, language),
            gettext(language, "What was received is attached as a Word file, without contact details."),
        ),
    )


def withdrawal_letter(about: AboutRequest, language: str) -> Letter:
    """Return the receipt of a withdrawal. Raises ValueError if nothing was withdrawn."""
    receipt = _told(about)
    if receipt.withdrawn_at is None:
        raise ValueError("A receipt of a withdrawal needs what was withdrawn.")
    at = {"date": format_date(receipt.withdrawn_at), "time": format_time(receipt.withdrawn_at)}
    told = gettext(language, "Your statement was withdrawn on %(date)s at %(time)s. It no longer counts.", **at)
    return Letter(
        gettext(language, "Statement withdrawn: %(title)s", title=text_in(about.title, language)),
        (
            f"{told} {_sender(about, language)}",
            matter(about, language),
            _received(receipt, language),
            gettext(language, "Reason: %(reason)s", reason=receipt.withdrawn_because),
            *_again_until(about, language),
            contact(about, language),
            gettext(language, "What was withdrawn is attached as a Word file, without contact details."),
        ),
    )


def confirmation_letter(about: AboutRequest, language: str) -> Letter:
    """Return the receipt of a confirmed decision. Raises ValueError if nothing was confirmed."""
    receipt = _told(about)
    if receipt.confirmed is None:
        raise ValueError("A receipt of a confirmation needs what was confirmed.")
    first = gettext(language, "You have confirmed the decision on your statement. The statement stays as it was.")
    return Letter(
        gettext(language, "Decision on the statement confirmed: %(title)s", title=text_in(about.title, language)),
        (
            f"{first} {_sender(about, language)}",
            matter(about, language),
            _received(receipt, language),
            gettext(language, "Decision: %(decision)s", decision=confirmed_words(receipt.confirmed, language)),
            _check_code(receipt, language),
            contact(about, language),
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
