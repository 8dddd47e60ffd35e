// SPDX-License-Identifier: Apache-2.0
// All published matters, each in all its versions, for many threads at once.
#pragma once
#include "license/type.hpp"
#include "submission/matter.hpp"
#include <memory>

namespace elicense::submission {

inline constexpr std::size_t max_matters = 20'000;

// A matter is never changed and never goes: who was given one keeps it, whatever is published meanwhile.
class MatterDirectory {
 public:
  MatterDirectory(); // empty
  MatterDirectory(MatterDirectory&& other) noexcept;
  MatterDirectory& operator=(MatterDirectory&& other) noexcept;
  ~MatterDirectory();

  // What the program brings (schemas/matters/), each as version 1. MATTER_INVALID
  static Result<MatterDirectory> load(const license::DefiningAuthority& operator_authority = {});

  const Matter* find(std::string_view code) const;            // in force; null: none, or withdrawn
  const Matter* of(std::string_view code, int version) const; // also earlier and withdrawn ones
  const Matter* newest(std::string_view code) const;          // in force or withdrawn
  bool is_withdrawn(std::string_view code) const;
  std::vector<const Matter*> all() const;                           // in force, by code
  std::vector<const Matter*> versions(std::string_view code) const; // oldest first

  // In force from now on, and back if it was withdrawn. MATTER_LIMIT
  Result<void> publish(Matter matter);
  void withdraw(std::string_view code);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace elicense::submission
