"""Trying a consultation before it opens: on the respondents' pages, and apart from everything real."""

from tests.coordinate.desks import coordinator_of
from tests.site import Site


def test_a_trial_goes_from_the_first_page_to_the_receipt_the_statement_and_the_workbook(site: Site) -> None:
    maija = coordinator_of(site)
    draft = maija.ready()
    page = maija.press(maija.get(f"drafts/{draft}/try"))
    assert "Tämä on kokeilu." in page.text()
