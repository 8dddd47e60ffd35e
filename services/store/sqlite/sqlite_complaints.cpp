// SPDX-License-Identifier: Apache-2.0
// Complaints as rows, sealed but for what is sorted and counted by.
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/paging.hpp"
#include "store/sqlite/show_rows.hpp"
#include "store/sqlite/transition_rows.hpp"

namespace elicense::store {
namespace {

using privacy::Complaint;
using privacy::ComplaintAnswer;
using privacy::ComplaintKey;
using Complaints = std::vector<Complaint>;

constexpr std::string_view select_complaint =
    "SELECT sequence, id, state, key_id, sealed, request_digest FROM complaints ";

struct StoredComplaint {
  Complaint complaint;
  nlohmann::json json; // as it is sealed
};

nlohmann::json answer_json(const ComplaintAnswer& answer) {
  return {{"state", to_text(answer.state)},
          {"text", answer.text},
          {"by", answer.by},
          {"at", to_rfc3339(answer.at)}};
}

Time time_in(const nlohmann::json& json, const char* name) {
  return from_rfc3339(json.at(name).get<std::string>()).value();
}

ComplaintAnswer answer_from_json(const nlohmann::json& json) {
  return {.state = privacy::complaint_state_from_text(json.at("state").get<std::string>()).value(),
          .text = json.at("text"),
          .by = json.at("by"),
          .at = time_in(json, "at")};
}

privacy::ComplainedUse use_from_json(const nlohmann::json& json) {
  return {.kind = privacy::use_kind_from_text(json.at("kind").get<std::string>()).value(),
          .id = json.at("id"),
          .at = time_in(json, "at"),
          .license = json.at("license"),
          .reader = {.who = json.at("who"),
                     .client = json.at("client"),
                     .purpose = json.at("purpose"),
                     .matter_case = json.at("case")}};
}

Complaint complaint_from_json(const nlohmann::json& json) {
  Complaint complaint;
  complaint.id = json.at("id");
  complaint.made_at = time_in(json, "made_at");
  complaint.holder = {
      .name = {}, .code_type = json.at("holder").at("code_type"), .code = json.at("holder").at("code")};
  complaint.tenant = json.at("tenant");
  complaint.kind = privacy::complaint_kind_from_text(json.at("kind").get<std::string>()).value();
  complaint.text = json.at("text");
  complaint.about = use_from_json(json.at("about"));
  if (json.contains("answer")) complaint.answer = answer_from_json(json.at("answer"));
  return complaint;
}

// The state stands in the seal, too: an edited row does not open.
Result<StoredComplaint> read_complaint(const Keyring& keyring, const Statement& row) {
  const auto opened = keyring.open({"complaints", row.text(1), "sealed"}, row.integer(3), row.blob(4));
  if (!opened) return opened.error();
  StoredComplaint stored{{}, nlohmann::json::parse(as_text(opened->view()))};
  stored.complaint = complaint_from_json(stored.json);
  stored.complaint.sequence = row.integer(0);
  if (to_text(stored.complaint.state()) != row.text(2)) return edited("complaints");
  return stored;
}

Result<Complaints> read_complaints(const Keyring& keyring, Statement& row) {
  Complaints complaints;
  while (row.next()) {
    auto stored = read_complaint(keyring, row);
    if (!stored) return stored.error();
    complaints.push_back(std::move(stored->complaint));
  }
  return complaints;
}

Result<StoredComplaint> find_complaint(Connection& connection, const Keyring& keyring, std::string_view id) {
  Statement row(connection, std::string(select_complaint) + "WHERE id = ?", id);
  if (!row.next()) return fail(ErrorKind::not_found, "COMPLAINT_NOT_FOUND");
  return read_complaint(keyring, row);
}

// Nothing: the key was not used before.
Result<std::optional<Complaint>> earlier_complaint(Connection& connection, const Keyring& keyring,
                                                   const ComplaintKey& key) {
  Statement row(connection, std::string(select_complaint) + "WHERE idempotency_key = ?",
                key_digest(keyring, key.idempotency_key));
  if (!row.next()) return std::optional<Complaint>();
  if (row.digest(5) != show_request_digest(keyring, key.digest))
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  auto stored = read_complaint(keyring, row);
  if (!stored) return stored.error();
  return std::optional(std::move(stored->complaint));
}

bool has_too_many_complaints(Connection& connection, const crypto::Sm3Digest& holder) {
  Statement row(connection, "SELECT count(*) FROM complaints WHERE holder_index = ? AND state = 'open'",
                holder);
  row.next();
  return row.integer(0) >= static_cast<std::int64_t>(privacy::max_open_complaints);
}

std::int64_t insert_complaint(Connection& connection, const Keyring& keyring, const ComplaintKey& key,
                              const Complaint& complaint, const crypto::Sm3Digest& holder,
                              const ledger::Entry& entry) {
  const auto leaf = static_cast<std::int64_t>(append_entry(connection, entry));
  nlohmann::json json = complaint_json(complaint);
  json["key"] = key.idempotency_key;
  json["request"] = to_hex(key.digest);
  Statement row(connection,
                "INSERT INTO complaints (id, made_at, state, tenant, holder_index, idempotency_key, "
                "request_digest, key_id, sealed, leaf) VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?) RETURNING "
                "sequence",
                complaint.id, seconds(complaint.made_at), complaint.tenant, holder,
                key_digest(keyring, key.idempotency_key), show_request_digest(keyring, key.digest),
                keyring.active(), keyring.seal({"complaints", complaint.id, "sealed"}, as_bytes(json.dump())),
                leaf);
  row.next();
  const std::int64_t sequence = row.integer(0);
  row.run();
  return sequence;
}

class SqliteComplaints final : public privacy::ComplaintRegister {
 public:
  explicit SqliteComplaints(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<Complaint> record(const ComplaintKey& key, const Complaint& complaint,
                           const ledger::Entry& leaf) override {
    return parts_.write<Complaint>([&](Connection& connection, const Keyring& keyring) -> Result<Complaint> {
      auto before = earlier_complaint(connection, keyring, key);
      if (!before) return before.error();
      if (*before) return **std::move(before);
      const auto holder = holder_index(keyring, complaint.holder.code_type, complaint.holder.code);
      if (has_too_many_complaints(connection, holder)) return fail(ErrorKind::conflict, "COMPLAINT_TOO_MANY");
      Complaint recorded = complaint;
      recorded.sequence = insert_complaint(connection, keyring, key, complaint, holder, leaf);
      return recorded;
    });
  }

  Result<Complaint> find(std::string_view id) override {
    return parts_.read<Complaint>([&](Connection& connection, const Keyring& keyring) -> Result<Complaint> {
      auto stored = find_complaint(connection, keyring, id);
      if (!stored) return stored.error();
      return std::move(stored->complaint);
    });
  }

  Result<Complaints> of_holder(const license::Holder& holder, std::int64_t before) override {
    return parts_.read<Complaints>([&](Connection& connection, const Keyring& keyring) {
      Statement row(connection,
                    std::string(select_complaint) +
                        "WHERE holder_index = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
                    holder_index(keyring, holder.code_type, holder.code), page_end(before),
                    static_cast<std::int64_t>(privacy::max_complaints_at_once));
      return read_complaints(keyring, row);
    });
  }

  Result<Complaints> open_of(std::string_view tenant, std::int64_t after) override {
    return parts_.read<Complaints>([&](Connection& connection, const Keyring& keyring) {
      Statement row(connection,
                    std::string(select_complaint) +
                        "WHERE tenant = ? AND state = 'open' AND sequence > ? ORDER BY sequence LIMIT ?",
                    tenant, after, static_cast<std::int64_t>(privacy::max_complaints_at_once));
      return read_complaints(keyring, row);
    });
  }

  Result<Complaint> answer(std::string_view id, const ComplaintAnswer& answer,
                           const privacy::LeafOfComplaint& leaf) override {
    return parts_.write<Complaint>([&](Connection& connection, const Keyring& keyring) -> Result<Complaint> {
      auto stored = find_complaint(connection, keyring, id);
      if (!stored) return stored.error();
      if (stored->complaint.answer) return fail(ErrorKind::conflict, "COMPLAINT_ANSWERED");
      stored->complaint.answer = answer;
      stored->json["answer"] = answer_json(answer);
      append_entry(connection, leaf(stored->complaint));
      Statement(
          connection, "UPDATE complaints SET state = ?, answered_at = ?, key_id = ?, sealed = ? WHERE id = ?",
          to_text(answer.state), seconds(answer.at), keyring.active(),
          keyring.seal({"complaints", stored->complaint.id, "sealed"}, as_bytes(stored->json.dump())), id)
          .run();
      return std::move(stored->complaint);
    });
  }

 private:
  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<privacy::ComplaintRegister> SqliteRegister::complaints() {
  return std::make_unique<SqliteComplaints>(*parts_);
}

} // namespace elicense::store
