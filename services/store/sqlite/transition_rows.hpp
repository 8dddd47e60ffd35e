// SPDX-License-Identifier: Apache-2.0
// Transitions and their marks as rows. Everything here is called in the writer's turn.
#pragma once
#include "license/history.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

struct TransitionWriter {
  Connection& connection;
  const Keyring& keyring;
  const crypto::RandomSource& random;
};

// By what a request is found again, its own and that of a plan.
std::string key_digest(const Keyring& keyring, std::string_view idempotency_key); // hex
crypto::Sm3Digest request_digest(const Keyring& keyring, const crypto::Sm3Digest& request);

// Waits: nothing follows from it yet. Answers it with its number. TRANSITION_LIMIT
Result<license::Transition> insert_transition(const TransitionWriter& writer, license::Transition transition,
                                              const license::TransitionKey& key);
// With everything that follows from it: state, leaf and event. The transition becomes what the mark says.
void insert_mark(const TransitionWriter& writer, license::Transition& transition, const license::Mark& mark);

// What was asked for with this key and not voided. IDEMPOTENCY_MISMATCH when it was something else
Result<std::optional<license::Transition>> transition_with_key(Connection& connection, const Keyring& keyring,
                                                               const license::TransitionKey& key);
license::TransitionStatus status_of(std::string_view kind); // of a mark, as the column has it
// Each STORE_SEALED_FIELD, STORE_KEY_UNKNOWN; all but the first TRANSITION_NOT_FOUND
Result<std::vector<license::Transition>> read_transitions(Connection& connection, const Keyring& keyring,
                                                          std::string_view license);
Result<license::Transition> read_transition(Connection& connection, const Keyring& keyring,
                                            std::string_view license, std::int64_t number);
Result<license::Transition> transition_to(Connection& connection, const Keyring& keyring,
                                          std::string_view successor);
Result<license::Transition> transition_in_row(Connection& connection, const Keyring& keyring,
                                              std::int64_t sequence);

} // namespace elicense::store
