// SPDX-License-Identifier: Apache-2.0
// Rows in vectors, scanned: tests hold few.
#include "tests/support/memory_access.hpp"
#include <algorithm>

namespace elicense::test {

using namespace access;

namespace {

Error missing(const char* code) {
  return fail(ErrorKind::not_found, code);
}

Credential copy_of(const Credential& credential) {
  return {.key_id = credential.key_id,
          .party = credential.party,
          .kind = credential.kind,
          .material = credential.material.clone(),
          .not_before = credential.not_before,
          .not_after = credential.not_after};
}

} // namespace

Result<void> MemoryAccess::add_tenant(const Tenant& tenant) {
  const std::lock_guard lock(mutex_);
  tenants_.emplace(tenant.code, tenant);
  return {};
}

Result<std::vector<Tenant>> MemoryAccess::tenants() {
  const std::lock_guard lock(mutex_);
  std::vector<Tenant> all;
  for (const auto& [code, tenant] : tenants_)
    all.push_back(tenant);
  return all;
}

Result<void> MemoryAccess::add_party(const Party& party, const Change&) {
  const std::lock_guard lock(mutex_);
  if (!tenants_.contains(party.tenant)) return missing("TENANT_UNKNOWN");
  for (const Party& other : parties_)
    if (other.id == party.id || (!party.subject.empty() && other.subject == party.subject))
      return fail(ErrorKind::conflict, "PARTY_EXISTS");
  parties_.push_back(party);
  return {};
}

Result<Party> MemoryAccess::party(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(parties_, id, &Party::id);
  return found == parties_.end() ? Result<Party>(missing("PARTY_NOT_FOUND")) : *found;
}

Result<Party> MemoryAccess::operator_of(std::string_view subject) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(parties_, subject, &Party::subject);
  return subject.empty() || found == parties_.end() ? Result<Party>(missing("PARTY_NOT_FOUND")) : *found;
}

Result<std::vector<Party>> MemoryAccess::parties() {
  const std::lock_guard lock(mutex_);
  return parties_;
}

Result<Party> MemoryAccess::change_party(std::string_view id, const Edit& edit, const Change&) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(parties_, id, &Party::id);
  if (found == parties_.end()) return missing("PARTY_NOT_FOUND");
  Party changed = *found;
  if (auto edited = edit(changed); !edited) return edited.error();
  *found = changed;
  return changed;
}

Result<void> MemoryAccess::add_credential(const Credential& credential, const Change&) {
  const std::lock_guard lock(mutex_);
  for (const Credential& other : credentials_)
    if (other.key_id == credential.key_id || (other.kind == access::KeyKind::certificate &&
                                              equal(other.material.view(), credential.material.view())))
      return fail(ErrorKind::conflict, "KEY_TAKEN");
  credentials_.push_back(copy_of(credential));
  return {};
}

template <class Fits> Result<access::Identity> MemoryAccess::identity(const Fits& fits) {
  const std::lock_guard lock(mutex_);
  ++reads;
  const auto found = std::ranges::find_if(credentials_, fits);
  if (found == credentials_.end()) return missing("KEY_UNKNOWN");
  return access::Identity{copy_of(*found), party(found->party).value()};
}

Result<access::Identity> MemoryAccess::find_key(std::string_view key_id) {
  return identity([&](const Credential& credential) { return credential.key_id == key_id; });
}

Result<access::Identity> MemoryAccess::find_certificate(const crypto::Sm3Digest& digest) {
  return identity([&](const Credential& credential) {
    return credential.kind == access::KeyKind::certificate && equal(credential.material.view(), digest);
  });
}

Result<std::vector<Credential>> MemoryAccess::credentials(std::string_view party) {
  const std::lock_guard lock(mutex_);
  std::vector<Credential> found;
  for (const Credential& credential : credentials_)
    if (credential.party == party) found.push_back(copy_of(credential));
  return found;
}

Result<void> MemoryAccess::end_credential(std::string_view key_id, Time not_after, const Change&) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(credentials_, key_id, &Credential::key_id);
  if (found == credentials_.end()) return missing("KEY_UNKNOWN");
  found->not_after = std::min(found->not_after, not_after);
  return {};
}

Result<void> MemoryAccess::note_ahead(std::string_view key_id, Time newest) {
  const std::lock_guard lock(mutex_);
  Time& known = ahead_[std::string(key_id)];
  known = std::max(known, newest);
  return {};
}

Result<std::map<std::string, Time, std::less<>>> MemoryAccess::times_ahead() {
  const std::lock_guard lock(mutex_);
  return ahead_;
}

Result<void> MemoryAccess::keep_session(const Session& session) {
  const std::lock_guard lock(mutex_);
  sessions_[session.digest] = session;
  return {};
}

Result<Session> MemoryAccess::session(const crypto::Sm3Digest& digest) {
  const std::lock_guard lock(mutex_);
  ++reads;
  const auto found = sessions_.find(digest);
  return found == sessions_.end() ? Result<Session>(missing("SESSION_UNKNOWN")) : found->second;
}

Result<void> MemoryAccess::touch_session(const crypto::Sm3Digest& digest, Time last_used) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(digest);
  if (found == sessions_.end()) return missing("SESSION_UNKNOWN");
  found->second.last_used = std::max(found->second.last_used, last_used);
  return {};
}

Result<void> MemoryAccess::end_session(const crypto::Sm3Digest& digest) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(digest);
  return {};
}

Result<void> MemoryAccess::forget_sessions(Time expired_before) {
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](const auto& entry) { return entry.second.expires_at < expired_before; });
  return {};
}

Result<void> MemoryAccess::offer_enrolment(const Enrolment& enrolment) {
  const std::lock_guard lock(mutex_);
  enrolments_[enrolment.digest] = enrolment;
  return {};
}

Result<void> MemoryAccess::enrol(const crypto::Sm3Digest& code, const Party& party,
                                 const Credential& credential, const Change& change) {
  const std::lock_guard lock(mutex_);
  const auto found = enrolments_.find(code);
  if (found == enrolments_.end() || change.at >= found->second.expires_at)
    return fail(ErrorKind::forbidden, "ENROLMENT_REFUSED");
  if (auto added = add_party(party, change); !added) return added;
  if (auto added = add_credential(credential, change); !added) {
    parties_.pop_back();
    return added;
  }
  enrolments_.erase(found);
  return {};
}

Result<void> MemoryAccess::propose(const RoleProposal& proposal) {
  const std::lock_guard lock(mutex_);
  proposals_.push_back(proposal);
  return {};
}

Result<std::vector<RoleProposal>> MemoryAccess::proposals() {
  const std::lock_guard lock(mutex_);
  return proposals_;
}

Result<Party> MemoryAccess::approve(std::string_view id, const Change& change) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(proposals_, id, &RoleProposal::id);
  if (found == proposals_.end()) return missing("PROPOSAL_UNKNOWN");
  if (found->proposed_by == change.by) return fail(ErrorKind::forbidden, "PROPOSAL_OWN");
  const RoleProposal proposal = *found;
  proposals_.erase(found);
  return change_party(
      proposal.party,
      [&](Party& party) -> Result<void> {
        proposal.grant ? void(party.roles.insert(proposal.role)) : void(party.roles.erase(proposal.role));
        return {};
      },
      change);
}

} // namespace elicense::test
