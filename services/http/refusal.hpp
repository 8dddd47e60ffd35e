// SPDX-License-Identifier: Apache-2.0
// What the door itself refuses: stable codes and their HTTP status, in one table.
#pragma once
#include "crypto/result.hpp"
#include <span>
#include <string_view>

namespace elicense::http {

struct RefusalStatus {
  std::string_view code;
  unsigned status;
};

std::span<const RefusalStatus> refusal_table();

unsigned refusal_status(const Error& error); // 0 when the code is none of the door's

} // namespace elicense::http
