// SPDX-License-Identifier: Apache-2.0
// Sessions, scans, use-codes and mandates as this room needs them kept. services/store implements it. Codes
// are kept as keyed digests only.
#pragma once
#include "show/mandate.hpp"
#include "show/scan.hpp"
#include <functional>

namespace elicense::show {

struct LeafedSession {
  Session session;
  std::vector<ledger::Entry> leaves;
};

struct LeafedScan {
  Scan scan;
  std::vector<ledger::Entry> leaves;
};

struct LeafedMandate {
  Mandate mandate;
  std::vector<ledger::Entry> leaves;
};

struct RequestKey {            // by which a repeated request is known
  std::string idempotency_key; // scoped by the caller
  crypto::Sm3Digest digest{};  // of what was asked for
};

struct UseKey {
  std::string code, idempotency_key;
  Time at{};
};

struct Use {
  Scan scan;
  UseCode code; // as it is after this use
  license::License license;
  std::int64_t number = 0; // of this use, from 1
};

// All but the last are called in the writer's turn, with everything as it is then.
using FindLicense = std::function<Result<license::License>(std::string_view identifier)>;
using Decide = std::function<Result<LeafedScan>(const Scan& scan, const FindLicense& find)>;
using EndScan = std::function<LeafedScan(const Scan& scan)>;
using JudgeUse = std::function<Result<ledger::Entry>(const Scan&, const UseCode&, const license::License&)>;
using JudgeLook = std::function<Result<void>(const Scan&, const license::License&)>;
using LeafOfMandate = std::function<ledger::Entry(const Mandate&)>;

// Each call is one transaction with its leaves. STORE_…
class Register {
 public:
  virtual ~Register() = default;

  // --- sessions
  // The oldest of the same person end when there are more than max_open_sessions.
  virtual Result<void> open_session(const LeafedSession& opened, const Code& code) = 0;
  virtual Result<Session> session(std::string_view id) = 0; // SHOW_SESSION_NOT_FOUND
  virtual Result<void> add_code(std::string_view session, const Code& code,
                                Time now) = 0; // SHOW_SESSION_ENDED
  // Nothing that is over is changed; scans that wait become what `end` says.
  virtual Result<Session> end_session(std::string_view id, Time now, const EndScan& end) = 0;
  // Whose code it is; uses nothing up. SHOW_CODE_UNKNOWN: none, expired, used or stopped
  virtual Result<Session> look_up(const Shown& code, Time now) = 0;

  // --- scans
  // What the same request made before. IDEMPOTENCY_MISMATCH
  virtual Result<std::optional<Scan>> scanned_before(const RequestKey& key) = 0;
  // Uses up all codes of the session's turn in one statement, counts the mandate, and records the scan.
  // SHOW_CODE_UNKNOWN, MANDATE_ENDED; of a code on paper (a scan without session) the mandate alone counts.
  virtual Result<Scan> record_scan(const RequestKey& key, const Shown& code, const LeafedScan& scan) = 0;
  // Without a code: counts the mandate, or one of `quota` requests of the party for the matter on this day.
  // IDEMPOTENCY_MISMATCH, MANDATE_ENDED, DUTY_QUOTA_USED_UP
  virtual Result<Scan> record_asked(const RequestKey& key, const LeafedScan& asked, std::int64_t quota) = 0;
  // How many of its quota this party used for the matter on this day (UTC+8).
  virtual Result<std::int64_t> duty_used(std::string_view party, std::string_view matter, Time now) = 0;
  virtual Result<Scan> scan(std::string_view id) = 0;                               // SCAN_NOT_FOUND
  virtual Result<std::vector<Scan>> scans_of_session(std::string_view session) = 0; // newest first
  // Before `before` (0: from the newest on); as principal or as agent.
  virtual Result<std::vector<Scan>> scans_of(const license::Holder& holder, std::int64_t before,
                                             std::size_t limit) = 0;
  virtual Result<Scan> decide(std::string_view id, const Decide& decide) = 0; // SCAN_NOT_FOUND

  // --- use-codes
  // Counts a use in one statement; with the key of an earlier use it is that use again and counts nothing.
  // USE_CODE_UNKNOWN, USE_CODE_ENDED, LICENSE_NOT_FOUND, LICENSE_ERASED, and what `judge` refuses
  virtual Result<Use> use(const UseKey& key, const JudgeUse& judge) = 0;
  // The same without counting: `number` is 0.
  virtual Result<Use> look_at(std::string_view code, Time at, const JudgeLook& judge) = 0;

  // --- mandates
  // `paper`: the reference on it, or empty. IDEMPOTENCY_MISMATCH, MANDATE_TOO_MANY
  virtual Result<Mandate> record_mandate(const RequestKey& key, const LeafedMandate& mandate,
                                         std::string_view paper) = 0;
  virtual Result<Mandate> mandate(std::string_view id) = 0; // MANDATE_NOT_FOUND
  // A code on paper; SHOW_CODE_UNKNOWN when there is none, or its mandate does not count now.
  virtual Result<Mandate> paper(std::string_view reference, Time now) = 0;
  virtual Result<std::vector<Mandate>> given_by(const license::Holder& principal) = 0; // newest first
  virtual Result<std::vector<Mandate>> received_by(const license::Holder& agent) = 0;
  // With its sessions, and scans that wait. One that is revoked stays as it is.
  virtual Result<Mandate> revoke_mandate(std::string_view id, Time now, const LeafOfMandate& leaf,
                                         const EndScan& end) = 0;
};

} // namespace elicense::show
