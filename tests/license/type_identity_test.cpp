// SPDX-License-Identifier: Apache-2.0
#include "license/type_identity.hpp"
#include "tests/license/type_files.hpp"
#include <gtest/gtest.h>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::permit_file;

std::string problem_of(const json& file) {
  TypeFileReader reader(file);
  LicenseType type;
  read_identity(reader, type);
  return reader.failed() ? reader.error().detail : "";
}

TEST(TypeIdentity, IsReadWhole) {
  const json file = permit_file();
  TypeFileReader reader(file);
  LicenseType type;
  read_identity(reader, type);
  ASSERT_FALSE(reader.failed());
  EXPECT_EQ(type.code, "11100000000019713D008");
  EXPECT_EQ(type.name, "道路运输经营许可证");
  EXPECT_EQ(type.holder_category, "legal_person");
  EXPECT_EQ(type.catalogue["CertificateTypeName"], type.name);
}

TEST(TypeIdentity, NamesWhatDoesNotFit) {
  const auto with = [](const char* pointer, const json& value) {
    json file = permit_file();
    file[json::json_pointer(pointer)] = value;
    return problem_of(file);
  };
  EXPECT_EQ(with("/code", "11100000000019713D00"), "/code: must have 21 characters");
  EXPECT_EQ(with("/former_codes", json::array({"11100000000019713D00x"})),
            "/former_codes/0: must end in three digits");
  EXPECT_EQ(with("/assurance", "E"), "/assurance: must be A, B, C or D");
  EXPECT_EQ(with("/holder/code_types", json::array({"111"})),
            "/holder/code_types/0: does not fit the category");
  EXPECT_EQ(with("/catalogue/CertificateTypeName", "别的"),
            "/catalogue/CertificateTypeName: is not the name");
}

} // namespace
} // namespace elicense::license
