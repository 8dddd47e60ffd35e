// SPDX-License-Identifier: Apache-2.0
// Read this page to see the whole service.
#include "api/routes.hpp"

#include "api/endpoints.hpp"
#include "api/guarded.hpp"
#include "api/relations.hpp"
#include "license/scan_pages.hpp"

#include <algorithm>
#include <stdexcept>

namespace elicense::api {

namespace {

// About the license, party, proposal or subscription that the path names.
Work of_license(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, license_relation, true, "LICENSE_NOT_FOUND"};
}

Work of_party(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, party_relation, false, "PARTY_NOT_FOUND"};
}

Work of_subscription(http::Response (*endpoint)(const Context&, const http::Request&)) {
  Work work = with(endpoint);
  work.relate = subscription_relation;
  work.hidden = "SUBSCRIPTION_NOT_FOUND";
  return work;
}

Work of_proposal(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, proposal_relation, false, "PROPOSAL_UNKNOWN"};
}

Work of_job(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, job_relation, false, "JOB_NOT_FOUND"};
}

Work of_show_session(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, show_session_relation, false, "SHOW_SESSION_NOT_FOUND"};
}

Work of_scan(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, scan_relation, false, "SCAN_NOT_FOUND"};
}

Work of_submission(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, submission_relation, false, "SUBMISSION_NOT_FOUND"};
}

Work of_mandate(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, mandate_relation, false, "MANDATE_NOT_FOUND"};
}

Work of_recall(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, recall_relation, false, "RECALL_NOT_FOUND"};
}

Work of_complaint(http::Response (*endpoint)(const Context&, const Call&)) {
  return {endpoint, complaint_relation, false, "COMPLAINT_NOT_FOUND"};
}

std::vector<Endpoint> joined(std::vector<Endpoint> beside, std::vector<Endpoint> own) {
  std::ranges::move(beside, std::back_inserter(own));
  return own;
}

