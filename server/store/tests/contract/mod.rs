//! What every engine must do, one case a promise. A new case goes into its noun's file and into the list below.

pub(crate) mod accounts;
pub(crate) mod attachments;
pub(crate) mod audit;
pub(crate) mod authorities;
pub(crate) mod citizens;
pub(crate) mod concurrency;
pub(crate) mod conversations;
pub(crate) mod departments;
pub(crate) mod directories;
pub(crate) mod embedding;
pub(crate) mod handovers;
pub(crate) mod inbox;
pub(crate) mod letters;
pub(crate) mod members;
pub(crate) mod names;
pub(crate) mod notes;
pub(crate) mod operations;
pub(crate) mod outbox;
pub(crate) mod passkeys;
pub(crate) mod restorations;
pub(crate) mod sessions;
pub(crate) mod transfers;
pub(crate) mod world;

/// Makes a test of every case. `$place` makes an empty database for one of them.
macro_rules! contract {
    ($place:path) => {
        contract! { $place;
            accounts {
                a_new_password_ends_the_other_sessions,
                a_session_that_has_ended_sets_no_password,
                a_recovery_code_is_used_up_by_the_password_that_is_set_with_it,
                a_recovery_code_takes_the_place_of_the_earlier_one,
                only_who_has_enrolled_gets_a_recovery_code,
            }
            authorities {
                an_authority_is_founded_once_with_its_token,
                an_unknown_setup_token_founds_nothing,
                a_taken_name_does_not_use_the_token_up,
                a_founders_code_is_for_one_address_and_five_tries,
                a_founders_code_needs_a_good_setup_token,
                a_domain_belongs_to_one_authority,
                of_foundings_at_once_one_gets_the_domain,
                a_domain_that_was_kept_in_capitals_is_taken_as_well,
                the_directory_shows_departments_with_a_key_only,
                administrators_are_reminded_once_in_a_while,
                the_directory_is_read_page_by_page_or_by_id,
            }
            audit {
                a_change_and_its_entry_are_one,
                a_statement_is_recorded_once,
                a_log_cannot_be_changed,
                every_authority_has_a_log_of_its_own,
                what_was_changed_by_hand_is_found_and_named,
                appends_at_once_make_one_chain,
                a_sign_in_that_was_never_finished_is_recorded,
            }
            transfers {
                a_conversation_that_is_passed_on_changes_hands_as_a_whole,
                whoever_writes_after_a_transfer_begins_a_seed,
                a_transfer_that_is_refused_changes_nothing,
                passing_on_is_no_answer,
            }
            letters {
                a_letter_opens_one_conversation_with_a_department_on_each_side,
                an_answer_to_a_letter_is_told_to_the_department_that_wrote_it,
                the_next_seed_of_a_letter_is_for_both_departments,
                only_the_department_in_charge_passes_a_letter_on_and_closes_it,
                a_letter_that_is_refused_changes_nothing,
            }
            handovers {
                a_conversation_that_is_handed_over_changes_authorities_as_a_whole,
                without_its_history_staff_get_a_conversation_from_the_handover_on,
                files_of_a_history_go_along,
                files_of_a_history_that_was_kept_are_not_given,
                a_proposal_is_open_until_it_is_ended_or_another_one_takes_its_place,
                a_proposal_that_is_refused_changes_nothing,
                a_handover_that_is_refused_changes_nothing,
            }
            departments {
                an_id_or_a_name_in_an_authority_is_taken_once,
                epochs_follow_one_another,
                an_epoch_is_granted_to_enrolled_members_of_the_department_only,
                a_grant_of_an_epoch_is_never_replaced,
            }
            directories {
                a_directory_is_read_as_it_was_published,
                texts_of_departments_change_with_the_directory_or_not_at_all,
                a_directory_is_made_from_the_newest_one,
                nobody_is_led_to_a_department_that_cannot_be_written_to,
                a_department_that_is_led_to_stays_open,
                a_place_finds_the_routes_of_all_areas_that_it_lies_in,
                a_place_finds_the_authorities_in_charge,
                a_directory_belongs_to_one_authority,
                a_promise_is_the_middle_of_all_conversations,
            }
            embedding {
                a_department_is_shown_where_its_authority_is_and_where_it_alone_is,
                nobody_says_where_a_foreign_department_is_shown,
            }
            members {
                an_invitation_enrols_once,
                an_expired_invitation_enrols_nobody,
                a_new_token_takes_the_place_of_the_old_one,
                an_address_is_one_account_in_any_case_of_its_letters,
                an_invitation_names_departments_of_the_authority_only,
                only_an_enrolled_member_of_the_authority_is_certified,
                an_invitation_is_repeated_and_withdrawn_until_it_is_used,
                only_the_first_administrator_certifies_themself,
                the_last_administrator_stays,
                a_department_that_is_lost_begins_its_next_epoch,
                who_leaves_keeps_nothing_but_the_name,
                a_withdrawn_key_is_told_until_its_certificate_has_ended,
                what_is_withdrawn_with_a_lowered_role_is_told_as_well,
                who_alone_opens_earlier_conversations_hands_them_on_first,
                what_colleagues_lack_waits_for_whoever_has_it,
                a_member_gets_the_keys_of_their_departments,
                a_login_is_taken_once_and_in_time,
            }
            names {
                names_are_read_anew_when_they_change,
                changes_of_names_come_in_parts_in_their_order,
                a_service_is_served_where_a_department_is_in_charge,
            }
            notes {
                a_note_changes_nothing_but_the_notes,
                notes_are_for_the_department_in_charge_alone,
                a_note_sent_twice_is_one_note_also_where_it_is_closed,
                whoever_writes_a_note_begins_a_seed_where_none_is_in_use,
                notes_stay_where_they_were_written,
                notes_go_along_as_a_whole,
                a_handover_begins_a_run_of_its_own,
                notes_of_a_history_that_was_kept_back_are_not_shown,
                notes_are_deleted_with_their_conversation,
            }
            passkeys {
                a_ceremony_is_taken_once_in_time_and_for_its_purpose,
                a_credential_is_one_members_passkey,
                a_passkey_is_found_by_its_credential_and_keeps_its_use,
                a_state_that_was_used_meanwhile_is_not_used_again,
                a_demanded_passkey_stays,
                a_change_of_passkeys_is_told_by_mail,
                only_who_has_a_passkey_demands_one,
                a_member_has_only_so_many_passkeys,
            }
            conversations {
                opening_twice_opens_once,
                a_ticket_opens_one_conversation,
                only_the_newest_epoch_of_a_department_is_sealed_to,
                a_case_number_is_taken_once_in_an_authority,
                a_locator_belongs_to_one_conversation,
                an_opening_with_a_taken_message_or_file_leaves_nothing_behind,
                a_citizens_times_are_kept_to_the_day,
                each_party_gets_its_own_grants_only,
                a_foreign_conversation_is_not_found,
                a_message_sent_three_times_is_one_message,
                a_message_id_of_another_conversation_or_author_is_taken,
                messages_come_in_pages_in_their_order,
                a_citizens_message_opens_a_closed_conversation,
                a_department_writes_into_a_closed_conversation_only_to_open_it,
                closing_erases_the_citizens_address,
                read_marks_move_forward_only_and_never_beyond_the_newest_message,
                a_conversation_is_found_by_its_locator,
            }
            attachments {
                parts_arrive_in_any_order_and_more_than_once,
                a_part_with_other_bytes_differs,
                a_file_is_filled_by_its_own_side_only,
                a_file_is_read_by_its_conversations_parties_only,
                a_file_id_is_taken_once,
            }
            inbox {
                pages_of_several_departments_come_newest_first_without_gap_or_repeat,
                only_the_departments_and_the_status_asked_for_are_shown,
                a_row_is_unread_from_a_citizens_message_until_it_is_read,
                a_row_carries_all_that_opens_its_subject,
                a_member_of_no_department_sees_nothing,
            }
            citizens {
                a_challenge_is_spent_once,
                a_session_slides_while_it_is_used_and_then_ends,
                a_session_that_was_ended_is_gone,
                an_address_is_kept_replaced_and_erased,
                a_closed_or_missing_conversation_keeps_no_address,
                a_mail_is_due_only_where_there_is_an_address,
            }
            restorations {
                access_is_restored_with_what_the_member_set_up_last,
                a_restoration_is_for_certified_members_of_the_authority_only,
                a_restoration_ends_by_the_clock_and_when_it_is_taken_back,
            }
            sessions {
                a_session_is_kept_and_ended,
                a_session_ends_by_the_clock_unless_it_is_used,
                a_session_that_lacks_something_is_kept_and_not_listed,
                a_taken_session_id_is_drawn_anew,
                a_member_lists_and_ends_their_own_sessions_only,
            }
            outbox {
                an_errand_waits_once_however_often_it_is_given,
                a_claimed_errand_is_nobody_elses_until_its_lease_ends,
                an_errand_given_again_while_it_is_done_is_due_again,
                a_failed_errand_waits_for_its_time,
                an_overtaken_claim_changes_nothing,
                a_repeated_message_gives_no_second_errand,
            }
            operations {
                a_store_is_ready_once_it_is_migrated,
                an_altered_migration_is_told,
                a_healthy_database_has_no_problems,
                what_has_ended_is_deleted_and_nothing_else,
                changes_are_heard_after_they_are_committed,
                a_listener_that_falls_behind_is_told_to_reload,
                a_closed_store_is_unavailable,
            }
            concurrency {
                openings_at_once_are_all_there,
                racing_repeats_of_an_opening_open_once,
                racing_repeats_of_a_message_store_it_once,
                messages_at_once_keep_one_order,
                a_bad_write_spoils_nothing_for_those_beside_it,
                what_was_acknowledged_survives_a_store_that_is_dropped,
                closing_finishes_what_was_accepted,
                two_workers_never_claim_the_same_errand,
            }
        }
    };
    ($place:path; $($noun:ident { $($case:ident),+ $(,)? })+) => {$(
        mod $noun {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    let place = $place();
                    crate::contract::$noun::$case(&place).await;
                }
            )+
        }
    )+};
}
