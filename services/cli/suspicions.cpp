// SPDX-License-Identifier: Apache-2.0
#include "cli/suspicions.hpp"

namespace elicense::cli {
namespace {

using access::HarvestReport;

constexpr std::string_view of_party = "party "; // as api::asking() names one

void log_report(observe::Log& log, const HarvestReport& report) {
  log.write(observe::Level::warning, "harvest",
            {{"client", std::string_view(report.client)},
             {"rule", to_text(report.rule)},
             {"refused", report.brake == access::Brake::refused},
             {"count", std::int64_t{report.count}}});
}

privacy::Suspicion suspicion_of(const HarvestReport& report, access::Register& people) {
  privacy::Suspicion suspicion{.at = report.at,
                               .party = {},
                               .tenant = {},
                               .rule = std::string(to_text(report.rule)),
                               .refused = report.brake == access::Brake::refused,
                               .count = report.count,
                               .span = report.window};
  if (!report.client.starts_with(of_party)) return suspicion;
  suspicion.party = report.client.substr(of_party.size());
  if (const auto party = people.party(suspicion.party)) suspicion.tenant = party->tenant;
  return suspicion;
}

} // namespace

// The brake holds whether or not the finding can be kept.
access::OnHarvest tell_of_harvest(instance::Instance& instance, observe::Log& log) {
  return [&instance, &log](const HarvestReport& report) {
    log_report(log, report);
    const auto suspicion = suspicion_of(report, instance.people());
    const auto leaf = leaf_of(suspicion, report.client, instance.blinder());
    if (const auto kept = instance.accesses().record(suspicion, leaf); !kept)
      log.write(observe::Level::error, "harvest_unrecorded", {{"code", kept.error().code}});
  };
}

} // namespace elicense::cli
