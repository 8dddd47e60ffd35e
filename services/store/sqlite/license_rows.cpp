// SPDX-License-Identifier: Apache-2.0
// The columns of a license, in one order for writing and reading.
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/life_columns.hpp"

namespace elicense::store {
namespace {

using license::License;

constexpr int life_at = 25, other_holders_at = 29; // columns of select_license

// What a license has beyond 0005_personal_data.sql, in one text; empty when it has nothing more.
std::string added_text(const License& license) {
  const auto& place = license.status_place;
  const std::string version = license.type_version > 0 ? std::to_string(license.type_version) : std::string();
  const std::string status =
      place ? std::to_string(place->number) + ' ' + place->uri + ' ' + std::to_string(place->index)
            : std::string();
  const std::string origin =
      license.batch ? license.batch->id + '/' + std::to_string(license.batch->row) : std::string();
  const std::string others = other_holders_text(license);
  if (version.empty() && status.empty() && origin.empty() && others.empty()) return {};
  return version + '\n' + status + '\n' + origin + '\n' + others;
}

// As 0005_personal_data.sql and index_rotation.cpp make it.
crypto::Sm3Digest fingerprint_of(const Keyring& keyring, const License& license, std::string_view data) {
  const std::string issued_at = std::to_string(seconds(license.issued_at));
  std::vector<ByteView> values;
  for (const std::string_view value :
       {std::string_view(license.identifier), std::string_view(license.reference),
        std::string_view(license.type_code), std::string_view(license.type_name),
        std::string_view(license.number), std::string_view(license.issuer_code),
        std::string_view(license.issuer_name), std::string_view(license.holder.name),
        std::string_view(license.holder.code_type), std::string_view(license.holder.code), data,
        std::string_view(issued_at), std::string_view(license.issued_on),
        std::string_view(license.valid_from), std::string_view(license.valid_until)})
    values.push_back(as_bytes(value));
  const std::string added = added_text(license);
  if (!added.empty()) values.push_back(as_bytes(added));
  return keyring.digest("licenses", values);
}

constexpr std::int64_t none = -1;

void read_new_columns(const Statement& row, License& license) {
  if (!row.is_null(21)) license.type_version = static_cast<int>(row.integer(21));
  if (!row.is_null(23))
    license.status_place = license::StatusPlace{static_cast<std::uint64_t>(row.integer(22)), row.text(23),
                                                static_cast<std::uint64_t>(row.integer(24))};
}

// Opens the columns of one row; the first that does not open is remembered.
class Opener {
 public:
  Opener(const Keyring& keyring, const Statement& row, std::int64_t key, std::string_view identifier)
      : keyring_(keyring), row_(row), key_(key), identifier_(identifier) {}
  std::string text(int column, std::string_view name) {
    if (!opened_) return {};
    const auto value = keyring_.open({"licenses", identifier_, name}, key_, row_.blob(column));
    if (value) return std::string(as_text(value->view()));
    opened_ = value.error();
    return {};
  }
  const Result<void>& opened() const { return opened_; }

