// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}/face.png, .svg, .pdf, with copy= as one of the copies on paper
#include "api/answer.hpp"
#include "api/copy_json.hpp"
#include "api/endpoints.hpp"
#include "api/license_files.hpp"
#include "api/license_json.hpp"

namespace elicense::api {

http::Response get_license_face(const Context& context, const Call& call) {
  const auto license = read_license_of_route(context, call, "face");
  if (!license) return problem(call.request, license.error());
  const auto copy = copy_of_query(context, call.request, license->identifier);
  if (!copy) return problem(call.request, copy.error());
  const FileKind& kind = file_kind_of(call.request);
  LicenseFiles files(context, *license, license::View::full(), *copy);
  auto drawn = kind.make(files);
  if (!drawn) return problem(call.request, drawn.error());
  return file_answer(std::string(kind.content_type), *std::move(drawn));
}

} // namespace elicense::api
