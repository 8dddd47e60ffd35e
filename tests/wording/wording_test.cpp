// SPDX-License-Identifier: Apache-2.0
#include "wording/wording.hpp"
#include <gtest/gtest.h>

namespace elicense::wording {
namespace {

constexpr Language zh = Language::chinese, en = Language::english;

TEST(ChooseLanguage, TakesTheFirstOneKnown) {
  EXPECT_EQ(choose_language("zh-CN,zh;q=0.9,en;q=0.8"), zh);
  EXPECT_EQ(choose_language("en-GB,en;q=0.9,zh;q=0.8"), en);
  EXPECT_EQ(choose_language("en"), en);
  EXPECT_EQ(choose_language("EN-us"), en);
  EXPECT_EQ(choose_language("fr, de;q=0.9, en;q=0.1"), en);
  EXPECT_EQ(choose_language("en,zh"), en);
  EXPECT_EQ(choose_language("zh,en"), zh);
}

TEST(ChooseLanguage, TakesTheHeavierOne) {
  EXPECT_EQ(choose_language("zh;q=0.1,en;q=0.2"), en);
  EXPECT_EQ(choose_language("en;q=0.899,zh;q=0.9"), zh);
  EXPECT_EQ(choose_language("en;q=0.9,zh"), zh);
  EXPECT_EQ(choose_language("zh;q=0.9,en;q=1.000"), en);
  EXPECT_EQ(choose_language("*;q=0.5, en;q=0.4"), zh);
}

TEST(ChooseLanguage, IsChineseWhenNothingFits) {
  for (const char* header : {"", " ", ",", ",,,", "fr", "*", "english", "e", ";q=1", "-", "zhen"})
    EXPECT_EQ(choose_language(header), zh) << header;
}

TEST(ChooseLanguage, IgnoresWhatIsRefusedOrBroken) {
  for (const char* header : {"en;q=0", "en;q=0.000", "en;q=2", "en;q=1.001", "en;q=", "en;q=x", "en;q=0.1234",
                             "en;q=.5", "en;q=01", "en;q=-1", "en;level=1", "en;q=0.5;q=1"})
    EXPECT_EQ(choose_language(header), zh) << header;
  EXPECT_EQ(choose_language("en;q=9, \t en ; q=0.5 "), en);
}

TEST(Sentence, ComesInBothLanguages) {
  EXPECT_EQ(sentence("IDENTIFIER_CHECK", en).text,
            "The check character of the license identifier does not fit.");
  EXPECT_EQ(sentence("IDENTIFIER_CHECK", zh).text, "电子证照标识的校验位不正确。");
  EXPECT_FALSE(sentence("IDENTIFIER_CHECK", en).next_step.empty());
  EXPECT_FALSE(sentence("IDENTIFIER_CHECK", zh).next_step.empty());
}

TEST(Sentence, OfAnUnknownCodeIsTheCodeItself) {
  for (const Language language : {zh, en}) {
    EXPECT_EQ(sentence("NO_SUCH_CODE", language).text, "NO_SUCH_CODE");
    EXPECT_FALSE(sentence("NO_SUCH_CODE", language).next_step.empty());
  }
}

} // namespace
} // namespace elicense::wording
