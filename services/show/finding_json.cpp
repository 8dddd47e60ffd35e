// SPDX-License-Identifier: Apache-2.0
#include "show/offline_check.hpp"

namespace elicense::show {
std::string_view to_text(CodeVerdict verdict) {
  switch (verdict) {
  case CodeVerdict::trusted:
    return "trusted";
  case CodeVerdict::untrusted:
    return "untrusted";
  case CodeVerdict::undetermined:
    return "undetermined";
  }
  return "undetermined";
}

nlohmann::ordered_json finding_json(const CodeFinding& finding) {
  nlohmann::ordered_json json = {{"verdict", to_text(finding.verdict)}, {"cause", finding.cause}};
  if (const auto& code = finding.code) {
    json["code"] = code->id;
    json["ticket"] = to_hex(code->ticket.id);
    json["made_at"] = to_rfc3339(code->made_at());
    for (const auto& line : code->ticket.summary)
      json["license"][line.name] = line.value;
  }
  if (finding.status) json["status"] = to_text(*finding.status);
  if (finding.status_as_of) json["status_as_of"] = to_rfc3339(*finding.status_as_of);
  if (finding.first_seen) json["first_seen"] = to_rfc3339(*finding.first_seen);
  return json;
}

} // namespace elicense::show
