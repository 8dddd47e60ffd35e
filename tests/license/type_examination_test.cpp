// SPDX-License-Identifier: Apache-2.0
#include "license/type_examination.hpp"
#include "tests/license/issuing_house.hpp"
#include "tests/license/type_files.hpp"
#include "tests/support/result_matchers.hpp"
#include <gmock/gmock.h>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::fails_with;

TypeExamination examined(const json& file, const std::string& url = "https://licenses.example/v/") {
  return examine_type(file.dump(), {test::embedded_types(), fonts(), {}, url}).value();
}

TEST(TypeExamination, ANewTypeIsTheFirstVersionAndIsDrawn) {
  const auto examination = examined(test::type_file());
  EXPECT_EQ(examination.type.version, 1);
  EXPECT_EQ(examination.base, nullptr);
  EXPECT_TRUE(examination.findings.empty());
  EXPECT_EQ(examination.faces.size(), 3U);
  for (const TrialFace& face : examination.faces)
    EXPECT_TRUE(face.drawn) << face.data;
  EXPECT_FALSE(examination.is_refused());
}

TEST(TypeExamination, AChangeIsHeldAgainstTheVersionInForce) {
  json file = test::type_file(test::permit_type_code);
  file["catalogue"]["ValidityRange"] = "6年";
  const auto examination = examined(file);
  EXPECT_EQ(examination.type.version, 2);
  ASSERT_NE(examination.base, nullptr);
  EXPECT_EQ(examination.base->version, 1);
  EXPECT_EQ(examination.difference,
            json::parse(R"([{"op":"replace","path":"/catalogue/ValidityRange","value":"6年"}])"));
}

TEST(TypeExamination, AnOfficialCodeIsHeldAgainstTheTypeItReplaces) {
  json file = test::type_file();
  file["former_codes"] = json::array({test::permit_type_code});
  const auto examination = examined(file);
  EXPECT_EQ(examination.type.version, 1);
  ASSERT_NE(examination.base, nullptr);
  EXPECT_EQ(examination.base->code, test::permit_type_code);
  EXPECT_THAT(examination.findings,
              testing::ElementsAre(TypeFinding{"code-replaced", false, test::permit_type_code}));
}

TEST(TypeExamination, AFaceWithoutRoomIsRefused) {
  json file = test::type_file();
  file["schema"]["properties"]["业户名称"]["maxLength"] = 4000;
  const auto examination = examined(file);
  EXPECT_TRUE(examination.is_refused());
  EXPECT_THAT(examination.findings,
              testing::ElementsAre(TypeFinding{"face-refused", true, "longest FACE_TEXT_OVERFLOW"}));
  EXPECT_FALSE(examination.faces.back().drawn);
}

TEST(TypeExamination, ACodeTooLargeForItsPlaceIsRefused) {
  EXPECT_LE(examined(test::type_file()).qr_version, 8);
  const std::string longest(130, 'a'); // with the reference exactly as long as a face allows
  EXPECT_EQ(examined(test::type_file(), longest).qr_version, 8);
  const auto examination = examined(test::type_file(), longest + "a");
  EXPECT_EQ(examination.qr_version, 9);
  EXPECT_THAT(examination.findings, testing::ElementsAre(TypeFinding{"qr-version", true, longest + "a"}));
}

TEST(TypeExamination, WhatCannotBeReadIsNotExamined) {
  EXPECT_THAT(examine_type("{", {test::embedded_types(), fonts(), {}, ""}), fails_with("TYPE_INVALID"));
}

} // namespace
} // namespace elicense::license
