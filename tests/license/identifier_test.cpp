// SPDX-License-Identifier: Apache-2.0
#include "license/identifier.hpp"
#include <algorithm>
#include <map>

namespace elicense::license {
namespace {

std::string refusal(std::string_view text) {
  const auto parsed = Identifier::parse(text);
  return parsed ? "" : parsed.error().code;
}

// Issued by six other systems.
const std::vector<std::string> real_identifiers{
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S",
    "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    "1.2.156.3005.2.11100000000013338W087.11370800MB28559184.37080001202411010001.001.3",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
};

const std::string type = "11100000000013338W011", issuer = "11430000006122244L";

// A well-checked identifier of these parts, whatever their sizes.
std::string made_of(const std::string& type_code, const std::string& issuer_code, const std::string& serial,
                    const std::string& version = "001") {
  return "1.2.156.3005.2." + type_code + "." + issuer_code + "." + serial + "." + version + "." +
         mod_37_36(type_code + issuer_code + serial + version);
}

TEST(Identifier, ReadsAndWritesRealOnes) {
  for (const std::string& text : real_identifiers) {
    const auto parsed = Identifier::parse(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->text(), text);
  }
}

TEST(Identifier, NamesItsParts) {
  const auto parsed = Identifier::parse(real_identifiers[1]);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->type, "11100000000013338W011");
  EXPECT_EQ(parsed->issuer, "11430000006122244L");
  EXPECT_EQ(parsed->serial, "20230000403");
  EXPECT_EQ(parsed->version, 2);
}

TEST(Identifier, RefusesEveryOtherCheckCharacter) {
  for (std::string text : real_identifiers) {
    const char right = text.back();
    for (const char other : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
      text.back() = other;
      EXPECT_EQ(refusal(text), other == right ? "" : "IDENTIFIER_CHECK") << text;
    }
  }
}

// A sample in circulation carries a fixed "M" whatever the rest says.
TEST(Identifier, RefusesThePlaceholderCheckCharacter) {
  const std::string right = made_of("11100000000013661B006", issuer, "20230000404");
  ASSERT_NE(right.back(), 'M');
  EXPECT_EQ(refusal(right), "");
  EXPECT_EQ(refusal(right.substr(0, right.size() - 1) + "M"), "IDENTIFIER_CHECK");
}

TEST(Identifier, NoticesOneWrongCharacterAndSwappedNeighbours) {
  const std::string right = real_identifiers[0];
  const std::size_t first = right.find(type);
  for (std::size_t i = first; i + 2 < right.size(); ++i) {
    std::string wrong = right;
    if (wrong[i] == '.' || wrong[i + 1] == '.') continue;
    wrong[i] = wrong[i] == '7' ? '8' : '7';
    EXPECT_NE(refusal(wrong), "") << wrong;
    std::string swapped = right;
    std::swap(swapped[i], swapped[i + 1]);
    EXPECT_EQ(refusal(swapped) == "", swapped == right) << swapped;
  }
}

TEST(Identifier, KeepsToTheSizesOfItsParts) {
  EXPECT_EQ(refusal(made_of(type.substr(1), issuer, "1")), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(made_of(type + "1", issuer, "1")), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(made_of(type, std::string(min_issuer_size - 1, '3'), "1")), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(made_of(type, std::string(min_issuer_size, '3'), "1")), "");
  EXPECT_EQ(refusal(made_of(type, std::string(max_issuer_size, '3'), "1")), "");
  EXPECT_EQ(refusal(made_of(type, std::string(max_issuer_size + 1, '3'), "1")), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(made_of(type, issuer, "")), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(made_of(type, issuer, std::string(max_serial_size, 'Z'))), "");
  EXPECT_EQ(refusal(made_of(type, issuer, std::string(max_serial_size + 1, 'Z'))), "IDENTIFIER_MALFORMED");
}

TEST(Identifier, CountsVersionsFrom001To999) {
  EXPECT_EQ(refusal(made_of(type, issuer, "1", "000")), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(made_of(type, issuer, "1", "999")), "");
  EXPECT_EQ(refusal(made_of(type, issuer, "1", "1000")), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(made_of(type, issuer, "1", "01")), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(made_of(type, issuer, "1", "A01")), "IDENTIFIER_MALFORMED");
}

TEST(Identifier, RefusesWhatIsNotOne) {
  const std::string good = real_identifiers[0];
  EXPECT_EQ(refusal(""), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal("1.2.156.3005.2"), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal("1.2.156.3005.2."), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal("1.2.156.3005.20" + good.substr(14)), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(good.substr(15)), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(good + "U"), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(good + ".U"), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(good.substr(0, good.size() - 2)), "IDENTIFIER_MALFORMED");
  EXPECT_EQ(refusal(" " + good), "IDENTIFIER_MALFORMED");
  std::string small = good;
  std::ranges::replace(small, 'W', 'w');
  EXPECT_EQ(refusal(small), "IDENTIFIER_MALFORMED");
}

TEST(CheckCharacter, IsDefinedForItsAlphabetOnly) {
  EXPECT_EQ(mod_37_36("A12425GABC1234002"),
            'M'); // the example of the Global Release Identifier (GRid), same algorithm
  EXPECT_THROW(mod_37_36("a"), std::invalid_argument);
}

TEST(Serial, HasTwentyCharactersOfTheAlphabet) {
  const std::string serial = random_serial(crypto::system_random);
  EXPECT_EQ(serial.size(), written_serial_size);
  EXPECT_EQ(refusal(made_of(type, issuer, serial)), "");
  EXPECT_NE(serial, random_serial(crypto::system_random));
}

// Every byte value once: the ones that would favour some characters are thrown away.
TEST(Serial, FavoursNoCharacter) {
  std::uint8_t next = 0;
  const auto counting = [&next](std::span<std::uint8_t> out) {
    std::ranges::generate(out, [&] { return next++; });
  };
  std::map<char, int> seen;
  for (int i = 0; i < 63; ++i) // 63 * 20 = 5 * 252
    for (const char character : random_serial(counting))
      ++seen[character];
  EXPECT_EQ(seen.size(), 36U);
  for (const auto& [character, times] : seen)
    EXPECT_EQ(times, 35) << character;
}

} // namespace
} // namespace elicense::license
