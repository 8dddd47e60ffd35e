// SPDX-License-Identifier: Apache-2.0
// The verification report: a verdict, and for each signature what was checked, with cause and next step.
#pragma once
#include "crypto/check.hpp"
#include "crypto/time.hpp"
#include <nlohmann/json.hpp>
#include <optional>

namespace elicense::verify {

enum class Verdict { trusted, untrusted, undetermined };
std::string_view to_text(Verdict verdict);
std::string_view to_text(Outcome outcome);

// The outcome of a group of steps. A group without a step was not checked: undetermined, never passed.
Outcome outcome_of(const Steps& group);

struct SignatureReport {
  std::string id;
  std::string format; // SES-V1, SES-V4, SES-V5, GBT-35275, SM2-bare; empty when it could not be decoded
  Steps
      integrity; // SIG_REFERENCES or OFD_… of the list, SIG_METHOD, SIG_KIND, SEAL_FILE, SIG_STAMP, SIG_BASE
  Steps cryptography; // SIG_… and SEAL_SIGNATURE, or SIGNED_DATA_…, or SIG_NO_CERTIFICATE
  Steps trust;        // CHAIN_…, SIG_…, SEAL_…, TIMESTAMP_…
  std::vector<std::string> failing_entries; // absolute paths whose digest differs or that are missing
  std::vector<std::string> deviations, notes;
  std::optional<Time> signed_at;
  bool time_is_stamped = false;
  std::string signer; // common name
  std::string signer_issuer, signer_serial;
  std::string seal_id, seal_name;
};

struct StatusReference { // in a status list (docs/status.md)
  std::string uri;
  std::uint64_t index = 0;
};

struct CopyReport { // of an annotated copy (加注件), as its sealed metadata say
  std::string purpose, matter_case, receiver, made_by; // the middle two: only where we made it
  std::optional<Time> made_at, expires_at;
};

struct LicenseReport { // when covered metadata say that the document is a license
  std::string identifier, type_code, issuer_code;
  std::string state;      // of the register as of the time asked; "unknown" when it is not ours
  std::string state_name; // in Chinese; empty when it is not ours
  std::optional<StatusReference> status_list; // where it stands, as its sealed metadata say
  std::string successor;          // the version that replaced it, for those alone who may know of it
  std::optional<CopyReport> copy; // nothing: the document is the license itself
  // LICENSE_IDENTIFIER, ANNOTATED_COPY_METADATA, ANNOTATED_COPY_EXPIRED, LICENSE_REGISTERED, LICENSE_STATE,
  // LICENSE_DOCUMENT, LICENSE_ISSUER, LICENSE_METADATA
  Steps steps;
  std::vector<std::string> notes;
};

struct Freshness {
  Time asked_at{};   // as of
  Time checked_at{}; // now
  std::optional<Time> trust_loaded_at;
  std::optional<Time> oldest_crl;
};

struct Report {
  Verdict verdict = Verdict::untrusted;
  std::string cause;  // code of the first failed (else undetermined) step; empty when trusted
  std::string detail; // of the cause
  Steps document;     // OFD_OPEN, OFD_READ, OFD_SIGNED, OFD_ACTION
  std::vector<SignatureReport> signatures;
  Steps coverage; // ENTRY_LIST_… when there is a list; COVERAGE_REACHABLE, COVERAGE_UNCOVERED_ENTRY,
                  // COVERAGE_OFD_XML, COVERAGE_WHOLE
  std::vector<std::string> uncovered; // absolute paths
  std::vector<std::string> deviations;
  std::optional<LicenseReport> license;
  Freshness freshness;
};

// As in schemas/openapi.yaml. Sentences (text, next_step) are added in `language`: "zh" or "en".
nlohmann::ordered_json to_json(const Report& report, std::string_view language);

} // namespace elicense::verify
