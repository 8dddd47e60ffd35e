// SPDX-License-Identifier: Apache-2.0
#include "access/harvest.hpp"

#include <algorithm>

namespace elicense::access {

HarvestBrake::HarvestBrake(HarvestRules rules, OnHarvest report, std::size_t limit)
    : rules_(std::move(rules)), report_(std::move(report)), limit_(limit) {}

// The one that has been quiet for longest makes room.
HarvestBrake::Watched& HarvestBrake::watched(const std::string& client, Time now) {
  if (!clients_.contains(client) && clients_.size() >= limit_)
    clients_.erase(
        std::ranges::min_element(clients_, {}, [](const auto& entry) { return entry.second.last_asked; }));
  Watched& watched = clients_[client];
  watched.last_asked = std::max(watched.last_asked, now);
  return watched;
}

Brake HarvestBrake::brake_of(Watched& watched, HarvestRule rule, Time now) const {
  const Threshold& threshold = rules_.thresholds.at(rule);
  auto& signs = watched.signs[rule];
  while (!signs.empty() && signs.begin()->first <= now - threshold.window)
    signs.erase(signs.begin());
  if (signs.size() >= threshold.refused_from) return Brake::refused;
  return signs.size() >= threshold.slowed_from ? Brake::slowed : Brake::none;
}

Result<void> HarvestBrake::may_ask(const std::string& client, Time now) {
  const std::lock_guard lock(mutex_);
  const auto known = clients_.find(client);
  if (known == clients_.end()) return {};
  Brake worst = Brake::none;
  for (const auto& [rule, threshold] : rules_.thresholds)
    worst = std::max(worst, brake_of(known->second, rule, now));
  if (worst == Brake::refused) return fail(ErrorKind::forbidden, "HARVEST_REFUSED");
  const auto waited = now - known->second.last_asked;
  if (worst == Brake::none || waited >= harvest_pause) return {};
  return fail(ErrorKind::busy, "HARVEST_SLOWED", std::to_string((harvest_pause - waited).count()) + " s");
}

void HarvestBrake::asked(const Look& look, Time now) {
  for (const HarvestReport& report : note(look, now))
    report_(report);
}

std::vector<HarvestReport> HarvestBrake::note(const Look& look, Time now) {
  std::vector<HarvestRule> broken;
  if (!look.found) broken.push_back(HarvestRule::missed_subjects);
  if (look.purpose && is_filler(*look.purpose, rules_)) broken.push_back(HarvestRule::filler_purposes);
  if (look.operator_ && is_test_operator(*look.operator_, rules_))
    broken.push_back(HarvestRule::test_operators);
  const std::lock_guard lock(mutex_);
  if (broken.empty() && !clients_.contains(look.client)) return {};
  Watched& client = watched(look.client, now);
  std::vector<HarvestReport> reports;
  for (const HarvestRule rule : broken)
    if (auto report = note(client, look, rule, now)) reports.push_back(*std::move(report));
  return reports;
}

// A subject missed again is the same person asked about twice, not one more.
std::optional<HarvestReport> HarvestBrake::note(Watched& watched, const Look& look, HarvestRule rule,
                                                Time now) {
  auto& signs = watched.signs[rule];
  const Brake before = brake_of(watched, rule, now);
  const bool again =
      rule == HarvestRule::missed_subjects &&
      std::ranges::any_of(signs, [&](const auto& sign) { return sign.second == look.subject; });
  crypto::Sm3Digest mark = look.subject;
  for (std::size_t i = 0; !again && before != Brake::refused && !signs.emplace(now, mark).second; ++i)
    ++mark[i % mark.size()]; // the same question within a second
  const Brake after = brake_of(watched, rule, now);
  if (after <= before) return std::nullopt;
  return HarvestReport{.client = look.client,
                       .rule = rule,
                       .brake = after,
                       .count = static_cast<std::uint32_t>(signs.size()),
                       .window = rules_.thresholds.at(rule).window,
                       .at = now};
}

} // namespace elicense::access
