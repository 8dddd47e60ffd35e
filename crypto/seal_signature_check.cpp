// SPDX-License-Identifier: Apache-2.0
// Checking a seal signature: GM/T 0031-2014 6.2.3, GB/T 38540-2020 7.3; never stops at the first finding.
#include "crypto/seal_fields.hpp"
#include "crypto/seal_steps.hpp"

namespace elicense::crypto {
namespace {

// 1.6 f': byte by byte, or by SM3 digest.
bool is_listed(const Seal& seal, ByteView certificate) {
  const Sm3Digest digest = sm3(certificate);
  const auto is_it = [&](const Bytes& listed) { return equal(listed, certificate); };
  const auto has_it = [&](const CertificateDigest& listed) { return equal(listed.value, digest); };
  return std::any_of(seal.signer_certificates.begin(), seal.signer_certificates.end(), is_it) ||
         std::any_of(seal.certificate_digests.begin(), seal.certificate_digests.end(), has_it);
}

struct Stamp {
  Step step;
  std::optional<Time> time; // of a good one
};

Stamp check_stamp(const SealSignature& signature, const TrustStore& trust,
                  std::vector<std::string>& deviations) {
  const Result<TimestampToken> token = decode_timestamp(*signature.timestamp);
  if (!token) return {{"SIG_TIMESTAMP", Outcome::failed, token.error().code}, {}};
  for (const std::string& code : token->deviations)
    add_once(deviations, code);
  if (signature.claimed_time && token->time + max_clock_skew < *signature.claimed_time)
    return {{"SIG_TIMESTAMP", Outcome::failed, "the signature claims a time after its time stamp"}, {}};
  const TimestampCheck check = check_timestamp(*token, signature.signature, trust);
  const Outcome outcome = worst(check.steps);
  return {{"SIG_TIMESTAMP", outcome, unmet(check.steps)},
          outcome == Outcome::passed ? std::optional(token->time) : std::nullopt};
}

// What 1.6 c leaves to d: the signer's own validity and revocation at the signing time.
Steps without_deferred(const SealSignatureCheck& check, const Certificate& signer) {
  const bool out_of_validity = check.signed_at < signer.not_before() || signer.not_after() < check.signed_at;
  const std::optional<Time>& revoked = check.signer_chain.revoked_at;
  const bool revoked_before = revoked && *revoked <= check.signed_at;
  Steps steps;
  for (const Step& step : check.signer_chain.steps) {
    const bool deferred =
        (step.code == "CHAIN_VALIDITY" && out_of_validity) ||
        (step.code == "CHAIN_REVOCATION" && (revoked_before || step.outcome == Outcome::undetermined));
    if (!deferred) steps.push_back(step);
  }
  return steps;
}

Step check_time(const SealSignature& signature, const SealSignatureCheck& check, Time now) {
  if (!signature.claimed_time && !check.time_is_stamped)
    return {"SIG_TIME", Outcome::undetermined, "the signing time cannot be read"};
  const std::string time = to_rfc3339(check.signed_at);
  if (check.signed_at > now + max_clock_skew)
    return {"SIG_TIME", Outcome::failed, time + " is in the future"};
  if (!check.signer) return {"SIG_TIME", Outcome::undetermined, "no certificate to compare with"};
  const bool within =
      check.signer->not_before() <= check.signed_at && check.signed_at <= check.signer->not_after();
  return judged("SIG_TIME", within, time + " is outside the certificate's validity");
}

Step check_revocation(SealSignatureCheck& check, Time now) {
  if (!check.signer) return {"SIG_REVOKED_BEFORE", Outcome::undetermined, "no certificate to look up"};
  const std::optional<Time>& revoked = check.signer_chain.revoked_at;
  if (revoked && *revoked <= check.signed_at)
    return {"SIG_REVOKED_BEFORE", Outcome::failed, "revoked at " + to_rfc3339(*revoked)};
  if (revoked && *revoked <= now) add_once(check.notes, "SIG_REVOKED_AFTER");
  for (const Step& step : check.signer_chain.steps)
    if (step.code == "CHAIN_REVOCATION" && step.outcome == Outcome::undetermined)
      return {"SIG_REVOKED_BEFORE", Outcome::undetermined, step.detail};
  return {"SIG_REVOKED_BEFORE", Outcome::passed, ""};
}

void check_signer(SealSignatureCheck& check, const SealSignature& signature,
                  const Result<Certificate>& signer, const TrustStore& trust, Time now) {
  if (signer) {
    check.signer = *signer;
    check.signer_chain = check_chain(trust, *signer, {}, check.signed_at, Purpose::document_signer);
    const Steps steps = without_deferred(check, *signer);
    check.trust.push_back({"SIG_CERT", worst(steps), unmet(steps)});
    if (check.signed_at <= signer->not_after() && signer->not_after() < now)
      add_once(check.notes, "SIG_CERT_EXPIRED_SINCE");
  } else {
    check.trust.push_back({"SIG_CERT", Outcome::failed, signer.error().code});
  }
  check.trust.push_back(check_time(signature, check, now));
  check.trust.push_back(check_revocation(check, now));
}

void check_enclosed_seal(SealSignatureCheck& check, const Seal& seal, const TrustStore& trust, Time now) {
  check.seal = check_seal(seal, trust, check.signed_at, now);
  Steps steps = check.seal.cryptography;
  steps.insert(steps.end(), check.seal.trust.begin(), check.seal.trust.end());
  check.cryptography.insert(check.cryptography.end(), check.seal.cryptography.begin(),
                            check.seal.cryptography.end());
  check.trust.push_back({"SIG_SEAL", worst(steps), unmet(steps)});
  check.trust.insert(check.trust.end(), check.seal.trust.begin(), check.seal.trust.end());
  for (const std::string& code : check.seal.deviations)
    add_once(check.deviations, code);
  for (const std::string& code : check.seal.notes)
    add_once(check.notes, code);
}

} // namespace

SealSignatureCheck check_seal_signature(const SealSignature& signature, ByteView document,
                                        std::string_view property_info, const TrustStore& trust, Time now) {
  SealSignatureCheck check;
  check.deviations = signature.deviations;
  const Result<Certificate> signer = Certificate::parse(signature.signer_certificate);
  bool raw = false;
  check.cryptography = {
      check_value("SIG_VALUE", signer,
                  {signature.signature_algorithm, signature.signed_bytes, signature.signature}, raw),
      judged("SIG_DATA_HASH", equal(signature.data_hash, sm3(document)),
             "the signed digest is of another file"),
      judged("SIG_CERT_NOT_IN_SEAL", is_listed(signature.seal, signature.signer_certificate),
             "the seal does not name this certificate"),
      judged("SIG_PROPERTY_INFO", signature.property_info == property_info, signature.property_info)};
  if (raw) add_once(check.deviations, "SIG_RAW_RS");

  const std::optional<Stamp> stamp =
      signature.timestamp ? std::optional(check_stamp(signature, trust, check.deviations)) : std::nullopt;
  check.time_is_stamped = stamp && stamp->time;
  check.signed_at = check.time_is_stamped ? *stamp->time : signature.claimed_time.value_or(now);
  check_signer(check, signature, signer, trust, now);
  if (stamp) check.trust.push_back(stamp->step);
  check_enclosed_seal(check, signature.seal, trust, now);
  return check;
}

} // namespace elicense::crypto
