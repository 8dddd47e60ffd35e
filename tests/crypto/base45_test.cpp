// SPDX-License-Identifier: Apache-2.0
// The examples of RFC 9285, 4.3 and 4.4, and what is no Base45.
#include "crypto/base45.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense {
namespace {

using test::fails_with;

const std::pair<std::string_view, std::string_view> examples[] = {
    {"", ""}, {"AB", "BB8"}, {"Hello!!", "%69 VD92EX0"}, {"base-45", "UJCLQE7W581"}, {"ietf!", "QED8WEX0"}};

TEST(Base45, GivesTheExamplesOfTheStandard) {
  for (const auto& [plain, text] : examples) {
    EXPECT_EQ(to_base45(as_bytes(plain)), text);
    EXPECT_EQ(as_text(from_base45(text).value()), plain);
  }
  EXPECT_EQ(to_hex(from_base45("FGW").value()), "ffff");
  EXPECT_EQ(to_hex(from_base45("U5").value()), "ff");
}

TEST(Base45, RefusesWhatIsNone) {
  for (const std::string_view wrong :
       {"A", "AB:C", "GGW", ":::", "V5", "::", "bb8", "B_8", "BB8\n", "BB\xEF\xBC\x98", "ＢＢ８"})
    EXPECT_THAT(from_base45(wrong), fails_with("BASE45_MALFORMED")) << wrong;
}

TEST(Base45, HasOneTextForEachValue) {
  for (int first = 0; first < 256; first += 5)
    for (int second = 0; second < 256; second += 3) {
      const Bytes bytes = {static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second), 7};
      EXPECT_EQ(from_base45(to_base45(bytes)).value(), bytes);
    }
}

} // namespace
} // namespace elicense
