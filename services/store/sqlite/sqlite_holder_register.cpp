// SPDX-License-Identifier: Apache-2.0
// What is stored about one holder, found by the keyed index.
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"

namespace elicense::store {
namespace {

using license::Holder;
using license::License;
using privacy::Correction;
using privacy::CorrectionState;

using Licenses = std::vector<License>;
using Corrections = std::vector<Correction>;

constexpr std::string_view select_correction =
    "SELECT sequence, id, asked_at, state, answered_at, key_id, sealed FROM corrections ";

// The sealed part; what is sorted and counted stands beside it.
nlohmann::json correction_json(const Correction& correction) {
  return {{"license", correction.license},
          {"code_type", correction.holder.code_type},
          {"code", correction.holder.code},
          {"field", correction.field},
          {"text", correction.text}};
}

Result<Correction> read_correction(const Keyring& keyring, const Statement& row) {
  const std::string id = row.text(1);
  const auto opened = keyring.open({"corrections", id, "sealed"}, row.integer(5), row.blob(6));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  Correction correction;
  correction.number = row.integer(0);
  correction.asked_at = time_of(row.integer(2));
  correction.license = json.at("license");
  correction.holder = {.name = {}, .code_type = json.at("code_type"), .code = json.at("code")};
  correction.field = json.at("field");
  correction.text = json.at("text");
  correction.state = privacy::correction_state_from_text(row.text(3)).value();
  if (const std::int64_t answered = row.integer(4); answered != 0) correction.answered_at = time_of(answered);
  return correction;
}

Result<Corrections> read_corrections(const Keyring& keyring, Statement& row) {
  Corrections corrections;
  while (row.next()) {
    auto correction = read_correction(keyring, row);
    if (!correction) return correction.error();
    corrections.push_back(*std::move(correction));
  }
  return corrections;
}

bool has_too_many_corrections(Connection& connection, const crypto::Sm3Digest& holder) {
  Statement row(connection, "SELECT count(*) FROM corrections WHERE holder_index = ? AND state = 'open'",
                holder);
  row.next();
  return row.integer(0) >= static_cast<std::int64_t>(privacy::max_open_corrections);
}

class SqliteHolderRegister final : public privacy::HolderRegister {
 public:
  explicit SqliteHolderRegister(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<Licenses> licenses_of(const Holder& holder) override {
    return parts_.read<Licenses>([&](Connection& connection, const Keyring& keyring) -> Result<Licenses> {
      Licenses licenses;
      Statement row(
          connection,
          std::string(select_license) +
              "JOIN holdings ON holdings.license = licenses.sequence WHERE holdings.holder_index = ? AND "
              "state <> 'pending' ORDER BY holdings.license LIMIT ?",
          holder_index(keyring, holder.code_type, holder.code),
          static_cast<std::int64_t>(privacy::max_licenses_exported));
      while (row.next()) {
        auto license = read_license(keyring, row);
        if (!license) return license.error();
        licenses.push_back(*std::move(license));
      }
      return licenses;
    });
  }

  // Sealed in the writer's turn: few ask, and what they write is short.
  Result<std::int64_t> ask_correction(const Correction& correction) override {
    using Number = std::int64_t;
    return parts_.write<Number>([&](Connection& connection, const Keyring& keyring) -> Result<Number> {
      const auto holder = holder_index(keyring, correction.holder.code_type, correction.holder.code);
      if (has_too_many_corrections(connection, holder))
        return fail(ErrorKind::conflict, "CORRECTION_TOO_MANY");
      return insert_correction(connection, keyring, holder, correction);
    });
  }

  Result<Corrections> corrections_of(const Holder& holder) override {
    return parts_.read<Corrections>([&](Connection& connection, const Keyring& keyring) {
      Statement row(connection,
                    std::string(select_correction) + "WHERE holder_index = ? ORDER BY sequence LIMIT ?",
                    holder_index(keyring, holder.code_type, holder.code),
                    static_cast<std::int64_t>(privacy::max_corrections_at_once));
      return read_corrections(keyring, row);
    });
  }

  Result<Corrections> open_corrections(std::int64_t after, std::size_t limit) override {
    return parts_.read<Corrections>([&](Connection& connection, const Keyring& keyring) {
      Statement row(connection,
                    std::string(select_correction) +
                        "WHERE state = 'open' AND sequence > ? ORDER BY sequence LIMIT ?",
                    after, static_cast<std::int64_t>(std::min(limit, privacy::max_corrections_at_once)));
      return read_corrections(keyring, row);
    });
  }

  Result<void> answer_correction(std::int64_t number, CorrectionState state, Time at) override {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      Statement(connection,
                "UPDATE corrections SET state = ?, answered_at = ? WHERE sequence = ? AND state = 'open'",
                privacy::to_text(state), seconds(at), number)
          .run();
      if (connection.changes() == 1) return {};
      return fail(ErrorKind::conflict, "CORRECTION_NOT_OPEN");
    });
  }

 private:
  std::int64_t insert_correction(Connection& connection, const Keyring& keyring,
                                 const crypto::Sm3Digest& holder, const Correction& correction) const {
    const std::string id = crypto::random_id(parts_.sealing->random);
    const std::string json = correction_json(correction).dump();
    Statement row(
        connection,
        "INSERT INTO corrections (id, asked_at, state, holder_index, key_id, sealed) VALUES (?, ?, 'open', "
        "?, ?, ?) RETURNING sequence",
        id, seconds(correction.asked_at), holder, keyring.active(),
        keyring.seal({"corrections", id, "sealed"}, as_bytes(json)));
    row.next();
    const std::int64_t number = row.integer(0);
    row.run();
    return number;
  }

  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<privacy::HolderRegister> SqliteRegister::holders() {
  return std::make_unique<SqliteHolderRegister>(*parts_);
}

} // namespace elicense::store
