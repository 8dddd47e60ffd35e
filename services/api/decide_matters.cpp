// SPDX-License-Identifier: Apache-2.0
// /v1/matter-proposals: what waits and what was decided; …/{number}/approve and …/{number}/refuse
#include "api/endpoints.hpp"
#include "api/matter_json.hpp"
#include "api/proposals.hpp"

namespace elicense::api {

http::Response list_matter_proposals(const Context& context, const Call& call) {
  return list_proposals(context, call, matter_proposals(context));
}

http::Response get_matter_proposal(const Context& context, const Call& call) {
  using Json = nlohmann::ordered_json;
  return get_proposal(context, call, matter_proposals(context), [&](std::string_view file) -> Result<Json> {
    const auto examined = context.matter_publisher.examine(file);
    if (!examined) return examined.error();
    return Result<Json>(boost::system::in_place_value, examined_json(examined->front()));
  });
}

http::Response approve_matter_proposal(const Context& context, const Call& call) {
  return approve_proposal(context, call, matter_proposals(context));
}

http::Response refuse_matter_proposal(const Context& context, const Call& call) {
  return refuse_proposal(context, call, matter_proposals(context));
}

} // namespace elicense::api
