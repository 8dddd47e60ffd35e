// SPDX-License-Identifier: Apache-2.0
// Hexadecimal and base64: the vectors of RFC 4648 section 10, and everything that is not exactly the form.
#include "crypto/bytes.hpp"
#include "tests/support/result_matchers.hpp"
#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::fails_with;

struct Encoding {
  std::string_view plain, base64, base64url, hex;
};

constexpr Encoding encodings[] = {
    {"", "", "", ""},
    {"f", "Zg==", "Zg", "66"},
    {"fo", "Zm8=", "Zm8", "666f"},
    {"foo", "Zm9v", "Zm9v", "666f6f"},
    {"foob", "Zm9vYg==", "Zm9vYg", "666f6f62"},
    {"fooba", "Zm9vYmE=", "Zm9vYmE", "666f6f6261"},
    {"foobar", "Zm9vYmFy", "Zm9vYmFy", "666f6f626172"},
    {"\xfb\xff\xfe", "+//+", "-__-", "fbfffe"},
};

TEST(Bytes, KnownEncodings) {
  for (const Encoding& known : encodings) {
    const ByteView plain = as_bytes(known.plain);
    EXPECT_EQ(to_base64(plain), known.base64);
    EXPECT_EQ(to_base64url(plain), known.base64url);
    EXPECT_EQ(to_hex(plain), known.hex);
    EXPECT_EQ(from_base64(known.base64).value(), to_bytes(plain));
    EXPECT_EQ(from_hex(known.hex).value(), to_bytes(plain));
  }
}

TEST(Bytes, EveryByteComesBack) {
  Bytes all;
  for (int value = 0; value < 256; ++value) {
    all.push_back(static_cast<std::uint8_t>(value));
    EXPECT_EQ(from_base64(to_base64(all)).value(), all);
    EXPECT_EQ(from_hex(to_hex(all)).value(), all);
  }
}

TEST(Bytes, HexTakesBothCases) {
  EXPECT_EQ(from_hex("aBcDeF").value(), (Bytes{0xab, 0xcd, 0xef}));
}

TEST(Bytes, HexRefuses) {
  for (const char* text : {"0", "abc", "0g", "g0", "0x12", " 12", "12 ", "1 2 ", "+1", "\xc3\xa9"}) {
    EXPECT_THAT(from_hex(text), fails_with("HEX_MALFORMED")) << text;
  }
}

TEST(Bytes, Base64Refuses) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zm8", "====", "Zg===", "Z===", "Zg==Zg==", "=Zg=", "Zm=v",
                           " Zg=", "Zg==\n", "Zm9v\r\n\r\n", "-__-", "Zm9*", "Zm9v    "}) {
    EXPECT_THAT(from_base64(text), fails_with("BASE64_MALFORMED")) << text;
  }
}

TEST(Bytes, Base64RefusesUnusedBits) { // RFC 4648 3.5
  EXPECT_THAT(from_base64("Zh=="), fails_with("BASE64_MALFORMED"));
  EXPECT_THAT(from_base64("Zm9="), fails_with("BASE64_MALFORMED"));
}

TEST(Bytes, ComparesContent) {
  EXPECT_TRUE(equal(as_bytes("same"), to_bytes("same")));
  EXPECT_FALSE(equal(as_bytes("same"), as_bytes("sane")));
  EXPECT_FALSE(equal(as_bytes("same"), as_bytes("sam")));
  EXPECT_EQ(as_text(to_bytes("text")), "text");
}

TEST(Bytes, AreAppended) {
  Bytes bytes = {1};
  append(bytes, Bytes{2, 3});
  append(bytes, {});
  EXPECT_EQ(bytes, (Bytes{1, 2, 3}));
}

TEST(Bytes, NumbersAreAppendedWithTheHighestByteFirst) {
  Bytes bytes;
  append_number(bytes, 0x0102030405060708);
  append_number(bytes, 0xa1b2c3, 4);
  append_number(bytes, 7, 0);
  EXPECT_EQ(to_hex(bytes), "010203040506070800a1b2c3");
}

TEST(Bytes, SizedOnesStandBehindTheirNumber) {
  Bytes bytes;
  append_sized(bytes, as_bytes("ab"));
  append_sized(bytes, {});
  EXPECT_EQ(to_hex(bytes), "000000000000000261620000000000000000");
}

} // namespace
} // namespace elicense
