// SPDX-License-Identifier: Apache-2.0
#include "show/scan.hpp"

#include <array>

namespace elicense::show {

std::string_view to_text(Way way) {
  switch (way) {
  case Way::holder:
    return "holder";
  case Way::duty:
    return "duty";
  case Way::entrust:
    return "entrust";
  }
  return "";
}

std::optional<Way> way_from_text(std::string_view text) {
  for (const Way way : {Way::holder, Way::duty, Way::entrust})
    if (to_text(way) == text) return way;
  return std::nullopt;
}

std::string_view to_text(Decision decision) {
  switch (decision) {
  case Decision::waiting:
    return "waiting";
  case Decision::given:
    return "given";
  case Decision::refused:
    return "refused";
  }
  return "";
}

std::optional<Decision> decision_from_text(std::string_view text) {
  for (const Decision decision : {Decision::waiting, Decision::given, Decision::refused})
    if (to_text(decision) == text) return decision;
  return std::nullopt;
}

std::string_view to_text(ScanState state) {
  switch (state) {
  case ScanState::waiting:
    return "waiting";
  case ScanState::given:
    return "given";
  case ScanState::refused:
    return "refused";
  case ScanState::expired:
    return "expired";
  case ScanState::stopped:
    return "stopped";
  }
  return "";
}

std::optional<ScanState> scan_state_from_text(std::string_view text) {
  for (const ScanState state :
       {ScanState::waiting, ScanState::given, ScanState::refused, ScanState::expired, ScanState::stopped})
    if (to_text(state) == text) return state;
  return std::nullopt;
}

// The id and the use-codes in it cannot be guessed, so nobody finds a case or license by trying.
crypto::Sm3Digest authorization_digest(const Scan& scan) {
  nlohmann::json record = {scan.id,           scan.asker.party,     scan.asker.tenant, scan.asker.operator_,
                           scan.asker.device, scan.matter.code,     scan.matter.name,  scan.matter_case,
                           scan.match,        scan.standing.mandate};
  if (scan.way != Way::holder) record.push_back({to_text(scan.way), scan.legal_basis});
  if (scan.item) record.push_back({"item", scan.item->code, scan.item->name});
  for (const UseCode& each : scan.given)
    record.push_back({each.code, each.license.identifier, each.fields, each.uses,
                      each.expires_at.time_since_epoch().count()});
  return crypto::sm3(as_bytes(record.dump()));
}

} // namespace elicense::show
