// SPDX-License-Identifier: Apache-2.0
// RFC 9052, 4.2 and 4.4; the example of its Appendix C.2.1 as far as it is about the envelope.
#include "cbor/cose.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::cbor {
namespace {

using test::fails_with;
using test::hex;
using test::succeeds;

constexpr const char* example =
    "d28443a10126a10442313154546869732069732074686520636f6e74656e742e58408eb33e4ca31d1c465ab05aac34cc6b23d58f"
    "ef5c083106c4d25a91aef0b0117e2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36";

TEST(Sign1, ReadsTheExampleOfTheStandard) {
  const Bytes bytes = hex(example);
  const auto read = read_sign1(bytes).value();
  EXPECT_EQ(number_of(read.protected_header, cose_alg), -7);
  EXPECT_EQ(as_text(*bytes_of(read.unprotected, cose_kid)), "11");
  EXPECT_EQ(as_text(read.payload), "This is the content.");
  EXPECT_EQ(read.signature.size(), 64U);
  EXPECT_EQ(to_hex(read.signed_bytes()), "846a5369676e61747572653143a101264054546869732069732074686520636f6e"
                                         "74656e742e");
  EXPECT_EQ(to_hex(write_sign1(read.header, hex("a104423131"), read.payload, read.signature)), example);
}

TEST(Sign1, IsRefusedCutShortAnywhereOrWithMoreBehindIt) {
  const Bytes bytes = hex(example);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_THAT(read_sign1(ByteView(bytes).first(size)), fails_with("CBOR_MALFORMED")) << size;
  EXPECT_THAT(read_sign1(hex(std::string(example) + "00")), fails_with("CBOR_MALFORMED"));
}

TEST(Sign1, IsRefusedInOtherForms) {
  const char* const others[] = {
      "8443a10126a0414041",         // no tag
      "d38443a10126a041404140",     // another tag
      "d28343a10126a04140",         // three items
      "d28540a04140414000",         // five
      "d284a10126a041404140",       // a header that is not in bytes
      "d28443a1012680f64140",       // an array as the other header
      "d28443a10126a0f64140",       // the content elsewhere
      "d28441f6a041404140",         // a header that is no map
      "d28440a041404140",           // a header without any bytes
      "d28445a201260126a041404140", // a label twice
      "d28443a10126a1012641404140", // in both headers
      "d28444a1011826a0414041"      // not the shortest
  };
  for (const char* other : others)
    EXPECT_THAT(read_sign1(hex(other)), fails_with("CBOR_MALFORMED")) << other;
  EXPECT_THAT(read_sign1(hex("d28443a10126a041404140")), succeeds());
}

TEST(Entries, AreFoundByNumberOrByTextAndNeverByTheOther) {
  const Bytes bytes =
      map({{integer(0), integer(5)}, {text_string(""), integer(6)}, {integer(3), boolean(true)}});
  const Entries entries = whole_map(bytes).value();
  EXPECT_EQ(number_of(entries, std::int64_t{0}), 5);
  EXPECT_EQ(number_of(entries, std::string_view("")), 6);
  EXPECT_FALSE(number_of(entries, std::int64_t{3}));
  EXPECT_FALSE(text_of(entries, std::int64_t{0}));
  EXPECT_FALSE(bytes_of(entries, std::int64_t{0}));
  EXPECT_FALSE(value_of(entries, std::int64_t{9}));
  EXPECT_TRUE(Reader(*value_of(entries, std::int64_t{3})).boolean().value());
  EXPECT_THAT(Reader(*value_of(entries, std::int64_t{0})).boolean(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("f6")).boolean(), fails_with("CBOR_MALFORMED"));
  EXPECT_FALSE(whole_map(hex("a000")));
}

} // namespace
} // namespace elicense::cbor
