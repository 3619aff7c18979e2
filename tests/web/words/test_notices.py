"""Every message that a view can leave for the next page has its words."""

from survey.web.notices import Notice
from survey.web.words.notices import _WORDS


def test_every_notice_has_words() -> None:
    assert set(_WORDS) == set(Notice)
