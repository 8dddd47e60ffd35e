// SPDX-License-Identifier: Apache-2.0
// How much of a license leaves the house: all of it, masked, what one of its holders may see, or only the
// fields that somebody was allowed.
#pragma once
#include "license/license.hpp"
#include "license/type.hpp"
#include <set>

namespace elicense::license {

// Names of what is not business data, where fields are named one by one (as in claims).
inline constexpr std::string_view holder_name_field = "holder_name", holder_code_field = "holder_code",
                                  number_field = "number";

class View {
 public:
  static View full() { return View(Kind::full, {}); }
  static View masked() { return View(Kind::masked, {}); }
  static View of_holder(Holder reader); // everything but what is about the other holders: that is masked
  static View only(std::set<std::string, std::less<>> fields) { return View(Kind::only, std::move(fields)); }

  // The license as it may be shown: what may not leave is masked, or gone (then its text is empty). An
  // unknown type (nullptr), or a field whose type says no mask, is hidden.
  License of(const License& license, const LicenseType* type) const;
  // What of a license this view discloses, by the names above and those of the business data; for the access
  // log.
  std::vector<std::string> disclosed(const License& license) const;
  bool masks(const License& license) const; // whether anything of it is masked
  bool masks(const Holder& holder) const;   // one of its holders

 private:
  enum class Kind { full, masked, holder, only };
  View(Kind kind, std::set<std::string, std::less<>> fields) : kind_(kind), fields_(std::move(fields)) {}
  License only_fields(License license) const;
  Kind kind_;
  std::set<std::string, std::less<>> fields_;
  Holder reader_ = {};
};

} // namespace elicense::license
