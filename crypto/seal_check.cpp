// SPDX-License-Identifier: Apache-2.0
// Checking a seal: GM/T 0031-2014 6.1.2, GB/T 38540-2020 6.3, GM/T 0031-2025; never stops at the first
// finding.
#include "crypto/oid.hpp"
#include "crypto/recent.hpp"
#include "crypto/seal_fields.hpp"
#include "crypto/seal_steps.hpp"
#include "crypto/signature_value.hpp"

namespace elicense::crypto {
namespace {

bool is_within(Time time, Time from, Time until) {
  return from <= time && time <= until;
}

constexpr std::size_t kept_seals = 1024;

// Over everything the answer depends on.
Sm3Digest digest_of(const Certificate& maker, const SignedPart& part) {
  Sm3 digest;
  for (const ByteView field : {maker.spki(), as_bytes(part.algorithm), part.signature, part.message}) {
    digest.update(as_bytes(std::to_string(field.size()) + ":"));
    digest.update(field);
  }
  return digest.finish();
}

// The same seals come with every document: what was found valid is not asked again. Nothing here depends on
// the time.
Step check_maker_signature(const Result<Certificate>& maker, const SignedPart& part, bool& raw) {
  static Recent<bool> valid(kept_seals); // and whether the value was raw
  if (!maker) return check_value("SEAL_SIGNATURE", maker, part, raw);
  const Sm3Digest digest = digest_of(*maker, part);
  if (const auto known = valid.find(digest)) {
    raw = *known;
    return {"SEAL_SIGNATURE", Outcome::passed, ""};
  }
  Step step = check_value("SEAL_SIGNATURE", maker, part, raw);
  if (step.outcome == Outcome::passed) valid.keep(digest, raw);
  return step;
}

Step check_make_time(const Seal& seal) {
  if (is_within(seal.created, seal.valid_from, seal.valid_until))
    return {"SEAL_MAKE_TIME", Outcome::passed, ""};
  return {"SEAL_MAKE_TIME", Outcome::failed, "made at " + to_rfc3339(seal.created)};
}

Step check_validity(const Seal& seal, Time at) {
  if (is_within(at, seal.valid_from, seal.valid_until)) return {"SEAL_EXPIRED", Outcome::passed, ""};
  return {"SEAL_EXPIRED", Outcome::failed,
          to_rfc3339(at) + " is outside " + to_rfc3339(seal.valid_from) + " to " +
              to_rfc3339(seal.valid_until)};
}

Step check_maker(SealCheck& check, const Certificate& maker, const TrustStore& trust, Time reference,
                 Time now) {
  check.maker_chain = check_chain(trust, maker, {}, reference, Purpose::seal_maker);
  if (maker.not_after() < now && reference <= maker.not_after())
    add_once(check.notes, "SEAL_MAKER_EXPIRED_SINCE");
  const std::optional<Time>& revoked = check.maker_chain.revoked_at;
  if (revoked && reference < *revoked && *revoked <= now) add_once(check.notes, "SEAL_MAKER_REVOKED_SINCE");
  return {"SEAL_MAKER_CERT", check.maker_chain.outcome(), unmet(check.maker_chain.steps)};
}

Step check_stamp(const Seal& seal, const TrustStore& trust, std::vector<std::string>& deviations) {
  const Result<TimestampToken> token = decode_timestamp(*seal.timestamp);
  if (!token) return {"SEAL_TIMESTAMP", Outcome::failed, token.error().code};
  for (const std::string& code : token->deviations)
    add_once(deviations, code);
  if (token->time + max_clock_skew < seal.created)
    return {"SEAL_TIMESTAMP", Outcome::failed, "the seal claims to be made after its time stamp"};
  const TimestampCheck check = check_timestamp(*token, seal.signature, trust);
  return {"SEAL_TIMESTAMP", worst(check.steps), unmet(check.steps)};
}

} // namespace

std::string unmet(const Steps& steps) {
  std::string codes;
  for (const Step& step : steps)
    if (step.outcome != Outcome::passed) codes += (codes.empty() ? "" : ", ") + step.code;
  return codes;
}

Step check_value(const char* code, const Result<Certificate>& certificate, const SignedPart& part,
                 bool& raw) {
  if (part.algorithm != oid::sm2_with_sm3) return {code, Outcome::failed, "algorithm " + part.algorithm};
  if (!certificate) return {code, Outcome::failed, certificate.error().code};
  const SignatureValueCheck check = check_signature_value(*certificate, part.message, part.signature);
  raw = check.raw;
  return {code, check.outcome, check.detail};
}

SealCheck check_seal(const Seal& seal, const TrustStore& trust, Time at, Time now) {
  SealCheck check{
      .cryptography = {}, .trust = {}, .maker_chain = {}, .deviations = seal.deviations, .notes = {}};
  const Result<Certificate> maker = Certificate::parse(seal.maker_certificate);
  bool raw = false;
  check.cryptography.push_back(
      check_maker_signature(maker, {seal.signature_algorithm, seal.signed_bytes, seal.signature}, raw));
  if (raw) add_once(check.deviations, "SEAL_RAW_RS");

  const bool judged_when_made = seal.version == SealVersion::v5; // step 4 of GM/T 0031-2025
  if (judged_when_made) check.trust.push_back(check_make_time(seal));
  check.trust.push_back(maker ? check_maker(check, *maker, trust, judged_when_made ? seal.created : at, now)
                              : Step{"SEAL_MAKER_CERT", Outcome::failed, maker.error().code});
  check.trust.push_back(check_validity(seal, at));
  if (at <= seal.valid_until && seal.valid_until < now) add_once(check.notes, "SEAL_EXPIRED_SINCE");
  if (seal.timestamp) check.trust.push_back(check_stamp(seal, trust, check.deviations));
  return check;
}

} // namespace elicense::crypto
