"""What the caller gives to be exported: one consultation, its respondents and their statements.

Plain frozen records, so that nothing here asks a database: the store makes them, the export reads them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from survey.languages import PAGE_LANGUAGES, format_date, format_moment, gettext, text_in
from survey.languages import mark as _
from survey.questions.details import GROUP
from survey.questions.own_groups import OwnGroups
from survey.questions.question import Answers, Given, Texts
from survey.questions.question_set import QuestionSet

PUBLIC = _("Without contact details")
INTERNAL = _("Internal: with contact details")
FULL_PUBLIC = _("Full workbook without contact details")
FULL_INTERNAL = _("Full workbook, internal: with contact details")


class Status(StrEnum):
    """How far an invited organisation has come."""

    NOT_OPENED = "not_opened"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    NOTHING_TO_STATE = "nothing_to_state"
    WITHDRAWN = "withdrawn"
    JOINT = "joint"
    """It is behind another organisation's statement, and has submitted nothing of its own that counts."""


_STATUS_WORDS: Mapping[Status, str] = {
    Status.NOT_OPENED: _("Not opened"),
    Status.DRAFT: _("Draft in progress"),
    Status.SUBMITTED: _("Submitted"),
    Status.NOTHING_TO_STATE: _("Nothing to state"),
    Status.WITHDRAWN: _("Withdrawn"),
    Status.JOINT: _("Answered jointly"),
}


def status_words(status: Status, language: str) -> str:
    """A status in words: one word each, the same on pages and in files."""
    return gettext(language, _STATUS_WORDS[status])


class Decision(StrEnum):
    """What an organisation says of its own decision when it submits a statement."""

    DECIDED = "decided"
    NOT_NEEDED = "none"
    PENDING = "pending"
    """The body that decides meets later."""


_DECISION_WORDS: Mapping[Decision, str] = {
    Decision.DECIDED: _("Decided"),
    Decision.NOT_NEEDED: _("No decision needed"),
    Decision.PENDING: _("Decision pending"),
}

DECISION = _("Decision on the statement")


def decision_words(decision: str | None, language: str, *, is_confirmed: bool = False) -> str | None:
    """What was told of the decision, in words, the same on pages and in files; None where it was not asked.
    `is_confirmed`: whether a decision that was pending has been made, and the statement stayed as it was.
    """
    if decision is None:
        return None
    return gettext(language, _("Decided afterwards") if is_confirmed else _DECISION_WORDS[Decision(decision)])


@dataclass(frozen=True)
class Confirmed:
    """A decision that was pending and has been made: who decided on which day, and under which section of its minutes.
    `extract` is the name of the file with their extract, or empty.
    """

    at: datetime
    body: str
    decided_on: date
    paragraph: str
    extract: str = ""


def confirmed_words(confirmed: Confirmed, language: str) -> str:
    """Who made a decision that was pending, and when, in words."""
    parts = (confirmed.body, format_date(confirmed.decided_on), confirmed.paragraph)
    return gettext(
        language,
        "%(decision)s. Confirmed %(moment)s.",
        decision=" ".join(each for each in parts if each),
        moment=format_moment(language, confirmed.at),
    )


class Channel(StrEnum):
    """How a statement came that did not come through this service and was entered by a coordinator."""

    EMAIL = "email"
    POST = "post"
    BY_HAND = "by_hand"
    OTHER_SERVICE = "other_service"


_CHANNEL_WORDS: Mapping[Channel, str] = {
    Channel.EMAIL: _("By e-mail"),
    Channel.POST: _("By post"),
    Channel.BY_HAND: _("Brought on paper"),
    Channel.OTHER_SERVICE: _("Through another service"),
}


def channel_words(channel: str | None, language: str) -> str:
    """How a statement came, in words, the same on pages and in files. None: through this service."""
    return gettext(language, _CHANNEL_WORDS[Channel(channel)] if channel else _("In this service"))


CHANNEL = _("Channel")


def entered_words(channel: str, entered_at: datetime, language: str) -> str:
    """How a statement came that did not come through this service, and when it was entered."""
    return gettext(
        language,
        "%(channel)s, entered into this service %(moment)s",
        channel=channel_words(channel, language),
        moment=format_moment(language, entered_at),
    )


