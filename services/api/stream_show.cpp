// SPDX-License-Identifier: Apache-2.0
// GET /v1/scans/{id}/events, GET /v1/show-sessions/{session}/events: told as it happens, to the end.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/show_json.hpp"
#include "api/whole_number.hpp"
#include "http/event_queue.hpp"

#include <mutex>

namespace elicense::api {
namespace {

constexpr std::size_t max_show_texts = 64; // texts that one slow reader may leave behind

struct News {
  nlohmann::ordered_json json;
  bool last = false;
};
using ReadNews = std::function<Result<News>()>;

// The whole every time: who comes late needs no events from before. Only what is new is sent.
class ShowFeed final : public http::EventQueue, public show::Watcher {
 public:
  ShowFeed(std::string kind, ReadNews read)
      : EventQueue(max_show_texts), kind_(std::move(kind)), read_(std::move(read)) {
    push("retry: 3000\n\n"); // ms until a browser comes back
  }
  bool hear() override {
    const std::lock_guard lock(mutex_);
    const auto news = read_();
    if (!news) return true; // asked again with the next change
    nlohmann::ordered_json content = news->json;
    std::string text = content.dump();
    if (text != told_ && !push(http::event_text(std::to_string(++number_), kind_, text))) return false;
    told_ = std::move(text);
    if (news->last) close();
    return !news->last;
  }

 private:
  const std::string kind_;
  const ReadNews read_;
  std::mutex mutex_; // of all below: changes come from many threads
  std::string told_;
  std::int64_t number_ = 0;
};

// Joined before it reads for the first time: nothing falls between.
http::Response stream(const Context& context, const Call& call, const std::string& topic, Time due,
                      const std::shared_ptr<ShowFeed>& feed) {
  const std::string_view last = call.request.header("last-event-id");
  if (!last.empty() && !whole_number(last))
    return problem(call.request,
                   fail(ErrorKind::malformed, "REQUEST_FIELDS", "Last-Event-ID must be an id that was sent"));
  context.show.watchers().join(topic, feed, due);
  feed->hear();
  http::Response response{.status = 200, .content_type = "text/event-stream", .body = {}, .headers = {}};
  response.events = feed;
  return response;
}

} // namespace

http::Response stream_scan(const Context& context, const Call& call) {
  const std::string& id = call.request.parameters.at("id");
  const auto scan = context.show.kept().scan(id);
  if (!scan) return problem(call.request, scan.error());
  const auto reader = scan_reader(call.caller);
  const auto feed = std::make_shared<ShowFeed>("scan", [&context, id, reader]() -> Result<News> {
    const auto now_is = context.show.kept().scan(id);
    if (!now_is) return now_is.error();
    return News{scan_json(*now_is, reader, context),
                now_is->state_at(context.clock()) != show::ScanState::waiting};
  });
  return stream(context, call, show::scan_topic(id), scan->answer_until, feed);
}

http::Response stream_show_session(const Context& context, const Call& call) {
  const std::string& id = call.request.parameters.at("session");
  const auto session = context.show.kept().session(id);
  if (!session) return problem(call.request, session.error());
  const auto feed = std::make_shared<ShowFeed>("session", [&context, id]() -> Result<News> {
    auto shown = shown_session(id, context);
    if (!shown) return shown.error();
    return News{std::move(shown->json), shown->over};
  });
  return stream(context, call, show::session_topic(id), session->ends_at, feed);
}

} // namespace elicense::api
