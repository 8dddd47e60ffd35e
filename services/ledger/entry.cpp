// SPDX-License-Identifier: Apache-2.0
#include "ledger/entry_rules.hpp"
#include <algorithm>

namespace elicense::ledger {

bool is_known(DigestRole role) {
  return role >= DigestRole::document && role <= DigestRole::file;
}

bool is_known(ReferenceRole role) {
  return role >= ReferenceRole::license && role <= ReferenceRole::subject;
}

bool is_entry_time(std::int64_t seconds) {
  return seconds >= 0 && seconds <= latest_entry_time.time_since_epoch().count();
}

bool is_entry_word(std::string_view word) {
  const auto fits = [](char one) { return (one >= 'a' && one <= 'z') || one == '-'; };
  return !word.empty() && word.size() <= max_entry_word && std::ranges::all_of(word, fits) &&
         word.front() != '-' && word.back() != '-' && word.find("--") == std::string_view::npos;
}

std::string_view name_of(EntryKind kind) {
  switch (kind) {
  case EntryKind::license_issued:
    return "license-issued";
  case EntryKind::license_transition:
    return "license-transition";
  case EntryKind::stock_imported:
    return "stock-imported";
  case EntryKind::license_copied:
    return "license-copied";
  case EntryKind::license_type_changed:
    return "license-type-changed";
  case EntryKind::seal_made:
    return "seal-made";
  case EntryKind::seal_used:
    return "seal-used";
  case EntryKind::seal_stopped:
    return "seal-stopped";
  case EntryKind::consent_given:
    return "consent-given";
  case EntryKind::consent_withdrawn:
    return "consent-withdrawn";
  case EntryKind::license_shown:
    return "license-shown";
  case EntryKind::code_scanned:
    return "code-scanned";
  case EntryKind::use_code_made:
    return "use-code-made";
  case EntryKind::use_code_used:
    return "use-code-used";
  case EntryKind::submission_received:
    return "submission-received";
  case EntryKind::mandate_given:
    return "mandate-given";
  case EntryKind::mandate_ended:
    return "mandate-ended";
  case EntryKind::submission_answered:
    return "submission-answered";
  case EntryKind::submission_withdrawn:
    return "submission-withdrawn";
  case EntryKind::license_recalled:
    return "license-recalled";
  case EntryKind::recall_acknowledged:
    return "recall-acknowledged";
  case EntryKind::complaint_made:
    return "complaint-made";
  case EntryKind::use_codes_asked:
    return "use-codes-asked";
  case EntryKind::trust_list_published:
    return "trust-list-published";
  case EntryKind::status_list_published:
    return "status-list-published";
  case EntryKind::matters_published:
    return "matters-published";
  case EntryKind::key_changed:
    return "key-changed";
  case EntryKind::role_changed:
    return "role-changed";
  case EntryKind::administrator_read:
    return "administrator-read";
  case EntryKind::override_used:
    return "override-used";
  case EntryKind::license_read:
    return "license-read";
  case EntryKind::data_erased:
    return "data-erased";
  case EntryKind::client_suspected:
    return "client-suspected";
  }
  return {};
}

std::string_view name_of(DigestRole role) {
  switch (role) {
  case DigestRole::document:
    return "document";
  case DigestRole::metadata:
    return "metadata";
  case DigestRole::state_before:
    return "state-before";
  case DigestRole::state_after:
    return "state-after";
  case DigestRole::certificate:
    return "certificate";
  case DigestRole::list:
    return "list";
  case DigestRole::authorization:
    return "authorization";
  case DigestRole::request:
    return "request";
  case DigestRole::answer:
    return "answer";
  case DigestRole::file:
    return "file";
  }
  return {};
}

std::string_view name_of(ReferenceRole role) {
  switch (role) {
  case ReferenceRole::license:
    return "license";
  case ReferenceRole::holder:
    return "holder";
  case ReferenceRole::seal:
    return "seal";
  case ReferenceRole::operator_:
    return "operator";
  case ReferenceRole::client:
    return "client";
  case ReferenceRole::matter_case:
    return "matter-case";
  case ReferenceRole::use_code:
    return "use-code";
  case ReferenceRole::device:
    return "device";
  case ReferenceRole::mandate:
    return "mandate";
  case ReferenceRole::subject:
    return "subject";
  }
  return {};
}

} // namespace elicense::ledger
