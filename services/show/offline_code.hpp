// SPDX-License-Identifier: Apache-2.0
// The text in the QR of a phone without a network: the ticket, and a signature by the phone that is a minute
// old at most (docs/offline-code.md).
#pragma once
#include "show/offline_ticket.hpp"
#include <functional>

namespace elicense::show {

inline constexpr std::string_view code_prefix = "EL1:";
inline constexpr int max_code_version = 15;          // of the QR, at level M …
inline constexpr std::size_t max_code_text = 600;    // … letters (ISO/IEC 18004, table 7)
inline constexpr std::size_t max_code_content = 512; // bytes, before they are compressed

struct OfflineCode {
  OfflineTicket ticket;
  std::string issuer_key; // that signed the ticket
  Time device_time{};     // by the phone's clock
  std::string id;         // of what the phone signed, in hexadecimal: a repeat has the same
  Time made_at() const { return device_time + ticket.clock_offset; } // by the service's clock
};

// As the page does it (web/app/offline_code.js); for the tests and the bench. `sign` answers r || s.
using DeviceSign = std::function<Result<Bytes>(ByteView message)>;
Result<std::string> write_code(ByteView ticket, Time device_time, const status::Algorithm& algorithm,
                               const DeviceSign& sign);

// With both signatures right; whether it counts now is said by OfflineChecker. OFFLINE_CODE_TEXT: not of this
// kind at all; OFFLINE_CODE_DEVICE: not signed by the phone; and as read_ticket()
Result<OfflineCode> read_code(std::string_view text, const std::vector<status::ListKey>& keys);

} // namespace elicense::show
