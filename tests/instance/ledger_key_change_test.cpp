// SPDX-License-Identifier: Apache-2.0
// Another key for the ledger, and a crash after each step of it: what was signed before is proven, an audit
// finds nothing, and the next opening ends what was begun.
#include "instance/audit.hpp"
#include "instance/ledger_key_change.hpp"
#include "instance/ledger_keys.hpp"
#include "ledger/policy_file.hpp"
#include "ledger/receipt.hpp"
#include "store/sqlite/connection.hpp"
#include "tests/instance/development_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::instance {
namespace {

using ledger::FormerKey;
using ledger::NoteKey;
using test::fails_with;
using test::succeeds;
namespace fs = std::filesystem;

class LedgerKeyChange : public DevelopmentHouse {
 protected:
  LedgerKeyChange() {
    const auto instance = open().value();
    identifier = issue_example(*instance, *instance->types().all().front());
    receipt = receipt_of(*instance);
    policy = text("ledger-policy.txt");
  }
  std::string receipt_of(Instance& instance) const {
    const auto leaf = instance.licenses().leaves(identifier)->front();
    return ledger::write_receipt(instance.keeper().receipt(leaf).value());
  }
  std::string text(const fs::path& name) const {
    return std::string(as_text(test::read_file(path() / name)));
  }
  NoteKey key() const { return ledger::parse_policy(text("ledger-policy.txt"))->log_keys().front(); }
  std::uint64_t size() const { return open().value()->book().size().value(); }

  // The steps of replace_ledger_key(), as far as the crash lets it.
  void replace_until(int step) const {
    const auto instance = open().value();
    const auto& keys = instance->keys();
    const auto own = instance->keeper().key();
    if (step < 1) return;
    const auto fresh = crypto::Sm2PrivateKey::generate();
    keys.put("ledger-next", fresh, true, crypto::system_random).value();
    if (step < 2) return;
    const auto next = NoteKey::make(own.name(), fresh.public_key(), ledger::Statement::checkpoint).value();
    const std::uint64_t last_size = instance->book().size().value() + 1;
    const auto changed = ledger::with_next_key(text("ledger-policy.txt"), next, {own, last_size}).value();
    test::write_file(path() / "ledger-policy-next.txt", as_bytes(changed));
    if (step < 3) return;
    const auto after = ledger::log_keys_of(ledger::parse_policy(changed).value(), next).value();
    const auto leaf = ledger::key_change_leaf(after, instance->blinder(), system_time());
    ASSERT_EQ(instance->book().append(leaf).value() + 1, last_size);
    if (step < 4) return;
    ASSERT_THAT(instance->keeper().covering(last_size), succeeds());
    if (step < 5) return;
    test::write_file(path() / "ledger-policy.txt", as_bytes(changed));
    if (step < 6) return;
    fs::remove(path() / "ledger-policy-next.txt");
    if (step < 7) return;
    const auto pkcs8 = keys.export_pkcs8("ledger-next", crypto::InsecurePrivateKeyAccess{}).value();
    keys.replace_pkcs8("ledger", pkcs8, true, crypto::system_random).value();
  }
  void replace() const {
    const auto instance = open().value();
    ASSERT_THAT(replace_ledger_key(instance->key_house(), system_time()), succeeds());
  }
  Result<std::unique_ptr<Instance>> override_key(const std::string& reason) const {
    StartOptions options;
    options.override_ledger_key = reason;
    return Instance::open(path(), nobody, options);
  }
  InstanceAudit audited() const { return audit(path(), nobody, std::nullopt).value(); }
  static Result<ledger::ProvenLeaf> check(const std::string& text, const std::string& policy) {
    return ledger::check_receipt(ledger::parse_receipt(text).value(), ledger::parse_policy(policy).value());
  }
  void expect_nothing_found() const {
    for (const auto& finding : audited().ledger.findings)
      ADD_FAILURE() << finding.index << ' ' << finding.code << ' ' << finding.detail;
  }
  void expect_all_proven() const {
    expect_nothing_found();
    EXPECT_THAT(check(receipt, text("ledger-policy.txt")), succeeds());
    const auto instance = open().value();
    const auto again = receipt_of(*instance);
    EXPECT_THAT(check(again, text("ledger-policy.txt")), succeeds());
    EXPECT_EQ(instance->keeper().key().text(), key().text());
    EXPECT_FALSE(fs::exists(path() / "ledger-policy-next.txt"));
  }

