// SPDX-License-Identifier: Apache-2.0
// Many writes in one turn of the writer, each undone by itself when it is refused.
#pragma once
#include "store/sqlite/opening.hpp"

namespace elicense::store {

// An answer for each, in order; the same for all when the turn as a whole failed.
template <class T>
std::vector<Result<T>> write_each(SqliteRegister::Parts& parts, std::size_t count,
                                  const std::function<Result<T>(Connection&, std::size_t)>& write) {
  std::vector<Result<T>> answers;
  const auto written = parts.writer.run([&](Connection& connection) -> Result<void> {
    answers.clear();
    for (std::size_t i = 0; i < count; ++i) {
      connection.execute("SAVEPOINT one");
      answers.push_back(write(connection, i));
      if (!answers.back()) connection.execute("ROLLBACK TO one");
      connection.execute("RELEASE one");
    }
    return {};
  });
  if (!written) answers.assign(count, Result<T>(written.error()));
  return answers;
}

} // namespace elicense::store
