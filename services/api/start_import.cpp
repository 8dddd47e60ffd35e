// SPDX-License-Identifier: Apache-2.0
// POST /v1/imports, POST /v1/jobs/{id}/pieces/{number}, POST /v1/jobs/{id}/start: a file of historic stock,
// in one request or in pieces.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/job_json.hpp"
#include "api/whole_number.hpp"
#include "crypto/sm3.hpp"

namespace elicense::api {
namespace {

using jobs::Job;
using jobs::NewImport;

bool is_description(const http::Request& request) {
  return request.header("content-type").starts_with("application/json");
}

jobs::Kind kind_of(bool dry_run) {
  return dry_run ? jobs::Kind::dry_run : jobs::Kind::import;
}

// The description of a file that comes in pieces.
Result<NewImport> described(const http::Request& request) {
  const auto input = members_of(request, {.texts = {"license_type", "batch", "format", "encoding", "sm3"},
                                          .numbers = {"size"},
                                          .flags = {"dry_run", "scans"},
                                          .objects = {"mapping"}});
  if (!input) return input.error();
  return NewImport{.kind = kind_of(input->value("dry_run", false)),
                   .type_code = input->value("license_type", ""),
                   .batch = input->value("batch", ""),
                   .format = input->value("format", ""),
                   .encoding = input->value("encoding", ""),
                   .mapping = input->contains("mapping") ? (*input)["mapping"].dump() : std::string(),
                   .file_sm3 = input->value("sm3", ""),
                   .file_size = input->value("size", std::int64_t{0}),
                   .scans_sent = input->value("scans", false)};
}

// The file itself, described by the query.
Result<NewImport> whole_file(const http::Request& request) {
  const auto text = [&](std::string_view name) { return request.query_value(name).value_or(""); };
  for (const auto& [name, value] : request.query)
    if (name != "license_type" && name != "batch" && name != "encoding" && name != "dry_run" &&
        name != "lang")
      return job_input_error("unknown parameter " + name);
  const std::string dry_run = text("dry_run");
  if (!dry_run.empty() && dry_run != "true" && dry_run != "false")
    return job_input_error("dry_run is true or false");
  return NewImport{.kind = kind_of(dry_run == "true"),
                   .type_code = text("license_type"),
                   .batch = text("batch"),
                   .format = request.header("content-type").starts_with("text/csv") ? "csv" : "ndjson",
                   .encoding = text("encoding"),
                   .mapping = {},
                   .file_sm3 = to_hex(crypto::sm3(request.body)),
                   .file_size = static_cast<std::int64_t>(request.body.size())};
}

// Pieces that are there from an earlier request with the same file are left as they are.
Result<Job> add_all(const Context& context, Job job, ByteView file) {
  for (std::int64_t number = 1; !file.empty(); ++number) {
    const ByteView piece = file.first(std::min(file.size(), jobs::max_piece));
    file = file.subspan(piece.size());
    if (job.state != jobs::State::receiving) break;
    auto added = context.jobs.imports.add_piece(job.id, number, piece);
    if (!added) return added;
    job = *std::move(added);
  }
  return job;
}

} // namespace

http::Response start_import(const Context& context, const Call& call) {
  const http::Request& request = call.request;
  const bool described_only = is_description(request);
  const auto wanted = described_only ? described(request) : whole_file(request);
  if (!wanted) return problem(request, wanted.error());
  if (wanted->type_code.empty()) return problem(request, job_input_error("license_type is needed"));
  if (!call.caller.scopes.allow(access::ScopeKind::license_type, wanted->type_code))
    return problem(request, fail(ErrorKind::forbidden, "ACCESS_SCOPE", "license_type:" + wanted->type_code));
  if (call.caller.tenant != context.access.tenant)
    return problem(request, fail(ErrorKind::forbidden, "ACCESS_SCOPE", "authority:" + context.access.tenant));
  auto job = context.jobs.imports.open(*wanted, call.caller.party);
  if (job && !described_only) job = add_all(context, *std::move(job), request.body);
  if (!job) return problem(request, job.error());
  return job_answer(202, *job, context, call);
}

http::Response add_import_piece(const Context& context, const Call& call) {
  const auto number = whole_number(call.request.parameters.at("number"));
  if (!number) return problem(call.request, job_input_error("pieces are numbered from 1"));
  return job_answer(
      context.jobs.imports.add_piece(call.request.parameters.at("id"), *number, call.request.body), context,
      call);
}

http::Response start_job(const Context& context, const Call& call) {
  return job_answer(context.jobs.imports.start(call.request.parameters.at("id")), context, call);
}

} // namespace elicense::api
