// SPDX-License-Identifier: Apache-2.0
#include "api/relations.hpp"

#include "api/license_json.hpp"
#include "license/leaves.hpp"

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

// The row of an erased license does not know its holder any more; the leaf of its issue still tells whether
// somebody is.
Result<bool> was_its_holder(const Context& context, const std::string& identifier,
                            const access::HolderCode& holder) {
  const auto leaves = context.licenses.leaves(identifier);
  if (!leaves) return leaves.error();
  const auto bytes = context.book.entries(leaves->front(), 1);
  if (!bytes) return bytes.error();
  const auto entry = ledger::decode_entry(bytes->front());
  if (!entry) return entry.error();
  const ledger::Fact<ledger::ReferenceRole> wanted{
      ledger::ReferenceRole::holder,
      license::holder_reference({.name = {}, .code_type = holder.code_type, .code = holder.code},
                                context.blinder)};
  return std::ranges::find(entry->references, wanted) != entry->references.end();
}

Result<Relation> relation_to_erased(const Context& context, const std::string& identifier,
                                    const access::Caller& caller) {
  const auto license = context.licenses.find_erased(identifier);
  if (!license) return absent_or_error(license);
  if (caller.holder.empty()) return relation_of(*license, caller);
  const auto own = was_its_holder(context, identifier, caller.holder);
  if (!own) return own.error();
  return *own ? Relation::own : Relation::others;
}

} // namespace

Relation relation_of(const license::License& license, const access::Caller& caller) {
  if (!caller.holder.empty()) {
    const license::Holder asking{{}, caller.holder.code_type, caller.holder.code};
    return license.is_held_by(asking) ? Relation::own : Relation::others;
  }
  if (!caller.counts_as_own(license.issuer_code)) return Relation::other_tenant;
  const bool within = caller.scopes.allow(access::ScopeKind::license_type, license.type_code);
  return within ? Relation::own : Relation::others;
}

Result<Relation> license_relation(const Context& context, const http::Request& request,
                                  const access::Caller& caller) {
  const auto license = license_of_route(context, request);
  if (license) return relation_of(*license, caller);
  if (license.error().code == "LICENSE_ERASED")
    return relation_to_erased(context, request.parameters.at("identifier"), caller);
  return absent_or_error(license);
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

namespace {

bool is_asking(const license::Holder& holder, const access::Caller& caller) {
  return !caller.holder.empty() && is_same(holder, {{}, caller.holder.code_type, caller.holder.code});
}

} // namespace

Result<Relation> show_session_relation(const Context& context, const http::Request& request,
                                       const access::Caller& caller) {
  const auto session = context.show.kept().session(request.parameters.at("session"));
  if (!session) return absent_or_error(session);
  return is_asking(session->shower, caller) ? Relation::own : Relation::others;
}

// For a holder: shown by, or the licenses of. For a counter: of the party that scanned.
Result<Relation> scan_relation(const Context& context, const http::Request& request,
                               const access::Caller& caller) {
  const auto scan = context.show.kept().scan(request.parameters.at("id"));
  if (!scan) return absent_or_error(scan);
  if (!caller.holder.empty())
    return is_asking(scan->shower, caller) || is_asking(scan->holder, caller) ? Relation::own
                                                                              : Relation::others;
  if (caller.tenant != scan->asker.tenant) return Relation::other_tenant;
  return caller.party == scan->asker.party ? Relation::own : Relation::others;
}

// For a holder: something of it was given by. For a counter: of the party that handed it in.
Result<Relation> submission_relation(const Context& context, const http::Request& request,
                                     const access::Caller& caller) {
  const auto submission = context.submissions.kept().find(request.parameters.at("id"));
  if (!submission) return absent_or_error(submission);
  if (!caller.holder.empty()) {
    const license::Holder holder{
        .name = {}, .code_type = caller.holder.code_type, .code = caller.holder.code};
    return submission::is_holder(*submission, holder) ? Relation::own : Relation::others;
  }
  if (caller.tenant != submission->asker.tenant) return Relation::other_tenant;
  return caller.party == submission->asker.party ? Relation::own : Relation::others;
}

// Of its two persons; and, where a clerk recorded it, of that authority.
Result<Relation> mandate_relation(const Context& context, const http::Request& request,
                                  const access::Caller& caller) {
  const auto mandate = context.show.kept().mandate(request.parameters.at("mandate"));
  if (!mandate) return absent_or_error(mandate);
  if (!caller.holder.empty())
    return is_asking(mandate->principal, caller) || is_asking(mandate->agent, caller) ? Relation::own
                                                                                      : Relation::others;
  return !mandate->tenant.empty() && caller.tenant == mandate->tenant ? Relation::own
                                                                      : Relation::other_tenant;
}

// Of the party that was told; the issuer's people see whom it told.
Result<Relation> recall_relation(const Context& context, const http::Request& request,
                                 const access::Caller& caller) {
  const auto recall = context.recalls.kept().find(request.parameters.at("id"));
  if (!recall) return absent_or_error(recall);
  if (!caller.party.empty() && caller.party == recall->reliance.party) return Relation::own;
  const bool within = caller.has(access::Role::auditor) ||
                      caller.scopes.allow(access::ScopeKind::license_type, recall->type_code);
  return caller.counts_as_own(recall->issuer_code) && within ? Relation::others : Relation::other_tenant;
}

// Of the authority that has to answer it.
Result<Relation> complaint_relation(const Context& context, const http::Request& request,
                                    const access::Caller& caller) {
  const auto complaint = context.complaints.find(request.parameters.at("complaint"));
  if (!complaint) return absent_or_error(complaint);
  return complaint->tenant == caller.tenant ? Relation::own : Relation::other_tenant;
}

} // namespace elicense::api
