// SPDX-License-Identifier: Apache-2.0
// GET /v1/subscriptions/{id}/deliveries, POST /v1/subscriptions/{id}/deliveries/{delivery}/replay
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/subscription_json.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {
namespace {

// The cursor is the number of the oldest event of the page before; absent: 0.
Result<std::int64_t> cursor_of(const http::Request& request) {
  if (const auto cursor = whole_number(request.query_value("cursor").value_or("0"))) return *cursor;
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", "cursor must be one that an answer gave");
}

} // namespace

http::Response list_deliveries(const Context& context, const http::Request& request) {
  const auto cursor = cursor_of(request);
  if (!cursor) return problem(request, cursor.error());
  const auto page = context.outbox.deliveries(request.parameters.at("id"), *cursor, notify::max_page);
  if (!page) return problem(request, page.error());
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const notify::Delivery& delivery : *page)
    list.push_back(delivery_json(delivery));
  const bool more = page->size() == notify::max_page;
  return json_answer(
      200, {{"deliveries", list},
            {"next_cursor", more ? nlohmann::ordered_json(std::to_string(page->back().event.sequence))
                                 : nlohmann::ordered_json(nullptr)}});
}

http::Response replay_delivery(const Context& context, const http::Request& request) {
  const std::string& delivery = request.parameters.at("delivery");
  const auto replayed = context.outbox.replay(request.parameters.at("id"), delivery, context.clock());
  if (!replayed) return problem(request, replayed.error());
  return json_answer(202, {{"delivery", delivery}});
}

} // namespace elicense::api
