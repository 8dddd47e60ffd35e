// SPDX-License-Identifier: Apache-2.0
// 用证清单: the licenses that a matter asks for, as a scan has to name them. In the interfaces of the
// platforms the caller names a matter only.
#pragma once
#include "facade/core.hpp"

namespace elicense::facade {

// "CODE", or "CODE:ITEM" where the matter has several items.
struct ServiceItem {
  const submission::Matter* matter = nullptr;
  const submission::Item* item = nullptr;
};
std::string code_of(const ServiceItem& service_item);
// MATTER_UNKNOWN; MATTER_ITEM_UNKNOWN: no such item, or none is named and there are several
Result<ServiceItem> service_item_of(const submission::MatterDirectory& matters, std::string_view code);

// [{type, fields}] of those types that are in the caller's scopes; a type is asked for whole where the list
// names no fields.
Json wanted_of(const submission::Item& item, const api::Call& call);
std::vector<std::string> materials_of(const submission::Item& item,
                                      std::string_view type_code); // their codes

} // namespace elicense::facade
