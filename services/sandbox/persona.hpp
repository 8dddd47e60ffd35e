// SPDX-License-Identifier: Apache-2.0
// Who lives in a sandbox: synthetic holders, each with one way to answer and at most one trouble
// (docs/sandbox.md).
#pragma once
#include "license/holder.hpp"
#include <vector>

namespace elicense::sandbox {

enum class Answers { confirms, refuses, waits }; // what a persona does with a scan, by itself
std::string_view to_text(Answers answers);       // "confirms"

enum class Trouble {
  none,
  source_fails,    // nobody can be asked for the licenses
  license_ends,    // a license has ended by the time it is used
  seal_is_revoked, // before it was used
  has_namesake,    // somebody else of the same name
};
std::string_view to_text(Trouble trouble); // "source-fails"; "none"

struct Persona {
  std::string_view name;    // by which integrators ask for it
  std::uint64_t number = 0; // of the row of synthetic stock that says who it is
  Answers answers = Answers::confirms;
  Trouble trouble = Trouble::none;
  std::uint64_t named_as = 0; // of the row whose name it has, too; 0: its own
};

// The first holds the licenses of natural persons, the second those of organizations; the others an identity
// card each.
std::span<const Persona> personas();
const Persona* find_persona(std::string_view name); // null: none

struct Resident { // of one sandbox
  const Persona* persona = nullptr;
  license::Holder holder;
};
using Residents = std::vector<Resident>;

const Resident* find_resident(const Residents& residents, std::string_view persona); // null: none
std::vector<license::Holder> holders_with(const Residents& residents, Trouble trouble);
bool is_one_of(const std::vector<license::Holder>& holders, const license::Holder& holder);

} // namespace elicense::sandbox
