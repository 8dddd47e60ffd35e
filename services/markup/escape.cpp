// SPDX-License-Identifier: Apache-2.0
#include "markup/escape.hpp"

namespace elicense::markup {
namespace {

std::string_view reference(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  case '\t':
    return "&#9;";
  case '\n':
    return "&#10;";
  case '\r':
    return "&#13;";
  default:
    return {};
  }
}

} // namespace

std::string escape(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    const std::string_view replaced = reference(c);
    if (replaced.empty())
      escaped += c;
    else
      escaped += replaced;
  }
  return escaped;
}

} // namespace elicense::markup
