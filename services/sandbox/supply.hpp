// SPDX-License-Identifier: Apache-2.0
// What is issued to the personas: clean rows of synthetic stock (docs/import.md), the same on every machine
// but for its days, which are counted from the day a sandbox is made.
#pragma once
#include "crypto/random.hpp"
#include "license/issue.hpp"
#include "sandbox/persona.hpp"

namespace elicense::sandbox {

inline constexpr std::uint64_t seed = 1; // of the stock and of the serials
inline constexpr std::string_view identity_card = "11100000000013127D001";
inline constexpr std::string_view business_license = "11100000MB0143028R001";

struct Delivery {
  license::IssueRequest request;    // its key is the same every time
  const Persona* persona = nullptr; // who its holder is; null: nobody who can log in
};

// One of every type, then a card of every other persona. STOCK_SYNTH, TYPE_UNKNOWN; SANDBOX_SUPPLY: a row
// that nothing may be issued from
Result<std::vector<Delivery>> supply(const license::TypeCatalogue& types, const std::string& today);

// Of the serials of identifiers: anybody can foretell it. Not safe from several threads.
crypto::RandomSource foretold_random(std::uint64_t seed);

} // namespace elicense::sandbox
