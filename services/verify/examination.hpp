// SPDX-License-Identifier: Apache-2.0
// What every check of one document looks at. Private to this room.
#pragma once
#include "crypto/trust_store.hpp"
#include "ofd/document.hpp"

namespace elicense::verify {

struct Examination {
  const ofd::Package& package;
  const ofd::Document& document;
  const crypto::TrustStore& trust;
  Time at; // the moment asked about
};

inline std::string absolute(std::string_view path) {
  return "/" + std::string(path);
}

inline Step judged(std::string code, bool passed, std::string otherwise) {
  return {std::move(code), passed ? Outcome::passed : Outcome::failed,
          passed ? std::string{} : std::move(otherwise)};
}

inline std::optional<Time> older(std::optional<Time> a, std::optional<Time> b) {
  return a && b ? std::min(a, b) : a ? a : b;
}

inline Step none_of(std::string code, const std::vector<std::string>& paths) {
  return judged(std::move(code), paths.empty(), paths.empty() ? "" : absolute(paths.front()));
}

} // namespace elicense::verify
