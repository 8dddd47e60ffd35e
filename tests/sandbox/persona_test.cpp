// SPDX-License-Identifier: Apache-2.0
#include "sandbox/persona.hpp"

#include <set>

namespace elicense::sandbox {
namespace {

TEST(Personas, HaveANameEachAndEveryTroubleHasOne) {
  std::set<std::string_view> names, troubles, answers;
  for (const Persona& persona : personas()) {
    names.insert(persona.name);
    troubles.insert(to_text(persona.trouble));
    answers.insert(to_text(persona.answers));
    EXPECT_EQ(find_persona(persona.name), &persona);
  }
  EXPECT_EQ(names.size(), personas().size());
  EXPECT_EQ(troubles, (std::set<std::string_view>{"none", "source-fails", "license-ends", "seal-is-revoked",
                                                  "has-namesake"}));
  EXPECT_EQ(answers, (std::set<std::string_view>{"confirms", "refuses", "waits"}));
  EXPECT_EQ(find_persona("nobody"), nullptr);
}

TEST(Residents, AreFoundByPersonaAndByTrouble) {
  const Residents residents = {{find_persona("citizen"), {"甲", "111", "640104199001010026"}},
                               {find_persona("source-fails"), {"乙", "111", "640104199001010034"}}};
  EXPECT_EQ(find_resident(residents, "citizen")->holder.name, "甲");
  EXPECT_EQ(find_resident(residents, "refuser"), nullptr);
  const auto failing = holders_with(residents, Trouble::source_fails);
  ASSERT_EQ(failing.size(), 1U);
  EXPECT_TRUE(is_one_of(failing, {"", "111", "640104199001010034"}));
  EXPECT_FALSE(is_one_of(failing, {"", "111", "640104199001010026"}));
  EXPECT_FALSE(is_one_of(failing, {"", "001", "640104199001010034"}));
}

} // namespace
} // namespace elicense::sandbox
