"""The statements in the committee's papers: when each was received, and the digest by which it can be checked."""

from collections.abc import Iterator

from survey.export.documents.statement import digest_fact, language_words, text_spans
from survey.export.statements.records import (
    CHANNEL,
    DECISION,
    JOINT_STATEMENT,
    Respondent,
    Status,
    WithdrawnStatement,
    channel_words,
    confirmed_words,
    decision_of,
    entered_words,
    jointly,
    status_words,
)
from survey.export.word.document import Fact, Mark, Span, plain
from survey.languages import format_moment, gettext, text_in


def statement_facts(respondent: Respondent, language: str) -> Iterator[Fact]:
    """The facts below an organisation's name: when its statement was received, its reference and its digest."""
    if respondent.received_at:
        received = format_moment(language, respondent.received_at)
        yield Fact(plain(gettext(language, "Received")), plain(received))
    if respondent.channel and respondent.entered_at:
        words = entered_words(respondent.channel, respondent.entered_at, language)
        yield Fact(plain(gettext(language, CHANNEL)), plain(words))
    yield Fact(plain(gettext(language, "Reference")), plain(respondent.reference))
    if decision := decision_of(respondent, language):
        more = f": {confirmed_words(respondent.confirmed, language)}" if respondent.confirmed else ""
        yield Fact(plain(gettext(language, DECISION)), plain(decision + more))
    if told := jointly(respondent, language):
        yield Fact(plain(gettext(language, JOINT_STATEMENT)), plain(told))
    for each in respondent.parties:
        if each.dissent:
            name = text_in(each.organisation, language)
            label = gettext(language, "Dissenting part: %(organisation)s", organisation=name)
            yield Fact(plain(label), plain(each.dissent, each.dissent_language or language))
    if respondent.public_digest:
        yield digest_fact(respondent.public_digest, language)


def statement_line(respondent: Respondent, language: str) -> Fact:
    """The same as one entry of a list of all statements."""
    words = [
        respondent.reference,
        format_moment(language, respondent.received_at) if respondent.received_at else "",
        channel_words(respondent.channel, language) if respondent.channel else "",
        language_words(respondent.language, language) if respondent.language != language else "",
        status_words(respondent.status, language) if respondent.status is Status.NOTHING_TO_STATE else "",
        (decision_of(respondent, language) or "") if respondent.is_pending else "",
        jointly(respondent, language) or "",
    ]
    line = " · ".join(word for word in words if word)
    digest = Span(respondent.public_digest, mark=Mark.CODE)
    value = (Span(f"{line}\n"), digest) if respondent.public_digest else (Span(line),)
    return Fact(text_spans(respondent.organisation, language), value)


def withdrawn_line(withdrawn: WithdrawnStatement, language: str) -> Fact:
    """A statement that was withdrawn, as one entry of their list."""
    words = [
        withdrawn.reference,
        format_moment(language, withdrawn.received_at),
        gettext(language, "withdrawn %(moment)s", moment=format_moment(language, withdrawn.withdrawn_at)),
    ]
    reason = gettext(language, "Reason: %(reason)s", reason=withdrawn.reason)
    return Fact(text_spans(withdrawn.organisation, language), plain(f"{' · '.join(words)}\n{reason}"))
