// SPDX-License-Identifier: Apache-2.0
#include "recall/notices.hpp"

#include "license/identifier.hpp"

namespace elicense::recall {
namespace {

using Json = nlohmann::json;

std::string object_of(const Recall& recall) {
  return "/v1/recalls/" + recall.id;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json version_of(const std::string& identifier) {
  const auto parsed = license::Identifier::parse(identifier);
  return parsed ? Json(parsed->version) : Json(nullptr);
}

Json data_of(const Recall& recall) {
  return {{"license", recall.reliance.license},
          {"version", version_of(recall.reliance.license)},
          {"license_type", recall.type_code},
          {"number", recall.transition},
          {"transition", recall.transition_name},
          {"state", to_text(recall.state)},
          {"reason", text_or_null(recall.reason)},
          {"successor", text_or_null(recall.successor)},
          {"effective_at", to_rfc3339(recall.effective_at)}};
}

} // namespace

Json resumption_json(const std::optional<Resumption>& by) {
  if (!by) return nullptr;
  return {{"number", by->transition},
          {"transition", by->name},
          {"reason", text_or_null(by->reason)},
          {"effective_at", to_rfc3339(by->effective_at)}};
}

notify::Event recalled_event(const Recall& recall) {
  return {.kind = std::string(notify::kind::license_recalled),
          .tenant = recall.reliance.tenant,
          .object = object_of(recall),
          .at = recall.told_at,
          .data = data_of(recall)};
}

notify::Event lifted_event(const Recall& recall) {
  Json data = data_of(recall);
  data["lifted_by"] = resumption_json(recall.lifted_by);
  return {.kind = std::string(notify::kind::recall_lifted),
          .tenant = recall.reliance.tenant,
          .object = object_of(recall),
          .at = *recall.lifted_at,
          .data = std::move(data)};
}

notify::Event acknowledged_event(const Recall& recall) {
  const auto& [at, reply] = *recall.acknowledged;
  Json data = data_of(recall);
  data["note"] = reply ? Json(to_text(*reply)) : Json(nullptr);
  return {.kind = std::string(notify::kind::recall_acknowledged),
          .tenant = recall.issuer_code,
          .object = object_of(recall),
          .at = at,
          .data = std::move(data)};
}

notify::Event notice_of(const Recall& recall) {
  notify::Event event = recalled_event(recall);
  event.object_sequence = 1;
  event.id = notify::event_id(event.object, event.object_sequence);
  return event;
}

} // namespace elicense::recall
