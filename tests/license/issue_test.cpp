// SPDX-License-Identifier: Apache-2.0
#include "crypto/seal.hpp"
#include "license/identifier.hpp"
#include "license/issue.hpp"
#include "license/leaves.hpp"
#include "ofd/coverage.hpp"
#include "tests/license/issuing_house.hpp"
#include "tests/license/type_files.hpp"
#include "tests/support/result_matchers.hpp"
#include <set>
#include <thread>

namespace elicense::license {
namespace {

using test::fails_with;
using test::succeeds;

const Error disk_gone = fail(ErrorKind::unavailable, "STORE_FAILED", "");
const Error not_trusted = fail(ErrorKind::internal, "SELF_CHECK_FAILED", "");

class Issuing : public testing::Test {
 protected:
  Result<License> issue(const IssueRequest& request) { return house.issuer().issue(request); }
  Result<License> issue(const std::function<void(IssueRequest&)>& change) {
    IssueRequest request = house.request();
    change(request);
    return issue(request);
  }
  std::vector<std::string> history() {
    std::vector<std::string> kinds;
    for (const Bytes& leaf : house.licenses.book.leaves) {
      const ledger::Entry entry = ledger::decode_entry(leaf).value();
      kinds.push_back(std::string(ledger::name_of(entry.kind)) + ' ' + entry.word);
    }
    return kinds;
  }
  std::size_t open_plans() { return house.licenses.open_plans()->size(); }
  void expect_nothing_recorded() {
    EXPECT_EQ(house.licenses.plans, 0);
    EXPECT_TRUE(history().empty());
  }
  House house;
};

using History = std::vector<std::string>;

TEST_F(Issuing, MakesARegisteredLicense) {
  const auto license = issue(house.request());
  ASSERT_THAT(license, succeeds());
  const auto identifier = Identifier::parse(license->identifier);
  ASSERT_THAT(identifier, succeeds());
  EXPECT_EQ(identifier->type, House::permit_code);
  EXPECT_EQ(identifier->issuer, house.authority.code);
  EXPECT_EQ(identifier->serial.size(), written_serial_size);
  EXPECT_EQ(identifier->version, 1);
  EXPECT_EQ(license->reference.size(), 22U); // 128 bits
  EXPECT_EQ(license->registered_state, State::valid);
  EXPECT_EQ(license->issued_at, house.now);
  EXPECT_EQ(license->seal_id, house.authority.seal_id);
  EXPECT_EQ(house.licenses.find(license->identifier)->reference, license->reference);
  EXPECT_EQ(history(), History{"license-issued valid"});
  EXPECT_EQ(open_plans(), 0U);
}

TEST_F(Issuing, MakesADocumentSealedOverEverything) {
  const auto license = issue(house.request());
  ASSERT_THAT(license, succeeds());
  const Bytes document = house.licenses.document(license->identifier).value();
  EXPECT_EQ(crypto::sm3(document), license->document_digest);
  const auto package = ofd::Package::open(document).value();
  const auto read = ofd::read_document(package).value();
  ASSERT_EQ(read.signatures.size(), 1U);
  const auto references = ofd::check_references(package, read.signatures[0]).value();
  for (const auto& reference : references)
    EXPECT_EQ(reference.state, ofd::ReferenceState::good) << reference.path;
  EXPECT_TRUE(ofd::coverage(package, read, {0}).everything_reachable_is_covered);
  const auto value = crypto::decode_seal_signature(*package.find(read.signatures[0].value_path)).value();
  const auto check = crypto::check_seal_signature(value, *package.find(read.signatures[0].path),
                                                  value.property_info, test::test_pki().trust(), house.now);
  EXPECT_EQ(worst(check.cryptography), Outcome::passed);
  EXPECT_TRUE(check.time_is_stamped);
}

TEST_F(Issuing, DrawsNewNumbersForEveryRequest) {
  const auto one = issue(house.request("one")), two = issue(house.request("two"));
  ASSERT_THAT(one, succeeds());
  ASSERT_THAT(two, succeeds());
  EXPECT_NE(one->identifier, two->identifier);
  EXPECT_NE(one->reference, two->reference);
}

TEST_F(Issuing, AnswersARepeatedRequestWithTheFirstLicense) {
  const auto first = issue(house.request());
  house.now += std::chrono::hours(48);
  const auto again = issue(house.request());
  ASSERT_THAT(again, succeeds());
  EXPECT_EQ(again->identifier, first->identifier);
  EXPECT_EQ(again->issued_on, first->issued_on);
  EXPECT_EQ(again->document_digest, first->document_digest);
  EXPECT_EQ(history(), History{"license-issued valid"});
}

TEST_F(Issuing, RefusesAnotherRequestUnderAUsedKey) {
  ASSERT_THAT(issue(house.request()), succeeds());
  EXPECT_THAT(issue([](IssueRequest& request) { request.data["经营状态"] = "停业"; }),
              fails_with("IDEMPOTENCY_MISMATCH"));
  EXPECT_THAT(issue([](IssueRequest& request) { request.issued_on = "2026-01-01"; }),
              fails_with("IDEMPOTENCY_MISMATCH"));
  EXPECT_EQ(history(), History{"license-issued valid"});
}

TEST_F(Issuing, GivesOneLicenseToManyThreadsWithOneKey) {
  constexpr std::size_t thread_count = 8;
  Issuer issuer = house.issuer();
  std::vector<std::string> identifiers(thread_count);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < thread_count; ++i)
      threads.emplace_back([&, i] { identifiers[i] = issuer.issue(house.request())->identifier; });
  }
  EXPECT_EQ(std::set(identifiers.begin(), identifiers.end()).size(), 1U);
  EXPECT_EQ(house.self_checks, 1); // one was sealed, the others waited
  EXPECT_EQ(history(), History{"license-issued valid"});
}

