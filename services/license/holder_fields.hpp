// SPDX-License-Identifier: Apache-2.0
// Which fields of the business data say who holds a license, and which are about one holder alone.
#pragma once
#include "license/issue.hpp"

namespace elicense::license {

// The text of a field, or the texts of its list; none when it is absent.
std::vector<std::string> texts_of(const nlohmann::json& data, const std::string& field);

// All holders, the principal one first. HOLDER_…, CREDIT_CODE_…, CITIZEN_NUMBER_…, HOLDER_TWICE;
// LICENSE_DATA_INVALID when names and codes do not pair
Result<std::vector<Holder>> read_holders(const IssueRequest& request, const LicenseType& type);

enum class HolderPart { name, code, about };

struct FieldOwner { // of a field, or of one text of its list
  HolderPart part;
  const Holder* holder; // null: another than the principal one, whom nothing names (data from before)
};

// Nobody in particular when empty.
std::vector<FieldOwner> owners_of(const License& license, const LicenseType& type, const std::string& field);

} // namespace elicense::license
