// SPDX-License-Identifier: Apache-2.0
// License types are data: one file each under schemas/license-types/, checked at load.
#pragma once
#include "crypto/bytes.hpp"
#include "face/layout.hpp"
#include "license/holder.hpp"
#include "license/mask.hpp"
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace elicense::license {

inline constexpr std::size_t max_data_text = 4096;         // bytes
inline constexpr std::size_t max_data_picture = 256 * KiB; // of base64
inline constexpr std::size_t max_field_name = 90;
inline constexpr std::size_t max_license_types = 500;
inline constexpr std::size_t authority_size = 18; // of a code: the 证照定义机构

// 证照定义机构 of types without an official code: whoever runs the service. By default a synthetic one.
struct DefiningAuthority {
  std::string code = "11640000MB999999XM", name = "示例市行政审批服务局";
};

// Where the data say who else holds a license, and what else of them is about that holder alone. The two
// fields are a text each, or a list of texts each.
struct HolderFields {
  std::string name, code;
  std::vector<std::string> code_types; // the first is the default
  std::vector<std::string> about;
};

struct LicenseType {
  std::string code;                      // 证照类型代码, 21 characters
  int version = 1;                       // counted by the register; what the program brings is the first
  std::string source;                    // the file
  std::vector<std::string> former_codes; // licenses issued under them keep them
  bool provisional = false;
  bool is_duplicate = false; // issued as a 副本, as its face says
  std::string name, name_en;
  std::string assurance = "A"; // 可信等级: A made by the issuer … D made by the holder (国办函〔2016〕108号)
  nlohmann::json catalogue;    // GB/T 36902 elements
  std::string holder_category; // natural_person, legal_person, both
  std::string holder_name_field, holder_code_field;
  std::vector<std::string> holder_code_types; // GB/T 36903 Annex A, the first is the default
  std::vector<std::string> holder_about;   // fields about the principal holder alone, where there are others
  std::vector<HolderFields> other_holders; // empty: a license of this type has one holder
  std::string number_field;
  std::string valid_from_field, valid_until_field; // may be empty
  std::string long_term; // what valid_until_field says when there is no end; may be empty
  std::map<std::string, Mask, std::less<>> masks; // by field; one that is not named here is hidden
  nlohmann::json schema, example;
  std::shared_ptr<const face::Layout> layout;

  // LICENSE_DATA_INVALID with the JSON pointer and rule that failed, never the value
  Result<void> check_data(const nlohmann::json& data) const;
  bool is_picture(std::string_view field) const; // PNG as base64 (contentEncoding)
  std::vector<std::string> fields() const;       // as the schema names them

  class Validator;
  std::shared_ptr<const Validator> validator;
};

bool is_required(const LicenseType& type, const std::string& field);
Mask mask_of(const LicenseType& type, const std::string& field); // hidden, where the type says nothing
bool stands_in(std::string_view text, const std::vector<std::string>& list);
Error invalid_type(const std::string& detail); // TYPE_INVALID
Error invalid_data(const std::string& detail); // LICENSE_DATA_INVALID

// One type file. TYPE_INVALID with the line or JSON pointer and what is wrong there.
enum class Origin {
  file,
  built_in // schema and example are right, by our tests: the schema is compiled with the first data
};
Result<LicenseType> parse_type(std::string_view text, const DefiningAuthority& operator_authority = {},
                               Origin origin = Origin::file);

struct License;

// All types, each in all its versions, for many threads at once. A type is never changed and never goes: who
// was given one keeps it, whatever is published meanwhile.
class TypeCatalogue {
 public:
  TypeCatalogue();
  TypeCatalogue(TypeCatalogue&& other) noexcept;
  TypeCatalogue& operator=(TypeCatalogue&& other) noexcept;
  ~TypeCatalogue();

  // The embedded types, each read when it is first asked for, and the operator's own from `folder` (may be
  // empty), read at once. TYPE_INVALID names file and line (or pointer); a code that is there already is
  // refused: a folder adds types, it replaces none.
  static Result<TypeCatalogue> load(const std::filesystem::path& folder = {},
                                    const DefiningAuthority& operator_authority = {});

  // In force: the newest version, by its code or a former one. Null: there is none.
  const LicenseType* find(std::string_view code) const;
  const LicenseType* of(std::string_view code, int version) const;  // or in force, when that is not kept
  const LicenseType* of(const License& license) const;              // what it was issued under
  Result<const LicenseType*> to_issue(std::string_view code) const; // TYPE_UNKNOWN, TYPE_WITHDRAWN
  bool is_withdrawn(std::string_view code) const;
  std::vector<const LicenseType*> all() const;                           // in force, by code
  std::vector<const LicenseType*> versions(std::string_view code) const; // of exactly this code, oldest first

  // In force from now on, and issued again if it was withdrawn. Its former codes are no types of their own
  // any more. TYPE_CODE_TAKEN: one of its codes is another type's former one.
  Result<void> check_codes(const LicenseType& type) const;
  Result<void> publish(LicenseType type);
  void withdraw(std::string_view code); // from issuing

 private:
  class Entry;
  struct State;
  Result<void> add_file(const std::filesystem::path& file, const DefiningAuthority& operator_authority);
  Result<void> add(std::string_view file, std::vector<std::string> codes, std::shared_ptr<const Entry> entry);
  std::unique_ptr<State> state_;
};

} // namespace elicense::license