 private:
  const Keyring& keyring_;
  const Statement& row_;
  std::int64_t key_;
  std::string_view identifier_;
  Result<void> opened_;
};

} // namespace

license::State state_of(const std::string& text) {
  const auto state = license::state_from_text(text);
  if (!state) throw std::runtime_error("the register holds an unknown state"); // the schema allows none
  return *state;
}

const std::string select_license =
    "SELECT licenses.identifier, sealed_reference, type_code, type_name, issuer_code, issuer_name, "
    "holder_code_type, issued_at, issued_on, valid_from, valid_until, licenses.state, seal_id, "
    "document_digest, erased_at IS NOT NULL, licenses.key_id, sealed_number, sealed_holder_name, "
    "sealed_holder_code, sealed_data, fingerprint, type_version, status_number, status_uri, status_index, " +
    std::string(life_columns) + ", " + std::string(other_holders_column) + " FROM licenses ";

std::string reference_index(const Keyring& keyring, std::string_view reference) {
  return to_hex(keyring.digest("reference", {as_bytes(reference)}));
}

SealedLicense seal_license(const Keyring& keyring, const License& license) {
  const auto seal = [&](std::string_view column, std::string_view value) {
    return keyring.seal({"licenses", license.identifier, column}, as_bytes(value));
  };
  const std::string data = license.data.dump();
  return {.key = keyring.active(),
          .reference_index = reference_index(keyring, license.reference),
          .reference = seal("sealed_reference", license.reference),
          .number = seal("sealed_number", license.number),
          .holder_name = seal("sealed_holder_name", license.holder.name),
          .holder_code = seal("sealed_holder_code", license.holder.code),
          .data = seal("sealed_data", data),
          .number_index = keyring.index("number", license.number),
          .holder_index = holder_index(keyring, license.holder.code_type, license.holder.code),
          .other_holders = seal_other_holders(keyring, license),
          .fingerprint = fingerprint_of(keyring, license, data)};
}

void insert_license(Connection& connection, const License& license, const SealedLicense& sealed) {
  const auto& place = license.status_place;
  Statement(
      connection,
      "INSERT INTO licenses (identifier, reference, type_code, type_name, issuer_code, issuer_name, "
      "holder_code_type, issued_at, issued_on, valid_from, valid_until, state, seal_id, document_digest, "
      "key_id, sealed_reference, sealed_number, sealed_holder_name, sealed_holder_code, sealed_data, "
      "number_index, holder_index, fingerprint, holders, job, job_row, type_version, status_number, "
      "status_uri, status_index) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, "
      "?, (SELECT sequence FROM jobs WHERE id = ?), nullif(?, 0), nullif(?, 0), ifnull(nullif(?, -1), "
      "(SELECT "
      "ifnull(max(status_number), -1) + 1 FROM licenses)), nullif(?, ''), nullif(?, -1))",
      license.identifier, sealed.reference_index, license.type_code, license.type_name, license.issuer_code,
      license.issuer_name, license.holder.code_type, seconds(license.issued_at), license.issued_on,
      license.valid_from, license.valid_until, license::to_text(license.registered_state), license.seal_id,
      license.document_digest, sealed.key, sealed.reference, sealed.number, sealed.holder_name,
      sealed.holder_code, sealed.data, sealed.number_index, sealed.holder_index, sealed.fingerprint,
      static_cast<std::int64_t>(1 + sealed.other_holders.size()),
      license.batch ? license.batch->id : std::string(), license.batch ? license.batch->row : 0,
      std::int64_t{license.type_version}, place ? static_cast<std::int64_t>(place->number) : none,
      place ? place->uri : std::string(), place ? static_cast<std::int64_t>(place->index) : none)
      .run();
  insert_holders(connection, license.identifier, sealed.holder_index, sealed.other_holders, sealed.key);
}

License read_plain_columns(const Statement& row) {
  License license;
  license.identifier = row.text(0);
  license.type_code = row.text(2);
  license.type_name = row.text(3);
  license.issuer_code = row.text(4);
  license.issuer_name = row.text(5);
  license.holder.code_type = row.text(6);
  license.issued_at = time_of(row.integer(7));
  license.issued_on = row.text(8);
  license.valid_from = row.text(9);
  license.valid_until = row.text(10);
  license.registered_state = state_of(row.text(11));
  license.seal_id = row.text(12);
  license.document_digest = row.digest(13);
  return license;
}

Result<License> read_license(const Keyring& keyring, const Statement& row) {
  License license = read_plain_columns(row);
  if (row.integer(14) != 0) return fail(ErrorKind::not_found, "LICENSE_ERASED");
  read_new_columns(row, license);
  Opener open(keyring, row, row.integer(15), license.identifier);
  license.reference = open.text(1, "sealed_reference");
  license.number = open.text(16, "sealed_number");
  license.holder.name = open.text(17, "sealed_holder_name");
  license.holder.code = open.text(18, "sealed_holder_code");
  const std::string data = open.text(19, "sealed_data");
  if (!open.opened()) return open.opened().error();
  auto others = read_other_holders(keyring, license.identifier, row.text(other_holders_at));
  if (!others) return others.error();
  license.other_holders = *std::move(others);
  if (auto read = read_life(keyring, row, life_at, license); !read) return read.error();
  if (row.digest(20) != fingerprint_of(keyring, license, data)) return edited("licenses.fingerprint");
  license.data = nlohmann::json::parse(data);
  return license;
}

Result<License> read_erased_license(const Keyring& keyring, const Statement& row) {
  License license = read_plain_columns(row);
  if (auto read = read_life(keyring, row, life_at, license); !read) return read.error();
  return license;
}

Result<License> find_license(Connection& connection, const Keyring& keyring, std::string_view identifier) {
  return read_one_license(connection, keyring, "WHERE identifier = ? AND state <> 'pending'", identifier);
}

std::int64_t append_license_leaf(Connection& connection, const std::string& identifier,
                                 const ledger::Entry& leaf) {
  const auto index = static_cast<std::int64_t>(append_entry(connection, leaf));
  Statement(connection, "INSERT INTO license_leaves VALUES (?, ?)", identifier, index).run();
  return index;
}

SealedDocument seal_document(const Keyring& keyring, std::string_view identifier, ByteView document) {
  return {keyring.active(), keyring.seal({"documents", identifier, "content"}, document)};
}

void insert_document(Connection& connection, std::string_view identifier, const SealedDocument& sealed) {
  Statement(connection, "INSERT INTO documents (identifier, content, key_id) VALUES (?, ?, ?)", identifier,
            sealed.content, sealed.key)
      .run();
}

Result<Bytes> read_document(Connection& connection, const Keyring& keyring, std::string_view identifier) {
  Statement row(connection, "SELECT content, key_id FROM documents WHERE identifier = ?", identifier);
  if (!row.next()) return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  const Bytes sealed = row.blob(0);
  if (sealed.empty()) return fail(ErrorKind::not_found, "LICENSE_ERASED");
  const auto document = keyring.open({"documents", identifier, "content"}, row.integer(1), sealed);
  if (!document) return document.error();
  return to_bytes(document->view());
}

std::int64_t seconds(Time time) {
  return time.time_since_epoch().count();
}

Time time_of(std::int64_t seconds) {
  return Time(std::chrono::seconds(seconds));
}

} // namespace elicense::store
