"""Calls that leave word where no request of the walk shows that they are gone, and who notices.

Each test is run once more without each of the calls beside it, and must not pass then: see
`tests/integration/conftest.py`.
"""

from __future__ import annotations

WATCHES: dict[str, dict[str, tuple[str, ...]]] = {
    "clinics/test_sign_in.py": {
        "test_signing_in_leads_to_the_front_door_and_is_audited": (
            "clinics.adapters:AccountAdapter.post_login:signed_in",
            "clinics.services.sessions:signed_in:_note",
            "clinics.services.sessions:_note:record_account",
        ),
        "test_signing_out_is_audited_and_clears_the_browser": (
            "clinics.adapters:AccountAdapter.logout:signed_out",
            "clinics.services.sessions:signed_out:_note",
        ),
        "test_an_unknown_address_is_audited_and_not_kept": (
            "clinics.adapters:AccountAdapter.authentication_failed:sign_in_failed",
            "clinics.services.sessions:sign_in_failed:record_account",
        ),
        "test_changing_the_password_is_audited": (
            "clinics.adapters:AccountAdapter.send_notification_mail:account_changed",
            "clinics.services.sessions:account_changed:_note",
        ),
    },
    "clinics/test_session_limits.py": {
        "test_a_wrong_password_leaves_it_locked_and_is_audited": (
            "clinics.adapters:AccountAdapter.authentication_failed:unlock_failed",
            "clinics.services.sessions:unlock_failed:record_account",
        ),
        "test_locking_and_unlocking_are_audited_once_each": (
            "clinics.middleware.session_limits:_just_unlocked:screen_locked",
            "clinics.services.sessions:screen_locked:_note",
            "clinics.services.sessions:screen_unlocked:_note",
            "clinics.views.lock:locked:screen_unlocked",
        ),
        "test_a_passkey_shown_after_the_lock_unlocks": (
            "clinics.middleware.session_limits:_just_unlocked:screen_unlocked",
        ),
        "test_the_session_ends_after_twelve_hours_of_work": (
            "clinics.middleware.session_limits:_end:session_ended",
            "clinics.services.sessions:session_ended:_note",
        ),
    },
    "clinics/test_own_sessions.py": {
        "test_the_list_says_which_browser_since_when_and_in_the_clinics_zone": (
            "clinics.services.sessions:sessions_listed:_note",
            "clinics.views.own_sessions:listed:sessions_listed",
        ),
        "test_one_other_session_is_ended_and_no_other": (
            "clinics.services.sessions:end_session:_note",
        ),
        "test_all_others_are_ended_at_once": (
            "clinics.services.sessions:end_other_sessions:record_account",
        ),
    },
    "clinics/test_settings_and_profile.py": {
        "test_a_person_changes_their_own_profile_and_nothing_else": (
            "clinics.services.profile:_change:record_account",
        ),
    },
    "clinics/test_commands.py": {
        "test_a_real_installation_starts_with_one_command": (
            "clinics.services.clinics:create_clinic:record_account",
            "clinics.services.staff:add_member:record_account",
            "clinics.services.links:_join:record",
            "clinics.services.links:accept_invitation:_join",
        ),
        "test_an_operator_makes_a_reset_link": (
            "clinics.services.links:issue_reset_link_as_operator:record_account",
        ),
    },
    "clinics/test_one_time_links.py": {
        "test_a_person_with_an_account_joins_with_it": ("clinics.services.links:join_as:_join",),
        "TestPasswordReset::test_it_sets_a_new_password_and_ends_the_sessions": (
            "clinics.services.links:reset_password:record_account",
        ),
    },
    "clinics/test_access.py": {
        "test_a_search_for_rows_of_others_is_written_to_the_own_clinics_trail": (
            "clinics.services.refusals:note:record#2",
        ),
        "test_knocking_at_another_clinic_names_nobody_in_that_clinics_trail": (
            "clinics.services.refusals:note:record_account",
        ),
    },
    "patients/test_importing.py": {
        "test_somebody_whom_the_clinic_has_is_named_and_stays_out_unless_they_are_another": (
            "patients.services.importing:look_over:record",
        ),
    },
    "patients/test_care.py": {
        "test_a_procedure_is_added_changed_and_removed_with_its_episode": (
            "patients.services.procedures:_add:_note",
            "patients.services.procedures:_remove:_note",
        ),
    },
    "patients/test_pages.py": {
        "test_a_search_is_posted_and_leaves_no_word_in_address_or_audit": (
            "patients.services.reading:find_patients:_note_list",
        ),
    },
    "assessment/test_void_records.py": {
        "test_it_is_declared_void_and_taken_back_on_a_page_and_stays_readable": (
            "patients.services.voiding:_decide:record",
        ),
    },
    "assessment/test_signing.py": {
        "test_a_wrong_password_signs_nothing_and_five_make_a_pause": (
            "clinics.services.confirming:_refusal:record",
        ),
    },
    "assessment/test_signing_pages.py": {
        "test_an_assistant_who_submits_twice_is_told_and_shown_the_report": (
            "assessment.services.signing:submit:record",
        ),
    },
    "assessment/test_case_files.py": {
        "test_who_may_not_read_the_charts_takes_nothing_out": (
            "assessment.management.commands.export_case:Command.handle:note",
            "assessment.management.commands.export_case:_found:note",
        ),
        "test_only_a_therapist_imports": (
            "assessment.management.commands.import_case:Command.handle:note",
        ),
        "test_another_clinics_therapist_hears_what_an_unknown_clinic_hears": (
            "assessment.management.people:person_at_work:note",
        ),
        "test_an_import_is_in_the_audit_trail": (
            "assessment.services.exporting:take_out_case:record",
            "assessment.services.importing:import_case:_note",
            "assessment.services.importing:_note:record",
            "assessment.services.importing_visits:_attest:record",
        ),
    },
    "assessment/test_case_judgement.py": {
        "test_each_row_is_in_the_audit_trail": (
            "assessment.services.importing_judgement:_enter_diagnoses:record",
            "assessment.services.importing_judgement:_Goals._write:_note",
            "assessment.services.importing_judgement:_Goals._note:record",
        ),
    },
    "assessment/test_activities_in_case_files.py": {
        "test_each_row_is_in_the_audit_trail": (
            "assessment.services.importing_activities:_write:_note",
            "assessment.services.importing_activities:_note:record",
        ),
    },
    "assessment/test_export_record.py": {
        "test_an_export_is_in_the_audit_trail_with_who_and_which_version": (
            "assessment.services.exporting:take_out:record",
        ),
        "test_who_may_not_read_the_evaluation_gets_nothing_and_is_noted": (
            "assessment.management.commands.export_record:Command.handle:note",
        ),
        "test_somebody_of_another_clinic_hears_what_an_unknown_id_hears": (
            "assessment.management.commands.export_record:_found:note",
        ),
    },
    "assessment/test_follow_up_pages.py": {
        "test_the_front_desk_sees_people_and_days_and_nothing_of_the_chart": (
            "assessment.views.patients:home:note_list_read",
        ),
    },
    "assessment/test_review_queue.py": {
        "test_reading_the_queue_leaves_one_event_with_the_patients_and_none_when_it_is_empty": (
            "assessment.views.reviewing:queue:note_queue_read",
            "assessment.services.reviewing:note_queue_read:record",
        ),
    },
    "assessment/test_verifying.py": {
        "test_the_command_leaves_one_event_a_clinic_with_its_counts": (
            "assessment.services.verifying:verify_clinic:record_account",
        ),
    },
    "assessment/test_releasing.py": {
        "test_a_draft_and_a_void_evaluation_are_not_given_out": (
            "assessment.services.releasing:give_out:_note_refusal",
        ),
        "test_a_version_whose_key_is_missing_is_refused_and_that_is_on_record": (
            "assessment.services.releasing:release:_note_refusal",
            "assessment.services.releasing:give_out:_note_refusal#2",
            "assessment.services.releasing:_note_refusal:record",
        ),
    },
    "assessment/test_tampered_records.py": {
        "test_a_case_with_a_damaged_visit_is_not_exported_and_the_refusal_is_noted": (
            "assessment.services.exporting:_refuse_unproved:record",
        ),
        "test_reading_a_damaged_record_is_one_reading_and_one_failed_check": (
            "assessment.services.reading:note_unproved:_failed",
            "assessment.services.reading:_failed:record",
            "assessment.views.reports:report_page:note_unproved",
            "assessment.views.reports:restricted:note_unproved",
        ),
        "test_a_paper_form_that_meets_a_damaged_visit_leaves_word_of_it": (
            "assessment.views.paper:paper:note_left_out",
        ),
        "test_pages_that_compare_leave_a_damaged_visit_out_and_say_so": (
            "assessment.views.charting:_page:note_left_out",
            "assessment.views.patient_activities:rate:note_left_out",
            "assessment.views.patients:patient:note_left_out",
            "assessment.views.readiness:of_episode:note_left_out",
            "assessment.views.readiness:of_visit:note_left_out",
            "assessment.views.reassessment:worth:note_left_out",
            "assessment.views.reports:report_page:note_left_out",
            "assessment.views.reports:episode:note_left_out",
            "assessment.views.reports:compare:note_left_out",
            "assessment.views.signing:_review:note_left_out",
        ),
    },
    "assessment/test_phrases.py": {
        "test_a_person_keeps_changes_and_removes_their_own_and_the_trail_says_so": (
            "assessment.services.phrases:change_phrase:_tell",
            "assessment.services.phrases:remove_phrase:_tell",
        ),
    },
    "assessment/test_tampered_later_life.py": {
        "test_a_damaged_earlier_version_is_named_and_set_apart_from_none": (
            "assessment.views.amending:versions:note_unproved",
        ),
        "test_what_is_amended_is_set_beside_no_damaged_visit": (
            "assessment.views.amending:versions:note_left_out",
            "assessment.services.reading:note_left_out:_failed",
        ),
    },
}
WATCHED_BY = {
    site: f"tests/integration/{file}::{test}"
    for file, tests in WATCHES.items()
    for test, watched in tests.items()
    for site in watched
}
