// SPDX-License-Identifier: Apache-2.0
// Names that files of matters use for rules, licenses and authorities.
#pragma once
#include "crypto/result.hpp"
#include <nlohmann/json.hpp>

namespace elicense::submission {

class MatterWords {
 public:
  // Those of schemas/matter-words.json and, before them, those of the file. MATTER_FILE
  static Result<MatterWords> of_file(const nlohmann::json& file);

  // What stands for a value that is a name; the value itself when it is none. Null: nobody knows the name
  const nlohmann::json* rule(const nlohmann::json& value) const { return find("rules", value); }
  const nlohmann::json* license(const nlohmann::json& value) const { return find("licenses", value); }
  const nlohmann::json* authority(const nlohmann::json& value) const { return find("authorities", value); }

 private:
  const nlohmann::json* find(const char* kind, const nlohmann::json& value) const;
  nlohmann::json own_;
};

} // namespace elicense::submission
