// SPDX-License-Identifier: Apache-2.0
// A license's own questions. The register's state wins over an intact document (S-OFD 41).
#include "verify/license_check.hpp"

#include "license/identifier.hpp"
#include "license/metadata.hpp"
#include "verify/copy_check.hpp"
#include "verify/license_text.hpp"
#include <limits>

namespace elicense::verify {
namespace {

constexpr std::string_view identifier_name = "ZZBS", type_name = "ZZLXDM", issuer_name = "ZZBFJGDM",
                           issuer_title = "ZZBFJG";

std::vector<std::string> values_of(const ofd::Document& document, std::string_view name) {
  std::vector<std::string> values;
  for (const ofd::CustomData& data : document.custom_data)
    if (data.name == name) values.push_back(data.value);
  return values;
}

bool agrees(const ofd::Document& document, std::string_view name, const std::string& part) {
  return std::ranges::all_of(values_of(document, name),
                             [&](const std::string& value) { return value == part; });
}

Step check_identifier(const ofd::Document& document, const Result<license::Identifier>& identifier) {
  if (!identifier) return {"LICENSE_IDENTIFIER", Outcome::failed, identifier.error().code};
  if (values_of(document, identifier_name).size() != 1)
    return {"LICENSE_IDENTIFIER", Outcome::failed, "given twice"};
  if (!agrees(document, type_name, identifier->type))
    return {"LICENSE_IDENTIFIER", Outcome::failed, "another license type than in the metadata"};
  return judged("LICENSE_IDENTIFIER", agrees(document, issuer_name, identifier->issuer),
                "another issuer than in the metadata");
}

Step unreachable(const Error& error) {
  return {"LICENSE_REGISTER_UNREACHABLE", Outcome::undetermined, error.code};
}

// Every entry of the registered file, byte by byte; only the list of signatures may have grown.
bool holds(const ofd::Package& package, const ofd::Package& registered, const std::string& signatures_path) {
  return std::ranges::all_of(registered.entries(), [&](const auto& entry) {
    const Bytes* same = package.find(entry.first);
    return same && (entry.first == signatures_path || equal(*same, entry.second));
  });
}

// The registered file, or the registered file with further signatures: those change no byte of what was
// issued, and are checked like any other. Anything else is another document under this identifier.
Step check_document(const LicenseQuestion& question, const license::License& license, LicenseReport& report) {
  if (crypto::sm3(question.file) == license.document_digest) return {"LICENSE_DOCUMENT", Outcome::passed, ""};
  const auto file = question.licenses->document(license.identifier);
  if (!file) return unreachable(file.error());
  const auto registered = ofd::Package::open(*file);
  const bool genuine = crypto::sm3(*file) == license.document_digest && registered;
  if (!genuine) return {"LICENSE_DOCUMENT", Outcome::undetermined, "the registered file is damaged"};
  const auto& [package, document, trust, at] = question.examination;
  const bool same = holds(package, *registered, document.signatures_path);
  if (same) report.notes.push_back("LICENSE_FURTHER_SIGNATURES");
  return judged("LICENSE_DOCUMENT", same, "not the registered file");
}

// Given once, in digits.
std::optional<std::uint64_t> number_of(const ofd::Document& document, std::string_view name) {
  constexpr std::size_t most_digits = 18;
  const auto values = values_of(document, name);
  if (values.size() != 1 || values[0].empty() || values[0].size() > most_digits) return std::nullopt;
  if (values[0].find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoull(values[0]);
}

// Of the type, as the document says; a version that nobody has stands for the one in force.
int told_version(const ofd::Document& document) {
  constexpr std::uint64_t none = std::numeric_limits<int>::max();
  return static_cast<int>(std::min(number_of(document, license::type_version_name).value_or(1), none));
}

// Where the covered metadata say that the status lists have it.
std::optional<StatusReference> status_of(const ofd::Document& document) {
  constexpr std::size_t longest_uri = 2048;
  const auto uris = values_of(document, license::status_uri_name);
  const auto index = number_of(document, license::status_index_name);
  if (!index || uris.size() != 1 || uris[0].size() > longest_uri) return std::nullopt;
  return StatusReference{uris[0], *index};
}

void check_text(const LicenseQuestion& question, const license::License* registered, LicenseReport& report) {
  const int version =
      registered ? std::max(registered->type_version, 1) : told_version(question.examination.document);
  const auto* type = question.types ? question.types->of(report.type_code, version) : nullptr;
  const auto told = report.copy ? Told::what_was_agreed_to : Told::everything;
  if (type) report.steps.push_back(check_shown_text(question.examination, *type, registered, told));
}

// 争议中: told, and no judgement.
void note_dispute(const LicenseQuestion& question, const license::License& license, LicenseReport& report) {
  const auto disputed = question.licenses->is_disputed(license);
  if (!disputed)
    report.steps.push_back(unreachable(disputed.error()));
  else if (*disputed)
    report.notes.push_back("LICENSE_DISPUTED");
}

void check_state(const LicenseQuestion& question, const license::License& license, LicenseReport& report) {
  const license::State state = license.state_at(question.examination.at);
  report.state = license::to_text(state);
  report.state_name = license::in_chinese(state);
  report.successor = license.successor;
  report.steps.push_back({"LICENSE_REGISTERED", Outcome::passed, ""});
  report.steps.push_back(judged("LICENSE_STATE", state == license::State::valid, report.state));
}

// Anybody with a trusted seal can write another issuer into the metadata. Of our own licenses the register
// knows better; of others the name of the seal or certificate has to begin with the issuer's (S-OFD 42).
Step check_issuer(const LicenseQuestion& question) {
  const auto titles = values_of(question.examination.document, issuer_title);
  const std::string issuer = titles.size() == 1 ? without_blanks(titles.front()) : std::string();
  const bool named = !issuer.empty() && std::ranges::any_of(question.signers, [&](const std::string& signer) {
    return without_blanks(signer).starts_with(issuer);
  });
  return {"LICENSE_ISSUER", named ? Outcome::passed : Outcome::undetermined, named ? "" : issuer};
}

// A copy is another file than the registered one: who sealed it has to be the issuer.
Step check_origin(const LicenseQuestion& question, const license::License& license, LicenseReport& report) {
  if (!report.copy) return check_document(question, license, report);
  Step issuer = check_issuer(question);
  if (issuer.outcome == Outcome::undetermined) issuer.outcome = Outcome::failed; // the register knows better
  return issuer;
}

void check_registered(const LicenseQuestion& question, const license::License& license,
                      LicenseReport& report) {
  check_state(question, license, report);
  note_dispute(question, license, report);
  report.steps.push_back(check_origin(question, license, report));
  check_text(question, &license, report);
}

// State, dates and digest of the document outlive the data of a license: the file still proves itself.
void check_erased(const LicenseQuestion& question, LicenseReport& report) {
  const auto license = question.licenses->find_erased(report.identifier);
  if (!license) {
    report.steps.push_back(unreachable(license.error()));
    return;
  }
  check_state(question, *license, report);
  report.notes.push_back("LICENSE_ERASED");
  report.steps.push_back(check_origin(question, *license, report));
  check_text(question, nullptr, report);
}

void check_unregistered(const LicenseQuestion& question, const Error& error, LicenseReport& report) {
  if (error.kind != ErrorKind::not_found)
    report.steps.push_back(unreachable(error));
  else if (question.own_issuers.contains(report.issuer_code))
    report.steps.push_back({"LICENSE_REGISTERED", Outcome::failed, report.identifier});
  else
    report.notes.push_back("LICENSE_STATE_UNKNOWN");
  report.steps.push_back(check_issuer(question));
  check_text(question, nullptr, report);
}

} // namespace

std::optional<LicenseReport> check_license(const LicenseQuestion& question) {
  const ofd::Document& document = question.examination.document;
  const auto identifiers = values_of(document, identifier_name);
  if (identifiers.empty()) return std::nullopt;
  LicenseReport report;
  report.identifier = identifiers.front();
  report.state = "unknown";
  const auto identifier = license::Identifier::parse(report.identifier);
  report.steps.push_back(check_identifier(document, identifier));
  if (!identifier) return report;
  report.type_code = identifier->type;
  report.issuer_code = identifier->issuer;
  report.status_list = status_of(document);
  report.copy = copy_of(document);
  if (report.copy)
    for (Step& step : check_copy(question.examination, *report.copy))
      report.steps.push_back(std::move(step));
  const auto found = question.licenses ? question.licenses->find(report.identifier)
                                       : fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  if (found)
    check_registered(question, *found, report);
  else if (found.error().code == "LICENSE_ERASED")
    check_erased(question, report);
  else
    check_unregistered(question, found.error(), report);
  return report;
}

} // namespace elicense::verify
