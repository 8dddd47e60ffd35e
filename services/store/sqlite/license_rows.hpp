// SPDX-License-Identifier: Apache-2.0
// Licenses and their documents as rows: what is personal stands there sealed.
#pragma once
#include "license/register.hpp"
#include "store/sqlite/holder_rows.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

// The sealed columns of a license. Made before the writer's turn, since that costs more than the row.
struct SealedLicense {
  std::int64_t key = 0;
  std::string reference_index; // hex, as the column "reference" holds it
  Bytes reference, number, holder_name, holder_code, data;
  crypto::Sm3Digest number_index, holder_index;
  std::vector<SealedHolder> other_holders;
  crypto::Sm3Digest fingerprint; // of all that is signed: a row that was edited does not open
};
SealedLicense seal_license(const Keyring& keyring, const license::License& license);
std::string reference_index(const Keyring& keyring, std::string_view reference);

// "SELECT the columns of a license FROM licenses", to be followed by JOIN and WHERE
extern const std::string select_license;

void insert_license(Connection& connection, const license::License& license, const SealedLicense& sealed);
// LICENSE_ERASED, STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
Result<license::License> read_license(const Keyring& keyring, const Statement& row);
Result<license::License> read_erased_license(const Keyring& keyring,
                                             const Statement& row); // what is left of it
// LICENSE_NOT_FOUND, and as read_license()
template <class... Values>
Result<license::License> read_one_license(Connection& connection, const Keyring& keyring,
                                          const std::string& condition, const Values&... values) {
  Statement row(connection, select_license + condition, values...);
  if (!row.next()) return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  return read_license(keyring, row);
}
Result<license::License> find_license(Connection& connection, const Keyring& keyring,
                                      std::string_view identifier); // issued ones only
license::License read_plain_columns(const Statement& row);          // what nobody sealed

// A leaf about a license, in the transaction of its effect; answers its index.
std::int64_t append_license_leaf(Connection& connection, const std::string& identifier,
                                 const ledger::Entry& leaf);

struct SealedDocument {
  std::int64_t key = 0;
  Bytes content;
};
SealedDocument seal_document(const Keyring& keyring, std::string_view identifier, ByteView document);
void insert_document(Connection& connection, std::string_view identifier, const SealedDocument& sealed);
// LICENSE_NOT_FOUND, LICENSE_ERASED, STORE_SEALED_FIELD, STORE_KEY_UNKNOWN
Result<Bytes> read_document(Connection& connection, const Keyring& keyring, std::string_view identifier);

license::State state_of(const std::string& text); // as a column holds it
std::int64_t seconds(Time time);
Time time_of(std::int64_t seconds);

} // namespace elicense::store
