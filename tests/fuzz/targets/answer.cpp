// SPDX-License-Identifier: Apache-2.0
// Answers of partners to our requests; the first byte says where the bytes are cut in two. Promises: what is
// taken is whole, final and within the limits, and it does not matter how it arrived.
#include "http/client/response_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

const http::ClientLimits& limits() {
  static const http::ClientLimits limits = [] {
    http::ClientLimits small;
    small.header_size = 512;
    small.body_size = 1024;
    return small;
  }();
  return limits;
}

std::optional<http::Response> read(ByteView first, ByteView second) {
  http::ResponseReader reader(limits());
  auto whole = reader.put(first);
  if (whole && !*whole)
    whole = reader.put(second);
  else if (whole && !second.empty())
    return std::nullopt; // bytes behind the answer
  if (!whole || !*whole) return std::nullopt;
  return reader.take();
}

} // namespace

void examine(ByteView input) {
  if (input.empty()) return;
  const ByteView bytes = input.subspan(1);
  const std::size_t cut = bytes.size() * input[0] / 256;
  const auto at_once = read(bytes, {}), in_two = read(bytes.first(cut), bytes.subspan(cut));
  // At its limit Beast measures a head by what it was shown at once.
  if (bytes.size() <= limits().header_size)
    require(at_once.has_value() == in_two.has_value(), "how it arrives does not matter");
  if (!at_once || !in_two) return;
  require(at_once->status >= 200 && (at_once->status < 300 || at_once->status >= 400), "an answer is final");
  require(at_once->body.size() <= limits().body_size, "a body is bounded");
  require(at_once->status == in_two->status && equal(at_once->body, in_two->body) &&
              at_once->headers == in_two->headers,
          "it is the same answer");
}

} // namespace elicense::fuzz
