// SPDX-License-Identifier: Apache-2.0
// Recalls in the register's file. The cursor moves in the transaction of what was told: a crash between the
// two tells nothing twice and leaves nothing out.
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/paging.hpp"
#include "store/sqlite/recall_rows.hpp"
#include "store/sqlite/transition_rows.hpp"

namespace elicense::store {
namespace {

using recall::Consequence;
using recall::Marked;
using recall::Recall;
using recall::Reliance;
using Recalls = std::vector<Recall>;

constexpr std::string_view select_mark = "SELECT m.kind, m.transition, t.identifier, m.sequence FROM "
                                         "transition_marks AS m JOIN transitions AS t ON "
                                         "t.sequence = m.transition ";

struct Cursor {
  std::int64_t mark = 0, reliance = 0;
};

Cursor one_row(Connection& connection, std::string_view select) {
  Statement row(connection, select);
  row.next();
  return {row.integer(0), row.integer(1)};
}

Cursor told_so_far(Connection& connection) {
  return one_row(connection, "SELECT mark, reliance FROM recall_cursor");
}

Cursor at_the_end(Connection& connection) {
  return one_row(connection, "SELECT (SELECT ifnull(max(sequence), 0) FROM transition_marks), "
                             "(SELECT ifnull(max(sequence), 0) FROM reliances)");
}

bool is_behind(const Cursor& told, const Cursor& end) {
  return told.mark < end.mark || told.reliance < end.reliance;
}

Result<Marked> read_marked(Connection& connection, const Keyring& keyring, const Statement& mark) {
  auto transition = transition_in_row(connection, keyring, mark.integer(1));
  if (!transition) return transition.error();
  Statement row(connection, "SELECT type_code, issuer_code FROM licenses WHERE identifier = ?",
                transition->license);
  row.next();
  return Marked{*std::move(transition), status_of(mark.text(0)), row.text(0), row.text(1)};
}

Result<std::vector<Reliance>> reliances_on(Connection& connection, const Keyring& keyring,
                                           const std::string& license) {
  std::vector<Reliance> found;
  Statement row(connection, std::string(select_reliance) + "WHERE r.identifier = ? ORDER BY r.sequence",
                license);
  while (row.next()) {
    auto reliance = read_reliance(keyring, row);
    if (!reliance) return reliance.error();
    found.push_back(*std::move(reliance));
  }
  return found;
}

Result<Recalls> read_recalls(Connection& connection, const Keyring& keyring, Statement& row) {
  Recalls found;
  while (row.next()) {
    auto recall = read_recall(connection, keyring, row);
    if (!recall) return recall.error();
    found.push_back(*std::move(recall));
  }
  return found;
}

Result<Recall> find_one(Connection& connection, const Keyring& keyring, std::string_view id) {
  Statement row(connection, std::string(select_recall) + "WHERE id = ?", id);
  if (!row.next()) return fail(ErrorKind::not_found, "RECALL_NOT_FOUND");
  return read_recall(connection, keyring, row);
}

// Recalls of a suspension that stand, and the transitions that made the license valid again by ?1.
constexpr std::string_view resumed =
    "FROM recalls AS r JOIN transitions AS t ON t.identifier = r.identifier AND t.number > r.transition AND "
    "t.from_state = 'suspended' AND t.to_state = 'valid' JOIN transition_marks AS m ON m.transition = "
    "t.sequence AND m.kind = 'made' AND m.effective_at <= ?1 WHERE r.state = 'suspended' AND r.lifted_at IS "
    "NULL AND NOT EXISTS (SELECT 1 FROM transition_marks AS w WHERE w.transition = m.transition AND w.kind = "
    "'withdrawn') ";

bool is_any_resumed(Connection& connection, Time now) {
  Statement row(connection, "SELECT 1 " + std::string(resumed) + "LIMIT 1", seconds(now));
  return row.next();
}

std::string_view condition_of(recall::Wanted wanted) {
  switch (wanted) {
  case recall::Wanted::open:
    return "AND acknowledged_at IS NULL AND lifted_at IS NULL ";
  case recall::Wanted::acknowledged:
    return "AND acknowledged_at IS NOT NULL AND lifted_at IS NULL ";
  case recall::Wanted::all:
    return "";
  }
  return "";
}

// One turn of the writer.
class Telling {
 public:
  Telling(Connection& connection, const Keyring& keyring, const recall::Rules& rules, Time now)
      : connection_(connection), keyring_(keyring), rules_(rules), now_(now) {}

