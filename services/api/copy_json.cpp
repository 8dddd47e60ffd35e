// SPDX-License-Identifier: Apache-2.0
#include "api/copy_json.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

Json copy_json(const license::Copy& copy, const Context& context, const Call& call) {
  const std::string face = "/v1/licenses/" + copy.license + "/face", query = "?copy=" + name_of(copy);
  const bool masked = call.decision == access::Decision::mask;
  return {{"copy", name_of(copy)},
          {"kind", to_text(copy.kind)},
          {"number", copy.number},
          {"total", copy.total},
          {"label", label_of(copy)},
          {"purpose", copy.purpose},
          {"made_at", to_rfc3339(copy.made_at)},
          {"made_by", masked ? Json(nullptr) : Json(copy.made_by)},
          {"verification_url", context.verification_url + copy.reference},
          {"leaf", copy.leaf},
          {"links",
           {{"pdf", face + ".pdf" + query}, {"png", face + ".png" + query}, {"svg", face + ".svg" + query}}}};
}

} // namespace

Json copy_list(const std::vector<license::Copy>& copies, const Context& context, const Call& call) {
  Json list = Json::array();
  for (const license::Copy& copy : copies)
    list.push_back(copy_json(copy, context, call));
  return list;
}

Result<std::optional<license::Copy>> copy_of_query(const Context& context, const http::Request& request,
                                                   const std::string& identifier) {
  const auto name = request.query_value("copy");
  if (!name) return std::optional<license::Copy>();
  const auto copies = context.licenses.copies(identifier);
  if (!copies) return copies.error();
  const auto found = std::ranges::find(*copies, *name, license::name_of);
  if (found == copies->end()) return fail(ErrorKind::not_found, "COPY_NOT_FOUND");
  return std::optional(*found);
}

} // namespace elicense::api
