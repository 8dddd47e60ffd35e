// SPDX-License-Identifier: Apache-2.0
// {head {status, message}, data}. In `error` stands ours: code, next step and detail.
#include "facade/sharing.hpp"

namespace elicense::facade {
namespace {

bool is_of(const Json& problem, std::string_view code) {
  return problem["code"] == code;
}

// 10 none found, 11 not authenticated, 12 a parameter is missing, 100 no right, 102 a parameter is wrong, 99
// other; 109, 110, 111: certNo, holderCode, holder are missing.
int cert_share_status(const Json& problem) {
  if (is_of(problem, "FACADE_FIELDS")) {
    const std::string missing = problem.value("detail", "");
    return missing == "certNo" ? 109 : missing == "holderCode" ? 110 : missing == "holder" ? 111 : 12;
  }
  switch (problem["status"].get<int>()) {
  case 401:
    return 11;
  case 403:
    return 100;
  case 404:
  case 410:
    return 10;
  case 400:
  case 422:
    return 102;
  default:
    return 99;
  }
}

// 1 not authorized, 2 timed out, 3 none found, 4 a parameter is wrong, 5 one is missing, 16 called too often,
// 17 access limited; null: none of them says it.
Json zzgx_code(const Json& problem) {
  if (is_of(problem, "FACADE_FIELDS")) return 5;
  switch (problem["status"].get<int>()) {
  case 401:
  case 403:
    return 1;
  case 503:
    return 2;
  case 404:
  case 410:
    return 3;
  case 400:
  case 422:
    return 4;
  case 429:
    return is_of(problem, "LIMIT_REACHED") || is_of(problem, "QUOTA_USED_UP") ? 16 : 17;
  default:
    return nullptr;
  }
}

Json sharing_error(const Json& problem) {
  Json error = {{"code", problem["code"]}, {"next_step", problem["next_step"]}};
  if (problem.contains("detail")) error["detail"] = problem["detail"];
  return error;
}

http::Response enveloped(const http::Request& request, http::Response response, const Json& head) {
  const Json told = json_of(response);
  Json envelope = {{"head", head}, {"data", succeeded(response) ? told["data"] : Json(nullptr)}};
  if (!succeeded(response)) envelope["error"] = sharing_error(told);
  envelope["requestId"] = request.id;
  return as_envelope(std::move(response), envelope);
}

const char* done = "成功";

} // namespace

http::Response zzgx_envelope(const http::Request& request, http::Response response) {
  if (succeeded(response))
    return enveloped(request, std::move(response), {{"status", 0}, {"code", 0}, {"message", done}});
  const Json problem = json_of(response);
  return enveloped(request, std::move(response),
                   {{"status", 1}, {"code", zzgx_code(problem)}, {"message", problem["title"]}});
}

http::Response cert_share_envelope(const http::Request& request, http::Response response) {
  if (succeeded(response)) return enveloped(request, std::move(response), {{"status", 0}, {"message", done}});
  const Json problem = json_of(response);
  return enveloped(request, std::move(response),
                   {{"status", cert_share_status(problem)}, {"message", problem["title"]}});
}

} // namespace elicense::facade
