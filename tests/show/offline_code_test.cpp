// SPDX-License-Identifier: Apache-2.0
#include "cbor/cose.hpp"
#include "crypto/base45.hpp"
#include "crypto/issuing.hpp"
#include "show/offline_code.hpp"
#include "show/packed.hpp"
#include "tests/support/offline_phone.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::show {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::offline_now;
using test::OfflineIssuer;
using test::PhoneKey;

class OfflineCodeTest : public testing::Test {
 protected:
  static const OfflineIssuer& issuer() {
    static const OfflineIssuer made = OfflineIssuer::sm2();
    return made;
  }
  static const PhoneKey& phone() {
    static const PhoneKey made = PhoneKey::es256();
    return made;
  }
  static Bytes ticket() { return issuer().ticket(test::offline_ticket(phone().device_key())); }
  static Result<OfflineCode> read(std::string_view text) { return read_code(text, {issuer().key()}); }
};

TEST_F(OfflineCodeTest, SaysWhatWasPutIn) {
  for (const OfflineIssuer& maker : {OfflineIssuer::sm2(), OfflineIssuer::es256()})
    for (const PhoneKey& holder : {PhoneKey::es256(), PhoneKey::sm2()}) {
      OfflineTicket given = test::offline_ticket(holder.device_key());
      given.clock_offset = -599s;
      given.summary.push_back({"yxrq", "示例"});
      const auto code =
          read_code(holder.code(maker.ticket(given), offline_now + 599s), {maker.key()}).value();
      EXPECT_EQ(code.issuer_key, maker.key().key_id());
      EXPECT_EQ(code.device_time, offline_now + 599s);
      EXPECT_EQ(code.made_at(), offline_now);
      EXPECT_EQ(code.ticket.id, given.id);
      EXPECT_EQ(code.ticket.device.spki(), holder.spki());
      EXPECT_EQ(code.ticket.device.id(), holder.device_key().id());
      EXPECT_EQ(code.ticket.issued_at, given.issued_at);
      EXPECT_EQ(code.ticket.expires_at, given.expires_at);
      EXPECT_EQ(code.ticket.index, given.index);
      EXPECT_EQ(code.ticket.summary.size(), given.summary.size());
      for (const auto& line : given.summary)
        EXPECT_NE(std::ranges::find(code.ticket.summary, line), code.ticket.summary.end()) << line.name;
      EXPECT_EQ(code.id.size(), 32U);
    }
}

TEST_F(OfflineCodeTest, HasOneIdHoweverItIsPackedOrSignedAgain) {
  const auto first = read(phone().code(ticket(), offline_now)).value();
  const Bytes same_ticket = ticket();
  const auto once = read(phone().code(same_ticket, offline_now)).value();
  const auto again = read(phone().code(same_ticket, offline_now)).value();
  EXPECT_EQ(once.id, again.id);
  EXPECT_NE(first.id, once.id); // the ticket was signed anew
  EXPECT_NE(read(phone().code(same_ticket, offline_now + 1s)).value().id, once.id);
}

TEST_F(OfflineCodeTest, IsNoneWithoutItsLetters) {
  const std::string good = phone().code(ticket(), offline_now);
  std::string lower = good, fullwidth = good;
  lower[0] = 'e';
  fullwidth.replace(0, 1, "Ｅ");
  for (const std::string& text :
       {std::string(), std::string("EL1"), lower, fullwidth, good.substr(4), "EL2:" + good.substr(4),
        ' ' + good, good + ' ', good + '\n', "https://licenses.example/" + good, "javascript:" + good,
        good + good, "EL1:" + good, good + "\n" + good, std::string("EL1:") + std::string(597, '0'),
        std::string("Е") + good.substr(1)}) // the last one is Cyrillic
    EXPECT_FALSE(read(text)) << text.substr(0, 30);
  EXPECT_THAT(read(lower), fails_with("OFFLINE_CODE_TEXT"));
  EXPECT_THAT(read("EL1:" + std::string(597, '0')), fails_with("OFFLINE_CODE_TEXT"));
  EXPECT_THAT(read("EL1:"), fails_with("OFFLINE_CODE_MALFORMED"));
}

TEST_F(OfflineCodeTest, OfAnUnknownIssuerIsRefused) {
  const std::string code = phone().code(ticket(), offline_now);
  EXPECT_THAT(read_code(code, {OfflineIssuer::sm2().key()}), fails_with("OFFLINE_CODE_KEY"));
  EXPECT_THAT(read_code(code, {}), fails_with("OFFLINE_CODE_KEY"));
}

