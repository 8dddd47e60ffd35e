// SPDX-License-Identifier: Apache-2.0
// Mandates as rows. What writes is called in the writer's turn.
#pragma once
#include "store/sqlite/keyring.hpp"
#include "store/sqlite/show_json.hpp"

namespace elicense::store {

using MandateRows = std::vector<show::Mandate>;

// What the same request made before, or else recorded with its leaves. IDEMPOTENCY_MISMATCH,
// MANDATE_TOO_MANY
Result<show::Mandate> insert_mandate(Connection& connection, const Keyring& keyring,
                                     const show::RequestKey& key, const show::LeafedMandate& given,
                                     std::string_view paper);
// Each STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
Result<show::Mandate> find_mandate(Connection& connection, const Keyring& keyring,
                                   std::string_view id); // MANDATE_NOT_FOUND
Result<show::Mandate> mandate_of_paper(Connection& connection, const Keyring& keyring,
                                       std::string_view reference); // SHOW_CODE_UNKNOWN
Result<MandateRows> mandates_given_by(Connection& connection, const Keyring& keyring,
                                      const license::Holder& principal);
Result<MandateRows> mandates_received_by(Connection& connection, const Keyring& keyring,
                                         const license::Holder& agent);
Result<void> count_mandate(Connection& connection, const Keyring& keyring, std::string_view id,
                           Time now); // one scan more; MANDATE_ENDED
void revoke_mandate(Connection& connection, std::string_view id, Time now);

} // namespace elicense::store
