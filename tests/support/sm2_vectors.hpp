// SPDX-License-Identifier: Apache-2.0
// The example key of GB/T 32918.5 Annex A.2 (published, so no secret) and signatures that others made with
// it.
#pragma once
#include "crypto/sm2.hpp"
#include "tests/support/bytes.hpp"

namespace elicense::test::sm2 {

inline constexpr std::string_view scalar = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
inline constexpr std::string_view x = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
inline constexpr std::string_view y = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
inline constexpr std::string_view message = "message digest";
inline constexpr std::string_view r = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
inline constexpr std::string_view s = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
inline constexpr std::string_view other_id = "ALICE123@YAHOO.COM";

// Over the same message by `openssl dgst -sm3 -sign`, with the default id, another, and none: OpenSSL then
// takes the empty id.
inline constexpr std::string_view by_openssl =
    "304502205f8d92e3cb867cadead6178e120d70fed95a12f7445f084f3ae55b6bc69743f5"
    "022100a4eeb0c03aee992e16219f4ea0b7383ad5009cbfe233714b17c0bad823872a2c";
inline constexpr std::string_view by_openssl_with_other_id =
    "304402200d95ebdb04f933d080aa4b41cfb40fff46b3917fabb53d42140f4d351066b1df"
    "022077744003db35398a9b2ed7c1850094cb3829560a6d0bdd7cd1975c4e98b0694c";
inline constexpr std::string_view by_openssl_without_id =
    "3046022100aa77019f38e605915be27a432d084e4e853678692dec57bf4cc9c89ff04041d7"
    "022100c793525db25f9de5d3e3a94550b56cabe3fafc63337ca91f5e63195d5849b2fa";

// SubjectPublicKeyInfo up to the point, as OpenSSL writes it.
inline constexpr std::string_view spki_start = "3059301306072a8648ce3d020106082a811ccf5501822d034200";

inline Bytes point() {
  return hex({"04", x, y});
}

} // namespace elicense::test::sm2
