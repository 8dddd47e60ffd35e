// SPDX-License-Identifier: Apache-2.0
// One statement a table, over a range of its rows at a time; the digests are those of license_rows.cpp,
// life_columns.cpp, transition_rows.cpp, holder_rows.cpp, sqlite_copies.cpp, sqlite_offline.cpp and
// job_rows.cpp, those of shown codes and of recalls.
#include "store/sqlite/index_rotation.hpp"
#include "store/sqlite/sql_functions.hpp"

namespace elicense::store {
namespace {

constexpr std::int64_t rows_at_once = 1000;

struct Digests { // of one table
  std::string table, set, which;
};

std::string opened(const std::string& table, const std::string& row, const std::string& column) {
  return "opened('" + table + "', " + row + ", '" + column + "', key_id, " + column + ")";
}

std::string of_license(const char* column) {
  return opened("licenses", "identifier", column);
}

// A member of the JSON that a table keeps sealed.
std::string member(const std::string& table, const char* path) {
  return "json_extract(CAST(" + opened(table, "id", "sealed") + " AS TEXT), '" + path + "')";
}

std::string holder(const std::string& code_type, const std::string& code) {
  return "next_index('holder ' || " + code_type + ", " + code + ")";
}

// As other_holders_text() makes it.
std::string others_of_license() {
  return "ifnull((SELECT group_concat(code_type || ' ' || CAST(" + opened("other_holders", "id", "sealed") +
         " AS TEXT), char(10)) FROM (SELECT * FROM other_holders AS o WHERE o.identifier = "
         "licenses.identifier ORDER BY place)), '')";
}

// As added_text() makes it.
std::string added_to_license() {
  return "ifnull(type_version, '') || char(10) || ifnull(status_number || ' ' || status_uri || ' ' || "
         "status_index, '') || char(10) || ifnull((SELECT j.id FROM jobs AS j WHERE j.sequence = "
         "licenses.job) || '/' || job_row, '') || char(10) || " +
         others_of_license();
}

Digests of_licenses() {
  const std::string reference = of_license("sealed_reference"), number = of_license("sealed_number"),
                    code = of_license("sealed_holder_code"),
                    fingerprint = "checked_digest(fingerprint, 'licenses', identifier, " + reference +
                                  ", type_code, type_name, " + number + ", issuer_code, issuer_name, " +
                                  of_license("sealed_holder_name") + ", holder_code_type, " + code + ", " +
                                  of_license("sealed_data") +
                                  ", issued_at, issued_on, valid_from, valid_until";
  return {"licenses",
          "reference = lower(hex(next_digest('reference', " + reference +
              "))), number_index = next_index('number', " + number +
              "), holder_index = " + holder("holder_code_type", code) +
              ", fingerprint = CASE WHEN type_version IS NULL AND status_uri IS NULL AND holders = 1 AND job "
              "IS NULL THEN " +
              fingerprint + ") ELSE " + fingerprint + ", " + added_to_license() + ") END",
          "erased_at IS NULL"};
}

Digests of_requests(const std::string& table, const std::string& row) {
  return {table,
          "idempotency_key = lower(hex(next_digest('idempotency_key', " + opened(table, row, "sealed_key") +
              "))), request_digest = next_digest('request_digest', " + opened(table, row, "sealed_request") +
              ")",
          "length(sealed_key) > 0"};
}

// Readings from before 0009_key_rotation.sql do not say whose license it was: it does itself, unless erased.
Digests of_accesses() {
  return {"accesses",
          "holder_index = coalesce(" +
              holder(member("accesses", "$.holder.code_type"), member("accesses", "$.holder.code")) +
              ", (SELECT nullif(l.holder_index, x'') FROM licenses AS l WHERE l.identifier = " +
              member("accesses", "$.license") + "), holder_index)",
          "TRUE"};
}

Digests of_corrections() {
  return {"corrections",
          "holder_index = " + holder(member("corrections", "$.code_type"), member("corrections", "$.code")),
          "TRUE"};
}

Digests of_device_keys() {
  return {"device_keys",
          "holder_index = " + holder(member("device_keys", "$.code_type"), member("device_keys", "$.code")),
          "TRUE"};
}

Digests of_other_holders() {
  return {"other_holders", "holder_index = " + holder("code_type", member("other_holders", "$.code")),
          "TRUE"};
}

Digests of_copies() {
  const auto digest = [](const char* kind, const char* path) {
    return "next_digest('" + std::string(kind) + "', " + member("license_copies", path) + ")";
  };
  return {"license_copies",
          "reference = lower(hex(" + digest("reference", "$.reference") + ")), idempotency_key = lower(hex(" +
              digest("idempotency_key", "$.key") +
              ")), request_digest = " + digest("request_digest", "$.request"),
          "TRUE"};
}

Digests of_jobs() {
  return {"jobs", "request_key = lower(hex(next_digest('job_request', " + member("jobs", "$.request") + ")))",
          "TRUE"};
}

std::string hex_of(const std::string& digest) {
  return "lower(hex(" + digest + "))";
}

std::string again(const std::string& table, const char* kind, const char* path) {
  return "next_digest('" + std::string(kind) + "', " + member(table, path) + ")";
}

std::string requests_again(const std::string& table) {
  return "idempotency_key = " + hex_of(again(table, "idempotency_key", "$.key")) +
         ", request_digest = " + again(table, "request_digest", "$.request");
}

std::string holder_in(const std::string& table, const std::string& name) {
  return holder(member(table, ("$." + name + ".code_type").c_str()),
                member(table, ("$." + name + ".code").c_str()));
}

Digests of_show_sessions() {
  return {"show_sessions", "shower_index = " + holder_in("show_sessions", "shower"), "TRUE"};
}

Digests of_scans() {
  return {"scans",
          "holder_index = " + holder_in("scans", "holder") +
              ", shower_index = " + holder_in("scans", "shower") + ", " + requests_again("scans"),
          "TRUE"};
}

Digests of_use_codes() {
  return {"use_codes", "reference = " + hex_of(again("use_codes", "use_code", "$.code")), "TRUE"};
}

Digests of_mandates() {
  return {"mandates",
          "holder_index = " + holder_in("mandates", "principal") + ", agent_index = " +
              holder_in("mandates", "agent") + ", reference = CASE WHEN reference IS NOT NULL THEN " +
              hex_of(again("mandates", "show_code", "$.paper")) + " END, " + requests_again("mandates"),
          "TRUE"};
}

Digests of_submissions() {
  return {"submissions", requests_again("submissions"), "TRUE"};
}

Digests of_submission_copies() {
  return {"submission_copies", "holder_index = " + holder_in("submission_copies", "holder"), "TRUE"};
}

Digests of_parties(const std::string& table) {
  return {table, "party_index = " + again(table, "relying_party", "$.party"), "TRUE"};
}

Digests of_complaints() {
  return {"complaints",
          "holder_index = " + holder_in("complaints", "holder") + ", " + requests_again("complaints"),
          "TRUE"};
}

Digests of_job_scans() {
  return {"job_scans",
          "name_key = lower(hex(next_digest('job_scan', " + opened("job_scans", "id", "sealed_name") + ")))",
          "TRUE"};
}

Digests of_job_signatures() {
  return {"job_signatures",
          "fingerprint = checked_digest(fingerprint, 'job_signatures', (SELECT j.id FROM jobs AS j WHERE "
          "j.sequence = job_signatures.job), kind, at)",
          "TRUE"};
}

Digests of_marks() {
  return {
      "transition_marks",
      "fingerprint = (SELECT checked_digest(transition_marks.fingerprint, 'transition_marks', t.identifier, "
      "t.name, transition_marks.kind, t.from_state, t.to_state, ifnull(t.successor, ''), t.number, "
      "t.reaches_back, transition_marks.effective_at) FROM transitions AS t WHERE t.sequence = "
      "transition_marks.transition)",
      "TRUE"};
}

std::int64_t last_row(Connection& connection, const std::string& table) {
  Statement row(connection, "SELECT ifnull(max(rowid), 0) FROM " + table);
  row.next();
  return row.integer(0);
}

void find_holders_again(Connection& connection) {
  connection.execute("DELETE FROM holdings; INSERT INTO holdings SELECT holder_index, sequence FROM licenses "
                     "WHERE erased_at IS NULL UNION ALL SELECT o.holder_index, l.sequence FROM other_holders "
                     "AS o JOIN licenses AS l ON l.identifier = o.identifier;");
}

} // namespace

void make_digests_again(Connection& connection, const Keyring& before, const Keyring& after,
                        const privacy::KeyRotation::Told& told) {
  const IndexFunctions functions(connection, before, after);
  const Digests tables[] = {// accesses after the licenses they may have to ask
                            of_licenses(),
                            of_other_holders(),
                            of_copies(),
                            of_device_keys(),
                            of_jobs(),
                            of_job_scans(),
                            of_job_signatures(),
                            of_requests("plans", "identifier"),
                            of_requests("transitions", "id"),
                            of_marks(),
                            of_corrections(),
                            of_show_sessions(),
                            of_scans(),
                            of_use_codes(),
                            of_mandates(),
                            of_submissions(),
                            of_submission_copies(),
                            of_parties("reliances"),
                            of_parties("recalls"),
                            of_complaints(),
                            of_accesses()};
  std::int64_t done = 0, all = 0;
  for (const Digests& digests : tables)
    all += last_row(connection, digests.table);
  for (const Digests& digests : tables) {
    const std::string sql = "UPDATE " + digests.table + " SET " + digests.set + " WHERE " + digests.which +
                            " AND rowid > ?1 AND rowid <= ?1 + ?2";
    const std::int64_t last = last_row(connection, digests.table);
    for (std::int64_t from = 0; from < last; from += rows_at_once) {
      Statement(connection, sql, from, rows_at_once).run();
      done += std::min(rows_at_once, last - from);
      told(done, all);
    }
  }
  find_holders_again(connection);
  connection.execute("DELETE FROM show_codes"); // they live a minute, and only their digests are kept
}

} // namespace elicense::store
