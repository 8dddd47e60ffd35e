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
  duty_quota,   // "MATTER=50": so many use-codes may be asked for by statutory power on one day
};

inline constexpr std::size_t max_scopes = 256;
inline constexpr std::size_t max_scope_size = 64; // of one value, or of the matter of a quota
inline constexpr std::uint32_t max_duty_quota = 1'000'000;

class Scopes {
 public:
  // "license_type:* field:holder_name"; letters, digits, . _ - and what is not ASCII in values.
  // A quota names its matter, once. SCOPES_MALFORMED
  static Result<Scopes> parse(std::string_view text);
  bool allow(ScopeKind kind, std::string_view value) const;
  std::map<std::string, std::uint32_t, std::less<>> duty_quotas() const; // of each matter that has one
  std::string text() const;                                              // one text for the same scopes

  friend bool operator==(const Scopes&, const Scopes&) = default;

 private:
  std::map<ScopeKind, std::set<std::string, std::less<>>> values_;
};

} // namespace elicense::access
