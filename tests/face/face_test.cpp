// SPDX-License-Identifier: Apache-2.0
// Each type with its example, the shortest and the longest legal data, in every output.
#include "face/drawing.hpp"
#include "face/face.hpp"
#include "face/picture.hpp"
#include "face/qr.hpp"
#include "face/seal_picture.hpp"
#include "face/surface.hpp"
#include "face/text_template.hpp"
#include "markup/escape.hpp"
#include "tests/face/page_scan.hpp"
#include "tests/face/type_files.hpp"
#include "tests/support/result_matchers.hpp"
#include <cmath>
#include <set>
#include <sstream>
#include <thread>
#include <zlib.h>

namespace elicense::face {
namespace {

using namespace nlohmann::literals;
using test::fails_with;
using test::succeeds;
using test::TypeFile;

// What the fonts, pictures and page of a face may take of the 64 KB of a package; seal, signature, metadata
// and certificates need the rest.
constexpr std::size_t package_share = 42 * 1024;

std::size_t packed(ByteView bytes) {
  uLongf size = compressBound(bytes.size());
  Bytes out(size);
  EXPECT_EQ(compress2(out.data(), &size, bytes.data(), bytes.size(), 9), Z_OK);
  return size;
}

std::size_t packed(const OfdFace& page) {
  std::size_t size = packed(as_bytes(page.layers));
  for (const OfdFont& font : page.fonts)
    size += packed(font.content);
  for (const OfdImage& image : page.images)
    size += packed(image.content);
  return size;
}

Face composed(const TypeFile& type, const FaceData& data) {
  return Face::compose(test::fonts(), *type.layout(), data).value();
}

Face example_of(const std::string& name) {
  for (const TypeFile& type : test::type_files())
    if (type.name == name) return composed(type, test::example_data(type));
  throw std::runtime_error("no type " + name);
}

Result<Face> from(const nlohmann::json& layout, const FaceData& data) {
  return Face::compose(test::fonts(), *parse_layout(layout, {"名称", "号码", "照片"}).value(), data);
}

bool well_formed(const std::string& xml) {
  return test::scan_page(xml).has_value();
}

std::vector<test::PageElement> elements_of(const OfdFace& page) {
  return test::scan_page(page.layers).value();
}

// The text of every TextObject by id.
std::map<std::uint32_t, std::string> texts_of(const OfdFace& page) {
  std::map<std::uint32_t, std::string> texts;
  std::uint32_t id = 0;
  for (const test::PageElement& element : elements_of(page)) {
    if (element.attributes.contains("ID"))
      id = static_cast<std::uint32_t>(std::stoul(element.attributes.at("ID")));
    if (element.name == "ofd:TextCode") texts[id] = element.text;
  }
  return texts;
}

std::string shown(const OfdFace& page, const std::string& field) {
  auto texts = texts_of(page);
  std::string all;
  if (auto found = page.objects.find(field); found != page.objects.end())
    for (std::uint32_t id : found->second)
      all += texts[id];
  return all;
}

class FaceOfType : public testing::TestWithParam<TypeFile> {
 protected:
  void has_all_of(const FaceData& data) {
    OfdFace page = composed(GetParam(), data).ofd(1).value();
    EXPECT_TRUE(well_formed(page.layers));
    for (const auto& [field, value] : data.values)
      if (!field.ends_with("人证件号码")) { // 不动产: needed for the holders, and not for everyone's eyes
        EXPECT_EQ(without_blanks(shown(page, field)), without_blanks(as_shown(field, value))) << field;
      }
    for (const auto& [field, picture] : data.pictures)
      EXPECT_EQ(page.objects[field].size(), 1U) << field;
    EXPECT_LE(packed(page), package_share);
  }

