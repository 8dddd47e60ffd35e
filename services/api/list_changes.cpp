// SPDX-License-Identifier: Apache-2.0
// GET /v1/changes?after=: what was issued, changed, revoked … since then. The cursor is a place in the
// ledger: it stays good for ever, and nothing is told twice or left out.
#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/endpoints.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t max_changes = 500; // leaves looked at for one page

Json change_json(const license::FeedEntry& entry) {
  return {{"license", entry.license},
          {"license_type", entry.type_code},
          {"at", to_rfc3339(entry.at)},
          {"what", entry.what},
          {"transition", entry.transition.empty() ? Json(nullptr) : Json(entry.transition)},
          {"state", entry.word},
          {"effective_at", entry.effective_at ? Json(to_rfc3339(*entry.effective_at)) : Json(nullptr)},
          {"leaf", entry.leaf}};
}

Result<std::uint64_t> after(const http::Request& request) {
  if (const auto cursor = whole_number(request.query_value("after").value_or("0")))
    return static_cast<std::uint64_t>(*cursor);
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", "after must be a cursor that an answer gave");
}

} // namespace

http::Response list_changes(const Context& context, const Call& call) {
  const auto from = after(call.request);
  const auto authority = authority_of(call, std::string(call.request.query_value("authority").value_or("")));
  if (!from) return problem(call.request, from.error());
  if (!authority) return problem(call.request, authority.error());
  const auto page = context.licenses.feed(*authority, *from, max_changes);
  if (!page) return problem(call.request, page.error());
  Json list = Json::array();
  for (const license::FeedEntry& entry : page->entries)
    if (sees_type(call, entry.type_code)) list.push_back(change_json(entry));
  return json_answer(200, {{"changes", list},
                           {"next", std::to_string(page->next)},
                           {"more", page->next > *from}}); // ask again at once; else after a while
}

} // namespace elicense::api
