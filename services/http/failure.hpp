// SPDX-License-Identifier: Apache-2.0
// Why something broke, for the log.
#pragma once
#include <exception>
#include <string>

namespace elicense::http {

inline std::string reason_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& e) {
    return e.what();
  } catch (...) {
    return "not a std::exception";
  }
}

} // namespace elicense::http
