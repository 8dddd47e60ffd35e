// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}/document: the sealed OFD, byte for byte as issued.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_json.hpp"

namespace elicense::api {

http::Response get_license_document(const Context& context, const Call& call) {
  const auto license = read_license_of_route(context, call, "document");
  if (!license) return problem(call.request, license.error());
  auto document = context.licenses.document(license->identifier);
  if (!document) return problem(call.request, document.error());
  return file_answer("application/ofd", *std::move(document), license->identifier + ".ofd");
}

} // namespace elicense::api