class Party(NamedTuple):
    """An organisation behind another one's statement: its name by language and its group, `at` what time it was behind
    it, and `how` that is known (`own_link` or `entered`). `dissent`: its dissenting part, in `dissent_language`.
    `submitted_itself`: whether it has submitted something of its own that counts, and is counted with that.
    """

    organisation: Texts
    group: str
    at: datetime
    how: str
    dissent: str = ""
    dissent_language: str | None = None
    submitted_itself: bool = False


JOINT_STATEMENT = _("Joint statement")
DISSENT = _("Dissenting part")

_HOW: Mapping[str, str] = {
    "own_link": _("confirmed by the organisation"),
    "entered": _("entered by who submitted the statement"),
}


def party_words(party: Party, language: str, *, received_at: datetime | None) -> str:
    """An organisation behind a statement, and what is to be known of that: that others have entered its confirmation,
    that it came after the statement, that the organisation has an answer of its own.
    """
    more = [gettext(language, _HOW[party.how])] if party.how == "entered" else []
    if received_at is not None and party.at > received_at:
        more.append(gettext(language, "confirmed afterwards, %(moment)s", moment=format_moment(language, party.at)))
    if party.submitted_itself:
        more.append(gettext(language, "has submitted something of its own too, which counts"))
    name = text_in(party.organisation, language)
    return f"{name} ({', '.join(more)})" if more else name


def confirmed_how(party: Party, language: str) -> str:
    """How it is known that the organisation is behind the statement, in words."""
    return gettext(language, _HOW[party.how])


@dataclass(frozen=True)
class JointStatement:
    """One organisation behind the statement of another (`leads`), which was received under a reference."""

    leads: Texts
    reference: str
    received_at: datetime
    party: Party


@dataclass(frozen=True)
class TextRevision:
    """The texts of a question set as they read from a moment on, with the digest that names them."""

    number: int
    digest: str
    at: datetime


@dataclass(frozen=True)
class WithdrawnStatement:
    """A statement that its organisation has withdrawn, without its answers: when and why."""

    organisation: Texts
    group: str
    number: int
    reference: str
    received_at: datetime
    withdrawn_at: datetime
    reason: str


@dataclass(frozen=True)
class ConsultationRecord:
    """One consultation, with its frozen question set, the digests that name it, and all revisions of its texts."""

    key: str
    title: Texts
    issuer: Texts
    diary_number: str
    opened_at: datetime
    deadline: datetime
    question_set: QuestionSet
    structure_digest: str
    text_digest: str
    text_revisions: tuple[TextRevision, ...] = ()
    contact_deleted_at: datetime | None = None
    """In an internal edition: when contact details were deleted after their time, if they were."""
    withdrawn: tuple[WithdrawnStatement, ...] = ()
    """The statements that were withdrawn, in the order of tables."""
    joint: tuple[JointStatement, ...] = ()
    """Those behind joint statements that count, by statement."""


@dataclass(frozen=True)
class Respondent:
    """One invited organisation: `organisation` is its name by language, `group` its group by the invitation.

    Moments have a time zone. `details` are the public details of the latest submission, by address, and empty
    when nothing was submitted; `contact` those that are never published, and empty also where nobody asked for them.
    `public_digest` is the digest of the public part of the latest submission, and empty if there is none. `channel` and
    `entered_at`: how it came and when it was entered, if it did not come through this service.
    `asked` is false for an organisation that was not asked but wanted to answer; `joined`: it did so by itself.
    `own_groups` are those of the installation that the consultation knows: its group may be one of them.

    `decision` is what it said of its own decision, `expected` when a pending one is expected, `confirmed` that one when
    it was made. `late_from`: when the statement was received in whose place this one came, when the organisation had
    decided; that is what makes it late or not. `parties` are the other organisations behind the statement;
    `joint_with` is the name of the one behind whose statement this one is.
    """

    organisation: Texts
    group: str
    language: str
    status: Status
    sent_at: datetime | None
    opened_at: datetime | None
    received_at: datetime | None
    reference: str
    own_deadline: datetime | None
    details: Answers
    public_digest: str = ""
    contact: Answers = field(default_factory=dict)
    channel: str | None = None
    entered_at: datetime | None = None
    asked: bool = True
    own_groups: OwnGroups = ()
    joined: bool = False
    decision: str | None = None
    expected: date | None = None
    confirmed: Confirmed | None = None
    late_from: datetime | None = None
    parties: tuple[Party, ...] = ()
    joint_with: Texts | None = None

    def is_late(self, deadline: datetime) -> bool:
        """Whether the statement came after the deadline, which may be the organisation's own."""
        came_at = self.late_from or self.received_at
        return came_at is not None and came_at >= (self.own_deadline or deadline)

    @property
    def is_pending(self) -> bool:
        """Whether the organisation has still to decide on its statement."""
        return self.decision == Decision.PENDING and self.confirmed is None

    @property
    def group_in_statement(self) -> str:
        """The group that the organisation gave in its statement, else that of the invitation."""
        given = self.details.get(GROUP)
        return given.value.get("option", self.group) if given else self.group


