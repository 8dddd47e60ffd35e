// SPDX-License-Identifier: Apache-2.0
// Offline codes: a ticket issued, and a code checked as a verifier without a network does it, beside the two
// signatures that have to be checked.
#include "bench/parts.hpp"
#include "crypto/issuing.hpp"
#include "crypto/jose_signature.hpp"
#include "show/offline_check.hpp"
#include <stdexcept>

namespace elicense::bench {
namespace {

class Forgetful final : public show::ReplayMemory { // one code is checked many times
 public:
  Result<std::optional<Time>> see(const show::Sighting&) override { return std::optional<Time>(); }
};

class Hall { // an issuer, a phone, and a verifier with a fetched list
 public:
  Hall()
      : issuer_(
            status::sm2_pair(std::make_shared<crypto::SoftwareSigner>(crypto::Sm2PrivateKey::generate()))) {}

  Bytes ticket() const {
    const show::OfflineTicket ticket{
        .id = Bytes(show::ticket_id_size, 1),
        .issued_at = now_,
        .expires_at = now_ + show::ticket_life,
        .device = show::DeviceKey::from_spki(spki_).value(),
        .list = 0,
        .index = 4711,
        .status = status::Status::valid,
        .clock_offset = std::chrono::seconds(0),
        .summary = {{"type_name", "营业执照"}, {"holder_name", "银川示例餐饮有限公司"}}};
    return show::write_ticket(ticket, *issuer_.signer).value();
  }
  std::string code(ByteView ticket) const {
    return show::write_code(ticket, now_, status::es256,
                            [this](ByteView message) { return crypto::sign_es256(phone_, message); })
        .value();
  }
  void check(const std::string& code) const {
    if (checker_.check(code, now_)->verdict != show::CodeVerdict::trusted)
      throw std::runtime_error("a verdict");
  }
  void check_es256() const {
    const ByteView point = ByteView(spki_).last(64);
    const auto checked = crypto::check_es256(point.first(32), point.last(32), message_, signature_);
    if (*checked != crypto::SignatureCheck::valid) throw std::runtime_error("ES256");
  }

 private:
  show::HeldLists lists() const {
    const std::string uri = "https://licenses.example/v1/status-lists/0";
    const status::Published published{.uri = uri,
                                      .issued_at = now_,
                                      .expires_at = now_ + std::chrono::hours(24),
                                      .ttl = std::chrono::seconds(30),
                                      .aggregation_uri = {},
                                      .list = status::StatusList(65536)};
    return show::HeldLists::read({status::write_cwt(published, *issuer_.signer).value()}, {issuer_.key.key},
                                 {uri}, now_);
  }

  const Time now_ = system_time();
  const status::KeyPair issuer_;
  const crypto::SecretBytes phone_ = crypto::generate_tls_key().pkcs8;
  const Bytes spki_ = crypto::es256_spki(phone_).value();
  const Bytes message_ = Bytes(32, 0x5a), signature_ = crypto::sign_es256(phone_, message_).value();
  mutable Forgetful memory_;
  const show::OfflineChecker checker_{{issuer_.key.key}, lists(), memory_};
};

// What the two signatures alone would have taken in that round.
Measured both(const Measured& sm2, const Measured& es256) {
  Measured sum{"floor", {}, {}};
  for (std::size_t round = 0; round < sm2.seconds.size(); ++round)
    sum.seconds.push_back(sm2.seconds[round] + es256.seconds[round]);
  return sum;
}

} // namespace

void measure_show(Bench& bench) {
  const Hall hall;
  const Bytes ticket = hall.ticket();
  const std::string code = hall.code(ticket);
  const auto results = take_turns({bench.raw_verify(),
                                   {"es256.verify", [&] { hall.check_es256(); }},
                                   {"show.offline.verify", [&] { hall.check(code); }},
                                   {"show.offline.ticket", [&] { (void)hall.ticket(); }},
                                   {"show.offline.code", [&] { (void)hall.code(ticket); }}},
                                  bench.effort);
  print(rate(results[1]));
  Row row = rate(results[2]);
  row.ratios = {{"its SM2 and ES256 alone (cost)", cost_ratio(results[2], both(results[0], results[1]))}};
  print(row);
  print(rate(results[3]));
  print(rate(results[4]));
  print(amount("show.offline.code.letters", static_cast<double>(code.size()), "1"));
}

} // namespace elicense::bench