  Result<void> go_on() {
    const Cursor told = told_so_far(connection_), end = at_the_end(connection_);
    if (auto late = tell_who_came_late(told); !late) return late;
    const auto mark = tell_of_marks(told.mark, end.mark);
    if (!mark) return mark.error();
    Statement(connection_, "UPDATE recall_cursor SET mark = ?, reliance = ?", *mark, end.reliance).run();
    return lift_resumed();
  }

 private:
  // Answers up to which mark everything is told.
  Result<std::int64_t> tell_of_marks(std::int64_t after, std::int64_t end) {
    constexpr auto most = static_cast<std::int64_t>(recall::max_marks_in_a_step);
    Statement mark(connection_,
                   std::string(select_mark) +
                       "WHERE m.sequence > ? AND m.leaf IS NOT NULL AND EXISTS (SELECT 1 FROM reliances AS r "
                       "WHERE r.identifier = t.identifier) ORDER BY m.sequence LIMIT ?",
                   after, most);
    std::int64_t last = end;
    for (std::int64_t read = 1; mark.next(); ++read) {
      const auto marked = read_marked(connection_, keyring_, mark);
      if (!marked) return marked.error();
      if (auto told = tell_of(*marked); !told) return told.error();
      if (read == most) last = mark.integer(3);
    }
    return last;
  }

  Result<void> tell_of(const Marked& marked) {
    switch (rules_.consequence(marked.transition, marked.mark)) {
    case Consequence::none:
      return {};
    case Consequence::recall:
      return recall_from_all(marked);
    case Consequence::lift:
      return lift_all(marked.transition);
    }
    return {};
  }

  Result<void> recall_from_all(const Marked& marked) {
    const auto reliances = reliances_on(connection_, keyring_, marked.transition.license);
    if (!reliances) return reliances.error();
    for (const Reliance& reliance : *reliances)
      insert_recall(connection_, keyring_, rules_.recall(marked, reliance));
    return {};
  }

  Result<void> lift_all(const license::Transition& transition) {
    Statement row(connection_,
                  std::string(select_recall) +
                      "WHERE identifier = ? AND transition = ? AND lifted_at IS NULL ORDER BY sequence",
                  transition.license, transition.number);
    const auto recalls = read_recalls(connection_, keyring_, row);
    if (!recalls) return recalls.error();
    for (const Recall& recall : *recalls)
      lift_recall(connection_, rules_.lift(recall));
    return {};
  }

  // Not by the cursor: what was decided for a later day lifts on that day, and not if it is withdrawn before.
  Result<void> lift_resumed() {
    Statement row(connection_,
                  "SELECT r.id, min(t.number) " + std::string(resumed) +
                      "GROUP BY r.sequence ORDER BY r.sequence LIMIT ?2",
                  seconds(now_), static_cast<std::int64_t>(recall::max_marks_in_a_step));
    std::vector<std::pair<std::string, std::int64_t>> found;
    while (row.next())
      found.emplace_back(row.text(0), row.integer(1));
    for (const auto& [id, number] : found)
      if (auto lifted = lift(id, number); !lifted) return lifted;
    return {};
  }

