// SPDX-License-Identifier: Apache-2.0
// /v1/license-type-proposals: what waits and what was decided; …/{number}/approve and …/{number}/refuse
#include "api/endpoints.hpp"
#include "api/examination_json.hpp"
#include "api/proposals.hpp"

namespace elicense::api {

http::Response list_license_type_proposals(const Context& context, const Call& call) {
  return list_proposals(context, call, type_proposals(context));
}

http::Response get_license_type_proposal(const Context& context, const Call& call) {
  using Json = nlohmann::ordered_json;
  return get_proposal(context, call, type_proposals(context), [&](std::string_view file) -> Result<Json> {
    const auto examination = context.type_publisher.examine(file);
    return examination ? examination_json(*examination) : Result<Json>(examination.error());
  });
}

http::Response approve_license_type_proposal(const Context& context, const Call& call) {
  return approve_proposal(context, call, type_proposals(context));
}

http::Response refuse_license_type_proposal(const Context& context, const Call& call) {
  return refuse_proposal(context, call, type_proposals(context));
}

} // namespace elicense::api
