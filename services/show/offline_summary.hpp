// SPDX-License-Identifier: Apache-2.0
// The few lines of a license that its holder chose for an offline code: masked always, for whoever sees the
// picture reads them, and cut to the room there is.
#pragma once
#include "license/type.hpp"
#include "show/offline_ticket.hpp"

namespace elicense::show {

inline constexpr std::size_t max_chosen_fields = 4;      // beside the name of the type
inline constexpr std::size_t max_chosen_data_fields = 2; // among them
inline constexpr std::size_t max_line_name = 18;         // bytes of a data field's name

// `fields`: holder_name, holder_code, number, issuer_name, valid_until, or fields of the type's data with a
// text. None chosen: holder_name, number, valid_until. OFFLINE_FIELDS: another one, one twice, or too many
Result<std::vector<SummaryLine>> summary_of(const license::License& license, const license::LicenseType* type,
                                            const std::vector<std::string>& fields);

} // namespace elicense::show
