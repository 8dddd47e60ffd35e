// SPDX-License-Identifier: Apache-2.0
// What this room keeps, as it needs it. services/store implements it. Every row that is read was checked
// against its authentication code: ACCESS_ROW_CHANGED when somebody edited it past us.
#pragma once
#include "access/party.hpp"
#include <functional>
#include <map>

namespace elicense::access {

struct Change {   // who changed something, for the ledger
  std::string by; // party id, or "command-line"
  Time at{};
};

// All calls may block on the disk and are safe from any thread. What is acknowledged is durable. STORE_…
class Register {
 public:
  virtual ~Register() = default;

  virtual Result<void> add_tenant(const Tenant& tenant) = 0; // nothing changes when its code exists
  virtual Result<std::vector<Tenant>> tenants() = 0;

  virtual Result<void> add_party(const Party& party,
                                 const Change& change) = 0;        // TENANT_UNKNOWN, PARTY_EXISTS
  virtual Result<Party> party(std::string_view id) = 0;            // PARTY_NOT_FOUND
  virtual Result<Party> operator_of(std::string_view subject) = 0; // PARTY_NOT_FOUND
  virtual Result<std::vector<Party>> parties() = 0;
  // Read, changed and written in one transaction; an Error of `edit` leaves it as it was. PARTY_NOT_FOUND
  using Edit = std::function<Result<void>(Party&)>;
  virtual Result<Party> change_party(std::string_view id, const Edit& edit, const Change& change) = 0;

  virtual Result<void> add_credential(const Credential& credential, const Change& change) = 0; // KEY_TAKEN
  virtual Result<Identity> find_key(std::string_view key_id) = 0;                              // KEY_UNKNOWN
  virtual Result<Identity> find_certificate(const crypto::Sm3Digest& digest) = 0;              // KEY_UNKNOWN
  virtual Result<std::vector<Credential>> credentials(std::string_view party) = 0; // without HMAC secrets
  // The credential ends then, if it would not end before. KEY_UNKNOWN
  virtual Result<void> end_credential(std::string_view key_id, Time not_after, const Change& change) = 0;

  // The newest time a key has signed with ahead of our clock, kept so that a restart forgets no nonce that
  // is still to come (nonce_memory.hpp).
  virtual Result<void> note_ahead(std::string_view key_id, Time newest) = 0;
  virtual Result<std::map<std::string, Time, std::less<>>> times_ahead() = 0;

  virtual Result<void> keep_session(const Session& session) = 0;
  virtual Result<Session> session(const crypto::Sm3Digest& digest) = 0; // SESSION_UNKNOWN
  virtual Result<void> touch_session(const crypto::Sm3Digest& digest, Time last_used) = 0;
  virtual Result<void> end_session(const crypto::Sm3Digest& digest) = 0;
  virtual Result<void> forget_sessions(Time expired_before) = 0;

  virtual Result<void> offer_enrolment(const Enrolment& enrolment) = 0;
  // Consumes the code and adds party and credential in one transaction. ENROLMENT_REFUSED: unknown, used or
  // expired
  virtual Result<void> enrol(const crypto::Sm3Digest& code, const Party& party, const Credential& credential,
                             const Change& change) = 0;

  virtual Result<void> propose(const RoleProposal& proposal) = 0;
  virtual Result<std::vector<RoleProposal>> proposals() = 0; // the open ones
  // Applies and closes it in one transaction. PROPOSAL_UNKNOWN, PROPOSAL_OWN: approved by who proposed it
  virtual Result<Party> approve(std::string_view id, const Change& change) = 0;
};

} // namespace elicense::access
