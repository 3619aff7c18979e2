"""What mails say, in the recipient's language, and their headers, whatever is typed into them."""

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO

import pytest
from docx import Document
from icalendar import Calendar

from survey.languages import PAGE_LANGUAGES
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.mail.mails import has_link, mail_of
from survey.operations.mail.occasions import put_feedback_notice, put_new_password, put_receipts, request_to
from survey.operations.mail.outbox import Message, MessageKind, put_into_outbox
from survey.store.database import Database
from survey.store.mail import FAILED, SENDING, SENT, WAITING
from survey.store.tables import FeedbackRow
from survey.store.tables.mail import MESSAGE_KINDS, MESSAGE_STATES
from tests.mail_servers import Mailbox, Taken, mail_server
from tests.operations.mail.outboxes import ORIGIN, messages, send, waiting_requests
from tests.rounds import DETAILS, Round, open_round, save, submit, tell_nothing

WITHIN = {MessageKind.COLLEAGUE, MessageKind.UNDONE, MessageKind.JOINT}
"""The kinds of mail within an organisation: see test_colleague_letters.py."""

HELSINKI_DEADLINE = datetime(2027, 1, 29, 14, 0, tzinfo=UTC)


def taken(database: Database, now: datetime) -> list[Taken]:
    """What a mail server takes of all that waits."""
    box = Mailbox()
    with mail_server(box) as settings:
        send(database, settings, now=now)
    return box.taken


def asked(database: Database, now: datetime, languages: str, **words: str) -> Taken:
    """The one request, in these languages, as it arrives."""
    with database.writing() as session:
        round_ = open_round(session, now=now)
        round_.access.consultation.deadline = HELSINKI_DEADLINE
        message = request_to(round_.access.invitation, words=words)
        message = Message(**{**vars(message), "languages": languages})
        put_into_outbox(session, [message], now=now)
    [mail] = taken(database, now)
    return mail


def test_a_request_says_who_asks_what_until_when_and_how_to_answer(sqlite: Database, now: datetime) -> None:
    mail = asked(sqlite, now, "sv", sv="Obs. också bilaga 2.\nMed vänlig hälsning", fi="Ei tätä.")
    assert mail.mail["Subject"] == "Begäran om utlåtande: En fråga"
    text = mail.text
    for words in (
        "Ministeriet ber om ett utlåtande. Mottagare: Mallikunta på svenska",
        "En fråga\nDiarienummer: VN/1/2026",
        "Obs. också bilaga 2.\nMed vänlig hälsning",
        "Svara senast 29.1.2027 kl.\N{NO-BREAK SPACE}16.00.",
        "https://lausunnot.example.fi/sv/r/",
        "https://lausunnot.example.fi/sv/new-link",
        "Ville Valmistelija, ville@example.fi",
    ):
        assert words in text, words
    assert "Ei tätä" not in text


def test_a_mail_in_both_languages_says_all_twice_under_a_subject_in_both(sqlite: Database, now: datetime) -> None:
    mail = asked(sqlite, now, "sv fi")
    assert mail.mail["Subject"] == "Begäran om utlåtande: En fråga / Lausuntopyyntö: Yksi kysymys"
    swedish, finnish = mail.text.split("\n* * *\n")
    assert "ber om ett utlåtande" in swedish and "pyytää lausuntoa" in finnish
    assert mail.mail["Content-Language"] == "sv, fi"
    assert "/sv/r/" in swedish and "/fi/r/" in finnish


def test_the_headers_say_whom_to_answer_and_that_a_program_has_written(sqlite: Database, now: datetime) -> None:
    mail = asked(sqlite, now, "fi").mail
    assert mail["From"] == "Ministeriö <lausunnot@palvelu.example>"
    assert mail["Reply-To"] == "Ville Valmistelija <ville@example.fi>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == now
    assert str(mail["Message-ID"]).endswith("@palvelu.example>")
    assert {part.get_content_maintype() for part in mail.walk()} == {"multipart", "text"}
    assert "<" not in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # there is one


