// SPDX-License-Identifier: Apache-2.0
// Why something broke, for the log: the words of an exception only where nobody quotes input in them. A
// reader of JSON does, and what it read may be about a person.
#pragma once
#include <exception>
#include <stdexcept>
#include <string>
#include <typeinfo>

namespace elicense::http {

inline std::string reason_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::runtime_error& e) {
    return e.what();
  } catch (const std::logic_error& e) {
    return e.what();
  } catch (const std::exception& e) {
    return typeid(e).name();
  } catch (...) {
    return "not a std::exception";
  }
}

} // namespace elicense::http
