// SPDX-License-Identifier: Apache-2.0
#include "crypto/curve_point.hpp"

#include "crypto/openssl/handles.hpp"
#include <openssl/obj_mac.h>

namespace elicense::crypto {
namespace {

constexpr std::size_t coordinate_size = 32, point_size = 1 + 2 * coordinate_size;

CurveGroup group_of(int name) {
  CurveGroup made(EC_GROUP_new_by_curve_name(name));
  require(made != nullptr, "EC_GROUP_new_by_curve_name");
  return made;
}

// Made once: only read afterwards, so threads may share them.
const EC_GROUP* group_of(Curve curve) {
  static const CurveGroup p256 = group_of(NID_X9_62_prime256v1), sm2 = group_of(NID_sm2);
  return curve == Curve::p256 ? p256.get() : sm2.get();
}

} // namespace

Result<Bytes> point_from_x(Curve curve, ByteView x, bool y_is_odd) {
  if (x.size() != coordinate_size) return fail(ErrorKind::malformed, "CERTIFICATE_KEY", "x has 32 bytes");
  Bytes packed = {static_cast<std::uint8_t>(y_is_odd ? 3 : 2)};
  append(packed, x);
  const EC_GROUP* const group = group_of(curve);
  const CurvePoint point(EC_POINT_new(group));
  require(point != nullptr, "EC_POINT_new");
  if (EC_POINT_oct2point(group, point.get(), packed.data(), packed.size(), nullptr) != 1)
    return fail(ErrorKind::malformed, "CERTIFICATE_KEY", drain_errors());
  Bytes full(point_size);
  require(EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_UNCOMPRESSED, full.data(), full.size(),
                             nullptr) == full.size(),
          "EC_POINT_point2oct");
  return full;
}

} // namespace elicense::crypto
