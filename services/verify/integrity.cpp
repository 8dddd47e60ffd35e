// SPDX-License-Identifier: Apache-2.0
// References, seal file, stamps and the other parts of Signature.xml against the package.
#include "verify/integrity.hpp"

#include "crypto/oid.hpp"
#include "ofd/coverage.hpp"

namespace elicense::verify {
namespace {

// Producers round positions to hundredths of a millimetre.
constexpr double stamp_tolerance_mm = 0.01;

Step check_references(const Examination& examination, const ofd::Signature& signature,
                      SignatureReport& report) {
  const auto checks = ofd::check_references(examination.package, signature);
  if (!checks) return {checks.error().code, Outcome::failed, checks.error().detail};
  for (const auto& check : *checks)
    if (check.state != ofd::ReferenceState::good) report.failing_entries.push_back(absolute(check.path));
  const auto& failing = report.failing_entries;
  return judged("SIG_REFERENCES", failing.empty(),
                failing.empty() ? "" : failing.front() + (failing.size() > 1 ? " and others" : ""));
}

// SignatureMethod is signed as text; a value that names another algorithm than the one used is a forgery or a
// fault.
Step check_method(const ofd::Signature& signature) {
  const std::string& method = signature.signature_method;
  const bool fits = method.empty() || method == crypto::oid::sm2_with_sm3 || method == crypto::oid::sm2_sign;
  return judged("SIG_METHOD", fits, method);
}

Step check_seal_file(const Examination& examination, const ofd::Signature& signature,
                     const SignedValue& value) {
  const auto* seal_signature = std::get_if<crypto::SealSignature>(&value);
  if (signature.seal_path.empty()) return judged("SEAL_FILE", true, "");
  const Bytes* file = examination.package.find(signature.seal_path);
  if (!file) return judged("SEAL_FILE", false, absolute(signature.seal_path) + " is missing");
  return judged("SEAL_FILE", seal_signature && equal(*file, seal_signature->seal.der),
                absolute(signature.seal_path) + " is not the seal in the signature value");
}

// A stamp's origin is the page's upper left corner, wherever its physical box begins. None is read without an
// extent.
bool lies_on(const ofd::Box& stamp, const ofd::Box& page) {
  const double tolerance = stamp_tolerance_mm;
  return stamp.x >= -tolerance && stamp.y >= -tolerance && stamp.x + stamp.width <= page.width + tolerance &&
         stamp.y + stamp.height <= page.height + tolerance;
}

Step check_stamps(const Examination& examination, const ofd::Signature& signature) {
  for (const ofd::Stamp& stamp : signature.stamps) {
    const auto page = std::ranges::find(examination.document.pages, stamp.page, &ofd::Page::id);
    if (page == examination.document.pages.end())
      return judged("SIG_STAMP", false, "no page with id " + std::to_string(stamp.page));
    if (!lies_on(stamp.box, page->box))
      return judged("SIG_STAMP", false, "outside the page with id " + std::to_string(stamp.page));
  }
  return judged("SIG_STAMP", true, "");
}

// GM/T 0099: a signature made relative to another is worth no more than that one. All are checked anyway, so
// that here only its presence is asked.
Step check_base(const Examination& examination, const ofd::Signature& signature) {
  const auto base =
      std::ranges::find(examination.document.signatures, signature.base_id, &ofd::Signature::id);
  const bool present = base != examination.document.signatures.end() && base->path != signature.path;
  return judged("SIG_BASE", present, signature.base_id);
}

} // namespace

void check_integrity(const Examination& examination, const ofd::Signature& signature,
                     const SignedValue* value, SignatureReport& report) {
  report.integrity.push_back(check_references(examination, signature, report));
  report.integrity.push_back(check_method(signature));
  if (value) {
    report.integrity.push_back(judged("SIG_KIND", fits(*value, signature.kind),
                                      std::string(format_of(*value)) + " under the other @Type"));
    report.integrity.push_back(check_seal_file(examination, signature, *value));
  }
  report.integrity.push_back(check_stamps(examination, signature));
  if (!signature.base_id.empty()) report.integrity.push_back(check_base(examination, signature));
}

} // namespace elicense::verify
