// SPDX-License-Identifier: Apache-2.0
// Texts of offline codes, COSE_Sign1 and device keys. Promises: nothing but what the phone and the issuer of
// the kit signed is trusted, whatever is made of it; Base45 is written one way only.
#include "cbor/cose.hpp"
#include "crypto/base45.hpp"
#include "show/offline_check.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/offline_phone.hpp"

namespace elicense::fuzz {

namespace {

using namespace show;

struct House {
  std::vector<status::ListKey> keys;
  HeldLists lists;
};

const House& house() {
  static const House made = [] {
    const auto& issuer = test::fixed_issuer();
    const std::vector keys = {issuer.key()};
    auto lists = HeldLists::read({issuer.list_token(status::StatusList(65536), test::offline_now)}, keys,
                                 {std::string(test::OfflineIssuer::uri_of_list)}, test::offline_now);
    return House{keys, std::move(lists)};
  }();
  return made;
}

void check_code(std::string_view text) {
  MemoryOfProcess memory;
  const OfflineChecker checker(house().keys, house().lists, memory);
  const auto finding = checker.check(text, test::offline_now);
  require(finding.has_value(), "a verdict is always given");
  if (finding->code)
    require(finding->code->ticket.device.id() == test::fixed_phone().device_key().id() &&
                finding->code->ticket.id == test::offline_ticket(test::fixed_phone().device_key()).id,
            "no other ticket is genuine");
  if (finding->verdict == CodeVerdict::trusted)
    require(checker.check(text, test::offline_now)->cause == "OFFLINE_CODE_REPEATED", "a repeat is found");
}

} // namespace

void examine(ByteView input) {
  const std::string_view text = as_text(input);
  check_code(text);
  if (const auto bytes = from_base45(text))
    require(to_base45(*bytes) == text, "Base45 is written one way only");
  require(from_base45(to_base45(input)).value() == to_bytes(input), "and read back the same");
  if (const auto sign1 = cbor::read_sign1(input)) (void)sign1->signed_bytes();
  if (const auto key = DeviceKey::from_cose(input))
    require(DeviceKey::from_cose(key->cose())->id() == key->id(), "a key is written back the same");
  if (const auto key = DeviceKey::from_spki(input)) require(key->spki() == to_bytes(input), "an SPKI too");
  (void)read_ticket(input, house().keys);
}

} // namespace elicense::fuzz
