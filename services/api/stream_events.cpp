// SPDX-License-Identifier: Apache-2.0
// GET /v1/events
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/whole_number.hpp"
#include "http/event_queue.hpp"

namespace elicense::api {
namespace {

constexpr std::size_t max_events_waiting = 256; // events that one slow reader may leave behind

class Feed final : public http::EventQueue, public notify::Listener {
 public:
  explicit Feed(access::Caller reader) : EventQueue(max_events_waiting), reader_(std::move(reader)) {
    push("retry: 3000\n\n"); // ms until a browser comes back
  }
  bool hear(const notify::Event& event) override {
    if (!reader_.counts_as_own(event.tenant)) return true;
    return push(http::event_text(std::to_string(event.sequence), event.kind, notify::event_body(event)));
  }

 private:
  const access::Caller reader_;
};

// Where the reader left off, as browsers send it when they come back.
Result<std::optional<std::int64_t>> last_event_id(const http::Request& request) {
  const std::string_view text = request.header("last-event-id");
  if (text.empty()) return std::optional<std::int64_t>();
  const auto number = whole_number(text);
  if (!number)
    return fail(ErrorKind::malformed, "REQUEST_FIELDS", "Last-Event-ID must be an id that was sent");
  return number;
}

} // namespace

http::Response stream_events(const Context& context, const Call& call) {
  const auto after = last_event_id(call.request);
  if (!after) return problem(call.request, after.error());
  const auto feed = std::make_shared<Feed>(call.caller);
  if (auto joined = context.broadcast.join(feed, *after); !joined)
    return problem(call.request, joined.error());
  http::Response response{.status = 200, .content_type = "text/event-stream", .body = {}, .headers = {}};
  response.events = feed;
  return response;
}

} // namespace elicense::api
