// SPDX-License-Identifier: Apache-2.0
// Expected failure is a value of this type; broken machinery (no memory, failed self test) is an exception.
#pragma once
#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <utility>

namespace elicense {

// What kind of "no" it is. services/api maps it to HTTP in one switch without default.
enum class ErrorKind {
  malformed,   // the bytes or the request are not what they claim to be
  unsupported, // well-formed, but outside what is implemented or allowed
  too_large,   // one of the named limits
  invalid,     // understood, and wrong by a rule of the trade
  not_found,
  conflict,
  forbidden,
  busy,        // try again later: a queue is full, another writer holds it
  unavailable, // could not be asked: store, time stamp, trust data
  internal,
};

// `code` is stable, UPPER_SNAKE, and has its sentences in schemas/messages/*.json; `detail` is for the log and
// the curious: it never holds personal data or secrets.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string code;
  std::string detail;

  friend bool operator==(const Error&, const Error&) = default;
};

struct ResultError : std::runtime_error {
  explicit ResultError(const Error& error) : std::runtime_error(error.code + ": " + error.detail) {}
};

[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw ResultError(error);
}

template <class T> class [[nodiscard]] Result : public boost::system::result<T, Error> {
 public:
  using boost::system::result<T, Error>::result;
};

inline Error fail(ErrorKind kind, std::string code, std::string detail = {}) {
  return Error{kind, std::move(code), std::move(detail)};
}

} // namespace elicense
