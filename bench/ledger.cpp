// SPDX-License-Identifier: Apache-2.0
// Leaves as the writer commits them, and an audit of many.
#include "bench/parts.hpp"
#include "instance/audit.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "store/sqlite/writer.hpp"
#include <cstdlib>
#include <filesystem>

namespace elicense::bench {
namespace {

namespace fs = std::filesystem;
using store::Connection;

constexpr std::uint64_t quick_entries = 10'000;
constexpr const char* entries_variable =
    "BENCH_LEDGER_ENTRIES"; // for the audit; 1,000,000 takes some seconds more

store::Sealing sealing() {
  return {crypto::SecretBytes(ByteView(Bytes(crypto::stored_secret_size, 0x5a))), crypto::system_random};
}

class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "elicense-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder to measure in");
    folder_ = name;
    file = folder_ / "ledger.db";
    store::SqliteRegister::create(file, sealing()).value();
  }
  ~Scratch() { fs::remove_all(folder_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  fs::path file;

 private:
  fs::path folder_;
};

ledger::Entry entry() {
  return {.kind = ledger::EntryKind::seal_used,
          .at = Time(std::chrono::seconds(1'800'000'000)),
          .digests = {{ledger::DigestRole::document, {}}},
          .references = {{ledger::ReferenceRole::seal, {}}},
          .word = {},
          .number = std::nullopt};
}

void append(Connection& connection, std::uint64_t count) {
  connection.execute("BEGIN");
  while (count-- > 0)
    store::append_entry(connection, entry());
  connection.execute("COMMIT");
}

Row per_entry(const Measured& measured, std::uint64_t entries) {
  Row row = rate(measured);
  for (double* const value : {&row.value, &row.low, &row.high})
    *value *= static_cast<double>(entries);
  return row;
}

void measure_leaves(Bench& bench) {
  const Scratch scratch;
  Connection connection(scratch.file, store::Access::write);
  connection.prepare_for_writing();
  const auto group = [&] {
    append(connection, store::max_batch);
    if (connection.wal_pages() >= store::checkpoint_pages) connection.checkpoint(false);
  };
  const auto results =
      take_turns({{"ledger.leaf", group, Clocked::wall}, {"ledger.leaf.cpu", group}}, bench.effort);
  for (const Measured& measured : results)
    print(per_entry(measured, store::max_batch));
}

void measure_audit(Bench& bench) {
  const Scratch scratch;
  const char* const wanted = std::getenv(entries_variable);
  const std::uint64_t entries = wanted == nullptr ? quick_entries : std::stoull(wanted);
  {
    Connection connection(scratch.file, store::Access::write);
    connection.prepare_for_writing();
    append(connection, entries);
    connection.checkpoint_and_truncate();
  }
  const auto key = crypto::Sm2PrivateKey::generate();
  const auto name =
      ledger::NoteKey::make("bench/ledger", key.public_key(), ledger::Statement::checkpoint).value();
  const instance::AuditTrust trust{
      .log = ledger::Policy::make(
                 {.origin = "bench/ledger", .log_keys = {name}, .witness_keys = {}, .quorum = 0})
                 .value(),
      .blinder = ledger::Blinder(crypto::SecretBytes(ledger::min_blinding_key_size)),
      .sealing = sealing()};
  const auto audit = [&] {
    if (!instance::audit_store(scratch.file, trust, {}).value().ledger.findings.empty())
      throw std::runtime_error("an audit");
  };
  const auto results = take_turns({{"ledger.audit", audit, Clocked::wall}}, bench.effort);
  print(per_entry(results[0], entries));
}

} // namespace

void measure_ledger(Bench& bench) {
  measure_leaves(bench);
  measure_audit(bench);
}

} // namespace elicense::bench
