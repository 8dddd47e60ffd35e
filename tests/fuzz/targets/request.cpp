// SPDX-License-Identifier: Apache-2.0
// The request gate. Promises: what passes is one plain request, and written in the one plain way it means the
// same.
#include "http/gate.hpp"
#include "tests/fuzz/fuzz.hpp"
#include <algorithm>

namespace elicense::fuzz {

namespace {

std::string escaped(std::string_view text, std::string_view kept) {
  std::string out;
  for (const char c : text) {
    const bool plain =
        std::isalnum(static_cast<unsigned char>(c)) != 0 || kept.find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : "%" + to_hex(as_bytes({&c, 1}));
  }
  return out;
}

std::string plainly(const http::Request& request) {
  std::string head = request.method + ' ' + escaped(request.path, "/-._~");
  char before = '?';
  for (const auto& [name, value] : request.query) {
    head.append(1, before).append(escaped(name, "")).append("=").append(escaped(value, ""));
    before = '&';
  }
  head += " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers)
    head.append(name).append(": ").append(value).append("\r\n");
  return head + "\r\n";
}

void check_path(const std::string& path) {
  require(path.starts_with('/') && path.find("//") == std::string::npos, "paths have no empty segment");
  require((path + '/').find("/../") == std::string::npos && (path + '/').find("/./") == std::string::npos,
          "paths have no dots");
  require(path.find_first_of("\\%;") == std::string::npos, "paths are decoded once");
  require(std::ranges::none_of(path, [](char c) { return c >= 0 && c < 0x20; }), "paths are text");
}

bool same(const http::GatedRequest& a, const http::GatedRequest& b) {
  return a.request.method == b.request.method && a.request.path == b.request.path &&
         a.request.query == b.request.query && a.request.headers == b.request.headers &&
         a.content_length == b.content_length && a.close == b.close;
}

} // namespace

void examine(ByteView input) {
  http::Limits limits;
  const auto gated = http::pass_gate(as_text(input), limits, {"licenses.example"});
  if (!gated) return;
  check_path(gated->request.path);
  require(as_text(input).ends_with("\r\n\r\n"), "nothing is left behind the head");
  require(gated->content_length == 0 || gated->request.method == "POST", "only POST has a body");
  limits.target_size *= 3; // what is escaped is longer
  const std::string plain = plainly(gated->request);
  const auto again = http::pass_gate(plain, limits, {"licenses.example"});
  require(again && same(*again, *gated), "written plainly it means the same");
}

} // namespace elicense::fuzz
