// SPDX-License-Identifier: Apache-2.0
#include "license/type_data.hpp"
#include "tests/license/type_files.hpp"
#include <gtest/gtest.h>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::permit_file;

// What is said of the permit with these tests in its file.
std::string problem_with_tests(const json& tests) {
  json file = permit_file();
  file["tests"] = tests;
  const auto type = parse_type(file.dump());
  return type ? "" : type.error().detail;
}

TEST(TypeData, TestsInTheFileAreJudgedByItsSchema) {
  json wrong = permit_file()["example"];
  wrong["业户名称"] = 5;
  EXPECT_EQ(problem_with_tests(
                {{"accepted", json::array({permit_file()["example"]})}, {"refused", json::array({wrong})}}),
            "");
  EXPECT_EQ(problem_with_tests({{"refused", json::array({wrong, permit_file()["example"]})}}),
            "/tests/refused/1: is accepted");
  EXPECT_EQ(problem_with_tests({{"accepted", json::array({wrong})}}).substr(0, 31),
            "/tests/accepted/0: is refused: ");
}

TEST(TypeData, TestsAreListsOfTwoNames) {
  EXPECT_EQ(problem_with_tests({{"accepted", "x"}}), "/tests/accepted: must be a list");
  EXPECT_EQ(problem_with_tests({{"tolerated", json::array()}}), "/tests/tolerated: is not known");
  EXPECT_EQ(problem_with_tests(5), "/tests: an object is needed");
}

TEST(TypeData, MasksNameFieldsAndMasks) {
  json file = permit_file();
  file["masks"]["没有"] = "none";
  EXPECT_EQ(parse_type(file.dump()).error().detail, "/masks/没有: is not a field of the schema");
  file = permit_file();
  file["masks"]["业户名称"] = "veil";
  EXPECT_EQ(parse_type(file.dump()).error().detail, "/masks/业户名称: is not a mask");
}

} // namespace
} // namespace elicense::license
