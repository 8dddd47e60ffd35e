// SPDX-License-Identifier: Apache-2.0
#include "license/type_file_reader.hpp"
#include <gtest/gtest.h>

namespace elicense::license {
namespace {

const nlohmann::json root = {{"name", {{"zh", "证"}, {"en", ""}}}, {"code", 5}};

TEST(TypeFileReader, ReadsMembersByPointer) {
  TypeFileReader reader(root);
  EXPECT_EQ(reader.text("/name/zh"), "证");
  EXPECT_EQ(reader.optional_text("/name/fr"), "");
  EXPECT_EQ(reader.find("/nothing"), nullptr);
  reader.only_keys("/name", {"zh", "en"});
  EXPECT_FALSE(reader.failed());
}

TEST(TypeFileReader, RemembersTheFirstThingWrong) {
  TypeFileReader reader(root);
  reader.text("/name/en");
  reader.text("/code");
  EXPECT_TRUE(reader.failed());
  EXPECT_EQ(reader.error().code, "TYPE_INVALID");
  EXPECT_EQ(reader.error().detail, "/name/en: is needed");
}

TEST(TypeFileReader, NamesWhatIsNoTextNoObjectOrNotKnown) {
  const auto problem = [](const auto& read) {
    TypeFileReader reader(root);
    read(reader);
    return reader.error().detail;
  };
  EXPECT_EQ(problem([](TypeFileReader& reader) { reader.optional_text("/code"); }), "/code: must be a text");
  EXPECT_EQ(problem([](TypeFileReader& reader) { reader.only_keys("/code", {}); }),
            "/code: an object is needed");
  EXPECT_EQ(problem([](TypeFileReader& reader) { reader.only_keys("/name", {"zh"}); }),
            "/name/en: is not known");
  EXPECT_EQ(problem([](TypeFileReader& reader) { reader.demand(false, "", "is wrong"); }), "/: is wrong");
}

} // namespace
} // namespace elicense::license
