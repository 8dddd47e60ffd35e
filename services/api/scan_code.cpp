// SPDX-License-Identifier: Apache-2.0
// POST /v1/scans: a counter scans a shown code and asks for licenses.
#include "api/answer.hpp"
#include "api/asker.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/matter_limit.hpp"
#include "api/search_brake.hpp"
#include "api/show_input.hpp"
#include "api/show_json.hpp"

namespace elicense::api {
namespace {

Error input_error() {
  return fail(ErrorKind::malformed, "REQUEST_FIELDS",
              "code, matter {code, name}, case, license_types [{type, fields}] and device are needed");
}

struct Input {
  std::string code; // as it was read or typed
  show::ScanRequest request;
};

std::optional<show::Wanted> wanted_of(const nlohmann::json& wanted) {
  if (!wanted.is_object() || !is_text_member(wanted, "type")) return std::nullopt;
  show::Wanted read{.type_code = wanted["type"], .type_name = {}, .fields = std::nullopt};
  if (wanted.size() == 1) return read;
  if (wanted.size() != 2 || !wanted.contains("fields")) return std::nullopt;
  read.fields = texts_of(wanted["fields"], license::max_field_name);
  return read.fields ? std::optional(read) : std::nullopt;
}

Result<Input> parse(const Call& call) {
  const auto key = idempotency_key(call.request);
  if (!key) return key.error();
  const auto input = show_input(call.request, {"code", "matter", "case", "license_types", "operator",
                                               "device", "uses", "document_number"});
  if (!input) return input.error();
  for (const char* name : {"code", "case", "device"})
    if (!is_text_member(*input, name)) return input_error();
  const auto matter = input->contains("matter") ? matter_of((*input)["matter"]) : std::nullopt;
  if (!matter || !input->contains("license_types") || !(*input)["license_types"].is_array())
    return input_error();
  Input read{(*input)["code"], {}};
  read.request.idempotency_key = call.caller.party + "/" + *key; // each caller has its own
  read.request.matter = *matter;
  read.request.matter_case = (*input)["case"];
  for (const nlohmann::json& each : (*input)["license_types"]) {
    auto wanted = wanted_of(each);
    if (!wanted) return input_error();
    read.request.wanted.push_back(*std::move(wanted));
  }
  if (input->contains("uses")) {
    if (!(*input)["uses"].is_number_unsigned()) return input_error();
    read.request.uses = (*input)["uses"];
  }
  if (input->contains("document_number")) {
    if (!is_text_member(*input, "document_number")) return input_error();
    read.request.document_number = (*input)["document_number"];
  }
  return read;
}

Result<void> check_scopes(const access::Caller& caller, const show::ScanRequest& request) {
  if (!caller.scopes.allow(access::ScopeKind::matter, request.matter.code))
    return fail(ErrorKind::forbidden, "SHOW_MATTER_FORBIDDEN", request.matter.code);
  for (const show::Wanted& wanted : request.wanted)
    if (!caller.scopes.allow(access::ScopeKind::license_type, wanted.type_code))
      return fail(ErrorKind::forbidden, "SHOW_TYPE_FORBIDDEN", wanted.type_code);
  return {};
}

// Ten digits can be guessed where a picture cannot.
Result<void> may_speak(const Context& context, const show::Shown& code, const access::Caller& caller) {
  if (!code.spoken) return {};
  const auto wait = context.spoken.wait(caller.party, context.clock());
  if (wait.count() == 0) return {};
  return fail(ErrorKind::busy, "SHOW_SPOKEN_LOCKED", std::to_string(wait.count()) + " s");
}

void note(const Context& context, const Call& call, const show::ScanRequest& request, bool found) {
  if (request.code.spoken)
    found ? context.spoken.succeeded(call.caller.party)
          : context.spoken.failed(call.caller.party, context.clock());
  note_search(context, call, crypto::sm3(as_bytes(request.code.text)), found, request.matter.name);
}

bool is_miss(const Error& error) { // of a code, or of the person it belongs to
  return error.code == "SHOW_CODE_UNKNOWN" || error.code == "SHOW_DOCUMENT";
}

// Within the caller's scopes, by an operator who is known.
Result<Input> read(const Context& context, const Call& call) {
  auto input = parse(call);
  if (!input) return input;
  auto asker = asker_of(context, call);
  if (!asker) return asker.error();
  input->request.asker = *std::move(asker);
  if (auto within = check_scopes(call.caller, input->request); !within) return within.error();
  return input;
}

Result<show::Scan> scan(const Context& context, const Call& call, Input input) {
  show::ScanRequest& request = input.request;
  auto code = context.show.addresses().read(input.code);
  if (!code) return code.error();
  request.code = *std::move(code);
  if (auto may = may_speak(context, request.code, call.caller); !may) return may.error();
  auto scanned = context.show.scans().scan(request);
  if (scanned || is_miss(scanned.error()) || scanned.error().code == "SHOW_PURPOSE_FILLER")
    note(context, call, request, scanned || !is_miss(scanned.error()));
  return scanned;
}

http::Response answer(const Context& context, const Call& call, Input input) {
  const auto scanned = scan(context, call, std::move(input));
  if (!scanned) return problem(call.request, scanned.error());
  http::Response response = json_answer(201, scan_json(*scanned, ScanReader::asker, context));
  response.headers.emplace_back("Location", "/v1/scans/" + scanned->id);
  return response;
}

} // namespace

http::Response scan_code(const Context& context, const Call& call) {
  if (auto may = may_search(context, call); !may) return problem(call.request, may.error());
  auto input = read(context, call);
  if (!input) return problem(call.request, input.error());
  return within_matter_limit(context, call, input->request.matter.code,
                             [&] { return answer(context, call, *std::move(input)); });
}

} // namespace elicense::api
