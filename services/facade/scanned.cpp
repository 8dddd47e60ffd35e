// SPDX-License-Identifier: Apache-2.0
#include "facade/scanned.hpp"

#include "api/answer.hpp"

namespace elicense::facade {

Scanned scanned(const api::Context& context, const api::Call& call, const ScanWish& wish) {
  const auto refused = [&](const char* code, const std::string& detail) {
    return Scanned{api::problem(call.request, fail(ErrorKind::conflict, code, detail)), nullptr};
  };
  http::Response response =
      ask(context, call,
          question_of("scan_code", {{"code", wish.code},
                                    {"matter", {{"code", wish.matter.code}, {"name", wish.matter.name}}},
                                    {"case", wish.matter_case},
                                    {"license_types", wish.wanted},
                                    {"operator", wish.operator_},
                                    {"device", wish.device}}));
  if (!succeeded(response)) return {std::move(response), nullptr};
  Json scan = json_of(response);
  if (scan["state"] == "waiting") return refused("FACADE_WAITING", scan["match"]);
  if (scan["state"] != "given") return refused("FACADE_NOT_GIVEN", scan["state"]);
  return {{}, std::move(scan)};
}

} // namespace elicense::facade
