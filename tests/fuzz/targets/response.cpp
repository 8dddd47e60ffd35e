// SPDX-License-Identifier: Apache-2.0
// The head of an answer, its fields out of hostile text: one per line of the input, "name: value". Promise:
// what leaves has the lines that were meant, and no more.
#include "http/response_head.hpp"
#include "tests/fuzz/fuzz.hpp"
#include <algorithm>

namespace elicense::fuzz {

namespace {

http::Response response_of(std::string_view input) {
  http::Response response;
  const std::size_t end = std::min(input.find('\0'), input.size()); // CR and LF may stand in a value
  response.content_type = std::string(input.substr(0, end));
  input.remove_prefix(std::min(end + 1, input.size()));
  while (!input.empty()) {
    const std::string_view line = input.substr(0, input.find('\0'));
    const std::size_t colon = std::min(line.find(':'), line.size());
    response.headers.emplace_back(line.substr(0, colon), line.substr(std::min(colon + 1, line.size())));
    input.remove_prefix(std::min(line.size() + 1, input.size()));
  }
  return response;
}

std::vector<std::string_view> lines_of(std::string_view head) {
  std::vector<std::string_view> lines;
  for (std::size_t end; (end = head.find("\r\n")) != std::string_view::npos; head.remove_prefix(end + 2))
    lines.push_back(head.substr(0, end));
  require(head.empty(), "a head ends with its last line");
  return lines;
}

} // namespace

void examine(ByteView input) {
  const http::Response response = response_of(as_text(input));
  const auto head = http::response_head(response, {.request_id = "0123456789abcdef"});
  if (!head) return;
  const auto lines = lines_of(*head);
  require(std::ranges::count(lines, std::string_view()) == 1 && lines.back().empty(), "a head ends once");
  require(
      std::ranges::none_of(*head, [](char c) { return c != '\r' && c != '\n' && (c < 0x20 || c > 0x7e); }),
      "a head is printable");
  for (const auto& [name, value] : response.headers)
    require(std::ranges::count(lines, name + ": " + value) ==
                std::ranges::count(response.headers, std::pair(name, value)),
            "every field is there as it was given");
}

} // namespace elicense::fuzz
