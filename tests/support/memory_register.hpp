// SPDX-License-Identifier: Apache-2.0
// A license register in memory, for tests; it passes the same suite as the real one.
#pragma once
#include "license/register.hpp"
#include "tests/support/memory_book.hpp"
#include <map>
#include <mutex>
#include <set>

namespace elicense::test {

class MemoryRegister : public license::Register {
 public:
  Result<license::PlanOutcome> record_plan(const license::Plan& plan) override;
  using license::Register::record_issued;
  Result<void> record_issued(const license::License& license, ByteView document, const ledger::Entry& leaf,
                             const std::optional<license::Mark>& mark) override;
  Result<void> void_plan(const std::string& identifier, const std::string& reason_code,
                         const ledger::Entry& leaf) override;
  Result<std::vector<license::License>> open_plans() override;
  Result<license::License> find(std::string_view identifier) override;
  Result<license::License> find_erased(std::string_view identifier) override;
  Result<license::License> find_by_reference(std::string_view reference) override;
  Result<license::License> find_by_number(std::string_view type_code, std::string_view number) override;
  Result<Bytes> document(std::string_view identifier) override;
  Result<license::Transition> record_transition(const license::TransitionKey& key,
                                                const license::Ask& ask) override;
  Result<license::Transition> mark_transition(std::string_view license, std::int64_t number,
                                              const license::Judge& judge) override;
  Result<std::vector<license::Transition>> transitions(std::string_view license) override;
  Result<int> last_version(std::string_view identifier) override;
  Result<bool> is_disputed(const license::License& license) override {
    return disputed.contains(license.identifier);
  }
  Result<std::vector<license::Copy>> record_copies(const license::CopyKey& key,
                                                   const license::MakeCopies& make) override;
  Result<std::vector<license::Copy>> copies(std::string_view license) override;
  Result<license::Copy> find_copy(std::string_view reference) override;
  Result<license::ListPage> list(const license::ListFilter& filter) override;
  Result<std::vector<license::IssuedCount>> issued(std::string_view issuer_code, std::string_view from,
                                                   std::string_view to) override;
  Result<license::FeedPage> feed(std::string_view issuer_code, std::uint64_t from,
                                 std::size_t limit) override;
  Result<std::vector<std::uint64_t>> leaves(std::string_view identifier) override;
  Result<void> adopt(const LeafOf&) override { return {}; } // there was no time before its ledger
  Result<void> ping() override { return {}; }

  std::vector<license::License> all(); // in the order of their plans
  MemoryBook book;
  std::set<std::string, std::less<>> disputed; // identifiers

  void erase(const std::string& identifier);                           // as the retention of a store does
  void set_state(const std::string& identifier, license::State state); // past all rules

 private:
  enum class PlanState { open, done, voided };
  struct Row {
    license::Plan plan;
    PlanState state = PlanState::open;
    Bytes document;
    std::vector<std::uint64_t> leaves;
    bool erased = false;
  };
  struct Asked {
    license::Transition transition;
    std::string idempotency_key;
    crypto::Sm3Digest request_digest{};
  };
  Row* open_row(const std::string& identifier);
  license::License with_life(license::License license) const;
  Result<license::License> issued(std::string_view identifier) const;
  Result<license::Transition> insert(license::Transition transition, const std::string& key,
                                     const crypto::Sm3Digest& digest);
  license::Transition mark(license::Transition& transition, const license::Mark& mark);
  license::Transition* transition_to(const std::string& successor);
  template <class Fits> Result<license::License> newest(const Fits& fits);

  std::mutex mutex_;
  std::vector<Row> rows_;
  std::vector<Asked> asked_;
  struct Ordered {
    license::CopyKey key;
    license::Copy copy;
  };
  std::vector<Ordered> ordered_;
};

class SilentRegister final : public MemoryRegister { // one that cannot be asked
 public:
  Result<license::License> find(std::string_view) override {
    return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE");
  }
};

} // namespace elicense::test
