// SPDX-License-Identifier: Apache-2.0
// The words around a report; what the steps mean comes with the report itself.
#include "cli/report_text.hpp"

#include <fmt/format.h>

namespace elicense::cli {
namespace {

using Json = nlohmann::ordered_json;

struct ReportWords {
  std::string_view trusted, untrusted, undetermined, next, signature, seal, signer, signed_at, stamped,
      uncovered, license, deviation, note;
};

constexpr ReportWords english_report = {"TRUSTED", "UNTRUSTED", "UNDETERMINED", "next step",    "signature",
                                        "seal",    "signer",    "signed at",    "time-stamped", "not covered",
                                        "license", "deviation", "note"};
constexpr ReportWords chinese_report = {"可信", "不可信", "无法判定", "下一步",   "签名",
                                        "印章", "签章人", "签章时间", "有时间戳", "未受保护",
                                        "证照", "偏差",   "备注"};

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::string_view verdict_word(const std::string& verdict, const ReportWords& words) {
  if (verdict == "trusted") return words.trusted;
  return verdict == "untrusted" ? words.untrusted : words.undetermined;
}

void add_unless_empty(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out += fmt::format("  {:<14}{}\n", name, value);
}

// Steps that passed need no line: a person wants to know what did not.
void add_findings(std::string& out, const Json& steps) {
  for (const Json& step : steps) {
    if (text_of(step, "result") == "passed") continue;
    out += fmt::format("  {} {}: {}\n", text_of(step, "result") == "failed" ? "✗" : "?",
                       text_of(step, "code"), text_of(step, "text"));
    if (const std::string detail = text_of(step, "detail"); !detail.empty())
      out += fmt::format("      {}\n", detail);
  }
}

void add_remarks(std::string& out, std::string_view name, const Json& remarks) {
  for (const Json& remark : remarks)
    add_unless_empty(out, name, fmt::format("{}: {}", text_of(remark, "code"), text_of(remark, "text")));
}

void add_signature(std::string& out, const Json& signature, const ReportWords& words) {
  out += fmt::format("{} {}  {}\n", words.signature, text_of(signature, "id"), text_of(signature, "format"));
  if (signature["seal"].is_object())
    add_unless_empty(
        out, words.seal,
        fmt::format("{} {}", text_of(signature["seal"], "name"), text_of(signature["seal"], "id")));
  if (signature["signer"].is_object())
    add_unless_empty(out, words.signer, text_of(signature["signer"], "name"));
  const bool stamped = signature["time_is_stamped"].get<bool>();
  if (const std::string time = text_of(signature, "signed_at"); !time.empty())
    add_unless_empty(out, words.signed_at, stamped ? fmt::format("{} ({})", time, words.stamped) : time);
  add_findings(out, signature["steps"]);
  add_remarks(out, words.deviation, signature["deviations"]);
  add_remarks(out, words.note, signature["notes"]);
}

void add_license(std::string& out, const Json& license, const ReportWords& words) {
  if (!license.is_object()) return;
  out += fmt::format("{} {}  {}\n", words.license, text_of(license, "identifier"), text_of(license, "state"));
  add_findings(out, license["steps"]);
  add_remarks(out, words.note, license["notes"]);
}

} // namespace

std::string report_text(const std::string& file, const Json& report, wording::Language language) {
  const ReportWords& words = language == wording::Language::chinese ? chinese_report : english_report;
  std::string out = fmt::format("{}  {}\n", verdict_word(text_of(report, "verdict"), words), file);
  add_unless_empty(out, "", text_of(report, "text"));
  add_unless_empty(out, words.next, text_of(report, "next_step"));
  add_findings(out, report["document"]);
  add_remarks(out, words.deviation, report["deviations"]);
  for (const Json& signature : report["signatures"])
    add_signature(out, signature, words);
  add_findings(out, report["coverage"]["steps"]);
  for (const Json& entry : report["coverage"]["uncovered"])
    add_unless_empty(out, words.uncovered, entry.get<std::string>());
  add_license(out, report["license"], words);
  return out;
}

} // namespace elicense::cli
