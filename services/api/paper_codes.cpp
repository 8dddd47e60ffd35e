// SPDX-License-Identifier: Apache-2.0
// POST /v1/paper-codes, POST /v1/paper-losses: for who has no phone.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/mandate_input.hpp"
#include "api/show_json.hpp"

namespace elicense::api {
namespace {

// A holder says it of the own papers, a clerk of somebody's whose document was shown.
Result<license::Holder> whose_loss(const Call& call) {
  const auto input = show_input(call.request, {"code_type", "code"});
  if (!input) return input.error();
  if (auto holder = holder_of(call)) return holder;
  if (!is_text_member(*input, "code_type") || !is_text_member(*input, "code"))
    return fail(ErrorKind::malformed, "REQUEST_FIELDS", "code_type and code of the holder are needed");
  return license::Holder{.name = {}, .code_type = (*input)["code_type"], .code = (*input)["code"]};
}

} // namespace

http::Response make_paper_code(const Context& context, const Call& call) {
  auto input = mandate_input(call, {"holder"});
  if (!input) return problem(call.request, input.error());
  const auto holder = person_of(input->json.value("holder", nlohmann::json()));
  if (!holder) return problem(call.request, mandate_input_error());
  input->mandate.principal = *holder;
  const auto made = context.show.mandates().make_paper(std::move(input->mandate), input->idempotency_key);
  if (!made) return problem(call.request, made.error());
  const std::string address = context.show.addresses().of(made->reference);
  return json_answer(201, {{"mandate", mandate_json(made->mandate, call.caller, context)},
                           {"url", address},
                           {"qr", show_qr_json(address)}});
}

http::Response report_paper_loss(const Context& context, const Call& call) {
  const auto holder = whose_loss(call);
  if (!holder) return problem(call.request, holder.error());
  const auto ended = context.show.mandates().lose_papers(*holder);
  if (!ended) return problem(call.request, ended.error());
  return json_answer(200, {{"ended", *ended}});
}

} // namespace elicense::api
