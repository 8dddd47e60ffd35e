// SPDX-License-Identifier: Apache-2.0
// GET /v1/jobs/{id}/events: how a job goes on, until it is over.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/job_json.hpp"
#include "api/whole_number.hpp"
#include "http/event_queue.hpp"

namespace elicense::api {
namespace {

constexpr std::size_t max_job_texts = 64; // texts that one slow reader may leave behind

class JobFeed final : public http::EventQueue, public jobs::Watcher {
 public:
  explicit JobFeed(wording::Language language) : EventQueue(max_job_texts), language_(language) {
    push("retry: 3000\n\n"); // ms until a browser comes back
  }
  // Only what is new. The job as a whole: who comes late needs no events from before.
  bool hear(const jobs::Job& job, const jobs::Progress& progress, bool last) override {
    std::string text = job_json(job, progress, language_).dump();
    if (text != told_ && !push(http::event_text(std::to_string(++number_), "job", text))) return false;
    told_ = std::move(text);
    if (last) close();
    return true;
  }

 private:
  const wording::Language language_;
  std::string told_;
  std::int64_t number_ = 0;
};

} // namespace

// A browser that comes back says which event it had last; it is told the job as it is now.
http::Response stream_job(const Context& context, const Call& call) {
  const std::string_view last = call.request.header("last-event-id");
  if (!last.empty() && !whole_number(last))
    return problem(call.request, job_input_error("Last-Event-ID must be an id that was sent"));
  const std::string& id = call.request.parameters.at("id");
  if (const auto job = context.jobs.kept.find(id); !job) return problem(call.request, job.error());
  const auto feed = std::make_shared<JobFeed>(language_of(call.request));
  context.jobs.watchers.join(id, feed);
  http::Response response{.status = 200, .content_type = "text/event-stream", .body = {}, .headers = {}};
  response.events = feed;
  return response;
}

} // namespace elicense::api
