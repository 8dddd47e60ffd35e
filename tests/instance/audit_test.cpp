// SPDX-License-Identifier: Apache-2.0
// S-AUDIT: attacks on copies of a store with 10,000 entries, by somebody who may write all of the database
// but has no key. Every one is found, with the first entry that is wrong or no longer vouched for.
#include "instance/audit.hpp"
#include "ledger/tree.hpp"
#include "license/leaves.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "submission/submission_leaves.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::instance {
namespace {

using store::Access;
using store::Connection;
using store::Statement;

constexpr std::uint64_t entry_count = 10'000, signed_every = 1000;
constexpr std::uint64_t license_count = 20; // the first leaves

ledger::Entry other_entry(std::uint64_t second) {
  return test::entry_of(ledger::EntryKind::seal_used, Time(std::chrono::seconds(second)));
}

ledger::Hash leaf_hash(ByteView content) {
  return ledger::TreeHash().leaf(content);
}

std::string note_of(const ledger::Tree& tree, const crypto::Signer& signer) {
  return ledger::sign_checkpoint(
             {.origin = std::string(test::log_name), .tree = {tree.size(), tree.root()}, .extensions = {}},
             signer)
      .value();
}

std::string cosigned(const std::string& note, const crypto::Signer& signer = test::witness_signer(0)) {
  const std::string text = ledger::parse_note(note).value().text;
  return test::with_signature(note, ledger::cosign(text, test::witness_name(0), signer, Time()).value());
}

void add_checkpoint(Connection& connection, const ledger::Tree& tree, const crypto::Signer& signer) {
  Statement(connection, "INSERT INTO ledger_checkpoints (size, note) VALUES (?, ?)",
            static_cast<std::int64_t>(tree.size()), note_of(tree, signer))
      .run();
}

void issue_licenses(const std::filesystem::path& file) {
  const auto licenses = store::SqliteRegister::create(file, store::test_sealing()).value();
  for (std::uint64_t i = 0; i < license_count; ++i) {
    license::License license;
    license.identifier = "identifier-" + std::to_string(i);
    license.reference = "reference-" + std::to_string(i);
    license.holder = {"示例科技有限公司", "001", "11100000000013338W"};
    const Bytes document = to_bytes(license.identifier);
    ASSERT_TRUE(licenses->record_plan({license.identifier, {}, license, Time()}));
    license.registered_state = license::State::valid;
    license.document_digest = crypto::sm3(document);
    const auto leaf = license::issued_leaf(license, test::test_blinder(), Time());
    ASSERT_TRUE(licenses->record_issued(license, document, leaf));
  }
}

struct Honest {
  test::TemporaryFolder folder;
  std::filesystem::path file = folder.path() / "honest.db", last_week = folder.path() / "last-week.db";
  std::string witnessed; // of all entries

  Honest() {
    issue_licenses(file);
    ledger::Tree tree;
    Connection connection(file, Access::write);
    for (const Bytes& entry : store::ledger_entries(connection, 0, license_count).value())
      tree.append(leaf_hash(entry));
    for (std::uint64_t size = signed_every; size <= entry_count; size += signed_every) {
      grow_to(connection, tree, size);
      if (size != entry_count / 2) continue;
      grow_to(connection, tree, size + 1);
      std::filesystem::copy_file(file, last_week);
    }
    witnessed = cosigned(note_of(tree, test::log_signer()));
  }
  static void grow_to(Connection& connection, ledger::Tree& tree, std::uint64_t size) {
    connection.execute("BEGIN");
    while (tree.size() < size) {
      const auto entry = other_entry(tree.size());
      store::append_entry(connection, entry);
      tree.append(leaf_hash(ledger::encode_entry(entry).value()));
    }
    if (size % signed_every == 0) add_checkpoint(connection, tree, test::log_signer());
    connection.execute("COMMIT");
    connection.checkpoint_and_truncate();
  }
};

class Audit : public testing::Test {
 protected:
  static const Honest& honest() {
    static const Honest made;
    return made;
  }
  Audit() { std::filesystem::copy_file(honest().file, file); }

