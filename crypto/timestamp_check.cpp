// SPDX-License-Identifier: Apache-2.0
// Checking a time-stamp token by hand: OpenSSL's own check has no call for the SM2 id.
#include "crypto/der_fields.hpp"
#include "crypto/oid.hpp"
#include "crypto/signed_data.hpp"
#include "crypto/timestamp.hpp"

namespace elicense::crypto {
namespace {

std::string first_detail(const Steps& steps) {
  for (const Step& step : steps)
    if (step.outcome != Outcome::passed) return step.code + ": " + step.detail;
  return "";
}

Step check_imprint(const TimestampToken& token, ByteView stamped) {
  if (token.imprint_algorithm != oid::sm3)
    return {"TIMESTAMP_IMPRINT", Outcome::failed, "algorithm " + token.imprint_algorithm};
  if (!equal(token.imprint, sm3(stamped))) return {"TIMESTAMP_IMPRINT", Outcome::failed, "of other data"};
  return {"TIMESTAMP_IMPRINT", Outcome::passed, ""};
}

// RFC 5816: a SigningCertificateV2 attribute, when there is one over SM3, names the certificate that was
// meant.
bool names_another(ByteView signed_attributes, const Certificate& signer) {
  der::Failure failure(signed_attributes);
  der::Fields attributes(signed_attributes, der::set, failure);
  while (attributes.more()) {
    der::Fields attribute = attributes.enter(der::sequence);
    if (attribute.object_identifier() != oid::signing_certificate_v2) continue;
    der::Fields identifier =
        attribute.enter(der::set).enter(der::sequence).enter(der::sequence).enter(der::sequence);
    if (!identifier.next_is(der::sequence) || identifier.algorithm() != oid::sm3)
      continue; // SHA-256 by default
    if (!equal(identifier.octets(), signer.fingerprint())) return true;
  }
  return failure.happened();
}

// RFC 5652, 5.3: content that is not plain data is signed through attributes, so that nobody takes a
// signature over something else for one over it.
Step check_signature(const SignedData& data) {
  if (!data.signed_attributes) return {"TIMESTAMP_SIGNATURE", Outcome::failed, "no signed attributes"};
  const SignedDataCheck signature = check_signed_data(data, data.content.value_or(Bytes()));
  return {"TIMESTAMP_SIGNATURE", worst(signature.steps), first_detail(signature.steps)};
}

} // namespace

TimestampCheck check_timestamp(const TimestampToken& token, ByteView stamped, const TrustStore& trust) {
  TimestampCheck check;
  const Result<SignedData> data = decode_signed_data(token.der);
  if (!data) {
    check.steps = {{"TIMESTAMP_SIGNATURE", Outcome::failed, data.error().detail}};
    return check;
  }
  check.steps.push_back(check_signature(*data));
  check.steps.push_back(check_imprint(token, stamped));
  if (!data->signer) {
    check.steps.push_back({"TIMESTAMP_CERTIFICATE", Outcome::undetermined, "not enclosed"});
    return check;
  }
  check.chain = check_chain(trust, *data->signer, data->certificates, token.time, Purpose::time_stamping);
  check.steps.push_back(
      data->signed_attributes && names_another(*data->signed_attributes, *data->signer)
          ? Step{"TIMESTAMP_CERTIFICATE", Outcome::failed, "the token names another certificate"}
          : Step{"TIMESTAMP_CERTIFICATE", check.chain.outcome(), first_detail(check.chain.steps)});
  return check;
}

} // namespace elicense::crypto
