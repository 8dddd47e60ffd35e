// SPDX-License-Identifier: Apache-2.0
#include "tests/support/offline_phone.hpp"

#include "crypto/issuing.hpp"
#include "crypto/jose_signature.hpp"

namespace elicense::test {
namespace {

crypto::Sm2PrivateKey fixed_key(std::uint8_t byte) {
  return crypto::Sm2PrivateKey::from_scalar(crypto::SecretBytes(ByteView(Bytes(32, byte)))).value();
}

} // namespace

const PhoneKey& fixed_phone() {
  static const PhoneKey phone = PhoneKey::sm2(fixed_key(0x21));
  return phone;
}

const OfflineIssuer& fixed_issuer() {
  static const OfflineIssuer issuer(
      status::sm2_pair(std::make_shared<crypto::SoftwareSigner>(fixed_key(0x22))));
  return issuer;
}

PhoneKey PhoneKey::es256() {
  PhoneKey phone;
  auto key = std::make_shared<crypto::SecretBytes>(crypto::generate_tls_key().pkcs8);
  phone.spki_ = crypto::es256_spki(*key).value();
  phone.sign_ = [key](ByteView message) { return crypto::sign_es256(*key, message); };
  return phone;
}

PhoneKey PhoneKey::sm2() {
  return sm2(crypto::Sm2PrivateKey::generate());
}

PhoneKey PhoneKey::sm2(const crypto::Sm2PrivateKey& key) {
  PhoneKey phone;
  phone.spki_ = key.public_key().spki();
  phone.sign_ = [key](ByteView message) { return crypto::to_r_and_s(key.sign(message).value()); };
  return phone;
}

std::string PhoneKey::code(ByteView ticket, Time device_time) const {
  return show::write_code(ticket, device_time, device_key().algorithm(), sign_).value();
}

OfflineIssuer OfflineIssuer::sm2() {
  return OfflineIssuer(
      status::sm2_pair(std::make_shared<crypto::SoftwareSigner>(crypto::Sm2PrivateKey::generate())));
}

OfflineIssuer OfflineIssuer::es256() {
  return OfflineIssuer(status::es256_pair(crypto::generate_tls_key().pkcs8).value());
}

Bytes OfflineIssuer::list_token(const status::StatusList& list, Time at, std::string_view uri) const {
  const status::Published published{.uri = std::string(uri),
                                    .issued_at = at,
                                    .expires_at = at + std::chrono::hours(24),
                                    .ttl = std::chrono::seconds(30),
                                    .aggregation_uri = {},
                                    .list = list};
  return status::write_cwt(published, *pair_.signer).value();
}

show::OfflineTicket offline_ticket(const show::DeviceKey& device, Time issued_at) {
  return {.id = {1, 2, 3, 4, 5, 6, 7, 8},
          .issued_at = issued_at,
          .expires_at = issued_at + show::ticket_life,
          .device = device,
          .list = 0,
          .index = 4711,
          .status = status::Status::valid,
          .clock_offset = std::chrono::seconds(0),
          .summary = {{"type_name", "营业执照"},
                      {"holder_name", "银川示例餐饮有限公司"},
                      {"number", "9164*************X"},
                      {"valid_until", "长期"}}};
}

} // namespace elicense::test