def test_nothing_typed_becomes_a_header(sqlite: Database, now: datetime) -> None:
    nasty = "Ville\r\nBcc: kaikki@example.fi\r\n\r\nTervetuloa \N{ZERO WIDTH SPACE}\x00 \u2028 <script>"
    with sqlite.writing() as session:
        round_ = open_round(session, now=now)
        round_.access.consultation.contact_name = nasty
        round_.access.consultation.issuer = {"fi": nasty, "sv": nasty}
        put_into_outbox(session, [request_to(round_.access.invitation, words={"fi": nasty})], now=now)
    [mail] = taken(sqlite, now)
    assert mail.recipient == "kirjaamo@example.fi"
    assert sorted(set(mail.mail.keys())) == sorted(
        {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"}
        | {"Content-Language"}
    )
    assert "Bcc: kaikki@example.fi" in str(mail.mail["From"])  # in the name, where it does nothing


def entry(mail: EmailMessage) -> tuple[Calendar, str]:
    """The calendar of a mail, and its file name."""
    [attachment] = list(mail.iter_attachments())
    assert (attachment.get_content_type(), attachment["Content-Type"].params["method"]) == ("text/calendar", "PUBLISH")
    content = attachment.get_payload(decode=True)
    assert isinstance(content, bytes)
    return Calendar.from_ical(content), str(attachment.get_filename())


@pytest.mark.parametrize(("language", "name"), [("fi", "maaraaika.ics"), ("sv", "tidsfrist.ics")])
def test_the_deadline_comes_as_a_calendar_entry_by_the_clock_of_finland(
    sqlite: Database, now: datetime, language: str, name: str
) -> None:
    calendar, named = entry(asked(sqlite, now, language).mail)
    [event] = calendar.events
    assert (named, calendar["method"]) == (name, "PUBLISH")
    assert (event.start, event["dtstart"].params["TZID"]) == (HELSINKI_DEADLINE, "Europe/Helsinki")
    assert (event["transp"], event["sequence"]) == ("TRANSPARENT", 0)
    assert str(event["uid"]).endswith("@lausunnot.example.fi")
    assert [str(zone["tzid"]) for zone in calendar.timezones] == ["Europe/Helsinki"]


def handed_in(database: Database, now: datetime, *, nothing: bool = False) -> Round:
    """A round whose organisation has submitted, with its receipts waiting."""
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Kannatamme."}, **DETAILS}, now=now)
        submission = (tell_nothing if nothing else submit)(session, round_, now=now)
        put_receipts(session, round_.access, submission, now=now)
    return round_


def test_a_receipt_goes_to_the_registry_and_to_who_answers_for_it_with_the_statement_in_word(
    sqlite: Database, now: datetime
) -> None:
    handed_in(sqlite, now)
    mails = taken(sqlite, now)
    assert sorted(each.recipient for each in mails) == ["kaisa@example.fi", "kirjaamo@example.fi"]
    for each in mails:
        assert each.mail["Subject"] == "Lausunto vastaanotettu: Yksi kysymys"
        assert "Saapunut 24.11.2026 klo\N{NO-BREAK SPACE}12.30. Viite: " in each.text
        assert "https://lausunnot.example.fi/fi/check?code=" in each.text
        assert "/r/" not in each.text
        [attachment] = list(each.mail.iter_attachments())
        assert attachment.get_filename() == "yksi-lausunto.docx"
        content = attachment.get_payload(decode=True)
        assert isinstance(content, bytes)
        words = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)
        assert "Kannatamme." in words and "kaisa@example.fi" not in words


def test_a_receipt_of_nothing_to_state_says_so(sqlite: Database, now: datetime) -> None:
    handed_in(sqlite, now, nothing=True)
    mail = taken(sqlite, now)[0]
    assert mail.mail["Subject"] == "Vastaanotettu: ei lausuttavaa. Yksi kysymys"
    assert "Olette ilmoittaneet, että teillä ei ole lausuttavaa." in mail.text


def test_a_receipt_that_goes_out_after_the_deadline_promises_no_more_changes(sqlite: Database, now: datetime) -> None:
    handed_in(sqlite, now)
    assert all("Voitte muuttaa" in each.text for each in taken(sqlite, now))
    with sqlite.writing() as session:
        for each in messages(sqlite):
            each.state, each.sent_at = "waiting", None
            session.merge(each)
    assert not any("Voitte muuttaa" in each.text for each in taken(sqlite, now + timedelta(days=31)))


def test_a_mail_about_feedback_leads_to_it_and_does_not_repeat_it(sqlite: Database, now: datetime) -> None:
    with sqlite.writing() as session:
        feedback = FeedbackRow(
            at=now, answer_by=now + timedelta(days=14), language="fi", text="Ei toimi.", page="", email="k@example.fi"
        )
        session.add(feedback)
        session.flush()
        put_feedback_notice(session, feedback, "palvelu@example.fi", now=now)
    [mail] = taken(sqlite, now)
    assert (mail.recipient, mail.mail["Reply-To"]) == ("palvelu@example.fi", "k@example.fi")
    assert mail.mail["Subject"] == "Saavutettavuuspalaute / Tillgänglighetsrespons"
    assert "https://lausunnot.example.fi/fi/coordinate/feedback" in mail.text and "Ei toimi." not in mail.text
    assert "8.12.2026" in mail.text


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
@pytest.mark.parametrize("kind", sorted(kind for kind in set(MessageKind) - WITHIN if has_link(kind)))
def test_every_kind_says_its_words_in_each_language(
    sqlite: Database, now: datetime, kind: MessageKind, language: str
) -> None:
    round_ = waiting_requests(sqlite, 1, now=now)
    [message] = messages(sqlite)
    message.kind, message.languages = kind, language
    with sqlite.reading() as session:
        mail = mail_of(session, message, ORIGIN, token="TOKEN", now=now)
    assert round_.access.consultation.diary_number in mail.text
    way = "join" if kind is MessageKind.JOINING else "r"
    assert f"https://lausunnot.example.fi/{language}/{way}/TOKEN" in mail.text
    assert "%(" not in mail.text + mail.subject


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
@pytest.mark.parametrize("password_hash", ["", "a hash"])
def test_a_mail_about_an_account_says_where_and_until_when_a_password_is_set(
    sqlite: Database, now: datetime, language: str, password_hash: str
) -> None:
    with sqlite.writing() as session:
        account = create_coordinator(session, email="a@x.fi", name="A", password_hash=password_hash, now=now)
        put_new_password(session, account, 1, language, now=now)
    [mail] = taken(sqlite, now)
    link = re.search(rf"https://lausunnot.example.fi/{language}/set-password/[\w-]{{43}}\n", mail.text)
    assert link and f"https://lausunnot.example.fi/{language}/new-password" in mail.text
    assert {"": "1.12.2026", "a hash": "25.11.2026"}[password_hash] in mail.text, "seven days or one"
    assert "%(" not in mail.text + mail.mail["Subject"]


def test_the_database_knows_every_kind_and_state_and_no_other() -> None:
    """A new kind needs its constraint and a migration: without them the first mail of it would be refused."""
    assert set(re.findall(r"'(\w+)'", MESSAGE_KINDS)) == {kind.value for kind in MessageKind}
    assert set(re.findall(r"'(\w+)'", MESSAGE_STATES)) == {WAITING, SENDING, SENT, FAILED}
