// SPDX-License-Identifier: Apache-2.0
// The order of the rules: read, normalise, field by field, across fields, across rows, what others know.
#include "stock/assessor.hpp"
#include "stock/checks.hpp"
#include "stock/normalise.hpp"
#include "stock/repeats.hpp"
#include "stock/text.hpp"
#include <algorithm>

namespace elicense::stock {
namespace {

using nlohmann::json;

Grade worst(const std::vector<Finding>& findings) {
  Grade grade = Grade::a;
  for (const Finding& finding : findings)
    grade = std::max(grade, rule(finding.rule).grade);
  return grade;
}

bool is_blank(const Row& row) {
  return std::ranges::all_of(row.cells, [](const std::string& cell) { return trimmed(cell).empty(); });
}

json data_of(const Draft& draft) {
  json data = json::object();
  for (std::size_t field = 0; field < draft.values.size(); ++field)
    if (const license::FieldRule& rule = draft.view.fields[field].rule; !draft.values[field].empty())
      data[rule.name] = rule.value(draft.values[field]);
  return data;
}

// What the fields' own rules do not say.
void check_schema(Draft& draft, const json& data) {
  if (draft.view.schema_is_complete || worst(draft.findings) == Grade::c) return;
  if (const auto good = draft.view.type.check_data(data); !good)
    draft.find_elsewhere("schema", "", good.error().detail);
}

std::string issue_date_of(const Draft& draft) {
  const std::size_t field = draft.view.issue_date;
  return draft.is_usable(field) ? draft.values[field] : draft.former_date;
}

// The same date written another way is no other date.
void check_former_date(Draft& draft, const std::string& column, std::string_view today) {
  std::string& date = draft.former_date;
  if (date.empty()) return;
  const auto day = read_day(date);
  if (!day) {
    draft.find_elsewhere("date_malformed", column);
    date.clear();
  } else {
    if (*day != date) draft.find_elsewhere("date_rewritten", column, {}, date);
    if (*day > today) draft.find_elsewhere("date_future", column);
    date = *day;
  }
}

} // namespace

struct Assessor::State {
  State(const license::LicenseType& type, AssessorSettings given, const crypto::RandomSource& random)
      : view(type), settings(std::move(given)), repeats(random) {}

  Result<void> take_columns(const Row& row);
  void judge(Draft& draft, const Row& row);
  void take_cells(Draft& draft, const Row& row);
  Result<void> ask_register(Draft& draft) const;

  TypeView view;
  AssessorSettings settings;
  Repeats repeats;
  std::shared_ptr<const std::vector<std::string>> columns; // that are bound now
  std::vector<Target> targets;
  std::vector<std::size_t> fields; // of the targets that are one
};

Result<void> Assessor::State::take_columns(const Row& row) {
  if (row.columns == columns) return {};
  auto bound = bind_columns(*row.columns, settings.mapping, view.type);
  if (!bound) return bound.error();
  columns = row.columns;
  targets = *std::move(bound);
  fields.clear();
  for (const Target& target : targets)
    fields.push_back(target.role == Role::field ? view.find(target.field) : no_field);
  return {};
}

void Assessor::State::take_cells(Draft& draft, const Row& row) {
  for (std::size_t i = 0; i < targets.size(); ++i)
    switch (targets[i].role) {
    case Role::field:
      draft.values[fields[i]] = row.cells[i];
      break;
    case Role::attachments:
      check_attachments(draft, row.cells[i], (*columns)[i], settings.questions.attachment_exists);
      break;
    case Role::former_number:
      draft.former_number = trimmed(row.cells[i]);
      break;
    case Role::former_date:
      draft.former_date = trimmed(row.cells[i]);
      check_former_date(draft, (*columns)[i], settings.today);
      break;
    case Role::ignored:
    case Role::unknown:
      break;
    }
}

void Assessor::State::judge(Draft& draft, const Row& row) {
  take_cells(draft, row);
  for (std::size_t field = 0; field < draft.values.size(); ++field) {
    normalise(draft, field);
    check_field(draft, field);
  }
  check_holder(draft);
  check_dates(draft, settings.today);
  repeats.check(draft, row.number);
}

Result<void> Assessor::State::ask_register(Draft& draft) const {
  if (!settings.questions.is_registered || !draft.is_usable(view.number)) return {};
  const auto known = settings.questions.is_registered(draft.values[view.number]);
  if (!known) return known.error();
  if (*known) draft.find_between("registered_number", view.number);
  return {};
}

Assessor::Assessor(const license::LicenseType& type, AssessorSettings settings,
                   const crypto::RandomSource& random)
    : state_(std::make_unique<State>(type, std::move(settings), random)) {}
Assessor::~Assessor() = default;
Assessor::Assessor(Assessor&&) noexcept = default;

Result<Assessment> Assessor::assess(const Row& row) {
  if (row.number > max_rows)
    return fail(ErrorKind::too_large, "STOCK_TOO_MANY_ROWS", std::to_string(max_rows));
  Draft draft(state_->view);
  Assessment assessment;
  assessment.row = row.number;
  assessment.line = row.line;
  if (!row.readable()) {
    draft.find_elsewhere(row.refusal, "", row.refusal_detail);
  } else if (is_blank(row)) {
    draft.find_elsewhere("row_empty", "");
  } else if (const auto bound = state_->take_columns(row); !bound) {
    draft.find_elsewhere("row_columns", "", bound.error().detail);
  } else {
    state_->judge(draft, row);
    if (auto asked = state_->ask_register(draft); !asked) return asked.error();
    assessment.data = data_of(draft);
    check_schema(draft, assessment.data);
    assessment.issued_on = issue_date_of(draft);
  }
  assessment.grade = worst(draft.findings);
  assessment.findings = std::move(draft.findings);
  assessment.holder_code_type = std::move(draft.holder_code_type);
  assessment.other_code_types = std::move(draft.other_code_types);
  assessment.former_number = std::move(draft.former_number);
  assessment.former_date = std::move(draft.former_date);
  assessment.attachments = std::move(draft.attachments);
  return assessment;
}

} // namespace elicense::stock
