// SPDX-License-Identifier: Apache-2.0
// Answers of the ledger: what is true of a leaf or tile stays true, so anybody may keep it.
#pragma once
#include "api/context.hpp"
#include "http/message.hpp"

namespace elicense::api {

http::Response lasting(http::Response response); // may be kept for ever
http::Response receipt_answer(const Context& context, const http::Request& request, std::uint64_t index);
Result<std::uint64_t> ledger_index(std::string_view text); // LEDGER_RANGE unless it is a plain number

} // namespace elicense::api
