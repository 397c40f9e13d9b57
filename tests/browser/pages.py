"""Every page of the path: who opens it, and what its address names."""

from typing import NamedTuple

from django.urls import reverse

from tests.browser.scene import Scene


class Stop(NamedTuple):
    """A page: its name in the URLconf, who opens it, and the scene's records by argument."""

    name: str
    who: str
    arguments: dict[str, str] = {}
    query: str = ""
    # The form that is sent wrong to see its errors, if the page has one.
    wrong: str = ""
    # What the page may answer: "nothing here" is a page, too.
    statuses: tuple[int, ...] = (200,)

    @property
    def app(self) -> str:
        """The part of the application that the page belongs to."""
        return self.name.partition(":")[0] if ":" in self.name else "account"

    def address(self, scene: Scene) -> str:
        """The page's address in this scene."""
        kwargs = {word: scene.records[record] for word, record in self.arguments.items()}
        return reverse(self.name, kwargs=kwargs) + self.query.format(**scene.records)


FORM = "main form[method=post]"
CASE = {"case_pk": "case"}
PLAN = {"plan_pk": "plan"}
NEED = {"need_pk": "need"}
DRAFT = {"referral_pk": "draft"}
COLLEAGUE = {"user_pk": "colleague"}
INVITED = {"user_pk": "invited"}

