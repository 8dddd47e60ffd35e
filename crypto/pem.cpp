// SPDX-License-Identifier: Apache-2.0
// Reading goes line by line; blanks at the end of a line and CRLF are let pass.
#include "crypto/pem.hpp"
#include <optional>

namespace elicense::crypto {
namespace {

constexpr std::string_view dashes = "-----";

Error malformed_pem(std::string detail) {
  return fail(ErrorKind::malformed, "PEM_MALFORMED", std::move(detail));
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
    line.remove_suffix(1);
  return line;
}

// The label of "-----BEGIN label-----" or "-----END label-----".
std::optional<std::string_view> label_of(std::string_view line, std::string_view keyword) {
  if (!line.starts_with(dashes) || !line.ends_with(dashes) || line.size() < 2 * dashes.size())
    return std::nullopt;
  line = line.substr(dashes.size(), line.size() - 2 * dashes.size());
  if (!line.starts_with(keyword)) return std::nullopt;
  return line.substr(keyword.size());
}

Result<Bytes> read_block(std::string_view label, std::string_view& rest) {
  std::string base64;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (label_of(line, "END ") == label) {
      const Result<Bytes> der = from_base64(base64);
      return der && !der->empty() ? der : Result<Bytes>(malformed_pem("the text is not base64"));
    }
    base64 += line;
  }
  return malformed_pem("the END line is missing");
}

} // namespace

std::string write_pem(std::string_view label, ByteView der) {
  static constexpr std::size_t line_size = 64;
  const std::string base64 = to_base64(der);
  std::string pem = "-----BEGIN " + std::string(label) + "-----\n";
  for (std::size_t at = 0; at < base64.size(); at += line_size)
    pem += base64.substr(at, line_size) + '\n';
  return pem + "-----END " + std::string(label) + "-----\n";
}

Result<std::vector<Bytes>> read_pem(std::string_view label, std::string_view pem) {
  std::vector<Bytes> blocks;
  while (!pem.empty()) {
    const std::optional<std::string_view> found = label_of(take_line(pem), "BEGIN ");
    if (!found) continue;
    if (found != label) return malformed_pem("holds a block " + std::string(*found));
    Result<Bytes> block = read_block(label, pem);
    if (!block) return block.error();
    blocks.push_back(std::move(*block));
  }
  if (blocks.empty()) return malformed_pem("holds no block " + std::string(label));
  return blocks;
}

} // namespace elicense::crypto