 private:
  static std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
  }
  std::string as_shown(const std::string& field, const std::string& value) {
    std::string layout = GetParam().content["face"].dump();
    DateForm form = layout.find("{" + field + ":dots}") != std::string::npos    ? DateForm::dots
                    : layout.find("{" + field + ":plain}") != std::string::npos ? DateForm::plain
                                                                                : DateForm::full;
    return markup::escape(shown_date(value, form));
  }
};

TEST_P(FaceOfType, ShowsItsExample) {
  has_all_of(test::example_data(GetParam()));
}
TEST_P(FaceOfType, ShowsTheShortestData) {
  has_all_of(test::shortest_data(GetParam()));
}
TEST_P(FaceOfType, ShowsTheLongestData) {
  has_all_of(test::longest_data(GetParam()));
}

TEST_P(FaceOfType, KeepsEveryTextOnThePage) {
  for (const FaceData& data : {test::example_data(GetParam()), test::longest_data(GetParam())}) {
    OfdFace page = composed(GetParam(), data).ofd(1).value();
    std::size_t found = 0;
    for (const test::PageElement& element : elements_of(page)) {
      if (element.name != "ofd:TextObject") continue;
      std::istringstream boundary(element.attributes.at("Boundary"));
      Box box;
      boundary >> box.x >> box.y >> box.width >> box.height;
      EXPECT_TRUE(box.x >= 0 && box.y >= 0 && box.right() <= page.width_mm && box.bottom() <= page.height_mm);
      ++found;
    }
    EXPECT_GT(found, 5U);
    EXPECT_EQ(found, texts_of(page).size());
  }
}

TEST_P(FaceOfType, IsTheSameEveryTime) {
  FaceData data = test::example_data(GetParam());
  Face once = composed(GetParam(), data), again = composed(GetParam(), data);
  EXPECT_EQ(once.ofd(7)->layers, again.ofd(7)->layers);
  EXPECT_EQ(once.pdf().value(), again.pdf().value());
  EXPECT_EQ(once.png(3).value(), again.png(3).value());
  EXPECT_EQ(once.svg().value(), again.svg().value());
}

TEST_P(FaceOfType, UsesEveryIdOnce) {
  OfdFace page = composed(GetParam(), test::example_data(GetParam())).ofd(100).value();
  std::set<std::uint32_t> ids;
  for (const OfdFont& font : page.fonts)
    EXPECT_TRUE(ids.insert(font.id).second);
  for (const OfdImage& image : page.images)
    EXPECT_TRUE(ids.insert(image.id).second);
  for (const test::PageElement& element : elements_of(page))
    if (element.attributes.contains("ID")) {
      EXPECT_TRUE(ids.insert(static_cast<std::uint32_t>(std::stoul(element.attributes.at("ID")))).second);
    }
  EXPECT_EQ(*ids.begin(), 100U);
  EXPECT_EQ(*ids.rbegin(), page.max_object_id);
  EXPECT_EQ(ids.size(), page.max_object_id - 99);
}

INSTANTIATE_TEST_SUITE_P(All, FaceOfType, testing::ValuesIn(test::type_files()), test::test_name);

TEST(Face, OtherStylesAndOrientationsWorkToo) {
  for (const char* style : {"certificate", "table", "letter", "card"})
    for (const char* turn : {"landscape", "portrait"}) {
      if (std::string(style) == "card" && std::string(turn) == "portrait") continue;
      for (const char* tint : {"gold", "red", "green", "blue"}) {
        nlohmann::json layout = R"({"title": "示例证书", "columns": [["名称", "号码"]]})"_json;
        layout["style"] = style;
        layout["orientation"] = turn;
        layout["tint"] = tint;
        auto face = from(layout, {{{"名称", "张三样例"}, {"号码", "1"}}, {}, {}, {}, {}, {}});
        ASSERT_THAT(face, succeeds()) << style << turn;
        EXPECT_TRUE(well_formed(face->ofd(1)->layers));
      }
    }
}

TEST(Face, NamesTheFieldThatDoesNotFit) {
  nlohmann::json layout = R"({"title": "证", "columns": [["名称"]]})"_json;
  auto face = from(layout, {{{"名称", test::long_text(2000)}}, {}, {}, {}, {}, {}});
  ASSERT_THAT(face, fails_with("FACE_TEXT_OVERFLOW"));
  EXPECT_EQ(face.error().detail, "名称");
}

TEST(Face, NamesTheFieldItCannotShow) {
  nlohmann::json layout = R"({"title": "证", "columns": [["名称"]]})"_json;
  auto face = from(layout, {{{"名称", "张三\x07"}}, {}, {}, {}, {}, {}});
  ASSERT_THAT(face, fails_with("FACE_GLYPH_MISSING"));
  EXPECT_EQ(face.error().detail, "名称");
  EXPECT_THAT(from(layout, {{{"名称", "张\xFF"}}, {}, {}, {}, {}, {}}), fails_with("FACE_TEXT_ENCODING"));
}

TEST(Face, EscapesWhatXmlWouldRead) {
  auto face = from(R"({"title": "证", "columns": [["名称"]]})"_json,
                   {{{"名称", "<b>&\"公司\"</b>"}}, {}, {}, {}, {}, {}});
  ASSERT_THAT(face, succeeds());
  OfdFace page = face->ofd(1).value();
  EXPECT_TRUE(well_formed(page.layers));
  EXPECT_EQ(shown(page, "名称"), "&lt;b&gt;&amp;&quot;公司&quot;&lt;/b&gt;");
  EXPECT_TRUE(well_formed(std::string(as_text(face->svg().value()))));
}

TEST(Face, LeavesOutWhatHasNoValue) {
  auto face =
      from(R"({"title": "证", "columns": [["名称", "号码"]], "pictures": ["照片"], "qr": "扫描"})"_json,
           {{{"名称", "张三样例"}}, {}, {}, {}, {}, {}});
  OfdFace page = face->ofd(1).value();
  EXPECT_FALSE(page.objects.contains("号码"));
  EXPECT_FALSE(page.objects.contains("照片"));
  EXPECT_EQ(page.layers.find("扫描"), std::string::npos);
}

TEST(Face, SetsManyDifferentCharactersInSans) {
  auto fonts_for = [](const std::string& text) {
    auto face = from(R"({"title": "证", "columns": [[{"label": "名称", "lines": 6}]]})"_json,
                     {{{"名称", text}}, {}, {}, {}, {}, {}});
    OfdFace page = face->ofd(1).value();
    std::set<std::string> names;
    for (const OfdFont& font : page.fonts)
      names.insert(font.name);
    return names;
  };
  std::string few, many;
  for (char32_t c = U'一'; c < U'一' + 130; ++c)
    few += to_utf8(std::u32string(1, c));
  for (char32_t c = U'一'; c < U'一' + 160; ++c)
    many += to_utf8(std::u32string(1, c));
  EXPECT_FALSE(fonts_for(few).contains("Noto Sans CJK SC"));
  EXPECT_TRUE(fonts_for(many).contains("Noto Sans CJK SC"));
}

TEST(Face, RefusesPicturesThatAreNone) {
  nlohmann::json layout = R"({"title": "证", "pictures": ["照片"]})"_json;
  auto face = from(layout, {{}, {{"照片", to_bytes("no picture")}}, {}, {}, {}, {}});
  ASSERT_THAT(face, fails_with("FACE_PICTURE"));
  EXPECT_EQ(face.error().detail, "照片");
  EXPECT_THAT(from(layout, {{}, {{"照片", Bytes(max_picture + 1)}}, {}, {}, {}, {}}),
              fails_with("FACE_PICTURE_TOO_LARGE"));
  EXPECT_THAT(from(layout, {{}, {}, {}, {}, to_bytes("no seal"), {}}), fails_with("FACE_PICTURE"));
}

TEST(Face, RefusesAQrCodeThatWouldBeUnreadable) {
  nlohmann::json layout = {{"title", "证"}, {"style", "card"}, {"qr", ""}};
  EXPECT_THAT(from(layout, {{}, {}, {}, std::string(100, 'x'), {}, {}}), succeeds());
  EXPECT_THAT(from(layout, {{}, {}, {}, std::string(400, 'x'), {}, {}}), fails_with("FACE_QR_TOO_LONG"));
  EXPECT_THAT(from(layout, {{}, {}, {}, std::string(max_qr_text + 1, 'x'), {}, {}}),
              fails_with("FACE_QR_TOO_LONG"));
}

TEST(Face, SaysWhereTheSealGoes) {
  auto seal = example_of("business-license").seal();
  ASSERT_TRUE(seal);
  EXPECT_EQ(seal->width_mm, 42);
  EXPECT_LE(seal->x_mm + seal->width_mm, 297);
  EXPECT_FALSE(from({{"title", "证"}, {"seal", false}}, {})->seal());
}

TEST(Face, DrawsTheSealOnPicturesAndNotOnTheOfdPage) {
  FaceData plain, sealed;
  sealed.seal_picture = draw_seal_picture(test::fonts(), {"示例市市场监督管理局", "", "", 42}).value();
  Face without = from({{"title", "证"}}, plain).value(), with = from({{"title", "证"}}, sealed).value();
  EXPECT_EQ(without.ofd(1)->layers, with.ofd(1)->layers);
  EXPECT_NE(without.pdf().value(), with.pdf().value());
  EXPECT_NE(without.svg().value(), with.svg().value());
  Surface picture = decode_png(with.png(2).value());
  Point middle{with.seal()->x_mm + 21, with.seal()->y_mm + 21};
  const unsigned char* pixel =
      cairo_image_surface_get_data(picture.get()) +
      static_cast<int>(middle.y * 2) * cairo_image_surface_get_stride(picture.get()) +
      static_cast<int>(middle.x * 2) * 4;
  EXPECT_GT(pixel[2], 180) << "red";
  EXPECT_LT(pixel[1], 60) << "green";
}

TEST(Face, HasLimitsOfResolution) {
  Face card = example_of("identity-card");
  EXPECT_THAT(card.png(min_dots_per_mm - 0.01), fails_with("FACE_RESOLUTION"));
  EXPECT_THAT(card.png(min_dots_per_mm), succeeds());
  EXPECT_THAT(card.png(max_dots_per_mm), succeeds());
  EXPECT_THAT(card.png(max_dots_per_mm + 0.01), fails_with("FACE_RESOLUTION"));
  EXPECT_THAT(card.png(std::nan("")), fails_with("FACE_RESOLUTION"));
}

// The inflated streams of a PDF, one after another.
std::string streams_of(const Bytes& pdf) {
  std::string text(as_text(pdf)), all;
  for (std::size_t at = 0; (at = text.find("\nstream\n", at)) != std::string::npos;) {
    at += 8;
    Bytes out(1U << 20);
    uLongf size = out.size();
    if (uncompress(out.data(), &size, pdf.data() + at, pdf.size() - at) == Z_OK)
      all += as_text(ByteView(out).first(size));
  }
  return all;
}

TEST(Pdf, CanBeSearched) {
  Bytes pdf = example_of("business-license").pdf().value();
  EXPECT_TRUE(as_text(pdf).starts_with("%PDF-1."));
  std::string streams = streams_of(pdf);
  EXPECT_NE(streams.find("beginbfchar"), std::string::npos);
  for (const char* code_point : {"<793a>", "<4f8b>", "<79d1>", "<6280>"}) // 示例科技
    EXPECT_NE(streams.find(code_point), std::string::npos) << code_point;
}

TEST(Svg, SaysTheTextToAScreenReader) {
  std::string svg(as_text(example_of("business-license").svg().value()));
  EXPECT_TRUE(well_formed(svg));
  EXPECT_NE(svg.find("<title>营业执照</title>"), std::string::npos);
  EXPECT_NE(svg.find("aria-label=\"示例科技有限公司\""), std::string::npos);
}

TEST(Face, IsComposedByManyThreadsAtOnce) {
  TypeFile type = test::type_files().front();
  FaceData data = test::example_data(type);
  Bytes expected = composed(type, data).pdf().value();
  std::vector<std::thread> threads;
  std::vector<Bytes> made(4);
  for (Bytes& pdf : made)
    threads.emplace_back([&] { pdf = composed(type, data).pdf().value(); });
  for (std::thread& thread : threads)
    thread.join();
  for (const Bytes& pdf : made)
    EXPECT_EQ(pdf, expected);
}

} // namespace
} // namespace elicense::face
