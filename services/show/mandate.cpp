// SPDX-License-Identifier: Apache-2.0
#include "show/mandate.hpp"

#include <algorithm>

namespace elicense::show {

std::string_view to_text(MandateKind kind) {
  switch (kind) {
  case MandateKind::relative:
    return "relative";
  case MandateKind::handler:
    return "handler";
  case MandateKind::guardian:
    return "guardian";
  case MandateKind::paper:
    return "paper";
  }
  return "";
}

std::optional<MandateKind> mandate_kind_from_text(std::string_view text) {
  for (const MandateKind kind :
       {MandateKind::relative, MandateKind::handler, MandateKind::guardian, MandateKind::paper})
    if (to_text(kind) == text) return kind;
  return std::nullopt;
}

std::string_view to_text(MandateState state) {
  switch (state) {
  case MandateState::not_yet:
    return "not_yet";
  case MandateState::valid:
    return "valid";
  case MandateState::used_up:
    return "used_up";
  case MandateState::expired:
    return "expired";
  case MandateState::revoked:
    return "revoked";
  }
  return "";
}

MandateState Mandate::state_at(Time at) const {
  if (revoked_at && *revoked_at <= at) return MandateState::revoked;
  if (at >= until) return MandateState::expired;
  if (used >= uses) return MandateState::used_up;
  return at < from ? MandateState::not_yet : MandateState::valid;
}

bool Mandate::covers(const Matter& matter) const {
  return std::ranges::find(matters, matter.code, &Matter::code) != matters.end();
}

bool Mandate::covers_type(std::string_view type_code) const {
  return std::ranges::find(type_codes, type_code) != type_codes.end();
}

Standing Mandate::standing() const {
  return {.mandate = id,
          .kind = std::string(to_text(kind)),
          .principal_name = principal.name,
          .agent_name = agent.name};
}

// The id in it cannot be guessed, so nobody finds a person by trying.
crypto::Sm3Digest digest_of(const Mandate& mandate) {
  nlohmann::json record = {mandate.id,
                           to_text(mandate.kind),
                           mandate.principal.name,
                           mandate.principal.code_type,
                           mandate.principal.code,
                           mandate.agent.name,
                           mandate.agent.code_type,
                           mandate.agent.code,
                           mandate.type_codes,
                           mandate.uses,
                           mandate.from.time_since_epoch().count(),
                           mandate.until.time_since_epoch().count(),
                           mandate.recorded_by,
                           mandate.proof};
  for (const Matter& matter : mandate.matters)
    record.push_back({matter.code, matter.name});
  return crypto::sm3(as_bytes(record.dump()));
}

} // namespace elicense::show
