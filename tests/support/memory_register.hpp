// SPDX-License-Identifier: Apache-2.0
// A license register in memory, for tests; it passes the same suite as the real one.
#pragma once
#include "license/register.hpp"
#include "tests/support/memory_book.hpp"
#include <map>
#include <mutex>

namespace elicense::test {

class MemoryRegister : public license::Register {
 public:
  Result<license::PlanOutcome> record_plan(const license::Plan& plan) override;
  Result<void> record_issued(const license::License& license, ByteView document,
                             const ledger::Entry& leaf) override;
  Result<void> void_plan(const std::string& identifier, const std::string& reason_code,
                         const ledger::Entry& leaf) override;
  Result<std::vector<license::License>> open_plans() override;
  Result<license::License> find(std::string_view identifier) override;
  Result<license::License> find_by_reference(std::string_view reference) override;
  Result<license::License> find_by_number(std::string_view type_code, std::string_view number) override;
  Result<Bytes> document(std::string_view identifier) override;
  Result<std::vector<std::uint64_t>> leaves(std::string_view identifier) override;
  Result<void> adopt(const LeafOf&) override { return {}; } // there was no time before its ledger
  Result<void> ping() override { return {}; }

  std::vector<license::License> all(); // in the order of their plans
  MemoryBook book;

  void set_state(const std::string& identifier, license::State state); // as a later life cycle will

 private:
  enum class PlanState { open, done, voided };
  struct Row {
    license::Plan plan;
    PlanState state = PlanState::open;
    Bytes document;
    std::vector<std::uint64_t> leaves;
  };
  Row* open_row(const std::string& identifier);
  template <class Fits> Result<license::License> newest(const Fits& fits);

  std::mutex mutex_;
  std::vector<Row> rows_;
};

} // namespace elicense::test
