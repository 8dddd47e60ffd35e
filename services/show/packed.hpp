// SPDX-License-Identifier: Apache-2.0
// The compressed bytes of a code (RFC 1951), of an unknown and small size. Private to this room.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::show {

Bytes packed(ByteView content);
// OFFLINE_CODE_MALFORMED: no such bytes, more behind them, or more than `most` inside
Result<Bytes> unpacked(ByteView bytes, std::size_t most);

} // namespace elicense::show
