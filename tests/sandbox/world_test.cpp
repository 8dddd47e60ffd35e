// SPDX-License-Identifier: Apache-2.0
#include "sandbox/world.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::sandbox {
namespace {

using test::fails_with;

World::Parts parts() {
  World::Parts made{.made_on = "2026-06-15", .operator_ = "clerk-id", .applications = {}, .licenses = {}};
  for (const Application& application : applications())
    made.applications.push_back({&application, "party-of-" + std::string(application.name), "key"});
  for (const Persona& persona : personas()) {
    license::License license;
    license.identifier = "identifier-" + std::string(persona.name);
    license.holder = {"名", "111", "code-of-" + std::string(persona.name)};
    made.licenses.push_back({license, &persona});
  }
  return made;
}

std::string text_of(const World& world) {
  return world.description().dump();
}

TEST(World, TellsOfPersonasApplicationsAndLicenses) {
  World::Parts made = parts();
  license::License more, strange;
  more.holder = made.licenses[0].license.holder;
  strange.holder = {"外人", "111", "nobody"};
  made.licenses.push_back({more, nullptr});
  made.licenses.push_back({strange, nullptr});
  const auto told = World::of(made).description();
  EXPECT_EQ(told["operator"], "clerk-id");
  EXPECT_EQ(told["applications"].size(), applications().size());
  EXPECT_EQ(told["applications"][0]["party"], "party-of-acceptance");
  EXPECT_EQ(told["personas"].size(), personas().size());
  EXPECT_EQ(told["personas"][2]["answers"], "refuses");
  const auto& licenses = told["licenses"];
  EXPECT_EQ(licenses[personas().size()]["persona"], "citizen");
  EXPECT_TRUE(licenses[personas().size() + 1]["persona"].is_null());
}

TEST(World, IsReadAsItWasWritten) {
  const World made = World::of(parts());
  const auto read = World::read(text_of(made));
  ASSERT_TRUE(read);
  EXPECT_EQ(text_of(*read), text_of(made));
  ASSERT_EQ(read->residents().size(), personas().size());
  EXPECT_EQ(find_resident(read->residents(), "silent")->holder.code, "code-of-silent");
}

TEST(World, OfAnotherProgramIsRefused) {
  const auto refused = [](const std::function<void(nlohmann::ordered_json&)>& change) {
    nlohmann::ordered_json told = World::of(parts()).description();
    change(told);
    EXPECT_THAT(World::read(told.dump()), fails_with("SANDBOX_WORLD"));
  };
  EXPECT_THAT(World::read(""), fails_with("SANDBOX_WORLD"));
  EXPECT_THAT(World::read("[]"), fails_with("SANDBOX_WORLD"));
  refused([](auto& told) { told["format"] = "elicense/sandbox@2"; });
  refused([](auto& told) { told.erase("personas"); });
  refused([](auto& told) { told["personas"][0]["persona"] = "stranger"; });
  refused([](auto& told) { told["personas"].erase(0); });
  refused([](auto& told) { told["personas"][0]["code"] = 7; });
}

} // namespace
} // namespace elicense::sandbox
