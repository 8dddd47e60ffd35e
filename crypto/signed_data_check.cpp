// SPDX-License-Identifier: Apache-2.0
// Checking SignedData over the bytes as received.
#include "crypto/oid.hpp"
#include "crypto/signature_value.hpp"
#include "crypto/signed_data.hpp"

namespace elicense::crypto {
namespace {

// What the signer may have enclosed or digested, with the name of the departure when it is not the prescribed
// one.
struct Candidate {
  Bytes content;
  std::string deviation;
};
using Candidates = std::vector<Candidate>;

SignatureValueCheck check_value(const SignedData& data, ByteView content) {
  const bool is_sm2 = data.signature_algorithm == oid::sm2_sign ||
                      data.signature_algorithm == oid::sm2_with_sm3 ||
                      data.signature_algorithm == oid::ec_public_key;
  if (data.digest_algorithm != oid::sm3 || !is_sm2)
    return {Outcome::failed, "algorithms " + data.digest_algorithm + ", " + data.signature_algorithm, false};
  if (!data.signer) return {Outcome::undetermined, "no certificate", false};
  return check_signature_value(
      *data.signer, data.signed_attributes ? ByteView(*data.signed_attributes) : content, data.signature);
}

bool is_meant(const SignedData& data, ByteView content) {
  if (data.content) return equal(*data.content, content);
  if (data.signed_attributes)
    return data.message_digest_attribute && equal(*data.message_digest_attribute, sm3(content));
  return check_value(data, content).outcome == Outcome::passed;
}

// GB/T 35275 and PKCS#7 have an OID each for plain data, and real files name both in one structure.
bool is_data(std::string_view type) {
  return type == oid::gbt_35275_data || type == oid::pkcs7_data;
}

Step check_attributes(const SignedData& data, ByteView content, std::vector<std::string>& deviations) {
  if (!data.signed_attributes) return {"SIGNED_DATA_ATTRIBUTES", Outcome::passed, ""};
  const std::string type = data.content_type_attribute.value_or("");
  const bool same_type = type == data.content_type;
  const bool both_data = is_data(type) && is_data(data.content_type);
  if (both_data && !same_type) deviations.push_back("SIGNED_DATA_CONTENT_TYPE_MIXED");
  const bool digest = data.message_digest_attribute && equal(*data.message_digest_attribute, sm3(content));
  return judged("SIGNED_DATA_ATTRIBUTES", (same_type || both_data) && digest,
                digest ? "contentType is of another content" : "messageDigest is of another content");
}

SignedDataCheck check_one_of(const SignedData& data, const Candidates& candidates) {
  SignedDataCheck check{.steps = {}, .deviations = data.deviations};
  const auto meant = std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return is_meant(data, candidate.content);
  });
  const bool found = meant != candidates.end();
  if (found && !meant->deviation.empty()) check.deviations.push_back(meant->deviation);
  const Bytes& content = data.content ? *data.content : found ? meant->content : candidates.front().content;

  check.steps.push_back({"SIGNED_DATA_SIGNER", data.signer ? Outcome::passed : Outcome::undetermined,
                         data.signer ? "" : "the signer's certificate is not enclosed"});
  check.steps.push_back(judged("SIGNED_DATA_CONTENT", found || !data.content, "something else is enclosed"));
  check.steps.push_back(check_attributes(data, content, check.deviations));
  const SignatureValueCheck value = check_value(data, content);
  check.steps.push_back({"SIGNED_DATA_SIGNATURE", value.outcome, value.detail});
  if (value.raw) check.deviations.push_back("SIGNED_DATA_RAW_RS");
  return check;
}

} // namespace

SignedDataCheck check_signed_data(const SignedData& signed_data, ByteView content) {
  return check_one_of(signed_data, {{to_bytes(content), ""}});
}

SignedDataCheck check_signed_digest(const SignedData& signed_data, ByteView document) {
  const Sm3Digest digest = sm3(document);
  return check_one_of(signed_data, {{to_bytes(digest), ""},
                                    {to_bytes(to_base64(digest)), "SIGNED_DATA_DIGEST_BASE64"},
                                    {to_bytes(document), "SIGNED_DATA_WHOLE_DOCUMENT"}});
}

} // namespace elicense::crypto
