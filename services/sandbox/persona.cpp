// SPDX-License-Identifier: Apache-2.0
#include "sandbox/persona.hpp"

#include <algorithm>

namespace elicense::sandbox {

std::string_view to_text(Answers answers) {
  switch (answers) {
  case Answers::confirms:
    return "confirms";
  case Answers::refuses:
    return "refuses";
  case Answers::waits:
    return "waits";
  }
  return "";
}

std::string_view to_text(Trouble trouble) {
  switch (trouble) {
  case Trouble::none:
    return "none";
  case Trouble::source_fails:
    return "source-fails";
  case Trouble::license_ends:
    return "license-ends";
  case Trouble::seal_is_revoked:
    return "seal-is-revoked";
  case Trouble::has_namesake:
    return "has-namesake";
  }
  return "";
}

// Both first ones are of row 1: of the types that a person or an organization may hold, odd rows are an
// organization's (stock/synth_values.cpp).
std::span<const Persona> personas() {
  static constexpr Persona all[] = {
      {.name = "citizen", .number = 1},
      {.name = "enterprise", .number = 1},
      {.name = "refuser", .number = 2, .answers = Answers::refuses},
      {.name = "silent", .number = 3, .answers = Answers::waits},
      {.name = "namesake-1", .number = 4, .trouble = Trouble::has_namesake},
      {.name = "namesake-2", .number = 5, .trouble = Trouble::has_namesake, .named_as = 4},
      {.name = "source-fails", .number = 6, .trouble = Trouble::source_fails},
      {.name = "license-ends", .number = 7, .trouble = Trouble::license_ends},
      {.name = "seal-revoked", .number = 8, .trouble = Trouble::seal_is_revoked}};
  return all;
}

const Persona* find_persona(std::string_view name) {
  const auto all = personas();
  const auto found = std::ranges::find(all, name, &Persona::name);
  return found == all.end() ? nullptr : &*found;
}

const Resident* find_resident(const Residents& residents, std::string_view persona) {
  const auto found =
      std::ranges::find(residents, persona, [](const Resident& one) { return one.persona->name; });
  return found == residents.end() ? nullptr : &*found;
}

std::vector<license::Holder> holders_with(const Residents& residents, Trouble trouble) {
  std::vector<license::Holder> holders;
  for (const Resident& one : residents)
    if (one.persona->trouble == trouble) holders.push_back(one.holder);
  return holders;
}

bool is_one_of(const std::vector<license::Holder>& holders, const license::Holder& holder) {
  return std::ranges::any_of(holders, [&](const license::Holder& one) { return is_same(one, holder); });
}

} // namespace elicense::sandbox
