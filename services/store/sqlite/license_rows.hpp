// SPDX-License-Identifier: Apache-2.0
// Licenses as rows.
#pragma once
#include "license/register.hpp"
#include "store/sqlite/connection.hpp"

namespace elicense::store {

// "SELECT the columns of a license FROM licenses", to be followed by JOIN and WHERE
extern const std::string_view select_license;

void insert_license(Connection& connection, const license::License& license);
license::License read_license(const Statement& row);

std::int64_t seconds(Time time);
Time time_of(std::int64_t seconds);

} // namespace elicense::store
