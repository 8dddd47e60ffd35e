// SPDX-License-Identifier: Apache-2.0
// What would come of publishing a type file: everything there is to say of it, before anybody decides.
#pragma once
#include "face/face.hpp"
#include "license/type_change.hpp"

namespace elicense::license {

struct TrialFace {
  std::string data;                // "shortest", "longest", "example"
  std::optional<face::Face> drawn; // nothing: the findings say why
};

struct TypeExamination {
  LicenseType type;                  // with the version it would have
  const LicenseType* base = nullptr; // in force under its code, or the code it replaces; null: it is new
  std::vector<TypeFinding> findings;
  nlohmann::json difference;     // to the base: RFC 6902, both in the long form
  std::optional<int> qr_version; // of the code on a face here; nothing: it has none
  std::vector<TrialFace> faces;

  bool is_refused() const;
};

struct TypeSurroundings { // where it would be published
  const TypeCatalogue& types;
  const face::Fonts& fonts;
  DefiningAuthority authority;
  std::string verification_url;
};

// TYPE_INVALID: it cannot be read at all
Result<TypeExamination> examine_type(std::string_view file, const TypeSurroundings& surroundings);

} // namespace elicense::license
