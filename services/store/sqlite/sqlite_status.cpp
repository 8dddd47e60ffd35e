// SPDX-License-Identifier: Apache-2.0
// Which licenses and mandates are not simply valid, for the status lists. No personal data are opened for it.
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/life_columns.hpp"
#include "store/sqlite/opening.hpp"

namespace elicense::store {
namespace {

using status::Numbered;

class SqliteStatusSource final : public status::Source {
 public:
  explicit SqliteStatusSource(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<std::uint64_t> count() override {
    return parts_.readers.read<std::uint64_t>([](Connection& connection) -> Result<std::uint64_t> {
      Statement row(connection, next_status_number);
      row.next();
      return static_cast<std::uint64_t>(row.integer(0));
    });
  }

  Result<std::uint64_t> number_of(std::string_view identifier) override {
    return parts_.readers.read<std::uint64_t>([&](Connection& connection) -> Result<std::uint64_t> {
      Statement row(connection, "SELECT status_number FROM licenses WHERE identifier = ?", identifier);
      if (!row.next()) return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
      return static_cast<std::uint64_t>(row.integer(0));
    });
  }

  // Dates make no exception: only what waits for its issue or for people to sign, and what was decided about.
  Result<std::vector<Numbered>> exceptions(std::uint64_t first, std::size_t count, Time at) override {
    using Found = std::vector<Numbered>;
    return parts_.read<Found>([&](Connection& connection, const Keyring& keyring) -> Result<Found> {
      Found found;
      Statement row(
          connection,
          "SELECT status_number, identifier, state, " + std::string(life_columns) +
              " FROM licenses WHERE status_number >= ? AND status_number < ? AND (state = 'pending' OR "
              "EXISTS "
              "(SELECT 1 FROM transitions AS t WHERE t.identifier = licenses.identifier) OR (job IS NOT NULL "
              "AND NOT EXISTS "
              "(SELECT 1 FROM job_signatures AS d WHERE d.job = licenses.job AND d.kind = 'released' AND "
              "d.at <= ?)))",
          static_cast<std::int64_t>(first), static_cast<std::int64_t>(first + count), seconds(at));
      while (row.next()) {
        const auto status = status_at(keyring, row, at);
        if (!status) return status.error();
        if (*status != status::Status::valid)
          found.push_back({static_cast<std::uint64_t>(row.integer(0)), *status});
      }
      add_mandates(connection, first, count, at, found);
      return found;
    });
  }

 private:
  // Revoked, and used up; its dates a mandate says itself.
  static void add_mandates(Connection& connection, std::uint64_t first, std::size_t count, Time at,
                           std::vector<Numbered>& found) {
    Statement row(connection,
                  "SELECT status_number FROM mandates WHERE status_number >= ? AND status_number < ? AND "
                  "(revoked_at <= ? OR used_up_at <= ?)",
                  static_cast<std::int64_t>(first), static_cast<std::int64_t>(first + count), seconds(at),
                  seconds(at));
    while (row.next())
      found.push_back({static_cast<std::uint64_t>(row.integer(0)), status::Status::invalid});
  }

  static Result<status::Status> status_at(const Keyring& keyring, const Statement& row, Time at) {
    license::License license;
    license.identifier = row.text(1);
    license.registered_state = license::state_from_text(row.text(2)).value(); // the schema allows no other
    if (auto read = read_life(keyring, row, 3, license); !read) return read.error();
    if (license.awaits_sign_off(at)) return status::Status::suspended;
    return status::status_of(license.state_at(at));
  }

  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<status::Source> SqliteRegister::status_source() {
  return std::make_unique<SqliteStatusSource>(*parts_);
}

} // namespace elicense::store
