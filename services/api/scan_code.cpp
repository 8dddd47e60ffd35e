// SPDX-License-Identifier: Apache-2.0
// POST /v1/scans: a counter scans a shown code and asks for licenses.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/matter_limit.hpp"
#include "api/scan_input.hpp"
#include "api/search_brake.hpp"
#include "api/show_input.hpp"
#include "api/show_json.hpp"

namespace elicense::api {
namespace {

Error scan_input_error() {
  return input_error("code, matter {code, name}, case, license_types [{type, fields}] and device are needed");
}

struct ScanInput {
  std::string code; // as it was read or typed
  show::ScanRequest request;
};

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

Result<ScanInput> read_scan(const Context& context, const Call& call) {
  const auto input = show_input(call.request, {"code", "matter", "case", "license_types", "operator",
                                               "device", "uses", "document_number"});
  if (!input) return input.error();
  const bool has_document = input->contains("document_number");
  if (!is_text_member(*input, "code") || (has_document && !is_text_member(*input, "document_number")))
    return scan_input_error();
  auto request = scan_request(context, call, *input, scan_input_error());
  if (!request) return request.error();
  if (has_document) request->document_number = (*input)["document_number"];
  return ScanInput{(*input)["code"], *std::move(request)};
}

Result<show::Scan> scan(const Context& context, const Call& call, ScanInput input) {
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

http::Response answer(const Context& context, const Call& call, ScanInput input) {
  const auto scanned = scan(context, call, std::move(input));
  if (!scanned) return problem(call.request, scanned.error());
  http::Response response = json_answer(201, scan_json(*scanned, ScanReader::asker, context));
  response.headers.emplace_back("Location", "/v1/scans/" + scanned->id);
  return response;
}

} // namespace

http::Response scan_code(const Context& context, const Call& call) {
  if (auto may = may_search(context, call); !may) return problem(call.request, may.error());
  auto input = read_scan(context, call);
  if (!input) return problem(call.request, input.error());
  return within_matter_limit(context, call, input->request.matter.code,
                             [&] { return answer(context, call, *std::move(input)); });
}

} // namespace elicense::api
