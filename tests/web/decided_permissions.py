"""Which permission each view of coordinators and respondents asks for, as it was decided: one not here fails."""

from collections.abc import Mapping

from survey.web.permissions import Permission

VIEWS: Mapping[Permission, set[str]] = {
    Permission.VISIT: {
        *("asking_for_code", "begin", "begin_elsewhere", "come_back", "end", "give_code", "new_password"),
        *("not_signed_in", "order_password", "set_password", "setting_password", "sign_in"),
    },
    Permission.READ_CONSULTATIONS: {
        "own_groups",
        *("attachment", "consultation", "consultation_list", "consultation_xlsform", "consultation_yaml"),
        "consultation_in_template",
        *("exports", "feedback", "file", "log", "log_file", "mails", "organisation", "register"),
        *("register_file", "register_file_csv", "register_list", "register_lists", "register_template"),
        *("register_template_csv", "registered", "retention", "statement", "statement_original"),
    },
    Permission.EXPORT: {
        *("ask_for_file", "remove_file"),
    },
    Permission.PREPARE_CONSULTATIONS: {
        *("add_draft_material", "add_draft_member", "add_draft_recipients", "change_headings"),
        *("changing_headings", "copy_question_set", "copying", "correct", "correcting", "draft"),
        *("choose_ready_set", "choosing_ready_set"),
        *("draft_about", "draft_material", "draft_materials", "draft_members", "draft_recipients"),
        *("headings", "look", "look_at_correction", "look_at_section", "new_question_set", "open_draft"),
        *("paste_headings", "question_set_draft", "question_set_template", "question_set_xlsform"),
        "question_set_in_template",
        *("question_set_yaml", "remove_draft_material", "remove_draft_member", "remove_draft_recipients"),
        *("remove_question_set", "removing", "replace_question_set", "save_draft_about"),
        *("save_request_words", "take_back", "upload_question_set"),
        *("trying", "begin_to_try", "remove_what_was_tried", "tried_workbook"),
    },
    Permission.RUN_CONSULTATIONS: {
        *("add_own_group", "change_own_group", "changing_own_group", "remove_own_group", "removing_own_group"),
        *("add_not_asked", "add_to_register", "add_to_register_list", "adding_not_asked", "autosave_entered"),
        *("change_decision_time", "decision_time", "withdraw_for_organisation", "withdrawing_for"),
        *("adding_to_register", "arrival", "begin_to_enter", "beginning_to_enter", "bring_original"),
        *("change_registered_organisation", "changing_registered", "correct_arrival", "enter"),
        *("enter_nothing_to_state", "entered_attachment", "entered_details", "entered_nothing_to_state"),
        *("entered_section", "entering", "give_time", "give_time_to_one", "give_up_entering"),
        *("giving_up_entering", "import_rows", "importing", "invitation_template", "invite", "inviting"),
        *("links", "links_file", "look_at_import", "look_at_invited", "make_link", "make_register_list"),
        *("mend", "more_time", "more_time_for_one", "name_register_list", "naming_register_list"),
        *("original_entered", "plan", "planning", "remind", "reminding", "remove_plan"),
        *("remove_register_list", "removing_register_list", "review_entered", "revoke"),
        *("save_entered_details", "save_entered_section", "set_retention", "take_off_register_list"),
        *("take_original_away", "take_recipient_away", "taking_away"),
    },
    Permission.MANAGE_MEMBERS: {
        *("add_member", "change_role_of_member", "members", "remove_from_consultation"),
    },
    Permission.MANAGE_ACCOUNTS: {
        *("account", "account_list", "close", "consultations_and_members", "end_codes_of_account"),
        *("end_sign_ins_of_account", "give_role", "invite_to_account", "inviting_account", "reopen"),
        "send_password_link",
    },
    Permission.OWN_ACCOUNT: {
        *("begin_one_time_codes", "change_codes", "change_own_password", "changing_password", "codes"),
        *("confirm_one_time_codes", "end_others", "end_own_sign_in", "own_account"),
    },
    Permission.READ_INSTALLATION_LOG: {
        *("installation_log", "installation_log_file"),
    },
}

RESPONDENTS: Mapping[Permission, set[str]] = {
    Permission.READ_RESPONSE: {
        *("attachment", "colleagues", "comments", "comments_on", "draft", "draft_in_word", "overview", "questions"),
        *("questions_in_word", "receipt", "statement", "statement_in_word"),
        *("comparing", "comparison_in_word", "handling", "history", "paper_file", "papers", "step", "step_in_word"),
    },
    Permission.CHANGE_RESPONSE: {
        *("details", "review", "save_details", "save_section", "section", "autosave", "put_back_earlier"),
        *("accept_brought_back", "bring_back", "bringing_back", "brought_back", "accept_tidied", "tidied"),
        *("earlier_statement", "take_earlier"),
        *("add_step", "adding_step", "correcting_step", "save_corrected_step"),
    },
    Permission.SUBMIT: {
        *("hand_in", "nothing_to_state", "submit", "tell_nothing_to_state"),
        *("confirm", "confirming", "withdraw_statement", "withdrawing"),
        *("answer_joint_with", "joint_with"),
    },
    Permission.STATE_JOINTLY: {
        *("ask_again", "enter_for_party", "joint", "name_another", "remove_from_joint"),
    },
    Permission.COMMENT: {
        *("edit_own_comment", "name_oneself_to_colleagues", "open_comment_again", "remove_own_comment"),
        *("reply_to_comment", "resolve_comment", "write_comment_on"),
    },
    Permission.APPROVE: {"approval", "approve_draft", "take_back_approval"},
    Permission.MANAGE_COLLEAGUES: {
        *("add_colleague_to_draft", "change_role_of_colleague", "hand_over_to_colleague", "handing_over"),
        *("remove_colleague_from_draft", "renew_link_of_colleague", "revoke_links_of_colleague"),
    },
    Permission.TAKE_CHARGE: {"take_charge_back"},
}

OPEN_TO_ANYBODY = {
    *("public.joint", "public.answer_joint_link"),
    "public.root",
    "public.front",
    "public.consultation",
    "public.material",
    "public.health",
    "public.personal_link",
    "public.accessibility",
    "public.privacy",
    "public.check",
    "public.check_text",
    "public.contact",
    "public.feedback",
    "public.send_feedback",
    "public.answering",
    "public.ask_for_link",
    "public.verifying",
    "public.verify",
    "public.new_link",
    "public.order_new_link",
    "public.outgoing_mail",
    "public.mail",
    "public.mail_file",
    "coordinate.sign_in",
    "coordinate.begin",
    "coordinate.end",
    "coordinate.setting_password",
    "coordinate.set_password",
    "coordinate.new_password",
    "coordinate.order_password",
    "coordinate.asking_for_code",
    "coordinate.give_code",
    "coordinate.begin_elsewhere",
    "coordinate.come_back",
    "coordinate.not_signed_in",
}
"""The endpoints that anybody may open, whatever the permission."""
