// SPDX-License-Identifier: Apache-2.0
// Who read what of whom, through which system and why: written before anything is shown, for the holder to
// see.
#pragma once
#include "ledger/entry.hpp"
#include "license/license.hpp"
#include "privacy/suspicion.hpp"

namespace elicense::privacy {

inline constexpr std::size_t max_accesses_at_once = 100;

struct Reader {
  std::string who;              // the reference of a person; "anonymous" on public pages
  std::string client;           // the system that asked
  std::string purpose;          // why
  std::string matter_case;      // of a matter, when there is one
  std::string way = {};         // into a use-code, as show::to_text() has it; empty: none was used
  std::string legal_basis = {}; // of a reading by statutory power (依职权)
};

struct Access {
  Time at{};
  std::string what; // "license", "document", "face", "page", "claims"
  std::string license;
  license::Holder holder;
  Reader reader;
  std::vector<std::string> fields; // names, as the type and license::View have them
  bool masked = false;
  std::string nonce; // random, hex: nobody can guess an access from the digest in its leaf
};

struct RecordedAccess {
  std::int64_t sequence = 0;
  Access access;                      // the holder's name is not kept
  std::optional<Suspicion> suspected; // its reader, about then: the newest
};

struct LeafedAccess {
  Access access;
  ledger::Entry leaf;
};

// STORE_…; what is acknowledged is durable and a leaf of the ledger.
class AccessLog {
 public:
  virtual ~AccessLog() = default;
  // One reading: an access for each holder of the license, all or none.
  virtual Result<void> record(const std::vector<LeafedAccess>& accesses) = 0;
  virtual Result<void> record(const Suspicion& suspicion, const ledger::Entry& leaf) = 0;
  // Newest first, those before `before` (0: from the newest on), at most max_accesses_at_once.
  virtual Result<std::vector<RecordedAccess>> of_holder(const license::Holder& holder, std::int64_t before,
                                                        std::size_t limit) = 0;
};

// What is kept of an access beside its time and its holder.
nlohmann::json access_json(const Access& access);
crypto::Sm3Digest digest_of(const Access& access);   // SM3 over that; in the leaf
Access access_from_json(const nlohmann::json& json); // of access_json() only: throws for others

} // namespace elicense::privacy
