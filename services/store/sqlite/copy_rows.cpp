// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/copy_rows.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {

using license::Copy;

std::string id_of(const Copy& copy) {
  return copy.license + '#' + license::name_of(copy);
}

Result<Copy> read_copy(const Keyring& keyring, const Statement& row) {
  Copy copy;
  copy.license = row.text(1);
  const auto kind = license::copy_kind_from_text(row.text(2));
  if (!kind) return edited("license_copies.kind");
  copy.kind = *kind;
  copy.number = row.integer(3);
  copy.made_at = time_of(row.integer(4));
  copy.leaf = static_cast<std::uint64_t>(row.integer(leaf_of_copy));
  const auto opened = keyring.open({"license_copies", id_of(copy), "sealed"}, row.integer(5), row.blob(6));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  copy.reference = json.at("reference");
  copy.total = json.at("total");
  copy.purpose = json.at("purpose");
  copy.made_by = json.at("by");
  return copy;
}

} // namespace elicense::store
