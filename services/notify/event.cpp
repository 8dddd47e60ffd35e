// SPDX-License-Identifier: Apache-2.0
// Ids follow from what they name, so that no crash can give an event a second one.
#include "notify/event.hpp"
#include "crypto/sm3.hpp"
#include <algorithm>

namespace elicense::notify {

std::span<const std::string_view> event_kinds() {
  static constexpr std::string_view kinds[] = {
      kind::license_issued,       kind::license_state_changed, kind::plan_voided,      kind::copies_made,
      kind::license_type_changed, kind::import_decided,        kind::client_suspected, kind::license_recalled,
      kind::recall_lifted,        kind::recall_acknowledged};
  return kinds;
}

bool is_event_kind(std::string_view kind) {
  return std::ranges::find(event_kinds(), kind) != event_kinds().end();
}

std::string event_id(std::string_view object, std::int64_t object_sequence) {
  constexpr std::size_t size = 16;
  const auto digest = crypto::sm3(as_bytes(std::string(object) + "\n" + std::to_string(object_sequence)));
  return "evt_" + to_hex(ByteView(digest).first(size));
}

std::string event_body(const Event& event) {
  const nlohmann::ordered_json body = {{"id", event.id},
                                       {"type", event.kind},
                                       {"timestamp", to_rfc3339(event.at)},
                                       {"object", event.object},
                                       {"sequence", event.object_sequence},
                                       {"data", event.data}};
  return body.dump();
}

} // namespace elicense::notify
