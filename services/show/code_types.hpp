// SPDX-License-Identifier: Apache-2.0
// What a signature of ours is for (`typ`, RFC 9596), so that none counts as another: content formats of the
// range for experiments (RFC 7252, 12.3), chosen by us. Private to this room.
#pragma once
#include <cstdint>

namespace elicense::show {

inline constexpr std::int64_t ticket_type = 65100, code_type = 65101;
inline constexpr std::int64_t last_second = 253402300799; // the end of the year 9999

} // namespace elicense::show
