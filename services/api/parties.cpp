// SPDX-License-Identifier: Apache-2.0
// /v1/parties: applications and persons of the caller's authority, their keys and roles.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/party_json.hpp"

namespace elicense::api {
namespace {

constexpr std::int64_t max_overlap_member = 100LL * 365 * 24 * 3600; // what is longer is no number of seconds

Result<std::chrono::seconds> overlap_of(const nlohmann::json& input) {
  if (!input.contains("overlap_seconds")) return std::chrono::seconds(0);
  const auto& member = input["overlap_seconds"];
  if (!member.is_number_integer() || member.get<std::int64_t>() < 0 ||
      member.get<std::int64_t>() > max_overlap_member)
    return fail(ErrorKind::malformed, "REQUEST_FIELDS", "overlap_seconds must be a number of seconds");
  return std::chrono::seconds(member.get<std::int64_t>());
}

const std::string& party_of(const Call& call) {
  return call.request.parameters.at("party");
}

// Who may do what, and whose keys there are, is shown to nobody unrecorded.
Result<void> record_reading(const Context& context, const Call& call, std::string_view what,
                            const std::string& party = {}) {
  using ledger::ReferenceRole;
  ledger::Entry entry{
      .kind = ledger::EntryKind::administrator_read,
      .at = context.clock(),
      .digests = {},
      .references = {{ReferenceRole::operator_,
                      context.blinder.reference(ReferenceRole::operator_, call.caller.party)}},
      .word = std::string(what),
      .number = std::nullopt};
  if (!party.empty())
    entry.references.push_back(
        {ReferenceRole::subject, context.blinder.reference(ReferenceRole::subject, party)});
  const auto recorded = context.book.append(entry);
  return recorded ? Result<void>() : Result<void>(recorded.error());
}

http::Response role_answer(const http::Request& request, const Result<access::RoleChange>& change) {
  if (!change) return problem(request, change.error());
  if (!change->proposal) return json_answer(200, {{"party", party_json(change->party)}});
  return json_answer(
      202, {{"party", party_json(change->party)}, {"role_proposal", proposal_json(*change->proposal)}});
}

} // namespace

http::Response add_party(const Context& context, const Call& call) {
  const auto input = object_of(call.request, {"kind", "name", "subject", "roles", "scopes", "credential"});
  if (!input) return problem(call.request, input.error());
  auto wanted = new_party(*input, call.caller.tenant);
  if (!wanted) return problem(call.request, wanted.error());
  auto credential = credential_of(*input, context.clock());
  if (!credential) return problem(call.request, credential.error());
  const auto admitted =
      context.access.administration.admit(call.caller.party, *std::move(wanted), *std::move(credential));
  if (!admitted) return problem(call.request, admitted.error());
  return json_answer(201, admitted_json(*admitted));
}

http::Response list_parties(const Context& context, const Call& call) {
  const auto parties = context.access.people.parties();
  if (!parties) return problem(call.request, parties.error());
  nlohmann::ordered_json shown = nlohmann::ordered_json::array();
  for (const access::Party& party : *parties)
    if (party.tenant == call.caller.tenant) shown.push_back(party_json(party));
  if (auto recorded = record_reading(context, call, "parties"); !recorded)
    return problem(call.request, recorded.error());
  return json_answer(200, {{"parties", shown}});
}

http::Response get_party(const Context& context, const Call& call) {
  const auto party = context.access.people.party(party_of(call));
  if (!party) return problem(call.request, party.error());
  const auto credentials = context.access.people.credentials(party->id);
  if (!credentials) return problem(call.request, credentials.error());
  const bool own = party->id == call.caller.party;
  if (auto recorded = own ? Result<void>() : record_reading(context, call, "party", party->id); !recorded)
    return problem(call.request, recorded.error());
  nlohmann::ordered_json shown = party_json(*party);
  shown["credentials"] = nlohmann::ordered_json::array();
  for (const access::Credential& credential : *credentials)
    shown["credentials"].push_back(credential_json(credential));
  return json_answer(200, shown);
}

http::Response disable_party(const Context& context, const Call& call) {
  const auto party = context.access.administration.disable(call.caller.party, party_of(call));
  if (!party) return problem(call.request, party.error());
  return json_answer(200, {{"party", party_json(*party)}});
}

http::Response add_party_key(const Context& context, const Call& call) {
  const auto input = object_of(call.request, {"credential", "overlap_seconds"});
  if (!input) return problem(call.request, input.error());
  const auto overlap = overlap_of(*input);
  if (!overlap) return problem(call.request, overlap.error());
  auto credential = credential_of(*input, context.clock());
  if (!credential) return problem(call.request, credential.error());
  const auto party = context.access.people.party(party_of(call));
  if (!party) return problem(call.request, party.error());
  const auto added =
      context.access.administration.add_key(call.caller.party, *party, *std::move(credential), *overlap);
  if (!added) return problem(call.request, added.error());
  return json_answer(201, {{"credential", new_credential_json(*added)}});
}

http::Response change_party_role(const Context& context, const Call& call) {
  const auto input = object_of(call.request, {"role", "grant"});
  if (!input) return problem(call.request, input.error());
  const auto role = role_of(*input);
  if (!role) return problem(call.request, role.error());
  if (!input->contains("grant") || !(*input)["grant"].is_boolean())
    return problem(call.request, fail(ErrorKind::malformed, "REQUEST_FIELDS", "grant is true or false"));
  return role_answer(call.request,
                     context.access.administration.change_role(call.caller.party, party_of(call), *role,
                                                               (*input)["grant"].get<bool>()));
}

http::Response list_role_proposals(const Context& context, const Call& call) {
  const auto proposals = context.access.people.proposals();
  if (!proposals) return problem(call.request, proposals.error());
  nlohmann::ordered_json shown = nlohmann::ordered_json::array();
  for (const access::RoleProposal& proposal : *proposals) {
    const auto party = context.access.people.party(proposal.party);
    if (!party) return problem(call.request, party.error());
    if (party->tenant == call.caller.tenant) shown.push_back(proposal_json(proposal));
  }
  if (auto recorded = record_reading(context, call, "role-proposals"); !recorded)
    return problem(call.request, recorded.error());
  return json_answer(200, {{"role_proposals", shown}});
}

http::Response approve_role_proposal(const Context& context, const Call& call) {
  const auto party =
      context.access.administration.approve(call.caller.party, call.request.parameters.at("proposal"));
  if (!party) return problem(call.request, party.error());
  return json_answer(200, {{"party", party_json(*party)}});
}

} // namespace elicense::api
