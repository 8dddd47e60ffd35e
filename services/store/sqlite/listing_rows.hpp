// SPDX-License-Identifier: Apache-2.0
// The statements behind lists and the feed.
#pragma once
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {

inline constexpr int sequence_column = 27; // behind those of a license

// By the index that fits what is asked for: holder, number, type, day, or issuer alone.
std::string list_sql(const license::ListFilter& filter);
std::unique_ptr<Statement> list_statement(Connection& connection, const Keyring& keyring,
                                          const license::ListFilter& filter);

extern const std::string_view feed_sql;   // from a leaf on, so many
extern const std::string_view issued_sql; // of an issuer, between two days

} // namespace elicense::store
