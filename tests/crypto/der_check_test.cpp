// SPDX-License-Identifier: Apache-2.0
// DER down to the last element, whoever reads it.
#include "crypto/certificate.hpp"
#include "crypto/der.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto::der {
namespace {

using namespace elicense::test;

TEST(DerCheck, FindsNothingInDer) {
  for (const char* good :
       {"3000", "020105", "0500", "0101ff", "030100", "03020780", "a003020100", "8005ffffffffff", "06028837",
        "3006310404020500", "170d3236313132343030303030305a", "0c01ff", "06042a818001"})
    EXPECT_FALSE(find_flaw(hex(good))) << good;
}

TEST(DerCheck, FindsTheFirstFlawAndItsPlace) {
  struct Case {
    const char* bytes;
    const char* what;
    int where;
  };
  constexpr const char* form = "value is not in its DER form";
  for (const Case& one : {Case{"", "an element is missing", 0},
                          {"30", "length is not DER", 0},
                          {"308180", "element is cut off", 0},
                          {"300202", "element is cut off", 0},
                          {"30000500", "something follows the structure", 2},
                          {"3003020100ff", "something follows the structure", 5},
                          {"300402020001", form, 2},
                          {"30040a020001", form, 2},
                          {"30053003010101", form, 4},
                          {"a003050100", form, 2},
                          {"30020600", form, 2},
                          {"3003060180", form, 2},
                          {"30050603558001", form, 2},
                          {"300406025580", form, 2},
                          {"300506032a8180", form, 2},
                          {"30021700", form, 2},
                          {"30021800", form, 2},
                          {"30020300", form, 2},
                          {"3003030101", form, 2},
                          {"300403020800", form, 2},
                          {"3004030201ff", form, 2},
                          {"30050201003080", "length is not DER", 5},
                          {"300402010024", "tag not allowed in DER", 5},
                          {"30050201002400", "tag not allowed in DER", 5}}) {
    const Bytes bytes = hex(one.bytes);
    const std::optional<Flaw> flaw = find_flaw(bytes);
    EXPECT_EQ(flaw ? flaw->what : "", one.what) << one.bytes;
    if (flaw) {
      EXPECT_EQ(flaw->where - bytes.data(), one.where) << one.bytes;
    }
  }
}

// Parameters of an algorithm and general names are passed over by the decoders: BER in them is refused all
// the same.
TEST(DerCheck, LooksIntoWhatDecodersPassOver) {
  const auto with_parameters = [](ByteView parameters) {
    CertificateRecipe recipe;
    recipe.inner_algorithm = recipe.outer_algorithm =
        wrap(sequence, {write_oid("1.2.156.10197.1.501"), parameters});
    return Certificate::parse(certificate_der(recipe, test_pki().intermediate));
  };
  EXPECT_THAT(with_parameters(hex("30020500")), succeeds());
  for (const char* hidden : {"30800000", "3081020500", "3003810200", "300302020001", "3003010101"})
    EXPECT_THAT(with_parameters(hex(hidden)), fails_with("CERTIFICATE_MALFORMED")) << hidden;
}

} // namespace
} // namespace elicense::crypto::der
