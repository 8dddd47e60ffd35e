// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/duty_rows.hpp"

namespace elicense::store {
namespace {

std::string seconds_left(Time now) { // of the day at UTC+8
  constexpr std::chrono::hours china_offset{8};
  const std::chrono::days day(1);
  return std::to_string((day - (now + china_offset).time_since_epoch() % day).count()) + " s";
}

} // namespace

// Earlier days need not be kept: every request is a leaf of the ledger.
Result<void> count_duty(Connection& connection, std::string_view party, std::string_view matter, Time now,
                        std::int64_t quota) {
  const std::string day = to_china_date(now);
  Statement(connection, "DELETE FROM duty_requests WHERE day < ?", day).run();
  Statement(
      connection,
      "INSERT INTO duty_requests (party, matter, day, used) SELECT ?1, ?2, ?3, 1 WHERE ?4 > 0 ON CONFLICT "
      "(party, matter, day) DO UPDATE SET used = used + 1 WHERE used < ?4",
      party, matter, day, quota)
      .run();
  if (connection.changes() == 1) return {};
  return fail(ErrorKind::busy, "DUTY_QUOTA_USED_UP", seconds_left(now));
}

std::int64_t duty_used(Connection& connection, std::string_view party, std::string_view matter, Time now) {
  Statement row(connection, "SELECT used FROM duty_requests WHERE party = ? AND matter = ? AND day = ?",
                party, matter, to_china_date(now));
  return row.next() ? row.integer(0) : 0;
}

} // namespace elicense::store
