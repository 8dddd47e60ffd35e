// SPDX-License-Identifier: Apache-2.0
// The order of verification (standards 2.6): open, read, every signature, coverage, license, verdict.
#include "verify/engine.hpp"

#include "verify/coverage_check.hpp"
#include "verify/license_check.hpp"
#include "verify/signature_check.hpp"
#include "verify/verdict.hpp"

namespace elicense::verify {
namespace {

// A list that cannot be read and a list that is empty must both never read "valid".
void check_signed(const ofd::Document& document, Report& report) {
  for (const Error& error : document.signature_errors)
    report.document.push_back({error.code, Outcome::failed, error.detail});
  if (!document.signatures.empty())
    report.document.push_back({"OFD_SIGNED", Outcome::passed, ""});
  else if (document.signature_errors.empty())
    report.document.push_back({"OFD_UNSIGNED", Outcome::failed, ""});
}

// A link, a sound or another file that the document opens shows what nobody signed.
void check_actions(const ofd::Document& document, Report& report) {
  if (document.active.empty()) return;
  report.document.push_back({"OFD_ACTION", Outcome::undetermined, absolute(*document.active.begin())});
}

// Whom the good signatures name: who may speak as the issuer of a license.
std::vector<std::string> signers_of(const Report& report, const std::vector<std::size_t>& good) {
  std::vector<std::string> names;
  for (const std::size_t index : good)
    for (const std::string& name : {report.signatures[index].seal_name, report.signatures[index].signer})
      names.push_back(name);
  return names;
}

std::vector<std::size_t> check_signatures(const Examination& examination, Report& report) {
  std::vector<std::size_t> good;
  for (std::size_t index = 0; index < examination.document.signatures.size(); ++index) {
    SignatureFinding finding = check_signature(examination, examination.document.signatures[index]);
    if (finding.protects()) good.push_back(index);
    report.freshness.oldest_crl = older(report.freshness.oldest_crl, finding.oldest_crl);
    report.signatures.push_back(std::move(finding.report));
  }
  return good;
}

} // namespace

Engine::Engine(std::shared_ptr<const crypto::TrustStore> trust, license::Register* licenses,
               const license::TypeCatalogue* types, Clock clock, OwnIssuers own_issuers)
    : trust_(trust ? std::move(trust) : std::make_shared<const crypto::TrustStore>()), licenses_(licenses),
      types_(types), clock_(std::move(clock)), own_issuers_(std::move(own_issuers)) {}

Report Engine::verify(ByteView file, std::optional<Time> at) const {
  return verify(file, at, nullptr);
}

Report Engine::verify(const ofd::SignedFile& file) const {
  return verify(file.bytes, std::nullopt, &file.package);
}

Report Engine::verify(ByteView file, std::optional<Time> at, const ofd::Package* signed_as) const {
  Report report;
  report.freshness.checked_at = clock_();
  report.freshness.asked_at = at.value_or(report.freshness.checked_at);
  if (!trust_->anchors().empty()) report.freshness.trust_loaded_at = trust_->loaded_at();

  auto package = ofd::Package::open(file);
  if (!package) return conclude_unreadable(report, "OFD_OPEN", package.error()), report;
  if (signed_as != nullptr) package->take_digests(*signed_as);
  report.document.push_back({"OFD_OPEN", Outcome::passed, ""});
  const auto document = ofd::read_document(*package);
  if (!document) return conclude_unreadable(report, "OFD_READ", document.error()), report;
  report.document.push_back({"OFD_READ", Outcome::passed, ""});
  report.deviations = document->deviations;

  check_signed(*document, report);
  check_actions(*document, report);
  if (!document->signatures.empty()) {
    const Examination examination{*package, *document, *trust_, report.freshness.asked_at};
    const auto good = check_signatures(examination, report);
    check_coverage(examination, good, report);
    if (!std::ranges::count(report.uncovered, absolute(package_root))) // its metadata are signed
      report.license =
          check_license({file, examination, licenses_, types_, own_issuers_, signers_of(report, good)});
  }
  conclude(report);
  return report;
}

} // namespace elicense::verify
