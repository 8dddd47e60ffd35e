// SPDX-License-Identifier: Apache-2.0
// What the text formats are made of. Each value has one form; anything else is nullopt.
#pragma once
#include "ledger/tree_hash.hpp"
#include <optional>

namespace elicense::ledger {

// Takes a line and its newline off the front; nullopt, and `text` left alone, without a newline.
std::optional<std::string_view> take_line(std::string_view& text);

std::optional<std::uint64_t> decimal(std::string_view text,
                                     std::uint64_t largest); // no sign, no leading zero
std::optional<Hash> hash_from_base64(std::string_view text);

} // namespace elicense::ledger
