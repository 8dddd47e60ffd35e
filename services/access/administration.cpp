// SPDX-License-Identifier: Apache-2.0
#include "access/administration.hpp"

#include "access/session.hpp"

#include <algorithm>

namespace elicense::access {
namespace {

constexpr std::size_t code_size = 16; // random bytes of an enrolment code

Error invalid(std::string why) {
  return fail(ErrorKind::invalid, "PARTY_INVALID", std::move(why));
}

Error needs_two() {
  return fail(ErrorKind::forbidden, "PARTY_NEEDS_TWO");
}

bool is_subject(std::string_view text) {
  const auto digest = from_hex(text);
  return text.empty() || (digest && digest->size() == 32);
}

Result<Party> new_party(NewParty wanted, Time now, const crypto::RandomSource& random) {
  if (wanted.name.empty() || wanted.name.size() > max_party_name) return invalid("name: 1 to 200 bytes");
  if (!is_subject(wanted.subject)) return invalid("subject: an SM3 digest in hexadecimal");
  if (wanted.roles.contains(Role::anonymous)) return invalid("anonymous is nobody's role");
  return Party{.id = new_id(random),
               .kind = wanted.kind,
               .tenant = std::move(wanted.tenant),
               .name = std::move(wanted.name),
               .subject = std::move(wanted.subject),
               .disabled = false,
               .roles = std::move(wanted.roles),
               .scopes = std::move(wanted.scopes),
               .created_at = now};
}

Result<void> disable_now(Party& party) {
  party.disabled = true;
  return {};
}

} // namespace

Result<std::string> Administration::offer_enrolment() {
  std::string code = to_base64url(crypto::random_bytes(random_, code_size));
  const Time now = clock_();
  if (auto offered = people_.offer_enrolment({digest_of(code), now, now + enrolment_life}); !offered)
    return offered.error();
  return code;
}

Result<Admitted> Administration::enrol(std::string_view code, NewParty wanted, Credential credential) {
  wanted.roles = {Role::administrator};
  auto party = new_party(std::move(wanted), clock_(), random_);
  if (!party) return party.error();
  credential.party = party->id;
  if (auto done = people_.enrol(digest_of(code), *party, credential, change(party->id)); !done)
    return done.error();
  return Admitted{*std::move(party), std::move(credential), {}};
}

Result<Admitted> Administration::enter(Party party, Credential credential, const Change& change) {
  credential.party = party.id;
  if (auto added = people_.add_party(party, change); !added) return added.error();
  if (auto added = people_.add_credential(credential, change); !added) return added.error();
  return Admitted{std::move(party), std::move(credential), {}};
}

Result<Admitted> Administration::admit(const std::string& by, NewParty wanted, Credential credential) {
  auto party = new_party(std::move(wanted), clock_(), random_);
  if (!party) return party.error();
  Roles later;
  std::ranges::copy_if(party->roles, std::inserter(later, later.end()), needs_two_persons);
  std::erase_if(party->roles, needs_two_persons);
  auto admitted = enter(*std::move(party), std::move(credential), change(by));
  if (!admitted) return admitted;
  for (const Role role : later) {
    auto proposed = change_role(by, admitted->party.id, role, true);
    if (!proposed) return proposed.error();
    admitted->proposals.push_back(*proposed->proposal);
  }
  return admitted;
}

Result<Admitted> Administration::admit_on_site(NewParty wanted, Credential credential) {
  auto party = new_party(std::move(wanted), clock_(), random_);
  if (!party) return party.error();
  return enter(*std::move(party), std::move(credential), change(std::string(on_site)));
}

Result<Party> Administration::disable(const std::string& by, std::string_view party) {
  return people_.change_party(
      party,
      [](Party& found) {
        return found.roles.contains(Role::administrator) ? needs_two() : disable_now(found);
      },
      change(by));
}

Result<Party> Administration::disable_on_site(std::string_view party) {
  return people_.change_party(party, disable_now, change(std::string(on_site)));
}

Result<RoleChange> Administration::change_role(const std::string& by, std::string_view party, Role role,
                                               bool grant) {
  if (role == Role::anonymous) return invalid("anonymous is nobody's role");
  if (!needs_two_persons(role)) {
    auto changed = people_.change_party(
        party,
        [role, grant](Party& found) -> Result<void> {
          grant ? void(found.roles.insert(role)) : void(found.roles.erase(role));
          return {};
        },
        change(by));
    if (!changed) return changed.error();
    return RoleChange{*std::move(changed), std::nullopt};
  }
  auto found = people_.party(party);
  if (!found) return found.error();
  const RoleProposal proposal{new_id(random_), found->id, role, grant, by, clock_()};
  if (auto proposed = people_.propose(proposal); !proposed) return proposed.error();
  return RoleChange{*std::move(found), proposal};
}

Result<Party> Administration::approve(const std::string& by, std::string_view proposal) {
  return people_.approve(proposal, change(by));
}

Result<Credential> Administration::add_key(const std::string& by, const Party& party, Credential credential,
                                           std::chrono::seconds overlap) {
  if (by != party.id && std::ranges::any_of(party.roles, needs_two_persons)) return needs_two();
  if (overlap.count() < 0 || overlap > longest_overlap) return fail(ErrorKind::invalid, "KEY_OVERLAP");
  const auto old = people_.credentials(party.id);
  if (!old) return old.error();
  credential.party = party.id;
  if (auto added = people_.add_credential(credential, change(by)); !added) return added.error();
  for (const Credential& earlier : *old)
    if (auto ended = people_.end_credential(earlier.key_id, clock_() + overlap, change(by)); !ended)
      return ended.error();
  return credential;
}

} // namespace elicense::access
