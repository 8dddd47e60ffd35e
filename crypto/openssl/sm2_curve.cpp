// SPDX-License-Identifier: Apache-2.0
// Points and keys on the SM2 curve. Private scalars live in OpenSSL's locked heap and in constant-time
// numbers only.
#include "crypto/openssl/sm2_curve.hpp"
#include <openssl/obj_mac.h>

namespace elicense::crypto::sm2_curve {
namespace {

// Made once: that costs more than checking a point. Only read afterwards, so threads may share it.
const EC_GROUP* group() {
  static const CurveGroup curve(EC_GROUP_new_by_curve_name(NID_sm2));
  require(curve != nullptr, "EC_GROUP_new_by_curve_name");
  return curve.get();
}

SecretNumber secret_number(ByteView big_endian) {
  SecretNumber number(BN_secure_new());
  require(number != nullptr &&
              BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), number.get()) != nullptr,
          "BN_bin2bn");
  BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  return number;
}

bool is_private_scalar(const BIGNUM* scalar) {
  BigNumber last(BN_bin2bn(order.data(), static_cast<int>(order.size()), nullptr));
  require(last != nullptr && BN_sub_word(last.get(), 2) == 1, "BN_sub_word");
  return !BN_is_zero(scalar) && BN_cmp(scalar, last.get()) <= 0;
}

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY* key) {
  std::shared_ptr<EVP_PKEY> owned(key, EVP_PKEY_free);
  require(key != nullptr && EVP_PKEY_is_a(key, "SM2") == 1, "making an SM2 key");
  return owned;
}

std::shared_ptr<EVP_PKEY> key_from(int selection, ByteView point, const BIGNUM* scalar) {
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  require(builder != nullptr &&
              OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, SN_sm2, 0) == 1 &&
              OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                               point.size()) == 1,
          "OSSL_PARAM_BLD_push");
  if (scalar != nullptr) {
    require(OSSL_PARAM_BLD_push_BN_pad(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar, number_size) == 1,
            "OSSL_PARAM_BLD_push_BN_pad");
  }
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
  EVP_PKEY* key = nullptr;
  require(parameters != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1 &&
              EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) == 1,
          "EVP_PKEY_fromdata");
  return shared(key);
}

} // namespace

bool has_point(ByteView point) {
  if (point.size() != point_size || point[0] != POINT_CONVERSION_UNCOMPRESSED) return false;
  const CurvePoint decoded(EC_POINT_new(group()));
  require(decoded != nullptr, "EC_POINT_new");
  const bool found = EC_POINT_oct2point(group(), decoded.get(), point.data(), point.size(), nullptr) == 1;
  ERR_clear_error();
  return found;
}

Bytes public_point(const SecretBytes& scalar) {
  if (scalar.size() != number_size) return {};
  const SecretNumber number = secret_number(scalar.view());
  if (!is_private_scalar(number.get())) return {};
  const CurvePoint product(EC_POINT_new(group()));
  Bytes point(point_size);
  require(product != nullptr &&
              EC_POINT_mul(group(), product.get(), number.get(), nullptr, nullptr, nullptr) == 1 &&
              EC_POINT_point2oct(group(), product.get(), POINT_CONVERSION_UNCOMPRESSED, point.data(),
                                 point.size(), nullptr) == point.size(),
          "EC_POINT_mul");
  return point;
}

std::shared_ptr<EVP_PKEY> public_key(ByteView point) {
  return key_from(EVP_PKEY_PUBLIC_KEY, point, nullptr);
}

std::shared_ptr<EVP_PKEY> private_key(const SecretBytes& scalar, ByteView point) {
  return key_from(EVP_PKEY_KEYPAIR, point, secret_number(scalar.view()).get());
}

std::shared_ptr<EVP_PKEY> new_private_key() {
  return shared(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
}

Bytes point_of(EVP_PKEY* key) {
  Bytes point(point_size);
  std::size_t size = 0;
  require(EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size) ==
                  1 &&
              size == point.size(),
          "EVP_PKEY_get_octet_string_param");
  return point;
}

SecretBytes scalar_of(EVP_PKEY* key) {
  SecretBytes native(number_size); // EVP_PKEY_get_bn_param would leave a copy on the stack
  OSSL_PARAM wanted[] = {
      OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, native.span().data(), native.size()),
      OSSL_PARAM_construct_end()};
  const SecretNumber number(BN_secure_new());
  BIGNUM* target = number.get();
  require(target != nullptr && EVP_PKEY_get_params(key, wanted) == 1 &&
              OSSL_PARAM_get_BN(wanted, &target) == 1,
          "EVP_PKEY_get_params");
  SecretBytes scalar(number_size);
  require(BN_bn2binpad(target, scalar.span().data(), static_cast<int>(number_size)) ==
              static_cast<int>(number_size),
          "BN_bn2binpad");
  return scalar;
}

} // namespace elicense::crypto::sm2_curve
