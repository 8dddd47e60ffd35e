// SPDX-License-Identifier: Apache-2.0
// Sessions, scans, use-codes and mandates in the register's file: each call is one transaction with its
// leaves.
#include "store/sqlite/duty_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/mandate_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/scan_rows.hpp"
#include "store/sqlite/show_rows.hpp"

namespace elicense::store {
namespace {

using show::Mandate;
using show::Scan;
using show::Session;

class SqliteShow final : public show::Register {
 public:
  SqliteShow(SqliteRegister::Parts& parts, show::FindLicense find) : parts_(parts), find_(std::move(find)) {}

  Result<void> open_session(const show::LeafedSession& opened, const show::Code& code) override {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      const auto keyring = parts_.keys->now();
      insert_session(connection, *keyring, opened);
      return insert_code(connection, *keyring, opened.session.id, code, opened.session.opened_at);
    });
  }

  Result<Session> session(std::string_view id) override {
    return parts_.read<Session>([&](Connection& connection, const Keyring& keyring) {
      return plain(find_session(connection, keyring, id));
    });
  }

  Result<void> add_code(std::string_view session, const show::Code& code, Time now) override {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      const auto keyring = parts_.keys->now();
      const auto stored = find_session(connection, *keyring, session);
      if (!stored) return stored.error();
      if (!stored->session.is_open_at(now)) return fail(ErrorKind::conflict, "SHOW_SESSION_ENDED");
      return insert_code(connection, *keyring, session, code, now);
    });
  }

  Result<Session> end_session(std::string_view id, Time now, const show::EndScan& end) override {
    return parts_.write<Session>([&](Connection& connection, const Keyring& keyring) -> Result<Session> {
      if (auto ended = end_with_scans(connection, keyring, id, now, end); !ended) return ended.error();
      return plain(find_session(connection, keyring, id));
    });
  }

  Result<Session> look_up(const show::Shown& code, Time now) override {
    return parts_.read<Session>([&](Connection& connection, const Keyring& keyring) {
      return plain(session_of_code(connection, keyring, code, now));
    });
  }

  Result<std::optional<Scan>> scanned_before(const show::RequestKey& key) override {
    using Before = std::optional<Scan>;
    return parts_.read<Before>([&](Connection& connection, const Keyring& keyring) {
      return scan_of_request(connection, keyring, key);
    });
  }

  Result<Scan> record_scan(const show::RequestKey& key, const show::Shown& code,
                           const show::LeafedScan& scanned) override {
    return parts_.write<Scan>([&](Connection& connection, const Keyring& keyring) -> Result<Scan> {
      auto before = scan_of_request(connection, keyring, key);
      if (!before) return before.error();
      if (*before) return **std::move(before);
      const Time now = scanned.scan.scanned_at;
      std::int64_t session = 0;
      if (!scanned.scan.session.empty()) {
        const auto used = use_up_code(connection, keyring, code, now);
        if (!used) return used.error();
        session = *used;
      }
      if (const std::string& mandate = scanned.scan.standing.mandate; !mandate.empty())
        if (auto counted = count_mandate(connection, keyring, mandate, now); !counted) return counted.error();
      return insert_scan(connection, keyring, key, session, scanned);
    });
  }

  Result<Scan> record_asked(const show::RequestKey& key, const show::LeafedScan& asked,
                            std::int64_t quota) override {
    return parts_.write<Scan>([&](Connection& connection, const Keyring& keyring) -> Result<Scan> {
      auto before = scan_of_request(connection, keyring, key);
      if (!before) return before.error();
      if (*before) return **std::move(before);
      const Scan& scan = asked.scan;
      const auto counted =
          scan.way == show::Way::duty
              ? count_duty(connection, scan.asker.party, scan.matter.code, scan.scanned_at, quota)
              : count_mandate(connection, keyring, scan.standing.mandate, scan.scanned_at);
      if (!counted) return counted.error();
      return insert_scan(connection, keyring, key, 0, asked);
    });
  }

  Result<std::int64_t> duty_used(std::string_view party, std::string_view matter, Time now) override {
    return parts_.read<std::int64_t>([&](Connection& connection, const Keyring&) -> Result<std::int64_t> {
      return store::duty_used(connection, party, matter, now);
    });
  }

  Result<Scan> scan(std::string_view id) override {
    return parts_.read<Scan>([&](Connection& connection, const Keyring& keyring) -> Result<Scan> {
      auto stored = find_scan(connection, keyring, id);
      if (!stored) return stored.error();
      return std::move(stored->scan);
    });
  }

  Result<std::vector<Scan>> scans_of_session(std::string_view session) override {
    return parts_.read<Scans>([&](Connection& connection, const Keyring& keyring) {
      return store::scans_of_session(connection, keyring, session);
    });
  }

  Result<std::vector<Scan>> scans_of(const license::Holder& holder, std::int64_t before,
                                     std::size_t limit) override {
    return parts_.read<Scans>([&](Connection& connection, const Keyring& keyring) {
      return scans_of_holder(connection, keyring, holder, before, limit);
    });
  }

  Result<Scan> decide(std::string_view id, const show::Decide& decide) override {
    return parts_.write<Scan>([&](Connection& connection, const Keyring& keyring) -> Result<Scan> {
      const auto before = find_scan(connection, keyring, id);
      if (!before) return before.error();
      auto changed = decide(before->scan, finder(connection, keyring));
      if (!changed) return changed.error();
      update_scan(connection, keyring, *before, *changed);
      return std::move(changed->scan);
    });
  }

  Result<show::Use> use(const show::UseKey& key, const show::JudgeUse& judge) override {
    return parts_.write<show::Use>([&](Connection& connection, const Keyring& keyring) {
      return use_code(connection, keyring, key, finder(connection, keyring), judge);
    });
  }

  Result<show::Use> look_at(std::string_view code, Time at, const show::JudgeLook& judge) override {
    return parts_.read<show::Use>([&](Connection& connection, const Keyring& keyring) {
      return look_at_code(connection, keyring, {std::string(code), {}, at}, finder(connection, keyring),
                          judge);
    });
  }

  Result<Mandate> record_mandate(const show::RequestKey& key, const show::LeafedMandate& mandate,
                                 std::string_view paper) override {
    return parts_.write<Mandate>([&](Connection& connection, const Keyring& keyring) {
      return insert_mandate(connection, keyring, key, mandate, paper);
    });
  }

  Result<Mandate> mandate(std::string_view id) override {
    return parts_.read<Mandate>([&](Connection& connection, const Keyring& keyring) {
      return find_mandate(connection, keyring, id);
    });
  }

  Result<Mandate> paper(std::string_view reference, Time now) override {
    return parts_.read<Mandate>([&](Connection& connection, const Keyring& keyring) -> Result<Mandate> {
      auto mandate = mandate_of_paper(connection, keyring, reference);
      if (mandate && mandate->state_at(now) != show::MandateState::valid)
        return fail(ErrorKind::not_found, "SHOW_CODE_UNKNOWN");
      return mandate;
    });
  }

  Result<std::vector<Mandate>> given_by(const license::Holder& principal) override {
    return parts_.read<MandateRows>([&](Connection& connection, const Keyring& keyring) {
      return mandates_given_by(connection, keyring, principal);
    });
  }

  Result<std::vector<Mandate>> received_by(const license::Holder& agent) override {
    return parts_.read<MandateRows>([&](Connection& connection, const Keyring& keyring) {
      return mandates_received_by(connection, keyring, agent);
    });
  }

  Result<Mandate> revoke_mandate(std::string_view id, Time now, const show::LeafOfMandate& leaf,
                                 const show::EndScan& end) override {
    return parts_.write<Mandate>([&](Connection& connection, const Keyring& keyring) -> Result<Mandate> {
      auto mandate = find_mandate(connection, keyring, id);
      if (!mandate || mandate->revoked_at) return mandate;
      store::revoke_mandate(connection, id, now);
      append_entry(connection, leaf(*mandate));
      for (const std::string& session : open_sessions_of_mandate(connection, id, now))
        if (auto ended = end_with_scans(connection, keyring, session, now, end); !ended) return ended.error();
      return find_mandate(connection, keyring, id);
    });
  }

 private:
  static Result<Session> plain(Result<StoredSession> stored) {
    if (!stored) return stored.error();
    return std::move(stored->session);
  }

  // Licenses as they are in the writer's turn.
  show::FindLicense finder(Connection& connection, const Keyring& keyring) const {
    if (find_) return find_;
    return [&](std::string_view identifier) { return find_license(connection, keyring, identifier); };
  }

  static Result<void> end_with_scans(Connection& connection, const Keyring& keyring, std::string_view session,
                                     Time now, const show::EndScan& end) {
    const auto stored = find_session(connection, keyring, session);
    if (!stored) return stored.error();
    if (!stored->session.is_open_at(now)) return {};
    store::end_session(connection, session, now);
    const auto waiting = waiting_scans(connection, keyring, session);
    if (!waiting) return waiting.error();
    for (const StoredScan& scan : *waiting)
      if (scan.scan.state_at(now) == show::ScanState::waiting)
        update_scan(connection, keyring, scan, end(scan.scan));
    return {};
  }

  SqliteRegister::Parts& parts_;
  const show::FindLicense find_;
};

} // namespace

std::unique_ptr<show::Register> SqliteRegister::show(show::FindLicense find) {
  return std::make_unique<SqliteShow>(*parts_, std::move(find));
}

} // namespace elicense::store
