// SPDX-License-Identifier: Apache-2.0
// GET /v1/scans/{id}, POST …/confirmation, …/refusal, …/stop; GET /v1/holders/me/scans
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/show_input.hpp"
#include "api/show_json.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {
namespace {

http::Response answer(const Context& context, const Call& call, const Result<show::Scan>& scan) {
  if (!scan) return problem(call.request, scan.error());
  return json_answer(200, scan_json(*scan, scan_reader(call.caller), context));
}

} // namespace

http::Response get_scan(const Context& context, const Call& call) {
  return answer(context, call, context.show.kept().scan(id_of(call)));
}

http::Response confirm_scan(const Context& context, const Call& call) {
  const auto input = show_input(call.request, {"match", "licenses"});
  if (!input) return problem(call.request, input.error());
  const auto licenses =
      input->contains("licenses") ? texts_of((*input)["licenses"], show::max_requested) : std::nullopt;
  if (!licenses || !is_text_member(*input, "match"))
    return problem(call.request, fail(ErrorKind::malformed, "REQUEST_FIELDS",
                                      "the body must be {\"match\": \"47\", \"licenses\": [identifiers]}"));
  const std::string match = (*input)["match"];
  return answer(context, call, context.show.scans().confirm(id_of(call), match, *licenses));
}

http::Response refuse_scan(const Context& context, const Call& call) {
  return answer(context, call, context.show.scans().refuse(id_of(call)));
}

http::Response stop_scan(const Context& context, const Call& call) {
  return answer(context, call, context.show.scans().stop(id_of(call)));
}

http::Response list_my_scans(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto from = sequence_before(call.request, "a scan");
  if (!from) return problem(call.request, from.error());
  const auto scans = context.show.kept().scans_of(*holder, *from, show::max_scans_at_once);
  if (!scans) return problem(call.request, scans.error());
  nlohmann::ordered_json list = nlohmann::ordered_json::array(), next = nullptr;
  for (const show::Scan& scan : *scans)
    list.push_back(scan_json(scan, ScanReader::holder, context));
  if (scans->size() == show::max_scans_at_once) next = scans->back().sequence;
  return json_answer(200, {{"scans", std::move(list)}, {"next_before", std::move(next)}});
}

} // namespace elicense::api
