// SPDX-License-Identifier: Apache-2.0
// Codes and names that belong to nobody, with right check characters.
#pragma once
#include "stock/dice.hpp"
#include <string>

namespace elicense::stock {

// Divisions 98xxxx and 99xxxx: GB/T 2260 has no province with such a number.
enum class Family { holders = 99, others = 98 };

// Different for every number below 4.9 million. `born`: YYYY-MM-DD.
std::string synthetic_citizen_number(Family family, std::uint64_t number, const std::string& born, bool male);
// Different for every number below 887 million; registered in division 990000 or 980000.
std::string synthetic_credit_code(Family family, std::uint64_t number);

std::string synthetic_person_name(Dice& dice);
std::string synthetic_organization_name(Dice& dice, std::uint64_t number);

} // namespace elicense::stock
