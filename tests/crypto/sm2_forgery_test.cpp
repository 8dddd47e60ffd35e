// SPDX-License-Identifier: Apache-2.0
// Several hundred things that are not the signature: other encodings of the right numbers, numbers out of
// range, cut and flipped bytes. Each has to be `invalid`, none an error and none valid.
#include "tests/support/sm2_vectors.hpp"
#include <boost/multiprecision/cpp_int.hpp>
#include <functional>
#include <gtest/gtest.h>

namespace elicense::crypto {
namespace {

namespace vectors = test::sm2;
using Number = boost::multiprecision::cpp_int;

const Number n("0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
const Number p("0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff");
const Number r("0x" + std::string(vectors::r));
const Number s("0x" + std::string(vectors::s));

Bytes join(const std::vector<Bytes>& parts) {
  Bytes whole;
  for (const Bytes& part : parts)
    whole.insert(whole.end(), part.begin(), part.end());
  return whole;
}

Bytes short_length(const Bytes& content) {
  return {static_cast<std::uint8_t>(content.size())};
}
Bytes long_length(const Bytes& content) {
  return {0x81, static_cast<std::uint8_t>(content.size())};
}
Bytes padded_length(const Bytes& content) {
  return {0x82, 0x00, static_cast<std::uint8_t>(content.size())};
}

using Length = std::function<Bytes(const Bytes&)>;

Bytes tlv(std::uint8_t tag, const Bytes& content, const Length& length = short_length) {
  return join({{tag}, length(content), content});
}

// The content of an INTEGER, in two's complement, as short as it can be.
Bytes integer_content(const Number& value) {
  const Number magnitude = value < 0 ? Number(-value - 1) : value; // the complement of a negative number
  Bytes bytes;
  export_bits(magnitude, std::back_inserter(bytes), 8);
  if ((bytes.front() & 0x80) != 0) bytes.insert(bytes.begin(), 0x00);
  if (value < 0) {
    for (std::uint8_t& byte : bytes)
      byte = static_cast<std::uint8_t>(~byte);
  }
  return bytes;
}

Bytes integer(const Number& value, const Length& length = short_length) {
  return tlv(0x02, integer_content(value), length);
}

Length length_for(const Bytes& content) {
  return content.size() < 0x80 ? Length(short_length) : Length(long_length);
}

Bytes signature_of(const Number& first, const Number& second) {
  const Bytes body = join({tlv(0x02, integer_content(first), length_for(integer_content(first))),
                           tlv(0x02, integer_content(second), length_for(integer_content(second)))});
  return tlv(0x30, body, length_for(body));
}

class Sm2Forgery : public testing::Test {
 protected:
  SignatureCheck check(const Bytes& signature) const {
    return key_.check(as_bytes(vectors::message), signature).value();
  }
  void refuse(const Bytes& signature) {
    EXPECT_EQ(check(signature), SignatureCheck::invalid) << to_hex(signature);
    ++refused_;
  }
  void SetUp() override { ASSERT_EQ(check(signature_of(r, s)), SignatureCheck::valid); }

  Sm2PublicKey key_ = Sm2PublicKey::from_point(vectors::point()).value();
  const Bytes good_ = signature_of(r, s);
  const Bytes body_ = join({integer(r), integer(s)});
  int refused_ = 0;
};

TEST_F(Sm2Forgery, LengthsInOtherForms) {
  refuse(tlv(0x30, body_, long_length));
  refuse(tlv(0x30, body_, padded_length));
  for (const Length& length : {Length(long_length), Length(padded_length)}) {
    refuse(tlv(0x30, join({integer(r, length), integer(s)})));
    refuse(tlv(0x30, join({integer(r), integer(s, length)})));
  }
  refuse(join({{0x30, 0x80}, body_, {0x00, 0x00}})); // indefinite
  refuse(join({{0x30, 0x80}, body_}));
}

TEST_F(Sm2Forgery, LengthsThatOverflow) {
  const auto size = static_cast<std::uint8_t>(body_.size());
  for (const Bytes& length :
       {Bytes{0x84, 0x7f, 0xff, 0xff, 0xff}, Bytes{0x84, 0x80, 0, 0, 0}, Bytes{0x84, 0xff, 0xff, 0xff, 0xff},
        Bytes{0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, Bytes{0x85, 1, 0, 0, 0, size},
        Bytes{0x89, 1, 0, 0, 0, 0, 0, 0, 0, size}, Bytes{0xff}}) {
    refuse(join({{0x30}, length, body_}));
    refuse(tlv(0x30, join({{0x02}, length, integer_content(r), integer(s)})));
    refuse(tlv(0x30, join({integer(r), {0x02}, length, integer_content(s)})));
  }
}

TEST_F(Sm2Forgery, IntegersThatAreNotMinimal) {
  for (const std::size_t zeros : {1U, 2U, 32U}) {
    refuse(tlv(0x30, join({tlv(0x02, join({Bytes(zeros), integer_content(r)})), integer(s)}),
               length_for(Bytes(zeros + 70))));
    refuse(tlv(0x30, join({integer(r), tlv(0x02, join({Bytes(zeros), integer_content(s)}))}),
               length_for(Bytes(zeros + 70))));
  }
  Bytes without_sign = integer_content(r); // r has its top bit set: without the zero it is negative
  without_sign.erase(without_sign.begin());
  refuse(tlv(0x30, join({tlv(0x02, without_sign), integer(s)})));
  refuse(tlv(0x30, join({{0x02, 0x00}, integer(s)})));
  refuse(tlv(0x30, join({integer(r), {0x02, 0x00}})));
}

TEST_F(Sm2Forgery, SomethingAddedOrMissing) {
  for (const Bytes& extra : {Bytes{0x00}, Bytes{0x05, 0x00}, Bytes{0x00, 0x00}, integer(r)}) {
    refuse(join({good_, extra}));
    refuse(tlv(0x30, join({body_, extra})));
    refuse(tlv(0x30, join({extra, body_})));
  }
  refuse({});
  refuse({0x30, 0x00});
  refuse(tlv(0x30, integer(r)));
  refuse(tlv(0x30, tlv(0x30, body_)));
  refuse(tlv(0x30, join({integer(s), integer(r)})));
  refuse(hex({vectors::r, vectors::s})); // raw, where DER is expected
}

TEST_F(Sm2Forgery, OtherTags) {
  for (int tag = 0; tag < 256; ++tag) {
    const auto byte = static_cast<std::uint8_t>(tag);
    if (byte != 0x30) refuse(tlv(byte, body_));
    if (byte != 0x02) refuse(tlv(0x30, join({tlv(byte, integer_content(r)), integer(s)})));
    if (byte != 0x02) refuse(tlv(0x30, join({integer(r), tlv(byte, integer_content(s))})));
  }
  refuse(tlv(0x30, join({tlv(0x22, integer(r)), integer(s)}))); // constructed INTEGER
  EXPECT_GT(refused_, 700);
}

TEST_F(Sm2Forgery, CutOrFlipped) {
  for (std::size_t size = 0; size < good_.size(); ++size)
    refuse(Bytes(good_.begin(), good_.begin() + static_cast<long>(size)));
  for (std::size_t bit = 0; bit < good_.size() * 8; ++bit) {
    Bytes flipped = good_;
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ 1U << bit % 8);
    refuse(flipped);
  }
  EXPECT_EQ(refused_, 72 + 72 * 8);
}

TEST_F(Sm2Forgery, NumbersThatDifferByTheOrder) {
  std::vector<Number> offsets = {n, -n};
  for (const unsigned power : {256U, 320U, 512U}) {
    offsets.push_back(Number(1) << power);
    offsets.push_back(-(Number(1) << power));
  }
  for (const Number& offset : offsets) {
    refuse(signature_of(r + offset, s));
    refuse(signature_of(r, s + offset));
    refuse(signature_of(r + offset, s + offset));
  }
  refuse(signature_of(-r, s));
  refuse(signature_of(r, -s));
  refuse(signature_of(n - r, s));
  refuse(signature_of(r, n - s)); // what ECDSA would accept as well
  refuse(signature_of(n - r, n - s));
}

TEST_F(Sm2Forgery, SumOfZero) { // GB/T 32918.2 7.1 B5: t = r + s must not be 0 modulo n
  refuse(signature_of(r, n - r));
  refuse(signature_of(n - s, s));
  refuse(signature_of(1, n - 1));
}

TEST_F(Sm2Forgery, SpecialNumbers) {
  const std::vector<Number> special = {
      0, 1, 2, -1, n - 1, n, n + 1, p - 1, p, p + 1, Number(1) << 255, (Number(1) << 256) - 1};
  for (const Number& first : special) {
    refuse(signature_of(first, s));
    refuse(signature_of(r, first));
    for (const Number& second : special)
      refuse(signature_of(first, second));
  }
}

TEST_F(Sm2Forgery, RawSignatures) {
  const auto raw = [&](const Bytes& r_and_s) {
    return key_.check_raw(as_bytes(vectors::message), r_and_s).value();
  };
  const Bytes good = hex({vectors::r, vectors::s});
  ASSERT_EQ(raw(good), SignatureCheck::valid);
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes flipped = good;
    flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ 1U << bit % 8);
    EXPECT_EQ(raw(flipped), SignatureCheck::invalid) << bit;
  }
  const std::string zero(64, '0');
  for (const Bytes& bad :
       {Bytes{}, Bytes(63), Bytes(65), good_, hex({vectors::r, zero}), hex({zero, vectors::s}),
        hex({vectors::s, vectors::r}), hex({std::string(128, 'f')})}) {
    EXPECT_EQ(raw(bad), SignatureCheck::invalid) << to_hex(bad);
  }
}

TEST_F(Sm2Forgery, OtherKeyOrMessage) {
  const Sm2PublicKey other = Sm2PrivateKey::generate().public_key();
  EXPECT_EQ(other.check(as_bytes(vectors::message), good_).value(), SignatureCheck::invalid);
  EXPECT_EQ(key_.check({}, good_).value(), SignatureCheck::invalid);
  EXPECT_EQ(key_.check(Bytes(100'000, 'm'), good_).value(), SignatureCheck::invalid);
}

} // namespace
} // namespace elicense::crypto
