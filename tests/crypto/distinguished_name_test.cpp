// SPDX-License-Identifier: Apache-2.0
#include "crypto/distinguished_name.hpp"

namespace elicense::crypto {
namespace {

constexpr std::string_view common_name = "2.5.4.3";

Bytes dn_attribute(std::string_view type, std::uint8_t tag, std::string_view value) {
  return der::wrap(der::sequence, {der::write_oid(type), der::write_text(tag, value)});
}

Bytes dn_of(std::initializer_list<Bytes> attributes) {
  Bytes content;
  for (const Bytes& one : attributes)
    content = der::concat({content, der::wrap(der::set, one)});
  return der::wrap(der::sequence, content);
}

struct Read {
  DistinguishedName name;
  bool failed;
};

Read read_one(const Bytes& der) {
  der::Failure failure(der);
  DistinguishedName name = read_name(der::Fields(der, der::sequence, failure));
  return {name, failure.happened()};
}

std::string text_of_value(std::uint8_t tag, std::string_view value) {
  return read_one(dn_of({dn_attribute(common_name, tag, value)})).name.text;
}

TEST(ReadName, WritesTheMostSpecificPartFirst) {
  const Read read_ = read_one(dn_of({dn_attribute("2.5.4.6", der::printable_string, "CN"),
                                     dn_attribute("2.5.4.10", der::utf8_string, "云南省住房和城乡建设厅"),
                                     dn_attribute(common_name, der::utf8_string, "53011200000556")}));
  EXPECT_FALSE(read_.failed);
  EXPECT_EQ(read_.name.text, "CN=53011200000556,O=云南省住房和城乡建设厅,C=CN");
  EXPECT_EQ(read_.name.common_name, "53011200000556");
}

TEST(ReadName, TakesTheMostSpecificCommonName) {
  const Read read_ = read_one(dn_of({dn_attribute(common_name, der::utf8_string, "wide"),
                                     dn_attribute(common_name, der::utf8_string, "narrow")}));
  EXPECT_EQ(read_.name.common_name, "narrow");
}

TEST(ReadName, MayBeEmpty) {
  const Read read_ = read_one(dn_of({}));
  EXPECT_FALSE(read_.failed);
  EXPECT_EQ(read_.name.text, "");
}

TEST(ReadName, JoinsAttributesOfOneSetByPlus) {
  const Bytes both = der::concat(
      {dn_attribute("2.5.4.10", der::utf8_string, "O1"), dn_attribute("2.5.4.11", der::utf8_string, "U1")});
  EXPECT_EQ(read_one(dn_of({both})).name.text, "O=O1+OU=U1");
}

TEST(ReadName, WritesUnknownTypesAsNumbers) {
  EXPECT_EQ(read_one(dn_of({dn_attribute("1.2.3.4", der::utf8_string, "x")})).name.text, "1.2.3.4=x");
}

TEST(ReadName, ReadsEveryStringType) {
  EXPECT_EQ(text_of_value(der::printable_string, "plain"), "CN=plain");
  EXPECT_EQ(text_of_value(der::ia5_string, "plain"), "CN=plain");
  EXPECT_EQ(text_of_value(0x12, "123"), "CN=123");
  EXPECT_EQ(text_of_value(0x1a, "visible"), "CN=visible");
  EXPECT_EQ(text_of_value(0x14, "teletex"), "CN=teletex");
  EXPECT_EQ(text_of_value(0x1e, std::string_view("\x4e\x2d\0A", 4)), "CN=中A");
  EXPECT_EQ(text_of_value(0x1c, std::string_view("\0\x02\0\0\0\0\x4e\x2d", 8)), "CN=𠀀中");
}

// The signer of a real file of 2019 has an e-mail address of Chinese characters as IA5String.
TEST(ReadName, ReadsUtf8InAsciiTypes) {
  EXPECT_EQ(text_of_value(der::ia5_string, "电子邮箱"), "CN=电子邮箱");
  EXPECT_EQ(text_of_value(0x14, "电子"), "CN=电子");
}

TEST(ReadName, WritesWhatIsNoTextAsHex) {
  EXPECT_EQ(text_of_value(der::utf8_string, "\xff"), "CN=#0c01ff");
  EXPECT_EQ(text_of_value(0x1e, "abc"), "CN=#1e03616263");
  EXPECT_EQ(text_of_value(0x1e, "\xd8\x01\xdc\x01"), "CN=#1e04d801dc01");
  EXPECT_EQ(text_of_value(0x1c, std::string_view("\0\x11\0\0", 4)), "CN=#1c0400110000");
  EXPECT_EQ(text_of_value(der::octet_string, "x"), "CN=#040178");
}

TEST(ReadName, EscapesByRfc2253AndControlCharacters) {
  EXPECT_EQ(text_of_value(der::utf8_string, "a,b+c\"d\\e<f>g;h=i"), R"(CN=a\,b\+c\"d\\e\<f\>g\;h=i)");
  EXPECT_EQ(text_of_value(der::utf8_string, " #x "), R"(CN=\ #x\ )");
  EXPECT_EQ(text_of_value(der::utf8_string, "#x"), R"(CN=\#x)");
  EXPECT_EQ(text_of_value(der::utf8_string, std::string_view("a\nb\0c\x7f", 6)), R"(CN=a\0ab\00c\7f)");
}

TEST(ReadName, RefusesWhatIsNoName) {
  const Bytes good = dn_attribute(common_name, der::utf8_string, "x");
  EXPECT_TRUE(read_one(der::wrap(der::set, good)).failed);
  EXPECT_TRUE(read_one(der::wrap(der::sequence, good)).failed) << "no set";
  EXPECT_TRUE(read_one(dn_of({Bytes()})).failed) << "empty set";
  EXPECT_TRUE(read_one(dn_of({der::wrap(der::sequence, der::write_oid(common_name))})).failed) << "no value";
  EXPECT_TRUE(read_one(dn_of({der::wrap(der::sequence,
                                        {der::write_oid(common_name), der::write_text(der::utf8_string, "x"),
                                         der::write_integer(1)})}))
                  .failed)
      << "a third field";
}

} // namespace
} // namespace elicense::crypto
