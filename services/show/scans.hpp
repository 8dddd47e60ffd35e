// SPDX-License-Identifier: Apache-2.0
// A counter scans and asks, a holder answers.
#pragma once
#include "ledger/blinder.hpp"
#include "privacy/disclosure.hpp"
#include "privacy/holder_register.hpp"
#include "show/register.hpp"
#include "show/scan_request.hpp"
#include "show/watchers.hpp"

namespace elicense::show {

inline constexpr std::size_t max_requested = 50; // licenses of one scan

struct ScanDependencies {
  Register& kept;
  FindLicense find;
  privacy::HolderRegister& holders;
  const license::TypeCatalogue& types;
  const ledger::Blinder& blinder;
  const privacy::Disclosure& disclosure;
  Watchers& watchers;
  SaysNothing says_nothing;
  Clock clock;
  crypto::RandomSource random;
};

class Scans {
 public:
  explicit Scans(ScanDependencies dependencies) : with_(std::move(dependencies)) {}

  // Before the code is used up what check_request() refuses. Then IDEMPOTENCY_MISMATCH, SHOW_CODE_UNKNOWN,
  // MANDATE_SCOPE, MANDATE_ENDED. By duty or mandate it is given at once, and nothing found is given as
  // nothing; MANDATE_NOT_FOUND (also of other persons, or on paper), DUTY_QUOTA_USED_UP (seconds left in the
  // detail)
  Result<Scan> scan(const ScanRequest& request) const;

  // SCAN_NOT_FOUND, SCAN_ANSWERED (also expired), SHOW_MATCH, SHOW_NOT_REQUESTED, SHOW_LICENSE_STATE
  Result<Scan> confirm(const std::string& id, std::string_view match,
                       const std::vector<std::string>& licenses) const;
  Result<Scan> refuse(const std::string& id) const; // SCAN_NOT_FOUND, SCAN_ANSWERED
  // SCAN_NOT_FOUND, SCAN_NOT_GIVEN, DUTY_NOT_STOPPED
  Result<Scan> stop(const std::string& id) const;

 private:
  Result<Scan> scanned_meanwhile(const RequestKey& key, const Error& error) const;
  Result<Scan> scan_of(const ScanRequest& request, std::vector<Wanted> wanted, Time now) const;
  Result<Scan> of_code(const Scan& scan, const ScanRequest& request, bool& at_once) const;
  Result<Scan> of_duty(Scan scan, const ScanRequest& request) const;
  Result<Scan> of_mandate(Scan scan, const ScanRequest& request) const;
  Result<Scan> recorded(const RequestKey& key, const ScanRequest& request, Scan scan) const;
  Result<Scan> told_of(const Scan& scan) const;
  Result<std::vector<license::License>> newest_of(const license::Holder& holder) const;
  Result<Scan> of_session(Scan scan, const ScanRequest& request, bool& at_once) const;
  Result<Scan> of_paper(Scan scan, const ScanRequest& request, bool& at_once) const;
  Result<std::vector<license::License>> licenses_of(const Session& session) const;
  Result<Requested> requested(const license::License& license, const Scan& scan) const;
  void request(Scan& scan, const std::vector<license::License>& licenses, const Mandate* mandate) const;
  void give(Scan& scan, Time now) const;
  Result<LeafedScan> confirmed(Scan scan, const std::vector<std::string>& licenses, const FindLicense& find,
                               Time now) const;
  Result<Scan> told(const Result<Scan>& scan) const;
  ScanDependencies with_;
};

Scan refused(Scan scan, Time at); // as it is then

} // namespace elicense::show
