// SPDX-License-Identifier: Apache-2.0
#include "sandbox/answering.hpp"

namespace elicense::sandbox {
namespace {

std::vector<std::string> requested(const show::Scan& scan) {
  std::vector<std::string> identifiers;
  for (const show::Requested& one : scan.requested)
    identifiers.push_back(one.license.identifier);
  return identifiers;
}

} // namespace

Result<show::Scan> Answering::answer(const Resident& resident, const show::Scan& scan) const {
  const bool refuses = resident.persona->answers == Answers::refuses || scan.requested.empty();
  if (refuses) return desk_.scans().refuse(scan.id);
  return desk_.scans().confirm(scan.id, scan.match, requested(scan));
}

Result<int> Answering::answer(const Resident& resident) const {
  const auto scans = desk_.kept().scans_of(resident.holder, 0, show::max_scans_at_once);
  if (!scans) return scans.error();
  int answered = 0;
  for (const show::Scan& scan : *scans) {
    if (scan.state_at(clock_()) != show::ScanState::waiting) continue;
    const auto decided = answer(resident, scan);
    if (!decided && decided.error().code != "SCAN_ANSWERED") return decided.error();
    ++answered;
  }
  return answered;
}

Result<int> Answering::step() const {
  int answered = 0;
  for (const Resident& resident : residents_) {
    if (resident.persona->answers == Answers::waits) continue;
    const auto some = answer(resident);
    if (!some) return some.error();
    answered += *some;
  }
  return answered;
}

} // namespace elicense::sandbox
