// SPDX-License-Identifier: Apache-2.0
// Plans of licenses as rows, from their record to their end. Called in the writer's turn but for seal_plan().
#pragma once
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/transition_rows.hpp"

namespace elicense::store {

// A plan as it is stored: key and request may have been made out of a number of a person. It is found by
// keyed digests; sealed they stand beside, to be made again under another index key.
struct SealedPlan {
  std::string idempotency_key; // hex
  crypto::Sm3Digest request_digest{};
  Bytes sealed_key, sealed_request;
  SealedLicense license;
};
SealedPlan seal_plan(const Keyring& keyring, const license::Plan& plan);

Result<license::PlanOutcome> plan_once(const TransitionWriter& writer, const license::Plan& plan,
                                       SealedPlan sealed);
Result<void> finish_plan(const TransitionWriter& writer, const license::License& license,
                         const SealedDocument& document, const ledger::Entry& leaf,
                         const std::optional<license::Mark>& mark);
Result<void> void_plan_of(const TransitionWriter& writer, const std::string& identifier,
                          const std::string& reason_code, const ledger::Entry& leaf);

} // namespace elicense::store
