// SPDX-License-Identifier: Apache-2.0
// POST /v1/offline-tickets: a license on a registered phone, for halls without a network. A repeat makes
// another ticket, which harms nobody: there is no idempotency key.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "show/offline_summary.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

struct TicketInput {
  std::string license;
  show::TicketRequest request;
};

Error ticket_input_error() {
  return input_error(
      "the body must be {\"license\": …, \"device_key\": …, \"device_time\": …, \"fields\": […]}");
}

bool has_text(const nlohmann::json& input, const char* name) {
  return input.contains(name) && input[name].is_string();
}

Result<std::vector<std::string>> parse_fields(const nlohmann::json& input) {
  std::vector<std::string> fields;
  if (!input.contains("fields")) return fields;
  if (!input["fields"].is_array() || input["fields"].size() > show::max_chosen_fields)
    return ticket_input_error();
  for (const auto& field : input["fields"]) {
    if (!field.is_string()) return ticket_input_error();
    fields.push_back(field);
  }
  return fields;
}

Result<TicketInput> parse_ticket_input(const http::Request& request) {
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (!input->is_object() || input->size() != (input->contains("fields") ? 4U : 3U) ||
      !has_text(*input, "license") || !has_text(*input, "device_key") || !has_text(*input, "device_time"))
    return ticket_input_error();
  const auto time = from_rfc3339((*input)["device_time"].get_ref<const std::string&>());
  if (!time) return ticket_input_error();
  auto fields = parse_fields(*input);
  if (!fields) return fields.error();
  return TicketInput{(*input)["license"], {(*input)["device_key"], *time, *std::move(fields)}};
}

// Only a license of the asking holder: whether others exist is not told.
Result<license::License> own_license(const Context& context, const std::string& identifier,
                                     const license::Holder& holder) {
  auto license = context.licenses.find(identifier);
  if (license && !license->is_held_by(holder)) return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  return license;
}

Result<show::MadeTicket> make_ticket(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return holder.error();
  const auto input = parse_ticket_input(call.request);
  if (!input) return input.error();
  const auto license = own_license(context, input->license, *holder);
  if (!license) return license.error();
  const auto reader = reader_of(call);
  if (!reader) return reader.error();
  const auto recorded =
      context.disclosure.record(*license, license::View::masked(), "offline-ticket", *reader);
  if (!recorded) return recorded.error();
  return context.offline.issue(*license, *holder, input->request);
}

} // namespace

http::Response issue_offline_ticket(const Context& context, const Call& call) {
  const auto made = make_ticket(context, call);
  if (!made) return problem(call.request, made.error());
  const show::OfflineTicket& ticket = made->ticket;
  Json summary = Json::object();
  for (const show::SummaryLine& line : ticket.summary)
    summary[line.name] = line.value;
  return json_answer(201, {{"ticket", to_base64url(made->bytes)},
                           {"issued_at", to_rfc3339(ticket.issued_at)},
                           {"expires_at", to_rfc3339(ticket.expires_at)},
                           {"clock_offset_seconds", ticket.clock_offset.count()},
                           {"summary", summary}});
}

} // namespace elicense::api
