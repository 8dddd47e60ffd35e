// SPDX-License-Identifier: Apache-2.0
#include "ledger/entry.hpp"
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace elicense::ledger {
namespace {

// The numbers are in leaves for ever: a change here is a change of the ledger's format.
const std::map<int, std::string_view> kinds = {{1, "license-issued"},
                                               {2, "license-transition"},
                                               {3, "stock-imported"},
                                               {4, "license-copied"},
                                               {5, "license-type-changed"},
                                               {16, "seal-made"},
                                               {17, "seal-used"},
                                               {18, "seal-stopped"},
                                               {32, "consent-given"},
                                               {33, "consent-withdrawn"},
                                               {34, "license-shown"},
                                               {35, "code-scanned"},
                                               {36, "use-code-made"},
                                               {37, "use-code-used"},
                                               {38, "submission-received"},
                                               {39, "mandate-given"},
                                               {40, "mandate-ended"},
                                               {41, "submission-answered"},
                                               {42, "submission-withdrawn"},
                                               {43, "license-recalled"},
                                               {44, "recall-acknowledged"},
                                               {45, "complaint-made"},
                                               {48, "trust-list-published"},
                                               {49, "status-list-published"},
                                               {50, "matters-published"},
                                               {54, "use-codes-asked"},
                                               {64, "key-changed"},
                                               {65, "role-changed"},
                                               {66, "administrator-read"},
                                               {67, "override-used"},
                                               {68, "license-read"},
                                               {69, "data-erased"},
                                               {70, "client-suspected"}};

TEST(EntryKind, NumbersAndNamesAreKnown) {
  for (int number = 0; number <= 0xffff; ++number) {
    const auto known = kinds.find(number);
    ASSERT_EQ(name_of(static_cast<EntryKind>(number)), known == kinds.end() ? "" : known->second) << number;
  }
}

TEST(EntryRoles, HaveNamesOfTheirOwn) {
  std::set<std::string_view> digests, references;
  for (int number = 0; number <= 0xff; ++number) {
    digests.insert(name_of(static_cast<DigestRole>(number)));
    references.insert(name_of(static_cast<ReferenceRole>(number)));
  }
  EXPECT_EQ(digests.size(), 11U); // one of them is none
  EXPECT_EQ(references.size(), 11U);
  EXPECT_EQ(name_of(DigestRole::state_before), "state-before");
  EXPECT_EQ(name_of(ReferenceRole::operator_), "operator");
}

TEST(EntryWord, IsOfSmallLettersAndSingleHyphens) {
  for (const std::string& word : {std::string("a"), std::string("suspended"), std::string("court-order"),
                                  std::string(max_entry_word, 'z')})
    EXPECT_TRUE(is_entry_word(word)) << word;
  for (const std::string& word :
       {std::string(), std::string("A"), std::string("a b"), std::string("a_b"), std::string("a1"),
        std::string("-a"), std::string("a-"), std::string("a--b"), std::string("-"), std::string("张三"),
        std::string("11010519491231002x"), std::string("a\n"), std::string(1, '\0'),
        std::string(max_entry_word + 1, 'z')})
    EXPECT_FALSE(is_entry_word(word)) << word;
}

} // namespace
} // namespace elicense::ledger
