// SPDX-License-Identifier: Apache-2.0
// GET /v1/holders/me/licenses: the licenses of the holder who asks; …/export: everything stored about them.
// POST and GET /v1/holders/me/corrections: what the holder says is wrong.
#include "api/answer.hpp"
#include "api/complaint_json.hpp"
#include "api/endpoints.hpp"
#include "api/holder_json.hpp"
#include "api/license_json.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

// A holder reading is a reading too: the log shows when the data were taken away.
Result<std::vector<Json>> read_licenses(const Context& context, const Call& call,
                                        const license::Holder& holder, std::string_view what) {
  const auto licenses = context.holders.licenses_of(holder);
  if (!licenses) return licenses.error();
  const auto reader = reader_of(call);
  if (!reader) return reader.error();
  const auto view = license::View::of_holder(holder);
  std::vector<Json> list;
  for (const license::License& license : *licenses) {
    const auto recorded = context.disclosure.record(license, view, what, *reader);
    if (!recorded) return recorded.error();
    list.push_back(license_json(license, view, context));
  }
  return list;
}

bool is_text(const nlohmann::json& input, const char* name, std::size_t limit) {
  return input.contains(name) && input[name].is_string() &&
         !input[name].get_ref<const std::string&>().empty() &&
         input[name].get_ref<const std::string&>().size() <= limit;
}

// Only a license of the asking holder, and a field that it has: whether others exist is not told.
Result<privacy::Correction> parse_correction(const Context& context, const http::Request& request,
                                             const license::Holder& holder) {
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (!input->is_object() || input->size() != 3 || !is_text(*input, "license", license::max_data_text) ||
      !is_text(*input, "field", license::max_field_name) ||
      !is_text(*input, "text", privacy::max_correction_text))
    return input_error("the body must be {\"license\": …, \"field\": …, \"text\": …}");
  privacy::Correction correction;
  correction.asked_at = context.clock();
  correction.license = (*input)["license"];
  correction.holder = holder;
  correction.field = (*input)["field"];
  correction.text = (*input)["text"];
  const auto license = context.licenses.find(correction.license);
  if (!license) return license.error();
  if (!license->is_held_by(holder)) return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  const auto fields = license::View::full().disclosed(*license);
  if (std::ranges::find(fields, correction.field) == fields.end())
    return input_error("field is none of this license");
  return correction;
}

} // namespace

http::Response list_my_licenses(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto licenses = read_licenses(context, call, *holder, "list");
  if (!licenses) return problem(call.request, licenses.error());
  return json_answer(200, {{"licenses", *licenses}});
}

http::Response export_holder(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto licenses = read_licenses(context, call, *holder, "export");
  if (!licenses) return problem(call.request, licenses.error());
  const auto corrections = context.holders.corrections_of(*holder);
  if (!corrections) return problem(call.request, corrections.error());
  const auto complaints = context.complaints.of_holder(*holder, 0);
  if (!complaints) return problem(call.request, complaints.error());
  const auto accesses = context.accesses.of_holder(*holder, 0, privacy::max_accesses_at_once);
  if (!accesses) return problem(call.request, accesses.error());
  return json_answer(200, {{"exported_at", to_rfc3339(context.clock())},
                           {"holder", {{"code_type", holder->code_type}, {"code", holder->code}}},
                           {"licenses", *licenses},
                           {"corrections", correction_list(*corrections)},
                           {"complaints", complaint_list(*complaints, context)},
                           {"accesses", access_list(*accesses, context.access.people)},
                           {"accesses_next_before", next_before(*accesses)}});
}

http::Response ask_correction(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto correction = parse_correction(context, call.request, *holder);
  if (!correction) return problem(call.request, correction.error());
  const auto number = context.holders.ask_correction(*correction);
  if (!number) return problem(call.request, number.error());
  return json_answer(201, {{"number", *number}, {"state", to_text(correction->state)}});
}

http::Response list_my_corrections(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto corrections = context.holders.corrections_of(*holder);
  if (!corrections) return problem(call.request, corrections.error());
  return json_answer(200, {{"corrections", correction_list(*corrections)}});
}

} // namespace elicense::api
