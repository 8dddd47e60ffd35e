// SPDX-License-Identifier: Apache-2.0
#include "api/ledger_answer.hpp"
#include "api/answer.hpp"
#include <charconv>

namespace elicense::api {

http::Response lasting(http::Response response) {
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

http::Response receipt_answer(const Context& context, const http::Request& request, std::uint64_t index) {
  const auto receipt = context.keeper.receipt(index);
  if (!receipt) return problem(request, receipt.error());
  return file_answer("text/plain; charset=utf-8", to_bytes(ledger::write_receipt(*receipt)));
}

Result<std::uint64_t> ledger_index(std::string_view text) {
  std::uint64_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc{} || end != text.data() + text.size() || std::to_string(index) != text)
    return fail(ErrorKind::malformed, "LEDGER_RANGE", "not a number");
  return index;
}

} // namespace elicense::api
