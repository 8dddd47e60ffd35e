// SPDX-License-Identifier: Apache-2.0
#include "api/recall_json.hpp"

#include "api/answer.hpp"
#include "recall/notices.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

Json reliance_json(const recall::Reliance& reliance) {
  return {{"party", reliance.party},
          {"authority", reliance.tenant},
          {"scan", reliance.scan},
          {"uses", reliance.uses},
          {"first_at", to_rfc3339(reliance.first_at)},
          {"last_at", to_rfc3339(reliance.last_at)}};
}

Json acknowledgement_json(const std::optional<recall::Acknowledgement>& acknowledged) {
  if (!acknowledged) return nullptr;
  const auto& [at, reply] = *acknowledged;
  return {{"at", to_rfc3339(at)}, {"note", reply ? Json(to_text(*reply)) : Json(nullptr)}};
}

} // namespace

Json recall_json(const recall::Recall& recall) {
  return {{"id", recall.id},
          {"state", to_text(recall.state_now())},
          {"license", recall.reliance.license},
          {"license_type", recall.type_code},
          {"issuer", recall.issuer_code},
          {"number", recall.transition},
          {"transition", recall.transition_name},
          {"license_state", to_text(recall.state)},
          {"reason", text_or_null(recall.reason)},
          {"successor", text_or_null(recall.successor)},
          {"effective_at", to_rfc3339(recall.effective_at)},
          {"told_at", to_rfc3339(recall.told_at)},
          {"lifted_at", recall.lifted_at ? Json(to_rfc3339(*recall.lifted_at)) : Json(nullptr)},
          {"relied", reliance_json(recall.reliance)},
          {"acknowledged", acknowledgement_json(recall.acknowledged)}};
}

Result<Json> notice_json(const recall::Recall& recall, const notify::MessageKeys& keys, Time now) {
  const notify::Event event = recall::notice_of(recall);
  notify::Subscription reader;
  reader.scheme = notify::Scheme::sm2;
  const auto message = keys.message(reader, event.id, notify::event_body(event), now);
  if (!message) return message.error();
  Json notice = Json::object();
  for (const auto& [name, value] : message->headers)
    notice[name] = value;
  notice["body"] = message->body;
  return {boost::system::in_place_value, std::move(notice)};
}

} // namespace elicense::api
