// SPDX-License-Identifier: Apache-2.0
// Sessions and their codes as rows. What writes is called in the writer's turn.
#pragma once
#include "store/sqlite/keyring.hpp"
#include "store/sqlite/show_json.hpp"

namespace elicense::store {

struct StoredSession {
  std::int64_t sequence = 0;
  show::Session session;
};

// Keyed digests of secrets, hex.
std::string show_code_digest(const Keyring& keyring, std::string_view reference);
std::string spoken_digest(const Keyring& keyring, std::string_view digits);
// Of a request as its seal keeps it, in hex: under another index key it is made again out of that.
crypto::Sm3Digest show_request_digest(const Keyring& keyring, const crypto::Sm3Digest& request);

// The last leaf is the session's. Ends the oldest of the same person above the limit.
void insert_session(Connection& connection, const Keyring& keyring, const show::LeafedSession& opened);
// SHOW_CODE_TAKEN: the ten digits are those of another code. Codes that expired go.
Result<void> insert_code(Connection& connection, const Keyring& keyring, std::string_view session,
                         const show::Code& code, Time now);

// Each STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
Result<StoredSession> find_session(Connection& connection, const Keyring& keyring,
                                   std::string_view id); // SHOW_SESSION_NOT_FOUND
Result<StoredSession> session_of_code(Connection& connection, const Keyring& keyring, const show::Shown& code,
                                      Time now); // SHOW_CODE_UNKNOWN
std::vector<std::string> open_sessions_of_mandate(Connection& connection, std::string_view mandate, Time now);

// All codes of its turn, in one statement; answers the sequence of the session. SHOW_CODE_UNKNOWN
Result<std::int64_t> use_up_code(Connection& connection, const Keyring& keyring, const show::Shown& code,
                                 Time now);
void end_session(Connection& connection, std::string_view id, Time now); // nothing, when it is over

} // namespace elicense::store
