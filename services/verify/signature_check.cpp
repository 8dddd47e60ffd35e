// SPDX-License-Identifier: Apache-2.0
// One signature: decode, integrity, cryptography, trust.
#include "verify/signature_check.hpp"

#include "verify/integrity.hpp"
#include "verify/signature_value.hpp"

namespace elicense::verify {
namespace {

Result<SignedValue> read_value(const Examination& examination, const ofd::Signature& signature) {
  const auto content = examination.package.read(signature.value_path);
  if (!content) return content.error();
  return decode_signed_value(*content, signature.kind);
}

} // namespace

SignatureFinding check_signature(const Examination& examination, const ofd::Signature& signature) {
  SignatureFinding finding;
  SignatureReport& report = finding.report;
  report.id = signature.id;
  report.deviations = signature.deviations;
  const auto value = read_value(examination, signature);
  check_integrity(examination, signature, value ? &*value : nullptr, report);
  if (value) {
    report.format = format_of(*value);
    finding.oldest_crl = check_value(examination, signature, *value, report);
  } else {
    report.cryptography.push_back({value.error().code, Outcome::failed, value.error().detail});
  }
  return finding;
}

} // namespace elicense::verify