TEST_F(Issuing, GivesEachOfManyThreadsItsOwnLicense) {
  constexpr std::size_t thread_count = 6;
  Issuer issuer = house.issuer();
  std::vector<std::string> identifiers(thread_count);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < thread_count; ++i)
      threads.emplace_back(
          [&, i] { identifiers[i] = issuer.issue(house.request(std::to_string(i)))->identifier; });
  }
  EXPECT_EQ(std::set(identifiers.begin(), identifiers.end()).size(), thread_count);
  EXPECT_EQ(history().size(), thread_count);
}

TEST_F(Issuing, RefusesBeforeAnythingIsRecorded) {
  EXPECT_THAT(issue([](IssueRequest& request) { request.idempotency_key = ""; }),
              fails_with("IDEMPOTENCY_KEY_MISSING"));
  EXPECT_THAT(issue([](IssueRequest& request) { request.type_code = "x"; }), fails_with("TYPE_UNKNOWN"));
  EXPECT_THAT(issue([](IssueRequest& request) { request.data.erase("地址"); }),
              fails_with("LICENSE_DATA_INVALID"));
  EXPECT_THAT(issue([](IssueRequest& request) { request.data["统一社会信用代码"] = "91640100MA0000031U"; }),
              fails_with("CREDIT_CODE_CHECK"));
  EXPECT_THAT(issue([](IssueRequest& request) { request.holder_code_type = "111"; }),
              fails_with("HOLDER_CODE_TYPE"));
  EXPECT_THAT(issue([](IssueRequest& request) { request.data["业户名称"] = "\U0010FFFDxx"; }),
              fails_with("FACE_GLYPH_MISSING"));
  house.authority.seal_id = "another";
  EXPECT_THAT(issue(house.request()), fails_with("SEAL_NOT_FOUND"));
  expect_nothing_recorded();
}

TEST_F(Issuing, DrawsAgainWhenANumberIsTaken) {
  house.licenses.duplicates = 3;
  EXPECT_THAT(issue(house.request()), succeeds());
  EXPECT_EQ(house.licenses.plans, 4);
}

TEST_F(Issuing, StopsDrawingWhenEveryNumberIsTaken) {
  house.licenses.duplicates = 100;
  EXPECT_THAT(issue(house.request()), fails_with("REGISTER_DUPLICATE"));
  EXPECT_EQ(house.licenses.plans, 4);
}

TEST_F(Issuing, SealsNothingThatIsNotOnRecord) {
  house.licenses.plan_error = disk_gone;
  EXPECT_THAT(issue(house.request()), fails_with("STORE_FAILED"));
  EXPECT_EQ(house.self_checks, 0);
}

TEST_F(Issuing, VoidsWhatFailsItsSelfCheck) {
  house.self_check_error = not_trusted;
  EXPECT_THAT(issue(house.request()), fails_with("SELF_CHECK_FAILED"));
  EXPECT_EQ(history(), History{"license-transition voided"});
  EXPECT_EQ(open_plans(), 0U);
  house.self_check_error.reset();
  EXPECT_THAT(issue(house.request()), succeeds()); // the key is free again
  EXPECT_EQ(history(), (History{"license-transition voided", "license-issued valid"}));
}

