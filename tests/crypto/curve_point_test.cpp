// SPDX-License-Identifier: Apache-2.0
// The base points of both curves (SEC 2, 2.4.2; GB/T 32918.5), whose y are even and odd.
#include "crypto/curve_point.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto {
namespace {

using test::fails_with;

struct Base {
  Curve curve;
  const char *x, *y;
};
const Base bases[] = {{Curve::p256, "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
                       "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"},
                      {Curve::sm2, "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7",
                       "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"}};

TEST(CurvePoint, IsFoundByXAndTheSignOfY) {
  for (const Base& base : bases) {
    const Bytes x = from_hex(base.x).value(), y = from_hex(base.y).value();
    const bool odd = (y.back() & 1U) != 0;
    EXPECT_EQ(to_hex(point_from_x(base.curve, x, odd).value()), std::string("04") + base.x + base.y);
    EXPECT_NE(to_hex(point_from_x(base.curve, x, !odd).value()), std::string("04") + base.x + base.y);
  }
}

TEST(CurvePoint, IsRefusedWhereThereIsNone) {
  for (const Curve curve : {Curve::p256, Curve::sm2}) {
    EXPECT_THAT(point_from_x(curve, Bytes(31, 1), false), fails_with("CERTIFICATE_KEY"));
    EXPECT_THAT(point_from_x(curve, Bytes(33, 1), false), fails_with("CERTIFICATE_KEY"));
    EXPECT_THAT(point_from_x(curve, Bytes(32, 0xff), false), fails_with("CERTIFICATE_KEY")); // above p
  }
  EXPECT_THAT(point_from_x(Curve::p256, from_hex(std::string(63, '0') + "1").value(), true),
              fails_with("CERTIFICATE_KEY")); // 1 - 3 + b is no square
}

} // namespace
} // namespace elicense::crypto
