// SPDX-License-Identifier: Apache-2.0
// A client that seems to search through other people's data. The ledger keeps it, the client's authority is
// told by an event, and whoever was read by the client about then sees it beside the reading.
#pragma once
#include "ledger/entry.hpp"

namespace elicense::privacy {

struct Suspicion {
  Time at{};
  std::string party, tenant;    // the client and its authority; empty for a person or an address
  std::string rule;             // of the harvest brake, in its words
  bool refused = false;         // else slowed
  std::int64_t count = 0;       // signs seen
  std::chrono::seconds span{0}; // in which they were seen, up to `at`; readings as long after count too
};

// `client` is how limits and log name it: only a reference goes into the leaf.
ledger::Entry leaf_of(const Suspicion& suspicion, std::string_view client, const ledger::Blinder& blinder);

} // namespace elicense::privacy
