// SPDX-License-Identifier: Apache-2.0
#include "ofd/writer.hpp"
#include "ofd/xml.hpp"
#include "tests/support/ofd_builder.hpp"
#include "tests/support/result_matchers.hpp"
#include <functional>

namespace elicense::ofd {
namespace {

using namespace test;
using testing::HasSubstr;
using testing::IsEmpty;

Result<Bytes> write_with(const std::function<void(NewDocument&)>& change) {
  NewDocument draft = small_draft();
  change(draft);
  return write_document(draft);
}

TEST(Writer, WritesTheCustomaryFiles) {
  const auto package = Package::open(small_document());
  std::vector<std::string> names;
  for (const auto& [name, content] : package->entries())
    names.push_back(name);
  EXPECT_THAT(names,
              testing::ElementsAre("Doc_0/Attachs/Attachments.xml", "Doc_0/Attachs/metadata.xml",
                                   "Doc_0/Document.xml", "Doc_0/DocumentRes.xml",
                                   "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_1/Content.xml",
                                   "Doc_0/PublicRes.xml", "Doc_0/Res/font_1.ttf", "Doc_0/Res/image_2.png",
                                   "Doc_0/Tags/CustomTag.xml", "Doc_0/Tags/CustomTags.xml", "OFD.xml"));
}

TEST(Writer, EqualInputGivesEqualBytes) {
  EXPECT_EQ(small_document(), small_document());
  EXPECT_EQ(signed_document(), signed_document());
}

TEST(Writer, WhatIsNotPackedYetIsTheSame) {
  const auto made = make_document(small_draft());
  ASSERT_THAT(made, succeeds());
  EXPECT_EQ(made->package.entries(), Package::open(small_document())->entries());
  EXPECT_EQ(made->document.pages.size(), 2U);
  NewDocument none = small_draft();
  none.pages.clear();
  EXPECT_THAT(make_document(none), fails_with("OFD_DRAFT_INVALID"));
}

TEST(Writer, WritesTheMinimum) {
  NewDocument draft;
  draft.id = std::string(32, '0');
  draft.pages = {{}};
  const auto file = write_document(draft);
  ASSERT_THAT(file, succeeds());
  EXPECT_EQ(Package::open(*file)->entries().size(), 3U);
  EXPECT_THAT(read_document(Package::open(*file).value())->deviations, IsEmpty());
}

TEST(Writer, WhatItWritesIsReadBack) {
  const auto document = read_document(Package::open(small_document()).value());
  const NewDocument draft = small_draft();
  EXPECT_EQ(document->id, draft.id);
  EXPECT_EQ(document->creator, draft.creator);
  ASSERT_EQ(document->custom_data.size(), draft.custom_data.size());
  for (std::size_t i = 0; i < draft.custom_data.size(); ++i)
    EXPECT_EQ(document->custom_data[i].value, draft.custom_data[i].value);
  EXPECT_EQ(document->pages[1].box.height, 210);
  EXPECT_EQ(document->attachments[0].path, "Doc_0/Attachs/metadata.xml");
  EXPECT_EQ(document->tags[1].objects[0], std::pair(8U, 6U));
}

TEST(Writer, NamesTheVocabularyOfTheTagsTwice) {
  EXPECT_THAT(entry_text(small_document(), "Doc_0/Tags/CustomTags.xml"),
              HasSubstr("<ofd:CustomTag TypeID=\"urn:test:tags\" NameSpace=\"urn:test:tags\">"));
  EXPECT_THAT(entry_text(small_document(), "Doc_0/Tags/CustomTag.xml"),
              HasSubstr("<t:ZZBS><t:ObjectRef PageRef=\"7\">4</t:ObjectRef><t:ObjectRef "
                        "PageRef=\"8\">6</t:ObjectRef></t:ZZBS>"));
}

TEST(Writer, CountsTheLargestId) {
  EXPECT_THAT(entry_text(small_document(), "Doc_0/Document.xml"),
              HasSubstr("<ofd:MaxUnitID>8</ofd:MaxUnitID>"));
}

// What other readers count on: prefix "ofd", no byte order mark, the required attributes, the schema's order.
TEST(Writer, HasTheShapeOtherReadersExpect) {
  const auto package = Package::open(signed_document());
  for (const auto& [name, content] : package->entries()) {
    if (!name.ends_with(".xml") || name.ends_with("metadata.xml") || name.ends_with("CustomTag.xml"))
      continue;
    EXPECT_TRUE(as_text(content).starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:")) << name;
    const auto file = parse_xml(content, XmlProfile::ofd);
    ASSERT_THAT(file, succeeds()) << name;
    EXPECT_FALSE(file->old_namespace || file->has_bom) << name;
  }
  const std::string document = entry_text(signed_document(), "Doc_0/Document.xml");
  const std::vector<std::string> order = {"MaxUnitID", "PageArea",   "PublicRes",  "DocumentRes",
                                          "Pages",     "CustomTags", "Attachments"};
  for (std::size_t i = 1; i < order.size(); ++i)
    EXPECT_LT(document.find("<ofd:" + order[i - 1] + ">"), document.find("<ofd:" + order[i] + ">"))
        << order[i];
  EXPECT_THAT(entry_text(signed_document(), "OFD.xml"), HasSubstr("Version=\"1.1\" DocType=\"OFD\""));
  EXPECT_THAT(entry_text(signed_document(), "Doc_0/Attachs/Attachments.xml"),
              HasSubstr("ID=\"A1\" Name=\"metadata\" Format=\"xml\" Size=\"0.00390625\" Usage=\"metadata\""));
}

TEST(Writer, RefusesDraftsThatWouldNotBeReadBack) {
  const std::vector<std::function<void(NewDocument&)>> mistakes = {
      [](NewDocument& d) { d.id = "short"; },
      [](NewDocument& d) { d.id = std::string(32, 'g'); },
      [](NewDocument& d) { d.title = "\x01"; },
      [](NewDocument& d) { d.title = "\xFF"; },
      [](NewDocument& d) { d.creation_date = "31.1.2026"; },
      [](NewDocument& d) { d.custom_data.push_back(d.custom_data[0]); },
      [](NewDocument& d) { d.pages.clear(), d.tags.clear(); },
      [](NewDocument& d) { d.pages[0].width_mm = 0; },
      [](NewDocument& d) { d.pages[0].layers = "<ofd:Layer>"; },
      [](NewDocument& d) { d.fonts[0].file_name = "../font.ttf"; },
      [](NewDocument& d) { d.fonts[0].file_name = "IMAGE_2.png"; },
      [](NewDocument& d) { d.fonts[0].id = 0; },
      [](NewDocument& d) { d.fonts[0].id = d.images[0].id; },
      [](NewDocument& d) { d.images[0].id = 7; },
      [](NewDocument& d) { d.images[0].file_name = ""; },
      [](NewDocument& d) { d.attachments[0].file_name = "ATTACHMENTS.xml"; },
      [](NewDocument& d) { d.attachments.push_back(d.attachments[0]); },
      [](NewDocument& d) { d.tags[0].name = "1x"; },
      [](NewDocument& d) { d.tags[0].name = "a b"; },
      [](NewDocument& d) {
        d.tags[0].objects = {{2, 4}};
      },
      [](NewDocument& d) {
        d.tags[0].objects = {{0, 0}};
      },
      [](NewDocument& d) {
        d.tags[0].objects = {{0, 7}};
      },
      [](NewDocument& d) { d.tag_namespace.clear(); },
      [](NewDocument& d) { d.max_object_id = 0xFFFFFFFFU; },
      [](NewDocument& d) { d.attachments[0].content.resize(std::size_t{65} << 20U); },
  };
  for (std::size_t i = 0; i < mistakes.size(); ++i)
    EXPECT_THAT(write_with(mistakes[i]), fails_with("OFD_DRAFT_INVALID")) << i;
}

} // namespace
} // namespace elicense::ofd