TEST_F(Issuing, VoidsWhatCannotBeSealed) {
  house.now = test::test_pki().finish + std::chrono::hours(24);
  EXPECT_FALSE(issue(house.request()));
  EXPECT_EQ(history(), History{"license-transition voided"});
}

TEST_F(Issuing, KeepsThePlanWhenSomethingCouldNotBeAsked) {
  const auto working = house.stamp;
  house.stamp = [](ByteView) -> Result<Bytes> {
    return fail(ErrorKind::unavailable, "TIMESTAMP_UNAVAILABLE");
  };
  EXPECT_THAT(issue(house.request()), fails_with("TIMESTAMP_UNAVAILABLE"));
  ASSERT_EQ(open_plans(), 1U);
  const std::string planned = house.licenses.open_plans()->front().identifier;
  house.stamp = working;
  EXPECT_EQ(issue(house.request())->identifier, planned);
  EXPECT_EQ(history(), History{"license-issued valid"});
}

TEST_F(Issuing, ARepeatFinishesWhatACrashLeft) {
  house.licenses.issued_error = disk_gone;
  EXPECT_THAT(issue(house.request()), fails_with("STORE_FAILED"));
  const License planned = house.licenses.open_plans()->front();
  house.licenses.issued_error.reset();
  const auto finished = issue(house.request());
  ASSERT_THAT(finished, succeeds());
  EXPECT_EQ(finished->identifier, planned.identifier);
  EXPECT_EQ(finished->reference, planned.reference);
  EXPECT_EQ(history(), History{"license-issued valid"});
}

TEST_F(Issuing, TheNextStartFinishesWhatACrashLeft) {
  house.licenses.issued_error = disk_gone;
  EXPECT_FALSE(issue(house.request("one")));
  EXPECT_FALSE(issue(house.request("two")));
  const auto planned = house.licenses.open_plans().value();
  ASSERT_EQ(planned.size(), 2U);
  house.licenses.issued_error.reset();
  const auto recovery = house.issuer().finish_open_plans();
  ASSERT_THAT(recovery, succeeds());
  EXPECT_EQ(recovery->finished, 2);
  EXPECT_EQ(recovery->voided, 0);
  EXPECT_EQ(recovery->left_open, 0);
  EXPECT_THAT(house.licenses.find(planned[0].identifier), succeeds());
  EXPECT_EQ(issue(house.request("one"))->identifier, planned[0].identifier);
  EXPECT_EQ(history(), (History{"license-issued valid", "license-issued valid"}));
}

class Recovering : public Issuing {
 protected:
  Recovering() {
    house.licenses.issued_error = disk_gone;
    EXPECT_FALSE(issue(house.request()));
    house.licenses.issued_error.reset();
  }
  // How many were finished, voided, left open.
  std::vector<int> recover() {
    const auto recovery = house.issuer().finish_open_plans();
    EXPECT_THAT(recovery, succeeds());
    return {recovery->finished, recovery->voided, recovery->left_open};
  }
  void plan_with(const std::function<void(License&)>& change) {
    License license = house.licenses.open_plans()->front();
    EXPECT_THAT(house.licenses.void_plan(
                    license.identifier, "TEST_REPLACED",
                    voided_leaf(license.identifier, "TEST_REPLACED", test::test_blinder(), house.now)),
                succeeds());
    license.identifier += "2";
    license.reference += "2";
    change(license);
    EXPECT_THAT(house.licenses.record_plan({"key", {}, license, house.now}), succeeds());
  }
};

TEST_F(Recovering, VoidsAPlanThatFailsItsSelfCheck) {
  house.self_check_error = not_trusted;
  EXPECT_EQ(recover(), (std::vector{0, 1, 0}));
  EXPECT_EQ(history(), History{"license-transition voided"});
}

TEST_F(Recovering, VoidsAPlanOfATypeThatIsGone) {
  plan_with([](License& license) { license.type_code = "gone"; });
  EXPECT_EQ(recover(), (std::vector{0, 1, 0}));
}

TEST_F(Recovering, VoidsAPlanThatNoLongerFitsItsType) {
  plan_with([](License& license) { license.data.erase("地址"); });
  EXPECT_EQ(recover(), (std::vector{0, 1, 0}));
}

TEST_F(Recovering, VoidsAPlanThatCannotBeDrawn) {
  plan_with([](License& license) { license.data["业户名称"] = "\U0010FFFDxx"; });
  EXPECT_EQ(recover(), (std::vector{0, 1, 0}));
}