STOPS = [
    Stop("account_login", "nobody", wrong=FORM),
    Stop("account_reset_password", "nobody", wrong=FORM),
    Stop("account_reset_password_done", "nobody"),
    Stop("account_logout", "worker"),
    Stop("account_change_password", "worker", wrong=FORM),
    Stop("mfa_index", "worker"),
    Stop("mfa_list_webauthn", "worker"),
    Stop("usersessions_list", "worker"),
    Stop("accounts:held_text", "worker", statuses=(404,)),
    Stop("accounts:kept_text_list", "worker"),
    Stop("accounts:kept_text", "worker", {"kept_pk": "kept"}),
    Stop("accounts:notice_list", "worker"),
    Stop("accounts:mail_choice", "worker"),
    Stop("accounts:mail_list", "administrator"),
    Stop("accounts:invitation_accept", "nobody", {}, "?avain={invitation_key}", wrong=FORM),
    Stop("accounts:invitation_accept", "worker", {}, "?avain={invitation_key}"),
    Stop("accounts:invitation_accept", "nobody", statuses=(404,)),
    # Without an account.
    Stop("caseload:help", "nobody"),
    Stop("caseload:accessibility", "nobody"),
    Stop("caseload:privacy", "nobody"),
    Stop("caseload:privacy", "worker"),
    Stop("referrals:public_form", "nobody", wrong=FORM),
    Stop("referrals:public_receipt", "nobody", {"receipt": "receipt"}),
    Stop("caseload:paper_form", "nobody"),
    # The contact.
    Stop("referrals:referral_list", "officer"),
    Stop("referrals:referral_search", "officer", wrong=FORM),
    Stop("referrals:referral_search", "intake"),
    Stop("referrals:draft_new", "officer", wrong=FORM),
    # Before the forms are sent wrong: what is not ready is not printed.
    Stop("referrals:draft_paper", "officer", {"referral_pk": "short_draft"}),
    Stop("referrals:draft_elsewhere", "officer", {"referral_pk": "short_draft"}, wrong=FORM),
    Stop("referrals:draft_person", "officer", DRAFT, wrong=FORM),
    Stop("referrals:draft_custody", "officer", DRAFT, wrong=FORM),
    Stop("referrals:draft_need", "officer", DRAFT, wrong=FORM),
    Stop("referrals:draft_check", "officer", DRAFT),
    Stop("referrals:draft_new", "officer", {}, "?lomake=ilmoitus", wrong=FORM),
    Stop("referrals:draft_short", "officer", {"referral_pk": "short_draft"}, wrong=FORM),
    Stop("referrals:draft_ground", "officer", {"referral_pk": "notification_draft"}, wrong=FORM),
    Stop("referrals:draft_need", "officer", {"referral_pk": "notification_draft"}, wrong=FORM),
    Stop("referrals:draft_check", "officer", {"referral_pk": "short_draft"}),
    Stop("referrals:referral_receipt", "officer", {"referral_pk": "waiting"}),
    Stop("referrals:referral_page", "officer", {"referral_pk": "triaged"}),
    Stop("referrals:referral_page", "officer", {"referral_pk": "waiting"}),
    Stop(
        "referrals:question_answer",
        "officer",
        {"referral_pk": "waiting", "message_pk": "question"},
        wrong=FORM,
    ),
    Stop("referrals:referral_correct", "officer", {"referral_pk": "waiting"}, wrong=FORM),
    Stop("referrals:referral_withdraw", "officer", {"referral_pk": "waiting"}, wrong=FORM),
    Stop("referrals:what_helps_add", "officer", {"referral_pk": "waiting"}, wrong=FORM),
    Stop("referrals:information_add", "officer", {"referral_pk": "waiting"}, wrong=FORM),
    Stop("referrals:question_ask", "intake", {"referral_pk": "waiting"}, wrong=FORM),
    Stop("referrals:question_ask", "intake", {"referral_pk": "public"}),
    Stop("referrals:queue", "intake"),
    Stop("referrals:referral_receive", "intake", wrong=FORM),
    Stop("referrals:referral_triage", "intake", {"referral_pk": "waiting"}, wrong=FORM),
    Stop("referrals:referral_triage", "intake", {"referral_pk": "triaged"}),
    Stop("referrals:referral_triage", "intake", {"referral_pk": "notification"}, wrong=FORM),
    Stop("referrals:referral_triage", "intake", {"referral_pk": "moved"}),
    Stop("referrals:triage_list", "intake"),
    Stop("referrals:transfer_list", "intake"),
    Stop("referrals:transfer_offer", "intake", {"referral_pk": "waiting"}, wrong=FORM),
    Stop("referrals:transfer_waiting", "intake", {"referral_pk": "offered"}, wrong=FORM),
    Stop("referrals:transfer_answer", "intake", {"referral_pk": "handed"}, wrong="#return"),
    Stop("caseload:triage_undo", "intake", {"referral_pk": "guided"}, wrong=FORM),
    Stop("caseload:triage_undo", "intake", {"referral_pk": "triaged"}),
    Stop("referrals:referral_page", "fellow", {"referral_pk": "waiting"}),
    Stop("referrals:referral_take_over", "fellow", {"referral_pk": "waiting"}),
    Stop("referrals:custody_report", "officer", {"referral_pk": "waiting"}, wrong=FORM),
    Stop("referrals:referral_in_case", "worker", {"referral_pk": "triaged"}),
    Stop("referrals:custody_reports", "worker", {"case_pk": "triaged_case"}),
    # The register.
    Stop("cases:client_search", "intake", wrong=FORM),
    Stop("cases:client_merge", "intake", {"client_pk": "client", "other_pk": "twin"}, wrong=FORM),
    Stop("cases:client_separate", "intake", {"merge_pk": "merge"}, wrong=FORM),
    Stop("caseload:search", "worker", wrong=FORM),
    Stop("cases:register_ask", "worker", wrong=FORM),
    # The case.
    Stop("caseload:my_work", "worker"),
    Stop("caseload:case_list", "worker"),
    Stop("caseload:case_page", "worker", CASE),
    Stop("caseload:case_page", "worker", {"case_pk": "empty"}),
    Stop("caseload:case_page", "worker", {"case_pk": "closed"}),
    Stop("caseload:case_close", "worker", CASE, wrong=FORM),
    Stop("caseload:case_reopen", "worker", {"case_pk": "closed"}, wrong=FORM),
    Stop("cases:notes", "worker", CASE, wrong=FORM),
    Stop("cases:case_files", "worker", CASE, wrong=FORM),
    Stop("cases:case_file_take_back", "worker", {"case_file_pk": "case_file"}, wrong=FORM),
    Stop("cases:note_correct", "worker", {"note_pk": "note"}, wrong=FORM),
    Stop("cases:custody", "worker", CASE, wrong=FORM),
    Stop("caseload:moved_release", "worker", CASE),
    Stop("cases:client", "worker", CASE),
    Stop("cases:client_edit", "worker", CASE, wrong=FORM),
    Stop("cases:team", "worker", CASE),
    Stop("cases:worker_add", "worker", CASE, wrong=FORM),
    Stop("cases:worker_remove", "worker", CASE | {"user_pk": "colleague"}, wrong=FORM),
    Stop("cases:log", "worker", CASE),
    # The work of the case.
    Stop("assessments:assessment_list", "worker", CASE),
    Stop("assessments:assessment_start", "worker", {"case_pk": "empty"}, wrong=FORM),
    Stop("assessments:assessment_map", "worker", {"assessment_pk": "assessment"}),
    Stop(
        "assessments:assessment_part",
        "worker",
        {"assessment_pk": "assessment", "part": "people_part"},
        wrong=FORM,
    ),
    Stop(
        "assessments:assessment_part",
        "worker",
        {"assessment_pk": "assessment", "part": "area_part"},
        wrong=FORM,
    ),
    Stop("assessments:assessment_finalise", "worker", {"assessment_pk": "assessment"}),
    Stop("assessments:assessment_page", "worker", {"assessment_pk": "final"}),
    Stop("assessments:assessment_changes", "worker", {"assessment_pk": "supplement"}),
    Stop("assessments:assessment_list", "worker", CASE, "?paiva=1.3.2026"),
    Stop("assessments:assessment_deliver", "worker", {"assessment_pk": "final"}, wrong=FORM),
    Stop("assessments:delivery_take_back", "worker", {"delivery_pk": "delivery"}, wrong=FORM),
    Stop("caseload:visit_form_print", "worker", CASE),
    Stop("caseload:assessment_print", "worker", {"assessment_pk": "final"}),
    Stop("caseload:assessment_plain_print", "worker", {"assessment_pk": "final"}),
    Stop("assessments:assessment_replaced_texts", "worker", {"assessment_pk": "assessment"}),
    Stop("assessments:assessment_correct", "worker", {"assessment_pk": "final"}, wrong=FORM),
    Stop("assessments:assessment_supplement", "worker", {"assessment_pk": "final"}, wrong=FORM),
    Stop("networks:network", "worker", CASE),
    Stop("networks:member_add", "worker", CASE, wrong=FORM),
    Stop("networks:member_edit", "worker", {"member_pk": "member"}, wrong=FORM),
    Stop("networks:member_end", "worker", {"member_pk": "member"}, wrong=FORM),
    Stop("networks:member_stay", "worker", {"member_pk": "leaving"}),
    Stop("networks:member_successor", "worker", {"member_pk": "leaving"}, wrong=FORM),
    Stop("networks:network_walk", "worker", CASE, wrong=FORM),
    Stop("caseload:proposals", "worker", CASE),
    Stop("caseload:portti", "worker", CASE),
    Stop("caseload:portti_facts", "worker", CASE),
    Stop("caseload:portti_answer", "worker", CASE | {"item": "gate_item"}, wrong=FORM),
    Stop("caseload:portti_print", "worker", CASE),
    Stop("caseload:first_weeks_print", "worker", CASE),
    Stop("continuity:continuity", "worker", CASE),
    Stop("continuity:continuity", "worker", {"case_pk": "empty"}),
    Stop("continuity:need_add", "worker", CASE, wrong=FORM),
    Stop("continuity:no_need", "worker", CASE, wrong=FORM),
    Stop("continuity:need_edit", "worker", {"need_pk": "other_need"}, wrong=FORM),
    Stop("continuity:need_end", "worker", NEED, wrong=FORM),
    Stop("continuity:service_add", "worker", NEED, wrong=FORM),
    Stop("continuity:interim_add", "worker", NEED, wrong=FORM),
    Stop("continuity:service_edit", "worker", {"need_service_pk": "need_service"}, wrong=FORM),
    Stop("continuity:state_tell", "worker", {"need_service_pk": "need_service"}, wrong=FORM),
    Stop("continuity:state_take_back", "worker", {"state_pk": "state"}),
    Stop("continuity:interim_edit", "worker", {"interim_pk": "interim"}, wrong=FORM),
    Stop("plans:plan_list", "worker", CASE),
    Stop("plans:plan_new", "worker", {"case_pk": "empty"}),
    Stop("plans:plan_edit", "worker", PLAN, wrong=FORM),
    Stop("plans:plan_replaced_texts", "worker", PLAN),
    Stop("plans:plan_agree", "worker", PLAN, wrong=FORM),
    Stop("plans:plan_page", "worker", {"plan_pk": "agreed"}),
    Stop("plans:plan_review", "worker", {"plan_pk": "agreed"}, wrong=FORM),
    Stop("plans:goal_add", "worker", PLAN, wrong=FORM),
    Stop("plans:goal_edit", "worker", PLAN | {"goal_pk": "goal"}, wrong=FORM),
    Stop("plans:goal_remove", "worker", PLAN | {"goal_pk": "goal"}),
    Stop("plans:step_add", "worker", PLAN | {"goal_pk": "goal"}, wrong=FORM),
    Stop("plans:step_edit", "worker", PLAN | {"step_pk": "step"}, wrong=FORM),
    Stop("plans:step_remove", "worker", PLAN | {"step_pk": "step"}),
    Stop("caseload:plan_print", "worker", {"plan_pk": "agreed"}),
    Stop("desistance:checklists", "worker", CASE),
    Stop("caseload:factors_print", "worker", CASE),
    Stop("desistance:checklist_fill", "worker", CASE | {"occasion": "occasion"}),
    Stop("desistance:checklist_page", "worker", {"checklist_pk": "checklist"}),
    Stop("caseload:due_rest", "worker", CASE | {"due_pk": "due"}, wrong=FORM),
    # The overview.
    Stop("caseload:dashboard", "supervisor"),
    Stop("caseload:dashboard_list", "supervisor", {}, "?lista=avoimet"),
    Stop("caseload:gap_list", "supervisor"),
    Stop("caseload:dashboard_list", "supervisor", {}, "?lista=myohassa&laji=review&yli=7"),
    Stop("caseload:untriaged_list", "supervisor"),
    Stop("caseload:unanswered_list", "supervisor"),
    Stop("caseload:people", "supervisor"),
    Stop("caseload:person", "supervisor", COLLEAGUE),
    Stop("caseload:absence_add", "supervisor", COLLEAGUE, wrong=FORM),
    Stop("caseload:absence_end", "supervisor", {"absence_pk": "absence"}),
    Stop("caseload:person_qualifications", "supervisor", COLLEAGUE),
    Stop("caseload:log_report_print", "worker", CASE),
    Stop("caseload:account_close", "supervisor", COLLEAGUE),
    Stop("caseload:account_reopen", "supervisor", {"user_pk": "gone"}),
    Stop("caseload:cases_hand_over", "supervisor", {"user_pk": "carrier"}, wrong=FORM),
    # A county's own administration.
    Stop("administration:first_steps", "administrator"),
    Stop("administration:unit_list", "administrator"),
    Stop("administration:unit_add", "administrator", wrong=FORM),
    Stop("administration:unit_edit", "administrator", {"unit_pk": "unit"}),
    Stop("administration:user_list", "administrator"),
    Stop("administration:user_add", "administrator", wrong=FORM),
    Stop("administration:user_page", "administrator", COLLEAGUE),
    Stop("administration:user_page", "administrator", INVITED),
    Stop("administration:user_page", "administrator", {"user_pk": "gone"}),
    Stop("administration:user_page", "administrator", {"user_pk": "vouched"}),
    Stop("administration:user_edit", "administrator", COLLEAGUE),
    Stop("administration:user_invite", "administrator", INVITED),
    Stop("administration:invitation_cancel", "administrator", INVITED),
    Stop("administration:administrator_make", "administrator", INVITED),
    Stop("administration:role_add", "administrator", COLLEAGUE, wrong=FORM),
    Stop("administration:role_change", "administrator", {"role_pk": "role"}),
    Stop("administration:role_move", "administrator", {"role_pk": "role"}, wrong=FORM),
    Stop("administration:name_pairs", "administrator", wrong=FORM),
    Stop("administration:name_pair_remove", "administrator", {"pair_pk": "pair"}),
    Stop("administration:vouching_add", "administrator", {"user_pk": "vouched"}, wrong=FORM),
    Stop("administration:user_close", "administrator", {"user_pk": "carrier"}),
    Stop("administration:user_reopen", "administrator", {"user_pk": "gone"}),
    Stop("administration:factor_reset", "supervisor", COLLEAGUE),
    Stop("administration:factor_reset", "administrator", {"user_pk": "waits"}),
    Stop("administration:factor_reset", "supervisor", {"user_pk": "waits"}),
    # Nobody is linked where there is no such sign-in; with one: test_work_account.py.
    Stop("administration:county_unlink", "administrator", COLLEAGUE, statuses=(404,)),
    Stop("administration:outsider_list", "administrator"),
    Stop("administration:outsider_add", "administrator", wrong=FORM),
    Stop("administration:partner_add", "administrator", wrong=FORM),
    Stop("administration:rights", "supervisor"),
    Stop("administration:rights", "administrator"),
    Stop(
        "administration:rights_review",
        "supervisor",
        {"unit_pk": "unit", "year": "year", "month": "month"},
        wrong=FORM,
    ),
    Stop("referrals:county_numbers", "administrator"),
    Stop("timing:rules", "administrator"),
    Stop("timing:rule_own", "administrator", {"rule_pk": "target"}, wrong=FORM),
    Stop("timing:rule_national", "administrator", {"rule_pk": "replaced"}),
    Stop("timing:working_days", "administrator", wrong=FORM),
    Stop("cases:case_open_for_purpose", "supervisor", {"case_pk": "listed"}, wrong=FORM),
    Stop("cases:worker_assign", "supervisor", {"case_pk": "listed"}, wrong=FORM),
]

# Not pages: they act and lead on, or give a file.
NOT_PAGES = {
    # Names the rows that were chosen in a list: tests/cases has it.
    "cases:workers_assign",
    "accounts:home",
    "accounts:kept_text_discard",
    "accounts:kept_text_offers",
    "accounts:kept_text_save",
    "accounts:notice_open",
    "caseload:paper_form_pdf",
    "caseload:plan_pdf",
    "caseload:portti_pdf",
    "caseload:first_weeks_pdf",
    "caseload:log_report_pdf",
    "caseload:factors_pdf",
    "caseload:assessment_pdf",
    "caseload:assessment_plain_pdf",
    "caseload:visit_form_pdf",
    "live",
    "referrals:reading_claim",
    "plans:step_done",
    "desistance:checklist_close",
    "desistance:checklist_decline",
    "ready",
    "cases:case_file_open",
    "referrals:attachment_open",
    "referrals:draft_remove",
    "referrals:draft_send",
    "referrals:public_change",
    "referrals:public_check",
    "referrals:public_send",
    "set_language",
}
# The sign-in library's further pages, off the path.
OFF_THE_PATH = ("account_", "mfa_")
