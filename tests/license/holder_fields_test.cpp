// SPDX-License-Identifier: Apache-2.0
// Licenses with several holders: who they are, what is whose, and every embedded type that may have them.
#include "license/drafting.hpp"
#include "license/holder_fields.hpp"
#include "license/leaves.hpp"
#include "license/metadata.hpp"
#include "license/view.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::embedded_types;
using test::fails_with;
using test::succeeds;

IssueRequest request_of(const LicenseType& type) {
  return {.idempotency_key = "key",
          .type_code = type.code,
          .data = type.example,
          .holder_code_type = "",
          .issued_on = ""};
}

class Holders : public testing::Test {
 protected:
  const LicenseType& marriage = test::type_named("结婚证");
  const LicenseType& deed = test::type_named("中华人民共和国不动产权证书");
  IssueRequest of_deed(json names, json codes) const {
    IssueRequest request = request_of(deed);
    request.data["共有人"] = std::move(names);
    request.data["共有人证件号码"] = std::move(codes);
    return request;
  }
};

TEST_F(Holders, APairOfFieldsNamesOneMore) {
  const auto holders = read_holders(request_of(marriage), marriage);
  ASSERT_THAT(holders, succeeds());
  ASSERT_EQ(holders->size(), 2U);
  EXPECT_EQ(holders->at(0).name, "张三样例");
  EXPECT_EQ(holders->at(1).name, "李四样例");
  EXPECT_EQ(holders->at(1).code_type, "111");
  EXPECT_EQ(holders->at(1).code, "640104198808080012");
}

TEST_F(Holders, ListsNameMoreInTheirOrderAndMayBeMissing) {
  IssueRequest request =
      of_deed({"李四样例", "示例科技有限公司"}, {"640104198808080012", "91640100MA0000031T"});
  request.other_code_types = {"111", "001"};
  const auto holders = read_holders(request, deed);
  ASSERT_THAT(holders, succeeds());
  ASSERT_EQ(holders->size(), 3U);
  EXPECT_EQ(holders->at(2).code_type, "001");
  request = request_of(deed);
  request.data.erase("共有人");
  EXPECT_THAT(read_holders(request, deed), fails_with("LICENSE_DATA_INVALID"));
  request.data.erase("共有人证件号码");
  EXPECT_EQ(read_holders(request, deed)->size(), 1U);
}

TEST_F(Holders, EachCodeIsChecked) {
  IssueRequest request = request_of(marriage);
  request.data["配偶身份证件号"] = "640104198808080011";
  EXPECT_THAT(read_holders(request, marriage), fails_with("CITIZEN_NUMBER_CHECK"));
  request.data["配偶身份证件号"] = "E12345678";
  EXPECT_THAT(read_holders(request, marriage), fails_with("CITIZEN_NUMBER_MALFORMED"));
  request.other_code_types = {"414"};
  EXPECT_EQ(read_holders(request, marriage)->at(1).code_type, "414");
  request.other_code_types = {"001"};
  EXPECT_THAT(read_holders(request, marriage), fails_with("HOLDER_CODE_TYPE"));
  request.other_code_types = {"414", "111"};
  EXPECT_THAT(read_holders(request, marriage), fails_with("HOLDER_CODE_TYPE"));
}

TEST_F(Holders, TheKindOfACodeIsKeptFromTheVersionBefore) {
  IssueRequest request = of_deed({"示例科技有限公司"}, {"91640100MA0000031T"});
  EXPECT_THAT(read_holders(request, deed), fails_with("CITIZEN_NUMBER_MALFORMED"));
  request.known_holders = {{"示例科技有限公司", "001", "91640100MA0000031T"}};
  EXPECT_EQ(read_holders(request, deed)->at(1).code_type, "001");
}

TEST_F(Holders, NobodyHoldsTheSameLicenseTwice) {
  IssueRequest request = request_of(marriage);
  request.data["配偶身份证件号"] = request.data["公民身份号码"];
  EXPECT_THAT(read_holders(request, marriage), fails_with("HOLDER_TWICE"));
  request = of_deed({"李四样例", "李四样例"}, {"640104198808080012", "640104198808080012"});
  EXPECT_THAT(read_holders(request, deed), fails_with("HOLDER_TWICE"));
  request = request_of(marriage);
  request.holder_code_type = "111";
  request.data["配偶姓名"] = "李^四";
  EXPECT_THAT(read_holders(request, marriage), fails_with("HOLDER_NAME"));
}

TEST_F(Holders, AreTheSameWhateverTheirCodesAreSetIn) {
  EXPECT_TRUE(is_same({"a", "414", "e 123"}, {"b", "414", "E123"}));
  EXPECT_FALSE(is_same({"a", "414", "E123"}, {"a", "999", "E123"}));
}