  void attack(const std::function<void(Connection&)>& change) {
    Connection connection(file, Access::write);
    connection.execute("PRAGMA foreign_keys = OFF");
    std::vector<std::string> triggers;
    {
      Statement names(connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
      while (names.next())
        triggers.push_back(names.text(0));
    }
    for (const std::string& name : triggers)
      connection.execute("DROP TRIGGER " + name);
    change(connection);
    connection.checkpoint_and_truncate();
  }
  void attack(const std::string& sql) {
    attack([&](Connection& connection) { connection.execute(sql); });
  }

  // All tiles again over the entries as they are now.
  static void rebuild_tiles(Connection& connection) {
    const auto size = store::ledger_size(connection);
    std::vector<Bytes> entries;
    for (std::uint64_t first = 0; first < size; first += ledger::max_entries_read)
      for (Bytes& entry : store::ledger_entries(connection, first, ledger::max_entries_read).value())
        entries.push_back(std::move(entry));
    connection.execute("BEGIN; DELETE FROM ledger_entries; DELETE FROM ledger_tiles");
    for (const Bytes& entry : entries)
      store::append_entry(connection, ledger::decode_entry(entry).value());
    connection.execute("COMMIT");
  }
  static ledger::Tree tree_of(Connection& connection) {
    ledger::Tree tree;
    const auto size = store::ledger_size(connection);
    while (tree.size() < size)
      for (const Bytes& entry :
           store::ledger_entries(connection, tree.size(), ledger::max_entries_read).value())
        tree.append(leaf_hash(entry));
    return tree;
  }

  InstanceAudit audit(const std::vector<std::string>& witnessed = {}) const {
    const AuditTrust trust{.log = test::log_policy(),
                           .blinder = ledger::Blinder(crypto::SecretBytes(ledger::min_blinding_key_size)),
                           .sealing = store::test_sealing()};
    std::optional<ledger::Witnessed> seen;
    if (!witnessed.empty()) seen = ledger::Witnessed{witnessed, test::log_policy(1)};
    return audit_store(file, trust, seen).value();
  }
  // "5000 LEDGER_AUDIT_HASH", or "good"
  std::string first(const std::vector<std::string>& witnessed = {}) const {
    const auto audited = audit(witnessed);
    const auto* found = ledger::first_of(audited.ledger.findings);
    return found == nullptr ? "good" : std::to_string(found->index) + ' ' + found->code;
  }

  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "copy.db";
};

TEST_F(Audit, FindsNothingInAnHonestStore) {
  EXPECT_EQ(first(), "good");
  EXPECT_EQ(first({honest().witnessed}), "good");
  const auto audited = audit({honest().witnessed});
  EXPECT_EQ(audited.ledger.entries, entry_count);
  EXPECT_EQ(audited.ledger.checkpoints, entry_count / signed_every);
  EXPECT_EQ(audited.ledger.witnessed, 1U);
  EXPECT_EQ(audited.licenses, license_count);
}

// 1
TEST_F(Audit, FindsAnyFieldOfAnEntryChanged) {
  const Bytes good = ledger::encode_entry(other_entry(5000)).value();
  for (std::size_t at = 0; at < good.size(); at += 97) {
    Bytes bad = good;
    bad[at] ^= 1;
    attack([&](Connection& connection) {
      Statement(connection, "UPDATE ledger_entries SET content = ? WHERE leaf = 5000", bad).run();
    });
    EXPECT_TRUE(first().starts_with("5000 ")) << at << ' ' << first();
  }
}

TEST_F(Audit, FindsAChangedEntryThatNoTileHoldsYet) {
  attack([&](Connection& connection) {
    Statement(connection, "UPDATE ledger_entries SET content = ? WHERE leaf = 9999",
              ledger::encode_entry(other_entry(1)).value())
        .run();
  });
  EXPECT_EQ(first(), "9000 LEDGER_AUDIT_CHECKPOINT"); // the first that no good checkpoint covers
}

// 2
TEST_F(Audit, FindsADeletedEntry) {
  attack("DELETE FROM ledger_entries WHERE leaf = 5000");
  EXPECT_EQ(first(), "5000 LEDGER_AUDIT_GAP");
}

TEST_F(Audit, FindsADeletedEntryWithTheRestMovedUp) {
  attack("DELETE FROM ledger_entries WHERE leaf = 5000;"
         "UPDATE ledger_entries SET leaf = -leaf WHERE leaf > 5000; UPDATE ledger_entries SET leaf = -leaf - "
         "1 WHERE leaf < 0");
  EXPECT_EQ(first(), "5000 LEDGER_AUDIT_HASH");
}

// 3
TEST_F(Audit, FindsTwoSwappedEntries) {
  attack("UPDATE ledger_entries SET leaf = -1 WHERE leaf = 5000;"
         "UPDATE ledger_entries SET leaf = 5000 WHERE leaf = 6000;"
         "UPDATE ledger_entries SET leaf = 6000 WHERE leaf = -1");
  EXPECT_EQ(first(), "5000 LEDGER_AUDIT_HASH");
}

// 4
TEST_F(Audit, FindsAnInsertedEntry) {
  attack([&](Connection& connection) {
    connection.execute("UPDATE ledger_entries SET leaf = -leaf WHERE leaf >= 5000;"
                       "UPDATE ledger_entries SET leaf = -leaf + 1 WHERE leaf < 0");
    Statement(connection, "INSERT INTO ledger_entries VALUES (5000, ?)",
              ledger::encode_entry(other_entry(7)).value())
        .run();
  });
  EXPECT_EQ(first(), "5000 LEDGER_AUDIT_HASH");
}

// 5
TEST_F(Audit, FindsEverythingHashedAgain) {
  attack([&](Connection& connection) {
    Statement(connection, "UPDATE ledger_entries SET content = ? WHERE leaf = 5500",
              ledger::encode_entry(other_entry(7)).value())
        .run();
    rebuild_tiles(connection);
  });
  EXPECT_EQ(first(), "5000 LEDGER_AUDIT_CHECKPOINT"); // entries 0 to 4999 are vouched for
}

TEST_F(Audit, FindsEverythingHashedAndSignedAgainWithAnotherKey) {
  attack([&](Connection& connection) {
    Statement(connection, "UPDATE ledger_entries SET content = ? WHERE leaf = 5500",
              ledger::encode_entry(other_entry(7)).value())
        .run();
    rebuild_tiles(connection);
    connection.execute("DELETE FROM ledger_checkpoints");
    add_checkpoint(connection, tree_of(connection), test::unknown_signer());
  });
  EXPECT_EQ(first(), "0 LEDGER_AUDIT_SIGNATURE");
}

// 6
TEST_F(Audit, FindsACutTailByTheSignedCheckpoint) {
  attack("DELETE FROM ledger_entries WHERE leaf >= 9500;"
         "DELETE FROM ledger_tiles WHERE level = 0 AND tile >= 37");
  EXPECT_EQ(first(), "9500 LEDGER_AUDIT_CUT");
}

TEST_F(Audit, OnlyAWitnessFindsACleanlyCutTail) {
  attack("DELETE FROM ledger_entries WHERE leaf >= 9000; DELETE FROM ledger_checkpoints WHERE size > 9000;"
         "DELETE FROM ledger_tiles WHERE level = 0 AND tile >= 35");
  EXPECT_EQ(first(), "good");
  EXPECT_EQ(first({honest().witnessed}), "9000 LEDGER_AUDIT_CUT");
}

// 7
TEST_F(Audit, OnlyAWitnessFindsLastWeeksFile) {
  std::filesystem::remove(file);
  std::filesystem::copy_file(honest().last_week, file);
  EXPECT_EQ(first(), "good");
  EXPECT_EQ(first({honest().witnessed}), "5001 LEDGER_AUDIT_CUT");
}

// 8
TEST_F(Audit, AWitnessFindsAFork) {
  ledger::Tree shown; // to the witness, signed with the log's own key
  attack([&](Connection& connection) { shown = tree_of(connection); });
  ledger::Tree other;
  while (other.size() < entry_count)
    other.append(leaf_hash(ledger::encode_entry(other_entry(other.size())).value()));
  EXPECT_EQ(first({cosigned(note_of(shown, test::log_signer()))}), "good");
  EXPECT_EQ(first({cosigned(note_of(other, test::log_signer()))}), "9000 LEDGER_AUDIT_WITNESSED");
}

// 9
TEST_F(Audit, FindsAnEditedCheckpoint) {
  attack("UPDATE ledger_checkpoints SET note = replace(note, 'A', 'B') WHERE size = 6000");
  EXPECT_EQ(first(), "5000 LEDGER_AUDIT_SIGNATURE");
}

TEST_F(Audit, FindsACheckpointGivenForAnotherSize) {
  attack("UPDATE ledger_checkpoints SET size = 6001 WHERE size = 6000");
  EXPECT_EQ(first(), "5000 LEDGER_AUDIT_SIGNATURE");
}

TEST_F(Audit, FindsCheckpointsOutOfOrder) {
  attack("UPDATE ledger_checkpoints SET sequence = -sequence");
  EXPECT_EQ(first(), "10000 LEDGER_AUDIT_SIGNATURE");
}

// 10
TEST_F(Audit, FindsAnotherWitnessKey) {
  ledger::Tree tree;
  attack([&](Connection& connection) { tree = tree_of(connection); });
  EXPECT_EQ(first({cosigned(note_of(tree, test::log_signer()), test::unknown_signer())}),
            "0 LEDGER_AUDIT_WITNESSED");
}

// 11
TEST_F(Audit, FindsAnEditedTime) {
  attack([&](Connection& connection) {
    ledger::Entry entry = other_entry(5000);
    entry.at += std::chrono::hours(1);
    Statement(connection, "UPDATE ledger_entries SET content = ? WHERE leaf = 5000",
              ledger::encode_entry(entry).value())
        .run();
  });
  EXPECT_EQ(first(), "5000 LEDGER_AUDIT_HASH");
}

TEST_F(Audit, FindsTilesThatAreNotOfTheEntries) {
  const std::pair<const char*, const char*> attacks[] = {
      {"UPDATE ledger_tiles SET hashes = zeroblob(8192) WHERE level = 0 AND tile = 3",
       "768 LEDGER_AUDIT_HASH"},
      {"UPDATE ledger_tiles SET root = zeroblob(32) WHERE level = 0 AND tile = 3", "768 LEDGER_AUDIT_TILE"},
      {"DELETE FROM ledger_tiles WHERE level = 0 AND tile = 3", "768 LEDGER_AUDIT_TILE"},
      {"INSERT INTO ledger_tiles VALUES (0, 99, zeroblob(32), zeroblob(8192))", "10000 LEDGER_AUDIT_TILE"}};
  for (const auto& [sql, expected] : attacks) {
    std::filesystem::remove(file);
    std::filesystem::copy_file(honest().file, file);
    attack(sql);
    EXPECT_EQ(first(), expected) << sql;
  }
}

TEST_F(Audit, FindsARegisterThatSaysOtherThanTheLedger) {
  const std::pair<const char*, const char*> attacks[] = {
      {"UPDATE licenses SET sealed_holder_name = x'00' WHERE identifier = 'identifier-7'",
       "7 LEDGER_AUDIT_LICENSE"},
      {"UPDATE licenses SET key_id = NULL, sealed_number = x'', sealed_holder_name = x'', sealed_holder_code "
       "= "
       "x'', sealed_data = x'', number_index = x'', holder_index = x'', fingerprint = x'', erased_at = 1 "
       "WHERE "
       "identifier = 'identifier-7'",
       "7 LEDGER_AUDIT_LICENSE"},
      {"UPDATE licenses SET valid_until = '2099-01-01' WHERE identifier = 'identifier-7'",
       "7 LEDGER_AUDIT_LICENSE"},
      {"UPDATE licenses SET issued_at = issued_at + 1 WHERE identifier = 'identifier-7'",
       "7 LEDGER_AUDIT_LICENSE"},
      {"UPDATE licenses SET state = 'revoked' WHERE identifier = 'identifier-7'", "7 LEDGER_AUDIT_LICENSE"},
      {"UPDATE licenses SET document_digest = zeroblob(32) WHERE identifier = 'identifier-7'",
       "7 LEDGER_AUDIT_LICENSE"},
      {"UPDATE documents SET content = x'00' WHERE identifier = 'identifier-7'", "7 LEDGER_AUDIT_LICENSE"},
      {"DELETE FROM documents WHERE identifier = 'identifier-7'", "7 LEDGER_AUDIT_LICENSE"},
      {"DELETE FROM license_leaves WHERE leaf = 7", "7 LEDGER_AUDIT_LEAF"},
      {"UPDATE license_leaves SET identifier = 'identifier-8' WHERE leaf = 7", "7 LEDGER_AUDIT_LEAF"},
      {"INSERT INTO license_leaves VALUES ('identifier-7', 500)", "500 LEDGER_AUDIT_LEAF"},
      {"CREATE TEMP TABLE copy AS SELECT * FROM licenses WHERE identifier = 'identifier-7'; UPDATE copy SET "
       "sequence = NULL, identifier = 'new', reference = 'new', status_number = NULL; INSERT INTO licenses "
       "SELECT * FROM copy",
       "10000 LEDGER_AUDIT_LICENSE"}};
  for (const auto& [sql, expected] : attacks) {
    std::filesystem::remove(file);
    std::filesystem::copy_file(honest().file, file);
    attack(sql);
    EXPECT_EQ(first(), expected) << sql;
  }
}

TEST_F(Audit, FindsTrustListsThatTheLedgerDoesNotName) {
  {
    const auto store = store::SqliteRegister::open(file, store::test_sealing()).value();
    ASSERT_TRUE(store->trust_record()->in_force(crypto::sm3(as_bytes("list")), Time()));
  }
  EXPECT_EQ(first(), "good");
  attack("UPDATE trust_lists SET digest = zeroblob(32)");
  EXPECT_EQ(first(), "10000 LEDGER_AUDIT_TRUST");
  attack("DELETE FROM trust_lists");
  EXPECT_EQ(first(), "10000 LEDGER_AUDIT_TRUST");
  attack("INSERT INTO trust_lists (at, digest, leaf) VALUES (0, zeroblob(32), 10000), (0, zeroblob(32), 7)");
  EXPECT_EQ(first(), "7 LEDGER_AUDIT_TRUST");
  attack(
      "DELETE FROM trust_lists; INSERT INTO trust_lists (at, digest, leaf) VALUES (0, zeroblob(32), 20000)");
  EXPECT_TRUE(first().ends_with("LEDGER_AUDIT_TRUST"));
}

TEST_F(Audit, FindsCopiesThatTheLedgerDoesNotName) {
  {
    const auto licenses = store::SqliteRegister::open(file, store::test_sealing()).value();
    const auto make = [](const license::License& license,
                         std::int64_t) -> Result<std::vector<license::LeafedCopy>> {
      const license::Copy copy{.license = license.identifier,
                               .number = 1,
                               .total = 1,
                               .made_at = Time(),
                               .made_by = "clerk",
                               .purpose = "why",
                               .reference = "reference"};
      return std::vector{license::LeafedCopy{copy, license::copied_leaf(copy, test::test_blinder())}};
    };
    ASSERT_TRUE(licenses->record_copies({"identifier-7", "key", {}, license::CopyKind::duplicate}, make));
  }
  EXPECT_EQ(first(), "good");
  const auto honest_copy = folder.path() / "honest.db";
  std::filesystem::copy_file(file, honest_copy);
  for (const char* const sql :
       {"UPDATE license_copies SET number = 2", "UPDATE license_copies SET identifier = 'identifier-8'",
        "UPDATE license_copies SET made_at = 1", "UPDATE license_copies SET sealed = x'00'",
        "DELETE FROM license_copies"}) {
    std::filesystem::copy_file(honest_copy, file, std::filesystem::copy_options::overwrite_existing);
    attack(sql);
    EXPECT_EQ(first(), "10000 LEDGER_AUDIT_COPY") << sql;
  }
}

TEST_F(Audit, FindsSubmissionsThatTheLedgerDoesNotName) {
  submission::Submission received;
  received.id = "submission-1";
  received.number = "0000000001";
  received.statement = "what the receipt is about";
  {
    const auto licenses = store::SqliteRegister::open(file, store::test_sealing()).value();
    submission::SubmissionChange first{.submission = received};
    first.receipt = submission::received_leaf(received, {}, test::test_blinder());
    ASSERT_TRUE(licenses->submissions()->record({"key", {}}, first));
  }
  EXPECT_EQ(first(), "good");
  const auto honest_copy = folder.path() / "honest.db";
  std::filesystem::copy_file(file, honest_copy);
  for (const char* const sql :
       {"UPDATE submissions SET state = 'complete'", "UPDATE submissions SET sealed = x'00'",
        "INSERT INTO submissions SELECT 2, 'submission-2', 'number', 'key', request_digest, state, "
        "received_at, changed_at, key_id, sealed, receipt, 0 FROM submissions",
        "DELETE FROM submissions"}) {
    std::filesystem::copy_file(honest_copy, file, std::filesystem::copy_options::overwrite_existing);
    attack(sql);
    EXPECT_EQ(first(), "10000 LEDGER_AUDIT_SUBMISSION") << sql;
  }
  std::filesystem::copy_file(honest_copy, file, std::filesystem::copy_options::overwrite_existing);
  attack("UPDATE submissions SET receipt = 4");
  EXPECT_EQ(first(), "4 LEDGER_AUDIT_SUBMISSION");
}

// What was kept long enough is gone with a leaf of its own; one leaf does not excuse another license.
TEST_F(Audit, AcceptsWhatWasErasedWithItsLeaf) {
  const Time later{std::chrono::days(10)};
  license::License draft;
  draft.identifier = draft.reference = "draft";
  {
    const auto licenses = store::SqliteRegister::open(file, store::test_sealing()).value();
    ASSERT_TRUE(licenses->record_plan({draft.identifier, {}, draft, Time()}));
    ASSERT_TRUE(licenses->void_plan(
        draft.identifier, "SELF_CHECK_FAILED",
        license::voided_leaf(draft.identifier, "SELF_CHECK_FAILED", test::test_blinder(), Time())));
    const privacy::RetentionRules rules{
        .ended_licenses = {}, .voided_plans = std::chrono::days(1), .accesses = {}};
    ASSERT_EQ(licenses->retention()->erase(rules, later, 10, test::test_blinder())->plans, 1);
  }
  const auto about_licenses = [this] {
    const auto audited = audit();
    return std::ranges::count(audited.ledger.findings, "LEDGER_AUDIT_LICENSE", &ledger::Finding::code);
  };
  EXPECT_EQ(about_licenses(), 0);
  attack("UPDATE licenses SET erased_at = 1 WHERE identifier = 'identifier-7'");
  EXPECT_EQ(about_licenses(), 1);
}

TEST_F(Audit, AsksNothingOfAStoreThatIsNone) {
  const AuditTrust trust{.log = test::log_policy(),
                         .blinder = ledger::Blinder(crypto::SecretBytes(ledger::min_blinding_key_size)),
                         .sealing = store::test_sealing()};
  EXPECT_THAT(audit_store(folder.path() / "none.db", trust, {}), test::fails_with("STORE_MISSING"));
  attack("DROP TABLE ledger_tiles");
  EXPECT_THAT(audit_store(file, trust, {}), test::fails_with("STORE_UNAVAILABLE"));
}

} // namespace
} // namespace elicense::instance
