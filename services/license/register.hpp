// SPDX-License-Identifier: Apache-2.0
// The license register, as this room needs it. services/store implements it; its test suite is written
// against this.
#pragma once
#include "ledger/entry.hpp"
#include "license/copy.hpp"
#include "license/history.hpp"
#include "license/listing.hpp"
#include <functional>
#include <span>

namespace elicense::license {

// What will be signed, on disk before any key is used.
struct Plan {
  std::string idempotency_key; // scoped by the caller; unique
  crypto::Sm3Digest request_digest{};
  License license; // state pending, with identifier and reference
  Time planned_at{};
  std::string replaces =
      {};       // the version before, which the transition is about; empty: it is about this license
  Ask ask = {}; // the transition that goes with the plan, waiting for its issue; or nothing
};

struct PlanOutcome {
  enum class Kind {
    recorded, // new: go on
    open,     // the same request was planned before and not finished: go on with `license`
    done,     // the same request was answered before with `license`
  } kind = Kind::recorded;
  License license;
};

struct Issued { // a finished license, to be recorded
  const License& license;
  ByteView document;
  ledger::Entry leaf;
  std::optional<Mark> mark; // of the version before, which it replaces
};

// All calls may block on the disk and are safe from any thread. What is acknowledged is durable.
// STORE_UNAVAILABLE, STORE_FULL, STORE_BUSY (the writer's queue is full).
class Register {
 public:
  virtual ~Register() = default;

  // IDEMPOTENCY_MISMATCH (same key, other request), REGISTER_DUPLICATE (identifier or reference exists: draw
  // another), and what `ask` refuses
  virtual Result<PlanOutcome> record_plan(const Plan& plan) = 0;
  // License, document and leaf in one transaction; the plan is closed. PLAN_NOT_OPEN. With `mark` the version
  // before is replaced in it, too: TRANSITION_RACED when that was decided on meanwhile.
  virtual Result<void> record_issued(const License& license, ByteView document, const ledger::Entry& leaf,
                                     const std::optional<Mark>& mark) = 0;
  Result<void> record_issued(const License& license, ByteView document, const ledger::Entry& leaf) {
    return record_issued(license, document, leaf, std::nullopt);
  }
  // The same of many in one transaction, each judged by itself: an answer for each, in order.
  virtual std::vector<Result<PlanOutcome>> record_plans(std::span<const Plan> plans);
  virtual std::vector<Result<void>> record_all_issued(std::span<const Issued> issued);
  virtual Result<void> void_plan(const std::string& identifier, const std::string& reason_code,
                                 const ledger::Entry& leaf) = 0;
  virtual Result<std::vector<License>> open_plans() = 0; // oldest first; those of a batch are its job's

  // Issued ones only; LICENSE_ERASED when its data were.
  virtual Result<License> find(std::string_view identifier) = 0; // LICENSE_NOT_FOUND
  // What is left of an issued one whose data were erased: no holder, number, data or reference.
  // LICENSE_NOT_FOUND
  virtual Result<License> find_erased(std::string_view identifier) = 0;
  virtual Result<License> find_by_reference(std::string_view reference) = 0; // LICENSE_NOT_FOUND
  virtual Result<License> find_by_number(std::string_view type_code, std::string_view number) = 0;
  virtual Result<Bytes> document(std::string_view identifier) = 0;

  // --- the life of a license: each call is one transaction of state, history, leaf and event

  // What was asked for with this key before, or else what `ask` answers, which is recorded.
  // IDEMPOTENCY_MISMATCH, LICENSE_NOT_FOUND, TRANSITION_LIMIT, and what `ask` refuses
  virtual Result<Transition> record_transition(const TransitionKey& key, const Ask& ask) = 0;
  virtual std::vector<Result<Transition>> record_transitions(std::span<const TransitionKey> keys,
                                                             const Ask& ask);
  // TRANSITION_NOT_FOUND, and what `judge` refuses
  virtual Result<Transition> mark_transition(std::string_view license, std::int64_t number,
                                             const Judge& judge) = 0;
  virtual Result<std::vector<Transition>> transitions(std::string_view license) = 0; // oldest first
  virtual Result<int> last_version(std::string_view identifier) = 0; // planned or issued, of the same serial

  // Whether its holder has said that something of it is wrong, and nobody has answered yet.
  virtual Result<bool> is_disputed(const License& license) = 0;

  // --- copies on paper

  // What was ordered with this key before, or else what `make` answers, which is recorded with its leaves in
  // one transaction. IDEMPOTENCY_MISMATCH, LICENSE_NOT_FOUND, and what `make` refuses
  virtual Result<std::vector<Copy>> record_copies(const CopyKey& key, const MakeCopies& make) = 0;
  virtual Result<std::vector<Copy>> copies(std::string_view license) = 0; // oldest first
  virtual Result<Copy> find_copy(std::string_view reference) = 0;         // COPY_NOT_FOUND

  // --- lists
  virtual Result<ListPage> list(const ListFilter& filter) = 0; // erased ones are left out
  // About licenses of this issuer, from leaf `from` on.
  virtual Result<FeedPage> feed(std::string_view issuer_code, std::uint64_t from, std::size_t limit) = 0;
  // How many of each type this issuer issued on these days, erased ones too; by type.
  virtual Result<std::vector<IssuedCount>> issued(std::string_view issuer_code, std::string_view from,
                                                  std::string_view to) = 0;

  // The leaves of the ledger about a license or plan, oldest first. LICENSE_NOT_FOUND when there is none
  virtual Result<std::vector<std::uint64_t>> leaves(std::string_view identifier) = 0;
  // Licenses from before the ledger get their leaves, all at once, while the ledger is empty; later it does
  // nothing.
  using LeafOf = std::function<ledger::Entry(const License&)>;
  virtual Result<void> adopt(const LeafOf& leaf_of) = 0;
  virtual Result<void> ping() = 0; // for /readyz: can it be read and written?
};

} // namespace elicense::license
