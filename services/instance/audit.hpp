// SPDX-License-Identifier: Apache-2.0
// The audit of a whole instance: its ledger by itself, then its register against the ledger.
#pragma once
#include "instance/instance.hpp"
#include "ledger/audit.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::instance {

struct InstanceAudit {
  ledger::AuditReport ledger;
  std::uint64_t licenses = 0;
  std::vector<std::uint64_t> key_overrides; // leaves where a key came without the word of the one before
};

struct AuditTrust { // what an audit believes: keys, not rows
  ledger::Policy log;
  ledger::Blinder blinder;
  store::Sealing sealing;
};
Result<InstanceAudit> audit_store(const std::filesystem::path& file, const AuditTrust& trust,
                                  const std::optional<ledger::Witnessed>& witnessed); // STORE_…

// The service must not be running. CONFIG_…, KEY_…, STORE_…: it could not be asked.
Result<InstanceAudit> audit(const std::filesystem::path& folder, const AskPassphrase& ask,
                            const std::optional<ledger::Witnessed>& witnessed);

} // namespace elicense::instance
