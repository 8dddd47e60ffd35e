// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}/metadata.xml, .json: the elements of GB/T 36903, as far as the caller may see
// them
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_files.hpp"
#include "api/license_json.hpp"

namespace elicense::api {

http::Response get_license_metadata(const Context& context, const Call& call) {
  const auto license = license_of_route(context, call.request);
  if (!license) return problem(call.request, license.error());
  const auto reader = reader_of(call);
  if (!reader) return problem(call.request, reader.error());
  const auto view = view_of(call, *license);
  if (auto recorded = context.disclosure.record(*license, view, "metadata", *reader); !recorded)
    return problem(call.request, recorded.error());
  const FileKind& kind = file_kind_of(call.request);
  LicenseFiles files(context, *license, view);
  auto made = kind.make(files);
  if (!made) return problem(call.request, made.error());
  return file_answer(std::string(kind.content_type), *std::move(made));
}

} // namespace elicense::api
