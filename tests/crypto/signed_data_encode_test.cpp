// SPDX-License-Identifier: Apache-2.0
// Making SignedData: what comes out is read back and passes, in every combination of options.
#include "crypto/oid.hpp"
#include "crypto/signed_data.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/signed_data_parts.hpp"
#include "tests/support/steps.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::IsEmpty;

Result<Bytes> signed_data_with(const SignedDataOptions& options, const Identity& who = test_pki().signer) {
  return make_signed_data(as_bytes(signed_file), options, who.certificate, *who.key);
}

TEST(MakeSignedData, PassesInEveryForm) {
  for (const bool attributes : {true, false})
    for (const bool enclosed : {true, false}) {
      const SignedData data = decode_signed_data(signed_data_with({.attributes = attributes,
                                                                   .enclose_content = enclosed,
                                                                   .signing_time = signed_at})
                                                     .value())
                                  .value();
      EXPECT_EQ(data.content.has_value(), enclosed);
      EXPECT_EQ(data.signed_attributes.has_value(), attributes);
      EXPECT_EQ(data.signing_time, attributes ? std::optional(signed_at) : std::nullopt);
      EXPECT_EQ(data.content_type, oid::gbt_35275_data);
      const SignedDataCheck check = check_signed_data(data, as_bytes(signed_file));
      EXPECT_THAT(unmet_of(check.steps), IsEmpty());
      EXPECT_THAT(check.deviations, IsEmpty());
    }
}

TEST(MakeSignedData, IsLaidOutElementForElement) {
  SignedDataParts parts;
  const Bytes made = make_signed_data(sm3(as_bytes(signed_file)),
                                      {.attributes = false, .enclose_content = true, .signing_time = {}},
                                      test_pki().signer.certificate, *test_pki().signer.key)
                         .value();
  parts.signature = decode_signed_data(made)->signature;
  EXPECT_EQ(made, parts.sign());
}

TEST(MakeSignedData, RefusesAKeyOfSomeoneElse) {
  EXPECT_THAT(signed_data_with({.attributes = true, .enclose_content = true, .signing_time = signed_at},
                               {test_pki().signer.certificate, test_pki().tsa.key}),
              fails_with("SIGNER_KEY_MISMATCH"));
}

} // namespace
} // namespace elicense::crypto
