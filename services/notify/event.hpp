// SPDX-License-Identifier: Apache-2.0
// What happened, as others are told: kinds, references and digests, no personal data.
#pragma once
#include "crypto/time.hpp"
#include <nlohmann/json.hpp>
#include <span>

namespace elicense::notify {

struct Event {
  std::string kind = {};   // one of event_kinds()
  std::string tenant = {}; // the authority it concerns: no other is told
  std::string object = {}; // what it is about, a path: events of one object are told in their order
  Time at{};
  nlohmann::json data = nlohmann::json::object();

  // Set by the outbox.
  std::string id = {};              // the same for ever
  std::int64_t sequence = 0;        // among all events
  std::int64_t object_sequence = 0; // among those of its object, from 1
};

namespace kind {
inline constexpr std::string_view license_issued = "license.issued";
inline constexpr std::string_view license_state_changed = "license.state_changed";
inline constexpr std::string_view plan_voided = "license.plan_voided";
inline constexpr std::string_view copies_made = "license.copies_made";           // on paper, numbered
inline constexpr std::string_view license_type_changed = "license_type.changed"; // proposed, decided
inline constexpr std::string_view import_decided = "import.decided";             // signed for, or refused
inline constexpr std::string_view client_suspected = "client.suspected"; // of harvesting, docs/access.md
inline constexpr std::string_view license_recalled = "license.recalled"; // to who relied on it
inline constexpr std::string_view recall_lifted = "license.recall_lifted";
inline constexpr std::string_view recall_acknowledged = "license.recall_acknowledged"; // to the issuer
inline constexpr std::string_view subscription_test = "subscription.test"; // only to the subscription tested
inline constexpr std::string_view subscription_challenge = "subscription.challenge"; // before there is one
} // namespace kind

std::span<const std::string_view> event_kinds(); // that one can subscribe to
bool is_event_kind(std::string_view kind);

std::string event_id(std::string_view object, std::int64_t object_sequence);

// The body that is sent and signed: the same bytes for the same event.
std::string event_body(const Event& event);

} // namespace elicense::notify
