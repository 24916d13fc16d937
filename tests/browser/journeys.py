"""The journeys that `make test` makes in a real browser; `make test-long` makes all the others.

One of each thing that a visitor does, and what must never break: attacks, other hosts, no JavaScript, the keyboard.
"""

JOURNEYS = frozenset(
    {
        # Finding a module
        "test_suggestions_are_walked_through_by_arrows_and_chosen_by_enter",
        "test_enter_in_the_header_opens_the_explorer_with_the_words",
        "test_on_a_phone_the_icon_opens_the_field_and_leaving_it_closes_it",
        "test_words_and_facets_narrow_together",
        "test_the_address_shared_shows_the_same_elsewhere",
        "test_an_empty_result_offers_ways_out_that_lead_somewhere",
        "test_the_selection_is_exported_exactly_as_csv_and_json",
        "test_when_the_index_cannot_be_fetched_it_is_said_with_other_ways_in",
        "test_everything_is_done_by_keyboard_alone",
        "test_nearly_every_query_finds_what_is_meant",
        # The form
        "test_the_required_answers_give_a_file_that_the_checker_accepts_to_the_byte",
        "test_every_module_read_into_the_form_is_written_back_as_python_writes_it",
        "test_what_the_checker_refuses_is_told_beside_the_answer_in_its_words",
        "test_a_draft_is_kept_found_again_and_erased",
        "test_the_page_of_a_module_leads_to_the_form_that_corrects_it",
        "test_hostile_answers_stay_text_in_the_preview_and_in_the_file",
        "test_the_preview_says_what_the_page_will_say",
        "test_without_a_repository_the_file_is_given_and_the_page_says_so",
        "test_the_scripts_say_of_every_case_what_the_checker_says",
        "test_the_scripts_write_any_text_as_python_writes_it",
        "test_the_scripts_propose_the_same_ids_as_python",
        "test_a_dropped_workbook_is_read_as_the_command_reads_it",
        # Comparing, adding up
        "test_modules_stand_side_by_side_in_the_order_of_the_address",
        "test_modules_are_kept_from_page_to_page_then_compared",
        "test_text_that_attacks_stays_text_in_the_table",
        "test_the_total_follows_the_ticks",
        "test_a_strange_address_is_explained_and_harmless",
        # Needs, signals, dossiers
        "test_the_page_and_the_command_say_the_same",
        "test_a_need_shows_its_modules_its_reasons_and_what_is_uncovered",
        "test_it_answers_offline_once_it_has_answered",
        "test_from_a_certification_to_its_dossier_its_certifier_and_the_letter",
        "test_every_signal_shows_its_strength_and_all_its_evidence",
        # Map and figures
        "test_enter_goes_to_the_page_of_the_region",
        "test_a_region_of_a_sector_leads_to_the_search_narrowed_to_both",
        "test_a_number_of_the_table_leads_to_the_explorer_with_both_facets",
        # Nine people with a question
        "test_an_adviser_on_a_phone_finds_what_completes_an_occupation_and_what_it_completes",
        "test_a_job_seeker_learns_in_two_clicks_what_is_added_near_home",
        "test_a_company_pastes_its_offer_and_sees_the_modules_that_answer_also_after_going_back",
        "test_a_journalist_finds_the_figure_and_the_modules_that_it_counts",
        "test_a_certifying_officer_reaches_what_is_added_to_a_certification_and_the_letter",
        "test_a_region_officer_sees_what_others_have_and_what_could_be_taken_up",
        "test_by_keyboard_alone_at_400_percent_the_module_of_the_region_is_read",
        "test_from_a_web_search_the_page_says_what_it_is_and_leads_to_the_like",
        "test_a_dead_link_leads_to_the_page_that_its_words_name",
        # Every page
        "test_every_page_of_the_plan_is_at_most_two_clicks_from_home_by_links_that_one_sees",
        "test_the_drawer_takes_the_focus_gives_it_back_and_holds_none_when_closed",
        "test_the_module_is_reached_in_at_most_three_clicks",
        "test_no_page_asks_another_host_fails_to_load_something_or_complains",
        "test_nothing_is_kept_on_the_visitor_s_machine",
        "test_the_site_can_be_walked_through_without_javascript",
        "test_the_drawer_opens_on_a_phone_and_leads_somewhere",
        "test_the_first_key_reaches_a_link_that_skips_to_the_content",
        "test_no_attack_runs_asks_for_anything_or_adds_an_element",
        "test_the_new_title_shows_by_itself_as_often_as_it_changes",
    }
)
