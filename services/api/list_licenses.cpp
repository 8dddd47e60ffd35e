// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses, POST /v1/license-searches: licenses by what is known of them, masked.
#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/endpoints.hpp"
#include "api/license_filter.hpp"
#include "api/license_json.hpp"
#include "api/search_brake.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

// Masked for everybody: who needs more reads the one license. Each is recorded for its holder first.
Result<std::vector<Json>> shown(const Context& context, const Call& call, const license::ListPage& page) {
  const auto reader = reader_of(call);
  if (!reader) return reader.error();
  const auto view = license::View::masked();
  std::vector<Json> list;
  for (const license::License& license : page.licenses) {
    if (!sees_type(call, license.type_code)) continue;
    const auto recorded = context.disclosure.record(license, view, "list", *reader);
    if (!recorded) return recorded.error();
    list.push_back(license_json(license, view, context));
  }
  return list;
}

Result<FilterMembers> body_members(const http::Request& request) {
  const auto input = parse_strict_json(as_text(request.body));
  return input ? filter_members(*input) : input.error();
}

http::Response answer(const Context& context, const Call& call, const Result<FilterMembers>& members) {
  if (!members) return problem(call.request, members.error());
  const auto filter = filter_of(*members, call, context.clock());
  if (!filter) return problem(call.request, filter.error());
  const auto page = context.licenses.list(*filter);
  if (!page) return problem(call.request, page.error());
  const auto licenses = shown(context, call, *page);
  if (!licenses) return problem(call.request, licenses.error());
  const Json next = page->next ? Json(cursor_text(*page->next)) : Json(nullptr);
  return json_answer(200, {{"licenses", *licenses}, {"masked", true}, {"next_cursor", next}});
}

} // namespace

http::Response list_licenses(const Context& context, const Call& call) {
  return answer(context, call, filter_members(call.request));
}

// What is looked for and not there is what a search through numbers looks like.
http::Response search_licenses(const Context& context, const Call& call) {
  if (auto may = may_search(context, call); !may) return problem(call.request, may.error());
  http::Response found = answer(context, call, body_members(call.request));
  const bool any =
      found.status == 200 && as_text(found.body).find("\"identifier\"") != std::string_view::npos;
  note_search(context, call, crypto::sm3(call.request.body), any || found.status != 200,
              stated_purpose(call.request));
  return found;
}

} // namespace elicense::api
