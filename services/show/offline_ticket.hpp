// SPDX-License-Identifier: Apache-2.0
// What the service says of a license to a phone, signed, so that the phone can show it without a network
// (docs/offline-code.md). The key of the phone is in it: only that phone makes codes of it.
#pragma once
#include "crypto/time.hpp"
#include "show/device_key.hpp"
#include "status/status_list.hpp"

namespace elicense::show {

inline constexpr std::chrono::hours ticket_life{12};
inline constexpr std::chrono::hours max_clock_offset{24}; // of a phone
inline constexpr std::size_t ticket_id_size = 8;
inline constexpr std::size_t max_summary_size = 111; // bytes, encoded: a whole code fits into version 15-M
inline constexpr std::size_t max_summary_lines = 5;

struct SummaryLine {
  std::string name;  // as in license::View, and "type_name", "issuer_name", "valid_until"
  std::string value; // masked, and cut where there was no room
  friend bool operator==(const SummaryLine&, const SummaryLine&) = default;
};

struct OfflineTicket {
  Bytes id; // ticket_id_size
  Time issued_at{}, expires_at{};
  DeviceKey device;
  std::uint64_t list = 0, index = 0;             // in the status lists of the same issuer
  status::Status status = status::Status::valid; // when it was issued
  std::chrono::seconds clock_offset{0};          // what the phone's clock lacked then
  std::vector<SummaryLine> summary;
};

inline Error malformed_offline_code(const char* what) {
  return fail(ErrorKind::malformed, "OFFLINE_CODE_MALFORMED", what);
}

std::size_t summary_size(const std::vector<SummaryLine>& summary); // encoded

// Signed. What the signer says; throws for what cannot be read back: a fault of ours
Result<Bytes> write_ticket(const OfflineTicket& ticket, const status::ListSigner& signer);

struct SignedTicket {
  OfflineTicket ticket;
  std::string key_id; // of the issuer
};
// OFFLINE_CODE_MALFORMED: not as write_ticket() makes it; OFFLINE_CODE_KEY: of none of these keys;
// OFFLINE_CODE_ALGORITHM: not that of the key; OFFLINE_CODE_SIGNATURE
Result<SignedTicket> read_ticket(ByteView bytes, const std::vector<status::ListKey>& keys);

} // namespace elicense::show
