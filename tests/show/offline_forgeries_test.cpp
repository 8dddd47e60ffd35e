// SPDX-License-Identifier: Apache-2.0
// S-QR: of many codes that are nearly right none is trusted but those whose signed bytes are the very ones.
// The mutations are drawn from a fixed seed.
#include "cbor/cose.hpp"
#include "crypto/base45.hpp"
#include "show/offline_check.hpp"
#include "show/packed.hpp"
#include "tests/support/offline_phone.hpp"
#include "tests/support/result_matchers.hpp"
#include <random>

namespace elicense::show {
namespace {

using namespace std::chrono_literals;
using test::offline_now;
using test::OfflineIssuer;
using test::PhoneKey;

constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

class Forger {
 public:
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  Bytes changed(Bytes bytes) {
    switch (below(5)) {
    case 0:
      bytes[below(bytes.size())] ^= static_cast<std::uint8_t>(1U << below(8));
      break;
    case 1:
      bytes[below(bytes.size())] = static_cast<std::uint8_t>(below(256));
      break;
    case 2:
      bytes.resize(below(bytes.size()));
      break;
    case 3:
      bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(below(bytes.size() + 1)),
                   static_cast<std::uint8_t>(below(256)));
      break;
    default:
      std::swap(bytes[below(bytes.size())], bytes[below(bytes.size())]);
    }
    return bytes;
  }
  std::string changed(std::string text) {
    switch (below(5)) {
    case 0:
      text[below(text.size())] = letters[below(letters.size())];
      break;
    case 1:
      text.resize(below(text.size()));
      break;
    case 2:
      text.insert(below(text.size() + 1), 1, letters[below(letters.size())]);
      break;
    case 3:
      text[below(text.size())] = static_cast<char>(below(256));
      break;
    default:
      std::swap(text[below(text.size())], text[below(text.size())]);
    }
    return text;
  }

 private:
  std::mt19937 random_{20261128};
};

Bytes content_of(std::string_view code) {
  return unpacked(from_base45(code.substr(code_prefix.size())).value(), max_code_content).value();
}

std::string text_of(ByteView content) {
  return std::string(code_prefix) + to_base45(packed(content));
}

struct Genuine {
  Bytes ticket;
  std::string code;
  std::string id;
};

// One verdict is asked with a memory of its own: a repeat would hide what is wrong.
struct House {
  OfflineIssuer issuer = OfflineIssuer::sm2(), foreign = OfflineIssuer::sm2();
  PhoneKey phone = PhoneKey::es256(), thief = PhoneKey::es256(), app = PhoneKey::sm2();
  std::vector<status::ListKey> keys = {issuer.key()};
  HeldLists lists = HeldLists::read({issuer.list_token(status::StatusList(65536), offline_now)}, keys,
                                    {std::string(OfflineIssuer::uri_of_list)}, offline_now);
  Forger forger;

