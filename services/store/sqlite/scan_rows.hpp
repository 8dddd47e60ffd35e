// SPDX-License-Identifier: Apache-2.0
// Scans, their use-codes and each use as rows. What writes is called in the writer's turn.
#pragma once
#include "store/sqlite/keyring.hpp"
#include "store/sqlite/show_json.hpp"

namespace elicense::store {

struct StoredScan {
  std::int64_t sequence = 0;
  show::Scan scan;
  std::string key, request; // as scan_json() keeps them
};

using Scans = std::vector<show::Scan>;

std::string use_code_digest(const Keyring& keyring, std::string_view code); // hex

// `session`: its sequence, 0 for a code on paper. Answers it as recorded.
show::Scan insert_scan(Connection& connection, const Keyring& keyring, const show::RequestKey& key,
                       std::int64_t session, const show::LeafedScan& scanned);
// State, decisions and use-codes become those of `changed`, with its leaves.
void update_scan(Connection& connection, const Keyring& keyring, const StoredScan& before,
                 const show::LeafedScan& changed);

// Each STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
Result<StoredScan> find_scan(Connection& connection, const Keyring& keyring,
                             std::string_view id); // SCAN_NOT_FOUND
// IDEMPOTENCY_MISMATCH
Result<std::optional<show::Scan>> scan_of_request(Connection& connection, const Keyring& keyring,
                                                  const show::RequestKey& key);
Result<Scans> scans_of_session(Connection& connection, const Keyring& keyring, std::string_view session);
Result<Scans> scans_of_holder(Connection& connection, const Keyring& keyring, const license::Holder& holder,
                              std::int64_t before, std::size_t limit);
Result<std::vector<StoredScan>> waiting_scans(Connection& connection, const Keyring& keyring,
                                              std::string_view session);

// Each USE_CODE_UNKNOWN, USE_CODE_ENDED, and what `find` and `judge` refuse
Result<show::Use> use_code(Connection& connection, const Keyring& keyring, const show::UseKey& key,
                           const show::FindLicense& find, const show::JudgeUse& judge);

Result<show::Use> look_at_code(Connection& connection, const Keyring& keyring, const show::UseKey& key,
                               const show::FindLicense& find, const show::JudgeLook& judge);

} // namespace elicense::store
