// SPDX-License-Identifier: Apache-2.0
// A phone with a key, an issuer with its status list, and a verifier who has no network. Time is what a test
// says.
#pragma once
#include "crypto/random.hpp"
#include "show/offline_check.hpp"

namespace elicense::test {

// A key of a phone, as its browser or app holds it.
class PhoneKey {
 public:
  static PhoneKey es256();
  static PhoneKey sm2();
  static PhoneKey sm2(const crypto::Sm2PrivateKey& key);
  const Bytes& spki() const { return spki_; }
  show::DeviceKey device_key() const { return show::DeviceKey::from_spki(spki_).value(); }
  Result<Bytes> sign(ByteView message) const { return sign_(message); }
  std::string code(ByteView ticket, Time device_time) const;

 private:
  Bytes spki_;
  show::DeviceSign sign_;
};

// With SM2, or ES256.
class OfflineIssuer {
 public:
  explicit OfflineIssuer(status::KeyPair pair) : pair_(std::move(pair)) {}
  static OfflineIssuer sm2();
  static OfflineIssuer es256();
  const status::ListKey& key() const { return pair_.key.key; }
  const status::ListSigner& signer() const { return *pair_.signer; }
  Bytes list_token(const status::StatusList& list, Time at, std::string_view uri = uri_of_list) const;
  Bytes ticket(const show::OfflineTicket& ticket) const {
    return show::write_ticket(ticket, *pair_.signer).value();
  }
  static constexpr std::string_view uri_of_list = "https://licenses.example/v1/status-lists/0";

 private:
  status::KeyPair pair_;
};

inline const Time offline_now = from_rfc3339("2026-11-28T02:00:00Z").value();

// The same in every program, so that codes made by one are genuine to another.
const PhoneKey& fixed_phone();
const OfflineIssuer& fixed_issuer();

show::OfflineTicket offline_ticket(const show::DeviceKey& device, Time issued_at = offline_now);

} // namespace elicense::test
