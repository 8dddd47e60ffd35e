// SPDX-License-Identifier: Apache-2.0
// Issues through the register until it is killed or has issued enough, noting every acknowledgement; or
// checks afterwards that none was lost.
#include "crypto/random.hpp"
#include "license/leaves.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "store/sqlite/sqlite_shelf.hpp"
#include "tests/store/sealing.hpp"
#include "tests/store/weakened_syncs.hpp"
#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <limits>
#include <set>
#include <thread>
#include <unistd.h>

namespace elicense::store {
namespace {

constexpr int writers = 8;
const std::string reason = "TEST_KILLED";
const ledger::Blinder blinder{crypto::SecretBytes(ledger::min_blinding_key_size)};
const Time then = Time(std::chrono::seconds(1'780'000'000));

[[noreturn]] void stop(const std::string& what) {
  std::cerr << "issue_loop: " << what << '\n';
  std::exit(1);
}

template <class T> T take(Result<T> result, const std::string& what) {
  if (!result) stop(what + ": " + result.error().code + " " + result.error().detail);
  return *std::move(result);
}

// One write(2) per line: it survives the process, and is whole or absent.
class AckFile {
 public:
  explicit AckFile(const char* file) : descriptor_(::open(file, O_WRONLY | O_APPEND | O_CREAT, 0600)) {
    if (descriptor_ < 0) stop("cannot open the file of acknowledgements");
  }
  void note(const std::string& identifier, const crypto::Sm3Digest& digest) const {
    const std::string line = identifier + ' ' + to_hex(digest) + '\n';
    if (::write(descriptor_, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
      stop("cannot note");
  }

 private:
  int descriptor_;
};

license::Plan new_plan() {
  license::Plan plan;
  plan.idempotency_key = to_hex(crypto::random_bytes(crypto::system_random, 16));
  plan.request_digest = crypto::sm3(as_bytes(plan.idempotency_key));
  plan.license.identifier = to_hex(crypto::random_bytes(crypto::system_random, 16));
  plan.license.reference = to_hex(crypto::random_bytes(crypto::system_random, 16));
  plan.license.holder = {"示例科技有限公司", "001", "11100000000013338W"};
  return plan;
}

void issue(license::Register& licenses, const AckFile& acknowledged, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    license::License license = take(licenses.record_plan(new_plan()), "plan").license;
    const Bytes document = crypto::random_bytes(crypto::system_random, 100 * (1 + i % 256));
    license.registered_state = license::State::valid;
    license.document_digest = crypto::sm3(document);
    const auto leaf = license::issued_leaf(license, blinder, then);
    if (const auto issued = licenses.record_issued(license, document, leaf); !issued)
      stop(issued.error().code);
    acknowledged.note(license.identifier, license.document_digest);
  }
}

void write(const char* database, const char* acks, std::size_t count) {
  const auto licenses = take(SqliteRegister::open(database, test_sealing()), "open");
  for (const license::License& plan : take(licenses->open_plans(), "open plans")) // as a start does
    if (const auto voided = licenses->void_plan(plan.identifier, reason,
                                                license::voided_leaf(plan.identifier, reason, blinder, then));
        !voided)
      stop(voided.error().code);
  const AckFile acknowledged(acks);
  std::vector<std::jthread> threads;
  for (int i = 0; i < writers; ++i)
    threads.emplace_back([&] { issue(*licenses, acknowledged, count / writers); });
}

void check_license(license::Register& licenses, const std::string& identifier, const std::string& digest) {
  const auto license = take(licenses.find(identifier), "lost license " + identifier);
  const Bytes document = take(licenses.document(identifier), "lost document " + identifier);
  if (to_hex(crypto::sm3(document)) != digest || to_hex(license.document_digest) != digest)
    stop("changed document " + identifier);
}

std::size_t check_acknowledged(license::Register& licenses, const char* acks) {
  std::ifstream file(acks);
  std::set<std::string> seen;
  for (std::string line;
       std::getline(file, line) && !file.eof();) { // a last line without its end was not written whole
    const std::size_t blank = line.find(' ');
    if (!seen.insert(line.substr(0, blank)).second) stop("acknowledged twice: " + line.substr(0, blank));
    check_license(licenses, line.substr(0, blank), line.substr(blank + 1));
  }
  return seen.size();
}

ledger::Policy some_log() { // no checkpoint is signed here
  const auto key = crypto::Sm2PrivateKey::generate();
  const auto name =
      take(ledger::NoteKey::make("test/ledger", key.public_key(), ledger::Statement::checkpoint), "key");
  return take(
      ledger::Policy::make({.origin = "test/ledger", .log_keys = {name}, .witness_keys = {}, .quorum = 0}),
      "policy");
}

// Every license as its leaf says, every leaf with its license, every tile as the entries are.
void check_ledger(const char* database) {
  SqliteShelf shelf = take(SqliteShelf::open(database, test_sealing()), "shelf");
  license::LicenseAudit licenses(blinder, take(shelf.license_leaves(), "leaves"));
  const auto report =
      take(ledger::audit(shelf, some_log(), {},
                         [&](std::uint64_t index, const ledger::Entry& entry) {
                           const auto finding = licenses.take(index, entry);
                           return finding ? std::vector{*finding} : std::vector<ledger::Finding>{};
                         }),
           "audit");
  const auto refuse = [](const ledger::Finding& finding) { stop(finding.code + ' ' + finding.detail); };
  std::ranges::for_each(report.findings, refuse);
  const auto checked = shelf.each_license([&](const ShelvedLicense& row) {
    if (!row.license) stop(row.license.error().code);
    if (const auto finding = licenses.check(*row.license, row.document, report.entries)) refuse(*finding);
  });
  if (!checked) stop(checked.error().code);
}

std::size_t count_issued(const char* database) {
  Connection connection(database, Access::read);
  Statement row(connection, "SELECT count(*) FROM licenses WHERE state = 'valid'");
  row.next();
  return static_cast<std::size_t>(row.integer(0));
}

void check_integrity(const char* database) {
  Connection connection(database, Access::read);
  Statement row(connection, "PRAGMA integrity_check");
  if (!row.next() || row.text(0) != "ok") stop("integrity_check: " + row.text(0));
  Statement keys(connection, "PRAGMA foreign_key_check");
  if (keys.next()) stop("foreign_key_check");
}

void check(const char* database, const char* acks) {
  check_integrity(database);
  check_ledger(database);
  const auto licenses = take(SqliteRegister::open(database, test_sealing()), "open");
  const std::size_t acknowledged = check_acknowledged(*licenses, acks);
  const std::size_t issued = count_issued(database);
  const std::size_t open = take(licenses->open_plans(), "open plans").size();
  if (open > writers) stop("more open plans than writers");
  std::cout << acknowledged << " acknowledged, all there; " << issued << " issued, " << open
            << " open plans\n";
  if (acknowledged == 0) stop("nothing was acknowledged: this proves nothing");
}

} // namespace
} // namespace elicense::store

int main(int count, char** arguments) {
  using namespace elicense::store;
  const std::string mode = count > 2 ? arguments[1] : "";
  if (mode == "create" && count == 3) {
    take(SqliteRegister::create(arguments[2], test_sealing()), "create");
  } else if (mode == "write" && count >= 4) {
    if (count > 5) WeakenedSyncs::use(arguments[5]);
    write(arguments[2], arguments[3],
          count > 4 ? std::stoul(arguments[4]) : std::numeric_limits<std::size_t>::max());
  } else if (mode == "check" && count == 4) {
    check(arguments[2], arguments[3]);
  } else {
    stop("usage: issue_loop create DATABASE | write DATABASE ACKS [LICENSES [SYNCHRONOUS]] | check DATABASE "
         "ACKS");
  }
  return 0;
}
