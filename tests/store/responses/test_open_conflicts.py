"""Texts that wait for a choice, and the note on the response that there are some."""

from datetime import datetime

from sqlalchemy import select, update

from survey.store.database import Database
from survey.store.responses.open_conflicts import (
    add_open_conflict,
    open_conflicts_of,
    settle_open_conflict,
    settled_parts,
)
from survey.store.tables import ResponseRow
from tests.rounds import open_round


def test_a_text_is_found_also_where_the_request_had_loaded_the_response_before_others_changed_it(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        access = open_round(session, now=now).access
        add_open_conflict(session, access, "nakemys", {"text": "Ensimmäinen."}, now=now)
        # another request settles it and notes so, after this one has loaded the response
        noted = update(ResponseRow).values(has_open_conflicts=False)
        session.execute(noted.execution_options(synchronize_session=False))
        add_open_conflict(session, access, "nakemys", {"text": "Toinen."}, now=now)
        assert session.scalar(select(ResponseRow.has_open_conflicts))
        first, second = open_conflicts_of(session, access)["nakemys"]
        assert (first.parts, second.parts) == ({"text": "Ensimmäinen."}, {"text": "Toinen."})
        settle_open_conflict(session, access, "nakemys", first.id, now=now)
        assert session.scalar(select(ResponseRow.has_open_conflicts)), "one is left"
        settle_open_conflict(session, access, "nakemys", second.id, now=now)
        assert not session.scalar(select(ResponseRow.has_open_conflicts))
        assert settled_parts(session, access, "nakemys", first.id) == {"text": "Ensimmäinen."}, "kept all the same"
        assert settled_parts(session, access, "kanta", first.id) is None, "it stood at another address"
