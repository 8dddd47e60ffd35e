// SPDX-License-Identifier: Apache-2.0
#include "access/party.hpp"

namespace elicense::access {

std::string_view to_text(PartyKind kind) {
  return kind == PartyKind::client ? "client" : "operator";
}

std::optional<PartyKind> party_kind_from_text(std::string_view text) {
  if (text == "client") return PartyKind::client;
  if (text == "operator") return PartyKind::operator_;
  return std::nullopt;
}

std::string_view to_text(KeyKind kind) {
  switch (kind) {
  case KeyKind::hmac_sm3:
    return "hmac-sm3";
  case KeyKind::sm2:
    return "sm2-sm3";
  case KeyKind::certificate:
    return "certificate";
  }
  return {};
}

std::optional<KeyKind> key_kind_from_text(std::string_view text) {
  for (const KeyKind kind : {KeyKind::hmac_sm3, KeyKind::sm2, KeyKind::certificate})
    if (to_text(kind) == text) return kind;
  return std::nullopt;
}

} // namespace elicense::access
