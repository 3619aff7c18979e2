"""Files are taken in so that none is lost, and given out only where they are listed."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import func, select

from survey.operations.answers.attachments import Reason, file_of_response, file_of_statement
from survey.questions.asking.progress import all_findings
from survey.questions.freeze import read_frozen
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Given, State
from survey.store.base import NotFound
from survey.store.consultations import submission_by_reference
from survey.store.database import Database
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.tables import AttachmentRow
from tests.files import HTML, PDF, SAMPLES, SVG, TEXT
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, Round, attach, invite_another, open_round, save, submit

MEGABYTE = 1024 * 1024


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def asked(database: Database, now: datetime) -> Round:
    with database.writing() as session:
        return open_round(session, now=now, question_set=tiny_set("attachment"))


def names(database: Database, round_: Round, key: str = "liitteet") -> list[str]:
    """The files that the draft lists."""
    with database.reading() as session:
        given = given_answers(stored_answers_of(session, round_.access.response.id)).get(key)
    return [file.name for file in files_of(given.value)] if given else []


def stored(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(AttachmentRow)) or 0


def test_a_file_comes_back_byte_by_byte_with_its_name(database: Database, now: datetime) -> None:
    round_ = asked(database, now)
    largest = TEXT.ljust(MEGABYTE, b"x")
    with database.writing() as session:
        attach(session, round_, "liitteet", ("Pöytäkirja.PDF", PDF), ("suurin.txt", largest), now=now)
    assert names(database, round_) == ["Pöytäkirja.PDF", "suurin.txt"]
    with database.reading() as session:
        fetched = file_of_response(session, round_.access, digest(PDF))
        assert (fetched.name, fetched.media_type, fetched.content) == ("Pöytäkirja.PDF", "application/pdf", PDF)
        assert file_of_response(session, round_.access, digest(largest)).content == largest


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("ohjelma.exe", PDF, Reason.OTHER_KIND),
        ("kuva.png", SAMPLES["png"], Reason.OTHER_KIND),
        ("sivu.html", HTML, Reason.OTHER_KIND),
        ("kuva.svg", SVG, Reason.OTHER_KIND),
        ("a.pdf.exe", PDF, Reason.OTHER_KIND),
        ("", PDF, Reason.OTHER_KIND),
        ("ei.pdf", TEXT, Reason.NOT_WHAT_IT_SAYS),
        ("ei.pdf", HTML, Reason.NOT_WHAT_IT_SAYS),
        ("ei.docx", SAMPLES["odt"], Reason.NOT_WHAT_IT_SAYS),
        ("ei.docx", TEXT, Reason.NOT_WHAT_IT_SAYS),
        ("ei.txt", PDF, Reason.NOT_WHAT_IT_SAYS),
        ("tyhjä.pdf", b"", Reason.EMPTY),
        ("suuri.txt", b"x" * (MEGABYTE + 1), Reason.TOO_LARGE),
        (f"{'n' * 147}.pdf", PDF, Reason.NAME_TOO_LONG),
    ],
)
def test_what_cannot_be_taken_in_is_named_and_nothing_is_stored(
    sqlite: Database, now: datetime, name: str, content: bytes, reason: Reason
) -> None:
    round_ = asked(sqlite, now)
    with sqlite.writing() as session:
        received = attach(session, round_, "liitteet", (name, content), ("hyvä.txt", TEXT), now=now)
    assert [refusal.reason for refusal in received.refusals["liitteet"]] == [reason]
    assert names(sqlite, round_) == ["hyvä.txt"]
    assert stored(sqlite) == 1


def test_a_name_of_150_characters_is_the_longest(sqlite: Database, now: datetime) -> None:
    round_ = asked(sqlite, now)
    with sqlite.writing() as session:
        assert not attach(session, round_, "liitteet", (f"{'n' * 146}.pdf", PDF), now=now).refusals


def test_the_size_that_is_said_of_a_file_too_large_is_its_own(sqlite: Database, now: datetime) -> None:
    round_ = asked(sqlite, now)
    with sqlite.writing() as session:
        received = attach(session, round_, "liitteet", ("suuri.txt", b"x" * (3 * MEGABYTE)), now=now)
    assert received.refusals["liitteet"][0].size == 3 * MEGABYTE


def test_the_same_file_twice_and_one_too_many_are_refused(sqlite: Database, now: datetime) -> None:
    round_ = asked(sqlite, now)
    with sqlite.writing() as session:
        received = attach(
            session,
            round_,
            "liitteet",
            ("a.txt", b"a"),
            ("toinen.txt", b"a"),
            ("b.txt", b"b"),
            ("c.txt", b"c"),
            ("d.txt", b"d"),
            now=now,
        )
    assert [(refusal.reason, refusal.double) for refusal in received.refusals["liitteet"]] == [
        (Reason.THERE_ALREADY, "a.txt"),
        (Reason.TOO_MANY, ""),
    ]
    assert names(sqlite, round_) == ["a.txt", "b.txt", "c.txt"]


def test_two_who_add_at_the_same_time_both_keep_their_files(database: Database, now: datetime) -> None:
    round_ = asked(database, now)
    for name, content in (("kollegan.txt", b"kollega"), ("oma.txt", b"oma")):  # both pages had shown no files
        with database.writing() as session:
            attach(session, round_, "liitteet", (name, content), now=now)
    assert names(database, round_) == ["kollegan.txt", "oma.txt"]


def test_what_a_colleague_removed_stays_removed_and_what_one_removes_takes_nothing_else(
    database: Database, now: datetime
) -> None:
    round_ = asked(database, now)
    with database.writing() as session:
        attach(session, round_, "liitteet", ("a.txt", b"a"), ("b.txt", b"b"), now=now)
    with database.writing() as session:
        attach(session, round_, "liitteet", ("c.txt", b"c"), removed=[digest(b"a")], now=now)
    with database.writing() as session:
        attach(session, round_, "liitteet", removed=[digest(b"a"), digest(b"b"), "no digest"], now=now)
    assert names(database, round_) == ["c.txt"]


def test_a_file_can_be_replaced_where_there_is_room_for_one(sqlite: Database, now: datetime) -> None:
    round_ = asked(sqlite, now)
    with sqlite.writing() as session:
        attach(session, round_, "poytakirja", ("a.txt", b"a"), now=now)
        received = attach(session, round_, "poytakirja", ("b.txt", b"b"), removed=[digest(b"a")], now=now)
    assert not received.refusals
    assert names(sqlite, round_, "poytakirja") == ["b.txt"]


def test_a_removed_file_is_gone_and_cannot_be_fetched(database: Database, now: datetime) -> None:
    round_ = asked(database, now)
    with database.writing() as session:
        attach(session, round_, "liitteet", ("väärä.txt", TEXT), now=now)
        attach(session, round_, "liitteet", removed=[digest(TEXT)], now=now)
    assert (names(database, round_), stored(database)) == ([], 0)
    with database.reading() as session, pytest.raises(NotFound):
        file_of_response(session, round_.access, digest(TEXT))


def test_a_file_that_another_answer_lists_stays(sqlite: Database, now: datetime) -> None:
    round_ = asked(sqlite, now)
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", ("a.txt", TEXT), now=now)
        attach(session, round_, "poytakirja", ("sama.txt", TEXT), now=now)
        attach(session, round_, "liitteet", removed=[digest(TEXT)], now=now)
    assert (names(sqlite, round_, "poytakirja"), stored(sqlite)) == (["sama.txt"], 1)
    with sqlite.reading() as session:
        assert file_of_response(session, round_.access, digest(TEXT)).name == "sama.txt"


def test_a_statement_keeps_its_files_whatever_happens_to_the_draft(database: Database, now: datetime) -> None:
    round_ = asked(database, now)
    with database.writing() as session:
        save(session, round_, DETAILS, now=now)
        attach(session, round_, "liitteet", ("handed in.pdf", PDF), now=now)
        reference = submit(session, round_, now=now).reference
    with database.writing() as session:
        attach(session, round_, "liitteet", ("draft.txt", TEXT), removed=[digest(PDF)], now=now)
    with database.reading() as session:
        assert file_of_response(session, round_.access, digest(PDF)).content == PDF
        submission, snapshot, _ = submission_by_reference(session, round_.consultation.id, reference)
        assert digest(PDF) in snapshot.public_part
        fetched = file_of_statement(session, submission, snapshot, digest(PDF))
        assert (fetched.name, fetched.content) == ("handed in.pdf", PDF)
        with pytest.raises(NotFound):  # a coordinator sees no draft
            file_of_statement(session, submission, snapshot, digest(TEXT))


def test_a_file_is_reached_only_by_the_organisation_whose_it_is(database: Database, now: datetime) -> None:
    round_ = asked(database, now)
    with database.writing() as session:
        other = invite_another(session, round_.consultation, now=now, name="Toinen")
        attach(session, round_, "liitteet", ("a.pdf", PDF), now=now)
    with database.reading() as session, pytest.raises(NotFound):
        file_of_response(session, other.access, digest(PDF))


def test_listing_files_reads_no_content(sqlite: Database, now: datetime) -> None:
    round_ = asked(sqlite, now)
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", ("a.pdf", PDF), now=now)
    with sqlite.reading() as session:
        [row] = session.scalars(select(AttachmentRow))
        assert (row.name, row.size) == ("a.pdf", len(PDF))
        with pytest.raises(Exception, match="raiseload"):
            _ = row.content


def may_say_nothing(database: Database, now: datetime) -> Round:
    """A round whose question for files offers that there is nothing to state."""
    question_set = tiny_set("attachment")
    section = question_set.sections[0]
    first = section.questions[0].model_copy(update={"nothing_to_state": True})
    section = section.model_copy(update={"questions": (first, *section.questions[1:])})
    with database.writing() as session:
        return open_round(session, now=now, question_set=question_set.model_copy(update={"sections": (section,)}))


def given(database: Database, round_: Round) -> Given | None:
    with database.reading() as session:
        return given_answers(stored_answers_of(session, round_.access.response.id)).get("liitteet")


def test_nothing_to_state_is_an_answer_and_can_be_taken_back(sqlite: Database, now: datetime) -> None:
    round_ = may_say_nothing(sqlite, now)
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", now=now, nothing=True)
    assert given(sqlite, round_) == Given({}, State.NOTHING_TO_STATE)
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", now=now, revision=1)
    assert given(sqlite, round_) is None


def test_a_file_added_with_nothing_to_state_is_kept_and_the_two_are_named(sqlite: Database, now: datetime) -> None:
    round_ = may_say_nothing(sqlite, now)
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", ("a.pdf", PDF), now=now, nothing=True)
    kept = given(sqlite, round_)
    assert kept is not None
    assert kept.state is State.MALFORMED
    assert [file.name for file in files_of(kept.value)] == ["a.pdf"]
    problems = [
        finding.problem.code
        for finding in all_findings(read_frozen(round_.consultation.question_set), {"liitteet": kept})
    ]
    assert "nothing_to_state_and_answer" in problems
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", now=now, removed=[digest(PDF)], nothing=True, revision=1)
    assert given(sqlite, round_) == Given({}, State.NOTHING_TO_STATE)


def test_an_old_page_neither_ticks_nor_unticks_for_a_colleague(sqlite: Database, now: datetime) -> None:
    round_ = may_say_nothing(sqlite, now)
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", now=now, nothing=True)  # revision 1
        attach(session, round_, "liitteet", ("b.txt", b"b"), now=now)  # a page that had shown nothing, unticked
    kept = given(sqlite, round_)
    assert kept is not None
    assert "nothing_to_state" in kept.value
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", now=now, revision=1)  # somebody unticks on the page that had shown the tick
    assert given(sqlite, round_) == Given({"files": f"{digest(b'b')} 1 b.txt"})


def test_many_who_add_at_the_very_same_moment_lose_nothing_and_never_exceed_the_limit(
    database: Database, now: datetime
) -> None:
    round_ = asked(database, now)
    contents = [f"{number}".encode() for number in range(6)]

    def add(content: bytes) -> int:
        with database.writing() as session:
            received = attach(session, round_, "liitteet", (f"{content.decode()}.txt", content), now=now)
        return len(received.refusals)

    with ThreadPoolExecutor(6) as people:
        refused = sum(people.map(add, contents))
    assert (refused, stored(database), len(names(database, round_))) == (3, 3, 3)
