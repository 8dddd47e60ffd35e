// SPDX-License-Identifier: Apache-2.0
// Rows in a vector, scanned: tests hold few.
#include "tests/support/memory_register.hpp"
#include "license/identifier.hpp"
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
                       with_life(row.plan.license)};
  }
  for (const Row& row : rows_)
    if (row.plan.license.identifier == plan.license.identifier ||
        row.plan.license.reference == plan.license.reference)
      return fail(ErrorKind::conflict, "REGISTER_DUPLICATE");
  if (plan.ask) {
    const auto about = plan.replaces.empty() ? Result<License>(plan.license) : issued(plan.replaces);
    if (!about) return about.error();
    auto asked = plan.ask(*about);
    if (!asked) return asked.error();
    if (!plan.replaces.empty()) asked->transition.successor = plan.license.identifier;
    auto inserted = insert(asked->transition, plan.idempotency_key, plan.request_digest);
    if (!inserted) return inserted.error();
  }
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
                                           const ledger::Entry& leaf,
                                           const std::optional<license::Mark>& mark) {
  const std::lock_guard lock(mutex_);
  Row* const row = open_row(license.identifier);
  if (row == nullptr) return fail(ErrorKind::conflict, "PLAN_NOT_OPEN", license.identifier);
  license::Transition* const replacing = mark ? transition_to(license.identifier) : nullptr;
  if (replacing != nullptr && issued(replacing->license)->revision != replacing->revision)
    return fail(ErrorKind::conflict, "TRANSITION_RACED", replacing->license);
  row->leaves.push_back(book.append(leaf).value());
  row->state = PlanState::done;
  row->document = to_bytes(document);
  row->plan.license.registered_state = license.registered_state;
  row->plan.license.seal_id = license.seal_id;
  row->plan.license.document_digest = license.document_digest;
  if (replacing != nullptr) this->mark(*replacing, *mark);
  for (Asked& asked : asked_) // a transfer in
    if (asked.transition.license == license.identifier)
      this->mark(asked.transition, {.status = license::TransitionStatus::made,
                                    .at = leaf.at,
                                    .effective_at = leaf.at,
                                    .by = {},
                                    .registered = license.registered_state,
                                    .leaf = std::nullopt});
  return {};
}

Result<void> MemoryRegister::void_plan(const std::string& identifier, const std::string&,
                                       const ledger::Entry& leaf) {
  const std::lock_guard lock(mutex_);
  Row* const row = open_row(identifier);
  if (row == nullptr) return fail(ErrorKind::conflict, "PLAN_NOT_OPEN", identifier);
  row->state = PlanState::voided;
  row->leaves.push_back(book.append(leaf).value());
  if (license::Transition* const transition = transition_to(identifier))
    mark(*transition, {.status = license::TransitionStatus::voided,
                       .at = leaf.at,
                       .effective_at = leaf.at,
                       .by = {},
                       .registered = {},
                       .leaf = std::nullopt});
  return {};
}

Result<std::vector<License>> MemoryRegister::open_plans() {
  const std::lock_guard lock(mutex_);
  std::vector<License> plans;
  for (const Row& row : rows_)
    if (row.state == PlanState::open) plans.push_back(with_life(row.plan.license));
  return plans;
}

template <class Fits> Result<License> MemoryRegister::newest(const Fits& fits) {
  const std::lock_guard lock(mutex_);
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
    if (row->state == PlanState::done && fits(row->plan.license))
      return row->erased ? fail(ErrorKind::not_found, "LICENSE_ERASED")
                         : Result<License>(with_life(row->plan.license));
  return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
}

Result<License> MemoryRegister::find(std::string_view identifier) {
  return newest([&](const License& license) { return license.identifier == identifier; });
}

