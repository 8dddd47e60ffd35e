// SPDX-License-Identifier: Apache-2.0
// The harvest brake: who looks for many different people without finding them, gives no purpose, or lets a
// test operator ask, is slowed, then refused, and reported once for each. The rules are data
// (schemas/harvest.tsv).
#pragma once
#include "crypto/sm3.hpp"
#include "crypto/time.hpp"
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

namespace elicense::access {

enum class HarvestRule { missed_subjects, filler_purposes, test_operators };
std::string_view to_text(HarvestRule rule);

struct Threshold {
  std::chrono::seconds window{0};
  std::uint32_t slowed_from = 0, refused_from = 0; // within the window
};

struct HarvestRules {
  std::map<HarvestRule, Threshold> thresholds;
  std::set<std::string, std::less<>> filler_purposes, test_operators;

  static Result<HarvestRules> parse(std::string_view tsv); // HARVEST_RULES
};

// One letter, a repeated one, digits alone, or a word of the list.
bool is_filler(std::string_view purpose, const HarvestRules& rules);
bool is_test_operator(std::string_view name, const HarvestRules& rules);

struct Look {                  // one question about a person or license
  std::string client;          // party, or address of an anonymous peer
  crypto::Sm3Digest subject{}; // of what was asked about: only to tell one from another
  bool found = true;
  std::optional<std::string_view> purpose = std::nullopt,
                                  operator_ = std::nullopt; // where the endpoint has them
};

enum class Brake { none, slowed, refused };

struct HarvestReport {
  std::string client;
  HarvestRule rule = HarvestRule::missed_subjects;
  Brake brake = Brake::none;
  std::uint32_t count = 0;
  std::chrono::seconds window{0}; // in which they were counted
  Time at{};
};
using OnHarvest = std::function<void(const HarvestReport&)>;

inline constexpr std::chrono::seconds harvest_pause{30}; // between two questions of a client that is slowed
inline constexpr std::size_t max_harvest_clients = 10'000;

class HarvestBrake {
 public:
  HarvestBrake(HarvestRules rules, OnHarvest report, std::size_t limit = max_harvest_clients);

  // Before a question: HARVEST_SLOWED with the seconds to wait, HARVEST_REFUSED.
  Result<void> may_ask(const std::string& client, Time now);
  void asked(const Look& look, Time now);
  const HarvestRules& rules() const { return rules_; }

 private:
  struct Watched {
    std::map<HarvestRule, std::set<std::pair<Time, crypto::Sm3Digest>>> signs;
    Time last_asked{};
  };
  std::vector<HarvestReport> note(const Look& look, Time now);
  std::optional<HarvestReport> note(Watched& watched, const Look& look, HarvestRule rule, Time now);
  Brake brake_of(Watched& watched, HarvestRule rule, Time now) const;
  Watched& watched(const std::string& client, Time now);

  const HarvestRules rules_;
  const OnHarvest report_;
  const std::size_t limit_;
  std::mutex mutex_;
  std::map<std::string, Watched> clients_;
};

} // namespace elicense::access
