// SPDX-License-Identifier: Apache-2.0
// The license register, as this room needs it. services/store implements it; its test suite is written
// against this.
#pragma once
#include "license/license.hpp"

namespace elicense::license {

// What will be signed, on disk before any key is used.
struct Plan {
  std::string idempotency_key; // scoped by the caller; unique
  crypto::Sm3Digest request_digest{};
  License license; // state pending, with identifier and reference
  Time planned_at{};
};

struct PlanOutcome {
  enum class Kind {
    recorded, // new: go on
    open,     // the same request was planned before and not finished: go on with `license`
    done,     // the same request was answered before with `license`
  } kind = Kind::recorded;
  License license;
};

// One row of the append-only history; the ledger room will make it a leaf. Holds no personal data.
struct Event {
  std::int64_t sequence = 0;
  Time at{};
  std::string kind; // "issued", "plan_voided", …
  std::string identifier;
  crypto::Sm3Digest digest{}; // of what the event is about
};

// All calls may block on the disk and are safe from any thread. What is acknowledged is durable.
// STORE_UNAVAILABLE, STORE_FULL, STORE_BUSY (the writer's queue is full).
class Register {
 public:
  virtual ~Register() = default;

  // IDEMPOTENCY_MISMATCH (same key, other request), REGISTER_DUPLICATE (identifier or reference exists: draw
  // another)
  virtual Result<PlanOutcome> record_plan(const Plan& plan) = 0;
  // License, document and event in one transaction; the plan is closed. PLAN_NOT_OPEN
  virtual Result<void> record_issued(const License& license, ByteView document, Time at) = 0;
  virtual Result<void> void_plan(const std::string& identifier, const std::string& reason_code, Time at) = 0;
  virtual Result<std::vector<License>> open_plans() = 0; // oldest first

  virtual Result<License> find(std::string_view identifier) = 0; // LICENSE_NOT_FOUND; issued ones only
  virtual Result<License> find_by_reference(std::string_view reference) = 0; // LICENSE_NOT_FOUND
  virtual Result<License> find_by_number(std::string_view type_code, std::string_view number) = 0;
  virtual Result<Bytes> document(std::string_view identifier) = 0;
  virtual Result<std::vector<Event>> events(std::int64_t after, std::size_t limit) = 0;
  virtual Result<void> ping() = 0; // for /readyz: can it be read and written?
};

} // namespace elicense::license
