// SPDX-License-Identifier: Apache-2.0
// A license by the code that its holder shows: POST /v1/scans, then POST /v1/license-uses.
#include "api/answer.hpp"
#include "facade/scanned.hpp"
#include "facade/sharing.hpp"
#include "facade/use_list.hpp"

namespace elicense::facade {
namespace {

// The matter stands in useCause; which licenses it asks for, in its use list unless one is named.
Result<ScanWish> parse(const api::Context& context, const api::Call& call) {
  const auto data = sharing_data(call.request);
  if (!data) return data.error();
  const nlohmann::json cause = cause_in(*data);
  const std::string code = text_member(*data, "qrcode"), matter = text_member(cause, "certificateEventCode");
  if (code.empty() || matter.empty())
    return fail(ErrorKind::malformed, "FACADE_FIELDS",
                "qrcode, useCause {certificateEventCode, certificateMatterName, certificateCopyCause}");
  const auto of = service_item_of(context.matters, matter);
  if (!of) return of.error();
  const std::string type = text_member(*data, "certTypeCode");
  return ScanWish{.code = code,
                  .matter = {.code = of->matter->code, .name = text_member(cause, "certificateMatterName")},
                  .matter_case = text_member(cause, "certificateCopyCause"),
                  .wanted = type.empty() ? wanted_of(*of->item, call) : Json::array({Json{{"type", type}}}),
                  .operator_ = sharing_operator(call.request),
                  .device = std::string(sharing_device)};
}

} // namespace

http::Response sharing_scanned_code(const api::Context& context, const api::Call& call) {
  const auto wish = parse(context, call);
  if (!wish) return api::problem(call.request, wish.error());
  const Scanned answer = scanned(context, call, *wish);
  if (answer.scan.is_null()) return answer.refusal;
  Json records = Json::array();
  for (const Json& given : answer.scan["given"]) {
    http::Response used = ask(context, call,
                              question_of("use_license", {{"use_code", given["use_code"]},
                                                          {"matter", wish->matter.code},
                                                          {"case", wish->matter_case},
                                                          {"operator", wish->operator_},
                                                          {"device", wish->device}}));
    if (!succeeded(used)) return used;
    records.push_back(record_of(json_of(used)["license"], Family::cert_share));
  }
  return api::json_answer(200, {{"data", {{"certData", records[0]}, {"certDatas", records}}}});
}

} // namespace elicense::facade
