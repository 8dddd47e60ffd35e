// SPDX-License-Identifier: Apache-2.0
// Members as four clients of the platform read them. Signatures of answers were seen empty only, and how an
// error looks inside of `errors` was not seen: its members are ours.
#include "facade/license_app.hpp"

namespace elicense::facade {
namespace {

Json app_error(const Json& problem) {
  Json error = {
      {"code", problem["code"]}, {"message", problem["title"]}, {"next_step", problem["next_step"]}};
  if (problem.contains("detail")) error["detail"] = problem["detail"];
  return error;
}

} // namespace

http::Response license_app_envelope(const http::Request& request, http::Response response) {
  const Json told = json_of(response);
  const bool good = succeeded(response);
  Json envelope = {{"ack_code", good ? "SUCCESS" : "FAILURE"},
                   {"errors", good ? Json::array() : Json::array({app_error(told)})},
                   {"sign", nullptr},
                   {"sign_method", nullptr},
                   {"timestamp", nullptr},
                   {"correlation_id", nullptr},
                   {"response_id", request.id},
                   {"data", nullptr}};
  if (good) envelope.update(told);
  return as_envelope(std::move(response), envelope);
}

} // namespace elicense::facade
