// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses, POST /v1/license-searches: licenses by what is known of them, masked. What is personal (a
// number, a holder's code) goes into a body, never into an address.
#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/endpoints.hpp"
#include "api/license_json.hpp"
#include "api/whole_number.hpp"
#include "json/strict_json.hpp"

#include <map>

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using license::ListFilter;
using Members = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t usual_limit = 20;
constexpr std::string_view public_members[] = {"type",      "issuer", "state", "issued_from",
                                               "issued_to", "cursor", "limit"};
constexpr std::string_view personal_members[] = {"number", "holder_code", "holder_code_type"};

Error input_error(const std::string& detail) {
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", detail);
}

bool is_member(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

Result<Members> members_of_query(const http::Request& request) {
  Members members;
  for (const auto& [name, value] : request.query) {
    if (name == "lang") continue;
    if (!is_member(name, public_members) || !members.emplace(name, value).second)
      return input_error("the query has another parameter, or one twice");
  }
  return members;
}

Result<Members> members_of_body(const http::Request& request) {
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (!input->is_object()) return input_error("the body must be an object");
  Members members;
  for (const auto& [name, value] : input->items()) {
    if (!value.is_string() || (!is_member(name, public_members) && !is_member(name, personal_members)))
      return input_error("a member is none of this call, or no text");
    members.emplace(name, value);
  }
  return members;
}

std::string text_of(const Members& members, std::string_view name) {
  const auto found = members.find(name);
  return found == members.end() ? std::string() : found->second;
}

// "2026-03-01.17": the day and the row where the page before ended.
Result<license::ListCursor> cursor_of(const std::string& text) {
  if (text.empty()) return license::ListCursor{};
  const std::size_t dot = text.find('.');
  const auto sequence = whole_number(dot == std::string::npos ? "x" : std::string_view(text).substr(dot + 1));
  if (!sequence || !from_date(text.substr(0, dot)))
    return input_error("cursor must be one that an answer gave");
  return license::ListCursor{text.substr(0, dot), *sequence};
}

Result<void> read_bounds(const Members& members, ListFilter& filter) {
  for (const std::string& day : {filter.issued_from, filter.issued_to})
    if (!day.empty() && !from_date(day)) return input_error("issued_from and issued_to are days, YYYY-MM-DD");
  const auto cursor = cursor_of(text_of(members, "cursor"));
  if (!cursor) return cursor.error();
  filter.after = *cursor;
  const std::string limit = text_of(members, "limit");
  const auto number = limit.empty() ? std::optional<std::int64_t>(usual_limit) : whole_number(limit);
  if (!number || *number < 1 || *number > static_cast<std::int64_t>(license::max_listed))
    return input_error("limit is from 1 to 100");
  filter.limit = static_cast<std::size_t>(*number);
  return {};
}

Result<void> read_state(const Members& members, ListFilter& filter) {
  const std::string text = text_of(members, "state");
  filter.state = license::state_from_text(text);
  if (!text.empty() && (!filter.state || filter.state == license::State::pending))
    return input_error("state is none that an issued license has");
  return {};
}

// A number is looked for among those of a type; a holder by code and kind of code.
Result<ListFilter> filter_of(const Members& members, const Call& call, Time now) {
  ListFilter filter{.issuer_code = {},
                    .type_code = text_of(members, "type"),
                    .number = text_of(members, "number"),
                    .holder_code_type = text_of(members, "holder_code_type"),
                    .holder_code = text_of(members, "holder_code"),
                    .state = {},
                    .issued_from = text_of(members, "issued_from"),
                    .issued_to = text_of(members, "issued_to"),
                    .after = {},
                    .now = now};
  auto issuer = authority_of(call, text_of(members, "issuer"));
  if (!issuer) return issuer.error();
  filter.issuer_code = *std::move(issuer);
  if (!filter.type_code.empty() && !sees_type(call, filter.type_code))
    return fail(ErrorKind::forbidden, "ACCESS_SCOPE", "license_type:" + filter.type_code);
  if (!filter.number.empty() && filter.type_code.empty()) return input_error("number needs type");
  if (filter.holder_code.empty() != filter.holder_code_type.empty())
    return input_error("holder_code and holder_code_type belong together");
  if (auto read = read_state(members, filter); !read) return read.error();
  if (auto read = read_bounds(members, filter); !read) return read.error();
  return filter;
}

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

http::Response answer(const Context& context, const Call& call, const Result<Members>& members) {
  if (!members) return problem(call.request, members.error());
  const auto filter = filter_of(*members, call, context.clock());
  if (!filter) return problem(call.request, filter.error());
  const auto page = context.licenses.list(*filter);
  if (!page) return problem(call.request, page.error());
  const auto licenses = shown(context, call, *page);
  if (!licenses) return problem(call.request, licenses.error());
  const Json next =
      page->next ? Json(page->next->day + "." + std::to_string(page->next->sequence)) : Json(nullptr);
  return json_answer(200, {{"licenses", *licenses}, {"masked", true}, {"next_cursor", next}});
}

} // namespace

http::Response list_licenses(const Context& context, const Call& call) {
  return answer(context, call, members_of_query(call.request));
}

// What is looked for and not there is what a search through numbers looks like.
http::Response search_licenses(const Context& context, const Call& call) {
  const std::string client = asking(context.blinder, call.caller, call.request);
  const Time now = context.clock();
  if (auto may = context.access.harvest.may_ask(client, now); !may) return problem(call.request, may.error());
  const http::Response found = answer(context, call, members_of_body(call.request));
  const bool any =
      found.status == 200 && as_text(found.body).find("\"identifier\"") != std::string_view::npos;
  context.access.harvest.asked({.client = client,
                                .subject = crypto::sm3(call.request.body),
                                .found = any || found.status != 200,
                                .purpose = stated_purpose(call.request)},
                               now);
  return found;
}

} // namespace elicense::api
