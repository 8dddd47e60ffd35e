// SPDX-License-Identifier: Apache-2.0
// RFC 7515 A.2 and A.3, RFC 7520 4.1: keys, texts and signatures as they stand there.
#include "crypto/jose_signature.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto {
namespace {

using test::fails_with;

Bytes decoded(std::string text) {
  for (char& c : text)
    c = c == '-' ? '+' : c == '_' ? '/' : c;
  text.append((4 - text.size() % 4) % 4, '=');
  return from_base64(text).value();
}

struct Signed { // a token in compact form, taken apart
  explicit Signed(const std::string& token)
      : text(token.substr(0, token.rfind('.'))), signature(decoded(token.substr(token.rfind('.') + 1))) {}
  ByteView message() const { return as_bytes(text); }
  std::string text;
  Bytes signature;
};

const Bytes exponent = {1, 0, 1};

const Bytes a2_modulus = decoded("ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-"
                                 "4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-"
                                 "pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
                                 "bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2Cap"
                                 "Hg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_"
                                 "h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h"
                                 "4FRWyuXpoQ");
const Signed
    a2("eyJhbGciOiJSUzI1NiJ9."
       "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnV"
       "lfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
       "O8W2Fp5jujGbds9uJdbF9CU"
       "Ar7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_"
       "eSN9383LcOLn6_dO--x"
       "i12jzDwusC-"
       "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypG"
       "lUPQGe77Rw");

const Bytes a3_x = decoded("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
            a3_y = decoded("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");
const Signed
    a3("eyJhbGciOiJFUzI1NiJ9."
       "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
       "cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");

TEST(JoseSignature, ChecksRs256) {
  EXPECT_EQ(check_rs256(a2_modulus, exponent, a2.message(), a2.signature).value(), SignatureCheck::valid);
  const Bytes modulus = decoded("n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-"
                                "XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVw"
                                "GU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-"
                                "OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde"
                                "3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_"
                                "mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5"
                                "gHdrNP5zw");
  const Signed rfc7520(
      "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9."
      "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLC"
      "BGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlv"
      "dXIgZmVld"
      "CwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4.MRjdkly7_-"
      "oTPTS3AXP41iQIGKa80A0ZmTuV"
      "5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-"
      "XtL0Rnltu"
      "Yv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_"
      "de3xyIrDaLGdjluPxUAhb6L2aX"
      "ic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg");
  EXPECT_EQ(check_rs256(modulus, exponent, rfc7520.message(), rfc7520.signature).value(),
            SignatureCheck::valid);
  EXPECT_EQ(check_rs256(a2_modulus, exponent, rfc7520.message(), rfc7520.signature).value(),
            SignatureCheck::invalid);
}

TEST(JoseSignature, ChecksEs256) {
  EXPECT_EQ(check_es256(a3_x, a3_y, a3.message(), a3.signature).value(), SignatureCheck::valid);
  EXPECT_EQ(check_es256(a3_x, a3_y, a2.message(), a3.signature).value(), SignatureCheck::invalid);
}

TEST(JoseSignature, SeesEveryChangedByte) {
  for (std::size_t i = 0; i < a3.signature.size(); ++i) {
    Bytes changed = a3.signature;
    changed[i] ^= 1;
    EXPECT_EQ(check_es256(a3_x, a3_y, a3.message(), changed).value(), SignatureCheck::invalid) << i;
  }
  Bytes changed = a2.signature;
  changed.back() ^= 1;
  EXPECT_EQ(check_rs256(a2_modulus, exponent, a2.message(), changed).value(), SignatureCheck::invalid);
}

TEST(JoseSignature,
     RefusesZerosAndOtherLengths) { // CVE-2022-21449: r = s = 0 fits every message where it is not refused
  EXPECT_EQ(check_es256(a3_x, a3_y, a3.message(), Bytes(64)).value(), SignatureCheck::invalid);
  for (const std::size_t size : {0U, 63U, 65U, 72U})
    EXPECT_EQ(check_es256(a3_x, a3_y, a3.message(), Bytes(size, 1)).value(), SignatureCheck::invalid) << size;
  EXPECT_EQ(check_rs256(a2_modulus, exponent, a2.message(), {}).value(), SignatureCheck::invalid);
}

TEST(JoseSignature, RefusesKeysThatAreNone) {
  EXPECT_THAT(check_es256(ByteView(a3_x).first(31), a3_y, a3.message(), a3.signature),
              fails_with("CERTIFICATE_KEY"));
  EXPECT_THAT(check_es256(a3_y, a3_x, a3.message(), a3.signature),
              fails_with("CERTIFICATE_KEY")); // not on the curve
  EXPECT_THAT(check_rs256(ByteView(a2_modulus).first(128), exponent, a2.message(), a2.signature),
              fails_with("SIGNATURE_ALGORITHM"));
}

TEST(JoseSignature, WritesSignaturesAsNumbersOfFixedLength) {
  const Bytes der = {0x30, 0x07, 0x02, 0x01, 0x05, 0x02, 0x02, 0x00, 0xff};
  const Bytes both = to_r_and_s(der).value();
  ASSERT_EQ(both.size(), 64U);
  EXPECT_EQ(both[31], 5);
  EXPECT_EQ(both[63], 0xff);
  EXPECT_FALSE(to_r_and_s({}).has_value());
  const auto key = Sm2PrivateKey::generate();
  const Bytes signature = key.sign(a2.message()).value();
  EXPECT_EQ(key.public_key().check_raw(a2.message(), to_r_and_s(signature).value()).value(),
            SignatureCheck::valid);
}

} // namespace
} // namespace elicense::crypto
