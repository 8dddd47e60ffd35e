// SPDX-License-Identifier: Apache-2.0
#include "face/layout.hpp"
#include "face/layout_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::face {
namespace {

using nlohmann::json;
using namespace nlohmann::literals;
using test::fails_with;
using test::succeeds;

const std::vector<std::string> four_fields = {"名称", "住所", "日期", "照片"};

json least() {
  return {{"title", "证"}};
}

json with(const char* key, json value) {
  json layout = least();
  layout[key] = std::move(value);
  return layout;
}

struct Refusal {
  json layout;
  std::string pointer;
};

void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.layout.dump().substr(0, 120);
}

class LayoutRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(LayoutRefusal, NamesThePlace) {
  auto parsed = parse_layout(GetParam().layout, four_fields);
  ASSERT_THAT(parsed, fails_with("FACE_LAYOUT"));
  EXPECT_EQ(parsed.error().detail.substr(0, parsed.error().detail.find(": ")), GetParam().pointer);
}

json rows_of(std::size_t count) {
  json list = json::array();
  for (std::size_t i = 0; i < count; ++i)
    list.push_back({{"label", "名"}, {"text", "{名称}"}});
  return list;
}

INSTANTIATE_TEST_SUITE_P(
    Layout, LayoutRefusal,
    testing::Values(
        Refusal{json::array(), "/"}, Refusal{json("x"), "/"}, Refusal{json::object(), "/title"},
        Refusal{with("surprise", 1), "/surprise"}, Refusal{with("title", 1), "/title"},
        Refusal{with("title", "{没有}"), "/title"}, Refusal{with("style", "poster"), "/style"},
        Refusal{with("style", 3), "/style"}, Refusal{with("orientation", "upside-down"), "/orientation"},
        Refusal{with("tint", "pink"), "/tint"}, Refusal{with("page", 297), "/page"},
        Refusal{with("page", {297}), "/page"}, Refusal{with("page", {39.9, 210}), "/page/0"},
        Refusal{with("page", {210, 420.1}), "/page/1"}, Refusal{with("page", {"a", 210}), "/page/0"},
        Refusal{with("page", {60, 60}), "/boxes/subtitle"}, Refusal{with("subtitle", "{"), "/subtitle"},
        Refusal{with("corner", "没有"), "/corner"}, Refusal{with("corner", 1), "/corner"},
        Refusal{with("issuer", {{"label", 1}}), "/issuer/label"},
        Refusal{with("issuer", {{"text", "{x}"}}), "/issuer/text"}, Refusal{with("date", "没有"), "/date"},
        Refusal{with("date", "{日期:西历}"), "/date"}, Refusal{with("notes", "x"), "/notes"},
        Refusal{with("notes", json::array()), "/notes"}, Refusal{with("notes", {1}), "/notes/0"},
        Refusal{with("notes", {"好", "{没有}"}), "/notes/1"}));

INSTANTIATE_TEST_SUITE_P(
    Rows, LayoutRefusal,
    testing::Values(
        Refusal{with("columns", R"([])"_json), "/columns"},
        Refusal{with("columns", R"("x")"_json), "/columns"},
        Refusal{with("columns", R"(["名称"])"_json), "/columns/0"},
        Refusal{with("columns", R"([[]])"_json), "/columns/0"},
        Refusal{with("columns", R"([["名称", "没有"]])"_json), "/columns/0/1"},
        Refusal{with("columns", R"([["名称", 5]])"_json), "/columns/0/1"},
        Refusal{with("columns", R"([[{"label": "名称", "colour": "red"}]])"_json), "/columns/0/0/colour"},
        Refusal{with("columns", R"([[{"label": "名称", "lines": 0}]])"_json), "/columns/0/0/lines"},
        Refusal{with("columns", R"([[{"label": "名称", "lines": 41}]])"_json), "/columns/0/0/lines"},
        Refusal{with("columns", R"([[{"label": "名称", "size": 30.1}]])"_json), "/columns/0/0/size"},
        Refusal{with("columns", R"([[{"label": "名称", "size": 0.9}]])"_json), "/columns/0/0/size"},
        Refusal{with("columns", R"([[{"label": "名称", "size": 3, "min_size": 3.1}]])"_json),
                "/columns/0/0/min_size"},
        Refusal{with("columns", R"([[{"label": "名称", "text": "}"}]])"_json), "/columns/0/0/text"},
        Refusal{with("columns", {rows_of(1), rows_of(1), rows_of(1), rows_of(1)}), "/columns"},
        Refusal{with("columns", json::array({rows_of(17)})), "/columns/0"},
        Refusal{with("columns", {rows_of(16), rows_of(max_layout_rows - 15)}), "/columns/1"},
        Refusal{with("table", R"("x")"_json), "/table"}, Refusal{with("table", R"([1])"_json), "/table/0"},
        Refusal{with("table", R"([[]])"_json), "/table/0"},
        Refusal{with("table", R"([["名称", "住所", "日期"]])"_json), "/table/0"},
        Refusal{with("table", R"([["名称", {"label": "住所", "lines": 2}]])"_json), "/table/0"},
        Refusal{with("table", rows_of(17)), "/table"},
        Refusal{R"({"title": "证", "table": ["名称"], "columns": [["名称"]]})"_json, "/table"}));