std::vector<Endpoint> endpoints(std::vector<Endpoint> beside) {
  const std::vector<std::string> json = {"application/json"}, ofd = {"application/ofd"};
  const std::vector<std::string> ofd_or_json = {"application/ofd", "application/json"};
  const std::vector<std::string> form = {"application/x-www-form-urlencoded"};
  const std::string license = "/v1/licenses/{identifier}", party = "/v1/parties/{party}";
  const std::string proposals = "/v1/role-proposals", me = "/v1/holders/me", ledger = "/v1/ledger";
  const std::string job = "/v1/jobs/{id}";
  const std::vector<std::string> bytes = {"application/octet-stream"};
  const std::vector<std::string> json_or_rows = {"application/json", "text/csv", "application/x-ndjson"};
  const std::string subscriptions = "/v1/subscriptions", subscription = subscriptions + "/{id}";
  const std::string types = "/v1/license-types", type = types + "/{code}";
  const std::string changes = "/v1/license-type-proposals", change = changes + "/{number}";
  const std::string matters = "/v1/matters", matter = matters + "/{code}";
  const std::string offers = "/v1/matter-proposals", offer = offers + "/{number}";
  const std::vector<std::string> json_or_table = {"application/json", "text/csv"};
  const std::string codes = "/v1/show-codes", shown = "/v1/show-sessions/{session}", scan = "/v1/scans/{id}";
  const std::string mandates = "/v1/mandates", submissions = "/v1/submissions",
                    submission = submissions + "/{id}";
  const std::string exemption = "/v1/exemption-report";
  const std::string recalls = "/v1/recalls";
  return joined(
      std::move(beside),
      {
          {"POST", "/v1/licenses", "issue_license", with(issue_license), max_json, json},
          {"GET", "/v1/licenses", "list_licenses", with(list_licenses)},
          {"POST", "/v1/license-searches", "search_licenses", with(search_licenses), max_json, json},
          {"GET", "/v1/changes", "list_changes", with(list_changes)},
          {"GET", "/v1/issue-list", "get_issue_list", with(get_issue_list)},
          {"GET", "/v1/catalogue", "get_catalogue", with(get_catalogue)},
          {"GET", license, "get_license", of_license(get_license)},
          {"GET", license + "/document", "get_license_document", of_license(get_license_document)},
          {"GET", license + "/face.png", "get_license_face_png", of_license(get_license_face)},
          {"GET", license + "/face.svg", "get_license_face_svg", of_license(get_license_face)},
          {"GET", license + "/face.pdf", "get_license_face_pdf", of_license(get_license_face)},
          {"GET", license + "/metadata.xml", "get_license_metadata_xml", of_license(get_license_metadata)},
          {"GET", license + "/metadata.json", "get_license_metadata_json", of_license(get_license_metadata)},
          {"POST", license + "/copies", "make_license_copies", of_license(make_license_copies), max_json,
           json},
          {"GET", license + "/copies", "get_license_copies", of_license(get_license_copies)},
          {"POST", "/v1/license-archives", "archive_licenses", with(archive_licenses), max_json, json},
          {"GET", license + "/receipt", "get_license_receipt", with(get_license_receipt)},
          {"POST", license + "/transitions", "ask_transition", of_license(ask_transition), max_json, json},
          {"GET", license + "/transitions", "get_license_transitions", of_license(get_license_transitions)},
          {"POST", license + "/transitions/{number}/approve", "approve_transition",
           of_license(approve_transition)},
          {"POST", license + "/transitions/{number}/withdraw", "withdraw_transition",
           of_license(withdraw_transition)},
          {"POST", "/v1/imports", "start_import", with(start_import), max_import_body, json_or_rows},
          {"GET", "/v1/jobs", "list_jobs", with(list_jobs)},
          {"GET", job, "get_job", of_job(get_job)},
          {"POST", job + "/pieces/{number}", "add_import_piece", of_job(add_import_piece), jobs::max_piece,
           bytes},
          {"POST", job + "/scans/{name}", "add_import_scan", of_job(add_import_scan), license::max_scan_size,
           bytes},
          {"GET", job + "/scans", "list_missing_scans", of_job(list_missing_scans)},
          {"POST", job + "/start", "start_job", of_job(start_job)},
          {"GET", job + "/rows", "list_job_rows", of_job(list_job_rows)},
          {"GET", job + "/events", "stream_job", of_job(stream_job)},
          {"POST", job + "/cancel", "cancel_job", of_job(cancel_job)},
          {"GET", job + "/sample", "get_job_sample", of_job(get_job_sample)},
          {"POST", job + "/sample/{number}", "judge_job_sample", of_job(judge_job_sample), max_json, json},
          {"POST", job + "/sign", "sign_import", of_job(sign_import)},
          {"POST", job + "/refuse", "refuse_import", of_job(refuse_import), max_json, json},
          {"POST", "/v1/decisions", "propose_decision", with(propose_decision), max_json, json},
          {"POST", job + "/approve", "approve_decision", of_job(approve_decision)},
          {"POST", job + "/withdraw", "withdraw_decision", of_job(withdraw_decision)},
          {"GET", job + "/items", "list_decision_items", of_job(list_decision_items)},
          {"GET", matters, "list_matters", with(list_matters)},
          {"POST", matters, "propose_matters", with(propose_matters), submission::max_matter_file,
           json_or_table},
          {"GET", matter, "get_matter", with(get_matter)},
          {"GET", matter + "/versions", "list_matter_versions", with(list_matter_versions)},
          {"POST", matter + "/preflight", "preflight_matter", with(preflight_matter), max_json, json},
          {"POST", matter + "/withdrawals", "withdraw_matter", with(withdraw_matter), max_json, json},
          {"GET", offers, "list_matter_proposals", with(list_matter_proposals)},
          {"GET", offer, "get_matter_proposal", with(get_matter_proposal)},
          {"POST", offer + "/approve", "approve_matter_proposal", with(approve_matter_proposal)},
          {"POST", offer + "/refuse", "refuse_matter_proposal", with(refuse_matter_proposal), max_json, json},
          {"GET", types, "list_license_types", with(list_license_types)},
          {"POST", types, "propose_license_type", with(propose_license_type), max_json, json},
          {"GET", type, "get_license_type", with(get_license_type)},
          {"GET", type + "/versions", "list_license_type_versions", with(list_license_type_versions)},
          {"POST", type + "/withdrawals", "withdraw_license_type", with(withdraw_license_type), max_json,
           json},
          {"GET", changes, "list_license_type_proposals", with(list_license_type_proposals)},
          {"GET", change, "get_license_type_proposal", with(get_license_type_proposal)},
          {"POST", change + "/approve", "approve_license_type_proposal", with(approve_license_type_proposal)},
          {"POST", change + "/refuse", "refuse_license_type_proposal", with(refuse_license_type_proposal),
           max_json, json},
          {"GET", "/v1/transition-reasons", "list_transition_reasons", with(list_transition_reasons)},
          {"POST", "/v1/verifications", "verify_document", with(verify_document), max_document, ofd_or_json},
          {"POST", "/v1/seals/{id}/signatures", "seal_document", with(seal_document), max_document, ofd},
          {"GET", me + "/licenses", "list_my_licenses", with(list_my_licenses)},
          {"GET", me + "/accesses", "list_accesses", with(list_accesses)},
          {"GET", me + "/export", "export_holder", with(export_holder)},
          {"GET", me + "/corrections", "list_my_corrections", with(list_my_corrections)},
          {"POST", me + "/corrections", "ask_correction", with(ask_correction), max_json, json},
          {"GET", "/v1/device-keys", "list_device_keys", with(list_device_keys)},
          {"POST", "/v1/device-keys", "add_device_key", with(add_device_key), max_json, json},
          {"POST", "/v1/device-keys/{key}/remove", "remove_device_key", with(remove_device_key)},
          {"POST", "/v1/offline-tickets", "issue_offline_ticket", with(issue_offline_ticket), max_json, json},
          {"POST", "/v1/offline-sightings", "report_offline_sightings", with(report_offline_sightings),
           max_json, json},
          {"POST", "/v1/offline-code-verifications", "verify_offline_code", with(verify_offline_code),
           max_json, json},
          {"GET", me + "/complaints", "list_my_complaints", with(list_my_complaints)},
          {"POST", "/v1/complaints", "make_complaint", with(make_complaint), max_json, json},
          {"GET", "/v1/complaints", "list_complaints", with(list_complaints)},
          {"POST", "/v1/complaints/{complaint}/answer", "answer_complaint", of_complaint(answer_complaint),
           max_json, json},
          {"GET", "/v1/corrections", "list_corrections", with(list_corrections)},
          {"POST", "/v1/corrections/{number}/answers", "answer_correction", with(answer_correction), max_json,
           json},
          {"POST", codes, "open_show_session", with(open_show_session), max_json, json},
          {"GET", codes + "/{reference}/image.svg", "get_show_code_svg", with(get_show_code_image)},
          {"GET", codes + "/{reference}/image.png", "get_show_code_png", with(get_show_code_image)},
          {"GET", shown, "get_show_session", of_show_session(get_show_session)},
          {"POST", shown + "/codes", "refresh_show_code", of_show_session(refresh_show_code)},
          {"GET", shown + "/events", "stream_show_session", of_show_session(stream_show_session)},
          {"POST", shown + "/stop", "stop_show_session", of_show_session(stop_show_session)},
          {"POST", "/v1/scans", "scan_code", with(scan_code), max_json, json},
          {"POST", "/v1/use-codes", "request_use_codes", with(request_use_codes), max_json, json},
          {"GET", "/v1/duty-quotas", "list_duty_quotas", with(list_duty_quotas)},
          {"GET", scan, "get_scan", of_scan(get_scan)},
          {"GET", scan + "/events", "stream_scan", of_scan(stream_scan)},
          {"POST", scan + "/confirmation", "confirm_scan", of_scan(confirm_scan), max_json, json},
          {"POST", scan + "/refusal", "refuse_scan", of_scan(refuse_scan)},
          {"POST", scan + "/stop", "stop_scan", of_scan(stop_scan)},
          {"GET", me + "/scans", "list_my_scans", with(list_my_scans)},
          {"POST", "/v1/license-uses", "use_license", with(use_license), max_json, json},
          {"POST", submissions, "make_submission", with(make_submission), max_json, json},
          {"GET", submission, "get_submission", of_submission(get_submission)},
          {"GET", submission + "/receipt", "get_submission_receipt", of_submission(get_submission_receipt)},
          {"GET", submission + "/materials/{number}/document", "get_submission_document",
           of_submission(get_submission_document)},
          {"POST", submission + "/outcome", "answer_submission", of_submission(answer_submission), max_json,
           json},
          {"POST", submission + "/withdrawal", "withdraw_submission", of_submission(withdraw_submission)},
          {"GET", me + "/submissions", "list_my_submissions", with(list_my_submissions)},
          {"GET", exemption, "get_exemption_report", with(get_exemption_report)},
          {"GET", exemption + "/paper-demanded", "list_paper_demanded", with(list_paper_demanded)},
          {"GET", recalls, "list_recalls", with(list_recalls)},
          {"GET", recalls + "/{id}", "get_recall", of_recall(get_recall)},
          {"POST", recalls + "/{id}/acknowledgement", "acknowledge_recall", of_recall(acknowledge_recall),
           max_json, json},
          {"GET", mandates, "list_mandates", with(list_mandates)},
          {"POST", mandates, "give_mandate", with(give_mandate), max_json, json},
          {"POST", mandates + "/{mandate}/revocation", "revoke_mandate", of_mandate(revoke_mandate)},
          {"POST", "/v1/guardianships", "record_guardianship", with(record_guardianship), max_json, json},
          {"POST", "/v1/paper-codes", "make_paper_code", with(make_paper_code), max_json, json},
          {"POST", "/v1/paper-losses", "report_paper_loss", with(report_paper_loss), max_json, json},
          {"GET", "/v1/mandate-states/{mandate}", "get_mandate_state", with(get_mandate_state)},
          {"GET", ledger + "/checkpoint", "get_ledger_checkpoint", with(get_ledger_checkpoint)},
          {"GET", ledger + "/tile/{path...}", "get_ledger_tile", with(get_ledger_tile)},
          {"GET", ledger + "/entries/{index}", "get_ledger_entry", with(get_ledger_entry)},
          {"GET", ledger + "/entries/{index}/receipt", "get_ledger_receipt", with(get_ledger_receipt)},
          {"GET", ledger + "/consistency", "get_ledger_consistency", with(get_ledger_consistency)},
          {"POST", subscriptions, "create_subscription", with(create_subscription), max_json, json},
          {"GET", subscriptions, "list_subscriptions", with(list_subscriptions)},
          {"GET", subscription, "get_subscription", of_subscription(get_subscription)},
          {"POST", subscription + "/pause", "pause_subscription", of_subscription(pause_subscription)},
          {"POST", subscription + "/resume", "resume_subscription", of_subscription(resume_subscription)},
          {"POST", subscription + "/test", "test_subscription", of_subscription(test_subscription)},
          {"POST", subscription + "/replay", "replay_subscription", of_subscription(replay_subscription),
           max_json, json},
          {"GET", subscription + "/deliveries", "list_deliveries", of_subscription(list_deliveries)},
          {"POST", subscription + "/deliveries/{delivery}/replay", "replay_delivery",
           of_subscription(replay_delivery)},
          {"GET", "/v1/status-lists", "list_status_lists", with(list_status_lists)},
          {"GET", "/v1/status-lists/{list}", "get_status_list", with(get_status_list)},
          {"GET", "/v1/events", "stream_events", with(stream_events)},
          {"GET", "/login", "begin_login", way_in(begin_login)},
          {"GET", "/login/callback", "finish_login", way_in(finish_login)},
          {"POST", "/logout", "end_login", way_in(end_login)},
          {"GET", "/v/{reference}", "show_verification_page", with(show_verification_page)},
          {"GET", "/s/{reference}", "show_code_page", with(show_code_page)},
          {"GET", "/", "show_holder_page", with(show_holder_page), 0, {}, true},
          {"GET", "/verify", "show_verifier_page", with(show_verifier_page), 0, {}, true},
          {"GET", "/scan", "show_counter_page", with(show_counter_page), 0, {}, true},
          {"GET", "/complaints", "show_complaints_page", with(show_complaints_page), 0, {}, true},
          {"GET", "/report", "show_report_page", with(show_report_page), 0, {}, true},
          {"GET", "/assets/{path...}", "show_asset", with(show_asset), 0, {}, true},
          {"POST", "/oauth/token", "issue_token", with(issue_token), max_form, form},
          {"GET", "/v1/session", "get_session", with(get_session)},
          {"POST", "/v1/session/end", "end_session", with(end_session)},
          {"POST", "/v1/enrolments", "enrol_administrator", with(enrol_administrator), max_json, json},
          {"GET", "/v1/parties", "list_parties", with(list_parties)},
          {"POST", "/v1/parties", "add_party", with(add_party), max_json, json},
          {"GET", party, "get_party", of_party(get_party)},
          {"POST", party + "/disable", "disable_party", of_party(disable_party)},
          {"POST", party + "/keys", "add_party_key", of_party(add_party_key), max_json, json},
          {"POST", party + "/roles", "change_party_role", of_party(change_party_role), max_json, json},
          {"GET", proposals, "list_role_proposals", with(list_role_proposals)},
          {"POST", proposals + "/{proposal}/approve", "approve_role_proposal",
           of_proposal(approve_role_proposal)},
          {"GET", "/v1/sandbox", "get_sandbox", way_in(get_sandbox)},
          {"POST", "/v1/sandbox/logins", "log_in_persona", way_in(log_in_persona), max_json, json},
          {"POST", "/v1/sandbox/faults", "set_sandbox_fault", way_in(set_sandbox_fault), max_json, json},
          {"GET", "/openapi.yaml", "get_openapi", with(get_openapi), 0, {}, true},
          {"GET", "/healthz", "get_health", with(get_health), 0, {}, true},
          {"GET", "/readyz", "get_readiness", with(get_readiness)},
          {"GET", "/metrics", "get_metrics", with(get_metrics)},
      });
}

} // namespace

http::Router make_router(const Context& context, std::vector<Endpoint> beside) {
  return guarded(context, endpoints(std::move(beside)));
}

const Endpoint& endpoint(std::string_view name) {
  static const std::vector<Endpoint> all = endpoints({});
  const auto found = std::ranges::find(all, name, &Endpoint::name);
  if (found == all.end()) throw std::logic_error("no endpoint " + std::string(name));
  return *found;
}

} // namespace elicense::api
