// SPDX-License-Identifier: Apache-2.0
#include "api/license_filter.hpp"

#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/whole_number.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

using license::ListFilter;
using Members = FilterMembers;

constexpr std::size_t usual_listed = 20;
constexpr std::string_view public_members[] = {"type",      "issuer", "state", "issued_from",
                                               "issued_to", "cursor", "limit"};
constexpr std::string_view personal_members[] = {"number", "holder_code", "holder_code_type"};

bool is_member(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
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
  const auto number = limit.empty() ? std::optional<std::int64_t>(usual_listed) : whole_number(limit);
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

} // namespace

Result<FilterMembers> filter_members(const http::Request& request) {
  FilterMembers members;
  for (const auto& [name, value] : request.query) {
    if (name == "lang") continue;
    if (!is_member(name, public_members) || !members.emplace(name, value).second)
      return input_error("the query has another parameter, or one twice");
  }
  return members;
}

Result<FilterMembers> filter_members(const nlohmann::json& input) {
  if (!input.is_object()) return input_error("the body must be an object");
  FilterMembers members;
  for (const auto& [name, value] : input.items()) {
    if (!value.is_string() || (!is_member(name, public_members) && !is_member(name, personal_members)))
      return input_error("a member is none of this call, or no text");
    members.emplace(name, value);
  }
  return members;
}

// A number is looked for among those of a type; a holder by code and kind of code.
Result<ListFilter> filter_of(const FilterMembers& members, const Call& call, Time now) {
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

std::string cursor_text(const license::ListCursor& cursor) {
  return cursor.day + "." + std::to_string(cursor.sequence);
}

} // namespace elicense::api
