// SPDX-License-Identifier: Apache-2.0
// The license register, as this room needs it. services/store implements it; its test suite is written
// against this.
#pragma once
#include "ledger/entry.hpp"
#include "license/license.hpp"
#include <functional>

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

// All calls may block on the disk and are safe from any thread. What is acknowledged is durable.
// STORE_UNAVAILABLE, STORE_FULL, STORE_BUSY (the writer's queue is full).
class Register {
 public:
  virtual ~Register() = default;

  // IDEMPOTENCY_MISMATCH (same key, other request), REGISTER_DUPLICATE (identifier or reference exists: draw
  // another)
  virtual Result<PlanOutcome> record_plan(const Plan& plan) = 0;
  // License, document and leaf in one transaction; the plan is closed. PLAN_NOT_OPEN
  virtual Result<void> record_issued(const License& license, ByteView document,
                                     const ledger::Entry& leaf) = 0;
  virtual Result<void> void_plan(const std::string& identifier, const std::string& reason_code,
                                 const ledger::Entry& leaf) = 0;
  virtual Result<std::vector<License>> open_plans() = 0; // oldest first

  virtual Result<License> find(std::string_view identifier) = 0; // LICENSE_NOT_FOUND; issued ones only
  virtual Result<License> find_by_reference(std::string_view reference) = 0; // LICENSE_NOT_FOUND
  virtual Result<License> find_by_number(std::string_view type_code, std::string_view number) = 0;
  virtual Result<Bytes> document(std::string_view identifier) = 0;
  // The leaves of the ledger about a license or plan, oldest first. LICENSE_NOT_FOUND when there is none
  virtual Result<std::vector<std::uint64_t>> leaves(std::string_view identifier) = 0;
  // Licenses from before the ledger get their leaves, all at once, while the ledger is empty; later it does
  // nothing.
  using LeafOf = std::function<ledger::Entry(const License&)>;
  virtual Result<void> adopt(const LeafOf& leaf_of) = 0;
  virtual Result<void> ping() = 0; // for /readyz: can it be read and written?
};

} // namespace elicense::license
