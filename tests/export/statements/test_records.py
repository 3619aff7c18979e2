"""What the caller hands in."""

from survey.questions.details import GROUP
from survey.questions.question import Given
from tests.export.rounds import respondent


def test_the_group_given_in_the_statement_goes_before_that_of_the_invitation() -> None:
    assert respondent(details={GROUP: Given({"option": "parish"})}).group_in_statement == "parish"
    assert respondent(details={}).group_in_statement == "municipality"