TEST_F(Recovering, LeavesAPlanOpenWhenSomethingCannotBeAsked) {
  const auto working = house.stamp;
  house.stamp = [](ByteView) -> Result<Bytes> {
    return fail(ErrorKind::unavailable, "TIMESTAMP_UNAVAILABLE");
  };
  EXPECT_EQ(recover(), (std::vector{0, 0, 1}));
  house.stamp = working;
  const std::string seal_id = std::exchange(house.authority.seal_id, "not installed yet");
  EXPECT_EQ(recover(), (std::vector{0, 0, 1}));
  house.authority.seal_id = seal_id;
  house.self_check_error = not_trusted;
  house.licenses.void_error = disk_gone;
  EXPECT_EQ(recover(), (std::vector{0, 0, 1}));
  house.self_check_error.reset();
  EXPECT_EQ(recover(), (std::vector{1, 0, 0}));
  EXPECT_EQ(history(), History{"license-issued valid"});
}

TEST_F(Recovering, HasNothingToDoTheSecondTime) {
  EXPECT_EQ(recover(), (std::vector{1, 0, 0}));
  EXPECT_EQ(recover(), (std::vector{0, 0, 0}));
}

class IssuingByVersions : public Issuing {
 protected:
  IssuingByVersions() { house.types = &types; }
  void publish_next() {
    auto file = test::type_file(House::permit_code);
    file["face"]["title"] = "新版道路运输经营许可证";
    LicenseType next = parse_type(file.dump()).value();
    next.version = 2;
    ASSERT_THAT(types.publish(std::move(next)), succeeds());
  }
  std::string title_of(const License& license) {
    const auto package = ofd::Package::open(house.licenses.document(license.identifier).value()).value();
    for (const auto& [path, content] : package.entries())
      if (as_text(content).find("新版") != std::string_view::npos) return "new";
    return "old";
  }
  TypeCatalogue types = TypeCatalogue::load().value();
};

TEST_F(IssuingByVersions, ALicenseRemembersTheVersionItWasIssuedUnder) {
  const auto before = issue(house.request("a"));
  ASSERT_THAT(before, succeeds());
  publish_next();
  const auto after = issue(house.request("b"));
  ASSERT_THAT(after, succeeds());
  EXPECT_EQ(before->type_version, 1);
  EXPECT_EQ(after->type_version, 2);
  EXPECT_EQ(title_of(*before), "old");
  EXPECT_EQ(title_of(*after), "new");
  EXPECT_EQ(types.of(*before)->version, 1);
  EXPECT_EQ(types.of(*after)->version, 2);
}

TEST_F(IssuingByVersions, APlanIsFinishedByTheVersionItWasMadeUnder) {
  house.licenses.issued_error = disk_gone;
  EXPECT_THAT(issue(house.request("a")), fails_with("STORE_FAILED"));
  house.licenses.issued_error = std::nullopt;
  publish_next();
  const auto again = issue(house.request("a")); // the same request
  ASSERT_THAT(again, succeeds());
  EXPECT_EQ(again->type_version, 1);
  EXPECT_EQ(title_of(*again), "old");
  house.licenses.issued_error = disk_gone;
  EXPECT_THAT(issue(house.request("b")), fails_with("STORE_FAILED"));
  house.licenses.issued_error = std::nullopt;
  EXPECT_EQ(house.issuer().finish_open_plans()->finished, 1);
}

TEST_F(IssuingByVersions, AWithdrawnTypeIsNotIssued) {
  types.withdraw(House::permit_code);
  EXPECT_THAT(issue(house.request()), fails_with("TYPE_WITHDRAWN"));
  expect_nothing_recorded();
}

TEST_F(Issuing, TheDocumentSaysItsPlaceInTheStatusLists) {
  house.status_place = [] { return StatusPlace{7, "https://licenses.example/v1/status-lists/0", 4711}; };
  const auto license = issue(house.request());
  ASSERT_THAT(license, succeeds());
  EXPECT_EQ(license->status_place->index, 4711U);
  EXPECT_EQ(house.licenses.find(license->identifier)->status_place, license->status_place);
  const auto package = ofd::Package::open(house.licenses.document(license->identifier).value()).value();
  EXPECT_NE(as_text(*package.find("OFD.xml")).find("4711"), std::string_view::npos);
}

TEST_F(Issuing, WithoutAPlaceNothingIsPlanned) {
  house.status_place = []() -> Result<StatusPlace> { return disk_gone; };
  EXPECT_THAT(issue(house.request()), fails_with("STORE_FAILED"));
  expect_nothing_recorded();
}

} // namespace
} // namespace elicense::license