Result<License> MemoryRegister::find_erased(std::string_view identifier) {
  const std::lock_guard lock(mutex_);
  for (const Row& row : rows_) {
    if (!row.erased || row.plan.license.identifier != identifier) continue;
    License left = with_life(row.plan.license);
    left.reference = left.number = left.holder.name = left.holder.code = {};
    left.data = nullptr;
    return left;
  }
  return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
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
    if (row.state == PlanState::done && row.plan.license.identifier == identifier)
      return row.erased ? fail(ErrorKind::not_found, "LICENSE_ERASED") : Result<Bytes>(row.document);
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

void MemoryRegister::erase(const std::string& identifier) {
  const std::lock_guard lock(mutex_);
  for (Row& row : rows_)
    if (row.plan.license.identifier == identifier) row.erased = true;
}

void MemoryRegister::set_state(const std::string& identifier, license::State state) {
  const std::lock_guard lock(mutex_);
  for (Row& row : rows_)
    if (row.plan.license.identifier == identifier) row.plan.license.registered_state = state;
}

License MemoryRegister::with_life(License license) const {
  license.changes.clear();
  license.revision = 0;
  for (const Asked& asked : asked_) {
    const license::Transition& transition = asked.transition;
    if (transition.successor == license.identifier) license.predecessor = transition.license;
    if (transition.license != license.identifier || !transition.made_at) continue;
    const bool withdrawn = transition.status == license::TransitionStatus::withdrawn;
    license.revision += withdrawn ? 2 : 1;
    if (withdrawn) continue;
    license.changes.push_back(
        {transition.from, transition.to, transition.effective_at, transition.reaches_back});
    if (!transition.successor.empty()) license.successor = transition.successor;
  }
  return license;
}

Result<License> MemoryRegister::issued(std::string_view identifier) const {
  for (const Row& row : rows_)
    if (row.state == PlanState::done && row.plan.license.identifier == identifier)
      return with_life(row.plan.license);
  return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
}

license::Transition* MemoryRegister::transition_to(const std::string& successor) {
  const auto found =
      std::ranges::find(asked_, successor, [](const Asked& asked) { return asked.transition.successor; });
  return found == asked_.end() ? nullptr : &found->transition;
}

Result<license::Transition> MemoryRegister::insert(license::Transition transition, const std::string& key,
                                                   const crypto::Sm3Digest& digest) {
  transition.number = 1 + std::ranges::count(asked_, transition.license,
                                             [](const Asked& asked) { return asked.transition.license; });
  if (transition.number > static_cast<std::int64_t>(license::max_transitions))
    return fail(ErrorKind::conflict, "TRANSITION_LIMIT");
  asked_.push_back({transition, key, digest});
  return transition;
}

license::Transition MemoryRegister::mark(license::Transition& transition, const license::Mark& mark) {
  transition.status = mark.status;
  if (mark.status == license::TransitionStatus::made) {
    transition.made_at = mark.at;
    transition.effective_at = mark.effective_at;
    transition.approved_by = mark.by;
  } else {
    transition.ended_at = mark.at;
    transition.ended_by = mark.by;
  }
  for (Row& row : rows_)
    if (mark.leaf && row.plan.license.identifier == transition.license) {
      row.plan.license.registered_state = mark.registered;
      row.leaves.push_back(book.append(*mark.leaf).value());
    }
  return transition;
}

Result<license::Transition> MemoryRegister::record_transition(const license::TransitionKey& key,
                                                              const license::Ask& ask) {
  const std::lock_guard lock(mutex_);
  for (const Asked& earlier : asked_) {
    if (earlier.idempotency_key != key.idempotency_key ||
        earlier.transition.status == license::TransitionStatus::voided)
      continue;
    if (earlier.request_digest != key.request_digest)
      return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH");
    return earlier.transition;
  }
  const auto found = issued(key.license);
  if (!found) return found.error();
  auto asked = ask(*found);
  if (!asked) return asked.error();
  auto inserted = insert(asked->transition, key.idempotency_key, key.request_digest);
  if (!inserted || !asked->mark) return inserted;
  return mark(asked_.back().transition, *asked->mark);
}

Result<license::Transition> MemoryRegister::mark_transition(std::string_view license, std::int64_t number,
                                                            const license::Judge& judge) {
  const std::lock_guard lock(mutex_);
  const auto found = issued(license);
  if (!found) return found.error();
  for (Asked& asked : asked_) {
    if (asked.transition.license != license || asked.transition.number != number) continue;
    const auto marked = judge(*found, asked.transition);
    if (!marked) return marked.error();
    return mark(asked.transition, *marked);
  }
  return fail(ErrorKind::not_found, "TRANSITION_NOT_FOUND");
}

Result<std::vector<license::Transition>> MemoryRegister::transitions(std::string_view license) {
  const std::lock_guard lock(mutex_);
  std::vector<license::Transition> found;
  for (const Asked& asked : asked_)
    if (asked.transition.license == license) found.push_back(asked.transition);
  return found;
}

Result<std::vector<license::Copy>> MemoryRegister::record_copies(const license::CopyKey& key,
                                                                 const license::MakeCopies& make) {
  const std::lock_guard lock(mutex_);
  std::vector<license::Copy> copies;
  std::int64_t last = 0;
  for (const auto& [earlier, copy] : ordered_) {
    if (copy.license == key.license && copy.kind == key.kind) last = std::max(last, copy.number);
    if (earlier.idempotency_key != key.idempotency_key) continue;
    if (earlier.request_digest != key.request_digest)
      return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH");
    copies.push_back(copy);
  }
  if (!copies.empty()) return copies;
  const auto license = issued(key.license);
  if (!license) return license.error();
  auto made = make(*license, last);
  if (!made) return made.error();
  for (auto& [copy, leaf] : *made) {
    copy.leaf = book.append(leaf).value();
    ordered_.push_back({key, copy});
    copies.push_back(copy);
  }
  return copies;
}

Result<std::vector<license::Copy>> MemoryRegister::copies(std::string_view license) {
  const std::lock_guard lock(mutex_);
  std::vector<license::Copy> copies;
  for (const Ordered& ordered : ordered_)
    if (ordered.copy.license == license) copies.push_back(ordered.copy);
  return copies;
}

Result<license::Copy> MemoryRegister::find_copy(std::string_view reference) {
  const std::lock_guard lock(mutex_);
  for (const Ordered& ordered : ordered_)
    if (ordered.copy.reference == reference) return ordered.copy;
  return fail(ErrorKind::not_found, "COPY_NOT_FOUND");
}

Result<int> MemoryRegister::last_version(std::string_view identifier) {
  const std::lock_guard lock(mutex_);
  const auto wanted = license::Identifier::parse(identifier);
  if (!wanted) return wanted.error();
  int last = 0;
  for (const Row& row : rows_)
    if (const auto known = license::Identifier::parse(row.plan.license.identifier);
        known && known->serial == wanted->serial && known->type == wanted->type)
      last = std::max(last, known->version);
  return last;
}

namespace {

bool fits(const License& license, const license::ListFilter& filter) {
  const auto is = [](const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
  };
  return license.issuer_code == filter.issuer_code && is(filter.type_code, license.type_code) &&
         is(filter.number, license.number) &&
         (filter.holder_code.empty() ||
          license.is_held_by({{}, filter.holder_code_type, filter.holder_code})) &&
         (filter.issued_from.empty() || filter.issued_from <= license.issued_on) &&
         (filter.issued_to.empty() || license.issued_on <= filter.issued_to) &&
         (!filter.state || *filter.state == license.state_at(filter.now));
}

} // namespace

Result<license::ListPage> MemoryRegister::list(const license::ListFilter& filter) {
  const std::lock_guard lock(mutex_);
  license::ListPage page;
  for (std::size_t i = static_cast<std::size_t>(filter.after.sequence); i < rows_.size(); ++i) {
    const License license = with_life(rows_[i].plan.license);
    if (rows_[i].state != PlanState::done || !fits(license, filter)) continue;
    page.licenses.push_back(license);
    if (page.licenses.size() < filter.limit) continue;
    page.next = {.day = license.issued_on, .sequence = static_cast<std::int64_t>(i + 1)};
    break;
  }
  return page;
}

Result<license::FeedPage> MemoryRegister::feed(std::string_view issuer_code, std::uint64_t from,
                                               std::size_t limit) {
  const std::lock_guard lock(mutex_);
  license::FeedPage page{.entries = {}, .next = from};
  for (const Row& row : rows_)
    for (const std::uint64_t leaf : row.leaves) {
      if (leaf < from || row.plan.license.issuer_code != issuer_code || page.entries.size() >= limit)
        continue;
      const auto entry = ledger::decode_entry(book.leaves.at(leaf)).value();
      page.entries.push_back({leaf,
                              row.plan.license.identifier,
                              row.plan.license.type_code,
                              entry.at,
                              std::string(ledger::name_of(entry.kind)),
                              entry.word,
                              {},
                              std::nullopt});
      page.next = std::max(page.next, leaf + 1);
    }
  return page;
}

Result<std::vector<license::IssuedCount>> MemoryRegister::issued(std::string_view issuer_code,
                                                                 std::string_view from, std::string_view to) {
  const std::lock_guard lock(mutex_);
  std::map<std::string, license::IssuedCount> counts;
  for (const Row& row : rows_) {
    const License& license = row.plan.license;
    if (row.state != PlanState::done || license.issuer_code != issuer_code || license.issued_on < from ||
        license.issued_on > to)
      continue;
    auto& [type, count, first, last] = counts[license.type_code];
    type = license.type_code;
    first = first.empty() ? license.issued_on : std::min(first, license.issued_on);
    last = std::max(last, license.issued_on);
    ++count;
  }
  std::vector<license::IssuedCount> list;
  for (const auto& [type, counted] : counts)
    list.push_back(counted);
  return list;
}

} // namespace elicense::test
