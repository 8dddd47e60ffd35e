// SPDX-License-Identifier: Apache-2.0
#include "api/asker.hpp"

#include "api/show_input.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

bool is_in_office(const access::Party& party, const access::Caller& caller) {
  return party.kind == access::PartyKind::operator_ && !party.disabled && party.tenant == caller.tenant &&
         party.roles.contains(access::Role::window_clerk);
}

bool is_at_counter(const access::Caller& caller) { // the party is the person in office
  return caller.scheme == access::Scheme::session;
}

} // namespace

Result<show::Asker> asker_of(const Context& context, const Call& call) {
  const auto input = parse_strict_json(as_text(call.request.body));
  if (!input) return input.error();
  show::Asker asker{.party = call.caller.party, .tenant = call.caller.tenant, .operator_ = {}, .device = {}};
  if (is_text_member(*input, "device")) asker.device = (*input)["device"];
  if (is_text_member(*input, "operator")) asker.operator_ = (*input)["operator"];
  const bool named = !asker.operator_.empty();
  if (is_at_counter(call.caller) && (!named || asker.operator_ == call.caller.party)) {
    asker.operator_ = call.caller.party;
    return asker;
  }
  const auto party = context.access.people.party(asker.operator_);
  if (!party && party.error().kind != ErrorKind::not_found) return party.error();
  if (!party || is_at_counter(call.caller) || !is_in_office(*party, call.caller))
    return fail(ErrorKind::forbidden, "SHOW_OPERATOR_UNKNOWN");
  return asker;
}

} // namespace elicense::api
