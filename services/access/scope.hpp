// SPDX-License-Identifier: Apache-2.0
// Within which bounds somebody's roles count. What no scope names is outside; "*" names everything of its
// kind.
#pragma once
#include "crypto/result.hpp"
#include <map>
#include <set>
#include <string_view>

namespace elicense::access {

enum class ScopeKind {
  license_type, // code of a license type
  matter,       // code of a matter
  authority,    // authorities besides the own one whose licenses count as own
  field,        // members of a license's data that are shown unmasked
  legal_basis,  // matters for which the law lets who asks know of a person's licenses before consent
};

inline constexpr std::size_t max_scopes = 256;
inline constexpr std::size_t max_scope_size = 64; // of one value

class Scopes {
 public:
  // "license_type:* field:holder_name"; letters, digits, . _ - and what is not ASCII in values.
  // SCOPES_MALFORMED
  static Result<Scopes> parse(std::string_view text);
  bool allow(ScopeKind kind, std::string_view value) const;
  std::string text() const; // one text for the same scopes

  friend bool operator==(const Scopes&, const Scopes&) = default;

 private:
  std::map<ScopeKind, std::set<std::string, std::less<>>> values_;
};

} // namespace elicense::access
