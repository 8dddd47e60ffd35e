// SPDX-License-Identifier: Apache-2.0
#include "license/type_identity.hpp"
#include <algorithm>
#include <array>

namespace elicense::license {
namespace {

using nlohmann::json;

constexpr std::array required_catalogue_elements{
    "CertificateTypeName",
    "CertificateTypeCode",
    "CertificateDefineAuthorityName",
    "CertificateDefineAuthorityCode",
    "CertificateDefineAuthorityLevel",
    "CertificateHolderCategory",
    "ValidityRange",
    "CertificateIssuingAuthorityLevel",
};
constexpr std::array optional_catalogue_elements{"RelatedItemName", "RelatedItemCode"};
constexpr std::size_t type_code_size = 21;
constexpr std::array<std::string_view, 4> assurances{"A", "B", "C", "D"};

class IdentityReader {
 public:
  IdentityReader(TypeFileReader& reader, LicenseType& type) : reader_(reader), type_(type) {}

  void read() {
    read_names();
    read_codes();
    read_catalogue();
    read_holder();
  }

 private:
  void read_names() {
    reader_.only_keys("", {"code", "provisional", "provisional_reason", "name", "catalogue", "holder",
                           "number_field", "validity", "masks", "schema", "face", "example", "assurance",
                           "former_codes", "tests"});
    reader_.only_keys("/name", {"zh", "en"});
    type_.code = reader_.text("/code");
    type_.name = reader_.text("/name/zh");
    type_.name_en = reader_.text("/name/en");
    const json* const provisional = reader_.find("/provisional");
    reader_.demand(provisional != nullptr && provisional->is_boolean(), "/provisional",
                   "must be true or false");
    type_.provisional = provisional != nullptr && *provisional == true;
    reader_.demand(!type_.provisional || !reader_.optional_text("/provisional_reason").empty(),
                   "/provisional_reason", "is needed");
    if (reader_.find("/assurance") != nullptr) type_.assurance = reader_.text("/assurance");
    reader_.demand(std::ranges::find(assurances, type_.assurance) != assurances.end(), "/assurance",
                   "must be A, B, C or D");
  }

  void read_codes() {
    check_code(type_.code, "/code");
    const json* const former = reader_.find("/former_codes");
    if (former == nullptr) return;
    reader_.demand(former->is_array(), "/former_codes", "must be a list");
    for (std::size_t i = 0; !reader_.failed() && i < former->size(); ++i) {
      const std::string pointer = "/former_codes/" + std::to_string(i);
      type_.former_codes.push_back(reader_.text(pointer));
      check_code(type_.former_codes.back(), pointer);
    }
  }

  // 定义机构的统一社会信用代码 and a number of three digits.
  void check_code(const std::string& code, const std::string& pointer) {
    reader_.demand(code.size() == type_code_size, pointer, "must have 21 characters");
    if (reader_.failed()) return;
    reader_.demand(check_credit_code(code.substr(0, authority_size)).has_value(), pointer,
                   "does not begin with a right unified social credit code");
    reader_.demand(code.find_first_not_of("0123456789", authority_size) == std::string::npos, pointer,
                   "must end in three digits");
  }

  void read_catalogue() {
    std::vector<std::string_view> known(required_catalogue_elements.begin(),
                                        required_catalogue_elements.end());
    for (const char* const element : required_catalogue_elements)
      reader_.text(std::string("/catalogue/") + element);
    known.insert(known.end(), optional_catalogue_elements.begin(), optional_catalogue_elements.end());
    reader_.only_keys("/catalogue", known);
    if (reader_.failed()) return;
    type_.catalogue = *reader_.find("/catalogue");
    reader_.demand(type_.catalogue["CertificateTypeCode"] == type_.code, "/catalogue/CertificateTypeCode",
                   "is not the code");
    reader_.demand(type_.catalogue["CertificateTypeName"] == type_.name, "/catalogue/CertificateTypeName",
                   "is not the name");
    reader_.demand(type_.catalogue["CertificateDefineAuthorityCode"] == type_.code.substr(0, authority_size),
                   "/catalogue/CertificateDefineAuthorityCode", "is not the beginning of the code");
  }

  void read_holder() {
    reader_.only_keys("/holder", {"category", "name_field", "code_field", "code_types", "others", "about"});
    type_.holder_category = reader_.text("/holder/category");
    type_.holder_name_field = reader_.text("/holder/name_field");
    type_.holder_code_field = reader_.text("/holder/code_field");
    const json* const types = reader_.find("/holder/code_types");
    reader_.demand(types != nullptr && types->is_array() && !types->empty(), "/holder/code_types",
                   "a list is needed");
    if (reader_.failed()) return;
    reader_.demand(type_.holder_category == "natural_person" || type_.holder_category == "legal_person" ||
                       type_.holder_category == "both",
                   "/holder/category", "must be natural_person, legal_person or both");
    for (std::size_t i = 0; i < types->size(); ++i)
      read_code_type("/holder/code_types/" + std::to_string(i));
  }

  void read_code_type(const std::string& pointer) {
    const std::string code = reader_.text(pointer);
    const HolderCodeType* const known = find_holder_code_type(code);
    reader_.demand(known != nullptr, pointer, "is not in GB/T 36903 Annex A");
    if (known == nullptr) return;
    reader_.demand(type_.holder_category == "both" ||
                       (type_.holder_category == "natural_person") == known->natural_person,
                   pointer, "does not fit the category");
    type_.holder_code_types.push_back(code);
  }

  TypeFileReader& reader_;
  LicenseType& type_;
};

} // namespace

void read_identity(TypeFileReader& reader, LicenseType& type) {
  IdentityReader(reader, type).read();
}

} // namespace elicense::license
