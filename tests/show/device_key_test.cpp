// SPDX-License-Identifier: Apache-2.0
#include "show/device_key.hpp"
#include "tests/support/offline_phone.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::show {
namespace {

using test::fails_with;
using test::PhoneKey;

TEST(DeviceKey, IsTheSameInBothForms) {
  for (const PhoneKey& phone : {PhoneKey::es256(), PhoneKey::sm2(), PhoneKey::es256(), PhoneKey::sm2()}) {
    const DeviceKey key = phone.device_key();
    EXPECT_EQ(key.spki(), phone.spki());
    EXPECT_EQ(key.id().size(), 16U);
    const DeviceKey again = DeviceKey::from_cose(key.cose()).value();
    EXPECT_EQ(again.spki(), phone.spki());
    EXPECT_EQ(again.id(), key.id());
    const Bytes message = to_bytes("something");
    EXPECT_EQ(again.check(message, phone.sign(message).value()).value(), crypto::SignatureCheck::valid);
    EXPECT_EQ(again.check(to_bytes("else"), phone.sign(message).value()).value(),
              crypto::SignatureCheck::invalid);
  }
}

TEST(DeviceKey, IsRefusedInOtherForms) {
  const Bytes good = PhoneKey::es256().spki();
  EXPECT_THAT(DeviceKey::from_spki({}), fails_with("DEVICE_KEY"));
  EXPECT_THAT(DeviceKey::from_spki(ByteView(good).first(good.size() - 1)), fails_with("DEVICE_KEY"));
  for (const std::size_t place : {std::size_t{0}, std::size_t{20}, std::size_t{26}, good.size() - 1}) {
    Bytes wrong = good;
    wrong[place] ^= 1U; // another structure, curve, form or no point
    EXPECT_THAT(DeviceKey::from_spki(wrong), fails_with("DEVICE_KEY")) << place;
  }
}

TEST(DeviceKey, IsRefusedInAnotherCoseKey) {
  using namespace cbor;
  const Bytes x = to_bytes(ByteView(PhoneKey::es256().spki()).subspan(27, 32));
  const auto key = [](Bytes kty, Bytes crv, Bytes x_item, Bytes y) {
    return map({{integer(1), kty}, {integer(-1), crv}, {integer(-2), x_item}, {integer(-3), y}});
  };
  const Bytes sign = boolean(true), coordinate = byte_string(x);
  EXPECT_TRUE(DeviceKey::from_cose(key(integer(2), integer(1), coordinate, sign)));
  for (const Bytes& wrong :
       {key(integer(1), integer(1), coordinate, sign), key(integer(2), integer(2), coordinate, sign),
        key(integer(2), integer(1), byte_string(Bytes(31, 1)), sign),
        key(integer(2), integer(1), byte_string(Bytes(32, 0xff)), sign),
        key(integer(2), integer(1), coordinate, coordinate), key(integer(2), integer(1), sign, sign),
        map({{integer(1), integer(2)}, {integer(-1), integer(1)}, {integer(-2), coordinate}}), Bytes{0xf6}})
    EXPECT_THAT(DeviceKey::from_cose(wrong), fails_with("DEVICE_KEY")) << to_hex(wrong);
}

} // namespace
} // namespace elicense::show
