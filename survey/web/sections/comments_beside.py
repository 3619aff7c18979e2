"""The comments beside the questions of a section's page, for those who write a statement together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from survey.operations.colleagues.comments import Thread, threads
from survey.store.colleagues.comments import comments_of
from survey.web.installation import store_session

COMMENT_ON = "comment_on"
"""The name of the button that saves the page and leads to the comments on a question; its value is their address."""


@dataclass(frozen=True)
class CommentsBeside:
    """The comments of a response. `page_of`: the address of the page of comments at an address."""

    response_id: int
    page_of: Callable[[str], str]

    def at(self, addresses: Sequence[str]) -> Mapping[str, Sequence[Thread]]:
        """Return the threads at these addresses. One query."""
        return threads(comments_of(store_session(), self.response_id, addresses))
