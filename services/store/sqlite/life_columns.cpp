// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/life_columns.hpp"
#include "crypto/split.hpp"
#include "store/sqlite/job_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include <algorithm>
#include <set>

namespace elicense::store {
namespace {

using license::License;

struct StoredMark {
  std::int64_t sequence = 0;
  LifeMark mark;
  std::string_view fingerprint; // hex
};

std::int64_t number(std::string_view text) {
  return std::stoll(std::string(text));
}

// In the order of life_columns, which wrote them.
StoredMark stored_mark(std::string_view identifier, std::string_view text) {
  const auto parts = split(text, "|");
  return {number(parts.at(0)),
          {.license = identifier,
           .name = parts.at(2),
           .kind = parts.at(1),
           .from = parts.at(4),
           .to = parts.at(5),
           .successor = parts.at(7),
           .number = number(parts.at(3)),
           .reaches_back = number(parts.at(6)),
           .effective_at = number(parts.at(8))},
          parts.at(9)};
}

std::vector<StoredMark> stored_marks(std::string_view identifier, std::string_view text) {
  std::vector<StoredMark> marks;
  if (text.empty()) return marks;
  for (const std::string_view part : split(text, ";"))
    marks.push_back(stored_mark(identifier, part));
  std::ranges::sort(marks, {}, &StoredMark::sequence);
  return marks;
}

std::set<std::int64_t> withdrawn(const std::vector<StoredMark>& marks) {
  std::set<std::int64_t> numbers;
  for (const StoredMark& stored : marks)
    if (stored.mark.kind == "withdrawn") numbers.insert(stored.mark.number);
  return numbers;
}

void count(const std::vector<StoredMark>& marks, License& license) {
  const auto gone = withdrawn(marks);
  for (const auto& [sequence, mark, fingerprint] : marks) {
    if (mark.kind != "made") continue;
    const bool is_gone = gone.contains(mark.number);
    license.revision += is_gone ? 2 : 1;
    if (is_gone) continue;
    license.changes.push_back({license::state_from_text(mark.from).value(),
                               license::state_from_text(mark.to).value(), time_of(mark.effective_at),
                               mark.reaches_back != 0});
    if (!mark.successor.empty()) license.successor = mark.successor;
  }
}

// As life_columns wrote it: the job, what was decided about it, when, and the digest over that.
Result<void> read_batch(const Keyring& keyring, const std::string& text, License& license) {
  if (text.empty()) return {};
  const auto parts = split(text, "|");
  license::Batch batch{.id = std::string(parts.at(0)), .row = 0, .released_at = {}};
  const std::string_view kind = parts.at(1), at = parts.at(2);
  if (!kind.empty() && to_hex(signature_fingerprint(keyring, batch.id, kind, at)) != parts.at(3))
    return edited("job_signatures.fingerprint");
  if (kind == "released") batch.released_at = time_of(number(at));
  batch.refused = kind == "refused";
  license.batch = std::move(batch);
  return {};
}

} // namespace

const std::string_view life_columns =
    "(SELECT group_concat(m.sequence || '|' || m.kind || '|' || t.name || '|' || t.number || '|' || "
    "t.from_state || '|' || t.to_state || '|' || t.reaches_back || '|' || ifnull(t.successor, '') || '|' || "
    "m.effective_at || '|' || lower(hex(m.fingerprint)), ';') FROM transitions AS t JOIN transition_marks AS "
    "m "
    "ON m.transition = t.sequence WHERE t.identifier = licenses.identifier), "
    "(SELECT v.identifier FROM transitions AS v WHERE v.successor = licenses.identifier), "
    "(SELECT j.id || '|' || ifnull(d.kind, '') || '|' || ifnull(d.at, 0) || '|' || "
    "ifnull(lower(hex(d.fingerprint)), "
    "'') FROM jobs AS j LEFT JOIN job_signatures AS d ON d.job = j.sequence AND d.kind IN ('released', "
    "'refused') WHERE "
    "j.sequence = licenses.job), ifnull(job_row, 0)";

crypto::Sm3Digest fingerprint_of(const Keyring& keyring, const LifeMark& mark) {
  const std::string number = std::to_string(mark.number), back = std::to_string(mark.reaches_back),
                    at = std::to_string(mark.effective_at);
  std::vector<ByteView> values;
  for (const std::string_view value :
       {mark.license, mark.name, mark.kind, mark.from, mark.to, mark.successor, std::string_view(number),
        std::string_view(back), std::string_view(at)})
    values.push_back(as_bytes(value));
  return keyring.digest("transition_marks", values);
}

Result<void> read_life(const Keyring& keyring, const Statement& row, int first_column, License& license) {
  const std::string text = row.text(first_column);
  license.predecessor = row.text(first_column + 1);
  if (auto read = read_batch(keyring, row.text(first_column + 2), license); !read) return read;
  if (license.batch) license.batch->row = row.integer(first_column + 3);
  const auto marks = stored_marks(license.identifier, text);
  for (const StoredMark& stored : marks)
    if (to_hex(fingerprint_of(keyring, stored.mark)) != stored.fingerprint)
      return edited("transition_marks.fingerprint");
  count(marks, license);
  if (license.revision == 0) return {};
  const license::State last = license.changes.empty() ? license::State::valid : license.changes.back().to;
  return last == license.registered_state ? Result<void>() : edited("licenses.state");
}

} // namespace elicense::store
