// SPDX-License-Identifier: Apache-2.0
// GET /v1/jobs/{id}/sample, POST /v1/jobs/{id}/sample/{number}, …/sign, …/refuse: two people look at a sample
// of an import and sign for it, or one refuses it.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/job_json.hpp"
#include "api/transition_json.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using jobs::Verdict;

Json verdict_json(Verdict verdict) {
  if (verdict == Verdict::open) return nullptr;
  return verdict == Verdict::right ? "right" : "wrong";
}

Json sample_json(const jobs::Sample& sample) {
  const std::string license = "/v1/licenses/" + sample.identifier;
  return {{"number", sample.number},
          {"license", sample.identifier},
          {"verdict", verdict_json(sample.verdict)},
          {"judged_at", sample.judged_at ? Json(to_rfc3339(*sample.judged_at)) : Json(nullptr)},
          {"judged_by", text_or_null(sample.judged_by)},
          {"reason", text_or_null(sample.reason)},
          {"links", {{"license", license}, {"png", license + "/face.png"}}}};
}

Json signature_json(const jobs::Signature& signature) {
  constexpr std::string_view kinds[] = {"signed", "released", "refused"};
  return {{"kind", kinds[static_cast<std::size_t>(signature.kind)]},
          {"at", to_rfc3339(signature.at)},
          {"by", signature.by},
          {"reason", text_or_null(signature.reason)}};
}

} // namespace

http::Response get_job_sample(const Context& context, const Call& call) {
  const auto standing = context.jobs.kept.standing(call.request.parameters.at("id"));
  if (!standing) return problem(call.request, standing.error());
  Json samples = Json::array(), signatures = Json::array();
  for (const jobs::Sample& sample : standing->sample)
    samples.push_back(sample_json(sample));
  for (const jobs::Signature& signature : standing->signatures)
    signatures.push_back(signature_json(signature));
  return json_answer(200, {{"job", standing->job.id},
                           {"state", jobs::to_text(standing->job.state)},
                           {"licenses", standing->job.counts.issued},
                           {"size", standing->job.details.sample},
                           {"accepts_wrong", standing->job.details.accepts},
                           {"sample", samples},
                           {"signatures", signatures}});
}

http::Response judge_job_sample(const Context& context, const Call& call) {
  const auto input = members_of(call.request, {.texts = {"verdict", "reason"}});
  if (!input) return problem(call.request, input.error());
  const std::string verdict = input->value("verdict", "");
  if (verdict != "right" && verdict != "wrong")
    return problem(call.request, job_input_error("verdict is right or wrong"));
  const auto number = whole_number(call.request.parameters.at("number"));
  if (!number) return problem(call.request, fail(ErrorKind::not_found, "SAMPLE_NOT_FOUND"));
  return job_answer(context.jobs.sign_off.judge(call.request.parameters.at("id"), *number,
                                                verdict == "right" ? Verdict::right : Verdict::wrong,
                                                input->value("reason", ""), call.caller.party),
                    context, call);
}

http::Response sign_import(const Context& context, const Call& call) {
  return job_answer(context.jobs.sign_off.sign(call.request.parameters.at("id"), actor_of(call.caller)),
                    context, call);
}

http::Response refuse_import(const Context& context, const Call& call) {
  const auto input = members_of(call.request, {.texts = {"reason"}});
  if (!input) return problem(call.request, input.error());
  return job_answer(context.jobs.sign_off.refuse(call.request.parameters.at("id"), input->value("reason", ""),
                                                 call.caller.party),
                    context, call);
}

} // namespace elicense::api
