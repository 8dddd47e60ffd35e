// SPDX-License-Identifier: Apache-2.0
// Reads one matter of a file; the first thing wrong is remembered with its place.
#pragma once
#include "license/type.hpp"
#include "submission/matter.hpp"
#include "submission/matter_words.hpp"

namespace elicense::submission {

class MatterReader {
 public:
  MatterReader(const MatterWords& words, const license::DefiningAuthority& operator_authority)
      : words_(words), operator_(operator_authority) {}

  Result<Matter> read(const nlohmann::json& root); // MATTER_INVALID

 private:
  using Json = nlohmann::json;
  void read_authority(const Json& value, Matter& matter);
  Item item(const Json& value, const std::string& place);
  Material material(const Json& value, const std::string& place, std::size_t number);
  Material row(const Json& value, const std::string& place);
  Alternative alternative(const Json& value, const std::string& place);
  Rule rule(const Json& value, const std::string& place);
  Json condition(const Json& value, const std::string& place);

  void demand(bool fulfilled, const std::string& place, const std::string& what);
  void only(const Json& object, const std::string& place, std::initializer_list<std::string_view> members);
  std::string text(const Json& object, const char* member, const std::string& place, std::size_t most);
  std::string code(const Json& object, const std::string& place, std::size_t most);
  bool flag(const Json& object, const char* member, const std::string& place, bool otherwise);
  const Json& list(const Json& object, const char* member, const std::string& place, std::size_t most);
  std::string written_out(std::string text, const std::string& authority) const;

  const MatterWords& words_;
  const license::DefiningAuthority& operator_;
  std::string problem_;
};

} // namespace elicense::submission
