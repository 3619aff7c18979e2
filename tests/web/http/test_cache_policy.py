"""What browsers may keep: every route is in the table below, and answers as it says."""

from tests.coordinate.desks import coordinator_of
from tests.site import Site
from tests.web.test_guards import calls

PAGES = {
    *("public.root", "public.front", "public.consultation", "public.accessibility", "public.privacy"),
    *("public.contact", "public.check", "public.feedback", "public.send_feedback"),
    *("public.new_link", "public.order_new_link"),
    *("coordinate.sign_in", "coordinate.begin", "coordinate.end"),
    *("respond.overview", "respond.details", "respond.save_details", "respond.section", "respond.save_section"),
    *("respond.questions", "respond.draft", "respond.review", "respond.submit", "respond.hand_in"),
    *("respond.nothing_to_state", "respond.tell_nothing_to_state", "respond.receipt", "respond.statement"),
}
"""Back shows them as they were, with what was typed."""

FILES = {
    *("respond.draft_in_word", "respond.questions_in_word", "respond.statement_in_word", "respond.attachment"),
}
"""Files for saving. What is not found is a page."""

NOT_STORED = {
    *("respond.personal_link", "public.health", "public.outgoing_mail", "public.mail", "public.mail_file"),
    *("coordinate.consultation_list", "coordinate.consultation", "coordinate.consultation_yaml"),
    "coordinate.consultation_xlsform",
    *("coordinate.statement", "coordinate.attachment", "coordinate.feedback"),
    *("coordinate.exports", "coordinate.ask_for_file", "coordinate.file", "coordinate.remove_file"),
    *("coordinate.new_question_set", "coordinate.upload_question_set", "coordinate.question_set_template"),
    *("coordinate.headings", "coordinate.paste_headings", "coordinate.changing_headings"),
    *("coordinate.change_headings", "coordinate.question_set_draft", "coordinate.replace_question_set"),
    *("coordinate.question_set_yaml", "coordinate.opening", "coordinate.open_question_set"),
    *("coordinate.removing", "coordinate.remove_question_set"),
    *("coordinate.inviting", "coordinate.look_at_invited", "coordinate.invite", "coordinate.invitation_template"),
    *("coordinate.links", "coordinate.links_file", "coordinate.reminding", "coordinate.remind"),
    *("coordinate.more_time", "coordinate.give_time", "coordinate.more_time_for_one", "coordinate.give_time_to_one"),
    *("coordinate.planning", "coordinate.plan", "coordinate.remove_plan"),
    *("coordinate.log", "coordinate.log_file", "coordinate.installation_log", "coordinate.installation_log_file"),
    *("coordinate.mails", "coordinate.retention", "coordinate.set_retention"),
    *("coordinate.organisation", "coordinate.mend", "coordinate.make_link", "coordinate.revoke"),
}


def test_every_route_has_its_place_in_the_table(site: Site) -> None:
    routes = {rule.endpoint for rule in site.client.app.url_map.iter_rules()}
    assert routes == PAGES | FILES | NOT_STORED | {"static"}


def test_every_route_answers_as_the_table_says(site: Site) -> None:
    coordinator_of(site)
    site.open_link()
    files = 0
    for endpoint, response in calls(site, site.client):
        is_file = endpoint in FILES and response.status_code == 200
        files += is_file
        is_stored = endpoint in PAGES or (endpoint in FILES and not is_file)
        expected = "private, no-cache" if is_stored else "no-store"
        assert response.headers["Cache-Control"] == expected, endpoint
    assert files >= 2


def test_what_a_coordinator_may_not_see_is_not_stored_either(site: Site) -> None:
    for endpoint, response in calls(site, site.other_client()):
        if endpoint in NOT_STORED:
            assert response.headers["Cache-Control"] == "no-store", endpoint


def test_an_unknown_address_is_in_no_shared_cache(site: Site) -> None:
    assert site.client.http.get("/fi/nowhere").headers["Cache-Control"] == "private, no-cache"
