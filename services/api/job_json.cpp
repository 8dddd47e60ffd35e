// SPDX-License-Identifier: Apache-2.0
#include "api/job_json.hpp"

#include "api/answer.hpp"
#include "api/whole_number.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using jobs::Job;
using jobs::State;

constexpr std::size_t usual_page = 50, max_limit = 200;

// What a person does next about a job in this state: a sentence of schemas/messages.
std::string_view next_step_of(const Job& job) {
  switch (job.state) {
  case State::receiving:
    return "JOB_RECEIVING";
  case State::proposed:
    return "JOB_PROPOSED";
  case State::waiting:
  case State::running:
  case State::cancelling:
    return "JOB_RUNNING";
  case State::awaits_sign_off:
    return "JOB_AWAITS_SIGN_OFF";
  case State::done:
    return job.kind == jobs::Kind::dry_run ? "JOB_DRY_RUN_DONE" : "JOB_DONE";
  case State::released:
    return "JOB_RELEASED";
  case State::refused:
  case State::cancelled:
  case State::withdrawn:
    return "JOB_ENDED";
  case State::failed:
    return "JOB_FAILED";
  }
  return "JOB_DONE";
}

Json progress_json(const jobs::Progress& progress) {
  if (!progress.running) return nullptr;
  return {{"rows", progress.rows},
          {"rows_per_second", progress.rows_per_second},
          {"share", progress.share ? Json(*progress.share) : Json(nullptr)},
          {"seconds_left", progress.seconds_left ? Json(*progress.seconds_left) : Json(nullptr)}};
}

Json import_json(const Job& job) {
  const jobs::Details& details = job.details;
  return {{"batch", details.batch},    {"format", details.format},        {"sm3", details.file_sm3},
          {"size", details.file_size}, {"received", details.received},    {"next_piece", details.pieces + 1},
          {"sample", details.sample},  {"accepts_wrong", details.accepts}};
}

Json decision_json(const Job& job) {
  const jobs::Details& details = job.details;
  return {{"transition", details.transition},
          {"reason", text_or_null(details.reason)},
          {"legal_basis", details.legal_basis},
          {"selection", Json::parse(details.selection.dump())},
          {"selected", details.selected}};
}

Json failure_json(const Job& job, wording::Language language) {
  if (job.details.failure.empty()) return nullptr;
  const auto& sentence = wording::sentence(job.details.failure, language);
  return {{"code", job.details.failure},
          {"text", sentence.text},
          {"next_step", sentence.next_step},
          {"detail", text_or_null(job.details.failure_detail)}};
}

} // namespace

Json job_json(const Job& job, const jobs::Progress& progress, wording::Language language) {
  const bool decision = job.kind == jobs::Kind::decision;
  const auto& next = wording::sentence(next_step_of(job), language);
  return {{"id", job.id},
          {"kind", jobs::to_text(job.kind)},
          {"state", jobs::to_text(job.state)},
          {"license_type", text_or_null(job.type_code)},
          {"asked_at", to_rfc3339(job.asked_at)},
          {"asked_by", job.details.asked_by},
          {"decided_by", text_or_null(job.details.decided_by)},
          {"changed_at", to_rfc3339(job.changed_at)},
          {"counts",
           {{"read", job.counts.read},
            {"issued", job.counts.issued},
            {"quarantined", job.counts.quarantined},
            {"refused", job.counts.refused},
            {"repeated", job.counts.repeated}}},
          {"progress", progress_json(progress)},
          {"import", decision ? Json(nullptr) : import_json(job)},
          {"decision", decision ? decision_json(job) : Json(nullptr)},
          {"passport", Json::parse(job.details.passport.dump())},
          {"failure", failure_json(job, language)},
          {"message", next.text},
          {"next_step", next.next_step}};
}

http::Response job_answer(unsigned status, const Job& job, const Context& context, const Call& call) {
  http::Response response =
      json_answer(status, job_json(job, context.jobs.worker.progress(job.id), language_of(call.request)));
  if (status != 200) response.headers.emplace_back("Location", "/v1/jobs/" + job.id);
  return response;
}

http::Response job_answer(const Result<Job>& job, const Context& context, const Call& call) {
  return job ? job_answer(200, *job, context, call) : problem(call.request, job.error());
}

Error job_input_error(std::string detail) {
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", std::move(detail));
}

Result<PageQuery> page_query(const http::Request& request) {
  const auto cursor = whole_number(request.query_value("cursor").value_or("0"));
  const auto limit = whole_number(request.query_value("limit").value_or(std::to_string(usual_page)));
  if (!cursor) return job_input_error("cursor must be one that an answer gave");
  if (!limit || *limit < 1 || *limit > static_cast<std::int64_t>(max_limit))
    return job_input_error("limit is from 1 to 200");
  return PageQuery{.after = *cursor, .limit = static_cast<std::size_t>(*limit)};
}

Json next_cursor(std::size_t found, std::size_t limit, std::int64_t last) {
  return found < limit ? Json(nullptr) : Json(std::to_string(last));
}

Result<nlohmann::json> members_of(const http::Request& request, const MemberNames& names) {
  auto input = parse_strict_json(as_text(request.body));
  if (!input) return input;
  if (!input->is_object()) return job_input_error("the body must be an object");
  for (const auto& [name, value] : input->items()) {
    const bool fits = names.texts.contains(name)     ? value.is_string()
                      : names.numbers.contains(name) ? value.is_number_unsigned()
                      : names.flags.contains(name)   ? value.is_boolean()
                      : names.objects.contains(name) ? value.is_object()
                                                     : false;
    if (!fits) return job_input_error(name + " is no member, or not of its type");
  }
  return input;
}

} // namespace elicense::api
