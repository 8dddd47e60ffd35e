// SPDX-License-Identifier: Apache-2.0
// One function per endpoint, each in the file of its name. schemas/openapi.yaml says what they take and give.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"
#include "http/message.hpp"

namespace elicense::api {

http::Response issue_license(const Context& context, const Call& call);
http::Response list_device_keys(const Context& context, const Call& call);
http::Response add_device_key(const Context& context, const Call& call);
http::Response remove_device_key(const Context& context, const Call& call);
http::Response issue_offline_ticket(const Context& context, const Call& call);
http::Response report_offline_sightings(const Context& context, const Call& call);
http::Response verify_offline_code(const Context& context, const http::Request& request);
http::Response get_license(const Context& context, const Call& call);
http::Response get_license_document(const Context& context, const Call& call);
http::Response get_license_face(const Context& context, const Call& call);     // png, svg, pdf
http::Response get_license_metadata(const Context& context, const Call& call); // xml, json
http::Response make_license_copies(const Context& context, const Call& call);
http::Response get_license_copies(const Context& context, const Call& call);
http::Response archive_licenses(const Context& context, const Call& call);
http::Response list_licenses(const Context& context, const Call& call);
http::Response search_licenses(const Context& context, const Call& call);
http::Response list_changes(const Context& context, const Call& call);
http::Response get_issue_list(const Context& context, const Call& call);
http::Response get_catalogue(const Context& context, const http::Request& request);
http::Response ask_transition(const Context& context, const Call& call);
http::Response get_license_transitions(const Context& context, const Call& call);
http::Response approve_transition(const Context& context, const Call& call);
http::Response withdraw_transition(const Context& context, const Call& call);
// Of the holder who asks
http::Response list_my_licenses(const Context& context, const Call& call);
http::Response list_accesses(const Context& context, const Call& call);
http::Response export_holder(const Context& context, const Call& call);
http::Response ask_correction(const Context& context, const Call& call);
http::Response list_my_corrections(const Context& context, const Call& call);
http::Response make_complaint(const Context& context, const Call& call);
http::Response list_my_complaints(const Context& context, const Call& call);
http::Response open_show_session(const Context& context, const Call& call);
http::Response refresh_show_code(const Context& context, const Call& call);
http::Response get_show_code_image(const Context& context, const Call& call); // svg, png
http::Response get_show_session(const Context& context, const Call& call);
http::Response stream_show_session(const Context& context, const Call& call);
http::Response stop_show_session(const Context& context, const Call& call);
http::Response confirm_scan(const Context& context, const Call& call);
http::Response refuse_scan(const Context& context, const Call& call);
http::Response stop_scan(const Context& context, const Call& call);
http::Response list_my_scans(const Context& context, const Call& call);

// Licenses in place of paper
http::Response make_submission(const Context& context, const Call& call);
http::Response get_submission(const Context& context, const Call& call); // and for the holder
http::Response get_submission_receipt(const Context& context, const Call& call);
http::Response get_submission_document(const Context& context, const Call& call);
http::Response answer_submission(const Context& context, const Call& call);
http::Response withdraw_submission(const Context& context, const Call& call);
http::Response list_my_submissions(const Context& context, const Call& call);
http::Response list_mandates(const Context& context, const Call& call);
http::Response give_mandate(const Context& context, const Call& call);
http::Response revoke_mandate(const Context& context, const Call& call);
// For the counter
http::Response scan_code(const Context& context, const Call& call);
http::Response request_use_codes(const Context& context, const Call& call);
http::Response list_duty_quotas(const Context& context, const Call& call);
http::Response get_scan(const Context& context, const Call& call); // and for the holder
http::Response stream_scan(const Context& context, const Call& call);
http::Response use_license(const Context& context, const Call& call);
http::Response get_exemption_report(const Context& context, const Call& call);
http::Response list_paper_demanded(const Context& context, const Call& call);
http::Response list_recalls(const Context& context, const Call& call); // these two for the issuer, too
http::Response get_recall(const Context& context, const Call& call);
http::Response acknowledge_recall(const Context& context, const Call& call);
http::Response record_guardianship(const Context& context, const Call& call);
http::Response make_paper_code(const Context& context, const Call& call);
http::Response report_paper_loss(const Context& context, const Call& call);
http::Response get_mandate_state(const Context& context, const http::Request& request);
http::Response show_code_page(const Context& context, const http::Request& request);
// For the auditor
http::Response list_complaints(const Context& context, const Call& call);
http::Response answer_complaint(const Context& context, const Call& call);
// For the issuer
http::Response list_corrections(const Context& context, const http::Request& request);
http::Response answer_correction(const Context& context, const http::Request& request);

http::Response list_matters(const Context& context, const http::Request& request);
http::Response get_matter(const Context& context, const http::Request& request);
http::Response list_matter_versions(const Context& context, const http::Request& request);
http::Response preflight_matter(const Context& context, const Call& call);
http::Response propose_matters(const Context& context, const Call& call);
http::Response withdraw_matter(const Context& context, const Call& call);
http::Response list_matter_proposals(const Context& context, const Call& call);
http::Response get_matter_proposal(const Context& context, const Call& call);
http::Response approve_matter_proposal(const Context& context, const Call& call);
http::Response refuse_matter_proposal(const Context& context, const Call& call);

http::Response list_license_types(const Context& context, const http::Request& request);
http::Response get_license_type(const Context& context, const http::Request& request);
http::Response list_license_type_versions(const Context& context, const http::Request& request);
http::Response propose_license_type(const Context& context, const Call& call);
http::Response withdraw_license_type(const Context& context, const Call& call);
http::Response list_license_type_proposals(const Context& context, const Call& call);
http::Response get_license_type_proposal(const Context& context, const Call& call);
http::Response approve_license_type_proposal(const Context& context, const Call& call);
http::Response refuse_license_type_proposal(const Context& context, const Call& call);
http::Response list_transition_reasons(const Context& context, const http::Request& request);
http::Response verify_document(const Context& context, const Call& call);
http::Response seal_document(const Context& context, const http::Request& request);
http::Response get_ledger_checkpoint(const Context& context, const http::Request& request);
http::Response get_ledger_tile(const Context& context,
                               const http::Request& request); // and bundles of entries
http::Response get_ledger_entry(const Context& context, const http::Request& request);
http::Response get_ledger_receipt(const Context& context, const http::Request& request);
http::Response get_ledger_consistency(const Context& context, const http::Request& request);
http::Response get_license_receipt(const Context& context, const http::Request& request);
http::Response create_subscription(const Context& context, const Call& call);
http::Response list_subscriptions(const Context& context, const Call& call);
http::Response get_subscription(const Context& context, const http::Request& request);
http::Response pause_subscription(const Context& context, const http::Request& request);
http::Response resume_subscription(const Context& context, const http::Request& request);
http::Response test_subscription(const Context& context, const http::Request& request);
http::Response replay_subscription(const Context& context, const http::Request& request);
http::Response list_deliveries(const Context& context, const http::Request& request);
http::Response replay_delivery(const Context& context, const http::Request& request);
http::Response list_status_lists(const Context& context, const http::Request& request);
http::Response get_status_list(const Context& context, const http::Request& request);
http::Response stream_events(const Context& context, const Call& call);
http::Response show_verification_page(const Context& context, const Call& call);
http::Response begin_login(const Context& context, const http::Request& request);
http::Response finish_login(const Context& context, const http::Request& request);
http::Response end_login(const Context& context, const http::Request& request);
http::Response show_holder_page(const Context& context, const http::Request& request);
http::Response show_verifier_page(const Context& context, const http::Request& request);
http::Response show_counter_page(const Context& context, const http::Request& request);
http::Response show_complaints_page(const Context& context, const http::Request& request);
http::Response show_report_page(const Context& context, const http::Request& request);
http::Response show_asset(const Context& context, const http::Request& request);
// Of a sandbox alone
http::Response get_sandbox(const Context& context, const http::Request& request);
http::Response log_in_persona(const Context& context, const http::Request& request);
http::Response set_sandbox_fault(const Context& context, const http::Request& request);
http::Response get_openapi(const Context& context, const http::Request& request);
http::Response get_health(const Context& context, const http::Request& request);
http::Response get_readiness(const Context& context, const http::Request& request);
http::Response get_metrics(const Context& context, const http::Request& request);

// Jobs over many licenses (docs/import-jobs.md)
http::Response start_import(const Context& context, const Call& call);
http::Response add_import_piece(const Context& context, const Call& call);
http::Response add_import_scan(const Context& context, const Call& call);
http::Response list_missing_scans(const Context& context, const Call& call);
http::Response start_job(const Context& context, const Call& call);
http::Response list_jobs(const Context& context, const Call& call);
http::Response get_job(const Context& context, const Call& call);
http::Response list_job_rows(const Context& context, const Call& call);
http::Response stream_job(const Context& context, const Call& call);
http::Response cancel_job(const Context& context, const Call& call);
http::Response get_job_sample(const Context& context, const Call& call);
http::Response judge_job_sample(const Context& context, const Call& call);
http::Response sign_import(const Context& context, const Call& call);
http::Response refuse_import(const Context& context, const Call& call);
http::Response propose_decision(const Context& context, const Call& call);
http::Response approve_decision(const Context& context, const Call& call);
http::Response withdraw_decision(const Context& context, const Call& call);
http::Response list_decision_items(const Context& context, const Call& call);

http::Response issue_token(const Context& context, const Call& call);
http::Response get_session(const Context& context, const Call& call);
http::Response end_session(const Context& context, const Call& call);
http::Response enrol_administrator(const Context& context, const http::Request& request);
http::Response add_party(const Context& context, const Call& call);
http::Response list_parties(const Context& context, const Call& call);
http::Response get_party(const Context& context, const Call& call);
http::Response disable_party(const Context& context, const Call& call);
http::Response add_party_key(const Context& context, const Call& call);
http::Response change_party_role(const Context& context, const Call& call);
http::Response list_role_proposals(const Context& context, const Call& call);
http::Response approve_role_proposal(const Context& context, const Call& call);

} // namespace elicense::api
