// SPDX-License-Identifier: Apache-2.0
#include "api/matter_limit.hpp"

namespace elicense::api {

http::Response within_matter_limit(const Context& context, const Call& call, const std::string& matter,
                                   const std::function<http::Response()>& answer) {
  const auto limited = context.access.limits.take_matter(call.caller.tenant + ' ' + matter, context.clock());
  const auto within = access::judge(limited);
  http::Response response = within ? answer() : problem(call.request, within.error());
  for (auto& field : access::limit_fields(limited))
    response.headers.push_back(std::move(field));
  return response;
}

} // namespace elicense::api
