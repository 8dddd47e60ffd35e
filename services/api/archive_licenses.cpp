// SPDX-License-Identifier: Apache-2.0
// POST /v1/license-archives: files of many licenses, named or found by a filter, as a ZIP that is made while
// it is sent
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_archive.hpp"
#include "api/license_filter.hpp"
#include "json/strict_json.hpp"

#include <algorithm>
#include <set>

namespace elicense::api {
namespace {

using nlohmann::json;

constexpr std::size_t max_identifier_text = 128;

// Texts of a list that is not empty and says nothing twice.
Result<std::vector<std::string>> texts_of(const json& list, const char* name, std::size_t most) {
  const auto is_text = [](const json& each) {
    return each.is_string() && each.get_ref<const std::string&>().size() <= max_identifier_text;
  };
  if (!list.is_array() || list.empty() || list.size() > most || !std::ranges::all_of(list, is_text))
    return input_error(std::string(name) + " must be a list of 1 to " + std::to_string(most) + " texts");
  std::vector<std::string> texts = list;
  if (std::set<std::string>(texts.begin(), texts.end()).size() != texts.size())
    return input_error(std::string(name) + " names one twice");
  return texts;
}

Result<std::vector<const FileKind*>> file_kinds_of(const json& include) {
  const auto words = texts_of(include, "include", file_kinds().size());
  if (!words) return words.error();
  std::vector<const FileKind*> kinds;
  for (const std::string& word : *words) {
    const auto kind = std::ranges::find(file_kinds(), std::string_view(word), &FileKind::word);
    if (kind == file_kinds().end()) return input_error("include names a file that there is not");
    kinds.push_back(&*kind);
  }
  return kinds;
}

// Who may see lists may filter; what is personal is no filter here.
Result<license::ListFilter> filter_in(const json& input, const Context& context, const Call& call) {
  if (context.access.table.decide("list_licenses", access::Relation::none, call.caller.roles) ==
      access::Decision::refuse)
    return fail(ErrorKind::forbidden, "ACCESS_DENIED");
  const auto members = filter_members(input);
  if (!members) return members.error();
  for (const char* const not_here : {"number", "holder_code", "holder_code_type", "limit"})
    if (members->contains(not_here)) return input_error(std::string(not_here) + " is no part of this filter");
  return filter_of(*members, call, context.clock());
}

Result<ArchiveOrder> parse_archive_order(const Context& context, const Call& call) {
  const auto input = parse_strict_json(as_text(call.request.body));
  if (!input) return input.error();
  if (!input->is_object() || input->size() != 2 || !input->contains("include") ||
      input->contains("licenses") == input->contains("filter"))
    return input_error("the body must be {\"licenses\": […] or \"filter\": {…}, \"include\": […]}");
  ArchiveOrder order;
  auto kinds = file_kinds_of((*input)["include"]);
  if (!kinds) return kinds.error();
  order.kinds = *std::move(kinds);
  if (input->contains("filter")) {
    auto filter = filter_in((*input)["filter"], context, call);
    if (!filter) return filter.error();
    order.filter = *std::move(filter);
    return order;
  }
  const auto licenses = texts_of((*input)["licenses"], "licenses", max_archived);
  if (!licenses) return licenses.error();
  order.licenses.assign(licenses->begin(), licenses->end());
  return order;
}

} // namespace

http::Response archive_licenses(const Context& context, const Call& call) {
  auto order = parse_archive_order(context, call);
  if (!order) return problem(call.request, order.error());
  auto reader = reader_of(call);
  if (!reader) return problem(call.request, reader.error());
  http::Response response = file_answer("application/zip", {}, "licenses.zip");
  response.pieces = std::make_shared<LicenseArchive>(context, call, *std::move(reader), *std::move(order));
  return response;
}

} // namespace elicense::api
