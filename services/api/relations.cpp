// SPDX-License-Identifier: Apache-2.0
#include "api/relations.hpp"

#include "api/license_json.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

using access::Relation;

// What is malformed names nothing; what could not be asked about is no absence.
template <class T> Result<Relation> absent_or_error(const Result<T>& looked_up) {
  const ErrorKind kind = looked_up.error().kind;
  if (kind == ErrorKind::busy || kind == ErrorKind::unavailable || kind == ErrorKind::internal)
    return looked_up.error();
  return Relation::absent;
}

} // namespace

Relation relation_of(const license::License& license, const access::Caller& caller) {
  if (!caller.holder.empty()) {
    const access::HolderCode holder{license.holder.code_type, license.holder.code};
    return caller.holder == holder ? Relation::own : Relation::others;
  }
  if (!caller.counts_as_own(license.issuer_code)) return Relation::other_tenant;
  const bool within = caller.scopes.allow(access::ScopeKind::license_type, license.type_code);
  return within ? Relation::own : Relation::others;
}

Result<Relation> license_relation(const Context& context, const http::Request& request,
                                  const access::Caller& caller) {
  const auto license = license_of_route(context, request);
  if (!license) return absent_or_error(license);
  return relation_of(*license, caller);
}

Result<Relation> party_relation(const Context& context, const http::Request& request,
                                const access::Caller& caller) {
  const auto party = context.access.people.party(request.parameters.at("party"));
  if (!party) return absent_or_error(party);
  if (party->tenant != caller.tenant) return Relation::other_tenant;
  return party->id == caller.party ? Relation::own : Relation::others;
}

Result<Relation> subscription_relation(const Context& context, const http::Request& request,
                                       const access::Caller& caller) {
  const auto subscription = context.outbox.find(request.parameters.at("id"));
  if (!subscription) return absent_or_error(subscription);
  return subscription->owner == caller.tenant ? Relation::own : Relation::other_tenant;
}

Result<Relation> proposal_relation(const Context& context, const http::Request& request,
                                   const access::Caller& caller) {
  const auto open = context.access.people.proposals();
  if (!open) return open.error();
  const auto proposal =
      std::ranges::find(*open, request.parameters.at("proposal"), &access::RoleProposal::id);
  if (proposal == open->end()) return Relation::absent;
  const auto party = context.access.people.party(proposal->party);
  if (!party) return party.error();
  if (party->tenant != caller.tenant) return Relation::other_tenant;
  return proposal->proposed_by == caller.party ? Relation::own : Relation::others;
}

// Of no type: one decision about licenses of several.
Result<Relation> job_relation(const Context& context, const http::Request& request,
                              const access::Caller& caller) {
  const auto job = context.jobs.kept.find(request.parameters.at("id"));
  if (!job) return absent_or_error(job);
  if (!caller.counts_as_own(job->tenant)) return Relation::other_tenant;
  const bool within =
      job->type_code.empty() || caller.scopes.allow(access::ScopeKind::license_type, job->type_code);
  return within ? Relation::own : Relation::others;
}

} // namespace elicense::api
