// SPDX-License-Identifier: Apache-2.0
// Who is known here: authorities, and the applications and persons that belong to them.
#pragma once
#include "access/role.hpp"
#include "access/scope.hpp"
#include "crypto/secret.hpp"
#include "crypto/sm3.hpp"
#include "crypto/time.hpp"

namespace elicense::access {

struct Tenant {     // an authority
  std::string code; // unified social credit code
  std::string name;
};

enum class PartyKind { client, operator_ }; // an application; a person in office
std::string_view to_text(PartyKind kind);   // "client", "operator"
std::optional<PartyKind> party_kind_from_text(std::string_view text);

inline constexpr std::size_t max_party_name = 200; // bytes

struct Party {
  std::string id; // ours, opaque
  PartyKind kind = PartyKind::client;
  std::string tenant;
  std::string name; // of the application or office; no personal data of holders
  std::string
      subject; // of an operator: SM3 of issuer and subject at the identity provider, hex; may be empty
  bool disabled = false;
  Roles roles;
  Scopes scopes;
  Time created_at{};
};

enum class KeyKind { hmac_sm3, sm2, certificate };
std::string_view to_text(KeyKind kind); // "hmac-sm3", "sm2-sm3", "certificate"
std::optional<KeyKind> key_kind_from_text(std::string_view text);

// What a party proves itself with. Its id is public: requests name it.
struct Credential {
  std::string key_id;
  std::string party;
  KeyKind kind = KeyKind::hmac_sm3;
  crypto::SecretBytes material; // secret of 32 bytes; point 04 || x || y; SM3 of the certificate's DER
  Time not_before{}, not_after{};

  bool is_valid_at(Time time) const { return not_before <= time && time < not_after; }
};

struct Identity { // a credential and whose it is
  Credential credential;
  Party party;
};

// A person or organization as the identity provider proved it, with a code type of GB/T 36903 Annex A.
struct HolderCode {
  std::string code_type, code;
  bool empty() const { return code.empty(); }
  friend bool operator==(const HolderCode&, const HolderCode&) = default;
};

// What an access token or a login stands for. Only the digest of its text is kept.
struct Session {
  crypto::Sm3Digest digest{};
  std::string party;  // empty: a holder, who is no party
  std::string key_id; // of an access token: the key it is bound to; empty for a login
  Roles roles;
  HolderCode holder; // empty for others
  Time issued_at{}, expires_at{}, last_used{};
};

struct Enrolment { // a one-time code for the first administrator
  crypto::Sm3Digest digest{};
  Time offered_at{}, expires_at{};
};

// A change of roles that needs a second person.
struct RoleProposal {
  std::string id;
  std::string party;
  Role role = Role::administrator;
  bool grant = true; // else revoke
  std::string proposed_by;
  Time proposed_at{};
};

} // namespace elicense::access
