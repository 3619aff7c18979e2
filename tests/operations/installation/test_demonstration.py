"""The demonstration is made of what organisations do, with whatever set the product ships."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from survey.operations.consultations.following import Status
from survey.operations.installation.demonstration import make_demonstration, renew_links
from survey.operations.submissions.snapshots import public_answers
from survey.questions.load import load_file, set_files
from survey.store.consultations import consultation_by_key, invited
from survey.store.database import Database
from tests.rounds import SHIPPED


@pytest.mark.parametrize("path", list(set_files(SHIPPED)), ids=lambda path: path.stem)
def test_every_shipped_set_can_be_demonstrated(sqlite: Database, now: datetime, path: Path) -> None:
    question_set = load_file(path).question_set
    with sqlite.writing() as session:
        make_demonstration(session, question_set, now=now)
        links = renew_links(session, question_set, now=now)
        consultation = consultation_by_key(session, question_set.key)
        rows = invited(session, consultation.id)
        answered = [len(public_answers(row.submission.snapshot)) for row in rows if row.submission]
    assert set(Counter(link.status for link in links)) == set(Status) - {Status.WITHDRAWN, Status.JOINT}
    assert {link.language for link in links if link.status is Status.NOT_OPENED} == {"fi", "sv"}
    assert question_set.consultation
    assert consultation.issuer == question_set.consultation.issuer
    assert max(answered) > 3, "nobody has said anything"


def test_a_decision_comes_before_the_statement_is_received(sqlite: Database, now: datetime) -> None:
    with sqlite.writing() as session:
        question_set = load_file(SHIPPED / "tyovoimapalvelujen-kehittaminen.yaml").question_set
        make_demonstration(session, question_set, now=now)
        rows = invited(session, consultation_by_key(session, question_set.key).id)
        for row in rows:
            if row.submission:
                decided = public_answers(row.submission.snapshot).get("details/decision_date")
                assert decided is None or decided.value["date"] < row.submission.submitted_at.date().isoformat()
