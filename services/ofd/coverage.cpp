// SPDX-License-Identifier: Apache-2.0
#include "ofd/coverage.hpp"
#include <algorithm>

namespace elicense::ofd {
namespace {

constexpr std::string_view sm3_oid = "1.2.156.10197.1.401";
constexpr std::string_view sm3_name = "SM3";

ReferenceState check(const Package& package, const Reference& reference) {
  const crypto::Sm3Digest* digest = package.digest(reference.path);
  if (digest == nullptr) return ReferenceState::missing;
  return equal(*digest, reference.digest) ? ReferenceState::good : ReferenceState::changed;
}

// Outside every digest by their nature. Reading the document made sure that they are nothing else.
std::set<std::string_view> own_files(const Document& document) {
  std::set<std::string_view> own = {document.signatures_path};
  for (const Signature& signature : document.signatures) {
    own.insert(signature.path);
    own.insert(signature.value_path);
  }
  return own;
}

std::set<std::string_view> covered_files(const Package& package, const Document& document,
                                         const std::vector<std::size_t>& valid) {
  std::set<std::string_view> covered;
  for (const std::size_t index : valid) {
    for (const Reference& reference : document.signatures.at(index).references) {
      if (check(package, reference) == ReferenceState::good) covered.insert(reference.path);
    }
  }
  return covered;
}

} // namespace

Result<std::vector<ReferenceCheck>> check_references(const Package& package, const Signature& signature) {
  if (signature.check_method != sm3_oid && signature.check_method != sm3_name)
    return fail(ErrorKind::unsupported, "OFD_CHECK_METHOD", signature.check_method.substr(0, 80));
  if (signature.references.empty()) return fail(ErrorKind::invalid, "OFD_REFERENCES_EMPTY", signature.path);
  std::vector<ReferenceCheck> checks;
  std::set<std::string_view> paths;
  for (const Reference& reference : signature.references) {
    if (!paths.insert(reference.path).second)
      return fail(ErrorKind::invalid, "OFD_REFERENCE_TWICE", reference.path);
    checks.push_back({.path = reference.path, .state = check(package, reference)});
  }
  return checks;
}

Coverage coverage(const Package& package, const Document& document, const std::vector<std::size_t>& valid) {
  const std::set<std::string_view> own = own_files(document);
  const std::set<std::string_view> covered = covered_files(package, document, valid);
  Coverage result;
  for (const auto& [name, content] : package.entries()) {
    if (!own.contains(name) && !covered.contains(name)) result.uncovered.push_back(name);
  }
  result.everything_reachable_is_covered =
      std::ranges::all_of(document.reachable, [&](const std::string& name) {
        return own.contains(name) || covered.contains(name);
      });
  return result;
}

} // namespace elicense::ofd
