// SPDX-License-Identifier: Apache-2.0
// GET /v1/jobs, GET /v1/jobs/{id}, POST /v1/jobs/{id}/cancel
#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/endpoints.hpp"
#include "api/job_json.hpp"

namespace elicense::api {

// Of the caller's authority; the cursor is the id of the last job of the page before.
http::Response list_jobs(const Context& context, const Call& call) {
  const std::string before = call.request.query_value("cursor").value_or("");
  constexpr std::size_t limit = 50;
  const auto found = context.jobs.kept.list(call.caller.tenant, before, limit);
  if (!found) return problem(call.request, found.error());
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const jobs::Job& job : *found)
    if (job.type_code.empty() || sees_type(call, job.type_code))
      list.push_back(job_json(job, context.jobs.worker.progress(job.id), language_of(call.request)));
  const bool more = found->size() == limit;
  return json_answer(200, {{"jobs", list},
                           {"next_cursor", more ? nlohmann::ordered_json(found->back().id)
                                                : nlohmann::ordered_json(nullptr)}});
}

http::Response get_job(const Context& context, const Call& call) {
  return job_answer(context.jobs.kept.find(call.request.parameters.at("id")), context, call);
}

http::Response cancel_job(const Context& context, const Call& call) {
  const std::string& id = call.request.parameters.at("id");
  const auto cancelled = context.jobs.imports.cancel(id, call.caller.party);
  if (cancelled) context.jobs.worker.told_to_cancel(id);
  return job_answer(cancelled, context, call);
}

} // namespace elicense::api
