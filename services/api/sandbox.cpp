// SPDX-License-Identifier: Apache-2.0
// GET /v1/sandbox, POST /v1/sandbox/logins, POST /v1/sandbox/faults
#include "api/sandbox.hpp"

#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/show_input.hpp"

namespace elicense::api {
namespace {

http::Response nowhere(const http::Request& request) {
  return problem(request, fail(ErrorKind::not_found, "SANDBOX_NONE"));
}

nlohmann::ordered_json faults_json(const sandbox::Faults& faults) {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (const sandbox::Fault fault : sandbox::all_faults())
    all[std::string(to_text(fault))] = faults.is_on(fault);
  return all;
}

struct Switch {
  sandbox::Fault fault{};
  bool on = false;
};

Result<Switch> switch_of(const http::Request& request) {
  const auto input = show_input(request, {"fault", "on"});
  if (!input) return input.error();
  if (!is_text_member(*input, "fault") || !input->contains("on") || !(*input)["on"].is_boolean())
    return fail(ErrorKind::malformed, "REQUEST_FIELDS",
                "the body must be {\"fault\": \"slow\", \"on\": true}");
  const auto fault = sandbox::fault_from_text((*input)["fault"].get<std::string>());
  if (!fault) return fail(ErrorKind::not_found, "SANDBOX_FAULT");
  return Switch{*fault, (*input)["on"]};
}

Result<std::string> persona_of(const http::Request& request) {
  const auto input = show_input(request, {"persona"});
  if (!input) return input.error();
  if (is_text_member(*input, "persona")) return (*input)["persona"].get<std::string>();
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", "the body must be {\"persona\": \"citizen\"}");
}

} // namespace

http::Response get_sandbox(const Context& context, const http::Request& request) {
  if (context.sandbox == nullptr) return nowhere(request);
  nlohmann::ordered_json told = context.sandbox->world;
  told["faults"] = faults_json(context.sandbox->faults);
  return json_answer(200, told);
}

http::Response log_in_persona(const Context& context, const http::Request& request) {
  if (context.sandbox == nullptr) return nowhere(request);
  const auto persona = persona_of(request);
  if (!persona) return problem(request, persona.error());
  const auto made = context.sandbox->log_in(*persona);
  if (!made) return problem(request, made.error());
  http::Response response = json_answer(201, {{"persona", *persona},
                                              {"access_token", made->text},
                                              {"token_type", "Bearer"},
                                              {"expires_at", to_rfc3339(made->session.expires_at)}});
  response.headers.emplace_back("set-cookie", access::cookie_of(made->text));
  return response;
}

http::Response set_sandbox_fault(const Context& context, const http::Request& request) {
  if (context.sandbox == nullptr) return nowhere(request);
  const auto wanted = switch_of(request);
  if (!wanted) return problem(request, wanted.error());
  context.sandbox->faults.set(wanted->fault, wanted->on);
  return json_answer(200, {{"faults", faults_json(context.sandbox->faults)}});
}

} // namespace elicense::api