  Genuine genuine(const PhoneKey& holder, Time at, std::uint8_t number) const {
    OfflineTicket ticket = test::offline_ticket(holder.device_key());
    ticket.id[0] = number;
    const Bytes bytes = issuer.ticket(ticket);
    const std::string code = holder.code(bytes, at);
    return {bytes, code, read_code(code, keys).value().id};
  }
  CodeFinding check(std::string_view text, Time now) const {
    MemoryOfProcess memory;
    return OfflineChecker(keys, lists, memory).check(text, now).value();
  }
  bool is_trusted(std::string_view text, Time now) const {
    return check(text, now).verdict == CodeVerdict::trusted;
  }
};

class OfflineForgeries : public testing::Test {
 protected:
  static House& house() {
    static House made;
    return made;
  }
};

// A changed text is refused, or is another spelling of the very bytes that were signed: then it has the same
// id, and is a repeat to whoever saw the first.
TEST_F(OfflineForgeries, OfTwelveThousandMutationsNoneIsTrusted) {
  House& h = house();
  const Time now = offline_now + 1min;
  int counted = 0, respelled = 0;
  for (std::uint8_t number = 0; number < 20; ++number) {
    const Genuine good = h.genuine(number % 2 == 0 ? h.phone : h.app, now, number);
    ASSERT_TRUE(h.is_trusted(good.code, now));
    const Bytes content = content_of(good.code);
    const Bytes compressed = from_base45(good.code.substr(code_prefix.size())).value();
    for (int i = 0; i < 600; ++i, ++counted) {
      std::string text;
      if (i % 3 == 0) text = h.forger.changed(good.code);
      if (i % 3 == 1) text = text_of(h.forger.changed(content));
      if (i % 3 == 2) text = std::string(code_prefix) + to_base45(h.forger.changed(compressed));
      const auto finding = h.check(text, now);
      if (finding.verdict != CodeVerdict::trusted) continue;
      ASSERT_EQ(finding.code->id, good.id) << text;
      if (text != good.code) ++respelled;
    }
  }
  EXPECT_GE(counted, 12000);
  EXPECT_LT(respelled, counted / 20);
}

// Whoever holds a phone may sign what it likes with its key; the ticket inside is the issuer's.
TEST_F(OfflineForgeries, APhoneCannotChangeItsTicket) {
  House& h = house();
  const Time now = offline_now + 1min;
  const Genuine good = h.genuine(h.phone, now, 1);
  for (int i = 0; i < 2000; ++i) {
    const Bytes ticket = h.forger.changed(good.ticket);
    if (ticket == good.ticket) continue;
    ASSERT_FALSE(h.is_trusted(h.phone.code(ticket, now), now)) << to_hex(ticket);
  }
}

TEST_F(OfflineForgeries, AForeignIssuersTicketIsNeverTrusted) {
  House& h = house();
  for (int i = 0; i < 500; ++i) {
    const Time now = offline_now + std::chrono::seconds(h.forger.below(3600));
    const Bytes ticket = h.foreign.ticket(test::offline_ticket(h.thief.device_key()));
    ASSERT_EQ(h.check(h.thief.code(ticket, now), now).cause, "OFFLINE_CODE_KEY");
  }
}

// A stolen ticket without its phone; two codes put together: the ticket of one, the signature of another.
TEST_F(OfflineForgeries, PartsOfTwoCodesMakeNone) {
  House& h = house();
  const Time now = offline_now + 1min;
  for (std::uint8_t i = 0; i < 100; ++i) {
    const Genuine one = h.genuine(h.phone, now, i), two = h.genuine(h.phone, now + 1s, i);
    ASSERT_EQ(h.check(h.thief.code(one.ticket, now), now).cause, "OFFLINE_CODE_DEVICE");
    const Bytes first = content_of(one.code), second = content_of(two.code);
    const auto a = cbor::read_sign1(first).value(), b = cbor::read_sign1(second).value();
    const Bytes none = cbor::map({});
    ASSERT_FALSE(h.is_trusted(text_of(cbor::write_sign1(a.header, none, a.payload, b.signature)), now));
    ASSERT_FALSE(h.is_trusted(text_of(cbor::write_sign1(a.header, none, b.payload, a.signature)), now));
    ASSERT_FALSE(h.is_trusted(one.code + two.code, now));
    ASSERT_FALSE(h.is_trusted(one.code + "\n" + two.code, now));
  }
}

// Every algorithm, type, key id and critical label that is not the one.
TEST_F(OfflineForgeries, HeadersThatSayOtherwiseAreRefused) {
  House& h = house();
  using namespace cbor;
  const Time now = offline_now + 1min;
  const Genuine good = h.genuine(h.phone, now, 1);
  const Bytes content = content_of(good.code);
  const auto code = read_sign1(content).value();
  const auto header = [](std::int64_t alg, std::int64_t type) {
    return map({{integer(cose_alg), integer(alg)}, {integer(cose_typ), integer(type)}});
  };
  const auto signed_with = [&](const Bytes& with, const Bytes& unprotected = map({})) {
    return text_of(write_sign1(with, unprotected, code.payload,
                               h.phone.sign(bytes_to_sign(with, code.payload)).value()));
  };
  ASSERT_TRUE(h.is_trusted(signed_with(header(-7, 65101)), now));
  for (const std::int64_t alg : {0, -8, -35, -36, -37, -257, 1, 5, -70001, -70000, 7})
    ASSERT_FALSE(h.is_trusted(signed_with(header(alg, 65101)), now)) << alg;
  for (const std::int64_t type : {0, 61, 65100, 65102})
    ASSERT_FALSE(h.is_trusted(signed_with(header(-7, type)), now)) << type;
  const Bytes critical = map({{integer(cose_alg), integer(-7)},
                              {integer(2), array({integer(99)})},
                              {integer(cose_typ), integer(65101)},
                              {integer(99), integer(1)}});
  ASSERT_FALSE(h.is_trusted(signed_with(critical), now));
  ASSERT_FALSE(h.is_trusted(signed_with(map({})), now));
  ASSERT_FALSE(h.is_trusted(signed_with(map({{integer(cose_alg), integer(-7)}})), now));
  ASSERT_FALSE(h.is_trusted(signed_with(header(-7, 65101), map({{integer(99), integer(1)}})), now));
}

// At every second around its life, the phone's clock anywhere within ten minutes.
TEST_F(OfflineForgeries, TimeDecidesToTheSecond) {
  House& h = house();
  for (int offset = -600; offset <= 600; offset += 60) {
    OfflineTicket ticket = test::offline_ticket(h.phone.device_key());
    ticket.clock_offset = std::chrono::seconds(offset);
    const Time made = offline_now + 10min;
    const std::string code = h.phone.code(h.issuer.ticket(ticket), made - ticket.clock_offset);
    for (int age = -45; age <= 105; ++age)
      ASSERT_EQ(h.is_trusted(code, made + std::chrono::seconds(age)), age >= -30 && age <= 90)
          << offset << ' ' << age;
  }
}

} // namespace
} // namespace elicense::show
