// SPDX-License-Identifier: Apache-2.0
#include "ofd/name.hpp"
#include "ofd/package.hpp"
#include "ofd/utf8.hpp"
#include <algorithm>
#include <array>

namespace elicense::ofd {
namespace {

struct Range {
  char32_t first, last;
};

// Controls, and what is invisible, combines, changes under normalization (Unicode NFC) or has another case
// outside ASCII: a name holding one of these could be taken for another. Chinese characters and marks remain.
constexpr std::array refused_ranges = {
    Range{0x00, 0x1F},       Range{0x7F, 0xA0},       Range{0xAA, 0xAA},       Range{0xAD, 0xAD},
    Range{0xB5, 0xB5},       Range{0xBA, 0xBA},       Range{0xC0, 0x58F},      Range{0x958, 0x95F},
    Range{0x9DC, 0x9DF},     Range{0xA33, 0xA5E},     Range{0xB5C, 0xB5D},     Range{0xF43, 0xFB9},
    Range{0x10A0, 0x10FF},   Range{0x13A0, 0x13FF},   Range{0x1AB0, 0x1AFF},   Range{0x1C80, 0x1CBF},
    Range{0x1D79, 0x1D8E},   Range{0x1DC0, 0x200F},   Range{0x2028, 0x202F},   Range{0x205F, 0x206F},
    Range{0x20D0, 0x20FF},   Range{0x2126, 0x2184},   Range{0x2329, 0x232A},   Range{0x24B6, 0x24E9},
    Range{0x2ADC, 0x2ADC},   Range{0x2C00, 0x2D2D},   Range{0x3099, 0x309A},   Range{0xA640, 0xA69B},
    Range{0xA722, 0xA7F6},   Range{0xAB53, 0xABBF},   Range{0xD7B0, 0xFB4E},   Range{0xFE00, 0xFE0F},
    Range{0xFE20, 0xFE2F},   Range{0xFEFF, 0xFEFF},   Range{0xFF21, 0xFF5A},   Range{0xFFF0, 0xFFFF},
    Range{0x10400, 0x104FB}, Range{0x10570, 0x105BC}, Range{0x10C80, 0x10CF2}, Range{0x118A0, 0x118DF},
    Range{0x16E40, 0x16E7F}, Range{0x1D15E, 0x1D1C0}, Range{0x1E900, 0x1E943}, Range{0x2F800, 0x2FA1F},
    Range{0xE0000, 0x10FFFF}};

// The search wants them so, and finds one for every character.
static_assert(std::ranges::is_sorted(refused_ranges, {}, &Range::last) &&
              refused_ranges.back().last == 0x10FFFF);

bool is_refused(char32_t c) {
  if (c == U'/' || c == U'\\' || c == U':') return true;
  if (c >= 0x20 && c < 0x7F) return false; // nearly always
  return std::ranges::lower_bound(refused_ranges, c, {}, &Range::last)->first <= c;
}

Error path_error(std::string_view location, const std::string& why) {
  return fail(ErrorKind::malformed, "OFD_PATH", why + ": " + std::string(location.substr(0, 200)));
}

// "a/b" and "c" of "a/b/c"; a name without '/' has an empty rest.
std::string_view take_segment(std::string_view& rest) {
  const std::size_t slash = rest.find('/');
  const std::string_view segment = rest.substr(0, slash);
  rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash + 1);
  return segment;
}

} // namespace

std::optional<std::string> segment_fault(std::string_view segment) {
  if (segment.empty()) return "empty segment";
  if (segment == "." || segment == "..") return "relative segment";
  while (!segment.empty()) {
    const auto c = take_code_point(segment);
    if (!c) return "not UTF-8";
    if (is_refused(*c)) return "character not allowed";
  }
  return std::nullopt;
}

std::optional<std::string> name_fault(std::string_view name) {
  if (name.empty() || name.ends_with('/')) return "empty segment";
  while (!name.empty()) {
    if (auto fault = segment_fault(take_segment(name))) return fault;
  }
  return std::nullopt;
}

std::string fold_case(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

std::string_view folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : name.substr(0, slash);
}

std::string_view base_name_of(std::string_view name) {
  return name.substr(name.rfind('/') + 1);
}

std::string absolute(std::string_view name) {
  return std::string("/").append(name);
}

std::string join(std::string_view folder, std::string_view name) {
  std::string joined(folder);
  if (!joined.empty()) joined += '/';
  return joined += name;
}

Result<std::string> resolve(std::string_view base, std::string_view location) {
  if (location.empty() || location.ends_with('/')) return path_error(location, "names no file");
  const bool absolute = location.starts_with('/');
  std::string path(absolute ? std::string_view{} : folder_of(base));
  std::string_view rest = location.substr(absolute ? 1 : 0);
  while (!rest.empty()) {
    const std::string_view segment = take_segment(rest);
    if (segment == ".") continue;
    if (segment == "..") {
      if (path.empty())
        return fail(ErrorKind::malformed, "OFD_PATH_ESCAPES", std::string(location.substr(0, 200)));
      path = folder_of(path);
    } else if (auto fault = segment_fault(segment)) {
      return path_error(location, *fault);
    } else {
      if (!path.empty()) path += '/';
      path += segment;
    }
  }
  const std::string_view last = base_name_of(location);
  if (last == "." || last == "..") return path_error(location, "names no file");
  return path;
}

} // namespace elicense::ofd