  std::string identifier, receipt, policy;
};

TEST_F(LedgerKeyChange, OldReceiptsStayProvenAndNewOnesAreByTheNextKey) {
  const NoteKey before = key();
  replace();
  EXPECT_NE(key().text(), before.text());
  EXPECT_FALSE(fs::exists(path() / "keys" / "ledger-next.key"));
  expect_all_proven();
  EXPECT_THAT(check(receipt_of(*open().value()), policy), fails_with("LEDGER_NOT_SIGNED"));
  EXPECT_TRUE(audited().key_overrides.empty());
}

TEST_F(LedgerKeyChange, MayBeRepeated) {
  replace();
  const std::string between = receipt_of(*open().value());
  replace();
  EXPECT_EQ(ledger::parse_policy(text("ledger-policy.txt"))->former_keys().size(), 2U);
  EXPECT_THAT(check(between, text("ledger-policy.txt")), succeeds());
  expect_all_proven();
}

TEST_F(LedgerKeyChange, TheFormerKeySaysSoItself) {
  replace();
  const auto leaf = ledger::parse_policy(text("ledger-policy.txt"))->former_keys().at(0).last_size - 1;
  const std::string word = text("ledger-key-change-" + std::to_string(leaf) + ".txt");
  ASSERT_THAT(check(word, policy), succeeds());
  const auto entry = ledger::decode_entry(ledger::parse_receipt(word)->extra).value();
  EXPECT_EQ(entry.kind, ledger::EntryKind::key_changed);
  const auto next = ledger::parse_policy(text("ledger-policy.txt")).value();
  EXPECT_EQ(entry.digests.at(0).value, ledger::log_keys_of(next, next.log_keys().front())->digest());
}

TEST_F(LedgerKeyChange, ACrashAfterEachStepLeavesAllProvenAndARepeatEndsIt) {
  for (const int step : {0, 1, 2, 3, 4, 5, 6, 7}) {
    SCOPED_TRACE(step);
    const NoteKey before = key();
    replace_until(step);
    expect_nothing_found(); // without opening it, as it was left
    EXPECT_THAT(check(receipt, text("ledger-policy.txt")), succeeds());
    const auto ended = open().value();
    EXPECT_EQ(ended->ended_change_of(ledger_key), step >= 3);
    EXPECT_EQ(ended->keeper().key().text() != before.text(), step >= 3);
    if (step < 3) {
      EXPECT_THAT(replace_ledger_key(ended->key_house(), system_time()), succeeds());
    }
  }
  expect_all_proven();
}

TEST_F(LedgerKeyChange, OfTwoOpeningsOneEndsIt) {
  replace_until(4);
  const std::uint64_t before = size();
  EXPECT_EQ(size(), before);
  EXPECT_FALSE(open().value()->ended_change_of(ledger_key));
  expect_all_proven();
}

TEST_F(LedgerKeyChange, ALostKeyIsReplacedForAReasonThatIsRecorded) {
  fs::remove(path() / "keys" / "ledger.key");
  EXPECT_THAT(open(), fails_with("KEY_NOT_FOUND"));
  const auto instance = override_key("the disk broke").value();
  const auto last = ledger::parse_policy(text("ledger-policy.txt"))->former_keys().at(0).last_size - 1;
  const auto entry = ledger::decode_entry(instance->book().entries(last, 1)->front()).value();
  EXPECT_EQ(entry.kind, ledger::EntryKind::override_used);
  EXPECT_EQ(entry.word, "ledger-key");
  EXPECT_EQ(entry.digests.at(1).value, crypto::sm3(as_bytes("the disk broke")));
  EXPECT_FALSE(fs::exists(path() / ("ledger-key-change-" + std::to_string(last) + ".txt")));
}

TEST_F(LedgerKeyChange, AStolenKeyIsToldByTheAudit) {
  const auto stolen = key();
  { ASSERT_THAT(override_key("stolen"), succeeds()); }
  EXPECT_NE(key().text(), stolen.text());
  expect_all_proven();
  EXPECT_EQ(audited().key_overrides.size(), 1U);
}

TEST_F(LedgerKeyChange, AKeyThatNobodyKnowsAnyMoreCannotBeReplaced) {
  fs::remove(path() / "keys" / "ledger.key");
  fs::remove(path() / "ledger-policy.txt");
  EXPECT_THAT(override_key("lost"), fails_with("INSTANCE_FOLDER"));
}

class FormerKeyAttack : public LedgerKeyChange {
 protected:
  FormerKeyAttack() {
    stolen.emplace(signing_key());
    replace();
    const auto instance = open().value();
    identifier = instance->issuer()
                     .issue({.idempotency_key = "later",
                             .type_code = instance->types().all().front()->code,
                             .data = instance->types().all().front()->example})
                     ->identifier;
    EXPECT_THAT(instance->keeper().newest(), succeeds());
  }
  crypto::Sm2PrivateKey signing_key() const {
    const auto keys = open_keys(read_config(path()).value(), nobody).value();
    return crypto::Sm2PrivateKey::from_pkcs8(
               keys.export_pkcs8("ledger", crypto::InsecurePrivateKeyAccess{}).value())
        .value();
  }
  // By whoever has the former key and may write the store.
  void store_checkpoint(const ledger::TreeHead& tree) const {
    const auto instance = open().value();
    const auto note = ledger::sign_checkpoint(
        {.origin = instance->config().ledger_origin(), .tree = tree, .extensions = {}}, *stolen);
    ASSERT_THAT(instance->book().add_checkpoint({tree.size, note.value()}), succeeds());
  }
  ledger::TreeHead present() const {
    const auto instance = open().value();
    auto tree = instance->keeper().covering(instance->book().size().value()).value();
    return ledger::open_checkpoint(tree.note, instance->keeper().policy())->checkpoint.tree;
  }
  std::vector<std::string> found() const {
    std::vector<std::string> codes;
    for (const auto& finding : audited().ledger.findings)
      codes.push_back(finding.code);
    return codes;
  }
  std::optional<crypto::SoftwareSigner> stolen;
};

TEST_F(FormerKeyAttack, ANewerTreeUnderAFormerKeyIsFound) {
  const auto tree = present();
  store_checkpoint(tree);
  EXPECT_THAT(found(), testing::ElementsAre("LEDGER_AUDIT_SIGNATURE"));
}

TEST_F(FormerKeyAttack, AnOlderTreeUnderAFormerKeyAtTheEndIsFoundAndNotGoneOnFrom) {
  const auto tree = present();
  const auto old = ledger::parse_policy(text("ledger-policy.txt"))->former_keys().at(0).last_size;
  store_checkpoint({old, tree.root});
  EXPECT_FALSE(found().empty());
  const auto instance = open().value();
  ASSERT_THAT(
      instance->book().append(ledger::trust_leaf(crypto::sm3(as_bytes("something new")), system_time())),
      succeeds());
  EXPECT_THAT(instance->keeper().covering(tree.size + 1), fails_with("LEDGER_FORKED"));
}

TEST_F(FormerKeyAttack, TheNextKeysCheckpointsTakenAwayAreMissed) {
  const auto last = ledger::parse_policy(text("ledger-policy.txt"))->former_keys().at(0).last_size;
  {
    store::Connection connection(path() / "store" / "elicense.db", store::Access::write);
    connection.execute("DROP TRIGGER checkpoints_are_never_deleted");
    connection.execute("DELETE FROM ledger_checkpoints WHERE sequence > (SELECT min(sequence) FROM "
                       "ledger_checkpoints WHERE size = " +
                       std::to_string(last) + ")");
    connection.execute(
        "CREATE TRIGGER checkpoints_are_never_deleted BEFORE DELETE ON ledger_checkpoints BEGIN "
        "SELECT RAISE(ABORT, 'the ledger is append-only'); END");
  }
  EXPECT_THAT(found(), testing::ElementsAre("LEDGER_AUDIT_SIGNATURE"));
  const auto instance = open().value();
  EXPECT_THAT(instance->keeper().covering(last + 1), fails_with("LEDGER_FORKED"));
}

TEST_F(FormerKeyAttack, AFormerKeyThatTheLedgerDoesNotNameIsFound) {
  const std::string whole = text("ledger-policy.txt");
  const auto foreign = NoteKey::make(key().name(), crypto::Sm2PrivateKey::generate().public_key(),
                                     ledger::Statement::checkpoint)
                           .value();
  std::string more = whole;
  more.insert(more.find("quorum"), "former " + foreign.text() + " 1\n");
  test::write_file(path() / "ledger-policy.txt", as_bytes(more));
  EXPECT_THAT(found(), testing::Contains("LEDGER_AUDIT_KEYS"));
  std::string less = whole; // the former key is not believed: its checkpoints are by a stranger
  less.erase(less.find("former"), less.find("quorum") - less.find("former"));
  test::write_file(path() / "ledger-policy.txt", as_bytes(less));
  EXPECT_THAT(found(), testing::UnorderedElementsAre("LEDGER_AUDIT_SIGNATURE", "LEDGER_AUDIT_KEYS"));
  test::write_file(path() / "ledger-policy.txt", as_bytes(ledger::policy_of_log(foreign)));
  EXPECT_THAT(audit(path(), nobody, std::nullopt), fails_with("LEDGER_POLICY"));
  EXPECT_THAT(open(), fails_with("LEDGER_POLICY"));
}

} // namespace
} // namespace elicense::instance