def channel_of(respondent: Respondent, language: str) -> str | None:
    """How the respondent's statement came, in words; None if there is none."""
    return channel_words(respondent.channel, language) if respondent.received_at else None


def status_and_channel(respondent: Respondent, language: str) -> str:
    """The status for tables that have no column of channels and decisions: with the channel of a statement that came by
    another, and with a decision that is pending.
    """
    status = status_words(respondent.status, language)
    more = [channel_words(respondent.channel, language).lower()] if respondent.channel else []
    if respondent.is_pending:
        more.append(gettext(language, _DECISION_WORDS[Decision.PENDING]).lower())
    if respondent.parties:
        more.append(jointly(respondent, language) or "")
    return f"{status} ({', '.join(more)})" if more else status


def jointly(respondent: Respondent, language: str) -> str | None:
    """With whom a respondent has answered, in words: those behind its statement, or the one that submitted it."""
    if respondent.parties:
        names = [party_words(each, language, received_at=respondent.received_at) for each in respondent.parties]
        return gettext(language, "joint statement with: %(organisations)s", organisations="; ".join(names))
    if respondent.joint_with is None:
        return None
    name = text_in(respondent.joint_with, language)
    return gettext(language, "answered jointly with: %(organisation)s", organisation=name)


def decision_of(respondent: Respondent, language: str) -> str | None:
    """What the respondent said of its decision, in words, with the day on which a pending one is expected."""
    words = decision_words(respondent.decision, language, is_confirmed=respondent.confirmed is not None)
    if words and respondent.is_pending and respondent.expected:
        return f"{words} ({format_date(respondent.expected)})"
    return words


class SubmittedAnswer(NamedTuple):  # a dataclass takes three times as long to make, and there may be a million
    """One answer of a statement. `row_id` and `digest` name it, so that a row can be traced back to it."""

    given: Given
    row_id: str
    digest: str


@dataclass(frozen=True)
class Statement:
    """The latest submission of one organisation: its answers by question key."""

    respondent: Respondent
    answers: Mapping[str, SubmittedAnswer]


@dataclass(frozen=True)
class EarlierStatement:
    """A submission that counts no longer beside another of its organisation; `number` is its place among them, from 1.

    Its answers are by address, those of the respondent's public details among them. `nothing_to_state` on the whole
    request is a submission too.
    """

    organisation: Texts
    number: int
    reference: str
    received_at: datetime
    nothing_to_state: bool
    answers: Mapping[str, SubmittedAnswer]
    channel: str | None = None
    decision: str | None = None


@dataclass(frozen=True)
class Edition:
    """Which file is made of a consultation: in which language, when, by whom, and whether with contact details.

    A `full` workbook has more sheets and columns, for those who work on with the figures.
    """

    language: str
    exported_at: datetime
    by: str
    internal: bool = False
    full: bool = False

    @property
    def kind(self) -> str:
        """What the file says of itself."""
        if self.full:
            return gettext(self.language, FULL_INTERNAL if self.internal else FULL_PUBLIC)
        return gettext(self.language, INTERNAL if self.internal else PUBLIC)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the tables' headers: that of the file, and in a full workbook the other one too."""
        others = tuple(each for each in PAGE_LANGUAGES if each != self.language) if self.full else ()
        return (self.language, *others)


Statements = Callable[[], Iterator[Statement]]
"""Starts one pass over the statements, by group in official order and then by name."""

EarlierStatements = Callable[[], Iterator[EarlierStatement]]
"""Starts one pass over what was replaced: the organisations as above, the submissions of each by number."""
