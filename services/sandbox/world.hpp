// SPDX-License-Identifier: Apache-2.0
// What a sandbox holds, as it is told to integrators and kept in one file: who lives there, what was issued
// to them, which applications may ask.
#pragma once
#include "license/license.hpp"
#include "sandbox/persona.hpp"

namespace elicense::sandbox {

inline constexpr std::string_view world_format = "elicense/sandbox@1";
inline constexpr std::string_view issuer = "sandbox"; // of the logins of its persons

struct Application { // that is registered, with a key of its own
  std::string_view name, roles, scopes;
};
std::span<const Application> applications();
inline constexpr std::string_view clerk = "clerk"; // who logs in, too, and is in office at the counter

struct Registered {
  const Application* application = nullptr;
  std::string party, key_id;
};

struct Issued {
  license::License license;
  const Persona* persona = nullptr; // null: nobody who can log in
};

class World {
 public:
  struct Parts {
    std::string made_on;   // YYYY-MM-DD
    std::string operator_; // party of the clerk
    std::vector<Registered> applications;
    std::vector<Issued> licenses;
  };
  static World of(const Parts& parts);
  static Result<World> read(std::string_view text); // SANDBOX_WORLD: of another program, or changed

  const Residents& residents() const { return residents_; }
  const nlohmann::ordered_json& description() const { return description_; }

 private:
  World(Residents residents, nlohmann::ordered_json description)
      : residents_(std::move(residents)), description_(std::move(description)) {}
  Residents residents_;
  nlohmann::ordered_json description_;
};

} // namespace elicense::sandbox
