// SPDX-License-Identifier: Apache-2.0
#include "markup/escape.hpp"
#include <gtest/gtest.h>

namespace elicense::markup {
namespace {

TEST(Escape, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(escape("营业执照 A1/2"), "营业执照 A1/2");
  EXPECT_EQ(escape(""), "");
}

TEST(Escape, MakesMarkupHarmless) {
  EXPECT_EQ(escape("<a b=\"&\" c='d'>"), "&lt;a b=&quot;&amp;&quot; c=&#39;d&#39;&gt;");
}

TEST(Escape, KeepsTheBlanksOfAnAttribute) {
  EXPECT_EQ(escape("a\tb\r\nc"), "a&#9;b&#13;&#10;c");
}

} // namespace
} // namespace elicense::markup
