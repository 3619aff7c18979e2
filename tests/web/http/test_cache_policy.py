"""What browsers may keep: every route is in the table below, and answers as it says."""

from tests.coordinate.desks import coordinator_of
from tests.site import Site
from tests.web.test_guards import calls

PAGES = {
    *("public.root", "public.front", "public.consultation", "public.accessibility", "public.privacy"),
    *("public.contact", "public.check", "public.check_text", "public.feedback", "public.send_feedback"),
    *("public.new_link", "public.order_new_link"),
    *("public.answering", "public.ask_for_link"),
    *("coordinate.sign_in", "coordinate.begin", "coordinate.end"),
    *("coordinate.new_password", "coordinate.order_password", "coordinate.asking_for_code", "coordinate.give_code"),
    "coordinate.not_signed_in",
    *("respond.overview", "respond.details", "respond.save_details", "respond.section", "respond.save_section"),
    *("respond.autosave", "respond.history", "respond.put_back_earlier", "respond.tidied", "respond.accept_tidied"),
    *("respond.questions", "respond.draft", "respond.review", "respond.submit", "respond.hand_in"),
    *("respond.nothing_to_state", "respond.tell_nothing_to_state", "respond.receipt", "respond.statement"),
    *("respond.confirming", "respond.confirm", "respond.withdrawing", "respond.withdraw_statement"),
    *("respond.joint", "respond.name_another", "respond.ask_again", "respond.enter_for_party"),
    *("respond.remove_from_joint", "respond.joint_with", "respond.answer_joint_with"),
    *("respond.handling", "respond.adding_step", "respond.add_step", "respond.step", "respond.comparing"),
    *("respond.correcting_step", "respond.save_corrected_step", "respond.papers"),
    *("respond.colleagues", "respond.name_oneself_to_colleagues", "respond.change_role_of_colleague"),
    *("respond.revoke_links_of_colleague", "respond.remove_colleague_from_draft", "respond.handing_over"),
    *("respond.hand_over_to_colleague", "respond.take_charge_back"),
    *("respond.comments", "respond.comments_on", "respond.write_comment_on", "respond.reply_to_comment"),
    *("respond.edit_own_comment", "respond.remove_own_comment", "respond.resolve_comment"),
    *("respond.open_comment_again", "respond.approval", "respond.approve_draft", "respond.take_back_approval"),
    *("respond.bringing_back", "respond.bring_back", "respond.brought_back", "respond.accept_brought_back"),
    *("respond.earlier_statement", "respond.take_earlier"),
}
"""Back shows them as they were, with what was typed."""

FILES = {
    *("respond.draft_in_word", "respond.questions_in_word", "respond.statement_in_word", "respond.attachment"),
    *("respond.step_in_word", "respond.comparison_in_word", "respond.paper_file"),
    "public.material",
}
"""Files for saving. What is not found is a page."""

