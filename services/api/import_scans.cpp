// SPDX-License-Identifier: Apache-2.0
// POST /v1/jobs/{id}/scans/{name}, GET /v1/jobs/{id}/scans: scans that rows of an import name, sent before it
// starts. A file's name may be a person's, so the address has its SM3.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/job_json.hpp"
#include "jobs/scan_files.hpp"

namespace elicense::api {

http::Response add_import_scan(const Context& context, const Call& call) {
  const auto& parameters = call.request.parameters;
  return job_answer(
      context.jobs.imports.add_scan(parameters.at("id"), parameters.at("name"), call.request.body), context,
      call);
}

http::Response list_missing_scans(const Context& context, const Call& call) {
  using Json = nlohmann::ordered_json;
  const std::string& id = call.request.parameters.at("id");
  const auto missing = context.jobs.imports.missing_scans(id);
  if (!missing) return problem(call.request, missing.error());
  const auto job = context.jobs.kept.find(id);
  if (!job) return problem(call.request, job.error());
  Json list = Json::array();
  for (const std::string& name : *missing)
    list.push_back({{"file", name}, {"name", jobs::scan_key(name)}});
  return json_answer(200, {{"sent", job->details.scan_count},
                           {"missing", list},
                           {"complete", missing->size() < jobs::max_missing}});
}

} // namespace elicense::api
