// SPDX-License-Identifier: Apache-2.0
// Whether a document is an annotated copy (加注件) of a license, what for, and until when. Private to this
// room.
#pragma once
#include "verify/examination.hpp"
#include "verify/report.hpp"

namespace elicense::verify {

// Nothing: none of the copy's metadata is there, it is the license itself.
std::optional<CopyReport> copy_of(const ofd::Document& document);

// Steps ANNOTATED_COPY_METADATA (each element once, times that exist) and ANNOTATED_COPY_EXPIRED. A copy
// without an end (of others: 0..1 in GB/T 36903) expires never.
Steps check_copy(const Examination& examination, const CopyReport& copy);

} // namespace elicense::verify
