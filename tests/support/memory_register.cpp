// SPDX-License-Identifier: Apache-2.0
// Rows in a vector, scanned: tests hold few.
#include "tests/support/memory_register.hpp"
#include <algorithm>

namespace elicense::test {

using license::License;
using license::Plan;
using license::PlanOutcome;

Result<PlanOutcome> MemoryRegister::record_plan(const Plan& plan) {
  const std::lock_guard lock(mutex_);
  for (const Row& row : rows_) {
    if (row.state == PlanState::voided || row.plan.idempotency_key != plan.idempotency_key) continue;
    if (row.plan.request_digest != plan.request_digest)
      return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH");
    return PlanOutcome{row.state == PlanState::done ? PlanOutcome::Kind::done : PlanOutcome::Kind::open,
                       row.plan.license};
  }
  for (const Row& row : rows_)
    if (row.plan.license.identifier == plan.license.identifier ||
        row.plan.license.reference == plan.license.reference)
      return fail(ErrorKind::conflict, "REGISTER_DUPLICATE");
  rows_.push_back({plan, PlanState::open, {}, {}});
  return PlanOutcome{PlanOutcome::Kind::recorded, plan.license};
}

MemoryRegister::Row* MemoryRegister::open_row(const std::string& identifier) {
  const auto row = std::ranges::find_if(rows_, [&](const Row& candidate) {
    return candidate.state == PlanState::open && candidate.plan.license.identifier == identifier;
  });
  return row == rows_.end() ? nullptr : &*row;
}

Result<void> MemoryRegister::record_issued(const License& license, ByteView document,
                                           const ledger::Entry& leaf) {
  const std::lock_guard lock(mutex_);
  Row* const row = open_row(license.identifier);
  if (row == nullptr) return fail(ErrorKind::conflict, "PLAN_NOT_OPEN", license.identifier);
  row->leaves.push_back(book.append(leaf).value());
  row->state = PlanState::done;
  row->document = to_bytes(document);
  row->plan.license.registered_state = license.registered_state;
  row->plan.license.seal_id = license.seal_id;
  row->plan.license.document_digest = license.document_digest;
  return {};
}

Result<void> MemoryRegister::void_plan(const std::string& identifier, const std::string&,
                                       const ledger::Entry& leaf) {
  const std::lock_guard lock(mutex_);
  Row* const row = open_row(identifier);
  if (row == nullptr) return fail(ErrorKind::conflict, "PLAN_NOT_OPEN", identifier);
  row->state = PlanState::voided;
  row->leaves.push_back(book.append(leaf).value());
  return {};
}

Result<std::vector<License>> MemoryRegister::open_plans() {
  const std::lock_guard lock(mutex_);
  std::vector<License> plans;
  for (const Row& row : rows_)
    if (row.state == PlanState::open) plans.push_back(row.plan.license);
  return plans;
}

template <class Fits> Result<License> MemoryRegister::newest(const Fits& fits) {
  const std::lock_guard lock(mutex_);
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
    if (row->state == PlanState::done && fits(row->plan.license)) return row->plan.license;
  return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
}

Result<License> MemoryRegister::find(std::string_view identifier) {
  return newest([&](const License& license) { return license.identifier == identifier; });
}

Result<License> MemoryRegister::find_by_reference(std::string_view reference) {
  return newest([&](const License& license) { return license.reference == reference; });
}

Result<License> MemoryRegister::find_by_number(std::string_view type_code, std::string_view number) {
  return newest(
      [&](const License& license) { return license.type_code == type_code && license.number == number; });
}

Result<Bytes> MemoryRegister::document(std::string_view identifier) {
  const std::lock_guard lock(mutex_);
  for (const Row& row : rows_)
    if (row.state == PlanState::done && row.plan.license.identifier == identifier) return row.document;
  return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
}

Result<std::vector<std::uint64_t>> MemoryRegister::leaves(std::string_view identifier) {
  const std::lock_guard lock(mutex_);
  for (const Row& row : rows_)
    if (!row.leaves.empty() && row.plan.license.identifier == identifier) return row.leaves;
  return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
}

std::vector<License> MemoryRegister::all() {
  const std::lock_guard lock(mutex_);
  std::vector<License> licenses;
  for (const Row& row : rows_)
    licenses.push_back(row.plan.license);
  return licenses;
}

void MemoryRegister::set_state(const std::string& identifier, license::State state) {
  const std::lock_guard lock(mutex_);
  for (Row& row : rows_)
    if (row.plan.license.identifier == identifier) row.plan.license.registered_state = state;
}

} // namespace elicense::test
