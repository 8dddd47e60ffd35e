// SPDX-License-Identifier: Apache-2.0
// Seal signatures by GB/T 38540, plain ones by GB/T 35275, and bare values that name nobody.
#include "verify/signature_value.hpp"

namespace elicense::verify {
namespace {

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void name_signer(const crypto::Certificate& certificate, SignatureReport& report) {
  report.signer = certificate.common_name();
  report.signer_issuer = certificate.issuer();
  report.signer_serial = to_hex(certificate.serial());
}

// Whoever holds a stolen key can write any time before its revocation into what he signs; only a time stamp
// proves it.
void doubt_unproven_time(const crypto::ChainReport& chain, Time at, SignatureReport& report) {
  if (report.time_is_stamped || !chain.revoked_at || !report.signed_at) return;
  if (*report.signed_at < *chain.revoked_at && *chain.revoked_at <= at)
    report.trust.push_back({"SIG_TIME_UNPROVEN", Outcome::undetermined, to_rfc3339(*chain.revoked_at)});
}

// Steps that only sum up others name in their detail the parts that did not pass; these come first, because
// the first step is the cause.
bool sums_up(const Step& summary, const Step& part) {
  return summary.detail.find(part.code) != std::string::npos;
}

Steps causes_first(const crypto::SealSignatureCheck& check) {
  Steps steps, summary;
  for (const Step& step : check.trust) {
    if (step.code == "SIG_CERT")
      for (const Step& part : check.signer_chain.steps)
        if (sums_up(step, part)) steps.push_back(part);
    (step.code == "SIG_SEAL" ? summary : steps).push_back(step);
  }
  steps.insert(steps.end(), summary.begin(), summary.end());
  return steps;
}

// Any certificate that may sign could make a seal of any name for itself; the maker must be somebody else.
void doubt_self_made(const crypto::SealSignature& value, SignatureReport& report) {
  if (equal(value.seal.maker_certificate, value.signer_certificate))
    report.trust.push_back({"SEAL_SELF_MADE", Outcome::undetermined, value.seal.name});
}

// propertyInfo must lead to this Signature.xml. Without the leading '/', or relative to it, is met and
// harmless.
std::string expected_property(const ofd::Signature& signature, const std::string& found,
                              SignatureReport& report) {
  std::string exact = absolute(signature.path);
  if (found == exact) return exact;
  for (const std::string& base : {std::string("OFD.xml"), signature.path}) {
    const auto resolved = ofd::resolve(base, found);
    if (!resolved || *resolved != signature.path) continue;
    report.deviations.push_back("SIG_PROPERTY_INFO_RELATIVE");
    return found;
  }
  return exact;
}

std::optional<Time> check_sealed(const Examination& examination, const ofd::Signature& signature,
                                 const crypto::SealSignature& value, ByteView signature_xml,
                                 SignatureReport& report) {
  const std::string property = expected_property(signature, value.property_info, report);
  auto check =
      crypto::check_seal_signature(value, signature_xml, property, examination.trust, examination.at);
  report.cryptography = std::move(check.cryptography);
  report.trust = causes_first(check);
  doubt_self_made(value, report);
  if (value.claimed_time) report.signed_at = check.signed_at; // V1 alone can be without, and has no stamp
  report.time_is_stamped = check.time_is_stamped;
  if (check.signer) name_signer(*check.signer, report);
  report.seal_id = value.seal.id;
  report.seal_name = value.seal.name;
  append(report.deviations, check.deviations);
  append(report.notes, check.notes);
  doubt_unproven_time(check.signer_chain, examination.at, report);
  return older(check.signer_chain.oldest_crl_update, check.seal.maker_chain.oldest_crl_update);
}

// The time stamp among the unsigned attributes, taken over the signature value.
void check_stamp(const Examination& examination, const crypto::SignedData& value, SignatureReport& report) {
  if (value.unsigned_timestamps.empty()) return;
  const auto token = crypto::decode_timestamp(value.unsigned_timestamps.front());
  if (!token) return report.trust.push_back({token.error().code, Outcome::failed, token.error().detail});
  const auto check = crypto::check_timestamp(*token, value.signature, examination.trust);
  report.trust.insert(report.trust.end(), check.steps.begin(), check.steps.end());
  if (worst(check.steps) != Outcome::passed) return;
  report.signed_at = token->time;
  report.time_is_stamped = true;
}

Step check_time(Time at, const crypto::SignedData& value, const SignatureReport& report) {
  if (!report.signed_at) return {"SIG_TIME", Outcome::undetermined, "no signing time"};
  if (*report.signed_at > at + crypto::max_clock_skew)
    return {"SIG_TIME", Outcome::failed, to_rfc3339(*report.signed_at) + " is in the future"};
  const bool plausible =
      !value.signing_time || *value.signing_time <= *report.signed_at + crypto::max_clock_skew;
  return judged("SIG_TIME", plausible, "claims a time after its time stamp");
}

std::optional<Time> check_plain(const Examination& examination, const crypto::SignedData& value,
                                ByteView signature_xml, SignatureReport& report) {
  auto check = crypto::check_signed_digest(value, signature_xml);
  report.cryptography = std::move(check.steps);
  append(report.deviations, check.deviations);
  if (!value.signer) return {};
  name_signer(*value.signer, report);
  report.signed_at = value.signing_time;
  check_stamp(examination, value, report);
  const auto chain =
      crypto::check_chain(examination.trust, *value.signer, value.certificates,
                          report.signed_at.value_or(examination.at), crypto::Purpose::document_signer);
  report.trust.insert(report.trust.begin(), chain.steps.begin(), chain.steps.end());
  report.trust.push_back(check_time(examination.at, value, report));
  doubt_unproven_time(chain, examination.at, report);
  return chain.oldest_crl_update;
}

} // namespace

std::optional<Time> check_value(const Examination& examination, const ofd::Signature& signature,
                                const SignedValue& value, SignatureReport& report) {
  const ByteView signature_xml = examination.package.read(signature.path).value(); // was read from there
  if (const auto* sealed = std::get_if<crypto::SealSignature>(&value))
    return check_sealed(examination, signature, *sealed, signature_xml, report);
  if (const auto* plain = std::get_if<crypto::SignedData>(&value))
    return check_plain(examination, *plain, signature_xml, report);
  report.cryptography = {{"SIG_NO_CERTIFICATE", Outcome::undetermined, ""}};
  return {};
}

} // namespace elicense::verify
