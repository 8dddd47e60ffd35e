// SPDX-License-Identifier: Apache-2.0
// Deriving everything again from what is stored, believing nothing of it: entries → leaf hashes → tree →
// every stored tile → every stored checkpoint → what witnesses signed.
#pragma once
#include "ledger/book.hpp"
#include "ledger/policy.hpp"
#include <functional>

namespace elicense::ledger {

struct StoredEntry {
  std::uint64_t index = 0;
  Bytes content;
};

struct StoredTile { // a full one
  Hash root{};
  Bytes hashes;
};

// The rows of a ledger as they are; an audit finds out whether they are right.
class Shelf {
 public:
  virtual ~Shelf() = default;
  virtual Result<std::vector<StoredEntry>> entries(std::uint64_t from, std::size_t count) = 0; // by index
  virtual Result<std::optional<StoredTile>> tile(unsigned level, std::uint64_t index) = 0;
  virtual Result<std::uint64_t> tile_count() = 0;
  virtual Result<std::vector<SignedTree>> checkpoints() = 0; // in the order they were signed
};

struct Finding {
  std::uint64_t index = 0; // the first entry that is wrong, or no longer vouched for
  std::string code;        // LEDGER_AUDIT_…
  std::string detail;
};

struct AuditReport {
  std::uint64_t entries = 0;
  std::size_t checkpoints = 0, witnessed = 0;
  std::vector<Finding> findings; // of each kind the first
};

struct Witnessed {
  std::vector<std::string> notes; // kept where the store's owner cannot write
  Policy policy;                  // of the log and its witnesses, the auditor's own
};

using EachEntry = std::function<std::vector<Finding>(std::uint64_t index, const Entry& entry)>;

// `each` is asked about every entry that can be read. Errors are of the shelf: it could not be asked.
Result<AuditReport> audit(Shelf& shelf, const Policy& log, const std::optional<Witnessed>& witnessed,
                          const EachEntry& each);

const Finding*
first_of(const std::vector<Finding>& findings); // with the smallest index; none when all is well

} // namespace elicense::ledger
