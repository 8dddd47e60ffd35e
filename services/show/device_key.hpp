// SPDX-License-Identifier: Apache-2.0
// The key of one phone, which signs its codes: P-256 as browsers keep it (WebCrypto), or SM2 of an app.
#pragma once
#include "cbor/entries.hpp"
#include "status/list_key.hpp"

namespace elicense::show {

class DeviceKey {
 public:
  // SubjectPublicKeyInfo with an uncompressed point. DEVICE_KEY: another form or curve, or no point of it
  static Result<DeviceKey> from_spki(ByteView der);
  // COSE_Key with x and the sign of y (RFC 9053, 7.1.1), nothing else in it. DEVICE_KEY
  static Result<DeviceKey> from_cose(ByteView item);

  const std::string& id() const { return key_.key_id(); } // the front of the SM3 of the SPKI, in hexadecimal
  status::Algorithm algorithm() const { return key_.algorithm(); }
  Bytes spki() const;
  Bytes cose() const;
  Result<crypto::SignatureCheck> check(ByteView message, ByteView r_and_s) const {
    return key_.check(message, r_and_s);
  }

 private:
  static Result<DeviceKey> from_point(bool is_sm2, const Bytes& point);
  DeviceKey(status::ListKey key, Bytes point) : key_(std::move(key)), point_(std::move(point)) {}
  status::ListKey key_;
  Bytes point_; // 04 || x || y
};

} // namespace elicense::show
