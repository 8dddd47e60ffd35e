// SPDX-License-Identifier: Apache-2.0
#include "show/device_key.hpp"

#include "crypto/curve_point.hpp"
#include "crypto/sm3.hpp"

namespace elicense::show {
namespace {

// SubjectPublicKeyInfo of each curve up to its point (RFC 5480; GM/T 0006)
constexpr std::string_view p256_front = "3059301306072a8648ce3d020106082a8648ce3d030107034200",
                           sm2_front = "3059301306072a8648ce3d020106082a811ccf5501822d034200";
constexpr std::size_t coordinate = 32, point_size = 1 + 2 * coordinate, id_size = 8;

enum Label : std::int64_t { kty = 1, crv = -1, x_label = -2, y_label = -3 };
constexpr std::int64_t ec2 = 2, crv_p256 = 1;
constexpr std::int64_t crv_sm2 = -70001; // private use (RFC 9053, 7.1): ours

Error no_key(const char* what) {
  return fail(ErrorKind::malformed, "DEVICE_KEY", what);
}

Bytes spki_of(bool is_sm2, const Bytes& point) {
  Bytes der = from_hex(is_sm2 ? sm2_front : p256_front).value();
  append(der, point);
  return der;
}

} // namespace

Result<DeviceKey> DeviceKey::from_point(bool is_sm2, const Bytes& point) {
  const std::string id = to_hex(ByteView(crypto::sm3(spki_of(is_sm2, point))).first(id_size));
  if (is_sm2) {
    auto key = crypto::Sm2PublicKey::from_point(point);
    if (!key) return no_key("no point of SM2");
    return DeviceKey(status::ListKey::sm2(*std::move(key), id), point);
  }
  const ByteView numbers = ByteView(point).subspan(1);
  auto key =
      status::ListKey::es256(to_bytes(numbers.first(coordinate)), to_bytes(numbers.last(coordinate)), id);
  if (!key) return no_key("no point of P-256");
  return DeviceKey(*std::move(key), point);
}

Result<DeviceKey> DeviceKey::from_spki(ByteView der) {
  if (der.size() != p256_front.size() / 2 + point_size) return no_key("its length");
  const std::string front = to_hex(der.first(p256_front.size() / 2));
  if (front != p256_front && front != sm2_front) return no_key("neither P-256 nor SM2");
  const Bytes point = to_bytes(der.last(point_size));
  if (point[0] != 4) return no_key("a compressed point");
  return from_point(front == sm2_front, point);
}

Result<DeviceKey> DeviceKey::from_cose(ByteView item) {
  const auto key = cbor::whole_map(item);
  if (!key || key->size() != 4 || cbor::number_of(*key, kty) != ec2) return no_key("no COSE_Key of type EC2");
  const auto curve = cbor::number_of(*key, crv);
  const auto x = cbor::bytes_of(*key, x_label);
  const auto y = cbor::value_of(*key, y_label);
  const auto sign = y ? cbor::Reader(*y).boolean() : no_key("y");
  if (!x || !sign || (curve != crv_p256 && curve != crv_sm2)) return no_key("a member of the COSE_Key");
  const bool is_sm2 = curve == crv_sm2;
  const auto point = crypto::point_from_x(is_sm2 ? crypto::Curve::sm2 : crypto::Curve::p256, *x, *sign);
  if (!point) return no_key("no point of the curve");
  return from_point(is_sm2, *point);
}

Bytes DeviceKey::spki() const {
  return spki_of(algorithm() == status::sm2_sm3, point_);
}

Bytes DeviceKey::cose() const {
  using namespace cbor;
  const ByteView x = ByteView(point_).subspan(1, coordinate);
  return map({{integer(kty), integer(ec2)},
              {integer(crv), integer(algorithm() == status::sm2_sm3 ? crv_sm2 : crv_p256)},
              {integer(x_label), byte_string(x)},
              {integer(y_label), boolean((point_.back() & 1U) != 0)}});
}

} // namespace elicense::show