NOT_STORED = {
    *("public.verifying", "public.verify"),
    *("public.joint", "public.answer_joint_link"),
    *("public.personal_link", "public.health", "public.outgoing_mail", "public.mail", "public.mail_file"),
    *("respond.add_colleague_to_draft", "respond.renew_link_of_colleague"),
    *("coordinate.consultation_list", "coordinate.consultation", "coordinate.consultation_yaml"),
    *("coordinate.decision_time", "coordinate.change_decision_time"),
    *("coordinate.withdrawing_for", "coordinate.withdraw_for_organisation"),
    "coordinate.consultation_xlsform",
    *("coordinate.consultation_in_template", "coordinate.question_set_in_template"),
    *("coordinate.statement", "coordinate.attachment", "coordinate.feedback"),
    *("coordinate.exports", "coordinate.ask_for_file", "coordinate.file", "coordinate.remove_file"),
    *("coordinate.new_question_set", "coordinate.upload_question_set", "coordinate.question_set_template"),
    *("coordinate.headings", "coordinate.paste_headings", "coordinate.changing_headings"),
    *("coordinate.change_headings", "coordinate.question_set_draft", "coordinate.replace_question_set"),
    *("coordinate.question_set_yaml", "coordinate.question_set_xlsform", "coordinate.copy_question_set"),
    "coordinate.copying",
    *("coordinate.choosing_ready_set", "coordinate.choose_ready_set"),
    *("coordinate.correcting", "coordinate.look_at_correction", "coordinate.correct"),
    *("coordinate.draft", "coordinate.open_draft", "coordinate.take_back", "coordinate.draft_about"),
    *("coordinate.save_draft_about", "coordinate.draft_recipients", "coordinate.add_draft_recipients"),
    *("coordinate.remove_draft_recipients", "coordinate.save_request_words", "coordinate.draft_materials"),
    *("coordinate.add_draft_material", "coordinate.remove_draft_material", "coordinate.draft_material"),
    *("coordinate.draft_members", "coordinate.add_draft_member", "coordinate.remove_draft_member"),
    *("coordinate.look", "coordinate.look_at_section", "coordinate.trying", "coordinate.begin_to_try"),
    *("coordinate.remove_what_was_tried", "coordinate.tried_workbook"),
    *(f"trial.{each.partition('.')[2]}" for each in (PAGES | FILES) if each.startswith("respond.")),
    *("trial.add_colleague_to_draft", "trial.renew_link_of_colleague"),
    *("coordinate.removing", "coordinate.remove_question_set"),
    *("coordinate.inviting", "coordinate.look_at_invited", "coordinate.invite", "coordinate.invitation_template"),
    *("coordinate.links", "coordinate.links_file", "coordinate.reminding", "coordinate.remind"),
    *("coordinate.more_time", "coordinate.give_time", "coordinate.more_time_for_one", "coordinate.give_time_to_one"),
    *("coordinate.planning", "coordinate.plan", "coordinate.remove_plan"),
    *("coordinate.log", "coordinate.log_file"),
    *("coordinate.taking_away", "coordinate.take_recipient_away"),
    *("coordinate.adding_not_asked", "coordinate.add_not_asked"),
    *("coordinate.register", "coordinate.registered", "coordinate.register_lists", "coordinate.register_list"),
    *("coordinate.own_groups", "coordinate.add_own_group", "coordinate.changing_own_group"),
    *("coordinate.change_own_group", "coordinate.removing_own_group", "coordinate.remove_own_group"),
    *("coordinate.register_template", "coordinate.register_template_csv"),
    *("coordinate.register_file", "coordinate.register_file_csv"),
    *("coordinate.adding_to_register", "coordinate.add_to_register", "coordinate.changing_registered"),
    *("coordinate.change_registered_organisation", "coordinate.importing", "coordinate.look_at_import"),
    *("coordinate.import_rows", "coordinate.make_register_list", "coordinate.add_to_register_list"),
    *("coordinate.take_off_register_list", "coordinate.naming_register_list", "coordinate.name_register_list"),
    *("coordinate.removing_register_list", "coordinate.remove_register_list"),
    *("coordinate.log", "coordinate.log_file", "coordinate.installation_log", "coordinate.installation_log_file"),
    *("coordinate.mails", "coordinate.retention", "coordinate.set_retention"),
    *("coordinate.organisation", "coordinate.mend", "coordinate.make_link", "coordinate.revoke"),
    *("coordinate.account_list", "coordinate.account", "coordinate.inviting_account", "coordinate.invite_to_account"),
    *("coordinate.give_role", "coordinate.close", "coordinate.reopen", "coordinate.send_password_link"),
    *("coordinate.end_sign_ins_of_account", "coordinate.consultations_and_members"),
    *("coordinate.members", "coordinate.add_member", "coordinate.change_role_of_member"),
    "coordinate.remove_from_consultation",
    *("coordinate.own_account", "coordinate.changing_password", "coordinate.change_own_password"),
    *("coordinate.end_own_sign_in", "coordinate.end_others"),
    *("coordinate.setting_password", "coordinate.set_password", "coordinate.end_codes_of_account"),
    *("coordinate.codes", "coordinate.begin_one_time_codes", "coordinate.confirm_one_time_codes"),
    *("coordinate.change_codes", "coordinate.begin_elsewhere", "coordinate.come_back"),
    *("coordinate.beginning_to_enter", "coordinate.begin_to_enter", "coordinate.arrival", "coordinate.correct_arrival"),
    *("coordinate.entering", "coordinate.entered_details", "coordinate.save_entered_details"),
    "coordinate.autosave_entered",
    *("coordinate.entered_section", "coordinate.save_entered_section", "coordinate.entered_attachment"),
    *("coordinate.original_entered", "coordinate.bring_original", "coordinate.take_original_away"),
    *("coordinate.review_entered", "coordinate.enter", "coordinate.giving_up_entering", "coordinate.give_up_entering"),
    *("coordinate.entered_nothing_to_state", "coordinate.enter_nothing_to_state", "coordinate.statement_original"),
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
