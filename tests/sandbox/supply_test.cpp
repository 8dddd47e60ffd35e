// SPDX-License-Identifier: Apache-2.0
#include "sandbox/supply.hpp"
#include "tests/support/result_matchers.hpp"

#include <set>

namespace elicense::sandbox {
namespace {

constexpr const char* today = "2026-06-15";

const license::TypeCatalogue& types() {
  static const license::TypeCatalogue all = license::TypeCatalogue::load().value();
  return all;
}

const std::vector<Delivery>& made() {
  static const std::vector<Delivery> all = supply(types(), today).value();
  return all;
}

const Delivery& of(std::string_view persona) {
  return *std::ranges::find_if(
      made(), [&](const Delivery& one) { return one.persona && one.persona->name == persona; });
}

nlohmann::json card_name(std::string_view persona) {
  return of(persona).request.data.at(types().find(identity_card)->holder_name_field);
}

TEST(Supply, HasEveryTypeAndEveryPersonaOnce) {
  std::set<std::string> codes, keys;
  std::multiset<std::string_view> who;
  for (const Delivery& one : made()) {
    codes.insert(one.request.type_code);
    keys.insert(one.request.idempotency_key);
    if (one.persona) who.insert(one.persona->name);
  }
  EXPECT_EQ(codes.size(), types().all().size());
  EXPECT_EQ(keys.size(), made().size());
  EXPECT_EQ(made().size(), codes.size() + personas().size() - 2); // two personas hold one of each
  EXPECT_EQ(who.size(), personas().size());
  for (const Persona& persona : personas())
    EXPECT_EQ(who.count(persona.name), 1U) << persona.name;
}

TEST(Supply, FitsTheTypes) {
  for (const Delivery& one : made())
    EXPECT_THAT(types().find(one.request.type_code)->check_data(one.request.data), test::succeeds())
        << one.request.type_code;
}

TEST(Supply, IsTheSameEveryTime) {
  const auto again = supply(types(), today).value();
  ASSERT_EQ(again.size(), made().size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].request.idempotency_key, made()[i].request.idempotency_key);
    EXPECT_EQ(again[i].request.data, made()[i].request.data);
  }
}

TEST(Supply, GivesTheSamePersonTheSameCodeOnEveryDay) {
  const auto later = supply(types(), "2027-01-31").value();
  const std::string field = types().find(identity_card)->holder_code_field;
  for (std::size_t i = 0; i < later.size(); ++i) {
    if (made()[i].request.type_code != identity_card) continue;
    EXPECT_EQ(later[i].request.data[field], made()[i].request.data[field]);
  }
}

TEST(Supply, HasTwoOfOneName) {
  EXPECT_EQ(card_name("namesake-1"), card_name("namesake-2"));
  EXPECT_NE(card_name("namesake-1"), card_name("silent"));
  const std::string code = types().find(identity_card)->holder_code_field;
  EXPECT_NE(of("namesake-1").request.data[code], of("namesake-2").request.data[code]);
}

TEST(ForetoldRandom, FollowsFromItsSeed) {
  EXPECT_EQ(crypto::random_bytes(foretold_random(1), 40), crypto::random_bytes(foretold_random(1), 40));
  EXPECT_NE(crypto::random_bytes(foretold_random(1), 40), crypto::random_bytes(foretold_random(2), 40));
  const auto source = foretold_random(1);
  EXPECT_NE(crypto::random_bytes(source, 40), crypto::random_bytes(source, 40));
}

} // namespace
} // namespace elicense::sandbox