  Result<void> lift(const std::string& id, std::int64_t number) {
    const auto recall = find_one(connection_, keyring_, id);
    if (!recall) return recall.error();
    const auto resumption = read_transition(connection_, keyring_, recall->reliance.license, number);
    if (!resumption) return resumption.error();
    lift_recall(connection_, rules_.resume(*recall, *resumption));
    return {};
  }

  // Who relied on a license first after its end was decided on, and before it counts.
  Result<void> tell_who_came_late(const Cursor& told) {
    Statement row(connection_, std::string(select_reliance) + "WHERE r.sequence > ? ORDER BY r.sequence",
                  told.reliance);
    while (row.next()) {
      const auto reliance = read_reliance(keyring_, row);
      if (!reliance) return reliance.error();
      if (auto recalled = recall_from_latecomer(*reliance, told.mark); !recalled) return recalled;
    }
    return {};
  }

  Result<void> recall_from_latecomer(const Reliance& reliance, std::int64_t told) {
    Statement mark(
        connection_,
        std::string(select_mark) +
            "WHERE t.identifier = ? AND m.kind = 'made' AND m.leaf IS NOT NULL AND m.sequence <= ? "
            "AND m.effective_at > ? AND NOT EXISTS (SELECT 1 FROM transition_marks AS w WHERE "
            "w.transition = m.transition AND w.kind = 'withdrawn' AND w.sequence <= ?2)",
        reliance.license, told, seconds(reliance.first_at));
    while (mark.next()) {
      const auto marked = read_marked(connection_, keyring_, mark);
      if (!marked) return marked.error();
      if (rules_.consequence(marked->transition, marked->mark) == Consequence::recall)
        insert_recall(connection_, keyring_, rules_.recall(*marked, reliance));
    }
    return {};
  }

  Connection& connection_;
  const Keyring& keyring_;
  const recall::Rules& rules_;
  const Time now_;
};

class SqliteRecalls final : public recall::Register {
 public:
  explicit SqliteRecalls(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<bool> tell(const recall::Rules& rules, Time now) override {
    auto is_new = parts_.readers.read<bool>([now](Connection& connection) {
      return is_behind(told_so_far(connection), at_the_end(connection)) || is_any_resumed(connection, now);
    });
    if (!is_new || !*is_new) return is_new;
    const auto told = parts_.writer.run(
        [&](Connection& connection) { return Telling(connection, *parts_.keys->now(), rules, now).go_on(); });
    if (!told) return told.error();
    return true;
  }

  Result<Recall> find(std::string_view id) override {
    return parts_.read<Recall>(
        [&](Connection& connection, const Keyring& keyring) { return find_one(connection, keyring, id); });
  }

  Result<Recalls> list(const recall::Viewer& viewer, recall::Wanted wanted, std::int64_t before,
                       std::size_t limit) override {
    return parts_.read<Recalls>([&](Connection& connection, const Keyring& keyring) {
      Statement row(connection,
                    std::string(select_recall) +
                        "WHERE (party_index = ?1 OR issuer_code = ?2) AND sequence < ?3 " +
                        std::string(condition_of(wanted)) + "ORDER BY sequence DESC LIMIT ?4",
                    party_index(keyring, viewer.party), viewer.issuer_code, page_end(before),
                    static_cast<std::int64_t>(limit));
      return read_recalls(connection, keyring, row);
    });
  }

  Result<Recall> acknowledge(std::string_view id, const recall::Acknowledge& acknowledge) override {
    return parts_.write<Recall>([&](Connection& connection, const Keyring& keyring) -> Result<Recall> {
      auto before = find_one(connection, keyring, id);
      if (!before) return before;
      auto answered = acknowledge(*before);
      if (!answered) return answered.error();
      if (!*answered) return before;
      answer_recall(connection, **answered);
      return std::move((*answered)->recall);
    });
  }

 private:
  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<recall::Register> SqliteRegister::recalls() {
  return std::make_unique<SqliteRecalls>(*parts_);
}

} // namespace elicense::store