INSTANTIATE_TEST_SUITE_P(
    Extras, LayoutRefusal,
    testing::Values(
        Refusal{with("boxes", R"(1)"_json), "/boxes"},
        Refusal{with("boxes", R"({"attic": [1, 1, 1, 1]})"_json), "/boxes/attic"},
        Refusal{with("boxes", R"({"title": [1, 1, 1]})"_json), "/boxes/title"},
        Refusal{with("boxes", R"({"title": [1, 1, 1, "x"]})"_json), "/boxes/title/3"},
        Refusal{with("boxes", R"({"title": [-1, 1, 1, 1]})"_json), "/boxes/title/0"},
        Refusal{with("boxes", R"({"title": [1, 1, 296.1, 1]})"_json), "/boxes/title"},
        Refusal{with("boxes", R"({"title": [1, 1, 0, 1]})"_json), "/boxes/title"},
        Refusal{with("seal", R"("yes")"_json), "/seal"}, Refusal{with("qr", R"(1)"_json), "/qr"},
        Refusal{with("texts", R"([1])"_json), "/texts/0"},
        Refusal{with("texts", R"([{"text": "好"}])"_json), "/texts/0"},
        Refusal{with("texts", R"([{"text": "{没有}", "box": [1, 1, 9, 9]}])"_json), "/texts/0/text"},
        Refusal{with("texts", R"([{"text": "好", "box": [1, 1, 9, 900]}])"_json), "/texts/0/box/3"},
        Refusal{with("texts", R"([{"text": "好", "box": [290, 1, 9, 9]}])"_json), "/texts/0/box"},
        Refusal{with("texts", R"([{"text": "好", "box": [1, 1, 9, 9], "align": "up"}])"_json),
                "/texts/0/align"},
        Refusal{with("texts", R"([{"text": "好", "box": [1, 1, 9, 9], "font": "comic"}])"_json),
                "/texts/0/font"},
        Refusal{with("texts", R"([{"text": "好", "box": [1, 1, 9, 9], "size": 0.5}])"_json), "/texts/0/size"},
        Refusal{with("texts", R"([{"text": "好", "box": [1, 1, 9, 9], "bold": true}])"_json),
                "/texts/0/bold"},
        Refusal{with("pictures", R"(["没有"])"_json), "/pictures/0"},
        Refusal{with("pictures", R"([1])"_json), "/pictures/0"},
        Refusal{with("pictures", R"([{"field": "照片", "box": [0, 0, 1, 211]}])"_json), "/pictures/0/box"}));

TEST(Layout, IsShortForAUsualType) {
  auto layout = parse_layout(
      R"({"title": "证", "columns": [["名称", {"label": "住所", "lines": 2}]], "date": "日期"})"_json,
      four_fields);
  ASSERT_THAT(layout, succeeds());
  EXPECT_EQ((*layout)->style.width, 297);
  EXPECT_EQ((*layout)->columns[0][0].text.fields(), std::vector<std::string>{"名称"});
  EXPECT_EQ((*layout)->columns[0][1].lines, 2);
  EXPECT_EQ((*layout)->date.fields(), std::vector<std::string>{"日期"});
  EXPECT_TRUE((*layout)->has_seal);
  EXPECT_FALSE((*layout)->has_qr);
}

TEST(Layout, TakesTheLargestAllowed) {
  EXPECT_THAT(parse_layout(with("columns", {rows_of(16), rows_of(16), rows_of(16)}), four_fields),
              succeeds());
  json tall = R"({"title": "证", "page": [420, 420], "boxes": {"area": [10, 60, 400, 340]}})"_json;
  tall["columns"] = {rows_of(max_layout_rows / 2), rows_of(max_layout_rows / 2)};
  EXPECT_THAT(parse_layout(tall, four_fields), succeeds());
  tall["columns"] = R"([[{"label": "名称", "lines": 40}]])"_json;
  static_assert(max_row_lines == 40);
  EXPECT_THAT(parse_layout(tall, four_fields), succeeds());
}

TEST(Layout, StylesHaveTheirUsualPages) {
  for (auto [style, width, height] : {std::tuple{"certificate", 297.0, 210.0},
                                      std::tuple{"table", 210.0, 297.0}, std::tuple{"card", 85.6, 54.0}}) {
    auto layout = parse_layout(with("style", style), four_fields);
    ASSERT_THAT(layout, succeeds()) << style;
    EXPECT_EQ((*layout)->style.width, width);
    EXPECT_EQ((*layout)->style.height, height);
  }
  json turned = with("orientation", "portrait");
  EXPECT_EQ(parse_layout(turned, four_fields).value()->style.width, 210);
}

TEST(Layout, MovesSlots) {
  auto layout = parse_layout(with("boxes", {{"seal", {10, 20, 40, 40}}}), four_fields);
  ASSERT_THAT(layout, succeeds());
  EXPECT_EQ((*layout)->style.seal.y, 20);
}

} // namespace
} // namespace elicense::face
