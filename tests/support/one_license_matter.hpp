// SPDX-License-Identifier: Apache-2.0
// A matter whose items ask for one license each, and for one field of it.
#pragma once
#include "submission/matter.hpp"
#include "tests/support/known_parties.hpp"

namespace elicense::test {

inline submission::Item item_for(const std::string& type, const std::string& field,
                                 const std::string& code = "01") {
  submission::Material material;
  material.code = "license";
  material.name = "营业执照";
  submission::Alternative& alternative = material.alternatives.emplace_back();
  alternative.type_code = type;
  alternative.fields = {field};
  submission::Item item;
  item.code = code;
  item.name = "变更";
  item.applicant = "both";
  item.materials = {material};
  return item;
}

inline submission::Matter matter_for(const std::string& code, std::vector<submission::Item> items) {
  submission::Matter matter;
  matter.code = code;
  matter.name = "设立登记";
  matter.authority_code = std::string(own_authority);
  matter.authority_name = "示例市行政审批服务局";
  matter.region = "640100";
  matter.items = std::move(items);
  return matter;
}

} // namespace elicense::test
