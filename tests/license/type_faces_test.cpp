// SPDX-License-Identifier: Apache-2.0
// Every type drawn with the shortest and the longest legal data, in every orientation its style has: no text
// leaves its place, and nothing lies over anything else. Judged by what stands on the page.
#include "face/geometry.hpp"
#include "license/issue.hpp"
#include "license/trial.hpp"
#include "tests/face/page_scan.hpp"
#include "tests/license/issuing_house.hpp"
#include "tests/license/type_sources.hpp"
#include "tests/support/result_matchers.hpp"
#include <sstream>

namespace elicense::license {
namespace {

using face::Box;
using nlohmann::json;

constexpr int parts = 8; // so that they run beside each other
constexpr double rounding = 0.03;

struct Page {
  double width = 0, height = 0;
  std::vector<Box> texts, rules, solids; // em boxes of lines; rules of a table; pictures and the QR code
  Box qr;
};

Box boundary(const test::PageElement& element) {
  std::istringstream text(element.attributes.at("Boundary"));
  Box box;
  text >> box.x >> box.y >> box.width >> box.height;
  return box;
}

// Of a line of text: what the characters fill of the boundary, which has room above and below.
Box em_box(const test::PageElement& element) {
  const double size = std::stod(element.attributes.at("Size"));
  Box box = boundary(element);
  box.y += 0.04 * size;
  box.height = size;
  return box;
}

Page page_of(const face::OfdFace& face) {
  Page page{face.width_mm, face.height_mm, {}, {}, {}, {}};
  bool body = false;
  const auto elements = test::scan_page(face.layers).value();
  for (const test::PageElement& element : elements) {
    if (element.name == "ofd:Layer") body = element.attributes.at("Type") == "Body";
    if (!body) continue;
    if (element.name == "ofd:TextObject") page.texts.push_back(em_box(element));
    if (element.name == "ofd:ImageObject") page.solids.push_back(boundary(element));
    if (element.name == "ofd:PathObject") page.rules.push_back(boundary(element));
    if (element.name == "ofd:FillColor" && element.attributes.at("Value") == "255 255 255")
      page.solids.push_back(page.qr = page.rules.back()); // its ground
  }
  return page;
}

bool apart(const Box& a, const Box& b) {
  return a.right() <= b.x + rounding || b.right() <= a.x + rounding || a.bottom() <= b.y + rounding ||
         b.bottom() <= a.y + rounding;
}

bool inside(const Box& a, const Box& b) {
  return a.x >= b.x - rounding && a.y >= b.y - rounding && a.right() <= b.right() + rounding &&
         a.bottom() <= b.bottom() + rounding;
}

double frame_of(const json& file) { // what the frame of a style leaves free at every edge
  const std::string style = file["face"]["style"];
  return style == "certificate" ? 17.8 : style == "table" ? 10.6 : style == "letter" ? 13.4 : 0.6;
}

void expect_order(const Page& page, double frame) {
  const Box free = Box{0, 0, page.width, page.height}.inset(frame);
  for (std::size_t i = 0; i < page.texts.size(); ++i) {
    const Box& text = page.texts[i];
    EXPECT_TRUE(inside(text, free)) << face::mm_box(text) << " leaves the frame";
    for (const Box& rule : page.rules)
      EXPECT_TRUE(apart(text, rule) || inside(text, rule))
          << face::mm_box(text) << " on " << face::mm_box(rule);
    for (const Box& solid : page.solids)
      EXPECT_TRUE(apart(text, solid)) << face::mm_box(text) << " on " << face::mm_box(solid);
    for (std::size_t other = 0; other < i; ++other)
      EXPECT_TRUE(apart(text, page.texts[other]))
          << face::mm_box(text) << " on " << face::mm_box(page.texts[other]);
  }
  for (std::size_t i = 0; i < page.solids.size(); ++i)
    for (std::size_t other = 0; other < i; ++other)
      EXPECT_TRUE(apart(page.solids[i], page.solids[other]));
}

void expect_face(const json& file) {
  const auto type = parse_type(file.dump());
  ASSERT_THAT(type, test::succeeds());
  for (const json& data : {shortest_data(*type), longest_data(*type)}) {
    License license;
    license.data = data;
    license.reference = std::string(22, 'A');
    const auto face = draw_face(license, *type, fonts(), {}, "https://licenses.example/v/",
                                FaceMark{license.reference, "副本（1000-1000）"});
    ASSERT_THAT(face, test::succeeds());
    const Page page = page_of(face->ofd(1).value());
    const face::SealOnFace seal = face->seal().value();
    EXPECT_TRUE(apart(page.qr, {seal.x_mm, seal.y_mm, seal.width_mm, seal.height_mm}));
    EXPECT_GT(page.texts.size(), 5U);
    expect_order(page, frame_of(file));
  }
}

class TypeFaces : public testing::TestWithParam<int> {};

TEST_P(TypeFaces, HoldAllLegalData) {
  const std::vector<json> files = test::embedded_type_files();
  for (std::size_t i = static_cast<std::size_t>(GetParam()); i < files.size(); i += parts) {
    json file = files[i];
    const bool both = file.contains("fields") && file["face"]["style"] != "card";
    for (const char* const orientation : {"portrait", "landscape"}) {
      SCOPED_TRACE(file["name"]["zh"].get<std::string>() + " " + orientation);
      if (both) file["face"]["orientation"] = orientation;
      expect_face(file);
      if (!both) break;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, TypeFaces, testing::Range(0, parts));

TEST(Trial, MakesDataThatTheSchemaAllows) {
  for (const LicenseType* type : test::embedded_types().all()) {
    EXPECT_THAT(type->check_data(shortest_data(*type)), test::succeeds()) << type->name;
    EXPECT_THAT(type->check_data(longest_data(*type)), test::succeeds()) << type->name;
  }
}

TEST(Trial, TakesTheLongestWordOfAListAndLeavesOutWhatMayBeMissing) {
  const auto type = parse_type(test::embedded_type_file("drug-business-permit").dump()).value();
  EXPECT_EQ(longest_data(type)["经营方式"], "零售（连锁）");
  EXPECT_EQ(shortest_data(type)["经营方式"], "批发");
  EXPECT_FALSE(shortest_data(type).contains("仓库地址"));
  EXPECT_TRUE(longest_data(type).contains("仓库地址"));
}

TEST(Trial, FindsTheFieldThatDoesNotFit) {
  json file = test::embedded_type_file("road-transport-permit");
  EXPECT_THAT(try_out(parse_type(file.dump()).value(), fonts()), test::succeeds());
  file["schema"]["properties"]["经营范围"]["maxLength"] = 1300;
  const auto tried = try_out(parse_type(file.dump()).value(), fonts());
  ASSERT_THAT(tried, test::fails_with("FACE_TEXT_OVERFLOW"));
  EXPECT_EQ(tried.error().detail, "经营范围");
}

TEST(Trial, WantsAPlaceForTheSeal) {
  json file = test::embedded_type_file("road-transport-permit");
  file["face"]["seal"] = false;
  EXPECT_THAT(try_out(parse_type(file.dump()).value(), fonts()), test::fails_with("FACE_WITHOUT_SEAL"));
}

} // namespace
} // namespace elicense::license
