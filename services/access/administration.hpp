// SPDX-License-Identifier: Apache-2.0
// Admitting parties, their keys and roles. What concerns administrators or seals takes two persons: neither a
// role nor a key of such a party is in the hand of one administrator.
#pragma once
#include "access/new_key.hpp"
#include "access/register.hpp"

namespace elicense::access {

inline constexpr std::chrono::hours enrolment_life{24};
inline constexpr std::chrono::hours longest_overlap{24 * 30}; // of an old key with its successor

struct NewParty {
  PartyKind kind = PartyKind::client;
  std::string tenant, name, subject;
  Roles roles;
  Scopes scopes;
};

struct Admitted {
  Party party;
  Credential credential;               // an HMAC secret is in it, to be told once
  std::vector<RoleProposal> proposals; // roles that wait for a second person
};

struct RoleChange {
  Party party;
  std::optional<RoleProposal> proposal; // absent: the change is made
};

class Administration {
 public:
  Administration(Register& people, Clock clock, crypto::RandomSource random)
      : people_(people), clock_(std::move(clock)), random_(std::move(random)) {}

  // The first administrator. The text is told once; only its digest is kept.
  Result<std::string> offer_enrolment();
  // ENROLMENT_REFUSED, PARTY_INVALID
  Result<Admitted> enrol(std::string_view code, NewParty wanted, Credential credential);

  // PARTY_INVALID (no name, or one too long), TENANT_UNKNOWN
  Result<Admitted> admit(const std::string& by, NewParty wanted, Credential credential);
  // On the machine itself, without a second person: whoever has its disk needs none.
  Result<Admitted> admit_on_site(NewParty wanted, Credential credential);
  // PARTY_NEEDS_TWO for administrators: their role is taken by two
  Result<Party> disable(const std::string& by, std::string_view party);
  Result<Party> disable_on_site(std::string_view party);
  Result<RoleChange> change_role(const std::string& by, std::string_view party, Role role, bool grant);
  Result<Party> approve(const std::string& by, std::string_view proposal); // PROPOSAL_OWN, PROPOSAL_UNKNOWN
  // Every other key of the party ends after the overlap. PARTY_NEEDS_TWO: a party with a role for two changes
  // its own keys, nobody else does. KEY_OVERLAP: longer than allowed
  Result<Credential> add_key(const std::string& by, const Party& party, Credential credential,
                             std::chrono::seconds overlap);

 private:
  Change change(std::string by) const { return {std::move(by), clock_()}; }
  Result<Admitted> enter(Party party, Credential credential, const Change& change);

  Register& people_;
  Clock clock_;
  crypto::RandomSource random_;
};

inline constexpr std::string_view on_site = "command-line"; // who changed it, when nobody signed

} // namespace elicense::access
