// SPDX-License-Identifier: Apache-2.0
// The columns of a license, in one order for writing and reading.
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

license::State state_of(const std::string& text) {
  const auto state = license::state_from_text(text);
  if (!state) throw std::runtime_error("the register holds an unknown state"); // the schema allows none
  return *state;
}

} // namespace

const std::string_view select_license = "SELECT licenses.identifier, reference, type_code, type_name, "
                                        "number, issuer_code, issuer_name, holder_name, "
                                        "holder_code_type, holder_code, data, issued_at, issued_on, "
                                        "valid_from, valid_until, licenses.state, seal_id, "
                                        "document_digest FROM licenses ";

void insert_license(Connection& connection, const license::License& license) {
  Statement(
      connection,
      "INSERT INTO licenses (identifier, reference, type_code, type_name, number, issuer_code, issuer_name, "
      "holder_name, holder_code_type, holder_code, data, issued_at, issued_on, valid_from, valid_until, "
      "state, "
      "seal_id, document_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      license.identifier, license.reference, license.type_code, license.type_name, license.number,
      license.issuer_code, license.issuer_name, license.holder.name, license.holder.code_type,
      license.holder.code, license.data.dump(), seconds(license.issued_at), license.issued_on,
      license.valid_from, license.valid_until, license::to_text(license.registered_state), license.seal_id,
      license.document_digest)
      .run();
}

license::License read_license(const Statement& row) {
  license::License license;
  license.identifier = row.text(0);
  license.reference = row.text(1);
  license.type_code = row.text(2);
  license.type_name = row.text(3);
  license.number = row.text(4);
  license.issuer_code = row.text(5);
  license.issuer_name = row.text(6);
  license.holder = {row.text(7), row.text(8), row.text(9)};
  license.data = nlohmann::json::parse(row.text(10));
  license.issued_at = time_of(row.integer(11));
  license.issued_on = row.text(12);
  license.valid_from = row.text(13);
  license.valid_until = row.text(14);
  license.registered_state = state_of(row.text(15));
  license.seal_id = row.text(16);
  license.document_digest = row.digest(17);
  return license;
}

std::int64_t seconds(Time time) {
  return time.time_since_epoch().count();
}

Time time_of(std::int64_t seconds) {
  return Time(std::chrono::seconds(seconds));
}

} // namespace elicense::store