TEST_F(OfflineCodeTest, OfAKeyUnderAnothersNameIsRefused) {
  const auto scalar = crypto::Sm2PrivateKey::generate();
  const auto impostor =
      status::sm2_list_signer(std::make_shared<crypto::SoftwareSigner>(scalar), issuer().key().key_id());
  const Bytes forged = write_ticket(test::offline_ticket(phone().device_key()), *impostor).value();
  EXPECT_THAT(read(phone().code(forged, offline_now)), fails_with("OFFLINE_CODE_SIGNATURE"));
}

// A real ES256 signature under the name of the issuer's SM2 key, and the other way round.
TEST_F(OfflineCodeTest, TheKeyDecidesTheAlgorithm) {
  const auto es256 = status::es256_list_signer(crypto::generate_tls_key().pkcs8, issuer().key().key_id());
  const Bytes forged = write_ticket(test::offline_ticket(phone().device_key()), *es256).value();
  EXPECT_THAT(read(phone().code(forged, offline_now)), fails_with("OFFLINE_CODE_ALGORITHM"));
}

TEST_F(OfflineCodeTest, OfAnotherPhoneIsRefused) {
  EXPECT_THAT(read(PhoneKey::es256().code(ticket(), offline_now)), fails_with("OFFLINE_CODE_DEVICE"));
  EXPECT_THAT(read(PhoneKey::sm2().code(ticket(), offline_now)), fails_with("OFFLINE_CODE_ALGORITHM"));
}

// A status list, a ticket or a code is signed for what it is and counts as nothing else.
TEST_F(OfflineCodeTest, WhatWasSignedForAnotherUseIsNone) {
  const Bytes list = issuer().list_token(status::StatusList(8), offline_now);
  EXPECT_THAT(read(phone().code(list, offline_now)), fails_with("OFFLINE_CODE_MALFORMED"));
  EXPECT_THAT(read(std::string(code_prefix) + to_base45(packed(ticket()))),
              fails_with("OFFLINE_CODE_MALFORMED"));
  EXPECT_THAT(read(std::string(code_prefix) + to_base45(packed(list))), fails_with("OFFLINE_CODE_MALFORMED"));
  const status::Expected expected{OfflineIssuer::uri_of_list, offline_now};
  EXPECT_THAT(status::read_cwt(ticket(), {issuer().key()}, expected), fails_with("STATUS_TOKEN_MALFORMED"));
  // nor a code inside a code
  const std::string inner = phone().code(ticket(), offline_now);
  const Bytes unpacked_inner = unpacked(from_base45(inner.substr(4)).value(), max_code_content).value();
  EXPECT_FALSE(read(phone().code(unpacked_inner, offline_now)));
}

TEST_F(OfflineCodeTest, APackageThatGrowsIsRefused) {
  const Bytes bomb = packed(Bytes(max_code_content + 1, 0));
  EXPECT_THAT(read(std::string(code_prefix) + to_base45(bomb)), fails_with("OFFLINE_CODE_MALFORMED"));
  Bytes trailing = packed(as_bytes("x"));
  trailing.push_back(0);
  EXPECT_THAT(unpacked(trailing, 10), fails_with("OFFLINE_CODE_MALFORMED"));
  EXPECT_EQ(unpacked(packed(Bytes(10, 7)), 10).value(), Bytes(10, 7));
  EXPECT_THAT(unpacked(packed(Bytes(11, 7)), 10), fails_with("OFFLINE_CODE_MALFORMED"));
}

TEST_F(OfflineCodeTest, TicketsThatWouldNotBeReadAreNotWritten) {
  OfflineTicket ticket = test::offline_ticket(phone().device_key());
  ticket.summary.assign(1, {"type_name", std::string(max_summary_size, 'x')});
  EXPECT_THROW((void)write_ticket(ticket, issuer().signer()), std::logic_error);
  ticket.summary.clear();
  EXPECT_THROW((void)write_ticket(ticket, issuer().signer()), std::logic_error);
  ticket = test::offline_ticket(phone().device_key());
  ticket.id.pop_back();
  EXPECT_THROW((void)write_ticket(ticket, issuer().signer()), std::logic_error);
}

} // namespace
} // namespace elicense::show
