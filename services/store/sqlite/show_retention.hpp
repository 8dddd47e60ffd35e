// SPDX-License-Identifier: Apache-2.0
// Scans, sessions and mandates that were kept long enough.
#pragma once
#include "crypto/time.hpp"
#include "store/sqlite/connection.hpp"

namespace elicense::store {

std::int64_t count_old_scans(Connection& connection, Time before);
// At most `rows` of each, what hangs on them with them; answers how many rows of all three kinds went.
std::int64_t remove_old_scans(Connection& connection, Time before, std::size_t rows);

} // namespace elicense::store
