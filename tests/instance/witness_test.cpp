// SPDX-License-Identifier: Apache-2.0
// A witness's folder: made once, opened with what it remembers.
#include "crypto/pem.hpp"
#include "instance/files.hpp"
#include "instance/witness.hpp"
#include "ledger/policy_file.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::instance {
namespace {

using namespace test;

class WitnessFolder : public testing::Test {
 protected:
  Result<std::string> create(const NewWitness& wanted) const {
    return create_witness(path, wanted, system_time, crypto::system_random);
  }
  NewWitness wanted() const {
    return {"witness.example/new",
            ledger::policy_of_log(key_of(log_name, log_signer(), ledger::Statement::checkpoint))};
  }
  test::TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "watch";
};

TEST_F(WitnessFolder, RemembersWhatItCosigned) {
  const auto key = ledger::NoteKey::parse(create(wanted()).value()).value();
  EXPECT_EQ(key.name(), "witness.example/new");
  {
    const auto house = WitnessHouse::open(path).value();
    EXPECT_EQ(house->witness().size(), 0U);
    EXPECT_EQ(house->witness().key().text(), key.text());
    const ledger::AddCheckpoint asked{.old_size = 0, .proof = {}, .checkpoint = signed_checkpoint()};
    ASSERT_THAT(house->witness().add(asked, system_time()), succeeds());
  }
  EXPECT_EQ(WitnessHouse::open(path).value()->witness().size(), 7U);
  ASSERT_THAT(write_file(path / "checkpoint.txt", as_bytes("other")), succeeds());
  EXPECT_THAT(WitnessHouse::open(path), fails_with("LEDGER_WITNESS_MEMORY"));
}

TEST_F(WitnessFolder, AnswersUnderTheNamesItWasGiven) {
  NewWitness named = wanted();
  named.hosts = {"witness.gov.internal", "watch.example"};
  ASSERT_THAT(create(named), succeeds());
  EXPECT_EQ(WitnessHouse::open(path).value()->hosts().value(), named.hosts);
  const auto pem = read_file(path / "tls.pem").value();
  const Bytes certificate = crypto::read_pem("CERTIFICATE", as_text(pem)).value().at(0);
  EXPECT_NE(as_text(certificate).find("witness.gov.internal"), std::string_view::npos);
  std::filesystem::remove(path / "hosts.txt"); // of an older witness
  EXPECT_TRUE(WitnessHouse::open(path).value()->hosts()->empty());
}

TEST_F(WitnessFolder, IsMadeOnceAndOfWhatCanBe) {
  NewWitness odd = wanted();
  odd.name = "two words";
  EXPECT_THAT(create(odd), fails_with("LEDGER_KEY"));
  odd = wanted();
  odd.log_policy = "quorum none\n";
  EXPECT_THAT(create(odd), fails_with("LEDGER_POLICY"));
  ASSERT_THAT(create(wanted()), succeeds());
  EXPECT_THAT(create(wanted()), fails_with("INSTANCE_EXISTS"));
  EXPECT_THAT(WitnessHouse::open(folder.path()), fails_with("INSTANCE_FOLDER"));
}

} // namespace
} // namespace elicense::instance
