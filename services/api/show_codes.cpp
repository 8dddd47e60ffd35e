// SPDX-License-Identifier: Apache-2.0
// POST /v1/show-codes, POST /v1/show-sessions/{session}/codes, …/stop, GET /v1/show-sessions/{session};
// GET /v1/show-codes/{reference}/image.svg|png: a holder shows licenses.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/show_input.hpp"
#include "api/show_json.hpp"

namespace elicense::api {
namespace {

Error input_error() {
  return fail(ErrorKind::malformed, "REQUEST_FIELDS",
              "the body must be {\"licenses\": […]} or {\"mine\": true}, with for_matter and mandate if any");
}

Result<show::ShowRequest> parse_show_request(const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return holder.error();
  const auto input = show_input(call.request, {"licenses", "mine", "for_matter", "mandate"});
  if (!input) return input.error();
  show::ShowRequest request{.shower = *holder, .licenses = {}};
  if (input->contains("licenses") == input->contains("mine")) return input_error();
  if (input->contains("mine") && (*input)["mine"] != true) return input_error();
  if (input->contains("licenses")) {
    auto licenses = texts_of((*input)["licenses"], show::max_shown_licenses);
    if (!licenses) return input_error();
    request.licenses = *std::move(licenses);
  }
  if (input->contains("for_matter")) {
    request.for_matter = matter_of((*input)["for_matter"]);
    if (!request.for_matter) return input_error();
  }
  if (input->contains("mandate")) {
    if (!(*input)["mandate"].is_string()) return input_error();
    request.mandate = (*input)["mandate"];
  }
  return request;
}

const std::string& session_of(const Call& call) {
  return call.request.parameters.at("session");
}

http::Response shown(const Context& context, const Call& call) {
  const auto session = shown_session(session_of(call), context);
  return session ? json_answer(200, session->json) : problem(call.request, session.error());
}

bool ends_with_png(const http::Request& request) {
  return request.target.substr(0, request.target.find('?')).ends_with(".png");
}

} // namespace

http::Response open_show_session(const Context& context, const Call& call) {
  const auto request = parse_show_request(call);
  if (!request) return problem(call.request, request.error());
  const auto opened = context.show.sessions().open(*request);
  if (!opened) return problem(call.request, opened.error());
  const Time now = context.clock();
  return json_answer(201, {{"session", show_session_json(opened->session, now)},
                           {"code", show_code_json(opened->code, context.show.addresses(), now)}});
}

http::Response refresh_show_code(const Context& context, const Call& call) {
  const auto code = context.show.sessions().next_code(session_of(call));
  if (!code) return problem(call.request, code.error());
  return json_answer(201, show_code_json(*code, context.show.addresses(), context.clock()));
}

http::Response get_show_session(const Context& context, const Call& call) {
  return shown(context, call);
}

http::Response stop_show_session(const Context& context, const Call& call) {
  const auto stopped = context.show.sessions().stop(session_of(call));
  if (!stopped) return problem(call.request, stopped.error());
  return shown(context, call);
}

http::Response get_show_code_image(const Context& context, const Call& call) {
  const std::string& reference = call.request.parameters.at("reference");
  if (!show::is_reference(reference))
    return problem(call.request, fail(ErrorKind::not_found, "SHOW_CODE_UNKNOWN"));
  const face::Qr qr = show::qr_of(context.show.addresses().of(reference));
  if (ends_with_png(call.request)) return file_answer("image/png", face::qr_png(qr, show::qr_pixels).value());
  return file_answer("image/svg+xml", to_bytes(face::qr_svg(qr)));
}

} // namespace elicense::api
