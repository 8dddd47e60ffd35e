// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_check.hpp"
#include "tests/submission/matters.hpp"
#include <gmock/gmock.h>

namespace elicense::submission {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

class CheckingMatters : public testing::Test {
 protected:
  std::vector<MatterFinding> found(const Matter* in_force = nullptr) const {
    return check_matter(matter, in_force, test::embedded_types());
  }
  Alternative& alternative() { return matter.items[0].materials[0].alternatives[0]; }

  Matter matter = test::matter_of(test::matter_object());
  const std::string card = test::identity_card;
};

TEST_F(CheckingMatters, FindsNothingInAGoodOne) {
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(found(&matter), IsEmpty());
}

TEST_F(CheckingMatters, FindsWhatIsNotThere) {
  alternative().fields = {"姓名", "holder_name", "number", "国籍"};
  EXPECT_THAT(found(), ElementsAre(MatterFinding{"field-unknown", true, "01/01 " + card + " 国籍"}));
  alternative().type_code = "gone";
  EXPECT_THAT(found(), ElementsAre(MatterFinding{"type-unknown", true, "01/01 gone"}));
}

TEST_F(CheckingMatters, FindsPathsThatLeadNowhere) {
  const auto with = [&](const char* path) {
    alternative().rules[0].logic = {{"===", {{{"var", path}}, "x"}}};
    return found();
  };
  for (const char* good :
       {"license.issuer", "license.holder.code", "license.data.住址", "applicant.age", "case.x", "today"})
    EXPECT_THAT(with(good), IsEmpty()) << good;
  for (const char* bad :
       {"license", "license.secret", "license.data.国籍", "license.data", "case.", "case", "applicant", "x"})
    EXPECT_THAT(with(bad), ElementsAre(MatterFinding{"path-unknown", true,
                                                     "01/01 " + card + " remaining-30-days " + bad}));
}

TEST_F(CheckingMatters, AConditionReadsNoLicense) {
  matter.items[0].materials[2].condition = json::parse(R"({"===": [{"var": "license.issuer"}, "x"]})");
  EXPECT_THAT(found(), ElementsAre(MatterFinding{"path-unknown", true, "01/03 license.issuer"}));
}

TEST_F(CheckingMatters, TellsOfLicensesThatTheApplicantCannotHold) {
  alternative().type_code = test::food_permit;
  alternative().fields = {"许可证编号"};
  EXPECT_THAT(found(),
              ElementsAre(MatterFinding{"holder-other", false, std::string("01/01 ") + test::food_permit}));
  alternative().of_others = true;
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(CheckingMatters, TellsWhatChanges) {
  Matter before = matter;
  before.items.push_back(before.items[0]);
  before.items[1].code = "02";
  before.items[0].materials.emplace_back().code = "04";
  before.items[0].materials[2].alternatives.emplace_back().type_code = "old";
  before.items[0].materials.erase(before.items[0].materials.begin());
  EXPECT_THAT(found(&before), ElementsAre(MatterFinding{"license-removed", false, "01/03 old"},
                                          MatterFinding{"material-removed", false, "01/04"},
                                          MatterFinding{"material-added", false, "01/01"},
                                          MatterFinding{"item-removed", false, "02"}));
}

} // namespace
} // namespace elicense::submission
