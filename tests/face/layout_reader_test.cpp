// SPDX-License-Identifier: Apache-2.0
#include "face/layout_reader.hpp"
#include <functional>
#include <gtest/gtest.h>

namespace elicense::face {
namespace {

using nlohmann::json;

const std::vector<std::string> one_field = {"名称"};

// The first thing wrong, or nothing.
std::string problem(const std::function<void(LayoutReader&)>& read) {
  LayoutReader reader(one_field);
  read(reader);
  return reader.failed() ? reader.error().detail : "";
}

TEST(LayoutReader, ReadsValuesOrWhatIsUsual) {
  LayoutReader reader(one_field);
  const json object = {{"words", "证"}, {"size", 5}, {"style", "card"}, {"list", {1, 2}}};
  EXPECT_EQ(reader.text(object, "", "words", "-"), "证");
  EXPECT_EQ(reader.text(object, "", "none", "-"), "-");
  EXPECT_EQ(reader.number(object, "", "size", 1, 10, 7), 5);
  EXPECT_EQ(reader.number(object, "", "none", 1, 10, 7), 7);
  EXPECT_EQ(reader.one_of(object, "style", {"letter", "card"}), "card");
  EXPECT_EQ(reader.one_of(object, "none", {"letter", "card"}), "letter");
  EXPECT_EQ(reader.list(object, "", "list")->size(), 2U);
  EXPECT_EQ(reader.list(object, "", "none"), nullptr);
  EXPECT_FALSE(reader.failed());
}

TEST(LayoutReader, NamesThePlaceOfWhatIsWrong) {
  const json object = {{"words", 1}, {"size", 11}, {"style", "poster"}, {"list", json::array()}};
  EXPECT_EQ(problem([&](LayoutReader& reader) { reader.text(object, "/a", "words", ""); }),
            "/a/words: must be a string");
  EXPECT_EQ(problem([&](LayoutReader& reader) { reader.number(object, "/a", "size", 1, 10, 1); }),
            "/a/size: must be a number from 1 to 10");
  EXPECT_EQ(problem([&](LayoutReader& reader) { reader.one_of(object, "style", {"card"}); }),
            "/style: not one of the choices");
  EXPECT_EQ(problem([&](LayoutReader& reader) { reader.list(object, "", "list"); }),
            "/list: must be a list of 1 to 64");
  EXPECT_EQ(problem([&](LayoutReader& reader) { reader.known_keys(object, "", {"words"}); }),
            "/list: unknown property");
  EXPECT_EQ(problem([&](LayoutReader& reader) { reader.known_keys(5, "/a", {}); }), "/a: must be an object");
  EXPECT_EQ(problem([&](LayoutReader& reader) { reader.words("{没有}", "/a"); }), "/a: unknown field 没有");
  EXPECT_EQ(problem([&](LayoutReader& reader) { reader.words("{", "/a"); }),
            "/a: braces must enclose a field");
}

TEST(LayoutReader, OnlyTheFirstThingIsRemembered) {
  EXPECT_EQ(problem([](LayoutReader& reader) {
              reader.wrong("", "first");
              reader.wrong("/b", "second");
            }),
            "/: first");
}

TEST(LayoutReader, BoxesLieOnThePage) {
  PageStyle style;
  style.width = 100;
  style.height = 50;
  const auto box = [&](const json& value) {
    return problem([&](LayoutReader& reader) { reader.box(value, "/a", style); });
  };
  EXPECT_EQ(box({0, 0, 100, 50}), "");
  EXPECT_EQ(box({0, 0, 100.1, 50}), "/a: does not lie on the page");
  EXPECT_EQ(box({0, 0, 0, 50}), "/a: does not lie on the page");
  EXPECT_EQ(box({0, 0, 1}), "/a: must be [x, y, width, height]");
  EXPECT_EQ(box({-1, 0, 1, 1}), "/a/0: must be a number from 0 to 420");
}

} // namespace
} // namespace elicense::face