TEST_F(Holders, NamesAndCodesHaveToPair) {
  const auto read = read_holders(of_deed({"李四样例", "王五样例"}, {"640104198808080012"}), deed);
  ASSERT_THAT(read, fails_with("LICENSE_DATA_INVALID"));
  EXPECT_EQ(read.error().detail, "/共有人证件号码: not as many as /共有人");
}

TEST_F(Holders, FieldsHaveTheirOwners) {
  const License license = test::license_of(marriage);
  const auto owner = [&](const char* field) {
    return owners_of(license, marriage, field).at(0).holder->name;
  };
  EXPECT_EQ(owner("持证人"), "张三样例");
  EXPECT_EQ(owner("出生日期"), "张三样例");
  EXPECT_EQ(owner("配偶姓名"), "李四样例");
  EXPECT_EQ(owner("配偶国籍"), "李四样例");
  EXPECT_TRUE(owners_of(license, marriage, "登记机关").empty());
  License before = license; // issued when a license had one holder
  before.other_holders.clear();
  EXPECT_EQ(owners_of(before, marriage, "配偶姓名").at(0).holder, nullptr);
}

TEST_F(Holders, AHolderSeesTheOthersMasked) {
  const License license = test::license_of(marriage);
  const License spouse = View::of_holder(license.other_holders[0]).of(license, &marriage);
  EXPECT_EQ(spouse.data["配偶姓名"], "李四样例");
  EXPECT_EQ(spouse.data["配偶出生日期"], license.data["配偶出生日期"]);
  EXPECT_EQ(spouse.data["持证人"], "张**");
  EXPECT_EQ(spouse.data["公民身份号码"], "6401*************6");
  EXPECT_EQ(spouse.data["出生日期"], "1990-**-**");
  EXPECT_EQ(spouse.data["登记机关"], license.data["登记机关"]);
  EXPECT_EQ(spouse.holder.name, "张**");
  EXPECT_EQ(spouse.other_holders[0].code, license.other_holders[0].code);
  EXPECT_EQ(View::of_holder(license.holder).of(license, nullptr).data["登记机关"], hidden_value);
  EXPECT_TRUE(View::of_holder(license.holder).masks(license));
  EXPECT_FALSE(View::of_holder(license.holder).masks(license.holder));
  EXPECT_TRUE(View::of_holder(license.holder).masks(license.other_holders[0]));
}

TEST_F(Holders, OfAListEachIsMaskedAlone) {
  IssueRequest request =
      of_deed({"李四样例", "示例科技有限公司"}, {"640104198808080012", "91640100MA0000031T"});
  request.other_code_types = {"111", "001"};
  License license = test::license_of(deed);
  license.data = request.data;
  const auto holders = read_holders(request, deed).value();
  license.other_holders = {holders[1], holders[2]};
  const License masked = View::masked().of(license, &deed);
  EXPECT_EQ(masked.data["共有人"], (json{"李**", "示例科技有限公司"}));
  EXPECT_EQ(masked.data["共有人证件号码"], (json{"6401*************2", "91640100MA0000031T"}));
  EXPECT_EQ(masked.other_holders[0].name, "李**");
  const License li = View::of_holder(holders[1]).of(license, &deed);
  EXPECT_EQ(li.data["共有人"], license.data["共有人"]);
  EXPECT_EQ(li.data["权利人"], "张**");
}

TEST_F(Holders, TheRecordOfTheIssueCoversEach) {
  const License license = test::license_of(marriage);
  License other = license;
  other.other_holders[0].name = "王五样例";
  EXPECT_NE(record_digest(license), record_digest(other));
  other = license;
  other.other_holders.clear();
  EXPECT_NE(record_digest(license), record_digest(other));
}

// Every type of ours: its example has as many holders as it names, and what is one holder's leaves with no
// other.
TEST_F(Holders, EveryTypeKeepsItsHoldersApart) {
  std::size_t several = 0;
  for (const LicenseType* const type : embedded_types().all()) {
    SCOPED_TRACE(type->name);
    const License license = test::license_of(*type);
    EXPECT_EQ(license.other_holders.empty(), type->other_holders.empty());
    several += license.other_holders.empty() ? 0 : 1;
    const auto elements = metadata_elements(license, *type);
    for (const char* const name : {"CZZT", "CZZTDM", "CZZTDMLX", "CZZTDMLXDM"}) {
      const auto element = std::ranges::find(elements, name, &MetadataElement::name);
      EXPECT_EQ(element->values.size(), license.holders().size());
    }
    for (const Holder& reader : license.holders()) {
      const std::string seen = View::of_holder(reader).of(license, type).data.dump();
      for (const Holder& holder : license.holders())
        if (is_natural_person(holder)) {
          EXPECT_EQ(seen.find('"' + holder.code + '"') != std::string::npos, is_same(reader, holder)) << seen;
        }
    }
  }
  EXPECT_EQ(several, 6U);
}

} // namespace
} // namespace elicense::license
